"""Our own styles print the two papers' references as the papers print them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citekit.csl import Processor

STYLES = Path(__file__).parents[2] / "styles"
FIXTURES = sorted((Path(__file__).parent / "fixtures/house_styles").glob("*.json"))


def printed(path: Path, fixture: dict[str, Any]) -> tuple[list[str], dict[str, str]]:
    processor = Processor(STYLES / f"{path.stem}.csl", fixture["items"], output="text")
    notes = b'class="note"' in (STYLES / f"{path.stem}.csl").read_bytes()
    document = [
        {"citationItems": citation["items"], "properties": {"noteIndex": number if notes else 0}}
        for number, citation in enumerate(fixture["citations"], 1)
    ]
    return processor.cite(document), {entry.id: entry.text for entry in processor.bibliography_entries()}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_citations_and_entries_are_as_in_print(path: Path) -> None:
    fixture = json.loads(path.read_text(encoding="utf-8"))
    citations, entries = printed(path, fixture)
    assert citations == [citation["text"] for citation in fixture["citations"]]
    assert list(entries.items()) == list(fixture["entries"].items())


def test_every_style_of_ours_has_its_fixture() -> None:
    assert {path.stem for path in FIXTURES} == {path.stem for path in STYLES.glob("*.csl")}
