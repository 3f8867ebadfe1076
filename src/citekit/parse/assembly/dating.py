"""Dates that a labeller left in pieces or out: "[1897] 1951", "o. J.", "Web. 12 Oct. 2011"."""

from __future__ import annotations

import re

from citekit.parse.fields import Fields, Labelled, added, has, overlaid
from citekit.parse.grammars.chunks import MEDIUM
from citekit.parse.recognisers.dates import find_dates, find_days

_MEDIA = ("Print.", "Web.", "DVD.", "Film.", "E-mail.", "CD-ROM.", "Online.", "Kindle.", "Radio.", "Television.")
_LAST_MEDIUM = re.compile(r"(?<=[.)\d]\s)(?P<medium>Print|Web|DVD|Film|E-mail|CD-ROM)\.\s*$")
_YEAR_BEHIND = re.compile(r"\]\s?(?:1[5-9]|20)\d\d(?!\d)")
_NO_PLACE = re.compile(
    r"(?<!\w)(?:o\.\s?O\.|(?<=[,.;:]\s)[sS]\.\s?l\.|(?<=[(\[])[sS]\.\s?l\.|b\.\s?m\.(?=\s?\d)|б\.\s?м\.|u\.\s?o\.)(?!\w)"
)


def undated(text: str, fields: Fields) -> Fields:
    """Find "o. J.", "n.d.", "s. l.": what says that no date or place is printed."""
    if not has(fields, "date") and has(fields, "title", "container"):
        names = [one for one in fields if one.field in ("author", "editor", "translator")]
        literals = [one for one in find_dates(text) if one.date.literal]
        literal = next(
            (o for o in literals if not any(n.start < o.end and o.end < n.end - 2 for n in names)), None
        )
        fields = overlaid(fields, "date", literal.start, literal.end) if literal is not None else fields
    if not has(fields, "place") and (match := _NO_PLACE.search(text)):
        fields = overlaid(fields, "place", *match.span())
    return fields


def originals(text: str, fields: Fields) -> Fields:
    """Join the pieces of "[1897] 1951", which are one printed date."""
    dates = [one for one in fields if one.field == "date"]
    if (
        len(dates) == 1
        and (behind := _YEAR_BEHIND.match(text, dates[0].end))
        and text[: dates[0].start].endswith("[")
    ):
        return overlaid(fields, "date", dates[0].start - 1, behind.end())
    if len(dates) < 2 or re.fullmatch(r"[\s()\[\]/]*", text[dates[0].end : dates[1].start]) is None:
        return fields
    joined = dates[0]._replace(end=dates[1].end)
    start = joined.start - (text[joined.start - 1 : joined.start] in ("[", "("))
    rest = tuple(one for one in fields if one not in dates[:2])
    return added(rest, joined._replace(start=start))


def read_on(text: str, fields: Fields) -> Fields:
    """Take the date behind "Web." for the day of reading, as MLA prints it; "Print." at the end is the medium."""
    if not any(word in text for word in _MEDIA):
        return fields
    last = _LAST_MEDIUM.search(text)
    if last is not None and not has(fields, "medium"):
        fields = overlaid(fields, "medium", *last.span("medium"))
    if has(fields, "accessed"):
        return fields
    for match in MEDIUM.finditer(text):
        date = next((one for one in find_dates(text) if 0 <= one.start - match.end() < 3), None)
        if date is None or not date.date.parts or len(date.date.parts[0]) < 3:
            continue
        kept = tuple(one for one in fields if one.end <= date.start or date.end <= one.start)
        return added(kept, Labelled("accessed", date.start, date.end)) if has(kept, "date") else fields
    return fields


def days(text: str, fields: Fields) -> Fields:
    """Find the day of a newspaper whose year stands behind the author: "(2011) …, Guardian, 14 June"."""
    if has(fields, "volume") and has(fields, "pages"):
        return fields  # a journal counts no days
    fields = tuple(
        one._replace(field="day") if one.field == "date" and _is_day(text[one.start : one.end]) else one
        for one in fields
    )
    dates = [one for one in fields if one.field == "date"]
    if len(dates) != 1 or has(fields, "day") or not text[dates[0].start : dates[0].end].strip("()[]").isdigit():
        return fields
    closed = [one for one in fields if one.field in ("title", "url", "author", "accessed", "pages")]
    for start, end, _, _ in find_days(text):
        if start > dates[0].end and not any(one.start < end and start < one.end for one in closed):
            return overlaid(fields, "day", start, end)
    return fields


def _is_day(printed: str) -> bool:
    return re.search(r"\d{4}", printed) is None and bool(find_days(printed))
