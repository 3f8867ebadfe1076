"""Dates as they are printed: found in a text, and read into a Date.

Day, month and year in whichever order, month names in the languages of ``tables/months.txt``, numeric dates,
ranges, seasons, years with suffix letters, East Asian dates, and the words for "no date" and "forthcoming".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from citekit.model import Date
from citekit.parse import tables

_DASH = r"\s?(?:[-–—‐/]|to|bis|au|al|a)\s?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th|er|\.ª|º|ª|°|\.)?"


class FoundDate(NamedTuple):
    """A date and where it is printed; ``suffix`` is the letter that tells works of one year apart."""

    start: int
    end: int
    date: Date
    suffix: str | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = sorted({*tables.numbered("months"), *tables.numbered("seasons")}, key=len, reverse=True)
    month = r"(?P<month%d>" + "|".join(map(re.escape, names)) + r")\b\.?"
    day = rf"(?P<day%d>{_DAY}){_ORDINAL}"
    year = rf"(?P<year%d>{_YEAR})(?P<suffix%d>[a-z](?![a-z]))?"
    first, second = month % 1, month % 2
    of = r"(?:\s+(?:de|del|of|di|do))?"
    patterns = [
        # August 12-13, 2018; May 31 – June 2, 2018; July 10, 2008 – July 12, 2009
        rf"{first}\s+{day % 1}(?:,?\s*{year % (3, 3)})?{_DASH}(?:{second}\s+)?{day % 2},?\s+{year % (1, 1)}",
        # 12-13 August 2018; 31 May – 2 June 2018
        rf"{day % 1}(?:{of}\s+{first})?{_DASH}{day % 2}{of}\s+{second}{of},?\s+{year % (1, 1)}",
        # September 5, 2018; Sept. 5th 2018
        rf"{first}\s+{day % 1},?\s+{year % (1, 1)}",
        # 5 September 2018; 5. September 2018; 5 de septiembre de 2018; 1er janvier 2010
        rf"{day % 1}[\s-]?{of}\s*{first}{of},?[\s-]*{year % (1, 1)}",
        # 2014, July 31 – August 2; 2014, 31 July; 2014 Jul 31; 2018, August 12-13
        rf"{year % (1, 1)},?\s+{first}\s+{day % 1}(?:{_DASH}(?:{second}\s+)?{day % 2})?(?!\d)",
        rf"{year % (1, 1)},\s+{day % 1}\s+{first}",
        # March/April 2018; March-April 2018; Spring 2010; décembre 1998; setiembre de 1980
        rf"{first}(?:\s?[-–—/]\s?{second})?{of},?\s+{year % (1, 1)}",
        # 2018, March; 2018 Mar–Apr
        rf"{year % (1, 1)},?\s+{first}(?:\s?[-–—/]\s?{second})?",
        # 2018年9月5日
        r"(?P<year1>\d{4})\s?年(?:\s?(?P<month1>\d{1,2})\s?月(?:\s?(?P<day1>\d{1,2})\s?日)?)?",
        # 2018-09-05; 05.09.2018; 5/9/2018
        rf"(?P<year1>{_YEAR})[-/.](?P<month1>1[0-2]|0?[1-9])[-/.](?P<day1>{_DAY})(?!\d)",
        rf"(?P<day1>{_DAY})\.\s?(?P<month1>1[0-2]|0?[1-9])\.\s?(?P<year1>{_YEAR})(?!\d)",
        rf"(?P<slash1>\d{{1,2}})/(?P<slash2>\d{{1,2}})/(?P<year1>{_YEAR})(?!\d)",
        # 1974/75; 1999–2001; 1850-51; 2003–; [c. 1850]
        rf"(?P<circa>(?:\b(?:c|ca|circa|um|vers)\.?\s?|~))?(?P<year1>{_YEAR})"
        rf"(?:(?P<suffix1>[a-z])(?![a-z])|\s?[-–—/]\s?(?P<year2>{_YEAR}|\d\d)(?!\d)|(?P<open>[-–](?=[\s.,;)\]]|"
        rf"$)))?",
    ]
    return tuple(re.compile(rf"(?<![\w/.-])(?:{pattern})(?!\w)", re.IGNORECASE) for pattern in patterns)


_UNDATED = re.compile(
    r"(?<!\w)(?:n\.\s?d\.|s\.\s?d\.|s\.\s?a\.|o\.\s?J\.|b\.\s?d\.|z\.\s?j\.|no date|undated|forthcoming|in press|"
    r"in preparation|im Druck|im Erscheinen|i\.\s?E\.|à paraître|sous presse|in corso di stampa|in stampa|"
    r"en prensa|no prelo|w druku|to appear|submitted|accepted)(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{4}")


def find_dates(text: str) -> list[FoundDate]:
    """Return every date in ``text``, longest reading first where readings overlap, in order of position.

    A bare number of four digits counts as a year only from 1000 to 2099 and where no letter touches it.
    """
    found: list[FoundDate] = []
    if _DIGITS.search(text):
        taken: list[tuple[int, int]] = []
        for pattern in _applicable(text):
            for match in pattern.finditer(text):
                start, end = match.span()
                if any(start < b and a < end for a, b in taken):
                    continue
                read = _read(match)
                if read is not None:
                    taken.append((start, end))
                    found.append(FoundDate(start, end, *read))
    undated = _UNDATED.finditer(text)
    found += [FoundDate(*match.span(), Date(literal=" ".join(match[0].split()))) for match in undated]
    return sorted(found)


@cache
def _month_name() -> re.Pattern[str]:
    names = sorted({*tables.numbered("months"), *tables.numbered("seasons")}, key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, names)) + r")(?![^\W\d_])", re.IGNORECASE)


def _applicable(text: str) -> tuple[re.Pattern[str], ...]:
    """The patterns with month names cost most and are left out where there is none."""
    patterns = _patterns()
    return patterns if _month_name().search(text) else patterns[8:]


def date_in(text: str) -> FoundDate | None:
    """Return the first and most precise date in ``text``, None where there is none."""
    found = find_dates(text)
    return max(found, key=lambda one: (_precision(one.date), -one.start), default=None)


def _precision(date: Date) -> int:
    return len(date.parts[0]) if date.parts else 0


def _read(match: re.Match[str]) -> tuple[Date, str | None] | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    if "slash1" in groups:
        groups |= _slashed(groups)
    first_year = int(groups.get("year3") or groups["year1"])
    month, season = _month(groups.get("month1"))
    second_month, _ = _month(groups.get("month2"))
    begin = [first_year, month or (second_month if "day1" in groups else None), _number(groups.get("day1"))]
    parts: list[tuple[int, ...]] = [tuple(part for part in begin if part)]
    if "day2" in groups:
        parts.append((int(groups["year1"]), second_month or month or 0, int(groups["day2"])))
    elif second_month:
        parts.append((first_year, second_month))
    elif "year2" in groups:
        last = groups["year2"]
        year = int(last) if len(last) == 4 else int(groups["year1"][:2] + last)
        if year <= first_year:
            return None
        parts.append((year,))
    elif "open" in groups:
        parts.append((0,))
    try:
        date = Date(parts=tuple(parts), season=season, circa="circa" in groups)
    except ValueError:
        return None
    return date, groups.get("suffix1")


def _slashed(groups: dict[str, str]) -> dict[str, str]:
    """Day and month by value where they can be told apart; else month first, as American print has it."""
    one, two = int(groups["slash1"]), int(groups["slash2"])
    month, day = (two, one) if one > 12 else (one, two)
    return {"month1": str(month), "day1": str(day)}


def _month(name: str | None) -> tuple[int | None, int | None]:
    """Return (month, None) or (None, season)."""
    if name is None:
        return None, None
    if name.isdigit():
        return int(name), None
    key = name.lower()
    if month := tables.numbered("months").get(key):
        return month, None
    return None, tables.numbered("seasons").get(key)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
