"""Plain text in two columns side by side is read one column after the other; tables are left alone."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.extraction import extract
from citekit.extraction.sources.side_by_side import read_by_column

ENTRIES = (Path(__file__).parent / "entries.txt").read_text(encoding="utf-8").splitlines()
COLUMN = 54
PROSE = (
    "Of the rivers of the plain much has been said, and little of it is true (Merton 1968). They change their beds"
    " more often than the maps that show them, and those who live there know it well (Simon 1955). "
)


def columns(lines: list[str], height: int, gap: int = 4) -> str:
    """The lines as pages of two columns."""
    pages = []
    for top in range(0, len(lines), 2 * height):
        left, right = lines[top : top + height], lines[top + height : top + 2 * height]
        rows = zip_longest(left, right, fillvalue="")
        pages.append("\n".join(f"{a.ljust(COLUMN + gap)}{b}".rstrip() for a, b in rows) + "\n")
    return "\f".join(pages)


def listed(label: str = "", indent: int = 4) -> list[str]:
    return [
        line
        for number, entry in enumerate(ENTRIES, 1)
        for line in textwrap.wrap(
            label.format(number) + entry, COLUMN, subsequent_indent=" " * indent, break_on_hyphens=False
        )
    ]


@pytest.mark.parametrize(("label", "indent"), [("", 4), ("[{}] ", 5), ("{}. ", 3)])
@pytest.mark.parametrize("height", [20, 34])
def test_entries_of_two_columns_are_whole(label: str, indent: int, height: int) -> None:
    body = textwrap.wrap(PROSE * 8, COLUMN)
    paper = extract("Of Rivers\n\n" + columns([*body, "", "References", "", *listed(label, indent)], height))
    expected = ["".join((label.format(n) + entry).split()) for n, entry in enumerate(ENTRIES, 1)]
    found = ["".join(entry.text.split()) for entry in paper.works_cited]
    assert len(set(found) & set(expected)) >= len(expected) - 1  # a break of the page may leave a gap in one
    assert all(entry.span.of(paper.source.text) == entry.text for entry in paper.works_cited)


CONTENTS = "\n".join(
    f"{n}.{m} Of the {n}th River and the {m}th Bank".ljust(70, ".") + f" {n * m:4}"
    for n in range(1, 6)
    for m in range(1, 6)
)
TABLE = "\n".join(f"{'Severn':20}{n:12}{n * 7 / 3:12.2f}{n * 11:12}" for n in range(1, 30))
PLAIN = textwrap.fill(PROSE * 20, 80)


@pytest.mark.parametrize("text", [CONTENTS, TABLE, PLAIN, f"{PLAIN}\n\n{TABLE}\n\f{CONTENTS}"])
def test_what_has_one_column_is_not_touched(text: str) -> None:
    assert read_by_column(text) is text


@given(st.text(alphabet="ab .\n\f\t", max_size=600))
def test_nothing_printed_is_lost(text: str) -> None:
    assert sorted(read_by_column(text).split()) == sorted(text.split())


def test_no_word_of_two_columns_is_lost() -> None:
    text = columns([*textwrap.wrap(PROSE * 8, COLUMN), *listed()], 30)
    assert read_by_column(text) != text
    assert sorted(read_by_column(text).split()) == sorted(text.split())
