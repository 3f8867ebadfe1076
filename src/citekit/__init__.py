"""References in scholarly writing: extract, deduplicate, check, render and audit them.

The names below are the library; everything behind them may move. They are imported when first used, so that
``import citekit`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from citekit._version import __version__

if TYPE_CHECKING:
    from citekit.auditing import audit, restyle
    from citekit.dedupe import deduplicate
    from citekit.extraction import extract
    from citekit.formats import read, write
    from citekit.links import check_links
    from citekit.model import Finding, Note, Paper, Reference
    from citekit.pages import render_bibliography
    from citekit.parse import parse_notes, parse_references
    from citekit.project import build

_HOMES = {
    "Finding": "citekit.model",
    "Note": "citekit.model",
    "Paper": "citekit.model",
    "Reference": "citekit.model",
    "audit": "citekit.auditing",
    "build": "citekit.project",
    "check_links": "citekit.links",
    "deduplicate": "citekit.dedupe",
    "extract": "citekit.extraction",
    "parse_notes": "citekit.parse",
    "parse_references": "citekit.parse",
    "read": "citekit.formats",
    "render_bibliography": "citekit.pages",
    "restyle": "citekit.auditing",
    "write": "citekit.formats",
}

__all__ = [
    "Finding",
    "Note",
    "Paper",
    "Reference",
    "__version__",
    "audit",
    "build",
    "check_links",
    "deduplicate",
    "extract",
    "parse_notes",
    "parse_references",
    "read",
    "render_bibliography",
    "restyle",
    "write",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    elif name == "csl":
        value = import_module("citekit.csl")
    else:
        raise AttributeError(f"module 'citekit' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "csl"])
