"""Whether a name without a comma stands family name first: Chinese, Japanese, Korean and Hungarian order.

The evidence is in the words: surnames and given names of the tables, syllables of pinyin, a hyphen between two
Korean or Chinese syllables. Where there is none, or where it speaks for both, the name is read as given name
first, unless the list around it says otherwise.
"""

from __future__ import annotations

import re

from citekit.parse.tables import fold, words

_INITIALS = "b|p|m|f|d|t|n|l|g|k|h|j|q|x|zh|ch|sh|r|z|c|s|y|w"
_FINALS = (
    "iang|iong|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|iu|ie|in|ia|ai|ei|ao|ou|an|en|er|ui|un|uo|ua|ue|üe|"
    "a|o|e|i|u|ü|v"
)
_SYLLABLE = rf"(?:(?:{_INITIALS})?(?:{_FINALS}))"
_TWO_SYLLABLES = re.compile(rf"{_SYLLABLE}['’-]?{_SYLLABLE}", re.IGNORECASE)
_ONE_SYLLABLE = re.compile(_SYLLABLE, re.IGNORECASE)
_HYPHENATED_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
_VOWELS = r"(?:[aiueo])"
_JAPANESE_WORD = re.compile(
    rf"(?:(?:[kgsztdnhbpmr]|ky|gy|sh|ch|j|ts|ny|hy|by|py|my|ry|f|y|w)?{_VOWELS}|n|(?=[kstp])[kstpc])+",
    re.IGNORECASE,
)
_VIETNAMESE = frozenset("Nguyễn Trần Lê Phạm Hoàng Huỳnh Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh".split())


def family_first(name: list[str], *, list_is_inverted: bool = False) -> bool:
    """Tell whether the words of ``name``, printed without a comma, begin with the family name.

    ``list_is_inverted`` says that the names around it are printed "Family, Given": then a name of two words
    that carries no comma keeps an order of its own, unless its words speak against that.
    """
    if not 2 <= len(name) <= 3 or any("." in word for word in name):
        return False
    first, rest = fold(name[0]), [fold(word) for word in name[1:]]
    verdict = _japanese(first, rest[-1], len(name)) or _hungarian(name[0], rest[-1]) or _korean(name, first, rest)
    verdict = verdict or _chinese(name, first, rest) or _vietnamese(name)
    if verdict:
        return verdict == "family first"
    return list_is_inverted and len(name) == 2


def _japanese(first: str, last: str, length: int) -> str | None:
    if length != 2:
        return None
    surnames, given = words("japanese_surnames"), words("japanese_given_names")
    if first in surnames and last not in surnames:
        known = last in given or _JAPANESE_WORD.fullmatch(last.replace("'", "").replace("’", ""))
        return "family first" if known else None
    if last in surnames and first not in surnames:
        return "given first"
    if last in given and first not in given and _JAPANESE_WORD.fullmatch(first):
        return "family first"
    if first in given and last not in given:
        return "given first"
    return None


def _hungarian(printed: str, last: str) -> str | None:
    first, given = fold(printed), words("hungarian_given_names")
    if last not in given or first in given - words("hungarian_surnames"):
        return None
    known = first in words("hungarian_surnames") and not (first in given and last in words("hungarian_surnames"))
    marked = re.search(r"[őű]|(?:[bdghklmnrt]y|i|s|cs|sz|ai|ffy|cz|ter|abó|abo)$", printed.lower()) is not None
    return "family first" if known or (marked and first not in words("given_names")) else None


def _korean(name: list[str], first: str, rest: list[str]) -> str | None:
    surnames = words("korean_surnames")
    if first in surnames and len(name) == 2 and _HYPHENATED_SYLLABLES.fullmatch(name[1]):
        return "family first"
    if rest[-1] in surnames and _HYPHENATED_SYLLABLES.fullmatch(name[0]):
        return "given first"
    return None


def _chinese(name: list[str], first: str, rest: list[str]) -> str | None:
    surnames = words("chinese_surnames")
    if first not in surnames or len(name) != 2:
        return None
    given = rest[0].replace("’", "'")
    if given in surnames:
        return None
    if _TWO_SYLLABLES.fullmatch(given) and not _ONE_SYLLABLE.fullmatch(given):
        return "family first"
    return None


def _vietnamese(name: list[str]) -> str | None:
    """A surname with its diacritics ("Nguyễn"), or one of them before the middle names Văn and Thị."""
    if name[0] in _VIETNAMESE:
        return "family first"
    known = fold(name[0]) in {fold(surname) for surname in _VIETNAMESE}
    return "family first" if known and len(name) == 3 and fold(name[1]) in ("van", "thi") else None
