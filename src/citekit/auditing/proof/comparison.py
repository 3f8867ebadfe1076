"""A paper's printed references beside the same references as a style prints them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from citekit.auditing.proof.differences import Difference, differences
from citekit.auditing.proof.tokens import Token, tokens
from citekit.auditing.rendering import item, output_for
from citekit.csl import Processor
from citekit.model import CitationForm, NoteCitation, Paper, Span

_WOVEN_IN = ("interview", "personal_communication")


@dataclass(frozen=True)
class Comparison:
    """One printed reference and the style's reading of it."""

    key: str
    span: Span
    printed: str
    expected: str
    work_type: str
    note: int | None = None

    @cached_property
    def printed_tokens(self) -> list[Token]:
        """The tokens of the print."""
        return tokens(self.printed)

    @cached_property
    def expected_tokens(self) -> list[Token]:
        """The tokens of the style's reading."""
        return tokens(self.expected)

    @cached_property
    def differences(self) -> list[Difference]:
        """Where the two part."""
        return differences(self.printed_tokens, self.expected_tokens)

    def place(self, difference: Difference) -> Span:
        """The place of a difference in the paper."""
        return Span(difference.start, difference.end).shift(self.span.start)


def compare(paper: Paper, style: str | os.PathLike[str], *, most: int | None = None) -> list[Comparison]:
    """Return every reference that ``paper`` prints, beside what ``style`` makes of its record.

    A list of works cited is held against the style's bibliography, the notes against its citations, short forms
    and ibid. included. A source that is woven into a sentence, as an interview is, is not a printed reference.
    ``most`` limits how many entries and notes are compared. Raises StyleNotFound, InvalidStyle.
    """
    if most is not None:
        paper = _sample(paper, most)
    items = [item(reference) for reference in paper.references]
    processor = Processor(style, items, output=output_for(paper))
    found = [*_entries(paper, processor), *_notes(paper, processor)]
    return sorted(found, key=lambda one: one.span)


def _sample(paper: Paper, most: int) -> Paper:
    """The paper with the first of its entries and of its citing notes, and the records these need."""
    entries = paper.works_cited[:most]
    notes = tuple(note for note in paper.notes if note.citations)[:most]
    keys = {entry.reference for entry in entries} | {one.key for note in notes for one in note.citations}
    references = tuple(reference for reference in paper.references if reference.id in keys)
    return paper.model_copy(update={"works_cited": entries, "notes": notes, "references": references})


def _entries(paper: Paper, processor: Processor) -> Iterator[Comparison]:
    wanted = {entry.reference: entry for entry in paper.works_cited}
    if not wanted:
        return
    for rendered in processor.bibliography_entries(only=wanted):
        entry = wanted[rendered.id]
        work = processor.items[rendered.id]
        yield Comparison(rendered.id, entry.span, entry.text, _line(rendered.text), work.type)


def _notes(paper: Paper, processor: Processor) -> Iterator[Comparison]:
    cited = [(note.number, one) for note in paper.notes for one in note.citations if one.key in processor.items]
    if not cited or processor.style.style.in_text:
        return
    listed = {entry.reference for entry in paper.works_cited}
    clusters = [_cluster(number or 0, one, listed) for number, one in cited]
    for (number, one), text in zip(cited, processor.cite(clusters), strict=True):
        work = processor.items[one.key or ""]
        if work.type in _WOVEN_IN:
            continue
        yield Comparison(work.id, one.span, one.text, _ended_like(one.text, _line(text)), work.type, number)


def _cluster(number: int, one: NoteCitation, listed: set[str]) -> dict[str, object]:
    """One citation in a note; a work that is printed in full is treated as cited for the first time."""
    cite: dict[str, object] = {"id": one.key, "locator": one.locator or "", "label": one.label or "page"}
    if one.form is CitationForm.FULL:
        cite["position"] = 0
    elif one.key in listed and one.refers_to_note is None:
        cite["position"] = 1
    return {"citationItems": [cite], "properties": {"noteIndex": number}}


def _line(text: str) -> str:
    return " ".join(text.split())


def _ended_like(printed: str, expected: str) -> str:
    """The style's final full stop belongs to the note; a citation within a note may be printed without."""
    if re.search(r"[.!?][”\"’'*>]*$", printed.rstrip()) or not expected.endswith("."):
        return expected
    return expected[:-1]
