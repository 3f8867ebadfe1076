"""A printed reference with its fields marked underneath, as a person at a terminal reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citekit.model import Provenance, Reference
from citekit.model.provenance import csl_name

_WIDTH = 96


class _Mark(NamedTuple):
    start: int
    end: int
    name: str


def marked_print(reference: Reference) -> str:
    """Return the printed words of ``reference``, each field underlined and named below, and the confidence."""
    return "\n".join(line for origin in reference.provenance for line in _lines(reference, origin)) + "\n"


def _lines(reference: Reference, origin: Provenance) -> Iterator[str]:
    text = origin.text.replace("\n", " ").replace("\t", " ")
    marks = sorted(
        _Mark(span.start - origin.span.start, span.end - origin.span.start, csl_name(name))
        for name, span in origin.fields.items()
        if "/" not in name
    )
    sure = f", confidence {origin.confidence:.2f}" if origin.confidence is not None else ""
    yield f"{reference.id}: {reference.type}{sure}"
    for start, end in _pieces(text):
        yield f"  {text[start:end]}"
        inside = [
            _Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.name)
            for mark in marks
            if mark.start < end and mark.end > start
        ]
        yield from (f"  {line}" for line in _underlined(inside))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Lines of at most the width, broken at blanks where there are any."""
    start = 0
    while start < len(text):
        end = start + _WIDTH
        if end < len(text) and (blank := text.rfind(" ", start, end)) > start:
            end = blank + 1
        yield start, min(end, len(text))
        start = end


def _underlined(marks: Sequence[_Mark]) -> Iterator[str]:
    """A line of rules, and below it the names; a name that would run into the next goes a line lower."""
    if not marks:
        return
    rule = [" "] * max(mark.end for mark in marks)
    for mark in marks:
        rule[mark.start : mark.end] = "└" + "─" * (mark.end - mark.start - 1)
    yield "".join(rule).rstrip()
    rows: list[str] = []
    for mark in marks:
        row = next((n for n, text in enumerate(rows) if len(text) < mark.start or not text), len(rows))
        if row == len(rows):
            rows.append("")
        rows[row] = rows[row].ljust(mark.start) + mark.name
    yield from rows
