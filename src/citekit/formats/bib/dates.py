"""Dates in .bib files: BibLaTeX's ``date`` (EDTF) and BibTeX's ``year`` and ``month``.

Sources: the BibLaTeX manual, "Date and Time Specifications"; EDTF (ISO 8601-2), levels 0 and 1.
"""

from __future__ import annotations

import re

from pydantic import ValidationError

from citekit.model import Date

Parts = tuple[int, ...]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{
        name: number
        for number, name in enumerate(
            "january february march april may june july august september october november december".split(),
            start=1,
        )
    },
    "sept": 9,
}
_OTHER_LANGUAGES = """
    januar februar märz april mai juni juli august september oktober november dezember
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    januari februari maart april mei juni juli augustus september oktober november december
"""
for _names in _OTHER_LANGUAGES.strip().splitlines():
    _MONTH_NAMES |= {name: number for number, name in enumerate(_names.split(), start=1)}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_EDTF = re.compile(r"(-?\d{4}|-?\d{2,3}X{1,2})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T[\d:.,+\-Z]+)?([?~%])?")
_YEAR = re.compile(r"(?:(c\.?|ca\.?|circa)\s*)?\[?(-?\d{1,4})([?~])?\]?\Z", re.IGNORECASE)
_YEAR_RANGE = re.compile(r"(\d{4})\s*(?:[-–—/]+)\s*(\d{2}|\d{4})\Z")
_MONTH_WORD = re.compile(r"[^\W\d_]+")


def read_edtf(text: str) -> Date | None:
    """Read a date in EDTF, ``None`` where it is none. An open start is kept as text."""
    text = text.strip().replace("--", "/") if re.fullmatch(r"\s*\d{4}--\d{4}\s*", text) else text.strip()
    start_text, slash, end_text = text.partition("/")
    if not slash:
        return _single(text)
    if start_text.strip() in ("", "..", "open", "unknown"):
        return Date(literal=text) if _single(end_text) else None
    start = _single(start_text.strip())
    if start is None or not start.parts:
        return None
    if end_text.strip() in ("", "..", "open", "unknown"):
        return _date(parts=(start.parts[0], (0,)), circa=start.circa)
    end = _single(end_text.strip())
    if end is None or not end.parts:
        return None
    if start.season or end.season:
        return Date(literal=text)
    return _date(parts=(start.parts[0], end.parts[-1]), circa=start.circa or end.circa)


def _single(text: str) -> Date | None:
    match = _EDTF.fullmatch(text.strip())
    if not match:
        return None
    year_text, month_text, day_text, mark = match.groups()
    circa = mark is not None
    if "X" in year_text:
        first, last = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        return _date(parts=((first,), (last,)), circa=circa)
    parts = [int(year_text)]
    if month_text and month_text != "XX":
        month = int(month_text)
        if 21 <= month <= 24:
            return _date(parts=(tuple(parts),), season=month - 20, circa=circa)
        parts.append(month)
        if day_text and day_text != "XX":
            parts.append(int(day_text))
    return _date(parts=(tuple(parts),), circa=circa)


def _date(*, parts: tuple[Parts, ...], circa: bool = False, season: int | None = None) -> Date | None:
    try:
        return Date(parts=parts, circa=circa, season=season)
    except ValidationError:
        return None


def write_edtf(date: Date) -> str | None:
    """Return the date in EDTF, ``None`` where EDTF as BibLaTeX has it cannot say it."""
    if date.literal is not None:
        return date.literal if not date.parts and read_edtf(date.literal) == date else None
    mark = "~" if date.circa else ""
    if date.season is not None:
        if len(date.parts) != 1 or len(date.parts[0]) != 1:
            return None
        return f"{_year(date.parts[0][0])}-{20 + date.season}{mark}"
    texts = ["" if part == (0,) and at else "-".join([_year(part[0]), *(f"{n:02}" for n in part[1:])]) + mark
             for at, part in enumerate(date.parts)]  # fmt: skip
    text = "/".join(texts)
    return text if read_edtf(text) == date else None


def _year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def read_year_month(year: str, month: str, day: str = "") -> Date | None:
    """Read BibTeX's ``year`` and ``month`` (and ``day``). A year that is none becomes literal text."""
    year = year.strip()
    if (full := read_edtf(year)) is not None and len(year.lstrip("-")) > 4:
        return full
    match = _YEAR.match(year)
    if not match:
        return _year_range(year) or (Date(literal=_words(year, month)) if year else None)
    number, circa = int(match.group(2)), bool(match.group(1) or match.group(3))
    if not month.strip():
        return _date(parts=((number,),), circa=circa)
    return _with_month(number, circa, month, day) or _date(parts=((number,),), circa=circa)


def month_is_understood(month: str) -> bool:
    """Tell whether ``month`` says something that a date can hold."""
    return not month.strip() or _with_month(2000, False, month, "") is not None


def _words(year: str, month: str) -> str:
    return f"{month.strip()} {year}".strip() if month and not month.strip().isdigit() else year


def _year_range(year: str) -> Date | None:
    match = _YEAR_RANGE.match(year)
    if not match:
        return None
    first, last = match.groups()
    last = first[: 4 - len(last)] + last
    return _date(parts=((int(first),), (int(last),)))


def _with_month(year: int, circa: bool, month: str, day: str) -> Date | None:
    month = month.replace("\u00a0", " ").replace("~", " ").strip()
    if month.isdigit():
        number = int(month)
        if 21 <= number <= 24:
            return _date(parts=((year,),), season=number - 20, circa=circa)
        return _date(parts=((year, number, *map(int, re.findall(r"^\s*(\d+)\s*$", day))),), circa=circa)
    found = [_MONTH_NAMES.get(word.lower()) for word in _MONTH_WORD.findall(month)]
    numbers = [number for number in found if number is not None]
    if not found or len(numbers) != len(found):
        season = _SEASONS.get(month.lower())
        return _date(parts=((year,),), season=season, circa=circa) if season else None
    days = [int(number) for number in re.findall(r"\d{1,2}", month)] or (
        [int(day)] if day.strip().isdigit() else []
    )  # fmt: skip
    if len(numbers) == 1 and len(days) <= 1:
        return _date(parts=((year, numbers[0], *days),), circa=circa)
    if len(numbers) == 1 and len(days) == 2:
        return _date(parts=((year, numbers[0], days[0]), (year, numbers[0], days[1])), circa=circa)
    if len(numbers) == 2 and len(days) in (0, 2):
        first, last = ((year, number, *days[at : at + 1]) for at, number in enumerate(numbers))
        return _date(parts=(first, last), circa=circa)
    return None


def write_year_month(date: Date) -> tuple[str | None, str | None]:
    """Return BibTeX's ``year`` (a value) and ``month`` (an expression of macros) for a date.

    Both say what a classic style prints; what they cannot say (ranges over years, seasons, circa) they leave.
    """
    if date.literal is not None or not date.parts:
        return date.literal, None
    first = date.parts[0]
    year = str(first[0])
    if date.season is not None:
        return year, f'"{("Spring", "Summer", "Autumn", "Winter")[date.season - 1]}"'
    last = date.parts[1] if len(date.parts) > 1 else None
    if last is None:
        if date.circa:
            year = f"c. {year}"
        return year, _month(first) if len(first) > 1 else None
    if last == (0,):
        return f"{year}--", None
    if last[0] != first[0]:
        return f"{year}--{last[0]}", None
    if len(first) == 2 and len(last) == 2:
        return year, f'{MONTHS[first[1] - 1]} # "--" # {MONTHS[last[1] - 1]}'
    if len(first) == 3 and len(last) == 3:
        if first[1] == last[1]:
            return year, f'{MONTHS[first[1] - 1]} # "~{first[2]}--{last[2]}"'
        return year, f'{_month(first)} # "--" # {_month(last)}'.replace('" # "', "")
    return year, None


def _month(part: Parts) -> str:
    name = MONTHS[part[1] - 1]
    return f'{name} # "~{part[2]}"' if len(part) > 2 else name
