"""Kinds of papers: each folder of fixtures holds a paper and what must be found in it.

In ``expected.json`` a cite item is the number of the entry it means (0: none) or a list of it, label and locator;
a note is its number, the first and last words of its text, the last words of the sentence that carries its marker.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citekit.extraction import extract
from citekit.model import CiteItem, Paper

FIXTURES = sorted(path.parent for path in (Path(__file__).parent / "fixtures").glob("*/paper.txt"))
OURS = {
    "no-references",
    "note-without-marker",
    "note-number-gap",
    "marker-without-note",
    "cited-not-listed",
    "citation-ambiguous",
}


def shorten(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def ends(text: str) -> str:
    return f"{shorten(text, 3)} … {' '.join(text.split()[-2:])}"


def summary(paper: Paper) -> dict[str, Any]:
    keys = [entry.reference for entry in paper.works_cited]

    def item(one: CiteItem) -> Any:
        entry = keys.index(one.reference) + 1 if one.reference else 0
        return [entry, one.label, one.locator] if one.locator else entry

    return {
        "title": paper.title,
        "authors": list(paper.authors),
        "notes": [
            [
                note.number,
                ends(note.text),
                " ".join(note.marker.context.split()[-2:]) if note.marker else None,
            ]
            for note in paper.notes
        ],
        "works_cited": [shorten(entry.text, 4) for entry in paper.works_cited],
        "citations": [[" ".join(one.text.split()), *map(item, one.items)] for one in paper.citations],
        "findings": sorted(finding.code for finding in paper.findings if finding.code in OURS),
    }


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_fixture(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    paper = extract(folder / "paper.txt")
    assert summary(paper) == expected
    for one in (*paper.works_cited, *paper.citations):
        printed = iter(one.span.of(paper.source.text).split())  # page furniture may stand between the words
        assert all(word in printed for word in one.text.split())
