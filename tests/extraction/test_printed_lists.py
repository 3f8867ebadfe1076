"""Kinds of printed lists: each file of ``lists`` marks its entries ▶ so ◀; they must be found, and nothing else.

``{prose}`` stands for a paragraph, ``{page}`` for a page break.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from citekit.extraction.layout import read_layout
from citekit.extraction.works_cited import find_lists

FILES = sorted((Path(__file__).parent / "lists").glob("*.txt"))
PROSE = textwrap.fill(
    "A paragraph that is no part of the list says nothing of note. It is there because no list stands alone, and "
    "what has been said before it must not be taken for a part of it, however long it may be. " * 3,
    84,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_entries_are_those_that_are_marked(path: Path) -> None:
    printed = path.read_text(encoding="utf-8").replace("{page}", "\f").replace("{prose}", PROSE)
    expected = [" ".join(entry.split()) for entry in re.findall("▶(.*?)◀", printed, re.DOTALL)]
    layout = read_layout(re.sub("[▶◀]", "", printed))
    found = [" ".join(span.of(layout.text).split()) for one in find_lists(layout) for span in one.entries]
    assert found == expected
