"""Given names as initials (CSL 1.0.2, Name: initialize-with, initialize, initialize-with-hyphen)."""

from __future__ import annotations

import re
from functools import lru_cache

_SPLIT = re.compile(r"(-|\s+)")
_INITIAL_WORD = re.compile(r"[^\W\d_]")
_TITLES = frozenset({"Lord", "Lady"})
_UNINITIALED = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")


def _words(given: str, hyphen: bool) -> list[str]:
    """Words at even places, what stands between them at odd ones; a lowercase part after a hyphen is dropped."""
    if not hyphen:
        given = given.replace("-", " ")
    given = re.sub(r"\.(?=[^\s.\-’'])", ". ", re.sub(r"\s*-\s*", "-", given.strip()))
    return _SPLIT.split(given)


@lru_cache(maxsize=65536)
def initialized(given: str, terminator: str, hyphen: bool = True) -> str:
    """Return ``given`` with each capitalised word cut to its initial, followed by ``terminator``.

    Abbreviations of several letters (``Th.``) are kept, lowercase words (``de``) stand between blanks.
    """
    if not given or given in _TITLES or _UNINITIALED.match(given):
        return given
    words = _words(given, hyphen)
    out = ""
    for index in range(0, len(words), 2):
        word, before = words[index], words[index - 1] if index else ""
        if not word:
            continue
        bare = word.rstrip(".")
        match = _INITIAL_WORD.search(bare)
        if match is None:
            continue
        letter = match.group()
        if letter.islower():
            if before != "-":
                out = f"{out.rstrip()} {word} "
            continue
        initial = _initial(bare, bare != word)
        if before == "-":
            out = f"{out.rstrip()}-"
        out += initial + terminator
    return re.sub(" +", " ", out).strip(" \u00a0\u202f")


def _initial(word: str, abbreviated: bool) -> str:
    """A word's initial.

    Its first letter, an abbreviation as it is, capitals before a lowercase letter as ``Ts``.
    """
    if abbreviated:
        return word
    capitals = len(word) - len(word.lstrip("".join(c for c in word if c.isupper())))
    return word[0] + word[1:capitals].lower() if 1 < capitals < len(word) and word.isalpha() else word[0]


@lru_cache(maxsize=16384)
def completed(given: str, terminator: str) -> str:
    """Return ``given`` in full.

    With ``terminator`` after the initials that it already holds (initialize="false").
    """
    words = _words(given, True)
    out = ""
    after_initial = False
    for index in range(0, len(words), 2):
        word, before = words[index], words[index - 1] if index else ""
        if not word:
            continue
        bare = word.rstrip(".")
        initial = (len(bare) == 1 and bare.isupper()) or (bare != word and bare[:1].isupper())
        piece = bare + terminator if initial else word
        if before == "-":
            out = f"{out.rstrip()}-{piece}"
        elif initial and after_initial:
            out += piece
        else:
            out = f"{out.rstrip()} {piece}"
        after_initial = initial
    return re.sub(" +", " ", out).strip(" \u00a0\u202f")
