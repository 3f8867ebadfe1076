"""Imports run one way. The table says what each part of the house may see."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import citekit

ROOT = Path(citekit.__file__).parent

EVERYONE = {"errors", "files", "_version"}

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "_version": set(),
    "files": {"errors"},
    "model": set(),
    "parse": {"model"},
    "formats": {"model"},
    "csl": {"model"},
    "dedupe": {"model"},
    "links": {"model"},
    "lookup": {"model", "formats"},
    "extraction": {"model", "parse"},
    "library": {"model", "formats", "dedupe"},
    "train": {"model", "parse", "csl"},
    "auditing": {"model", "parse", "extraction", "csl"},
    "pages": {"model", "parse", "formats", "csl", "dedupe", "links", "extraction", "library", "auditing"},
    "project": {
        "model",
        "parse",
        "formats",
        "csl",
        "dedupe",
        "links",
        "lookup",
        "extraction",
        "library",
        "auditing",
        "pages",
    },
    "cli": {
        "model",
        "parse",
        "formats",
        "csl",
        "dedupe",
        "links",
        "lookup",
        "extraction",
        "library",
        "auditing",
        "pages",
        "project",
    },
    "__main__": {"cli"},
}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """The rooms that a module imports from, at its top level or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names = [node.module or ""]
            if node.module == "citekit":
                names = [f"citekit.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("citekit.")}
    return found


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(ROOT.rglob("*.py")) if p != ROOT / "__init__.py"],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_imports_run_one_way(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{here} is not in the table"
    allowed = MAY_IMPORT[here] | EVERYONE | {here}
    assert imports(path) <= allowed


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_drawer_of_odds_and_ends(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}


def test_public_names_are_there_and_no_others() -> None:
    for name in citekit.__all__:
        assert getattr(citekit, name) is not None
    assert len(citekit.__all__) == len(set(citekit.__all__))
