"""The whole way of extraction: from a source to a Paper with its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citekit.extraction.findings import reference_findings, short_form_findings, structure_findings
from citekit.extraction.in_text import find_citations
from citekit.extraction.layout import Layout, read_layout, without
from citekit.extraction.listed_works import listed_works, read_entries
from citekit.extraction.markdown_notes import find_markdown_notes
from citekit.extraction.masthead import read_masthead
from citekit.extraction.note_citations import resolve_by_list
from citekit.extraction.notes import FoundNote, FoundNotes, find_notes
from citekit.extraction.sentences import RunningText, read_running_text
from citekit.extraction.works_cited import (
    ListOfWorks,
    find_lists,
    find_lists_under_any_heading,
    find_lists_without_name,
)
from citekit.extraction.works_index import WorksIndex
from citekit.model import CitationForm, Finding, Marker, Note, Paper, Reference, Source, Span, WorksCitedEntry
from citekit.parse import ParsedReference, parse_note, resolve_short_forms


def read_paper(source: Source) -> Paper:
    """Return everything that ``source`` cites and lists. Never raises for what a text holds."""
    layout = read_layout(source.text)
    lists, found = _lists_and_notes(layout)
    body = without(layout, [one.span for one in lists] + [note.span for note in found.notes])

    places = [span for one in lists for span in one.entries]
    listed = read_entries(layout.text, lists, source.name)
    notes, note_findings = _read_notes(source, layout, body, found, {one.reference.id for one in listed})
    notes = resolve_short_forms(notes, [one.reference for one in listed])
    index = WorksIndex(listed_works(layout.text, lists, listed))
    notes = resolve_by_list(notes, index)
    markers = {note.marker.span for note in notes if note.marker}
    in_text = find_citations(_without_back_matter(body.text, lists), index, markers=markers, source=source.name)

    references = [*_cited_in_full(notes), *(one.reference for one in listed)]
    findings = [
        *structure_findings(source, body, found, places, in_text.citations),
        *note_findings,
        *short_form_findings(source, notes),
        *(finding for one in listed for finding in one.findings),
        *in_text.findings,
        *reference_findings(references),
    ]
    title, authors = read_masthead(layout)
    return Paper(
        source=source,
        title=title,
        authors=authors,
        notes=tuple(notes),
        works_cited=tuple(_works_cited(layout.text, places, listed)),
        citations=tuple(in_text.citations),
        references=tuple(references),
        findings=tuple(findings),
    )


def _lists_and_notes(layout: Layout) -> tuple[Sequence[ListOfWorks], FoundNotes]:
    lists = find_lists(layout)
    rest = without(layout, [one.span for one in lists])
    lists = sorted([*lists, *find_lists_without_name(rest)], key=lambda one: one.span)
    rest = without(layout, [one.span for one in lists])
    found = find_markdown_notes(rest) or find_notes(rest)
    if not lists and not found.notes:
        lists = find_lists_under_any_heading(layout)
    return lists, found


def _works_cited(
    text: str, places: Sequence[Span], listed: Sequence[ParsedReference]
) -> Iterator[WorksCitedEntry]:
    for span, one in zip(places, listed, strict=True):
        yield WorksCitedEntry(text=span.of(text), span=span, reference=one.reference.id)


_BACK_MATTER = 3000


def _without_back_matter(text: str, lists: Sequence[ListOfWorks]) -> str:
    """A few lines after the last list are about the author, the licence, the print: they cite nothing."""
    end = max((one.span.end for one in lists), default=len(text))
    return text[:end] if len(text[end:].strip()) <= _BACK_MATTER else text


def _read_notes(
    source: Source, layout: Layout, body: Layout, found: FoundNotes, taken: set[str]
) -> tuple[Sequence[Note], list[Finding]]:
    running = read_running_text(body.text, body.blocks)
    notes: list[Note] = []
    findings: list[Finding] = []
    used = set(taken)
    for one in found.notes:
        text = one.body.of(layout.text)
        parsed = parse_note(text, number=one.number, source=source.name, offset=one.body.start, taken=used)
        used |= {citation.reference.id for citation in parsed.note.citations}
        notes.append(parsed.note.model_copy(update={
            "number": one.number, "text": text, "span": one.span, "marker": _marker(one, running),
        }))  # fmt: skip
        findings.extend(parsed.findings)
    return notes, findings


def _marker(note: FoundNote, running: RunningText) -> Marker | None:
    if note.marker is None:
        return None
    return Marker(span=note.marker.span, context=running.sentence_at(note.marker.span.start))


def _cited_in_full(notes: Iterable[Note]) -> Iterator[Reference]:
    for note in notes:
        for citation in note.citations:
            if citation.form is CitationForm.FULL:
                yield citation.reference
