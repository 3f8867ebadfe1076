"""Parentheses and square brackets in the running text, quotations inside them respected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LONGEST = 600
_DEEPEST = 8
_CLOSERS = {"(": ")", "[": "]", "（": "）", "［": "］"}
_QUOTES = {"“": "”", "«": "»", "„": "“", '"': '"', "「": "」", "『": "』"}
_INTERESTING = re.compile(r"[(\[（［)\]）］“«„\"「『]")
_PARAGRAPH_END = re.compile(r"[.!?][\"”’»)\]*]*\s*\n\s*\n")


@dataclass(frozen=True, slots=True)
class Bracketed:
    """An outermost pair of brackets; ``start`` and ``end`` take them in."""

    start: int
    end: int
    square: bool


def find_brackets(text: str, start: int = 0, end: int | None = None) -> Iterator[Bracketed]:
    """Yield the outermost brackets of ``text``. One that is never closed is passed over.

    Inside brackets a quotation is one piece, so that ``(Author, “Title (sub”)`` ends where it should.
    """
    stop = len(text) if end is None else end
    position = start
    while match := re.compile(r"[(\[（［]").search(text, position, stop):
        close = _closing(text, match.start(), min(stop, match.start() + _LONGEST))
        if close is None:
            position = match.end()
        else:
            yield Bracketed(match.start(), close + 1, match[0] in "[［")
            position = close + 1


def _closing(text: str, start: int, stop: int) -> int | None:
    stack = [_CLOSERS[text[start]]]
    position = start + 1
    while match := _INTERESTING.search(text, position, stop):
        mark = match[0]
        position = match.end()
        if mark in _CLOSERS:
            stack.append(_CLOSERS[mark])
            if len(stack) > _DEEPEST:
                return None
        elif mark == stack[-1]:
            stack.pop()
            if not stack:
                return None if _PARAGRAPH_END.search(text, start, match.start()) else match.start()
        elif mark in _QUOTES:
            quoted = text.find(_QUOTES[mark], position, stop)
            if quoted >= 0:
                position = quoted + 1
    return None


def split_segments(text: str) -> list[tuple[int, int]]:
    """Cut the inside of brackets at its semicolons, those in quotations left alone."""
    cuts = [-1]
    position = 0
    while match := re.compile(r"[;“«„\"]").search(text, position):
        position = match.end()
        if match[0] == ";":
            cuts.append(match.start())
        elif (close := text.find(_QUOTES[match[0]], position)) >= 0:
            position = close + 1
    cuts.append(len(text))
    return [(a + 1, b) for a, b in pairwise(cuts) if text[a + 1 : b].strip()]
