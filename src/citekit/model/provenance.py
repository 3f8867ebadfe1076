"""Where a record comes from: the source, the span, the printed words, and the span of every field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from citekit.model.span import Span


class Provenance(BaseModel):
    """The printed origin of a reference.

    ``fields`` maps each CSL variable to the span of its printed words in the source. The value is what stands
    there after these normalisations and no others: quotation and italics marks around it removed, white space
    and line-break hyphens joined, dates and names read into their parts.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    span: Span
    text: str
    fields: Mapping[str, Span] = Field(default_factory=dict)
    confidence: float | None = Field(default=None, ge=0, le=1)

    def to_json(self) -> dict[str, Any]:
        """Return JSON values: spans as pairs."""
        value: dict[str, Any] = {
            "source": self.source,
            "span": list(self.span),
            "text": self.text,
            "fields": {name: list(span) for name, span in self.fields.items()},
        }
        if self.confidence is not None:
            value["confidence"] = self.confidence
        return value
