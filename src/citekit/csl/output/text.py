"""Plain text: no formatting at all."""

from __future__ import annotations

from citekit.csl.output.base import Layout, Output


class Text(Output):
    """One entry a line."""

    name = "text"

    def block(self, kind: str, text: str) -> str:
        """Blocks follow one another; a margin number is set off by a blank, other blocks by a line."""
        return f"{text.strip()} " if kind == "left-margin" else text if kind == "right-inline" else f"\n{text}\n"

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """The text without the blanks around it."""
        return "\n".join(line.strip() for line in text.strip().split("\n") if line.strip())
