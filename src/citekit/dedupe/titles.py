"""Titles: taken apart into variants, main title, numerals and notices, and compared word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from math import fsum

from rapidfuzz.distance import OSA, Indel

from citekit.dedupe.folding import (
    LOST,
    NUMBER_WORDS,
    ROMAN,
    STOP_WORDS,
    TENS,
    both_scripts,
    canonical,
    is_wide,
    strip_markup,
    words,
)
from citekit.dedupe.title_words import ANNOTATION, CONFUSABLE, CONTRASTS, GENERIC, NOTICES, Notice


class TitleLevel(IntEnum):
    """How two titles agree, from not at all to wholly."""

    DIFFERENT = 0
    OVERLAP = 1  # they share words that are not common
    NUMBERED = 2  # the same words, other numerals: yearbooks, parts, resolutions
    SIMILAR = 3  # most words are shared, some are replaced
    CONTAINED = 4  # all words of one stand in the other
    BEGINNING = 5  # one is the beginning of the other
    SUBTITLE = 6  # one is the other without its subtitle
    SPELLING = 7  # the same words but for spelling
    EXACT = 8
    MISSING = 9  # one of the two records has no title


@dataclass(frozen=True, slots=True, eq=False)
class TitleForm:
    """One spelling of a title: its content words in comparable form."""

    tokens: tuple[str, ...]
    main: int  # how many of the tokens stand before the subtitle
    compact: str
    wide: bool


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """A title and what stands beside it: ``forms[0]`` is the title, the rest translations, romanisations."""

    forms: tuple[TitleForm, ...]
    notice: Notice
    weight: float  # how much it says: 0 for an empty or generic title, about 1 for every word of its own


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """How two titles agree; ``left`` and ``right`` are the words that only one of them has."""

    level: TitleLevel
    shared: float
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    lost: float = 0.0  # how much the words tell that only one title has
    generic: bool = False  # no word of either title is its own


NO_TITLE = Title((), Notice.NONE, 0.0)

_TRAILING_BRACKET = re.compile(r"\s*[\[(【]([^\[\]()]*)[\])】]\s*\.?\s*$")
_WHOLE_BRACKET = re.compile(r"^\s*\[([^\[\]]+)\]\s*\.?\s*$")
_SUBTITLE = re.compile(r"\s*[:：;]\s+|(?<=\S)[:：]|\s+[-–—]+\s+|(?<=[a-z]{3})[.?!]\s+(?=[A-Z])|—")
_FOOTNOTE = re.compile(r"(?<=\w)[.?!]?\[\d{1,2}\]\s*$")
_BY = re.compile(r"[,.;]?\s+(?:by|von|par)\s+[^\W\d_a-z].*$")
_PART_WORDS = frozenset(
    "part pt parts volume vol book section chapter type phase stage factor class no teil band tome".split()
)
_LONG = 20
"""A title of so many letters is not the beginning of another one by chance."""


@lru_cache(maxsize=65536)
def word_weight(word: str) -> float:
    """Return how much one word of a title tells: little where it is generic or short."""
    if word in GENERIC:
        return 0.35
    if word.isdigit():
        return 0.6
    if is_wide(word):
        return max(1.0, len(word) / 3)
    return 0.6 if len(word) < 4 else 1.0


def is_generic(tokens: tuple[str, ...]) -> bool:
    """Tell whether a title has no word of its own: "Guest Editorial", "Joint Statement"."""
    return all(word in GENERIC for word in tokens)


def weigh(tokens: tuple[str, ...] | list[str]) -> float:
    """Return how much a title's words tell together; characters count where words are not parted."""
    return fsum([word_weight(token) for token in tokens])  # whatever the order, the same sum


def read_title(text: str | None, *others: str | None) -> Title:
    """Take a title apart; ``others`` are forms known to be of the same work, such as a translation."""
    if not text or not text.strip():
        return NO_TITLE
    text = strip_markup(text)
    if whole := _WHOLE_BRACKET.match(text):
        text = whole[1]
    notice = Notice.NONE
    for kind, pattern in NOTICES:
        rest = pattern.sub("", text, count=1)
        if rest != text and (rest.strip() or kind is not Notice.NONE):
            notice = kind
            text = rest if len(rest.strip()) > 2 else text
            break
    if notice is Notice.REVIEW:
        text = _BY.sub("", text)
    if "]" in text[-4:]:
        text = _FOOTNOTE.sub("", text)
    alternatives = [one for one in others if one]
    while found := _TRAILING_BRACKET.search(text):
        inner = found[1].strip()
        if text[: found.start()].strip() == "" or inner.isdigit() or inner.lower() in ROMAN:
            break
        if ANNOTATION.fullmatch(inner) is None:
            if found[0].strip()[0] == "(":
                break
            alternatives.append(inner)
        text = text[: found.start()]
    forms = [read_form(text)]
    alternatives += both_scripts(text)
    for other in alternatives:
        form = read_form(strip_markup(other))
        if len(form.tokens) >= 2 or (form.wide and len(form.compact) > 3):
            forms.append(form)
    weight = weigh(forms[0].tokens)
    return Title(tuple(forms), notice, weight)


def read_form(text: str) -> TitleForm:
    """Return the content words of one title."""
    main, tokens = 0, []
    pieces = _SUBTITLE.split(text, maxsplit=1)
    for index, piece in enumerate(pieces):
        tokens += _content(words(piece), index == len(pieces) - 1)
        if index == 0:
            main = len(tokens)
    return TitleForm(tuple(tokens), main or len(tokens), "".join(tokens), is_wide(text))


def _content(raw: list[str], last: bool) -> list[str]:
    """Drop the small words; read a single Roman digit where it must be one."""
    found: list[str] = []
    for index, word in enumerate(raw):
        before = raw[index - 1] if index else ""
        if word in ("i", "v", "x") and index and (before in _PART_WORDS or index == len(raw) - 1):
            found.append(ROMAN[word])
        elif before in _PART_WORDS and len(word) == 1 and word in "abcdefgh":
            found.append(str(ord(word) - ord("a") + 1))
        elif before in TENS and NUMBER_WORDS.get(word, "0") in "123456789":
            found[-1] = str(TENS[before] + int(NUMBER_WORDS[word]))
        elif word not in STOP_WORDS:
            found.append(canonical(word))
    return found or [canonical(word) for word in raw]


def _stems(word: str) -> set[str]:
    return {word[len(one) :] for one in CONTRASTS if word.startswith(one) and len(word) - len(one) > 3}


@lru_cache(maxsize=131072)
def same_word(a: str, b: str) -> bool:
    """Tell whether two words are one but for spelling: a typing error, an ending, an abbreviation with a point."""
    if a.isdigit() or b.isdigit() or is_wide(a) or is_wide(b):
        return False  # another digit, or another character, is another word
    if (LOST in a or LOST in b) and len(a) == len(b):
        return all(one == other or LOST in (one, other) for one, other in zip(a, b, strict=True))
    shorter = min(len(a), len(b))
    if shorter < 4:
        return False
    if (
        a[:4] == b[:4]
        and frozenset((a, b)) not in CONFUSABLE
        and (a.startswith(b) or b.startswith(a))
        and abs(len(a) - len(b)) <= 3
    ):
        return True
    if ("rn" in a or "rn" in b) and a.replace("rn", "m") == b.replace("rn", "m"):  # as scanners read
        return True
    allowed = 1 if shorter < 7 else 2
    if OSA.distance(a, b, score_cutoff=allowed) > allowed:
        return False
    if shorter < 5 and a[0] != b[0]:
        return False
    if (shorter < 6 and len(a) == len(b) and sorted(a) != sorted(b)) or frozenset((a, b)) in CONFUSABLE:
        return False  # in a short word, another letter makes another word
    stems_a, stems_b = _stems(a), _stems(b)
    return not (stems_a & stems_b or a in stems_b or b in stems_a)


def unlike(a: Title, b: Title) -> bool:
    """Tell at a glance that two titles are not one: few words in common, other letters. False says nothing."""
    if len(a.forms) != 1 or len(b.forms) != 1:
        return False
    one, other = a.forms[0], b.forms[0]
    common = set(one.tokens).intersection(other.tokens)
    return 3 * len(common) < 2 * min(len(one.tokens), len(other.tokens)) and not _alike(one, other)


def other_scripts(a: Title, b: Title) -> bool:
    """Tell whether two titles are written in scripts that have no letter in common."""
    return (
        bool(a.forms and b.forms) and len({form.wide for form in a.forms} & {form.wide for form in b.forms}) == 0
    )


def compare_titles(a: Title, b: Title) -> TitleMatch:
    """Compare every form of one title with every form of the other; the best agreement counts."""
    if not a.forms or not b.forms:
        return TitleMatch(TitleLevel.MISSING, 0.0)
    best = compare_forms(a.forms[0], b.forms[0])
    if best.level >= TitleLevel.SPELLING or len(a.forms) + len(b.forms) == 2:
        return best
    for one in a.forms:
        for other in b.forms:
            match = compare_forms(one, other)
            if match.level > best.level:
                best = match
    return best


def compare_forms(a: TitleForm, b: TitleForm) -> TitleMatch:
    """Compare two titles word by word."""
    if a.compact == b.compact:
        return TitleMatch(TitleLevel.EXACT, weigh(a.tokens), generic=is_generic(a.tokens))
    common_words = set(a.tokens).intersection(b.tokens)
    if 3 * len(common_words) < 2 * min(len(a.tokens), len(b.tokens)) and not _alike(a, b):
        shared = weigh(tuple(common_words))
        return TitleMatch(
            TitleLevel.OVERLAP if shared >= 0.9 else TitleLevel.DIFFERENT, shared, a.tokens, b.tokens
        )
    left, right, common = _difference(a.tokens, b.tokens)
    respelt = _pair_up(left, right) + _rejoin(a.tokens, left, right) + _rejoin(b.tokens, right, left)
    shared = weigh(common) + 0.9 * weigh(respelt)
    if left and right and _joined(left, right):
        left, right = [], []
        shared += 1
    return _judge(a, b, left, right, shared, bool(common or respelt))


def _alike(a: TitleForm, b: TitleForm) -> bool:
    """Tell by their letters alone whether two titles may be one; short ones always may."""
    if min(len(a.compact), len(b.compact)) < 12 or a.wide or b.wide:
        return True
    return Indel.normalized_similarity(a.compact, b.compact, score_cutoff=0.7) > 0


def _judge(
    a: TitleForm, b: TitleForm, left: list[str], right: list[str], shared: float, any_common: bool
) -> TitleMatch:
    if left and right and (cut_off := _cut_off(a, b)):  # a title that ends in the middle of a word
        for some in (left, right):
            if cut_off in some:
                some.remove(cut_off)
    rest = (tuple(left), tuple(right))
    if not left and not right:
        return TitleMatch(TitleLevel.SPELLING, shared, generic=is_generic(a.tokens))
    if left and right:
        numbers = [word for word in left if word.isdigit()], [word for word in right if word.isdigit()]
        if all(numbers) and len(numbers[0]) == len(left) and len(numbers[1]) == len(right):
            return TitleMatch(TitleLevel.NUMBERED, shared, *rest)
        lost = max(weigh(left), weigh(right))
        if all(numbers) and shared > lost:
            return TitleMatch(TitleLevel.NUMBERED, shared, *rest)
        close = Indel.normalized_similarity(a.compact, b.compact, score_cutoff=0.85)
        if (shared >= 2 * lost and shared >= 2) or close:
            return TitleMatch(TitleLevel.SIMILAR, shared, *rest, lost=lost)
        return TitleMatch(TitleLevel.OVERLAP if shared >= 1 else TitleLevel.DIFFERENT, shared, *rest)
    if not any_common:
        return TitleMatch(TitleLevel.DIFFERENT, 0.0, *rest)
    short, long = (a, b) if not left else (b, a)
    size = len(short.tokens)
    begins = long.compact.startswith(short.compact[:-1]) or all(
        one == other or same_word(one, other) for one, other in zip(short.tokens, long.tokens, strict=False)
    )
    level = TitleLevel.BEGINNING if begins else TitleLevel.CONTAINED
    if long.main == size and begins:
        level = TitleLevel.SUBTITLE
    return TitleMatch(level, shared, *rest, lost=max(weigh(left), weigh(right)), generic=is_generic(short.tokens))


def _cut_off(a: TitleForm, b: TitleForm) -> str:
    """Return the last word of a title that breaks off in it: all its letters begin the other title."""
    short, long = (a, b) if len(a.compact) < len(b.compact) else (b, a)
    return short.tokens[-1] if len(short.compact) >= _LONG and long.compact.startswith(short.compact) else ""


def _difference(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Return the words only in ``a``, only in ``b``, and in both, counted."""
    rest = list(b)
    left, common = [], []
    for word in a:
        if word in rest:
            rest.remove(word)
            common.append(word)
        else:
            left.append(word)
    return left, rest, common


def _pair_up(left: list[str], right: list[str]) -> list[str]:
    """Take out of both lists the words that are one but for spelling; return them."""
    if len(left) == len(right) == 1 and len(left[0]) != len(right[0]) and min(len(left[0]), len(right[0])) == 3:
        letters = left[0] + right[0]
        if letters.isalpha() and OSA.distance(left[0], right[0], score_cutoff=1) == 1:
            right.clear()
            return [left.pop()]
    paired = []
    for word in list(left):
        size, first, last = len(word), word[0], word[-1]
        match = None
        for other in right:
            # a cheap look first: an error rarely changes both ends
            if -4 < len(other) - size < 4 and (other[0] == first or other[-1] == last) and same_word(word, other):
                match = other
                break
        if match is not None:
            left.remove(word)
            right.remove(match)
            paired.append(word)
    return paired


def _rejoin(tokens: tuple[str, ...], parted: list[str], whole: list[str]) -> list[str]:
    """Take out two neighbouring words that the other title writes as one (``video anywhere``); return them."""
    found = []
    if len(parted) >= 2 and whole:
        for one, other in pairwise(tokens):
            if one + other in whole and one in parted and other in parted:
                whole.remove(one + other)
                parted.remove(one)
                parted.remove(other)
                found.append(one + other)
    return found


def _joined(left: list[str], right: list[str]) -> bool:
    """Tell whether the words left over are the same letters, parted otherwise (``by pass``, ``bypass``)."""
    a, b = "".join(left), "".join(right)
    if a == b:
        return True
    if len(left) == len(right) or min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1:
        return False
    return OSA.distance(a, b, score_cutoff=1) <= 1 and not re.search(r"\d", a + b)
