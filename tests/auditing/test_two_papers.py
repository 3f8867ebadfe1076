"""The two papers: every finding that the document lists, and no other."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from citekit.auditing import audit
from citekit.auditing.proof import CANDIDATES, compare, infer_style
from citekit.extraction import extract
from citekit.model import Paper

ROOT = Path(__file__).parents[2]
STYLES = (ROOT / "styles/china-international-studies.csl", ROOT / "styles/works-cited-author-title.csl")
TEXTS = ("000_55941b99f7ab097e.txt", "004_f8d6ce0d1c545e2b.txt")
PRINTED = ("wu-huaizhong-strategic-independence.txt", "zakowski-japans-foreign-policy.txt")
TODAY = datetime.date(2026, 1, 1)


def documented(number: int) -> list[tuple[str | None, str, str]]:
    """The rows of a paper's table: key, code and severity."""
    text = (ROOT / "docs/audit-of-the-two-papers.md").read_text(encoding="utf-8")
    section = text.split("\n## ")[number + 1]
    rows = re.findall(r"^\| *([a-z0-9]*) *\| *([a-z-]+) *\| *(info|warning|error) *\|", section, re.MULTILINE)
    return sorted((key, code, severity) for key, code, severity in rows)


def found(paper: Paper, number: int) -> list[tuple[str, str, str]]:
    findings = audit(paper, style=STYLES[number], today=TODAY)
    return sorted((finding.key or "", finding.code, finding.severity.value) for finding in findings)


@pytest.mark.parametrize("number", [0, 1])
def test_full_texts(shared: Path, number: int) -> None:
    assert found(extract(shared / "papers" / TEXTS[number]), number) == documented(number)


NEEDS_THE_TEXT = {("ministry2017g", "work-printed-two-ways"), ("ministry2017", "work-printed-two-ways")}


@pytest.mark.parametrize("number", [0, 1])
def test_printed_references_alone(number: int) -> None:
    rows = [row for row in documented(number) if row[1] != "cited-not-listed" and row[:2] not in NEEDS_THE_TEXT]
    assert found(extract(ROOT / "references" / PRINTED[number]), number) == rows


@pytest.mark.parametrize("number", [0, 1])
def test_the_style_is_recognised(number: int) -> None:
    paper = extract(ROOT / "references" / PRINTED[number])
    assert infer_style(paper, [*CANDIDATES, *STYLES]) == STYLES[number]
    assert infer_style(paper) is None


@pytest.mark.parametrize(("number", "printed", "alike"), [(0, 37, 22), (1, 31, 17)])
def test_references_come_back_from_their_records(number: int, printed: int, alike: int) -> None:
    comparisons = compare(extract(ROOT / "references" / PRINTED[number]), STYLES[number])
    assert len(comparisons) == printed
    assert sum(1 for one in comparisons if not one.differences) >= alike
