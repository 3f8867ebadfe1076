"""What pages say when they are not the page: one file per kind, one pattern per line, easy to add to.

Patterns are in lower case and meet texts in lower case; ``#`` begins a comment.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def says(name: str, text: str) -> bool:
    """Tell whether ``text`` holds one of the patterns of the file ``name``, in any case."""
    return _pattern(name).search(text.lower()) is not None


def is_just(name: str, text: str) -> bool:
    """Tell whether ``text`` as a whole is one of the patterns of the file ``name``, in any case."""
    return _pattern(name).fullmatch(text.lower()) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _lines(name)))


@cache
def marks(name: str) -> tuple[str, ...]:
    """Return the lines of the file ``name``, which are plain text to look for."""
    return _lines(name)


def _lines(name: str) -> tuple[str, ...]:
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
