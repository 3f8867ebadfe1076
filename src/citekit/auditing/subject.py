"""What the checks look at: a paper, and where each of its works is listed and cited."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from citekit.auditing.wording import has_a_paragraph
from citekit.model import Citation, CitationForm, Finding, Note, NoteCitation, Paper, Reference, Severity, Span
from citekit.model.variables import variable_name


class Cite(NamedTuple):
    """One place where a work is cited, in the text or in a note."""

    key: str | None
    span: Span
    text: str
    label: str | None
    locator: str | None
    in_text: Citation | None = None
    note: Note | None = None
    in_note: NoteCitation | None = None


@dataclass(frozen=True)
class Subject:
    """A paper under audit; ``today`` decides which dates lie in the future."""

    paper: Paper
    today: datetime.date = field(default_factory=datetime.date.today)

    @cached_property
    def by_key(self) -> dict[str, Reference]:
        """Every reference by its citation key."""
        return {reference.id: reference for reference in self.paper.references}

    @cached_property
    def listed(self) -> tuple[Reference, ...]:
        """The works of the list, in its order."""
        keys = (entry.reference for entry in self.paper.works_cited)
        return tuple(self.by_key[key] for key in keys if key in self.by_key)

    @cached_property
    def cited_in_full(self) -> tuple[Reference, ...]:
        """The works that notes print in full."""
        listed = {entry.reference for entry in self.paper.works_cited}
        return tuple(reference for reference in self.paper.references if reference.id not in listed)

    @cached_property
    def cites(self) -> tuple[Cite, ...]:
        """Every place of citing, in the order of the print."""
        return tuple(sorted(self._cites(), key=lambda cite: cite.span))

    def _cites(self) -> Iterator[Cite]:
        for citation in self.paper.citations:
            for item in citation.items:
                yield Cite(item.reference, citation.span, citation.text, item.label, item.locator, citation)
        for note in self.paper.notes:
            for one in note.citations:
                yield Cite(one.key, one.span, one.text, one.label, one.locator, None, note, one)

    @cached_property
    def cited_keys(self) -> frozenset[str]:
        """The keys of all works that are cited somewhere."""
        return frozenset(cite.key for cite in self.cites if cite.key is not None)

    @cached_property
    def has_running_text(self) -> bool:
        """Whether the source holds the paper's text, not its notes and list alone."""
        text = self.paper.source.text
        taken = sorted([note.span for note in self.paper.notes] + [e.span for e in self.paper.works_cited])
        start = 0
        for span in [*taken, Span(len(text), len(text))]:
            if has_a_paragraph(text[start : span.start]):
                return True
            start = max(start, span.end)
        return False

    @cached_property
    def uses_short_forms(self) -> bool:
        """Whether any note points back to an earlier one."""
        return any(one.form is CitationForm.SHORT for note in self.paper.notes for one in note.citations)

    def printed(self, reference: Reference) -> str:
        """The words of print that the reference was read from, on one line."""
        return " ".join(reference.provenance[0].text.split()) if reference.provenance else ""

    def is_trusted(self, reference: Reference) -> bool:
        """Whether the record was read with enough confidence to say what its print lacks."""
        confidence = reference.provenance[0].confidence if reference.provenance else None
        return confidence is None or confidence >= 0.5

    def unread(self, reference: Reference) -> str:
        """The printed words that became no field of the record: what looks missing may stand there."""
        if not reference.provenance:
            return ""
        origin = reference.provenance[0]
        text = list(origin.text)
        for span in origin.fields.values():
            for at in range(span.start - origin.span.start, span.end - origin.span.start):
                if 0 <= at < len(text):
                    text[at] = " "
        return "".join(text)

    def place(self, reference: Reference, attribute: str | None = None) -> Span | None:
        """Where the reference, or one of its fields, is printed; the whole where the field has no place."""
        if not reference.provenance:
            return None
        origin = reference.provenance[0]
        if attribute is None:
            return origin.span
        return origin.fields.get(attribute) or origin.fields.get(variable_name(attribute)) or origin.span

    def finding(
        self,
        code: str,
        message: str,
        *,
        about: Reference | None = None,
        field: str | None = None,
        span: Span | None = None,
        severity: Severity = Severity.WARNING,
        hint: str | None = None,
    ) -> Finding:
        """A finding about a reference (or one field of it), or about a place in the paper."""
        if span is None and about is not None:
            span = self.place(about, field)
        return Finding(
            code=code, message=message, severity=severity, span=span, source=self.paper.source.name,
            key=about.id if about else None, hint=hint,
        )  # fmt: skip
