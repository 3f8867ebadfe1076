"""Names compared: how two of them, and two lists of them, agree."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from citekit.dedupe.folding import LOST, STOP_WORDS, is_wide, squash
from citekit.dedupe.name_tables import SHORT_NAMES
from citekit.dedupe.people import Person, same_people
from citekit.dedupe.titles import same_word


class NameLevel(IntEnum):
    """How two names agree."""

    OTHER = 0
    NAMESAKE = 1  # one family name, given names that exclude each other
    LIKELY = 2  # one family name, nothing else to compare, or a spelling that is close
    INITIALS = 3
    FULL = 4


class AuthorLevel(IntEnum):
    """How two lists of names agree."""

    CONFLICT = 0
    NAMESAKE = 1
    FEW = 2  # some names are shared, most are not
    MISSING = 3  # at least one record names nobody
    UNREADABLE = 4  # two scripts that cannot be compared
    PARTIAL = 5  # most names of the shorter list are shared
    FAMILY = 6  # all agree as far as they go, family names only
    INITIALS = 7
    FULL = 8


@lru_cache(maxsize=262144)
def compare_names(a: Person, b: Person) -> NameLevel:
    """Compare two names, whichever of their words stands first."""
    if a.identity == b.identity:
        return NameLevel.FULL if a.given else NameLevel.LIKELY
    if a.original and a.original == b.original:
        return NameLevel.FULL
    if a.corporate or b.corporate:
        return _compare_corporate(a, b)
    if a.family == b.family:
        return _compare_given(a.given, b.given)
    if a.bag == b.bag and len(a.bag) > 1:
        return NameLevel.FULL
    if a.family in b.bag or b.family in a.bag:
        return _compare_swapped(a, b)
    if _close(a.family, b.family):
        given = _compare_given(a.given, b.given)
        return min(given, NameLevel.INITIALS) if given > NameLevel.NAMESAKE else NameLevel.OTHER
    return NameLevel.OTHER


def _close(a: str, b: str) -> bool:
    shorter = min(len(a), len(b))
    if shorter < 3 or is_wide(a) or is_wide(b):
        return False
    if LOST in a or LOST in b:
        return same_word(a, b)
    allowed = 1 if shorter < 7 else 2
    if OSA.distance(a, b, score_cutoff=allowed) <= allowed:
        return True
    skeleton = _skeleton(a)
    return len(skeleton) > 3 and skeleton == _skeleton(b)


_SKELETON = re.compile(r"tch|tsch|shch|ch|cz|ts|tz|kh|zh|sh|sch|w|x|q|[aeiouyj]")
_SKELETON_TO = {"kh": "h", "zh": "s", "sh": "s", "sch": "s", "w": "v", "x": "ks", "q": "k"}


@lru_cache(maxsize=65536)
def _skeleton(name: str) -> str:
    """Return what romanisations of one name share: Dostoevskii, Dostoyevsky; Tchaikovsky, Chaikovskii."""

    def one(match: re.Match[str]) -> str:
        sign = match[0]
        return "" if sign in "aeiouyj" else _SKELETON_TO.get(sign, "c")

    return _SKELETON.sub(one, name)


def _compare_given(a: tuple[str, ...], b: tuple[str, ...]) -> NameLevel:
    """Compare given names in order: words as far as both are written out, else initials."""
    if not a or not b:
        return NameLevel.LIKELY
    if a == b:
        return NameLevel.FULL if any(len(word) > 1 for word in a) else NameLevel.INITIALS
    words_a, words_b = {w for w in a if len(w) > 1}, {w for w in b if len(w) > 1}
    if words_a and words_b and (words_a <= words_b or words_b <= words_a) and len(a) != len(b):
        return NameLevel.FULL
    full = False
    for one, other in zip(a, b, strict=False):
        if len(one) > 1 and len(other) > 1:
            if one == other or one.startswith(other) or other.startswith(one) or _nick(one, other):
                full = True
            elif squash("".join(a)) == squash("".join(b)):
                return NameLevel.FULL
            else:
                return (
                    NameLevel.INITIALS
                    if sorted(w[0] for w in a) == sorted(w[0] for w in b) and len(a) > 1 and set(a) & set(b)
                    else NameLevel.NAMESAKE
                )
        elif one[0] != other[0]:
            shorter, longer = (a, b) if len(a) < len(b) else (b, a)
            initials = {word[0] for word in longer}
            if len(a) != len(b) and all(word[0] in initials for word in shorter):
                return NameLevel.LIKELY
            return NameLevel.NAMESAKE
    return NameLevel.FULL if full else NameLevel.INITIALS


def _nick(a: str, b: str) -> bool:
    """Tell whether two given names are one but for spelling, or one is the other's usual short form."""
    if SHORT_NAMES.get(a, a) == SHORT_NAMES.get(b, b):
        return True
    if min(len(a), len(b)) < 4:
        return a[0] == b[0] and OSA.distance(a, b) <= 1 and min(len(a), len(b)) > 2 and a[-1] == b[-1]
    if len(_skeleton(a)) > 2 and _skeleton(a) == _skeleton(b):
        return True
    return same_word(a, b) or OSA.normalized_similarity(a, b) >= 0.8


def _compare_swapped(a: Person, b: Person) -> NameLevel:
    """Names whose family name stands among the given names or particles of the other."""
    rest_a, rest_b = [*a.given, a.family], [*b.given, b.family]
    for word in list(rest_a):
        if word in rest_b and len(word) > 1:
            rest_a.remove(word)
            rest_b.remove(word)
    if not rest_a or not rest_b:
        return NameLevel.FULL if len(a.bag & b.bag) > 1 else NameLevel.LIKELY
    short, long = (rest_a, rest_b) if len(rest_a) <= len(rest_b) else (rest_b, rest_a)
    initials = [word[0] for word in long]
    for word in short:
        if word[0] not in initials or (
            len(word) > 1
            and not any(same_word(word, other) or (len(other) == 1 and other == word[0]) for other in long)
        ):
            return NameLevel.OTHER
        initials.remove(word[0])
    return NameLevel.INITIALS


def _compare_corporate(a: Person, b: Person) -> NameLevel:
    """Organisations: word order and small words do not count; a country may be missing; acronyms are read."""
    if a.wide != b.wide:
        return NameLevel.OTHER
    if a.bag == b.bag:
        return NameLevel.FULL
    only_a, only_b = a.bag - b.bag, b.bag - a.bag
    left = {word for word in only_a if not any(same_word(word, other) for other in only_b)}
    right = {word for word in only_b if not any(same_word(word, other) for other in only_a)}
    if not left and not right:
        return NameLevel.FULL
    shared = len(a.bag) - len(left)
    if (not left or not right) and shared >= 2:
        return NameLevel.INITIALS
    if _is_acronym(a, b) or _is_acronym(b, a):
        return NameLevel.INITIALS
    if (not left or not right) and shared:
        return NameLevel.LIKELY
    return NameLevel.OTHER


def _is_acronym(short: Person, long: Person) -> bool:
    """Tell whether the one word of ``short`` is made of the initials of ``long``, small words in or out."""
    if len(short.bag) != 1:
        return False
    (word,) = short.bag
    return 2 <= len(word) <= 8 and is_initialism(word, long.given or tuple(long.family.split()))


def is_initialism(word: str, parts: tuple[str, ...]) -> bool:
    """Tell whether ``word`` takes the first letters of ``parts``: MOFA, IJMES; a country at the end may lack."""
    every = "".join(part[0] for part in parts)
    content = "".join(part[0] for part in parts if part not in STOP_WORDS)
    for initials in (every, content):
        if len(initials) >= 2 and (
            initials == word or (len(word) >= 3 and initials.startswith(word) and len(initials) - len(word) <= 2)
        ):
            return True
    return False


@lru_cache(maxsize=65536)
def is_initialism_within(word: str, parts: tuple[str, ...]) -> bool:
    """Tell whether neighbouring words of ``parts`` begin with the letters of ``word``, small words in or out."""
    content = tuple(part for part in parts if part not in STOP_WORDS)
    return any(word in "".join(part[0] for part in some) for some in (parts, content))


def compare_authors(a: tuple[Person, ...], b: tuple[Person, ...]) -> AuthorLevel:
    """Compare two lists of names; one of them may be cut short."""
    if not a or not b:
        return AuthorLevel.MISSING
    if same_people(a, b):
        return _whole([compare_names(one, one) for one in a])
    if a[0].wide != b[0].wide and not (a[0].bag & b[0].bag) and a[0].original != b[0].original:
        return AuthorLevel.UNREADABLE
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    first = compare_names(short[0], long[0])
    levels, rest = [], list(long)
    for index, name in enumerate(short):
        best, at = NameLevel.OTHER, -1
        for position in _near(index, len(rest)):
            level = compare_names(name, rest[position])
            if level > best:
                best, at = level, position
                if level >= NameLevel.INITIALS:
                    break
        if best > NameLevel.NAMESAKE:
            del rest[at]
        levels.append(best)
    found = _combine(levels, first, len(short), len(long))
    if found is AuthorLevel.CONFLICT or (found is AuthorLevel.FEW and len(short) > 1):
        return _by_words(a, b) or found
    return found


def _by_words(a: tuple[Person, ...], b: tuple[Person, ...]) -> AuthorLevel | None:
    """Compare lists as bags of words, for names cut in the wrong places; None where they do not agree."""
    left = {word for name in a for word in name.bag if len(word) > 2}
    right = {word for name in b for word in name.bag if len(word) > 2}
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    if len(shorter) == 1 and len(longer) <= 3 and len(min(shorter)) > 3:
        return AuthorLevel.FAMILY if shorter <= longer else None
    if len(shorter) < 2:
        return None
    exact = shorter & longer
    if 2 * len(exact) < len(shorter):
        return None
    shared = len(exact) + sum(any(_close(word, other) for other in longer) for word in shorter - exact)
    if shared == len(shorter) and shared >= 2 and len(longer) <= 2 * shared + 1:
        return AuthorLevel.FAMILY
    return AuthorLevel.PARTIAL if shared >= 3 and shared * 4 >= 3 * len(shorter) else None


def _near(index: int, size: int) -> Iterable[int]:
    """The positions to try for a name, the expected one first; long lists only in the neighbourhood."""
    yield 0 if size else -1
    yield from range(1, min(size, 12))


def _combine(levels: list[NameLevel], first: NameLevel, short: int, long: int) -> AuthorLevel:
    agreed = sum(level > NameLevel.NAMESAKE for level in levels)
    namesakes = sum(level is NameLevel.NAMESAKE for level in levels)
    if namesakes and namesakes + agreed > 1:  # several family names agree: a given name is wrong or a short form
        agreed += namesakes
    if agreed == short:
        if short == 1 and long > 3 and first <= NameLevel.NAMESAKE:
            return AuthorLevel.FEW
        return _whole(levels)
    if first == NameLevel.NAMESAKE and (short == 1 or agreed == 0):
        return AuthorLevel.NAMESAKE
    if agreed * 2 >= short:
        return AuthorLevel.PARTIAL
    return AuthorLevel.FEW if agreed else AuthorLevel.CONFLICT


def _whole(levels: list[NameLevel]) -> AuthorLevel:
    full = sum(level is NameLevel.FULL for level in levels)
    if full * 2 >= len(levels):
        return AuthorLevel.FULL
    if any(level >= NameLevel.INITIALS for level in levels):
        return AuthorLevel.INITIALS
    return AuthorLevel.FAMILY
