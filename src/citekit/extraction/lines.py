"""The lines and blocks of a text, with their places in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.model import Span

_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``text`` without white space around it, and where that stands in the source."""

    text: str
    start: int
    end: int
    indent: int
    page: int

    @property
    def blank(self) -> bool:
        """Nothing is printed here."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank lines or page breaks. ``first`` and ``last`` count in the list of lines."""

    start: int
    end: int
    first: int
    last: int

    @property
    def span(self) -> Span:
        """The block's place in the source."""
        return Span(self.start, self.end)


def split_lines(text: str) -> list[Line]:
    """Return the lines of ``text``. A form feed begins a page."""
    lines = []
    page = 0
    start = 0
    for raw in text.split("\n"):
        page += raw.count("\f")
        stripped = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if stripped else len(raw)
        indent = len(raw[:lead].replace("\f", "").expandtabs(_TAB))
        lines.append(Line(stripped, start + lead, start + lead + len(stripped), indent, page))
        start += len(raw) + 1
    return lines


def split_blocks(lines: Sequence[Line]) -> list[Block]:
    """Group ``lines`` into blocks."""
    blocks = []
    first: int | None = None
    for index, line in enumerate(lines):
        if first is not None and (line.blank or line.page != lines[index - 1].page):
            blocks.append(_block(lines, first, index - 1))
            first = None
        if not line.blank and first is None:
            first = index
    if first is not None:
        blocks.append(_block(lines, first, len(lines) - 1))
    return blocks


def _block(lines: Sequence[Line], first: int, last: int) -> Block:
    return Block(lines[first].start, lines[last].end, first, last)


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` with spaces in place of ``spans``, line ends kept, so that every offset stays true."""
    parts = []
    position = 0
    for start, end in sorted(spans):
        start = max(start, position)
        if end <= start:
            continue
        parts.append(text[position:start])
        parts.append("".join("\n" if c == "\n" else "\f" if c == "\f" else " " for c in text[start:end]))
        position = end
    parts.append(text[position:])
    return "".join(parts)
