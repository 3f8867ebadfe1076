"""A text's layout: its lines and blocks after page furniture has been blanked out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.extraction.furniture import furniture, line_numbers
from citekit.extraction.lines import Block, Line, blank_out, split_blocks, split_lines
from citekit.model import Span


@dataclass(frozen=True)
class Layout:
    """``text`` is the source with spaces in place of page furniture: every offset is the source's."""

    text: str
    lines: Sequence[Line]
    blocks: Sequence[Block]

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds the character at ``offset``."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def block_at(self, offset: int) -> int:
        """Return the index of the last block that begins at ``offset`` or before."""
        return max(0, bisect_right(self.blocks, offset, key=lambda block: block.start) - 1)


def read_layout(text: str) -> Layout:
    """Return the layout of ``text``."""
    unnumbered = blank_out(text, line_numbers(split_lines(text)))
    clean = blank_out(unnumbered, furniture(split_lines(unnumbered)))
    lines = split_lines(clean)
    return Layout(clean, lines, split_blocks(lines))


def without(layout: Layout, spans: Iterable[Span]) -> Layout:
    """Return ``layout`` with ``spans`` blanked out."""
    text = blank_out(layout.text, spans)
    lines = split_lines(text)
    return Layout(text, lines, split_blocks(lines))
