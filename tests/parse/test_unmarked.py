"""Citations whose title no mark sets off: cut out of a note whole; words that no field takes are reported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.parse import parse_notes, parse_reference

FIXTURES = Path(__file__).parent / "fixtures" / "citations"
CASES: list[dict[str, Any]] = [
    case
    for path in ("unmarked.toml", "unmarked_later.toml")
    for case in tomllib.loads((FIXTURES / path).read_text(encoding="utf-8"))["citation"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:32])
def test_a_note_holds_one_citation(case: dict[str, Any]) -> None:
    citations = parse_notes([case["text"]])[0].citations
    assert [one.text.rstrip(".") for one in citations] == [case["text"].removeprefix("Vgl. ").rstrip(".")]


def test_two_citations_with_subtitles_stay_two() -> None:
    note = (
        "Vgl. Karl Maier, Die Bahn im Tal. Eine Geschichte, München 1987, S. 23; "
        "Eva Schulz, Das Dorf. Studien zur Siedlung, Köln 1974, S. 9."
    )
    citations = parse_notes([note])[0].citations
    assert [one.reference.title for one in citations] == [
        "Die Bahn im Tal. Eine Geschichte",
        "Das Dorf. Studien zur Siedlung",
    ]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("xyzzy “Ports.” *Trade Journal* 4 (2010): 1–9. Abracadabra plugh unheard", "unheard"),
        ("Karl Maier, “Ports”, *Trade Journal* 4 (2010) bound with Gardens, 1–9.", "Gardens"),
    ],
)
def test_words_are_in_a_field_or_in_a_finding(text: str, lost: str) -> None:
    parsed = parse_reference(text, source="list.txt", offset=7)
    origin = parsed.reference.provenance[0]
    at = 7 + text.index(lost)
    inside = [span for span in origin.fields.values() if span.start <= at < span.end]
    reported = [f for f in parsed.findings if f.span is not None and f.span.start <= at < f.span.end]
    if not inside:
        assert [one.code for one in reported] == ["unparsed-text"]
        assert origin.confidence is not None
        assert origin.confidence <= 0.3
