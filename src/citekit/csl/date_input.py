"""Dates as references carry them.

``date-parts``, ``raw`` strings, seasons, literals (CSL 1.0.2, Date Variables).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

Point = tuple[int, int, int]  # year, month, day; zero where unknown

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spr": 1, "sum": 2, "aut": 3, "fal": 3, "win": 4}
_ISO = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_SLASHED = re.compile(r"(\d{1,4})/(\d{1,2})(?:/(\d{1,4}))?")
_WORDS = re.compile(r"[^\W\d_]+\.?|\d+|[^\w\s]")
_CIRCA = re.compile(r"(?:^|(?<=\s))(?:circa|ca\.?|c\.)\s*|\?$|~$", re.I)
_RANGE = re.compile(r"\s*(?:–|—|--|/|\s-\s|\bto\b|_)\s*")


class Date(NamedTuple):
    """A date or a range of dates. A season stands in the month as 13 (spring) to 16 (winter)."""

    start: Point | None = None
    end: Point | None = None
    circa: bool = False
    literal: str = ""
    open_ended: bool = False


def read(value: Any) -> Date | None:
    """Return the date that a CSL-JSON value holds, or None where it holds none."""
    if value is None or value == "" or value == {} or value == []:
        return None
    if isinstance(value, str | int):
        return parse(str(value))
    if isinstance(value, list):
        value = {"date-parts": value}
    if not isinstance(value, dict):
        return None
    circa = _truth(value.get("circa"))
    points = _points(value.get("date-parts"))
    if points:
        season = _number(value.get("season"))
        if season and 1 <= season <= 4:
            points = [(y, mo or 12 + season, d) for y, mo, d in points]
        start = points[0]
        end = points[1] if len(points) > 1 else None
        if end == start:
            end = None
        if end is not None and end[0] == 0:
            return Date(start, None, circa, open_ended=True)
        return Date(start, end, circa)
    if value.get("literal"):
        return Date(circa=circa, literal=str(value["literal"]))
    if value.get("raw"):
        found = parse(str(value["raw"]))
        return found._replace(circa=circa or found.circa) if found else None
    if value.get("year") is not None:
        year = _number(value.get("year"))
        month, day = _number(value.get("month")) or 0, _number(value.get("day")) or 0
        return Date((year, month, day), None, circa) if year is not None else None
    if value.get("season"):
        return Date(circa=circa, literal=str(value["season"]))
    return None


def _truth(value: Any) -> bool:
    return bool(value) and str(value).lower() not in {"false", "0"}


def _number(value: Any) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value)
    match = re.match(r"\s*(-?\d{1,9})", str(value))
    return int(match[1]) if match else None


def _points(parts: Any) -> list[Point]:
    if not isinstance(parts, list):
        return []
    if parts and not any(isinstance(part, list) for part in parts):
        parts = [parts]
    points: list[Point] = []
    for part in parts[:2]:
        if not isinstance(part, list) or not part:
            continue
        numbers = [_number(p) for p in part[:3]]
        if numbers[0] is None:
            continue
        year, month, day = (*[n or 0 for n in numbers], 0, 0)[:3]
        points.append(_point(year, month, day))
    return points


def _point(year: int, month: int, day: int) -> Point:
    """A point with its month as 1 to 12, or 13 to 16 for a season (13 to 20 and 21 to 24 are read as such)."""
    if month < 0:
        month = 0
    elif month > 12:
        month = 13 + (month - 13) % 4 if month <= 24 else 0
    return (year, month, day if 0 < day <= 31 else 0)


def parse(text: str) -> Date | None:
    """Return the date that a raw string says; a literal date where it cannot be understood."""
    original = text = text.strip()
    if not text:
        return None
    text, uncertain = _CIRCA.subn("", text)
    text = text.strip()
    circa = bool(uncertain)
    if (iso := _ISO.fullmatch(text)) and not re.fullmatch(r"\d{5,}", text):
        return Date(_from_iso(iso), None, circa)
    single = _single(text)
    if single is not None:
        return Date(single, None, circa)
    found = _range(text)
    if found is not None:
        return Date(found[0], found[1], circa)
    return Date(circa=circa, literal=original)


def _from_iso(match: re.Match[str]) -> Point:
    return _point(int(match[1]), int(match[2] or 0), int(match[3] or 0))


def _range(text: str) -> tuple[Point, Point] | None:
    for separator in (_RANGE, re.compile("-")):
        for match in separator.finditer(text):
            left, right = text[: match.start()].strip(), text[match.end() :].strip()
            start, end = _end(left), _end(right)
            if end is None:
                continue
            if start is None:
                start = _partial(left, end)
            elif start[1] == 0 and end[1] and not re.search(r"\d{3}", right):
                continue
            if start is not None:
                return start, end
    return None


def _end(text: str) -> Point | None:
    if iso := _ISO.fullmatch(text):
        return _from_iso(iso) if len(iso[1]) > 2 else None
    return _single(text)


def _partial(text: str, end: Point) -> Point | None:
    """The first half of ``May - June 2004`` or ``12-15 May 2004``, completed from the second."""
    words = _WORDS.findall(text)
    if not words or len(words) > 2:
        return None
    month, day = 0, 0
    for word in words:
        if word.isdecimal() and int(word) <= 31:
            day = int(word)
        elif found := _month(word):
            month = found
        else:
            return None
    return _point(end[0], month or end[1], day)


def _month(word: str) -> int:
    key = word[:3].lower()
    if key in _MONTHS:
        return _MONTHS.index(key) + 1
    return 12 + _SEASONS[key] if key in _SEASONS else 0


def _single(text: str) -> Point | None:
    """A single date in words or with slashes: ``23 May 2004``, ``May 23, 2004``, ``5/23/2004``, ``44 BC``."""
    if slashed := _SLASHED.fullmatch(text):
        a, b, c = slashed[1], slashed[2], slashed[3]
        if len(a) > 2:
            return _point(int(a), int(b), int(c or 0)) if not c or len(c) <= 2 else None
        if c and len(c) > 2:
            month, day = (int(a), int(b)) if int(a) <= 12 else (int(b), int(a))
            return _point(int(c), month, day)
        return None
    year: int | None = None
    month = day = 0
    sign = 1
    for word in _WORDS.findall(text):
        if word in ",.":
            continue
        if word.isdecimal():
            if len(word) > 2 and year is None:
                year = int(word)
            elif len(word) <= 2 and not day:
                day = int(word)
            elif year is None:
                year = int(word)
            else:
                return None
        elif word.rstrip(".").lower() in {"bc", "bce"}:
            sign = -1
        elif word.rstrip(".").lower() in {"ad", "ce", "st", "nd", "rd", "th"}:
            continue
        elif not month and (found := _month(word)):
            month = found
        else:
            return None
    if year is None and day and not month:
        year, day = day, 0
        if sign == 1 and "ad" not in text.lower() and "ce" not in text.lower():
            return None
    if year is None:
        return None
    return _point(sign * year, month, day) if not day or month else None
