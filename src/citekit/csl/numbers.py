"""Numbers: what counts as numeric, extraction, ordinals and roman numerals (CSL 1.0.2, Number, Choose)."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.csl.locale import Locale

_UNIT = r"[^\W\d_]*\d+[^\W\d_]*"
_NUMERAL = rf"(?:{_UNIT}|[ivx][ivxlcdm]*\b)"
_NUMERIC = re.compile(rf"\s*{_NUMERAL}(?:\s*(?:[-–,&;/]|\\-|\band\b)\s*{_NUMERAL})*\s*")
_PIECES = re.compile(r"\s*(\\?[-–]|[,&;/]|\band\b)\s*")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_SEPARATED = re.compile(r"\S\s*(?:[-–—,&;]|\band\b)\s*\S")
_ROMAN_NUMERAL = re.compile(r"[ivxlcdm]+\.?", re.I)


@lru_cache(maxsize=4096)
def is_numeric(text: str) -> bool:
    """Whether content is numeric.

    Numbers, perhaps with letters around them, joined by comma, hyphen or ampersand.
    """
    return _NUMERIC.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_plural(text: str) -> bool:
    """Whether content names several numbers, as ``1-3``, ``2 & 4`` and ``ii, iv`` do."""
    pieces = [piece for piece in re.split(r"\s*(?:[-–—,&;]|\\-|\band\b)\s*", text.replace("\\-", "")) if piece]
    return sum(1 for piece in pieces if re.search(r"\d", piece) or _ROMAN_NUMERAL.fullmatch(piece)) > 1


def roman(number: int) -> str:
    """A number as a lowercase roman numeral; as it is where there is none."""
    if not 0 < number < 6000:
        return str(number)
    out = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def formatted(text: str, form: str, locale: Locale, gender: str) -> str:
    """Return numeric content with its numbers in ``form`` and its separators in order.

    Content that is not numeric comes back as it is, numbers with letters keep their form.
    """
    if not is_numeric(text) or "/" in text:
        return text
    delimiter = locale.term("page-range-delimiter") or "–"
    pieces = _PIECES.split(text.strip())
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = {",": ", ", ";": "; ", "&": f" {_ampersand(locale)} ", "and": " and ", "\\-": "-"}.get(
                piece, delimiter if piece == "-" else piece
            )
        elif piece.isdecimal():
            pieces[index] = _one(int(piece), form, locale, gender)
    return "".join(pieces)


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
