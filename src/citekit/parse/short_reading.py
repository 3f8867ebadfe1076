"""Reading a short form: whose work, perhaps its title and year, and the place cited."""

from __future__ import annotations

import re

from citekit.parse.back_references import IBID, NOTE_NUMBER, OP_CIT
from citekit.parse.dates import find_dates
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.marks import find_marks
from citekit.parse.name_forms import reads_as_names
from citekit.parse.numbering import locator_in

_LOCATOR_AT_END = re.compile(
    r"(?:,|:|\s)\s*(?P<locator>(?:(?:at|pp?\.|S\.|paras?\.?|§§?|Rn\.|ch\.|Kap\.|cap\.|n\.|str\.|s\.|c\.|"
    r"ff?\.)\s*)?"
    r"[A-Za-z]?\d[\w.]*(?:\s?[-–—]\s?\d+)?(?:\s?ff?\.?)?(?:,\s?\d+(?:[-–]\d+)?)*)[\s.;)]*$"
)
_NAMES_END = re.compile(r"[,(:“\"‘«„*]")


def read_short(text: str) -> Labelling:
    """Return the author, title, date and locator that a short form prints."""
    fields: list[Labelled] = []
    back = [match for pattern in (IBID, OP_CIT, NOTE_NUMBER) for match in pattern.finditer(text)]
    back = [match for match in back if not re.search(r"\d\s+$", text[: match.start()])]  # "S. 89 Fn. 17"
    last_back = max((match.end() for match in back), default=0)
    dates = [date for date in find_dates(text) if date.date.parts]
    tail = _LOCATOR_AT_END.search(text, max(last_back - 1, dates[0].end if dates and not back else 0, 0))
    if tail and locator_in(tail["locator"]):
        fields.append(Labelled("locator", *tail.span("locator")))
    marks = find_marks(text)
    if marks:
        fields.append(Labelled("title", marks[0].inner_start, marks[0].inner_end))
    front_end = min(
        [match.start() for match in back] + [mark.start for mark in marks] + [tail.start() if tail else len(text)]
    )
    dates = [date for date in dates if not _inside(date.start, fields)]
    if dates:
        fields.append(Labelled("date", dates[0].start, dates[0].end))
        front_end = min(front_end, dates[0].start)
    fields += _names(text, front_end)
    return Labelling(tuple(sorted(fields, key=lambda field: field.start)), form="short")


def _inside(position: int, fields: list[Labelled]) -> bool:
    return any(field.start <= position < field.end for field in fields)


def _names(text: str, end: int) -> list[Labelled]:
    """The names up to ``end``, and words behind them that can only be a short title."""
    front = text[:end].rstrip(" ,.;:(\n")
    if not front.strip():
        return []
    if reads_as_names(front):
        return [Labelled("author", 0, len(front))]
    for match in re.finditer(r",\s+", front):
        if reads_as_names(front[: match.start()]) and re.search(r"\w", front[match.end() :]):
            return [Labelled("author", 0, match.start()), Labelled("title", match.end(), len(front))]
    return [Labelled("title", 0, len(front))] if re.search(r"[^\W\d_]{3}", front) else []
