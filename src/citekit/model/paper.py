"""A paper, read: its notes, its list of works cited, its citations, and the references they make."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from citekit.model.citation import Citation
from citekit.model.finding import Finding
from citekit.model.note import Note
from citekit.model.reference import Reference
from citekit.model.source import Source
from citekit.model.span import Span


class WorksCitedEntry(BaseModel):
    """One printed entry of the list of works cited, and the key of the reference read from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    span: Span
    reference: str

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"text": self.text, "span": list(self.span), "reference": self.reference}


class Paper(BaseModel):
    """What was found in one paper. Spans count code points of ``source.text``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Source
    title: str | None = None
    authors: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    works_cited: tuple[WorksCitedEntry, ...] = ()
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return JSON values, as ``citekit extract --format json`` prints them."""
        return {
            "paper": {"title": self.title, "authors": list(self.authors)},
            "notes": [note.to_json() for note in self.notes],
            "works_cited": [entry.to_json() for entry in self.works_cited],
            "citations": [citation.to_json() for citation in self.citations],
            "references": [reference.to_csl() for reference in self.references],
            "findings": [finding.to_json() for finding in self.findings],
        }
