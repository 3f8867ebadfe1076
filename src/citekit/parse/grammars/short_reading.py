"""Reading a short form: whose work, perhaps its title and year, and the place cited."""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.short_titles import find_short_title
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation
from citekit.parse.recognisers.back_references import IBID, NOTE_NUMBER, OP_CIT
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import locator_in

_LOCATOR_AT_END = re.compile(
    r"(?:,|:|\s)\s*(?P<locator>(?:(?:at|pp?\.|S\.|paras?\.?|§§?|Rn\.|ch\.|Kap\.|cap\.|n\.|str\.|s\.|c\.|"
    r"ff?\.)\s*)?"
    r"[A-Za-z]?\d[\w.]*(?:\s?[-–—]\s?\d+)?(?:\s?(?:ff?|sqq?|et\sseq)\b\.?)?"
    r"(?:(?:,\s?(?:(?:and|und|hier|bes\.|insb\.|insbes\.)\s)?|\s(?:and|und|et|e|y)\s)(?:(?:S|pp?)\.\s?)?\d+(?:[-–]\d+)?(?:\s?ff?\.?)?)*(?:,?\s(?:mit\s)?(?:Fn|Anm|n|note)\.\s?\d+)?)[\s.;)]*$"
)
_OPENED = re.compile(r"\s?[(\[]\s?(?:s\.\s?)?(?:o\.|oben|siehe(?:\soben)?|wie|vgl\.|supra|above|see)?\s*$")
_SAME = re.compile(r"(?:ders|dies)\.?", re.IGNORECASE)
_OTHERS = re.compile(r"\s(?:u\.\s?a|et\sal|and\sothers)\.?$")
_EDITORS = re.compile(r",?\s\(?(?:Hrsg|Hgg?|eds?)\.?\)?$")
_NAMED_BEHIND = re.compile(r",?\s\((?P<names>[A-ZÀ-Þ][^()\d]{2,60})\)")


def read_short(text: str) -> Labelling:
    """Return the author, title, date and locator that a short form prints."""
    fields: list[Labelled] = []
    back = [match for pattern in (IBID, OP_CIT, NOTE_NUMBER) for match in pattern.finditer(text)]
    back = [
        match for match in back if not re.search(r"(?<!\w)(?:pp?|S)\.\s?\d+,?\s*$|\d\s+$", text[: match.start()])
    ]  # "S. 89 Fn. 17"
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
    named = _NAMED_BEHIND.match(text, back[0].end()) if back and back[0].start() < 2 else None
    if named is not None and reads_as_names(named["names"]):
        fields.append(Labelled("author", *named.span("names")))  # "id. (Twining), p. 203"
    else:
        fields += _names(text, front_end)
    return Labelling(tuple(sorted(fields, key=lambda field: field.start)), form="short")


def _inside(position: int, fields: list[Labelled]) -> bool:
    return any(field.start <= position < field.end for field in fields)


def _is_body(front: str) -> bool:
    """Whether the words name an institution: "Institut für ausländisches und internationales Privatrecht"."""
    first = re.match(r"[A-ZÀ-Þ][\w-]+(?=\s(?:für|zur|der|des|for|of|de|di|per)\s)", front)
    return first is not None and "," not in front and is_organisation(f"{first[0]} {front.split()[-1]}")


def _names(text: str, end: int) -> list[Labelled]:
    """The names up to ``end``, and words behind them that can only be a short title."""
    front = _OTHERS.sub("", _OPENED.sub("", text[:end]).rstrip(" ,.;:(\n"))
    if (editors := _EDITORS.search(front)) and reads_as_names(front[: editors.start()]):
        return [Labelled("editor", 0, editors.start())]
    if not front.strip():
        return []
    if _SAME.fullmatch(front) or _is_body(front):
        return [Labelled("author", 0, len(front))]
    if short := find_short_title(text, end):
        return [Labelled("author", 0, short.names_end), Labelled("title", short.start, short.end)]
    if reads_as_names(front):
        return [Labelled("author", 0, len(front))]
    for match in re.finditer(r",\s+", front):
        if reads_as_names(front[: match.start()]) and re.search(r"\w", front[match.end() :]):
            return [Labelled("author", 0, match.start()), Labelled("title", match.end(), len(front))]
    return [Labelled("title", 0, len(front))] if re.search(r"[^\W\d_]{3}", front) else []
