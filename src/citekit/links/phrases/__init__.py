"""What pages say when they are not the page: one file per kind, one pattern per line, easy to add to."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]


@cache
def phrases(name: str) -> Pattern:
    """Return the patterns of the file ``name`` as one, in any case; ``#`` begins a comment."""
    return re.compile("|".join(f"(?:{line})" for line in _lines(name)), re.IGNORECASE)


@cache
def marks(name: str) -> tuple[str, ...]:
    """Return the lines of the file ``name``, which are plain text to look for."""
    return _lines(name)


def _lines(name: str) -> tuple[str, ...]:
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
