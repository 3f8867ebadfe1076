"""Papers in other formats than plain text, made into plain text that keeps what extraction needs.

Italics become ``*…*``, note marks superscript digits, notes numbered paragraphs under a heading "Notes", list
items lines with a bullet or their number; of text in two columns one is put after the other. Spans then count
characters of that text, which ``Paper.source`` holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from citekit.extraction.sources.side_by_side import read_by_column
from citekit.model import Source


def read_source(path: str | os.PathLike[str]) -> Source:
    """Read the file at ``path`` by its extension; any other than .docx, .html, .pdf and .tex is plain text.

    Raises UnreadableInput for a file that is missing, damaged or not what its name says.
    """
    reader = _READERS.get(Path(path).suffix.lower())
    if reader:
        return Source(Path(path).name, reader(path))
    source = Source.from_path(path)
    return Source(source.name, read_by_column(source.text))


Reader = Callable[[str | os.PathLike[str]], str]


def _docx(path: str | os.PathLike[str]) -> str:
    from citekit.extraction.sources.docx import read_docx

    return read_docx(path)


def _html(path: str | os.PathLike[str]) -> str:
    from citekit.extraction.sources.html import html_to_text

    return html_to_text(Source.from_path(path).text)


def _latex(path: str | os.PathLike[str]) -> str:
    from citekit.extraction.sources.latex import latex_to_text

    return latex_to_text(Source.from_path(path).text)


def _pdf(path: str | os.PathLike[str]) -> str:
    from citekit.extraction.sources.pdf import read_pdf

    return read_pdf(path)


_READERS: dict[str, Reader] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".tex": _latex,
    ".latex": _latex,
}
