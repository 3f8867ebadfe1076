"""JATS: a ``<ref-list>`` for journal articles in XML. Written only.

Source: *Journal Article Tag Suite* 1.3 (ANSI/NISO Z39.96), ``<element-citation>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citekit.formats import xml_text
from citekit.formats.bib.dates import write_edtf
from citekit.formats.markup import fill, plain
from citekit.formats.xml_text import Element, add
from citekit.model import Date, Name, Reference

_TYPES = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "article": "preprint",
    "book": "book",
    "chapter": "book",
    "classic": "book",
    "entry-encyclopedia": "book",
    "entry-dictionary": "book",
    "paper-conference": "confproc",
    "report": "report",
    "thesis": "thesis",
    "webpage": "webpage",
    "post": "webpage",
    "post-weblog": "webpage",
    "dataset": "data",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "personal_communication": "communication",
    "review": "journal",
    "review-book": "journal",
}
_MARKUP = {"i": "italic", "b": "bold", "sup": "sup", "sub": "sub", "sc": "sc"}
_PARTS = frozenset("chapter entry-encyclopedia entry-dictionary entry paper-conference".split())


def write(references: Iterable[Reference]) -> str:
    """Return a ``<ref-list>``."""
    root = xml_text.root("ref-list")
    for reference in references:
        identity = re.sub(r"[^\w.-]", "_", reference.id)
        ref = add(root, "ref", id=identity if re.match(r"[^\W\d]", identity) else f"ref-{identity}")
        kind = _TYPES.get(reference.type, "other")
        _citation(add(ref, "element-citation", **{"publication-type": kind}), reference)
    return xml_text.serialise(root)


def _citation(citation: Element, reference: Reference) -> None:
    for names, group in (
        (reference.author, "author"),
        (reference.editor, "editor"),
        (reference.translator, "translator"),
    ):
        if names:
            people = add(citation, "person-group", **{"person-group-type": group})
            for name in names:
                _name(people, name)
    _titles(citation, reference)
    for tag, value in (
        ("edition", reference.edition),
        ("series", reference.collection_title),
        ("volume", reference.volume),
        ("issue", reference.issue),
        ("publisher-loc", reference.publisher_place),
        ("publisher-name", reference.publisher),
        ("conf-name", reference.event_title),
        ("conf-loc", reference.event_place),
        ("isbn", reference.isbn),
        ("issn", reference.issn),
    ):
        if value:
            add(citation, tag, value)
    if reference.issued:
        _date(citation, reference.issued)
    _pages(citation, reference.page)
    for kind, value in (("doi", reference.doi), ("pmid", reference.pmid), ("pmcid", reference.pmcid)):
        if value:
            add(citation, "pub-id", value, **{"pub-id-type": kind})
    if reference.url:
        link = add(citation, "ext-link", reference.url, **{"ext-link-type": "uri"})
        link.set("{http://www.w3.org/1999/xlink}href", xml_text.clean(reference.url))
    if reference.accessed:
        accessed = write_edtf(reference.accessed)
        if accessed:
            add(
                citation,
                "date-in-citation",
                accessed,
                **{"content-type": "access-date", "iso-8601-date": accessed},
            )


def _titles(citation: Element, reference: Reference) -> None:
    container = reference.container_title
    if reference.title:
        tag = "article-title" if container and reference.type not in _PARTS else "source"
        if reference.type in _PARTS:
            tag = "article-title" if reference.type == "paper-conference" else "part-title"
        elif reference.type == "dataset":
            tag = "data-title"
        fill(add(citation, tag), reference.title, _MARKUP)
    if reference.translated_title:
        add(citation, "trans-title", plain(reference.translated_title))
    if container:
        fill(add(citation, "source"), container, _MARKUP)


def _name(people: Element, name: Name) -> None:
    if name.literal:
        add(people, "collab", name.literal)
        return
    element = add(people, "name", **({"name-style": "eastern"} if name.static_ordering else {}))
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    for tag, value in (("surname", family), ("given-names", name.given), ("suffix", name.suffix)):
        if value:
            add(element, tag, value)


def _date(citation: Element, date: Date) -> None:
    if not date.parts:
        add(citation, "string-date", date.literal)
        return
    written = write_edtf(date) or ""
    for tag, number in zip(("year", "month", "day"), date.parts[0], strict=False):
        exact = tag == "year" and len(date.parts) == 1 and re.fullmatch(r"\d{4}(-\d\d){0,2}", written)
        add(citation, tag, str(number), **({"iso-8601-date": written} if exact else {}))
    if date.season:
        add(citation, "season", ("Spring", "Summer", "Autumn", "Winter")[date.season - 1])


def _pages(citation: Element, page: str | None) -> None:
    if not page:
        return
    first, dash, last = page.replace("–", "-").partition("-")
    if dash and first and last and "," not in page:
        add(citation, "fpage", first)
        add(citation, "lpage", last)
    else:
        add(citation, "page-range" if "," in page else "fpage", page)
