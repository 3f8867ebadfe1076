"""Dates as they are printed: found in a text, and read into a Date.

Day, month and year in whichever order, month names in the languages of ``tables/months.txt``, numeric dates,
ranges, seasons, years with suffix letters, East Asian dates, and the words for "no date" and "forthcoming".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from citekit.model import Date
from citekit.parse import tables

_DASH = r"\s?(?:[-–—‐/]|to|bis|au|al|a)\s?"
_BOTH = r"(?:\s?(?:[-–—‐/&]|to|bis|au|al|a|and|und|et|e|y|i|och|og)\s?)"
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
        rf"{day % 1}(?:{of}\s+{first})?{_BOTH}{day % 2}{of}\s+{second}{of},?\s+{year % (1, 1)}",
        # September 5, 2018; Sept. 5th 2018
        rf"{first}\s+{day % 1},?\s+{year % (1, 1)}",
        # 5 September 2018; 5. September 2018; 5 de septiembre de 2018; 1er janvier 2010
        rf"{day % 1}[\s-]?{of}\s*{first}{of},?[\s-]*{year % (1, 1)}",
        # 2014, July 31 – August 2; 2014, 31 July; 2014 Jul 31; 2018, August 12-13
        rf"{year % (1, 1)},?\s+{first}\s+{day % 1}(?:{_DASH}(?:{second}\s+)?{day % 2})?(?!\d)",
        rf"{year % (1, 1)},\s+{day % 1}\s+{first}",
        # 2018. szeptember 5.; 2018. szeptember
        rf"{year % (1, 1)}\.\s{first}(?:\s{day % 1})?(?![\d])",
        # Winter 1998/99
        rf"{first}\s+(?P<year1>{_YEAR})\s?[-–/]\s?(?P<year2>{_YEAR}|\d\d)(?!\d)",
        # March/April 2018; March-April 2018; Spring 2010; décembre 1998; setiembre de 1980
        rf"{first}(?:\s?[-–—/]\s?{second})?{of},?\s+{year % (1, 1)}",
        # 2018, March; 2018 Mar–Apr
        rf"{year % (1, 1)},?\s+{first}(?:\s?[-–—/]\s?{second})?",
        # 2018年9月5日; 平成30年9月; 2018년 9월 5일
        r"(?:(?P<year1>\d{4})|(?P<era>明治|大正|昭和|平成|令和)\s?(?P<era_year>\d{1,2}|元))\s?年"
        r"(?:\s?(?P<month1>\d{1,2})\s?月(?:\s?(?P<day1>\d{1,2})\s?日)?)?",
        r"(?P<year1>\d{4})\s?년(?:\s?(?P<month1>\d{1,2})\s?월(?:\s?(?P<day1>\d{1,2})\s?일)?)?",
        # 2018. 9. 5.
        rf"(?P<year1>{_YEAR})\.\s(?P<month1>1[0-2]|0?[1-9])\.(?:\s(?P<day1>{_DAY})\.)?(?!\d)",
        # 2018-09-05; 05.09.2018; 5/9/2018
        rf"(?P<year1>{_YEAR})[-/.](?P<month1>1[0-2]|0?[1-9])[-/.](?P<day1>{_DAY})(?!\d)",
        rf"(?P<day1>{_DAY})\.\s?(?P<month1>1[0-2]|0?[1-9])\.\s?(?P<year1>{_YEAR})(?!\d)",
        rf"(?P<slash1>\d{{1,2}})/(?P<slash2>\d{{1,2}})/(?P<year1>{_YEAR})(?!\d)",
        # 1974/75; 1999–2001; 1850-51; 2003–; [c. 1850]
        rf"(?P<circa>(?:\b(?:c|ca|circa|um|vers)\.?\s?|~))?(?P<year1>{_YEAR})"
        rf"(?:(?P<suffix1>[a-z])(?![a-z])|\s?[-–—/]\s?(?P<year2>{_YEAR}|\d\d)(?!\d)|(?P<open>[-–](?=[\s.,;)\]]|"
        rf"$))|(?P<doubt>\?(?=\])))?",
    ]
    return tuple(
        re.compile(
            rf"(?<!\d)(?:{pattern})"
            if "年" in pattern or "년" in pattern
            else rf"(?<![\w/.-])(?:{pattern})(?!\w)",
            re.IGNORECASE,
        )
        for pattern in patterns
    )


_WITH_MONTHS = 10
"""How many of the patterns hold month names; they come first."""
_REACH = 40
"""How far a date reaches beyond its month's name: "July 10, 2008 – July 12, 2009"."""
_WORD = re.compile(r"[^\W\d_]+")
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_UNDATED = re.compile(
    r"(?<!\w)(?:n\.\s?d\.|s\.\s?d\.|s\.\s?a\.|o\.\s?J\.|b\.\s?d\.|b\.\s?r\.|z\.\s?j\.|u\.\s?å\.|t\.\s?y\.|"
    r"é\.\s?n\.|б\.\s?г\.|s\.\s?f\.|χ\.\s?χ\.|i\.\s?E\.|(?i:sin fecha|sem data|senza data|sans date|ohne Jahr|"
    r"no date|undated|forthcoming|in press|in druk|ter perse|under utgivning|v tisku|в печати|"
    r"in preparation|im Druck|im Erscheinen|à paraître|sous presse|in corso di stampa|in stampa|"
    r"en prensa|no prelo|w druku|to appear|submitted|accepted))(?!\w)"
)
"""The abbreviations count in this spelling only: "S. A." and "I. E." are initials."""
_DIGITS = re.compile(r"\d{4}|[治正和成]\s?[\d元]")
_ROMAN_YEAR = re.compile(r"(?<!\w)M(?:CM|D|CD)?C{0,4}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?!\w)")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def find_dates(text: str) -> list[FoundDate]:
    """Return every date in ``text``, longest reading first where readings overlap, in order of position.

    A bare number of four digits counts as a year only from 1000 to 2099 and where no letter touches it.
    """
    found: list[FoundDate] = []
    if _DIGITS.search(text):
        taken: list[tuple[int, int]] = []
        for match in _matches(text):
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


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what the patterns match, in their order; those with month names only around such names."""
    windows = _around_months(text)
    for index, pattern in enumerate(_patterns()):
        if index >= _WITH_MONTHS:
            yield from pattern.finditer(text)
            continue
        for start, end in windows:
            yield from pattern.finditer(text, start, end)


@cache
def _month_names() -> frozenset[str]:
    return frozenset((*tables.numbered("months"), *tables.numbered("seasons")))


def _around_months(text: str) -> list[tuple[int, int]]:
    """Return the stretches that can hold a date with a month's name, cut between words."""
    windows: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if word[0].lower() not in _month_names():
            continue
        start, end = max(0, word.start() - _REACH), min(len(text), word.end() + _REACH)
        while start > 0 and not text[start].isspace():
            start -= 1
        while end < len(text) and not text[end].isspace():
            end += 1
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def date_in(text: str) -> FoundDate | None:
    """Return the first and most precise date in ``text``, None where there is none."""
    found = find_dates(text) or _roman_years(text)
    plain = [one for one in found if text[one.start - 1 : one.start] != "["]
    return max(plain or found, key=lambda one: (_precision(one.date), -one.start), default=None)


def find_days(text: str) -> list[tuple[int, int, int, int]]:
    """Return days whose year stands elsewhere ("Toynbee (2011) …, Guardian, 14 June"): start, end, month, day."""
    days = []
    for start, end in _around_months(text):
        for match in _days().finditer(text, start, end):
            month = tables.numbered("months").get((match["month1"] or match["month2"]).lower())
            if month is not None:
                days.append((*match.span(), month, int(match["day1"] or match["day2"])))
    return days


@cache
def _days() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(tables.numbered("months"), key=len, reverse=True)))
    no_year = r"(?!\w)(?!\.?,?\s*(?:de\s+)?(?:1[5-9]|20)\d\d)"
    return re.compile(
        rf"(?<![\w/.–-])(?:(?P<day1>{_DAY}){_ORDINAL}\s+(?:de\s+)?(?P<month1>{names}){no_year}|"
        rf"(?P<month2>{names})\.?\s+(?P<day2>{_DAY})(?:st|nd|rd|th)?{no_year})",
        re.IGNORECASE,
    )


def original_in(text: str, printed: FoundDate) -> FoundDate | None:
    """Return the year in brackets beside ``printed`` that is earlier: "1976 [1867]", "[1867] 1976"."""
    for one in find_dates(text):
        bracketed = text[one.start - 1 : one.start] in ("[", "(") and one.end <= len(text)
        years = one.date.year, printed.date.year
        if bracketed and one.start != printed.start and years[0] and years[1] and years[0] < years[1]:
            return one
    return None


def _roman_years(text: str) -> list[FoundDate]:
    """Years in Roman numerals, as title pages print them: MDCCXXVIII."""
    found = []
    for match in _ROMAN_YEAR.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match[0].upper()]
        year = sum(
            -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
        )
        if 1400 <= year < 2100:
            found.append(FoundDate(*match.span(), Date.of(year)))
    return found


def _precision(date: Date) -> int:
    return len(date.parts[0]) if date.parts else 0


def _read(match: re.Match[str]) -> tuple[Date, str | None] | None:
    groups = {name: text for name, text in match.groupdict().items() if text}
    if "era" in groups:
        groups["year1"] = str(_ERAS[groups["era"]] + int(groups["era_year"].replace("元", "1")))
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
        date = Date(parts=tuple(parts), season=season, circa="circa" in groups or "doubt" in groups)
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
