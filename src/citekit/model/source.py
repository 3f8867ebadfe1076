"""A source: a named text, in which spans point and findings have a line."""

from __future__ import annotations

import os
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from citekit.files import read_text
from citekit.model.span import Span


@dataclass(frozen=True)
class Source:
    """The text of a paper or a file, and the name by which records refer to it."""

    name: str
    text: str

    @classmethod
    def from_path(cls, path: str | os.PathLike[str]) -> Source:
        """Read the file at ``path``; the source's name is the file's. Raises UnreadableInput."""
        return cls(Path(path).name, read_text(path))

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(index + 1 for index, character in enumerate(self.text) if character == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a character, both from 1."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return the text of line ``number`` (from 1), without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def at(self, span: Span) -> str:
        """Return the characters that ``span`` covers."""
        return span.of(self.text)
