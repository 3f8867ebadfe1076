"""Fixtures in TOML: dates, links, names, citations, series of notes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.parse import parse_notes, parse_reference
from citekit.parse.names.lists import read_names
from citekit.parse.recognisers.dates import date_in, find_dates
from citekit.parse.recognisers.weblinks import find_links

FIXTURES = Path(__file__).parent / "fixtures"


def table(name: str, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))[key]
    return rows


CITATIONS = [
    pytest.param(case, id=f"{path.stem}-{index}")
    for path in sorted((FIXTURES / "citations").glob("*.toml"))
    for index, case in enumerate(table(f"citations/{path.name}", "citation"), 1)
]


@pytest.mark.parametrize("case", table("dates.toml", "date"), ids=lambda case: case["text"])
def test_dates(case: dict[str, Any]) -> None:
    found = find_dates(case["text"])
    assert [one.date.to_csl() for one in found] == [case["csl"]]
    assert case["text"][found[0].start : found[0].end] == case["text"]


@pytest.mark.parametrize("case", table("dates.toml", "stretch"), ids=lambda case: case["text"])
def test_dates_within(case: dict[str, Any]) -> None:
    found = date_in(case["text"])
    assert found is not None
    assert found.date.to_csl() == case["csl"]
    assert case["text"][found.start : found.end] == case["printed"]


@pytest.mark.parametrize("case", table("links.toml", "links"), ids=lambda case: case["text"])
def test_links(case: dict[str, Any]) -> None:
    assert [[link.kind, link.value] for link in find_links(case["text"])] == case["found"]


@pytest.mark.parametrize("case", table("names.toml", "names"), ids=lambda case: case["text"])
def test_names(case: dict[str, Any]) -> None:
    assert [found.name.to_csl() for found in read_names(case["text"])] == case["csl"]


@pytest.mark.parametrize("case", CITATIONS)
def test_citations(case: dict[str, Any]) -> None:
    parsed = parse_reference(case["text"], in_note=case.get("note", False))
    item = parsed.reference.to_csl()
    del item["id"], item["custom"]
    assert item == case["csl"]
    assert parsed.locator == case.get("locator")


@pytest.mark.parametrize("series", table("notes.toml", "series"), ids=lambda one: one["notes"][0]["text"][:24])
def test_notes(series: dict[str, Any]) -> None:
    notes = parse_notes([note["text"] for note in series["notes"]])
    for note, want in zip(notes, series["notes"], strict=True):
        got = [
            [one.form.value, str(one.refers_to_note or ""), one.locator or "", one.text] for one in note.citations
        ]
        assert (note.kind.value, [row[:3] for row in got]) == (
            want["kind"],
            [row[:3] for row in want["citations"]],
        ), want["text"]
        assert all(row[3].startswith(start[3]) for row, start in zip(got, want["citations"], strict=True))
