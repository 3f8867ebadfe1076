"""PDF files, by pypdf where it is installed (``citekit[pdf]``)."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from citekit.errors import UnreadableInput
from citekit.extraction.sources.page_layout import Piece, page_text


def read_pdf(path: str | os.PathLike[str]) -> str:
    """Return the text of a PDF: a form feed before every page but the first, lines and indents as printed.

    Raises UnreadableInput where the file is missing, damaged, encrypted or holds pictures only, and where pypdf
    is not installed.
    """
    name = os.fspath(path)
    if not Path(path).is_file():
        raise UnreadableInput("no such file", path=name, hint="check the spelling of the path")
    try:
        pypdf = import_module("pypdf")
    except ImportError:
        raise UnreadableInput(
            "reading PDF files needs pypdf, which is not installed",
            path=name,
            hint="pip install 'citekit[pdf]', or make a text of it with pdftotext -layout",
        ) from None
    try:
        pages = [_text(page) for page in pypdf.PdfReader(Path(path)).pages]
    except Exception as error:  # pypdf raises many kinds of errors for damaged files
        raise UnreadableInput(f"this PDF cannot be read: {error}", path=name) from None
    text = "\n\f".join(pages)
    if not text.strip():
        raise UnreadableInput(
            "this PDF holds no text, only pictures", path=name, hint="run a text recognition on it first"
        )
    return text


def _text(page: Any) -> str:
    """The page as it is printed; one that is turned as a whole, in the order in which the file holds it."""
    box = page.mediabox
    left = float(box.left)
    pieces = [piece._replace(x=piece.x - left) for piece in _pieces(page)]
    return page_text(pieces, float(box.width)) or str(page.extract_text())


def _pieces(page: Any) -> list[Piece]:
    """What the page prints, in the order in which it does; text that is turned is left out."""
    found: list[Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        across = tm[0] * cm[0] + tm[1] * cm[2]
        up = tm[0] * cm[1] + tm[1] * cm[3]
        if abs(up) <= abs(across):
            found.append(Piece(text, x, y, size * abs(tm[2] * cm[1] + tm[3] * cm[3])))

    page.extract_text(visitor_text=visit)
    return found
