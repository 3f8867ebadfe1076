"""The processor as programs call it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citekit.csl import Processor
from citekit.errors import InvalidStyle, StyleNotFound

FIXTURES = Path(__file__).parent / "fixtures"
REFERENCES = json.loads((FIXTURES / "references.json").read_text(encoding="utf-8"))


def note(key: str, index: int, **more: Any) -> dict[str, Any]:
    return {"citationItems": [{"id": key, **more}], "properties": {"noteIndex": index}}


def test_order_is_that_of_the_bibliography() -> None:
    assert Processor("apa", REFERENCES).order == ["news", "report", "article", "book"]
    assert Processor("ieee", REFERENCES).order == ["news", "report", "book", "article"]


def test_a_document_numbers_by_citing() -> None:
    processor = Processor("ieee", REFERENCES)
    assert processor.cite([note("book", 1), note("news", 2), note("book", 3)]) == ["[1]", "[2]", "[1]"]
    assert processor.order == ["book", "news", "report", "article"]


def test_a_second_document_starts_clean() -> None:
    processor = Processor("chicago-notes-bibliography", REFERENCES)
    first = processor.cite([note("book", 1), note("book", 2)])
    assert processor.cite([note("book", 1), note("book", 2)]) == first
    assert first[0] != first[1]


def test_uncited_references_can_join() -> None:
    twins = [
        {
            "id": key,
            "type": "book",
            "title": key,
            "author": [{"family": "Berg", "given": "Nils"}],
            "issued": {"date-parts": [[2000]]},
        }
        for key in ("a", "b")
    ]
    processor = Processor("apa", twins)
    assert processor.cite([note("a", 1)]) == ["(Berg, 2000)"]
    assert processor.cite([note("a", 1)], uncited=["b"]) == ["(Berg, 2000a)"]


def test_entries_one_by_one_and_filtered() -> None:
    processor = Processor("apa", REFERENCES, output="text")
    entries = processor.bibliography_entries()
    assert [(e.id, e.number) for e in entries] == [("news", 1), ("report", 2), ("article", 3), ("book", 4)]
    assert processor.bibliography(only=["book"]) == entries[3].text
    assert processor.bibliography() == "\n".join(e.text for e in entries)


def test_a_bibliography_in_sections() -> None:
    processor = Processor("apa", REFERENCES, output="text")
    texts = {entry.id: entry.text for entry in processor.bibliography_entries()}
    sections = processor.bibliography_sections(
        {"Press": ["news"], "Books": lambda item: item.type == "book", "All else": lambda item: True}
    )
    assert sections == {
        "Press": texts["news"],
        "Books": texts["book"],
        "All else": f"{texts['report']}\n{texts['article']}",
    }


def test_layout_parameters() -> None:
    assert Processor("apa", []).layout.hanging_indent
    assert Processor("ieee", []).layout.second_field_align == "flush"
    assert (Processor("apa", []).layout.line_spacing, Processor("apa", []).layout.entry_spacing) == (2, 0)


def test_objects_that_know_csl() -> None:
    class Record:
        def to_csl(self) -> dict[str, Any]:
            return {"id": "r", "type": "book", "title": "T"}

    assert Processor("apa", [Record()]).order == ["r"]


def test_what_is_cited_but_missing_is_a_finding() -> None:
    processor = Processor("apa", REFERENCES)
    assert processor.cite([note("nobody", 1), note("book", 2)])[1] == "(Sato, 2012)"
    assert [(f.code, f.key) for f in processor.findings] == [("unknown-reference", "nobody")]


def test_a_citation_may_be_a_list_or_a_key() -> None:
    processor = Processor("apa", REFERENCES)
    assert processor.cite([["book"], "book"]) == ["(Sato, 2012)", "(Sato, 2012)"]


def test_styles_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(StyleNotFound):
        Processor("no-such-style-anywhere", [])
    broken = tmp_path / "broken.csl"
    broken.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">\n<info/>\n<citation>\n'
        '<layout><txt variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    with pytest.raises(InvalidStyle) as caught:
        Processor(broken, [])
    assert caught.value.line == 4


def test_a_dependent_style_and_its_locale() -> None:
    assert Processor("nature-physics", REFERENCES).cite(["book"])


@pytest.mark.parametrize(
    "case", json.loads((FIXTURES / "tolerance.json").read_text(encoding="utf-8")), ids=lambda c: c["name"]
)
def test_input_as_the_world_has_it(case: dict[str, Any]) -> None:
    processor = Processor(case.get("style", "chicago-author-date"), [case["item"]], output="text")
    assert processor.bibliography() == case["print"]
    assert sorted({finding.code for finding in processor.findings}) == case.get("findings", [])
