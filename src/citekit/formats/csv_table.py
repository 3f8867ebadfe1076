"""CSV: see ``citekit.formats.table`` for the columns."""

from __future__ import annotations

from collections.abc import Iterable

from citekit.formats.result import ReadResult
from citekit.formats.table import read_table, write_table
from citekit.model import Reference


def read(text: str) -> ReadResult:
    """Return the references of a table. Raises SyntaxProblem where it has no heading that we know."""
    return read_table(text, ",")


def write(references: Iterable[Reference]) -> str:
    """Return the references as a table."""
    return write_table(references, ",")
