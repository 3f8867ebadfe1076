"""Numbers of notes: in the text, before the note, and what changes when notes come and go."""

from __future__ import annotations

import re

from citekit.auditing.restyling.edits import Edit
from citekit.model import Note, Source, Span

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\W{0,2}(?P<number>\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")


def raised(number: int) -> str:
    """A number as a marker in running text."""
    return str(number).translate(_RAISED)


def like(number: int, printed: str) -> str:
    """A number in the figures that ``printed`` has."""
    return str(number) if printed.isascii() else raised(number)


def renumbered(note: Note, number: int, source: Source) -> list[Edit]:
    """The edits that give a note, and its marker, another number."""
    edits = []
    if note.marker is not None:
        edits.append(Edit(note.marker.span, like(number, source.at(note.marker.span)), ""))
    match = _NUMBER.match(source.at(note.span))
    if match:
        span = Span(*match.span("number")).shift(note.span.start)
        edits.append(Edit(span, like(number, match["number"]), f"number of note {note.number}"))
    return [edit for edit in edits if source.at(edit.span) != edit.after]


def removed(note: Note, source: Source, told: str) -> Edit:
    """The edit that takes a note out, with the blank lines before it; ``told`` is what became of it."""
    start = len(source.text[: note.span.start].rstrip())
    return Edit(Span(start, note.span.end), "", f"note {note.number}", told)
