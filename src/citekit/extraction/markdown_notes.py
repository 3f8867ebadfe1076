"""Footnotes of Markdown: ``[^1]`` and ``[^watt]``, which send to ``[^watt]: …``, and notes in place, ``^[…]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citekit.extraction.layout import Layout
from citekit.extraction.markers import FoundMarker
from citekit.extraction.notes import FoundNote, FoundNotes
from citekit.model import Span

_MARKER = re.compile(r"\[\^([^\]\s^]{1,40})\](?!:)")
_DEFINITION = re.compile(r"\[\^([^\]\s^]{1,40})\]:\s*(?=\S)")
_IN_PLACE = re.compile(r"(?<=\S)\^\[(?=[^\]\s])")
_INDENTED = 2  # columns by which the further paragraphs of a note are set in
_LONGEST = 5000
_DEEPEST = 5
_BRACKET = re.compile(r"[\[\]]")


def find_markdown_notes(layout: Layout) -> FoundNotes | None:
    """Return the notes of a Markdown text in the order of their markers; None where it has none.

    A note keeps its label as its number where all labels are numbers; else they are counted.
    """
    markers: dict[str, Span] = {}
    for match in _MARKER.finditer(layout.text):
        markers.setdefault(match[1], Span(match.start(), match.end()))
    defined = dict(_definitions(layout))
    if defined and not defined.keys() & markers.keys():
        return None
    places = [(markers.get(label, note.span), label, note) for label, note in defined.items()]
    places += [(note.span, "", note) for note in _notes_in_place(layout.text)]
    if not places:
        return None
    keeps = all(label.isdecimal() and len(label) <= _DIGITS for _, label, _ in places)
    notes = []
    for count, (place, label, note) in enumerate(sorted(places, key=lambda one: one[0]), 1):
        number = int(label) if keeps else count
        sent_from = place if label in markers or not label else None
        marker = FoundMarker(number, sent_from, opens_line=False) if sent_from else None
        notes.append(replace(note, number=number, marker=marker))
    unanswered = [
        FoundMarker(int(label), span, opens_line=False)
        for label, span in markers.items()
        if label not in defined and label.isdecimal() and len(label) <= _DIGITS
    ]
    return FoundNotes(tuple(notes), tuple(unanswered))


_DIGITS = 4


def _definitions(layout: Layout) -> Iterator[tuple[str, FoundNote]]:
    lines = layout.lines
    for index, line in enumerate(lines):
        match = _DEFINITION.match(line.text)
        if not match:
            continue
        last = index
        for other in range(index + 1, len(lines)):
            if _DEFINITION.match(lines[other].text):
                break
            if not lines[other].blank:
                if lines[other - 1].blank and lines[other].indent < _INDENTED:
                    break
                last = other
        body = Span(line.start + match.end(), lines[last].end)
        yield match[1], FoundNote(0, Span(line.start, lines[last].end), body)


def _notes_in_place(text: str) -> Iterator[FoundNote]:
    position = 0
    while opening := _IN_PLACE.search(text, position):
        position = opening.end()
        depth = 1
        for bracket in _BRACKET.finditer(text, opening.end(), opening.end() + _LONGEST):
            depth += 1 if bracket[0] == "[" else -1
            if depth > _DEEPEST:
                break
            if depth == 0:
                body = Span(opening.end(), bracket.start())
                yield FoundNote(0, Span(opening.start(), bracket.end()), body)
                position = bracket.end()
                break
