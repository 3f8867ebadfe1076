"""How single values agree: the tables of tests/dedupe/fixtures/comparisons.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.dedupe.columns import pages
from citekit.dedupe.containers import compare_containers, read_container
from citekit.dedupe.differences import mark
from citekit.dedupe.folding import canonical, fold, squash, words
from citekit.dedupe.identifiers import normal_doi, normal_isbns, normal_url
from citekit.dedupe.names import compare_names
from citekit.dedupe.people import Person, read_name
from citekit.dedupe.titles import compare_titles, read_title

TABLES = tomllib.loads((Path(__file__).parent / "fixtures/comparisons.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("left", "right", "level"), TABLES["containers"])
def test_containers(left: str, right: str, level: str) -> None:
    assert compare_containers(read_container(left), read_container(right)).name.lower() == level
    assert compare_containers(read_container(right), read_container(left)).name.lower() == level


def name(text: str) -> Person:
    family, _, given_name = text.partition(", ")
    made = read_name("", "", text[1:]) if text.startswith("=") else read_name(family, given_name, "")
    assert made is not None
    return made


@pytest.mark.parametrize(("left", "right", "level"), TABLES["names"])
def test_names(left: str, right: str, level: str) -> None:
    assert compare_names(name(left), name(right)).name.lower() == level
    assert compare_names(name(right), name(left)).name.lower() == level


@pytest.mark.parametrize(("left", "right", "level"), TABLES["titles"])
def test_titles(left: str, right: str, level: str) -> None:
    assert compare_titles(read_title(left), read_title(right)).level.name.lower() == level
    assert compare_titles(read_title(right), read_title(left)).level.name.lower() == level


@pytest.mark.parametrize(("address", "normal"), TABLES["addresses"].items())
def test_addresses(address: str, normal: str) -> None:
    assert normal_url(address) == normal


@pytest.mark.parametrize(("text", "ends"), TABLES["pages"].items())
def test_pages(text: str, ends: list[str]) -> None:
    assert list(pages(text)) == ends


def test_identifiers() -> None:
    assert normal_doi("https://doi.org/10.1093/HWJ/dbab001") == normal_doi("10.1093/hwj/DBAB001")
    assert normal_isbns("1844670864") == normal_isbns("978-1-84467-086-4") == {"9781844670864"}
    assert normal_isbns("not an isbn") == frozenset()


@pytest.mark.parametrize("one", [["Tōgō", "Togo", "Tougou"], ["Müller", "Mueller"], ["organize", "organise"]])
def test_spellings_become_one(one: list[str]) -> None:
    assert len({squash(fold(text)) for text in one}) == 1


@given(st.text())
def test_any_text_has_words_that_stay_as_they_are(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once or not "".join(once).isascii()
    assert all(canonical(word) for word in once)


@given(st.text(max_size=60))
def test_any_title_is_itself(text: str) -> None:
    level = compare_titles(read_title(text), read_title(text)).level.name
    assert level == ("EXACT" if read_title(text).forms else "MISSING")


@given(st.text(max_size=40), st.text(max_size=40))
def test_marking_differences_loses_nothing(left: str, right: str) -> None:
    mine, theirs = mark(left, right)
    assert "".join(text for text, _ in mine) == left
    assert "".join(text for text, _ in theirs) == right
