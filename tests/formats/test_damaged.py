"""A damaged entry is a finding with its place; what is whole in it is read, and so are the others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.formats import loads, read_file

CASES = tomllib.loads((Path(__file__).parent / "fixtures/bib/damaged.toml").read_text(encoding="utf-8"))["case"]
WHOLE = "\n@book{good,\n  title = {Good},\n  year = 2001\n}\n"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_damage(case: dict[str, Any]) -> None:
    result = loads(case["text"] + WHOLE, "bibtex")
    assert [reference.id for reference in result.references] == case["read"]
    assert [reference.title or "" for reference in result.references] == case["titles"]
    places = []
    for finding in result.findings:
        assert result.source is not None
        assert finding.span is not None
        assert finding.hint
        line, column = result.source.position(finding.span.start)
        places.append(f"{line}:{column} {finding.code}")
    assert places == case["findings"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("cp1252", "Windows-1252"),
        ("utf-16-le", "UTF-16-LE"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, said: str | None) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes("@book{a,\n title = {Größe – “x”}\n}\n".encode(encoding))
    result = read_file(path)
    assert [reference.title for reference in result.references] == ["Größe – “x”"]
    assert [finding.code for finding in result.findings] == (["encoding"] if said else [])
    assert all(said in finding.message for finding in result.findings if said)


def test_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"@book{a, title = {Gr\xf6\xdfe \x81}}")
    result = read_file(path)
    assert "Latin-1" in result.findings[0].message
    assert (result.references[0].title or "").startswith("Größe")
