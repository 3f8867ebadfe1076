from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Date, Name, Reference, Source, Span
from citekit.model.checks import check
from citekit.model.identifiers import doi, is_url, isbn_is_valid, issn_is_valid
from citekit.model.keys import KeyFilter, make_key


@given(st.text(max_size=60), st.integers(0, 59))
def test_position_and_line_agree(text: str, offset: int) -> None:
    source = Source("t", text.replace("\r", ""))
    if offset >= len(source.text) or source.text[offset] == "\n":
        return
    line, column = source.position(offset)
    assert source.line(line)[column - 1] == source.text[offset]


def test_spans() -> None:
    span = Span(2, 5)
    assert span.of("abcdefg") == "cde"
    assert span.shift(10) == (12, 15)
    assert Span(0, 9).covers(span)
    assert not span.covers(Span(0, 9))
    assert span.overlaps(Span(4, 8))
    assert not span.overlaps(Span(5, 8))


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("10.1000/xyz123", "10.1000/xyz123"),
        ("doi: 10.1000/xyz123", "10.1000/xyz123"),
        ("http://dx.doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O",
         "10.1002/(SICI)1097-4571(199806)49:8<693::AID>3.0.CO;2-O"),
        ("11.1000/xyz", None),
        ("10.1000", None),
    ],
)  # fmt: skip
def test_doi(text: str, bare: str | None) -> None:
    assert doi(text) == bare


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://www.mofa.go.jp/files/000287676.pdf", True),
        ("http://[::1]:80/", True),
        ("http://[::1/", False),
        ("http://a:port/", False),
        ("www.example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://ex ample.org", False),
    ],
)
def test_url(text: str, is_one: bool) -> None:
    assert is_url(text) is is_one


def test_check_digits() -> None:
    assert isbn_is_valid("0-306-40615-2")
    assert isbn_is_valid("978-0-306-40615-7")
    assert not isbn_is_valid("978-0-306-40615-8")
    assert issn_is_valid("0378-5955")
    assert issn_is_valid("2434-561X")
    assert not issn_is_valid("0378-5956")


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        (
            Reference(id="x", author=(Name(family="Hosoya", given="Yuichi"),), issued=Date.of(2018, 8)),
            "hosoya2018",
        ),
        (Reference(id="x", author=(Name(family="Żakowski"),), issued=Date.of(2015)), "zakowski2015"),
        (Reference(id="x", author=(Name(literal="The White House"),)), "white"),
        (Reference(id="x", title="“Free and Open Indo-Pacific Strategy”", issued=Date.of(2017)), "free2017"),
        (Reference(id="x", author=(Name(family="O’Brien"),)), "obrien"),
        (Reference(id="x", title="日本の外交"), "anon"),
    ],
)
def test_keys(reference: Reference, key: str) -> None:
    assert make_key(reference) == key
    assert make_key(reference, {key}) == f"{key}b"
    assert make_key(reference, {key, f"{key}b"}) == f"{key}c"


@pytest.mark.parametrize("taken", [set(), KeyFilter()], ids=["set", "filter"])
def test_keys_never_run_out(taken: set[str] | KeyFilter) -> None:
    keys = []
    for _ in range(800):
        keys.append(make_key(Reference(id="x", title="Same"), taken))
        assert keys[-1] not in taken
        taken.add(keys[-1])
    assert keys[:3] == ["same", "sameb", "samec"]
    assert keys[26] == "sameba"
    assert len(set(keys)) == 800


LATE, EARLY = {"date-parts": [[2018, 5, 2]]}, {"date-parts": [[2018, 5, 1]]}


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ({"ISBN": "978-0-306-40615-8"}, ["isbn-check-digit"]),
        ({"ISBN": "978-0-306-40615-7 0-306-40615-2"}, ["isbn-check-digit"]),
        ({"ISSN": "0378-5955"}, []),
        ({"page": "933-904"}, ["pages-descend"]),
        ({"page": "904–33"}, []),
        ({"issued": LATE, "accessed": EARLY}, ["accessed-before-issued"]),
        ({"issued": LATE, "accessed": {"date-parts": [[2018, 5]]}}, []),
        ({"issued": EARLY, "accessed": {"date-parts": [[2017]]}}, ["accessed-before-issued"]),
    ],
)  # fmt: skip
def test_checks(item: dict[str, object], codes: list[str]) -> None:
    assert [finding.code for finding in check(Reference.from_csl({"id": "a", **item}))] == codes
