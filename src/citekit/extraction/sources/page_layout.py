"""A printed page put together again from the pieces of text that a PDF places on it.

Pieces on one baseline make a line; lines that begin in the right half of the page make a second column, which is
read after the first; a wide gap between lines becomes a blank line, an indent blanks, small raised digits
superscripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from citekit.extraction.sources.notes_section import raised


class Piece(NamedTuple):
    """Text that a PDF prints at one go: where it begins, from the page's lower left corner, and its size."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class PrintedLine:
    """The pieces on one baseline."""

    text: str
    x: float
    y: float
    size: float

    @property
    def extent(self) -> float:
        """The length in characters of the size 1: a measure of the width, whatever the font."""
        return len(self.text) * self.size


def page_text(pieces: Iterable[Piece], width: float) -> str:
    """Return the text of a page ``width`` wide, lines and indents as printed, one column after the other."""
    printed = [one._replace(text=_characters(one.text), size=max(one.size, _SMALLEST)) for one in pieces]
    lines = _lines(printed, _second_column(printed, width))
    if not lines:
        return ""
    head, body, foot = _apart(lines)
    blocks = [head, *(_columns(body, width) or [body]), foot]
    return "\n\n".join(_set(block) for block in blocks if block)


# Lines

_RAISED = 0.88  # of the size of the text around it
_SAME, _LIFT = 0.25, 0.75  # of the size: how far from the baseline a piece stands that is on it, or raised
_GAP = 3.0


def _lines(pieces: Sequence[Piece], column: float | None) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    broken = False
    for piece in pieces:
        text = piece.text.strip("\n")
        if text.strip():
            opens = column is not None and abs(piece.x - column) <= _NEAR
            last = None if not lines or (opens and lines[-1].x < piece.x - _NEAR) else lines[-1]
            if last is None or not _joined(last, piece, text, broken):
                lines.append(PrintedLine(text, piece.x, piece.y, piece.size))
        broken = piece.text.endswith("\n") if text.strip() else broken or "\n" in piece.text
    for line in lines:
        line.x += (len(line.text) - len(line.text.lstrip())) * line.size * _BLANK
        line.text = re.sub(r"\s+", " ", line.text).strip()
    return sorted(lines, key=lambda line: (-line.y, line.x))


def _second_column(pieces: Sequence[Piece], width: float) -> float | None:
    """Where a second column may begin: a place right of the middle at which many lines of text do."""
    words = [piece for piece in pieces if len(piece.text.strip()) >= _FEWEST_LETTERS]
    baselines = len({round(piece.y) for piece in words})
    places = Counter(round(piece.x) for piece in words if piece.x > _RIGHT * width)
    place, times = max(places.items(), key=lambda one: one[1], default=(0, 0))
    return place if times >= max(_FEWEST, _SHARE * baselines) else None


_FEWEST_LETTERS = 4
_BLANK = 0.25
_SMALLEST = 1.0


def _joined(line: PrintedLine, piece: Piece, text: str, broken: bool) -> bool:
    """Append the piece to the line if it belongs to it."""
    height = piece.y - line.y
    if piece.x < line.x:
        return False
    digits = text.strip()
    if piece.size <= _RAISED * line.size and digits.isdecimal() and _SAME / 2 < height / line.size < _LIFT:
        line.text = line.text.rstrip() + raised(int(digits))
        return True
    if line.text.strip().isdecimal() and line.size <= _RAISED * piece.size:
        if not 0 < -height / piece.size < _LIFT or piece.x - line.x > _GAP * piece.size:
            return False
        line.text = raised(int(line.text)) + " " + text.lstrip()
        line.y, line.size = piece.y, piece.size
        return True
    if abs(height) > _SAME * max(line.size, piece.size):
        return False
    if broken and not line.text.endswith(" ") and not text.startswith(" "):
        line.text += " "
    line.text += text
    return True


_LIGATURES = {
    "\x0b": "ff", "\x0c": "fi", "\x0e": "ffi", "\x0f": "ffl", "\x10": "“", "\x11": "”", "\x12": "„", "\x13": "«",
    "\x14": "»", "\x15": "–", "\x16": "—", "\x1b": "ff", "\x1c": "fi", "\x1d": "fl", "\x1e": "ffi", "\x1f": "ffl",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\x00": "",
}  # fmt: skip
"""Characters of fonts that do not say what they are: the places of TeX's encodings, and printed ligatures."""
_UNNAMED = str.maketrans(_LIGATURES)


def _characters(text: str) -> str:
    return text.translate(_UNNAMED).replace("\r", "\n")


# Columns

_APART = 1.7  # of the usual distance between lines


def _apart(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine]]:
    """Part the running head and the page number, which stand apart at the top and the bottom, from the rest."""
    steps = [above.y - below.y for above, below in pairwise(lines)]
    usual = _usual([step for step in steps if step > _LEAST_STEP])
    first = next((place + 1 for place, step in enumerate(steps[:2]) if step > _APART * usual), 0)
    last = next((place for place, step in enumerate(reversed(steps[-2:]), 1) if step > _APART * usual), 0)
    if first + last >= len(lines):
        return [], list(lines), []
    return list(lines[:first]), list(lines[first : len(lines) - last]), list(lines[len(lines) - last :])


_LEAST_STEP = 1.0


def _usual(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 1.0


_LEFT, _RIGHT = 0.35, 0.45  # of the page's width, before and behind which columns begin
_SHARE = 0.2
_FEWEST = 6
_NEAR = 4.0


def _columns(lines: Sequence[PrintedLine], width: float) -> list[list[PrintedLine]] | None:
    """Return the blocks of a page with two columns in the order of reading; None where it has not."""
    left = [line for line in lines if line.x < _LEFT * width]
    right = [line for line in lines if line.x > _RIGHT * width]
    if min(len(left), len(right)) < max(_FEWEST, _SHARE * len(lines)):
        return None
    left_edge, right_edge = _edge(left), _edge(right)
    if sum(line.x < right_edge + _INDENT * line.size for line in right) < _MOSTLY * len(right):
        return None
    longest = sorted(line.extent for line in right if line.x >= right_edge - _NEAR)
    room = longest[int(0.95 * (len(longest) - 1))]
    per_character = (right_edge - left_edge) / room
    blocks: list[list[PrintedLine]] = [[], []]
    ordered: list[list[PrintedLine]] = []
    for line in lines:
        if line.x >= right_edge - _NEAR:
            blocks[1].append(line)
        elif _is_wide(line, right_edge, room, per_character) and not _has_beside(line, right):
            ordered += [*(block for block in blocks if block), [line]]
            blocks = [[], []]
        else:
            blocks[0].append(line)
    return _merged([*ordered, *(block for block in blocks if block)])


def _is_wide(line: PrintedLine, right_edge: float, room: float, per_character: float) -> bool:
    return line.extent > _WHOLE * room or line.x + _NARROW * line.extent * per_character > right_edge


def _has_beside(line: PrintedLine, right: Sequence[PrintedLine]) -> bool:
    """Another line stands in the second column at this height: it is an overlong line of the first."""
    return any(abs(other.y - line.y) < _BESIDE * line.size for other in right)


_BESIDE = 0.7
_INDENT = 4.0
_MOSTLY = 0.7
_WHOLE = 1.25  # of a column's lines: longer ones run over both
_NARROW = 0.8


def _merged(blocks: Iterable[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Join lines over the whole width that follow each other."""
    merged: list[list[PrintedLine]] = []
    for block in blocks:
        if merged and len(block) == 1 and len(merged[-1]) == 1:
            merged[-1] = [*merged[-1], *block]
        else:
            merged.append(block)
    return merged


def _edge(lines: Sequence[PrintedLine]) -> float:
    """Where the column begins: the leftmost place at which several lines do."""
    places = Counter(round(line.x / 2) * 2 for line in lines)
    several = [place for place, times in places.items() if times >= max(2, _SELDOM * len(lines))]
    return min(several) if several else min(line.x for line in lines)


_SELDOM = 0.08


# Text

_BLANK_LINE = 1.3  # of the usual distance
_WIDEST = 3.0  # of the size: text is set no wider than that
_CHARACTER = 0.5  # of the size: the width of a character, for indents
_DEEPEST = 60


def _set(lines: Sequence[PrintedLine]) -> str:
    return "\n".join(_printed(lines))


def _printed(lines: Sequence[PrintedLine]) -> Iterator[str]:
    edge = _edge(lines)
    steps = [above.y - below.y for above, below in pairwise(lines) if above.y - below.y > _LEAST_STEP]
    usual = _usual(steps)
    before: PrintedLine | None = None
    for line in lines:
        step = before.y - line.y if before else 0.0
        if step > _BLANK_LINE * min(max(usual, line.size), _WIDEST * line.size):
            yield ""
        beside = before is not None and step <= _LEAST_STEP
        indent = round((line.x - edge) / (_CHARACTER * line.size))
        yield ("" if beside else " " * max(0, min(indent, _DEEPEST))) + line.text
        before = line
