"""Journals, series and publishers: abbreviations (ISO 4), acronyms, and words left out.

Source of the idea of an abbreviation: ISO 4, words are cut at the end or contracted, small words dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from citekit.dedupe.folding import (
    ROMAN,
    STOP_WORDS,
    canonical,
    is_wide,
    squash_beginning,
    strip_markup,
    words,
)
from citekit.dedupe.names import is_initialism, is_initialism_within
from citekit.dedupe.titles import same_word


class ContainerLevel(IntEnum):
    """How two names of a journal, a book or a publisher agree."""

    RIVAL = 0  # the records themselves show that these are two
    DIFFERENT = 1
    OVERLAP = 2  # some words are shared
    MISSING = 3
    LEARNT = 4  # the records themselves show that these are two names of one
    ABBREVIATED = 5
    EXACT = 6


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """The words of a container's name, without the small ones, and all of them."""

    tokens: tuple[str, ...]
    every: tuple[str, ...]
    main: int  # how many of the tokens stand before a subtitle
    wide: bool


_SUBTITLE = re.compile(r"\s*[:;=(—]|\s[-–]\s|\.\s+(?=Conference\b|Conf\b)")
_LABELS = frozenset("vol volume no number nr pt part bd band doc document".split())
_TAIL = frozenset(
    canonical(word)
    for word in "us usa uk london oxford cambridge england online print proceedings journal".split()
)
_NOISE = frozenset(
    canonical(word)
    for word in "proceedings proc annual ann international int intl national natl conference conf symposium symp "
    "workshop meeting ieee acm lecture notes lncs advances society soc association assoc joint".split()
)
_CONFERENCE = frozenset("proceedings proc conference conf symposium symp workshop".split())
_PERIODICAL = frozenset(
    canonical(word)
    for word in "journal j transactions trans zeitschrift revue review magazine letters bulletin annals archives "
    "record research reports clinics".split()
)
_PUBLISHER_NOISE = frozenset(
    canonical(word)
    for word in "press publishers publisher publishing verlag books inc ltd co company gmbh editions editeur sons "
    "editore editorial uitgeverij shuppan shobo".split()
)


@lru_cache(maxsize=65536)
def read_container(text: str, publisher: bool = False) -> Container | None:
    """Return a container's name in comparable form; None where it holds no word."""
    text = strip_markup(text)
    raw = words(text)
    content = [word for word in raw if word not in STOP_WORDS and word not in _LABELS] or raw
    tokens = [ROMAN.get(word) or canonical(word) for word in content]
    if publisher:
        tokens = [word for word in tokens if word not in _PUBLISHER_NOISE] or tokens
    head = words(_SUBTITLE.split(text, maxsplit=1)[0]) if _SUBTITLE.search(text) else raw
    main = sum(word not in STOP_WORDS and word not in _LABELS for word in head)
    return Container(tuple(tokens), tuple(raw), main or len(tokens), is_wide(text)) if tokens else None


@lru_cache(maxsize=131072)
def compare_containers(a: Container | None, b: Container | None) -> ContainerLevel:
    """Compare two names of containers."""
    if a is None or b is None or a.wide != b.wide:
        return ContainerLevel.MISSING
    if a is b or a.tokens == b.tokens or "".join(a.tokens) == "".join(b.tokens):
        return ContainerLevel.EXACT
    if abbreviates(a, b) or abbreviates(b, a):
        return ContainerLevel.ABBREVIATED
    return _compare_words(a, b)


def _compare_words(a: Container, b: Container) -> ContainerLevel:
    """Compare the words that name the matter, whatever is said of proceedings, ordinals and societies."""
    left, right = (tuple(word for word in one.tokens if word not in _NOISE) for one in (a, b))
    if not left or not right:
        return ContainerLevel.OVERLAP if set(a.tokens) & set(b.tokens) else ContainerLevel.DIFFERENT
    agreed = {word for word in left if any(cut(word, other) or cut(other, word) for other in right)}
    answered = {word for word in right if any(cut(word, other) or cut(other, word) for other in left)}
    spelt_out = _acronyms(left, b) | _acronyms(right, a)
    if not agreed and not spelt_out:
        return ContainerLevel.DIFFERENT
    rest = (set(left) - agreed) | (set(right) - answered)
    if rest & _PERIODICAL or _other_instance(left, right):
        return ContainerLevel.OVERLAP
    few = min(len(set(left)), len(set(right)))
    most = min(len(agreed), len(answered))
    conference = any(word in _CONFERENCE for word in a.tokens + b.tokens)
    if (most == few and (few >= 2 or not rest or conference)) or (most >= 3 and 3 * most >= 2 * few) or spelt_out:
        return ContainerLevel.ABBREVIATED
    return ContainerLevel.OVERLAP


def _acronyms(words_: tuple[str, ...], other: Container) -> set[str]:
    """Return the words of four letters and more that are initials of words of the other name."""
    return {word for word in words_ if len(word) > 3 and is_initialism_within(word, other.every)}


def _other_instance(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two names of a conference bear other ordinals, or other years."""
    for years in (False, True):
        one, other = (
            {word[-2:] for word in side if word.isdigit() and (len(word) == 4 or int(word) > 69) is years}
            for side in (left, right)
        )
        if one and other and not one & other:
            return True
    return False


def abbreviates(short: Container, long: Container) -> bool:
    """Tell whether the words of ``short``, in order, stand for those of ``long``; its last may be left out."""
    if len(short.every) == 1 and len(short.every[0]) >= 2 and is_initialism(short.every[0], long.every):
        return True
    if len(short.tokens) > len(long.tokens):
        return False
    return _align(short.tokens, long.tokens, len(short.tokens), long.main)


def _align(short: tuple[str, ...], long: tuple[str, ...], size: int, main: int) -> bool:
    """Read ``short`` off the beginning of ``long``, of which ``main`` words are left before the subtitle."""
    if not short:
        return not long or main == 0 or size >= 4 or all(word in _TAIL or word.isdigit() for word in long)
    if not long:
        return False
    if cut(short[0], long[0]) and _align(short[1:], long[1:], size, main - 1):
        return True
    for count in range(2, min(len(long), 7) + 1):
        if len(short[0]) == count and short[0] == "".join(word[0] for word in long[:count]):
            return _align(short[1:], long[count:], size, main - count)
    return False


@lru_cache(maxsize=131072)
def cut(short: str, long: str) -> bool:
    """Tell whether ``short`` abbreviates ``long``: its beginning, or a contraction that keeps first and last."""
    if long.startswith(short) or same_word(short, long):
        return True
    if len(short) == 4 and long.startswith(squash_beginning(short)):
        return True
    if len(short) < 2 or len(short) >= len(long) or short[0] != long[0]:
        return False
    letters = iter(long)
    kept = all(letter in letters for letter in short)
    return kept and (short[-1] == long[-1] or short[:3] == long[:3]) and len(short) >= 3
