"""What pages say when they are not the page: one file per kind, one pattern per line, easy to add to."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]


@cache
def phrases(name: str) -> Pattern:
    """Return the patterns of the file ``name`` as one, in any case; ``#`` begins a comment."""
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)
