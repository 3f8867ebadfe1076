"""Blanks and quotation marks as a printer sets them, for notes from scans.

"Weber , Economy and Society ( 1968 )", "R.Goff", "(1996)48", "‘The Search for Principle'": the notes are read with
their blanks in place and their marks in pairs; every place found is then that of the printed text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.fields import Labelling
from citekit.parse.recognisers.weblinks import find_links

_TOO_MANY = re.compile(r"(?<=[\w.’”)])[ ]+(?=,[ ]|\)[\s.,;]|\.$|\)$)|(?<=\()[ ]+(?=\w)")
_MISSING = re.compile(
    r"(?<=[\s,;(/][A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zà-ÿ]{2})|(?<=^[A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zà-ÿ]{2})"  # "G.Teubner"
    r"|(?<=[\s(][A-Z]\.)(?=(?:of|and|for)\s)"  # "J.of Law and Society"
    r"|(?<=(?:19|20)\d\d\))(?=\d)"  # "(1996)48"
    r"|(?<=[a-zà-ÿ],)(?=[A-Za-zÀ-ÿ]{2})"  # "See,for example"
)


_UNPAIRED = re.compile(
    r"‘(?=[A-ZÀ-Þ])[^‘’']*(?:\w[’'](?=\w)[^‘’']*)*(?P<single>')(?!\w)|“[^“”\"]*(?P<double>\")(?!\w)"
)

_PAIRS = (("single", "’"), ("double", "”"))


class Spaced(NamedTuple):
    """A text with its blanks in place; ``origin`` has the place of each character in the print, and its end."""

    text: str
    origin: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the print that ``text[start:end]`` stands for."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def spaced(text: str) -> Spaced | None:
    """Return ``text`` with its blanks in place and its quotation marks in pairs; None where they are."""
    if _TOO_MANY.search(text) is None and _MISSING.search(text) is None and _UNPAIRED.search(text) is None:
        return None
    links = [(link.start, link.end) for link in find_links(text)]
    dropped = {
        index
        for match in _TOO_MANY.finditer(text)
        if not any(a <= match.start() < b for a, b in links)
        for index in range(*match.span())
    }
    wanted = {
        match.start() for match in _MISSING.finditer(text) if not any(a <= match.start() < b for a, b in links)
    }
    marks = {match.start(name): pair for match in _UNPAIRED.finditer(text) for name, pair in _PAIRS if match[name]}
    if not dropped and not wanted and not marks:
        return None
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        if index in wanted:
            characters.append(" ")
            origin.append(index)
        if index not in dropped:
            characters.append(marks.get(index, character))
            origin.append(index)
    return Spaced("".join(characters), [*origin, len(text)])


def as_printed(labelling: Labelling, clean: Spaced) -> Labelling:
    """Return the reading of ``clean.text`` with the places of the print."""
    fields = []
    for one in labelling.fields:
        start, end = clean.place(one.start, one.end)
        fields.append(one._replace(start=start, end=end))
    return labelling._replace(fields=tuple(fields))
