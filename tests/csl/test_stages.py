"""Every stage of the processor, by cases in fixtures/stages: a layout, references, what is printed.

A case has a ``layout`` (and ``macros``, ``terms``, ``style`` and ``citation`` attributes, ``sort``), ``items`` and
``print``. ``cites`` turns it into citations: each a list of cite items, in notes of its own unless ``notes`` says
otherwise; ``loose`` takes them out of any document. Without cites, a bibliography is printed.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.csl import Processor

FOLDER = Path(__file__).parent / "fixtures" / "stages"
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['name'].replace(' ', '-')}")
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def style(case: dict[str, Any]) -> str:
    area = "citation" if "cites" in case else "bibliography"
    terms = f"<locale>{case['locale']}</locale>" if "locale" in case else ""
    sort = f"<sort>{case['sort']}</sort>" if "sort" in case else ""
    inner = f"{sort}<layout {case.get('layout-attributes', '')}>{case['layout']}</layout>"
    other = "<citation><layout><text variable='title'/></layout></citation>" if area == "bibliography" else ""
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{case.get("class", "in-text")}" '
        f"{case.get('style', '')}><info><title>t</title><id>http://example.org/t</id>"
        f"<updated>2024-01-01T00:00:00+00:00</updated></info>{terms}{case.get('macros', '')}"
        f"{other}<{area} {case.get('options', '')}>{inner}</{area}></style>"
    )


@pytest.mark.parametrize("case", CASES)
def test_stage(case: dict[str, Any]) -> None:
    items = [{"id": str(number), "type": "book", **item} for number, item in enumerate(case["items"], 1)]
    processor = Processor(style(case), items, locale=case.get("language"), output=case.get("output", "html"))
    if "cites" in case:
        notes = case.get("notes", range(1, len(case["cites"]) + 1))
        citations: list[dict[str, Any]] = [
            {"citationItems": [{"id": cite} if isinstance(cite, str) else cite for cite in cluster]}
            for cluster in case["cites"]
        ]
        if not case.get("loose"):
            for citation, note in zip(citations, notes, strict=True):
                citation["properties"] = {"noteIndex": note, "mode": case.get("mode", "")}
        assert processor.cite(citations) == case["print"]
    else:
        assert [entry.text for entry in processor.bibliography_entries()] == case["print"]
