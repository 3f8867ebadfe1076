"""Every example in the documentation does what the page says, and every command is documented."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from citekit.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").rglob("*.md"))]

_spec = importlib.util.spec_from_file_location("docs_examples", ROOT / "tests" / "docs_examples.py")
assert _spec
assert _spec.loader
docs_examples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(docs_examples)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT / "docs")))
def test_examples(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs_examples.run_page(text, tmp_path) == text


def test_every_command_is_documented() -> None:
    everything = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    missing = [name for name in COMMANDS if not re.search(rf"`?citekit {name}\b", everything)]
    assert not missing


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
