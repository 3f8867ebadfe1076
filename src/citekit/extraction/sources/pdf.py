"""PDF files, by pypdf where it is installed (``citekit[pdf]``)."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from citekit.errors import UnreadableInput


def read_pdf(path: str | os.PathLike[str]) -> str:
    """Return the text of a PDF, a form feed before every page but the first, lines and indents as printed.

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
        pages = [page.extract_text(extraction_mode="layout") for page in pypdf.PdfReader(Path(path)).pages]
    except Exception as error:  # pypdf raises many kinds of errors for damaged files
        raise UnreadableInput(f"this PDF cannot be read: {error}", path=name) from None
    text = "\n\f".join(pages)
    if not text.strip():
        raise UnreadableInput(
            "this PDF holds no text, only pictures", path=name, hint="run a text recognition on it first"
        )
    return text
