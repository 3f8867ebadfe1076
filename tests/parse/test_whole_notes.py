"""Whole notes of many houses: how many works each cites, what is printed of them, which note has them in full."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from citekit.model import NoteCitation
from citekit.parse import parse_note, parse_notes

FIXTURES = Path(__file__).parent / "fixtures" / "whole_notes"
SERIES = [
    pytest.param(series["note"], id=f"{path.stem}-{index}")
    for path in sorted(FIXTURES.glob("*.toml"))
    for index, series in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["series"], 1)
]
NAMES = {
    "container": "container-title",
    "place": "publisher-place",
    "pages": "page",
    "url": "URL",
    "date": "issued",
}


def squashed(value: object) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(value)).lower())


def printed(citation: NoteCitation) -> dict[str, Any]:
    """The fields that the fixtures speak of, from a citation's record."""
    item = citation.reference.to_csl()
    fields: dict[str, Any] = {}
    for name in ("title", "container", "volume", "publisher", "place", "url"):
        if value := item.get(NAMES.get(name, name)):
            fields[name] = squashed(value)
    if date := citation.reference.issued:
        fields["date"] = str(date.year or date.literal)
    if pages := citation.reference.page or citation.locator:
        fields["pages"] = tuple(re.findall(r"\d+", pages)[:2])
    if names := citation.reference.author:
        fields["author"] = sorted(
            words(" ".join(f"{one.given or ''} {one.family or one.literal}" for one in names))
        )
    return fields


def words(text: str) -> set[str]:
    return {
        word.lower() for word in re.findall(r"[^\W\d_]{3,}", text) if word.lower() not in ("and", "von", "the")
    }


def wanted(work: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {
        name: squashed(value) for name, value in work.items() if name not in ("note", "open", "any")
    }
    if "pages" in work:
        fields["pages"] = tuple(re.findall(r"\d+", work["pages"])[:2])
    if "author" in work:
        fields["author"] = sorted(words(work["author"]))
    return fields


@pytest.mark.parametrize("series", SERIES)
def test_every_work_is_found(series: list[dict[str, Any]]) -> None:
    for note, want in zip(parse_notes([one["text"] for one in series]), series, strict=True):
        if want.get("context"):
            continue
        assert len(note.citations) == len(want["cites"]), want["text"]
        for citation, work in zip(note.citations, want["cites"], strict=True):
            assert "note" not in work or citation.refers_to_note == work["note"], want["text"]
            if not work.get("any"):
                got = {
                    name: value for name, value in printed(citation).items() if name not in work.get("open", ())
                }
                assert got == wanted(work), want["text"]


@pytest.mark.parametrize("series", SERIES)
def test_spans_are_slices_of_the_note(series: list[dict[str, Any]]) -> None:
    for one in series:
        text = one["text"]
        for citation in parse_note(text, offset=0).note.citations:
            assert text[citation.span.start : citation.span.end] == citation.text


def test_a_page_in_no_field_is_reported() -> None:
    text = "31 Bender/Schumacher 1980, S. 24 und S. 49."
    found = [text[one.span.start : one.span.end] for one in parse_note(text).findings if one.span]
    assert found == ["S. 49"]
