"""Citations: where a paper points to a work, in its text or in a note."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from citekit.model.reference import Reference
from citekit.model.span import Span


class CiteItem(BaseModel):
    """One reference in a cluster. ``reference`` is its key, None where nothing in the list matches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reference: str | None = None
    label: str | None = None
    locator: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    suppress_author: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return JSON values: always ``reference``, the rest where it is set."""
        rest = self.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return {"reference": self.reference, **rest}


class Citation(BaseModel):
    """A cluster of cite items in the running text: ``(Baker 64; Rose 158)`` or ``Gideon Rose (158)``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    span: Span
    items: tuple[CiteItem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"text": self.text, "span": list(self.span), "items": [item.to_json() for item in self.items]}


class CitationForm(StrEnum):
    """Whether a note prints the whole reference or points back to one."""

    FULL = "full"
    SHORT = "short"


class NoteCitation(BaseModel):
    """One work cited in a note.

    ``reference`` is the record read from the words printed here; ``key`` the citation key of the work, which
    for a short form is that of the full record it points back to, and None where nothing matches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    span: Span
    reference: Reference
    form: CitationForm = CitationForm.FULL
    key: str | None = None
    refers_to_note: int | None = None
    label: str | None = None
    locator: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return JSON values; ``refers_to_note`` only on a short form."""
        value: dict[str, Any] = {
            "text": self.text,
            "span": list(self.span),
            "form": self.form.value,
            "reference": self.key,
        }
        if self.form is CitationForm.SHORT:
            value["refers_to_note"] = self.refers_to_note
        if self.locator is not None:
            value["label"] = self.label
            value["locator"] = self.locator
        return value
