"""Notes: footnotes and endnotes, what kind they are, and what they cite."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from citekit.model.citation import NoteCitation
from citekit.model.span import Span


class NoteKind(StrEnum):
    """``citation`` cites and says nothing else, ``commentary`` cites nothing, ``mixed`` does both."""

    CITATION = "citation"
    COMMENTARY = "commentary"
    MIXED = "mixed"


class Marker(BaseModel):
    """The number in the running text that sends the reader to the note, and the sentence that carries it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    span: Span
    context: str


class Note(BaseModel):
    """A footnote or endnote. ``text`` is what is printed after the number; ``span`` covers number and text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int | None
    kind: NoteKind
    text: str
    span: Span
    marker: Marker | None = None
    citations: tuple[NoteCitation, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        marker = {"span": list(self.marker.span), "context": self.marker.context} if self.marker else None
        return {
            "number": self.number,
            "kind": self.kind.value,
            "text": self.text,
            "span": list(self.span),
            "marker": marker,
            "citations": [citation.to_json() for citation in self.citations],
        }
