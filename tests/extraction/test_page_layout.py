"""Pages put together from the pieces that a PDF places on them."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from citekit.extraction.sources.page_layout import Piece, page_text

WIDTH = 600.0
SIZE = 10.0
STEP = 12.0


def column(lines: list[str], x: float, top: float = 700.0) -> list[Piece]:
    """Lines one below the other; leading blanks set them in, an empty one leaves a gap."""
    places = zip(lines, (top - STEP * number for number in count()), strict=False)
    return [
        Piece(line.strip(), x + (len(line) - len(line.lstrip())) * SIZE / 2, y, SIZE) for line, y in places if line
    ]


def test_lines_indents_and_gaps() -> None:
    lines = ["A first line of text", "and a second one.", "", "Abe, A. (1990). A title that is", "    long."]
    assert page_text(column(lines, 70), WIDTH).split("\n") == lines


def test_pieces_on_one_baseline_make_a_line() -> None:
    pieces = [
        Piece("see ", 70, 700, SIZE),
        Piece("Daedalus", 90, 700, SIZE),
        Piece(", 3\n", 130, 700, SIZE),
        Piece("and more", 160, 700, SIZE),
    ]
    assert page_text(pieces, WIDTH) == "see Daedalus, 3 and more"


def test_small_raised_digits_are_superscripts() -> None:
    pieces = [
        Piece("as they say.", 70, 700, SIZE),
        Piece("12", 130, 703.6, 7),
        Piece(" But not all.", 138, 700, SIZE),
        Piece("12", 80, 603, 6),
        Piece("A note at the foot.", 86, 600, 8),
    ]
    assert page_text(pieces, WIDTH).split("\n") == ["as they say.¹² But not all.", "", "  ¹² A note at the foot."]


LEFT = [f"left line {number} with some words" for number in range(12)]
RIGHT = [f"right line {number} with some more" for number in range(12)]


def test_the_second_column_comes_after_the_first() -> None:
    beside = [piece for pair in zip(column(LEFT, 70), column(RIGHT, 310), strict=True) for piece in pair]
    assert page_text(beside, WIDTH).split("\n") == [*LEFT, "", *RIGHT]


def test_a_title_over_both_columns_and_what_stands_at_the_edges() -> None:
    title = Piece("A title that runs over the whole width of the page and both of its columns", 70, 724, SIZE)
    head, number = Piece("A RUNNING HEAD", 70, 780, SIZE), Piece("17", 300, 480, SIZE)
    text = page_text([number, *column(RIGHT, 310), *column(LEFT, 70), title, head], WIDTH)
    lines = [line for line in text.split("\n") if line]
    assert lines == ["A RUNNING HEAD", title.text, *LEFT, *RIGHT, "17"]


def test_indents_within_a_column_are_no_column() -> None:
    lines = [
        line for number in range(12) for line in (f"Abe, A. ({1990 + number}). A title", "     and the rest of it")
    ]
    assert page_text(column(lines, 70), WIDTH).split("\n") == lines


def test_ligatures_that_a_font_does_not_name() -> None:
    assert page_text([Piece("the \x1crst e\x1bect, a ﬂow", 70, 700, SIZE)], WIDTH) == "the first effect, a flow"


WORDS = st.text(alphabet="abcdef ghi.,\n", max_size=20)
PLACES = st.floats(-1e4, 1e4, allow_nan=False)


@given(st.lists(st.builds(Piece, WORDS, PLACES, PLACES, st.floats(0, 100))))
def test_no_letter_is_lost(pieces: list[Piece]) -> None:
    printed = sorted(letter for piece in pieces for letter in piece.text if letter.isalpha())
    assert sorted(letter for letter in page_text(pieces, WIDTH) if letter.isalpha()) == printed
