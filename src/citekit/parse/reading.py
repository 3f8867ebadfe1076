"""Which labeller reads a citation: the grammar where it is sure, the statistical model for the rest."""

from __future__ import annotations

from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammar import read_marked
from citekit.parse.interviews import read_interview
from citekit.parse.labeller import label
from citekit.parse.legal import read_legal
from citekit.parse.repair import repair


def read(text: str) -> Labelling:
    """Return the labelled fields of one citation; never fails, but may find nothing."""
    return read_interview(text) or read_legal(text) or read_marked(text) or repair(text, label(text))


__all__ = ["Labelled", "Labelling", "read"]
