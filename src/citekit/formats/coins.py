"""COinS: an HTML ``span`` for each reference, from which browsers' reference managers collect. Written only.

Source: *OpenURL COinS: A Convention to Embed Bibliographic Metadata in HTML* (2006); ANSI/NISO Z39.88.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote_plus

from citekit.formats.bib.dates import write_edtf
from citekit.formats.markup import plain
from citekit.model import Name, Reference

_GENRES = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "article": ("journal", "preprint"),
    "book": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "thesis": ("dissertation", "dissertation"),
    "patent": ("patent", "patent"),
    "entry-encyclopedia": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
}


def write(references: Iterable[Reference]) -> str:
    """Return one ``<span class="Z3988">`` a line."""
    return "".join(f'<span class="Z3988" title="{escape(_context(one))}"></span>\n' for one in references)


def _context(reference: Reference) -> str:
    kind, genre = _GENRES.get(reference.type, ("dc", ""))
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"),
        ("rfr_id", "info:sid/citekit:coins"),
    ]
    if reference.doi:
        pairs.append(("rft_id", f"info:doi/{reference.doi}"))
    if reference.pmid:
        pairs.append(("rft_id", f"info:pmid/{reference.pmid}"))
    if reference.url:
        pairs.append(("rft_id" if kind != "dc" else "rft.identifier", reference.url))
    if kind == "dc":
        pairs += _dublin_core(reference)
    else:
        pairs += [("rft.genre", genre)] if kind in ("journal", "book") else []
        pairs += _fields(reference, kind, genre)
    return "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)


def _fields(reference: Reference, kind: str, genre: str) -> list[tuple[str, str]]:
    title = plain(reference.title or "")
    container = plain(reference.container_title or "")
    names = {"journal": ("atitle", "jtitle"), "book": ("atitle", "btitle")}.get(kind, ("title", ""))
    if kind == "book" and genre in ("book", "report"):
        names = ("btitle", "")
    values = [
        (names[0], title),
        (names[1], container),
        ("stitle", reference.container_title_short),
        ("date", _date(reference)),
        ("volume", reference.volume),
        ("issue", reference.issue),
        ("pages", reference.page),
        ("edition", reference.edition),
        ("series", reference.collection_title),
        ("inst" if kind == "dissertation" else "pub", reference.publisher),
        ("place", reference.publisher_place),
        ("isbn", reference.isbn),
        ("issn", reference.issn),
        ("number", reference.number if kind == "patent" else None),
    ]
    pairs = [(f"rft.{name}", value) for name, value in values if name and value]
    first = reference.author[0] if reference.author else None
    if first is not None and not first.literal:
        pairs += [("rft.aulast", _family(first))] + ([("rft.aufirst", first.given)] if first.given else [])
    pairs += [("rft.aucorp" if name.literal else "rft.au", _whole(name)) for name in reference.author]
    return pairs


def _dublin_core(reference: Reference) -> list[tuple[str, str]]:
    values = [
        ("type", reference.type),
        ("title", plain(reference.title or "")),
        ("source", plain(reference.container_title or "")),
        ("publisher", reference.publisher),
        ("date", _date(reference)),
        ("language", reference.language),
    ]
    pairs = [(f"rft.{name}", value) for name, value in values if value]
    return pairs + [("rft.creator", _whole(name)) for name in reference.author]


def _date(reference: Reference) -> str:
    return (write_edtf(reference.issued) or reference.issued.literal or "") if reference.issued else ""


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))


def _whole(name: Name) -> str:
    return name.literal or " ".join(filter(None, (name.given, _family(name), name.suffix)))
