"""A span: start and end in a named source, counted in Unicode code points, the end exclusive."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """``text[span.start:span.end]`` are the characters meant. In JSON a pair, ``[start, end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> Span:
        """Return the same stretch, counted from ``offset`` characters earlier."""
        return Span(self.start + offset, self.end + offset)

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end
