"""The whole way of extraction: from a source to a Paper with its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citekit.extraction.in_text import find_citations
from citekit.extraction.layout import Layout, read_layout, without
from citekit.extraction.likeness import LABEL
from citekit.extraction.masthead import read_masthead
from citekit.extraction.note_citations import resolve_by_list
from citekit.extraction.notes import FoundNote, FoundNotes, find_notes
from citekit.extraction.numbering import runs
from citekit.extraction.sentences import RunningText, read_running_text, unwrap
from citekit.extraction.works_cited import ListOfWorks, find_lists, find_lists_under_any_heading
from citekit.extraction.works_index import Work, WorksIndex
from citekit.model import CitationForm, Finding, Marker, Note, Paper, Reference, Source, Span, WorksCitedEntry
from citekit.model.checks import check
from citekit.parse import ParsedReference, parse_entries, parse_note, resolve_short_forms


def read_paper(source: Source) -> Paper:
    """Return everything that ``source`` cites and lists. Never raises for what a text holds."""
    layout = read_layout(source.text)
    lists = find_lists(layout)
    found = find_notes(without(layout, [one.span for one in lists]))
    if not lists and not found.notes:
        lists = find_lists_under_any_heading(layout)
    body = without(layout, [one.span for one in lists] + [note.span for note in found.notes])

    places = [span for one in lists for span in one.entries]
    listed = parse_entries([(span.of(layout.text), span.start) for span in places], source=source.name)
    notes, note_findings = _read_notes(source, layout, body, found, {one.reference.id for one in listed})
    notes = resolve_short_forms(notes, [one.reference for one in listed])
    index = WorksIndex(_works(layout.text, places, listed))
    notes = resolve_by_list(notes, index)
    in_text = find_citations(
        _without_back_matter(body.text, lists), index, has_notes=bool(notes), source=source.name
    )

    references = [*_cited_in_full(notes), *(one.reference for one in listed)]
    findings = [
        *_nothing_found(source, notes, places),
        *(_numbering_findings(source, found) if _has_running_text(body) else ()),
        *note_findings,
        *_unresolved(source, notes),
        *(finding for one in listed for finding in one.findings),
        *in_text.findings,
        *(finding for reference in references for finding in _checked(reference)),
    ]
    title, authors = read_masthead(layout)
    return Paper(
        source=source,
        title=title,
        authors=authors,
        notes=tuple(notes),
        works_cited=tuple(
            WorksCitedEntry(text=span.of(layout.text), span=span, reference=one.reference.id)
            for span, one in zip(places, listed, strict=True)
        ),
        citations=tuple(in_text.citations),
        references=tuple(references),
        findings=tuple(findings),
    )


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


def _works(text: str, places: Sequence[Span], listed: Sequence[ParsedReference]) -> list[Work]:
    works: list[Work] = []
    for span, parsed in zip(places, listed, strict=True):
        printed = span.of(text)
        label = LABEL.match(printed)
        rest = printed[label.end() :].strip() if label else printed
        works.append(Work(parsed.reference, label[0] if label else None, rest, works[-1] if works else None))
    return works


def _cited_in_full(notes: Iterable[Note]) -> Iterator[Reference]:
    for note in notes:
        for citation in note.citations:
            if citation.form is CitationForm.FULL:
                yield citation.reference


_PARAGRAPH = 120  # characters; shorter blocks are titles and bylines


def _has_running_text(body: Layout) -> bool:
    return any(block.end - block.start >= _PARAGRAPH for block in body.blocks)


def _nothing_found(source: Source, notes: Sequence[Note], entries: Sequence[Span]) -> Iterator[Finding]:
    if not notes and not entries:
        yield Finding(
            code="no-references",
            message="no notes and no list of works cited were found",
            source=source.name,
            hint="a list needs a heading such as “References”, notes need numbers that count",
        )


def _numbering_findings(source: Source, found: FoundNotes) -> Iterator[Finding]:
    numbers = [note.number for note in found.notes]
    in_run = runs(numbers)
    for index, note in enumerate(found.notes):
        if note.marker is None:
            yield Finding(
                code="note-without-marker",
                message=f"nothing in the text points to note {note.number}",
                span=note.span,
                source=source.name,
                hint="look for its number in the text, or renumber the notes",
            )
        before = numbers[index - 1] if index and in_run[index] == in_run[index - 1] else 0
        if note.number > before + 1:
            yield Finding(
                code="note-number-gap",
                message=f"note {note.number} follows {f'note {before}' if before else 'no note'}",
                span=note.span,
                source=source.name,
                hint="a note between them is missing, or a number is misprinted",
            )
    for marker in found.unanswered:
        yield Finding(
            code="marker-without-note",
            message=f"there is no note {marker.number}",
            span=marker.span,
            source=source.name,
            hint="the note is missing, or its number is misprinted",
        )


def _unresolved(source: Source, notes: Iterable[Note]) -> Iterator[Finding]:
    for note in notes:
        for citation in note.citations:
            if citation.form is CitationForm.SHORT and citation.key is None:
                yield Finding(
                    code="short-form-unresolved",
                    message=f"note {note.number}: “{unwrap(citation.text)}” points to no work, or to several",
                    span=citation.span,
                    source=source.name,
                    hint="cite the work in full once before, or name its title",
                )


def _checked(reference: Reference) -> Iterator[Finding]:
    origin = reference.provenance[0] if reference.provenance else None
    for finding in check(reference):
        place = {"span": origin.span, "source": origin.source} if origin and finding.span is None else {}
        yield finding.model_copy(update=place)
