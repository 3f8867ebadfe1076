"""Plain text that prints two columns side by side, made to read one after the other.

A page's gutter is the column of blanks that most of its lines have between two stretches of text. Lines across it,
such as a title or a wide table, part what stands above from what stands below. Nothing is changed unless most of
the text is printed so: a table is no column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TAB = 8
_GUTTER = 2  # blanks at least
_FEWEST_LINES = 8
_EACH = 0.35  # of the lines of a band have text in each column
_INDENT = 10  # columns at most, as far as text is set in behind a label
_BOTH = 0.5  # of them have text in both, where the columns share their baselines
_COLUMN = 0.5  # of its width a printed line of a column fills, in the mean
_FEWEST_LETTERS = 18
_LETTERS = 0.6  # of the characters
_SHARE = 0.4  # of all printed lines
_WIDE = re.compile(r"\S {2,}\S")


@dataclass(frozen=True, slots=True)
class _Band:
    """Consecutive lines of a page with a gutter between their columns."""

    first: int
    last: int
    gutter: int


def read_by_column(text: str) -> str:
    """Return ``text`` with the columns of its pages one after the other; the same text where it has but one."""
    pages = [page.expandtabs(_TAB).split("\n") for page in text.split("\f")]
    bands = [_bands(lines) for lines in pages]
    printed = sum(bool(line.strip()) for lines in pages for line in lines)
    within = sum(
        bool(line.strip())
        for lines, found in zip(pages, bands, strict=True)
        for band in found
        for line in lines[band.first : band.last + 1]
    )
    if not within or within < _SHARE * printed:
        return text
    return "\f".join(_page(lines, found) for lines, found in zip(pages, bands, strict=True))


def _page(lines: Sequence[str], bands: Sequence[_Band]) -> str:
    ended = "" if lines[-1].strip() or not bands or bands[-1].last + 1 < len(lines) else "\n"
    return "\n".join(_in_turn(lines, bands)) + ended


def _in_turn(lines: Sequence[str], bands: Sequence[_Band]) -> Iterator[str]:
    place = 0
    for band in bands:
        yield from lines[place : band.first]
        within = lines[band.first : band.last + 1]
        yield from _trimmed(_column(within, slice(None, band.gutter), slice(band.gutter, None), band.gutter))
        yield from _trimmed(_column(within, slice(band.gutter, None), slice(None, band.gutter), band.gutter))
        place = band.last + 1
    yield from lines[place:]


def _column(lines: Sequence[str], own: slice, other: slice, gutter: int) -> list[str]:
    """The lines of a column. Where the columns do not share their baselines, a line of the other leaves no gap."""
    printed = [line for line in lines if line.strip()]
    shared = sum(_has_both(line, gutter) for line in printed) >= _BOTH * len(printed)
    return [line[own].rstrip() for line in lines if shared or line[own].strip() or not line[other].strip()]


def _trimmed(column: Sequence[str]) -> list[str]:
    """Without blank lines at its end: an entry may go on at the head of the next column."""
    end = len(column)
    while end and not column[end - 1]:
        end -= 1
    return list(column[:end])


def _bands(lines: Sequence[str]) -> list[_Band]:
    gutter = _gutter(lines)
    if gutter is None:
        return []
    found = []
    first: int | None = None
    for index in range(len(lines) + 1):
        across = index == len(lines) or _is_across(lines[index], gutter)
        if across and first is not None:
            found.append(_Band(first, index - 1, gutter))
            first = None
        elif not across and first is None and lines[index].strip():
            first = index
    return [band for band in found if _is_text(lines[band.first : band.last + 1], gutter)]


def _is_across(line: str, gutter: int) -> bool:
    return bool(line[gutter - _GUTTER : gutter].strip())


def _gutter(lines: Sequence[str]) -> int | None:
    """The column at which the text of the right begins, if the page has two."""
    if sum(_WIDE.search(line) is not None for line in lines) < _FEWEST_LINES:
        return None
    printed = [line for line in lines if line.strip()]
    width = max(map(len, printed), default=0)
    best, found = 0, None
    middle = width // 2
    for column in range(2 * width // 5, 3 * width // 5 + 1):
        both = begins = across = 0
        for line in printed:
            if line[column - _GUTTER : column].strip():
                across += 1
            elif len(line) > column:
                begins += line[column] != " "
                both += _has_both(line, column)
        score = both + begins - 3 * across - abs(column - middle) * len(printed) // width
        if both >= _FEWEST_LINES / 2 and score > best:
            best, found = score, column
    return found


def _has_both(line: str, gutter: int) -> bool:
    return (
        bool(line[:gutter].strip())
        and not line[gutter - _GUTTER : gutter].strip()
        and bool(line[gutter : gutter + _INDENT].strip())
    )


def _is_text(lines: Sequence[str], gutter: int) -> bool:
    """Both columns hold running text or entries, not the cells of a table or the pages of a table of contents."""
    printed = [line for line in _above_the_end_of_one(lines, gutter) if line.strip()]
    both = sum(_has_both(line, gutter) for line in printed)
    lefts = [left for line in printed if (left := line[:gutter].strip())]
    rights = [right for line in printed if (right := line[gutter:].strip())]
    if both < _FEWEST_LINES / 2 or min(len(lefts), len(rights)) < max(_FEWEST_LINES, _EACH * len(printed)):
        return False
    return all(_fills(column) for column in (lefts, rights))


def _above_the_end_of_one(lines: Sequence[str], gutter: int) -> Sequence[str]:
    """On a last page one column is shorter than the other: the lines above its end."""
    left = max((index for index, line in enumerate(lines) if line[:gutter].strip()), default=-1)
    right = max((index for index, line in enumerate(lines) if line[gutter:].strip()), default=-1)
    return lines[: min(left, right) + 1]


def _fills(column: Sequence[str]) -> bool:
    widest = sorted(map(len, column))[int(0.9 * (len(column) - 1))]
    mean = sum(map(len, column)) / len(column)
    letters = sum(len(re.sub(r"[\W\d_]", "", text)) for text in column) / len(column)
    cells = sum(re.search(r"\S\s{3,}\S", text) is not None for text in column)
    return (
        mean >= _COLUMN * widest and letters >= max(_FEWEST_LETTERS, _LETTERS * mean) and cells <= len(column) / 2
    )
