"""What is written is read as it was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.formats import loads, read, write
from citekit.model import Reference

sys.path.insert(0, str(Path(__file__).parent))
from strategies import references, words

FIXTURES = Path(__file__).parent / "fixtures"
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json"])
@SETTINGS
@given(reference=references())
def test_read_what_was_written(name: str, reference: Reference) -> None:
    text = write([reference], None, name)
    assert loads(text, name).references == [reference], text


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@SETTINGS
@given(title=words())
def test_any_title(name: str, title: str) -> None:
    reference = Reference(id="a", title=title)
    text = write([reference], None, name)
    assert loads(text, name).references == [reference], text


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl-json"])
@settings(max_examples=30, deadline=None)
@given(several=st.lists(references(), max_size=4, unique_by=lambda reference: reference.id))
def test_several(name: str, several: list[Reference]) -> None:
    if several:
        assert loads(write(several, None, name), name).references == several


def test_what_we_write_is_read_without_a_finding() -> None:
    """Months stand as macros joined with a day, which is no word without braces."""
    written = write(read(FIXTURES / "works.json"), None, "bibtex")
    assert " # " in written
    assert loads(written, "bibtex").findings == []
