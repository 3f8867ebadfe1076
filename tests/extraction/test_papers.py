"""The two papers, exactly: every note, marker, entry and citation was read against the print by eye."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from citekit.extraction import extract
from citekit.model import CitationForm, Paper

HERE = Path(__file__).parent
REFERENCES = HERE.parent.parent / "references"
EXPECTED: dict[str, dict[str, Any]] = json.loads((HERE / "papers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=EXPECTED)
def paper(request: pytest.FixtureRequest, shared: Path) -> tuple[Paper, dict[str, Any]]:
    expected = EXPECTED[request.param]
    return extract(shared / "papers" / expected["file"]), expected


def listed(paper: Paper, key: str | None) -> int | None:
    keys = [entry.reference for entry in paper.works_cited]
    return keys.index(key) + 1 if key in keys else None


def cites(paper: Paper, number: int) -> list[dict[str, Any]]:
    found = []
    for citation in paper.notes[number].citations:
        one: dict[str, Any] = {"form": citation.form.value}
        if citation.refers_to_note is not None:
            one["note"] = citation.refers_to_note
        elif entry := listed(paper, citation.key):
            one["entry"] = entry
        found.append(one)
    return found


def test_title_and_authors(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, expected = paper
    assert (got.title, list(got.authors)) == (expected["title"], expected["authors"])


def test_notes_and_markers(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, expected = paper
    notes = []
    for index, note in enumerate(got.notes):
        assert note.marker is not None
        words = note.marker.context.split()
        one = {"number": note.number, "kind": note.kind.value, "marker in": [" ".join(words[:3]), words[-1]]}
        if note.citations:
            one["cites"] = cites(got, index)
        notes.append(one)
    assert notes == expected["notes"]


def test_works_cited(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, expected = paper
    assert len(got.works_cited) == len(expected["entries"])
    for entry, opening in zip(got.works_cited, expected["entries"], strict=True):
        assert entry.text.startswith(opening)
    assert len(got.references) == expected["references"]


def test_citations_in_the_text(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, expected = paper
    found = [[one.text, *(listed(got, item.reference) for item in one.items)] for one in got.citations]
    assert found == expected["citations"]


def test_only_what_is_not_listed_is_found_fault_with(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, _ = paper
    unlisted = [citation.span for citation in got.citations for item in citation.items if item.reference is None]
    about = [finding for finding in got.findings if finding.code == "cited-not-listed"]
    assert [finding.span for finding in about] == unlisted
    assert all(finding.hint and "Joint Statement" in finding.hint for finding in about)
    numbering = {"note-without-marker", "marker-without-note", "note-number-gap", "short-form-unresolved"}
    assert not [finding for finding in got.findings if finding.code in numbering]


def test_text_stands_at_its_span(paper: tuple[Paper, dict[str, Any]]) -> None:
    got, _ = paper
    for note in got.notes:
        assert got.source.at(note.span).endswith(note.text)
        for cited in note.citations:
            assert got.source.at(cited.span) == cited.text
    for one in (*got.works_cited, *got.citations):
        assert got.source.at(one.span) == one.text


@pytest.mark.parametrize("name", EXPECTED)
def test_printed_references_hold_the_same(name: str, shared: Path) -> None:
    full = extract(shared / "papers" / EXPECTED[name]["file"])
    printed = extract(REFERENCES / EXPECTED[name]["printed"])
    assert (printed.title, printed.authors) == (full.title, full.authors)
    assert [note.number for note in printed.notes] == [note.number for note in full.notes]
    for ours, theirs in zip(printed.notes, full.notes, strict=True):
        assert [(c.text, c.form, c.key) for c in ours.citations] == [
            (c.text, c.form, c.key) for c in theirs.citations
        ]
        assert bool(ours.citations) or ours.text == "[commentary]"
    assert [entry.text for entry in printed.works_cited] == [entry.text for entry in full.works_cited]
    assert [bare(one) for one in printed.references] == [bare(one) for one in full.references]
    assert not [f for f in printed.findings if f.code in ("note-without-marker", "marker-without-note")]


def bare(reference: Any) -> dict[str, Any]:
    csl: dict[str, Any] = reference.to_csl()
    csl.pop("custom", None)
    return csl


def test_printed_references_alone() -> None:
    """What is committed is enough to know the counts, with no paper at hand."""
    for expected in EXPECTED.values():
        paper = extract(REFERENCES / expected["printed"])
        assert len(paper.notes) == len(expected["notes"])
        assert sum(bool(note.citations) for note in paper.notes) == sum("cites" in n for n in expected["notes"])
        assert len(paper.works_cited) == len(expected["entries"])
        short = [c for note in paper.notes for c in note.citations if c.form is CitationForm.SHORT]
        assert all(citation.key for citation in short)


def wrap(text: str) -> str:
    """Lines of at most 80 columns, as pdftotext leaves them."""
    lines = (textwrap.wrap(line, 80, break_on_hyphens=False, break_long_words=False) for line in text.split("\n"))
    return "\n".join("\n".join(line) for line in lines)


def number_entries(text: str) -> str:
    numbers = count(1)
    return re.sub(r"^- ", lambda _: f"{next(numbers)}. ", text, flags=re.MULTILINE)


PRINTED_OTHERWISE: dict[str, Callable[[str], str]] = {
    "lines of 80 columns": wrap,
    "plain digits for markers": lambda text: text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")),
    "notes numbered 1.": lambda text: re.sub(r"^(\d{1,2}) (?=\S)", r"\1. ", text, flags=re.MULTILINE),
    "notes numbered [1]": lambda text: re.sub(r"^(\d{1,2}) (?=\S)", r"[\1] ", text, flags=re.MULTILINE),
    "entries without bullets": lambda text: re.sub(r"^- ", "", text, flags=re.MULTILINE),
    "entries with numbers": number_entries,
}


@pytest.mark.parametrize("change", PRINTED_OTHERWISE)
@pytest.mark.parametrize("name", EXPECTED)
def test_the_same_is_found_however_it_is_printed(name: str, change: str, shared: Path) -> None:
    path = shared / "papers" / EXPECTED[name]["file"]
    plain = extract(path)
    changed = extract(PRINTED_OTHERWISE[change](plain.source.text))
    assert [one.number for one in changed.notes if one.marker] == [one.number for one in plain.notes]
    assert [flat(one.text) for one in changed.notes] == [flat(one.text) for one in plain.notes]
    assert [flat(one.text) for one in changed.works_cited] == [flat(one.text) for one in plain.works_cited]
    assert [flat(one.text) for one in changed.citations] == [flat(one.text) for one in plain.citations]


def flat(text: str) -> str:
    return " ".join(re.sub(r"^\d+\. ", "", text).split())
