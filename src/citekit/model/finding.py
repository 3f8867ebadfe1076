"""A finding: a coded message about a place, with a hint. A value, not an exception."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from citekit.model.span import Span


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(BaseModel):
    """Something a person should look at.

    ``code`` is a short kebab-case word that stays the same between versions; ``source`` is the name of the
    text that ``span`` points into; ``key`` is the citation key of the reference concerned.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    message: str
    severity: Severity = Severity.WARNING
    span: Span | None = None
    source: str | None = None
    key: str | None = None
    hint: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the finding as JSON values, without what is not known."""
        return self.model_dump(mode="json", exclude_none=True)
