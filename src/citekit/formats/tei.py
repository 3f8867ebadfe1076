"""TEI: a ``<listBibl>`` of ``<biblStruct>``. Written only.

Source: TEI Consortium, *TEI P5 Guidelines*, section 3.12, "Bibliographic Citations and References".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citekit.formats import xml_text
from citekit.formats.bib.dates import write_edtf
from citekit.formats.markup import fill
from citekit.formats.xml_text import Element, add
from citekit.model import Date, Name, Reference

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PERIODICALS = frozenset("article-journal article-magazine article-newspaper review review-book".split())
_MARKUP = {"i": "hi", "b": "hi", "sup": "hi", "sub": "hi", "sc": "hi"}


def write(references: Iterable[Reference]) -> str:
    """Return a ``<listBibl>``."""
    root = xml_text.root("listBibl", NAMESPACE)
    for reference in references:
        structure = add(root, "biblStruct", type_=reference.type)
        identity = re.sub(r"[^\w.-]", "_", reference.id)
        structure.set(_XML_ID, identity if re.match(r"[^\W\d]", identity) else f"ref-{identity}")
        _structure(structure, reference)
    return xml_text.serialise(root)


def _structure(structure: Element, reference: Reference) -> None:
    part = reference.container_title is not None
    if part:
        analytic = add(structure, "analytic")
        _people(analytic, reference, "author")
        _title(analytic, reference, "a")
        _identifiers(analytic, reference, ("DOI", "PMID", "PMCID"))
    monograph = add(structure, "monogr")
    if part:
        for name in reference.container_author:
            _name(add(monograph, "author"), name)
        level = "j" if reference.type in _PERIODICALS else "m"
        fill(add(monograph, "title", level=level), reference.container_title or "", _MARKUP)
        _people(monograph, reference, "editor")
        _identifiers(monograph, reference, ("ISBN", "ISSN"))
    else:
        _people(monograph, reference, "author")
        _people(monograph, reference, "editor")
        _title(monograph, reference, "m")
        _identifiers(monograph, reference, ("DOI", "PMID", "PMCID", "ISBN", "ISSN"))
    for role in ("translator", "director", "composer", "illustrator", "interviewer", "recipient"):
        for name in getattr(reference, role):
            statement = add(monograph, "respStmt")
            add(statement, "resp", role)
            _name(add(statement, "name"), name)
    if reference.edition:
        add(monograph, "edition", reference.edition)
    _imprint(add(monograph, "imprint"), reference)
    if reference.collection_title:
        series = add(structure, "series")
        add(series, "title", reference.collection_title, level="s")
        if reference.collection_number:
            add(series, "biblScope", reference.collection_number, unit="volume")
    if reference.note_field:
        add(structure, "note", reference.note_field)
    if reference.url:
        add(structure, "ref", reference.url, target=reference.url)


def _title(parent: Element, reference: Reference, level: str) -> None:
    if reference.title:
        title = add(parent, "title", level=level)
        if reference.language:
            title.set(_XML_LANG, reference.language)
        fill(title, reference.title, _MARKUP)
    if reference.translated_title:
        add(parent, "title", reference.translated_title, level=level, type_="translated")


def _people(parent: Element, reference: Reference, role: str) -> None:
    for name in getattr(reference, role):
        _name(add(parent, role), name)


def _name(parent: Element, name: Name) -> None:
    if name.literal:
        add(parent, "orgName", name.literal)
        return
    person = add(parent, "persName")
    if name.given and not name.static_ordering:
        add(person, "forename", name.given)
    for particle in (name.dropping_particle, name.non_dropping_particle):
        if particle:
            add(person, "nameLink", particle)
    if name.family:
        add(person, "surname", name.family)
    if name.given and name.static_ordering:
        add(person, "forename", name.given)
    if name.suffix:
        add(person, "genName", name.suffix)


def _identifiers(parent: Element, reference: Reference, kinds: tuple[str, ...]) -> None:
    for kind in kinds:
        if value := getattr(reference, kind.lower()):
            add(parent, "idno", value, type_=kind)


def _imprint(imprint: Element, reference: Reference) -> None:
    for tag, value in (("pubPlace", reference.publisher_place), ("publisher", reference.publisher)):
        if value:
            add(imprint, tag, value)
    for unit, value in (
        ("volume", reference.volume),
        ("issue", reference.issue or reference.number),
        ("chapter", reference.chapter_number),
    ):
        if value:
            add(imprint, "biblScope", value, unit=unit)
    if reference.page:
        first, dash, last = reference.page.partition("-")
        ends = {"from_": first, "to": last} if dash and first and last and "," not in reference.page else {}
        add(imprint, "biblScope", reference.page, unit="page", **ends)
    if reference.issued:
        _date(imprint, reference.issued, "published")
    if reference.accessed:
        _date(imprint, reference.accessed, "accessed")


def _date(imprint: Element, date: Date, kind: str) -> None:
    written = write_edtf(date) or date.literal or ""
    attributes: dict[str, str] = {"type_": kind}
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", written) and date.season is None:
        attributes["when"] = written
    elif len(date.parts) == 2 and "/" in written and "~" not in written:
        first, _, last = written.partition("/")
        attributes |= {"from_": first, **({"to": last} if last else {})}
    add(imprint, "date", written, **attributes)
