"""Numbers: what counts as numeric, extraction, ordinals and roman numerals (CSL 1.0.2, Number, Choose)."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.csl.locale import Locale

_NUMERAL = re.compile(r"[^\W\d_]*\d+[^\W\d_]*(?:\\-\w+)*|[ivx][^\W\d_]*")
_FRACTION = re.compile(r"\d+/\d+")
# What stands between numbers; a hyphen behind a backslash, or a comma inside a number, does not.
_SEPARATOR = re.compile(r"(\s*(?<!\\)[-–]\s*|\s*&\s*|[,;]\s+|\s+and\s+)")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_RANGED = re.compile(r"(?P<letters>[^\W\d_]+)\d+|\d+[^\W\d_A-Z]*(?:\\-\w+)*|[ivxlcdm]+|[IVXLCDM]+")
# Ranges of these are set with the range delimiter; those of sections, parts and versions as they are written.
RANGED_VARIABLES = frozenset(
    "chapter-number collection-number edition issue locator number number-of-pages number-of-volumes page "
    "page-first volume".split()
)


@lru_cache(maxsize=4096)
def is_numeric(text: str) -> bool:
    """Whether content is numeric: a number, perhaps with letters around it, perhaps with others behind it."""
    if _FRACTION.fullmatch(text):
        return True
    return _NUMERAL.fullmatch(_SEPARATOR.split(text.strip(), maxsplit=1)[0]) is not None


@lru_cache(maxsize=4096)
def is_plural(text: str) -> bool:
    """Whether content names several numbers, as ``1-3``, ``2 & 4`` and ``ii, iv`` do."""
    pieces = _SEPARATOR.split(text.strip(), maxsplit=2)
    if len(pieces) < 3 or not _NUMERAL.fullmatch(pieces[0]):
        return False
    return not pieces[2] or pieces[2][0].isdecimal() or _NUMERAL.match(pieces[2]) is not None


def roman(number: int) -> str:
    """A number as a lowercase roman numeral; as it is where there is none."""
    if not 0 < number < 6000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def formatted(text: str, form: str, locale: Locale, gender: str, *, ranged: bool = True) -> str:
    """Return content with its numbers in ``form`` and its separators in order.

    Where ``ranged``, hyphens of ranges become the locale's delimiter, and letters that begin both of a range's
    numbers are left out. Numbers with letters keep their form.
    """
    pieces = _SEPARATOR.split(text.strip())
    counted = text[:1].isdecimal() or is_numeric(text)
    if ranged:
        set_ranges(pieces, locale.term("page-range-delimiter") or "–", keep_letters=False)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = _separator(piece, locale)
        elif counted and piece.isdecimal():
            pieces[index] = _one(int(piece), form, locale, gender)
    return "".join(pieces).replace("\\-", "-")


def set_ranges(pieces: list[str], delimiter: str, *, keep_letters: bool) -> None:
    """Put ``delimiter`` between the numbers that make a range: of several joined by hyphens, the last two."""
    for index in range(1, len(pieces), 2):
        if pieces[index].strip() != "-":
            continue
        chained = index + 2 < len(pieces) and pieces[index + 2].strip() == "-"
        first, last = _RANGED.fullmatch(pieces[index - 1]), _RANGED.fullmatch(pieces[index + 1])
        if chained or first is None or last is None or first["letters"] != last["letters"]:
            pieces[index] = "-"
            continue
        pieces[index] = delimiter
        if not keep_letters and (letters := first["letters"]):
            pieces[index - 1] = pieces[index - 1].removeprefix(letters)
            pieces[index + 1] = pieces[index + 1].removeprefix(letters)


def split(text: str) -> list[str]:
    """Return the numbers in content, at even places, and what stands between them, at odd ones."""
    return _SEPARATOR.split(text)


def _separator(text: str, locale: Locale) -> str:
    bare = text.strip()
    if bare in (",", ";"):
        return f"{bare} "
    if bare == "&":
        return f" {_ampersand(locale)} "
    return "-" if bare == "-" else text


def _ampersand(locale: Locale) -> str:
    return locale.term("and", "symbol") or "&"


def _one(number: int, form: str, locale: Locale, gender: str) -> str:
    if form == "ordinal":
        return f"{number}{locale.ordinal_suffix(number, gender)}"
    if form == "long-ordinal":
        return locale.long_ordinal(number, gender) or f"{number}{locale.ordinal_suffix(number, gender)}"
    if form == "roman":
        return roman(number)
    return str(number)
