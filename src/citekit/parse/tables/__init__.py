"""Gazetteers: names of periodicals, places, institution words, surnames. Facts, one a line, ``#`` comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from citekit.model.keys import ascii_fold


def fold(text: str) -> str:
    """Return ``text`` as the tables spell it: lower case, without diacritics where it is Latin."""
    return ascii_fold(text).lower() if not text.isascii() and ascii_fold(text) else text.lower()


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the entries of the table ``name``, as printed there."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """Return the table ``name`` as a set of folded entries; a line may hold several, between semicolons."""
    return frozenset(fold(entry.strip()) for line in lines(name) for entry in line.split(";") if entry.strip())


@cache
def periodicals() -> dict[str, str]:
    """Return what the names of newspapers, agencies, magazines, journals and broadcasters stand for.

    Keys are folded names, with a leading article and without; values one of ``newspaper``, ``agency``,
    ``magazine``, ``journal``, ``broadcaster`` and ``site``.
    """
    table: dict[str, str] = {}
    for line in lines("periodicals"):
        kind, _, names = line.partition(":")
        for name in names.split(";"):
            key = fold(name.strip())
            table[key] = kind
            table[key.removeprefix("the ")] = kind
    return table


@cache
def numbered(name: str) -> dict[str, int]:
    """Return a table of numbered names, such as ``months``: lower-case name to number, diacritics kept."""
    table: dict[str, int] = {}
    for line in lines(name):
        number, _, names = line.partition(":")
        for one in names.split(";"):
            table[one.strip().lower()] = int(number)
    return table
