"""Notes from scans: blanks and marks are put right for reading, and every place found is that of the print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.parse.notes.spacing import spaced

READ = {
    "M. Weber , Economy and Society ( 1968 ) 5 .": "M. Weber, Economy and Society (1968) 5.",
    "R.Goff, Law (1996)48": "R. Goff, Law (1996) 48",
    "See,for example, ‘The Search for Principle' (1983)": "See, for example, ‘The Search for Principle’ (1983)",
}


@pytest.mark.parametrize("text", READ)
def test_blanks_and_marks_are_put_right(text: str) -> None:
    clean = spaced(text)
    assert clean is not None
    assert clean.text == READ[text]


@pytest.mark.parametrize(
    "text", ["R. Goff, Law (1996) 48.", "See http://example.org/a,bc for more", "Qui ? Lui ; elle"]
)
def test_what_is_in_order_is_left(text: str) -> None:
    assert spaced(text) is None


@given(st.text(alphabet="Ab.,;:()‘’'“\" 19", max_size=60))
def test_places_are_those_of_the_print(text: str) -> None:
    clean = spaced(text)
    if clean is None:
        return
    assert len(clean.origin) == len(clean.text) + 1
    for at, character in enumerate(clean.text):
        start, end = clean.place(at, at + 1)
        assert text[start:end] in (character, "'", '"') or character == " "
