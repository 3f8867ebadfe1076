"""What is wrong with a paper's notes, citations and references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citekit.extraction.layout import Layout
from citekit.extraction.notes import FoundNotes
from citekit.extraction.numbering import runs
from citekit.extraction.sentences import unwrap
from citekit.model import Citation, CitationForm, Finding, Note, Reference, Source, Span
from citekit.model.checks import check


def structure_findings(
    source: Source, body: Layout, found: FoundNotes, entries: Sequence[Span], citations: Sequence[Citation]
) -> Iterator[Finding]:
    """Nothing found at all; and, where there is a running text, notes and markers without each other."""
    if not found.notes and not entries:
        yield Finding(
            code="no-references",
            message="no notes and no list of works cited were found",
            source=source.name,
            hint="a list needs a heading such as “References”, notes need numbers that count",
        )
    if _has_running_text(body):
        cited = {place for citation in citations for place in range(*citation.span)}  # raised numbers of a list
        unanswered = tuple(marker for marker in found.unanswered if marker.span.start not in cited)
        yield from _numbering_findings(source, FoundNotes(found.notes, unanswered))


def reference_findings(references: Iterable[Reference]) -> Iterator[Finding]:
    """What the checks of the records say, each with the record's place."""
    for reference in references:
        origin = reference.provenance[0] if reference.provenance else None
        for finding in check(reference):
            place = {"span": origin.span, "source": origin.source} if origin and finding.span is None else {}
            yield finding.model_copy(update=place)


_PARAGRAPH = 120  # characters; shorter blocks are titles and bylines


def _has_running_text(body: Layout) -> bool:
    return any(block.end - block.start >= _PARAGRAPH for block in body.blocks)


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


def short_form_findings(source: Source, notes: Iterable[Note]) -> Iterator[Finding]:
    """Short forms that point to no work."""
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
