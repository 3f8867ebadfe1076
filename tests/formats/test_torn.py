"""Whatever is torn out of a file or typed into it, the reader reads on, and nobody sees a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.errors import CitekitError
from citekit.formats import loads, read, write
from citekit.formats.bib.patch import patch
from citekit.formats.lint import lint_bib

WORKS = read(Path(__file__).parent / "fixtures/works.json")
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TEARS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.integers(0, 9),
        st.sampled_from(
            ["", "{", "}", '"', "@", ",", "=", "\\", "#", "$", "\n@", "\\textit", " and ", "<", "&", ": ", "[]"]
        ),
    ),
    min_size=1,
    max_size=6,
)


def torn(text: str, tears: list[tuple[int, int, str]]) -> str:
    for place, length, put in tears:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + length :]
    return text


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@SETTINGS
@given(tears=TEARS)
def test_bib(name: str, tears: list[tuple[int, int, str]]) -> None:
    text = torn(write(WORKS, None, name), tears)
    references = loads(text, name).references
    assert len(references) >= len(WORKS) - 2 * len(tears)
    assert patch(text, references) == text
    lint_bib(text, fix=True)
    write(references, None, name)


@pytest.mark.parametrize(
    "name", ["ris", "nbib", "endnote-xml", "mods", "hayagriva", "cff", "csv", "csl-json", "csl-yaml"]
)
@SETTINGS
@given(tears=TEARS)
def test_others(name: str, tears: list[tuple[int, int, str]]) -> None:
    try:
        references = loads(torn(write(WORKS[:4], None, name), tears), name).references
    except CitekitError:
        return
    write(references, None, "bibtex")
    write(references, None, name)
