"""The two papers, note by note and entry by entry, against expectations read off the print by eye."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from citekit.model import Reference
from citekit.parse import ParsedReference, parse_entries, parse_notes

FIXTURES = Path(__file__).parent / "fixtures" / "papers"
PAPERS = ["000_55941b99f7ab097e", "004_f8d6ce0d1c545e2b"]


def expected(paper: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((FIXTURES / f"{paper}.json").read_text(encoding="utf-8"))
    return value


def printed_notes(text: str) -> list[str]:
    """Paragraphs that begin with a note's number; the papers' notes stand each in one paragraph."""
    paragraphs = (paragraph.strip() for paragraph in text.split("\n\n"))
    return [one for one in paragraphs if re.match(r"\d{1,2} [“\"*A-Z]|[¹²³⁴⁵⁶⁷⁸⁹]+ [A-Z]", one)]


def printed_entries(text: str) -> list[tuple[str, int]]:
    begin = text.find("Works Cited")
    if begin < 0:
        return []
    return [(match[1], match.start(1)) for match in re.finditer(r"^- (.+)$", text[begin:], re.MULTILINE)]


def record(reference: Reference) -> dict[str, Any]:
    item = reference.to_csl()
    custom = item.pop("custom")
    if "translated-title" in custom:
        item["translated-title"] = custom["translated-title"]
    return item


@pytest.mark.parametrize("paper", PAPERS)
def test_notes(shared: Path, paper: str) -> None:
    text = (shared / "papers" / f"{paper}.txt").read_text(encoding="utf-8")
    notes = parse_notes(printed_notes(text))
    wanted = expected(paper)["notes"]
    assert [note.number for note in notes] == [note["number"] for note in wanted]
    for note, want in zip(notes, wanted, strict=True):
        got = {
            "number": note.number,
            "kind": note.kind.value,
            "citations": [
                {
                    "form": citation.form.value,
                    "key": citation.key,
                    "refers_to_note": citation.refers_to_note,
                    "label": citation.label,
                    "locator": citation.locator,
                    "record": record(citation.reference),
                }
                for citation in note.citations
            ],
        }
        assert got == want


@pytest.mark.parametrize("paper", PAPERS)
def test_works_cited(shared: Path, paper: str) -> None:
    text = (shared / "papers" / f"{paper}.txt").read_text(encoding="utf-8")
    parsed: list[ParsedReference] = parse_entries(printed_entries(text))
    assert [record(one.reference) for one in parsed] == expected(paper)["works_cited"]
    assert all(one.findings == () for one in parsed)
