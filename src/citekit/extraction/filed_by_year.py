"""Lists that file works by author and year: the names stand on a line of their own, the works below them.

    Abu-Lughod, Lila
       1986   Veiled Sentiments: Honor and Poetry in a Bedouin Society. Berkeley.
       1990   The Romance of Resistance. American Ethnologist 17(1):41–55.

The names belong to the first of the works; each of the others is an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from citekit.extraction.likeness import first_line_score
from citekit.extraction.lines import Line

_FILED = re.compile(
    r"(?:(?:1[4-9]|20)\d\d[a-z]?(?:\s?[-–/]\s?\d{2,4})?|n\.\s?d\.|[Ii]n press|[Ff]orthcoming)[.:]?\s+"
    r"(?=[^\W\d_]|[“\"‘'¿¡«])"
)
_LEAST = 4
_SHARE = 0.12  # of the lines
_NAMED = 0.4  # of the works stand right below their author
_AUTHOR = 1.5
_ROOM = 0.8  # of the width; a line of names ends where the names do


def split_by_year(
    lists: Sequence[Sequence[Line]], edges: Mapping[int, int], right: int
) -> list[list[list[Line]]] | None:
    """Group the printed lines of ``lists`` into entries; None where they are not filed by year.

    ``edges`` are the columns at which the pages begin, ``right`` the one at which most lines end.
    """
    printed = [[line for line in lines if not line.blank] for lines in lists]
    filed = sum(_FILED.match(line.text) is not None for lines in printed for line in lines)
    if filed < max(_LEAST, _SHARE * sum(map(len, printed))):
        return None
    named = sum(
        _names(a, right) and _FILED.match(b.text) is not None for lines in printed for a, b in pairwise(lines)
    )
    if named < _NAMED * filed:
        return None
    return [_entries(lines, edges, right) for lines in printed]


def _names(line: Line, right: int) -> bool:
    """A short line without a number: names, as a rule."""
    return (
        not any(character.isdigit() for character in line.text)
        and not line.text[0].islower()
        and line.indent + len(line.text) < _ROOM * right
    )


def _entries(lines: Sequence[Line], edges: Mapping[int, int], right: int) -> list[list[Line]]:
    entries: list[list[Line]] = []
    awaiting = False  # names have been read, and their first work has not
    for index, line in enumerate(lines):
        work = _FILED.match(line.text) is not None
        flush = line.indent <= edges[line.page]
        if work:
            begins = not awaiting
        elif awaiting:
            begins = False
        else:
            below = index + 1 < len(lines) and _FILED.match(lines[index + 1].text) is not None
            by_name = first_line_score(line.text, "") >= _AUTHOR
            begins = flush and (by_name or (below and _names(line, right)))
        if begins or not entries:
            entries.append([])
            awaiting = not work and not any(character.isdigit() for character in line.text)
        elif work:
            awaiting = False
        entries[-1].append(line)
    return entries
