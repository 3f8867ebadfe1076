"""Where a record comes from: the source, the span, the printed words, and the span of every field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from citekit.model.span import Span
from citekit.model.variables import field_name, variable_name


class Provenance(BaseModel):
    """The printed origin of a reference.

    ``fields`` maps each attribute of the reference (``container_title``; ``author/0`` for the first of several
    names) to the span of its printed words in the source. The value is what stands there after these
    normalisations and no others: quotation and italics marks around it removed, white space and line-break
    hyphens joined, dates and names read into their parts. In JSON the fields have CSL's names.
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
            "fields": {csl_name(name): list(span) for name, span in self.fields.items()},
        }
        if self.confidence is not None:
            value["confidence"] = self.confidence
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Provenance:
        """Read what ``to_json`` returns. Raises ValidationError where it is no such thing."""
        fields = value.get("fields") or {}
        return cls(**{**value, "fields": {_field(name): span for name, span in fields.items()}})


def csl_name(field: str) -> str:
    """Return what CSL calls a field of ``Provenance.fields``: ``container-title``, ``author/0``.

    A field that CSL does not know is spelt as CSL would.
    """
    stem, slash, number = field.partition("/")
    try:
        return f"{variable_name(stem)}{slash}{number}"
    except KeyError:
        return field.replace("_", "-")


def _field(name: str) -> str:
    stem, slash, number = name.partition("/")
    return f"{field_name(stem) or stem.replace('-', '_')}{slash}{number}"
