"""What a reader hands back: the references, and a finding for everything that was not as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from citekit.model import Finding, Reference, Source


@dataclass(frozen=True)
class ReadResult:
    """The references of a file in file order, and what was wrong with it.

    ``source`` is the text that the findings' spans point into. A bad entry is a finding; it never stops the
    good ones.
    """

    references: list[Reference]
    findings: list[Finding] = field(default_factory=list)
    source: Source | None = None

    def __iter__(self) -> Iterator[Reference]:
        return iter(self.references)

    def __len__(self) -> int:
        return len(self.references)
