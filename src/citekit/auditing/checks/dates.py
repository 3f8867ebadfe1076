"""Dates: possible ones, and ones that agree with each other and with the address."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from citekit.auditing.subject import Subject
from citekit.auditing.wording import quoted
from citekit.model import Date, Finding, Reference, Severity, Span
from citekit.parse import tables

_YEAR = r"(?:1[5-9]|20)\d\d"


def impossible_dates(subject: Subject) -> Iterator[Finding]:
    """A printed day that its month does not have, or a month that the year does not have."""
    for reference in subject.paper.references:
        if not reference.provenance:
            continue
        origin = reference.provenance[0]
        masked = re.sub(r"(?:https?://|www\.)\S+", lambda match: " " * len(match[0]), origin.text)
        for match in _written_dates().finditer(masked):
            reason = _impossible(match)
            if reason:
                yield subject.finding(
                    "impossible-date",
                    f"{quoted(match[0])}: {reason}",
                    about=reference,
                    span=Span(*match.span()).shift(origin.span.start),
                    hint="look the date up",
                )


@cache
def _written_dates() -> re.Pattern[str]:
    names = sorted(tables.numbered("months"), key=len, reverse=True)
    month = "|".join(map(re.escape, names))
    return re.compile(
        rf"(?<!\w)(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>{_YEAR})"
        rf"|(?<!\d[-–—])(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<m2>{month})\.?,?\s+(?P<y2>{_YEAR})"
        rf"|(?P<y3>{_YEAR})-(?P<m3>\d\d)-(?P<d3>\d\d))(?!\w)",
        re.IGNORECASE,
    )


def _impossible(match: re.Match[str]) -> str | None:
    named = next((number for number in "123" if match[f"y{number}"]), "1")
    year, day, month = int(match[f"y{named}"]), int(match[f"d{named}"]), match[f"m{named}"]
    number = int(month) if month.isdigit() else tables.numbered("months")[month.lower()]
    if not 1 <= number <= 12:
        return f"there is no month {number}"
    days = calendar.monthrange(year, number)[1]
    if not 1 <= day <= days:
        return f"{calendar.month_name[number]} {year} has {days} days"
    return None


def future_dates(subject: Subject) -> Iterator[Finding]:
    """A work dated more than a year ahead, or visited in the future."""
    limit = subject.today + datetime.timedelta(days=366)
    for reference in subject.paper.references:
        for attribute, latest in (("issued", limit), ("accessed", subject.today + datetime.timedelta(days=1))):
            date: Date | None = getattr(reference, attribute)
            earliest = date.earliest() if date else None
            if earliest and earliest > (latest.year, latest.month, latest.day):
                yield subject.finding(
                    "future-date",
                    f"{quoted(_printed(subject, reference, attribute))} lies in the future",
                    about=reference,
                    field=attribute,
                    hint="look the date up",
                )


def dates_run_backwards(subject: Subject) -> Iterator[Finding]:
    """A range of dates whose end comes before its beginning."""
    for reference in subject.paper.references:
        for attribute in ("issued", "event_date", "accessed"):
            date: Date | None = getattr(reference, attribute)
            if date is None or len(date.parts) < 2 or date.parts[1] == (0,):
                continue
            shared = min(len(part) for part in date.parts)
            if date.parts[1][:shared] < date.parts[0][:shared]:
                yield subject.finding(
                    "date-range-backwards",
                    f"{quoted(_printed(subject, reference, attribute))} ends before it begins",
                    about=reference,
                    field=attribute,
                    hint="look the dates up",
                )


def _printed(subject: Subject, reference: Reference, attribute: str) -> str:
    span = subject.place(reference, attribute)
    return subject.paper.source.at(span) if span else str(getattr(reference, attribute))


class UrlDate(NamedTuple):
    """A date in an address, to the month or to the day; ``upload`` where a folder of uploads bears it."""

    year: int
    month: int
    day: int | None
    printed: str
    upload: bool = False


_URL_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_IN_URL = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/._-](?P<m>0?[1-9]|1[0-2])[/._-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/-](?P<name>[a-z]{3,9})[/-](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0[1-9]|1[0-2])(?=/|$)"),
)


def url_date(url: str) -> UrlDate | None:
    """Return the date that an address bears, None where none or more than one can be read from it.

    Only four-digit years count: six digits in a row may be day, month and year in any order, or a number.
    """
    found: dict[tuple[int, int, int | None], UrlDate] = {}
    path = re.sub(r"^\w+://[^/]*", "", url)
    for pattern in _IN_URL:
        for match in pattern.finditer(path):
            date = _url_date(match, path)
            if date and not any(_within(date, other) for other in found.values()):
                found[date[:3]] = date
    return next(iter(found.values())) if len(found) == 1 else None


def _url_date(match: re.Match[str], path: str) -> UrlDate | None:
    groups = match.groupdict()
    if name := groups.get("name"):
        if name[:3].lower() not in _URL_MONTHS:
            return None
        month = _URL_MONTHS.index(name[:3].lower()) + 1
    else:
        month = int(groups["m"])
    day = int(groups["d"]) if groups.get("d") else None
    year = int(groups["y"])
    if day is not None and day > calendar.monthrange(year, month)[1]:
        return None
    upload = re.search(r"upload|files|media|assets|content|images", path[: match.start()], re.I) is not None
    return UrlDate(year, month, day, match[0].strip("/"), upload)


def _within(date: UrlDate, other: UrlDate) -> bool:
    return date.day is None and (date.year, date.month) == (other.year, other.month)


def url_contradicts_date(subject: Subject) -> Iterator[Finding]:
    """An address that bears another date than the one printed.

    A day's difference is a notice: addresses carry the day of another time zone, or of the edition that went
    online the evening before. The month of an upload folder is when a file was put there, and never later than
    the print allows: it counts only where it lies before the month of publication.
    """
    for reference in subject.paper.references:
        date = url_date(reference.url) if reference.url else None
        if date is None or reference.issued is None or reference.type == "book":
            continue
        apart = _days_apart(date, reference.issued)
        if apart is None or apart == 0 or (date.upload and apart > 0):
            continue
        printed = quoted(_printed(subject, reference, "issued"))
        yield subject.finding(
            "url-date-differs",
            f"printed {printed}, but the address has {quoted(date.printed)}",
            about=reference,
            field="issued",
            severity=Severity.INFO if abs(apart) == 1 or date.upload else Severity.WARNING,
            hint="a day's difference is often a time zone; compare with the page"
            if abs(apart) == 1
            else "one of the two is wrong, or the address leads to another page",
        )


def _days_apart(date: UrlDate, issued: Date) -> int | None:
    """By how many days the address comes after the printed date; months count as a single unit of thirty."""
    if len(issued.parts) != 1 or len(issued.parts[0]) < 2:
        return None
    part = issued.parts[0]
    if date.day is None or len(part) == 2:
        months = (date.year - part[0]) * 12 + date.month - part[1]
        if len(part) == 3 and abs(months) == 1:  # the evening before the first of a month
            last = calendar.monthrange(part[0], part[1])[1]
            if (months < 0 and part[2] == 1) or (months > 0 and part[2] == last):
                return months
        return months * 30
    try:
        return (datetime.date(date.year, date.month, date.day) - datetime.date(*part)).days
    except ValueError:  # 29 February of a common year: told elsewhere
        return None
