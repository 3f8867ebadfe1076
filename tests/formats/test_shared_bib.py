"""Real .bib files, many of them damaged: all are read, and what is written of them is read as the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citekit.formats import loads, read_file, write

_KEY = re.compile(
    r"^[ \t]*@(?!string|comment|preamble)(\w+)\s*[{(]\s*([^\s,{}=]+)\s*,", re.IGNORECASE | re.MULTILINE
)


@pytest.fixture(scope="module")
def files(shared: Path) -> list[Path]:
    return sorted((shared / "data/formats/bib").glob("*.bib"))


def test_every_key_is_found(files: list[Path]) -> None:
    """The keys that stand at the start of a line, found in another way than the reader finds them."""
    missing, total = [], 0
    for path in files:
        result = read_file(path)
        assert result.source is not None
        text = re.sub(r"(?is)@comment\s*\{.*?\n\}", "", result.source.text)
        keys = {match.group(2) for match in _KEY.finditer(text)}
        found = {reference.id for reference in result.references}
        total += len(keys)
        missing += [(path.name, key) for key in keys - found]
    assert total > 1500
    assert len(missing) <= total // 1000, missing


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_written_and_read_again_equal(files: list[Path], name: str) -> None:
    for path in files:
        references = read_file(path).references
        assert loads(write(references, None, name), name).references == references, path.name
