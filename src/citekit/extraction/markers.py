"""Note markers in the running text: superscript digits, digits glued to a word, numbers in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from citekit.extraction.letters import CLOSING_QUOTES, LOWER, SUPERSCRIPTS, UPPER, plain_digits
from citekit.extraction.numbering import Numbered, best_chain
from citekit.model import Span

_CLOSING = rf"{CLOSING_QUOTES}“‘\"')\]%"  # German quotations close with what opens English ones


class MarkerStyle(Enum):
    """How a document prints its markers. The order is that of preference."""

    SUPERSCRIPT = re.compile(rf"(?<![{SUPERSCRIPTS}\d⁻⁺])([{SUPERSCRIPTS}]{{1,4}})(?![{SUPERSCRIPTS}⁻⁺])")
    MARKDOWN = re.compile(r"\[\^(\d{1,4})\](?!:)")
    CARET = re.compile(r"(?<=\S)\^\{?(\d{1,4})\}?")
    BRACKET = re.compile(r"\[(\d{1,4})\]")
    GLUED = re.compile(
        rf"(?:(?<=[{LOWER}{_CLOSING}][.,;:!?])|(?<=[{UPPER}][{UPPER}][.,;:!?])|(?<=[.,;:!?][{_CLOSING}])"
        rf"|(?<=[{LOWER}][{LOWER}{_CLOSING}])|(?<=1[5-9]\d\d[.,;])|(?<=20\d\d[.,;]))(\d{{1,3}})(?=[\s.,;:)\]—–]|$)"
        rf"|(?<=[{LOWER}{_CLOSING}]\s)(\d{{1,3}})(?=\s[.,;:])"  # set apart by pdftotext: ``the word 3 .``
    )


@dataclass(frozen=True, slots=True)
class FoundMarker:
    """A number in the text that may send the reader to a note."""

    number: int
    span: Span
    opens_line: bool
    """Nothing but white space stands before it on its line: it may be the number of a note itself."""


def find_markers(text: str, style: MarkerStyle) -> list[FoundMarker]:
    """Return everything in ``text`` that has the form of a marker of this style."""
    return list(_found(text, style))


def _found(text: str, style: MarkerStyle) -> Iterator[FoundMarker]:
    for match in style.value.finditer(text):
        number = int(plain_digits(match[match.lastindex or 0]))
        line_start = text.rfind("\n", 0, match.start()) + 1
        opens = not text[line_start : match.start()].strip()
        yield FoundMarker(number, Span(match.start(), match.end()), opens)


def counting(markers: list[FoundMarker]) -> list[FoundMarker]:
    """Keep the markers that count on from one another; exponents and units are left out."""
    chain, _ = best_chain([Numbered(marker.number, 1.5) for marker in markers])
    return [markers[index] for index in chain]
