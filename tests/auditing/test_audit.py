"""Every finding of an audit, on papers of our own: what should be found, and nothing besides."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path

import pytest

from citekit.auditing import audit, checks, explanations
from citekit.extraction import extract
from citekit.model import Finding

FIXTURES = Path(__file__).parent / "fixtures"
READING = "low-confidence"  # how sure the parser was is its own tests' business
TODAY = datetime.date(2026, 1, 1)


@pytest.mark.parametrize("folder", sorted(FIXTURES.iterdir()), ids=lambda folder: folder.name)
def test_findings(folder: Path) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    paper = extract(folder / "paper.txt")
    style = expected.get("style")
    found = audit(paper, style=folder / style if style else None, today=TODAY)
    shown = [_shown(one, paper.source.text) for one in found if one.code != READING]
    assert shown == [(one["code"], one["severity"], one["words"]) for one in expected["findings"]]


def _shown(finding: Finding, text: str) -> tuple[str, str, str]:
    """Code, severity and printed words, cut after a blank where they are long."""
    assert finding.span is not None
    words = " ".join(finding.span.of(text).split())
    if len(words) > 90:
        words = words[:60].rsplit(" ", 1)[0] + " …"
    return finding.code, finding.severity.value, words


def test_every_check_has_a_fixture() -> None:
    """Each code that a check names is expected somewhere, so that a check cannot fall silent unnoticed."""
    sources = Path(checks.__file__).parent.glob("*.py")
    named = {code for path in sources for code in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text("utf-8"))}
    files = FIXTURES.glob("*/expected.toml")
    expected = {one["code"] for path in files for one in tomllib.loads(path.read_text("utf-8"))["findings"]}
    assert named & set(explanations.codes()) <= expected
