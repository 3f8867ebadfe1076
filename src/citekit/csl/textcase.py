"""Text case (CSL 1.0.2, Text-case): lower, upper, capitalised, sentence and title case of marked text.

Passages marked with NO_CASE, and small capitals, superscripts and subscripts, keep their case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from citekit.csl import marks as m

STOP_WORDS = frozenset(
    "a about above across afore after against al along alongside amid amidst among amongst an and "
    "anenst apropos apud around as aside astride at athwart atop barring before behind below beneath "
    "beside besides between beyond but by c ca circa de despite down during et except for forenenst "
    "from given in inside into lest like modulo near next nor notwithstanding of off on onto or out "
    "over per plus pro qua sans since so than the through throughout thruout till to toward towards "
    "under underneath until unto up upon v v. van versus via von vs vs. with within without yet".split()
)

_UNTOUCHED = m.NO_CASE + m.SUP + m.SUB + m.SMALL_CAPS
_OPENERS = re.compile(f"[{m.FORMATS}{m.YEAR_SUFFIX}{m.LINK}]")
_PIECE = re.compile(f"([{m.ALL}])")
_WORD = re.compile(rf"[^\s\-/–—{m.ALL}]+|[{m.ALL}]|[\s\-/–—]+")
_LETTER = re.compile(r"[^\W\d_]")
_ALL_WORDS = re.compile(rf"(^|[\s\-/–—(\[{m.ALL}])([^\W\d_])([^\s\-/–—{m.ALL}]*)")
_LINK_ADDRESS = re.compile(f"({m.LINK}[^{m.LINK_TEXT}]*{m.LINK_TEXT})")


def _outside(text: str, change: Callable[[str], str]) -> str:
    """Apply ``change`` to the stretches between marks, except where the case must stay."""
    if not _PIECE.search(text):
        return change(text)
    out: list[str] = []
    stack: list[bool] = []
    untouched = 0
    address = False
    for piece in _PIECE.split(text):
        if len(piece) == 1 and piece in m.ALL:
            if piece in _UNTOUCHED:
                stack.append(True)
                untouched += 1
            elif _OPENERS.match(piece):
                stack.append(False)
            elif piece == m.CLOSE and stack:
                untouched -= stack.pop()
            address = piece == m.LINK or (address and piece != m.LINK_TEXT)
            out.append(piece)
        else:
            out.append(piece if untouched or address else change(piece))
    return "".join(out)


def lowercase(text: str) -> str:
    """Everything in lower case."""
    return _outside(text, str.lower)


def uppercase(text: str) -> str:
    """Everything in upper case."""
    return _outside(text, str.upper)


def capitalize_first(text: str) -> str:
    """The first letter of the first word in upper case, where that word begins with a letter."""
    for index, character in enumerate(text):
        if character in _UNTOUCHED or character == m.QUOTE_OPEN:
            return text
        if character in m.ALL:
            continue
        if character.islower():
            return text[:index] + character.upper() + text[index + 1 :]
        return text
    return text


def capitalize_all(text: str) -> str:
    """The first letter of every lowercase word in upper case."""
    return _outside(text, lambda piece: _ALL_WORDS.sub(_capitalize_word, piece))


def _capitalize_word(match: re.Match[str]) -> str:
    before, first, rest = match.groups()
    if "’" in rest[:1] or rest != rest.lower():
        return match.group()
    return f"{before}{first.upper()}{rest}"


def sentence(text: str) -> str:
    """The first word capitalised; the rest in lower case, words with capitals inside excepted."""
    state = {"first": True}

    def change(piece: str) -> str:
        words = re.split(r"(\s+)", piece)
        for index, word in enumerate(words):
            if not word.strip():
                continue
            if state["first"]:
                state["first"] = False
                words[index] = word[:1].upper() + word[1:]
            else:
                words[index] = word.lower()
        return "".join(words)

    return _outside(text, change)


def title(text: str) -> str:
    """Title case: lowercase words are capitalised but for stop words inside a sentence.

    Words that hold a capital stay as they are; a stop word is capitalised where it is first or last, or follows a
    colon, a question mark or an exclamation mark. A letter standing alone stays as it is.
    """
    return _title(text)


@lru_cache(maxsize=65536)
def _title(text: str) -> str:
    tokens = _WORD.findall(text)
    last = next((i for i in range(len(tokens) - 1, -1, -1) if _is_word(tokens[i])), -1)
    stack: list[bool] = []
    untouched = 0
    first = True
    address = hyphenated = False
    for index, token in enumerate(tokens):
        mark = token if len(token) == 1 and token in m.ALL else ""
        if mark:
            if mark in _UNTOUCHED:
                stack.append(True)
                untouched += 1
            elif _OPENERS.match(mark):
                stack.append(False)
            elif mark == m.CLOSE and stack:
                untouched -= stack.pop()
            address = mark == m.LINK or (address and mark != m.LINK_TEXT)
            continue
        if address or token[0].isspace() or token[0] in "-/–—":
            hyphenated = hyphenated or token[0] == "-"
            continue
        if not untouched and _is_word(token):
            leads = not hyphenated and index + 1 < len(tokens) and tokens[index + 1][0] == "-"
            tokens[index] = _title_word(token, first, index == last, leads)
        first = token[-1] in ":?!" or (token[-1] in "”’»" and token[-2:-1] in ("?", "!"))
    return "".join(tokens)


def _is_word(token: str) -> bool:
    return bool(_LETTER.search(token)) or token[:1].isdecimal()


def _title_word(word: str, first: bool, last: bool, leads: bool) -> str:
    """One word; ``leads`` where it begins the title's first hyphenated compound, which lifts stop words too."""
    found = _LETTER.search(word)
    if found is None or word != word.lower():
        return word
    start = found.start()
    if word[:start].rstrip("([{<\"'“‘«„¿¡_").strip(":?!.…") if start else "":
        return word
    core = word[start:].rstrip(":;,.!?)]}\"'”’»…")
    bare = word[start:].rstrip(":;,!?)]}\"'”’»…")
    lone = len(core) == 1 or core[1:2] in ("’", "'", ".")
    if lone and not (first and core.isascii()):
        if not (leads and core.isascii()):
            return word
    elif not first and not last and not leads and (core in STOP_WORDS or bare in STOP_WORDS):
        return word
    if start and word[start - 1] == "_":
        return word
    return word[:start] + word[start].upper() + word[start + 1 :]


def dotted(language: str) -> bool:
    """Whether a language tells the dotted i from the dotless one, as Turkish and Azeri do."""
    return language[:2].lower() in ("tr", "az")


def with_dots(change: Callable[[str], str]) -> Callable[[str], str]:
    """Return a change of case that keeps the dot of an i, and its absence."""

    def changed(text: str) -> str:
        lowers = change is lowercase
        bare = text.replace("İ", "i" if lowers else "\u0130")
        out = change(bare)
        if len(out) != len(bare) or out == bare:
            return out
        pairs = zip(bare, out, strict=True)
        return "".join({"iI": "İ", "Ii": "ı"}.get(before + after, after) for before, after in pairs)

    return changed


CASES: dict[str, Callable[[str], str]] = {
    "lowercase": lowercase,
    "uppercase": uppercase,
    "capitalize-first": capitalize_first,
    "capitalize-all": capitalize_all,
    "sentence": sentence,
    "title": title,
}
