"""Titles in which some words stand in quotation marks: "„Mann und Weib“. Geschlechter-Differenzen, München 1995".

The marks do not set off the title there. The citation is read as one without marks, and the spans found are those
of the printed text, marks and all.
"""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.law_style import read_law_style
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.marks import Mark, find_marks

_GOES_ON = re.compile(
    r"\s(?:und|and|et|e|y|oder|or|im|der|des|of)\s[„“«‘A-ZÀ-Þa-z]|[.:]\s[A-ZÀ-Þ]|\s\d{4}|,\s[^,.„“«]{1,60}[„“«]"
)
_CONTAINED = re.compile(r"\s(?:[Ii]n|dans|en):?\s")


def read_partly_quoted(text: str) -> Labelling | None:
    """Return the fields of a citation whose title has quoted words in it; None where the marks set off a title."""
    marks = [mark for mark in find_marks(text) if mark.kind == "quoted"]
    if not marks or len(marks) != len(find_marks(text)) or not _is_partial(text, marks):
        return None
    kept = [index for index in range(len(text)) if not _is_mark(index, marks)]
    plain = "".join(text[index] for index in kept)
    reading = read_unmarked(plain) or read_law_style(plain, in_note=True)
    if reading is None:
        return None
    fields = tuple(
        Labelled(one.field, *_widened(kept[one.start], kept[one.end - 1] + 1, marks)) for one in reading.fields
    )
    return reading._replace(fields=fields)


def _is_partial(text: str, marks: list[Mark]) -> bool:
    before = text[: marks[0].start].rstrip(" ,:.")
    if _CONTAINED.match(text, marks[0].start - 4) or re.search(r"\b(?:[Ii]n|dans|en):?$", before):
        return False
    return _GOES_ON.match(text, marks[0].end) is not None or _holds_title_words(before)


def _holds_title_words(before: str) -> bool:
    """Whether words of the title stand between the names and the mark: "W. Schulze, Oestreichs Begriff"."""
    first, comma, rest = before.partition(", ")
    if not comma or not reads_as_names(before):
        return bool(comma)
    initials = re.compile(r"(?:[A-ZÀ-Þ]\.[\s-]?)+[A-ZÀ-Þ]")
    return initials.match(first) is not None and initials.match(rest) is None


def _is_mark(index: int, marks: list[Mark]) -> bool:
    return any(mark.start <= index < mark.inner_start or mark.inner_end <= index < mark.end for mark in marks)


def _widened(start: int, end: int, marks: list[Mark]) -> tuple[int, int]:
    """Take in the marks at the edges of a field: the one that opens it and the one that closes it."""
    for mark in marks:
        start = mark.start if start == mark.inner_start and mark.end <= end + 1 else start
        end = mark.end if end == mark.inner_end and mark.start >= start else end
    return start, end
