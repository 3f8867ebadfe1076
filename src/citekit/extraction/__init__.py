"""A paper's text to its notes, works cited, in-text citations, references and findings, each with its span.

The way through the modules: ``sources`` makes plain text of other formats; ``lines``, ``furniture`` and ``layout``
find lines and blocks and blank out running heads and page numbers; ``works_cited`` finds the lists, ``entries``
splits them; ``notes`` and ``markers`` find the notes and what points to them, ``sentences`` the sentence around a
marker; ``in_text`` and its neighbours read the citations and look them up in ``works_index``; ``paper`` puts all
together. Whatever has been found is blanked out before the next step looks at the text, so that every offset stays
that of the source.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from citekit.extraction.paper import read_paper
from citekit.extraction.sources import read_source
from citekit.extraction.sources.side_by_side import read_by_column
from citekit.model import Paper, Source

__all__ = ["extract"]

_LONGEST_PATH = 1024
_FILE_NAME = re.compile(r"[^\n]*\.\w{1,8}|\S+")


def extract(text_or_path: str | os.PathLike[str], *, name: str | None = None) -> Paper:
    """Read a paper: its text, or the path of a file that holds it.

    A string is a path where a file of that name exists or where it looks like the name of one: a single line
    without blanks or with an extension. Everything else is the text itself. Files are plain text or Markdown, or
    .docx, .html, .tex and .pdf (see ``citekit.extraction.sources``). Text printed in two columns side by side is
    read one column after the other; spans then count in ``Paper.source``. ``name`` is what records and findings
    call the source. Raises UnreadableInput for a path that cannot be read; for what a text holds, nothing is
    raised: what is wrong becomes a finding.
    """
    if isinstance(text_or_path, str) and not _is_path(text_or_path):
        return read_paper(Source(name or "text", read_by_column(text_or_path)))
    source = read_source(text_or_path)
    return read_paper(Source(name, source.text) if name else source)


def _is_path(text: str) -> bool:
    if not text or "\n" in text or "\0" in text or len(text) > _LONGEST_PATH:
        return False
    try:
        exists = Path(text).exists()
    except (OSError, ValueError):
        return False
    return exists or _FILE_NAME.fullmatch(text) is not None
