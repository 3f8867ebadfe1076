"""Kinds of differences between two readings, and what the majority of a paper makes of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.auditing.proof import Comparison, Kind, proof_findings
from citekit.auditing.proof.differences import differences
from citekit.auditing.proof.tokens import tokens
from citekit.model import Span

CASES = tomllib.loads((Path(__file__).parent / "differences.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["printed"][:40])
def test_kinds(case: dict[str, Any]) -> None:
    found = differences(tokens(case["printed"]), tokens(case["expected"]))
    assert [one.kind.value for one in found] == case["kinds"]


def test_every_kind_has_a_case() -> None:
    assert {kind for case in CASES for kind in case["kinds"]} == {kind.value for kind in Kind}


def printed(*pairs: tuple[str, str]) -> list[Comparison]:
    """Comparisons that stand one after the other in a text."""
    found, start = [], 0
    for number, (print_, style) in enumerate(pairs):
        found.append(Comparison(f"work{number}", Span(start, start + len(print_)), print_, style, "book", number))
        start += len(print_) + 1
    return found


BARE, BRACKETED = "Berg. *Salt*. http://a.example/x.", "Berg. *Salt*. <http://a.example/x>."


def test_the_minority_is_found_where_most_follow_the_style() -> None:
    found = proof_findings(printed((BARE, BRACKETED), (BRACKETED, BRACKETED), (BRACKETED, BRACKETED)), "text")
    assert [(one.code, one.key) for one in found] == [("print-differs-url-brackets", "work0")]
    assert "as 2 others print it" in found[0].message


def test_the_minority_is_found_where_most_do_not_follow_the_style() -> None:
    found = proof_findings(printed((BARE, BRACKETED), (BARE, BRACKETED), (BRACKETED, BRACKETED)), "text")
    assert [(one.code, one.key) for one in found] == [("print-differs-url-brackets", "work2")]


def test_one_finding_where_all_print_otherwise() -> None:
    found = proof_findings(printed(*[(BARE, BRACKETED)] * 5), "text")
    assert [(one.code, one.key) for one in found] == [("print-differs-url-brackets", "work0")]
    assert "all 5 references" in found[0].message


def test_a_tie_is_decided_by_the_style() -> None:
    found = proof_findings(printed((BARE, BRACKETED), (BRACKETED, BRACKETED)), "text")
    assert [one.key for one in found] == ["work0"]


def test_two_shapes_of_quotation_marks_are_one_finding() -> None:
    pairs = [
        ('Berg, "Salt."', "Berg, “Salt.”"),
        ("Cole, “Tin.”", "Cole, “Tin.”"),
        ("Dahl, “Zinc.”", "Dahl, “Zinc.”"),
    ]
    found = proof_findings(printed(*pairs), "text")
    assert [(one.code, one.key) for one in found] == [("print-differs-quotation-marks", "work0")]
    assert "straight in 1" in found[0].message
