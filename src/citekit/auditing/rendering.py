"""References of a paper, printed by a style, with ``*italics*`` as papers' plain text has them."""

from __future__ import annotations

from typing import Any

from citekit.csl import Output
from citekit.csl.output import named
from citekit.model import Paper, Reference
from citekit.model.printed_item import printed_item

_FIGURES = "0123456789-–,"
_RAISED = str.maketrans(_FIGURES, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻,")


class Starred(Output):
    """Plain text that keeps italics as ``*…*`` and nothing else."""

    name = "starred"

    def format(self, kind: str, text: str) -> str:
        """Stars around italics, the blanks at its ends outside; raised figures as such."""
        if kind == "superscript" and set(text) <= set(_FIGURES):
            return text.translate(_RAISED)
        if kind not in ("italic", "oblique") or not text.strip():
            return text
        inner = text.strip()
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{lead}*{inner}*{tail}"

    def block(self, kind: str, text: str) -> str:
        """Blocks in one line."""
        return f"{text} "


def item(reference: Reference) -> dict[str, Any]:
    """Return the CSL-JSON item of a reference as a paper prints it: without what the record notes beside it."""
    return {variable: value for variable, value in printed_item(reference).items() if variable != "note"}


def output_for(paper: Paper) -> Output:
    """Return how a paper's plain text is written: with stars for italics, or, where it lost them, without."""
    printed = [entry.text for entry in paper.works_cited] + [note.text for note in paper.notes if note.citations]
    return Starred() if any("*" in text for text in printed) else named("text")
