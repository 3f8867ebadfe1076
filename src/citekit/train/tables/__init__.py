"""What synthetic references are printed with: prints of references, journals of the sciences, towns, words."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of the table ``name`` that are neither empty nor comments."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def entries(name: str, key: str) -> tuple[str, ...]:
    """Return the entries of a key, which may have several lines, of the table ``name``: "key: one; two"."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines(name):
        label, _, listed = line.partition(": ")
        found[label] += listed.split("; ")
    return tuple(found[key])


def by_language(name: str, key: str, language: str) -> tuple[str, ...]:
    """Return the entries of a key in a language, or in English where the table has none in it."""
    return entries(name, f"{key} {language}") or entries(name, f"{key} en")
