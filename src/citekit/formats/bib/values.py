"""The values of fields as written, and what they mean: addresses, DOIs, pages, dates, languages, text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from citekit.formats.bib import mapping
from citekit.formats.bib.dates import read_edtf, read_year_month
from citekit.formats.bib.mapping import Kind
from citekit.formats.bib.tex_read import from_tex, strip_whole_braces
from citekit.model import Date
from citekit.model.identifiers import doi as bare_doi

_URL_ESCAPE = re.compile(r"\\([%_&#~{}$^])(?:\{\})?|\{\\(?:textunderscore|_)\}|\\textunderscore\s?(?:\{\})?")
_URL_COMMAND = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{.*\}", re.DOTALL)
_DOI_IN_URL = re.compile(r"(?i)^(?:https?://\S*?/|doi\s*:?\s*)(10\.\d{4,9}/\S+)$")
_BRACE = re.compile(r"[{}]")
_DASHES = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]+)\s*")


def clean_url(written: str) -> str:
    """Return a URL without the commands and escapes that TeX needs around it."""
    written = written.strip()
    if not written:
        return ""
    command = _URL_COMMAND.search(written)
    if command:
        written = (command.group(1) or command.group(2) or "").strip()
    written = strip_whole_braces(written)
    if written.startswith("<") and written.endswith(">"):
        written = written[1:-1]
    return _URL_ESCAPE.sub(lambda match: match.group(1) or "_", written) if "\\" in written else written


def balanced(written: str) -> str:
    """Return a value without the braces that have no other: only a damaged entry has them."""
    opened: list[int] = []
    single: set[int] = set()
    for match in _BRACE.finditer(written):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            single.add(match.start())
    single.update(opened)
    return "".join(sign for at, sign in enumerate(written) if at not in single) if single else written


def joined(title: str, subtitle: str) -> str:
    """Return title and subtitle as one, a colon between unless the title ends in a sign of its own."""
    subtitle = strip_whole_braces(subtitle)
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title.rstrip().endswith((":", "?", "!", ".", "—")) else f"{title}: {subtitle}"


def _pages(written: str) -> str:
    return _DASHES.sub("-", " ".join(from_tex(written).split()))


def _doi(written: str) -> str:
    text = clean_url(written)
    inside = _DOI_IN_URL.search(text)
    return bare_doi(text) or (inside.group(1) if inside else text)


def read_date(written: str) -> Date | None:
    """Read a date field; what is no EDTF is read as a year, and what is none is a literal date."""
    return read_edtf(strip_whole_braces(written)) or read_year_month(from_tex(written), "")


def _language(written: str) -> str:
    text = from_tex(written)
    return mapping.LANGUAGES.get(text.lower(), text)


VALUE_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.TEXT: from_tex,
    Kind.TITLE: lambda written: from_tex(written, title=True),
    Kind.DATE: read_date,
    Kind.VERBATIM: lambda written: balanced(clean_url(written)),
    Kind.DOI: _doi,
    Kind.PAGES: _pages,
    Kind.LANGUAGE: _language,
}
"""How the value of each kind of field is read."""
