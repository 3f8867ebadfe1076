"""Names as CSL has them: a person in parts, or an organisation whole.

Source: CSL-JSON schema (csl-data), ``name-variable``; CSL 1.0.2, "Names".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

_CSL_NAMES = {
    "family": "family",
    "given": "given",
    "dropping_particle": "dropping-particle",
    "non_dropping_particle": "non-dropping-particle",
    "suffix": "suffix",
    "literal": "literal",
    "comma_suffix": "comma-suffix",
    "static_ordering": "static-ordering",
}


class Name(BaseModel):
    """A person (``family``, ``given`` and their particles) or an organisation (``literal``), never both.

    ``static_ordering`` is true for a name that is written family name first without a comma, as Chinese,
    Japanese, Korean and Hungarian names are where they keep their own order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None
    comma_suffix: bool = False
    static_ordering: bool = False

    @field_validator("family", "given", "dropping_particle", "non_dropping_particle", "suffix", "literal")
    @classmethod
    def _text(cls, value: str | None) -> str | None:
        if value is None:
            return None
        value = " ".join(value.split())
        return value or None

    @model_validator(mode="after")
    def _person_or_organisation(self) -> Name:
        if self.literal and (self.family or self.given):
            raise ValueError("a name is a person's parts or a literal, not both")
        if not (self.literal or self.family or self.given):
            raise ValueError("an empty name")
        return self

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Name:
        """Read a CSL-JSON name; parts it does not know are ignored. Raises ValueError where it is empty."""
        fields = {ours: value[theirs] for ours, theirs in _CSL_NAMES.items() if value.get(theirs)}
        if "literal" in fields and ("family" in fields or "given" in fields):
            del fields["literal"]
        for flag in ("comma_suffix", "static_ordering"):
            if flag in fields:
                fields[flag] = fields[flag] not in (0, "0", "false")
        return cls(**fields)

    def to_csl(self) -> dict[str, Any]:
        """Return the name as CSL-JSON, without what is not set."""
        return {theirs: value for ours, theirs in _CSL_NAMES.items() if (value := getattr(self, ours))}

    def __str__(self) -> str:
        """Return the name as one would say it."""
        if self.literal:
            return self.literal
        family = [self.dropping_particle, self.non_dropping_particle, self.family]
        parts = [*family, self.given] if self.static_ordering else [self.given, *family]
        return " ".join(part for part in [*parts, self.suffix] if part)
