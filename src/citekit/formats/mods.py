"""MODS, the Library of Congress's Metadata Object Description Schema.

What a work is part of is its ``relatedItem`` of the type ``host``, its series one of the type ``series``. Not
held: particles apart from family names, event dates, rich text.

Source: Library of Congress, *MODS User Guidelines*, version 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats import xml_text
from citekit.formats.bib.dates import read_edtf, write_edtf
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.formats.tagged import pages
from citekit.formats.xml_text import Element, add, text_of
from citekit.model import Date, Finding, Name, Reference
from citekit.model.keys import make_key
from citekit.model.variables import TYPES as CSL_TYPES

NAMESPACE = "http://www.loc.gov/mods/v3"

GENRES = {
    "academic journal": "article-journal",
    "article": "article-journal",
    "journal article": "article-journal",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "periodical": "article-journal",
    "conference publication": "paper-conference",
    "book chapter": "chapter",
    "book": "book",
    "thesis": "thesis",
    "ph.d. thesis": "thesis",
    "masters thesis": "thesis",
    "technical report": "report",
    "report": "report",
    "web site": "webpage",
    "web page": "webpage",
    "patent": "patent",
    "motion picture": "motion_picture",
    "letter": "personal_communication",
    "speech": "speech",
    "interview": "interview",
    "computer program": "software",
    "legal case and case notes": "legal_case",
    "legislation": "legislation",
    "map": "map",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "unpublished": "manuscript",
}
"""Words for genres that libraries and bibutils use, and the CSL type. Written is the CSL type itself."""

ROLES = (
    ("author", "aut"),
    ("editor", "edt"),
    ("translator", "trl"),
    ("collection-editor", "pbd"),
    ("interviewer", "ivr"),
    ("recipient", "rcp"),
    ("director", "drt"),
    ("composer", "cmp"),
    ("illustrator", "ill"),
    ("compiler", "com"),
    ("narrator", "nrt"),
    ("performer", "prf"),
    ("contributor", "ctb"),
    ("curator", "cur"),
    ("organizer", "orm"),
)
"""CSL name variable and MARC relator code."""

IDENTIFIERS = (
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PMID", "pmid"),
    ("PMCID", "pmc"),
    ("number", "local-number"),
)
_DETAILS = (
    ("volume", "volume"),
    ("issue", "issue"),
    ("chapter-number", "chapter"),
    ("section", "section"),
    ("part-number", "part"),
)


def read(text: str) -> ReadResult:
    """Return the references of a MODS text. Raises SyntaxProblem where it is none, or unsafe."""
    root = xml_text.parse(text)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    records = [root] if root.tag == "mods" else list(root.iter("mods"))
    if not records and root.tag != "modsCollection":
        raise SyntaxProblem("not MODS: no mods element")
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for record in records:
        reference, problems = reference_of({"id": "?", **_values(record)})
        key = record.get("ID") or text_of(record.find("identifier[@type='citekey']")) or make_key(reference, taken)
        reference = reference.replace(id=key if key not in taken else make_key(reference, taken))
        taken.add(reference.id)
        references.append(reference)
        findings.extend(problem.model_copy(update={"key": reference.id}) for problem in problems)
    return ReadResult(references, findings)


def _values(record: Element) -> dict[str, Any]:
    host = record.find("relatedItem[@type='host']")
    series = record.find("relatedItem[@type='series']")
    values: dict[str, Any] = {"type": _type(record, host)}
    for info in record.findall("titleInfo"):
        kind = info.get("type", "")
        if kind == "translated":
            values["custom"] = {"translated-title": _title(info)}
        elif kind == "abbreviated":
            values["title-short"] = _title(info)
        else:
            values.setdefault("title", _title(info))
    if host is not None:
        for info in host.findall("titleInfo"):
            name = "container-title-short" if info.get("type") == "abbreviated" else "container-title"
            values.setdefault(name, _title(info))
    if series is not None and (info_ := series.find("titleInfo")) is not None:
        values["collection-title"] = _title(info_)
        values["collection-number"] = text_of(info_.find("partNumber"))
    for scope in (record, host, series):
        if scope is not None:
            _read_names(scope, values, own=scope is record, series=scope is series)
    for scope in (record, host):
        if scope is not None:
            _read_scope(scope, values)
    values["genre"] = text_of(record.find("genre[@authority='local']"))
    subjects = [text_of(one) for one in record.findall("subject/topic")]
    values["keyword"] = ", ".join(subjects)
    for name, path in (
        ("abstract", "abstract"),
        ("language", "language/languageTerm"),
        ("note", "note"),
        ("call-number", "classification"),
        ("source", "recordInfo/recordContentSource"),
    ):
        values[name] = text_of(record.find(path))
    return {variable: value for variable, value in values.items() if value}


def _type(record: Element, host: Element | None) -> str:
    genres = [text_of(one).lower() for one in record.findall("genre")]
    said = text_of(record.find("genre[@authority='csl']"))
    for genre in (said, *genres):
        if genre in CSL_TYPES:
            return genre
    if host is not None:
        genres += [text_of(one).lower() for one in host.findall("genre")]
        if "book" in genres or "collection" in genres:
            return "chapter"
    return next(
        (GENRES[genre] for genre in genres if genre in GENRES), "chapter" if host is not None else "document"
    )


def _title(info: Element) -> str:
    title = f"{text_of(info.find('nonSort'))} {text_of(info.find('title'))}".strip()
    subtitle = text_of(info.find("subTitle"))
    return f"{title}: {subtitle}" if subtitle else title


def _read_names(scope: Element, values: dict[str, Any], *, own: bool, series: bool) -> None:
    found: dict[str, list[dict[str, Any]]] = {}
    codes = {code: csl for csl, code in ROLES} | {csl: csl for csl, _ in ROLES}
    for element in scope.findall("name"):
        roles = [text_of(one).lower() for one in element.findall("role/roleTerm")]
        role = next((codes[one] for one in roles if one in codes), "author" if not roles else None)
        if role == "author" and not own:
            role = "container-author"
        if series and role == "editor":
            role = "collection-editor"
        name = _name(element)
        if role and name is not None:
            found.setdefault(role, []).append(name.to_csl())
    for role, names in found.items():
        values.setdefault(role, names)


def _name(element: Element) -> Name | None:
    parts: dict[str, list[str]] = {}
    for part in element.findall("namePart"):
        parts.setdefault(part.get("type", ""), []).append(text_of(part))
    family, given = " ".join(parts.get("family", [])), " ".join(parts.get("given", []))
    suffix = " ".join(parts.get("termsOfAddress", []))
    if family or given:
        return Name(family=family or None, given=given or None, suffix=suffix or None)
    whole = " ".join(parts.get("", []))
    if element.get("type") == "personal" and "," in whole:
        first, _, last = whole.partition(",")
        return Name(family=first.strip(), given=last.strip() or None)
    return Name(literal=whole) if whole else None


def _read_scope(scope: Element, values: dict[str, Any]) -> None:
    """What stands in the record itself, or in the work it is part of."""
    origin = scope.find("originInfo")
    if origin is not None:
        values.setdefault("publisher", text_of(origin.find("publisher")))
        places = [one for one in origin.findall("place/placeTerm") if one.get("type") != "code"]
        values.setdefault("publisher-place", text_of(places[0]) if places else "")
        values.setdefault("edition", text_of(origin.find("edition")))
    dates = scope.findall("originInfo/dateIssued") + scope.findall("originInfo/copyrightDate")
    dates += scope.findall("part/date")
    if dates and "issued" not in values:
        first = text_of(dates[0])
        points = {one.get("point"): text_of(one) for one in dates if one.get("point")}
        if "start" in points and "end" in points:
            first = f"{points['start']}/{points['end']}"
        if first:
            values["issued"] = (read_edtf(first) or Date(literal=first)).to_csl()
    for variable, kind in _DETAILS:
        if found := text_of(scope.find(f"part/detail[@type='{kind}']/number")):
            values.setdefault(variable, found)
    for extent in scope.findall("part/extent"):
        first, last = text_of(extent.find("start")), text_of(extent.find("end"))
        values.setdefault("page", pages(first, last) or text_of(extent.find("list")))
    for variable, kind in IDENTIFIERS:
        if found := text_of(scope.find(f"identifier[@type='{kind}']")):
            values.setdefault(variable, found)
    address = scope.find("location/url")
    if address is not None and text_of(address):
        values.setdefault("URL", text_of(address))
        if (accessed := read_edtf(address.get("dateLastAccessed", ""))) is not None:
            values.setdefault("accessed", accessed.to_csl())


def write(references: Iterable[Reference]) -> str:
    """Return the references as a ``modsCollection``."""
    root = xml_text.root("modsCollection", NAMESPACE)
    for reference in references:
        _record(add(root, "mods"), reference)
    return xml_text.serialise(root)


def _record(record: Element, reference: Reference) -> None:
    item = reference.to_csl()
    add(record, "identifier", reference.id, type_="citekey")
    for text, kind in (
        (reference.title, ""),
        (reference.title_short, "abbreviated"),
        (reference.translated_title, "translated"),
    ):
        if text:
            add(add(record, "titleInfo", **({"type_": kind} if kind else {})), "title", text)
    for variable, code in ROLES:
        for name in getattr(reference, variable.replace("-", "_")):
            _write_name(record, name, code)
    add(record, "genre", reference.type, authority="csl")
    if reference.genre:
        add(record, "genre", reference.genre, authority="local")
    hosted = reference.container_title is not None
    host = add(record, "relatedItem", type_="host") if hosted or reference.container_author else None
    if host is not None:
        for text, kind in ((reference.container_title, ""), (reference.container_title_short, "abbreviated")):
            if text:
                add(add(host, "titleInfo", **({"type_": kind} if kind else {})), "title", text)
        for name in reference.container_author:
            _write_name(host, name, "aut")
    _write_origin(record, reference)
    _write_part(record if host is None else host, reference, item)
    if reference.collection_title:
        info = add(add(record, "relatedItem", type_="series"), "titleInfo")
        add(info, "title", reference.collection_title)
        if reference.collection_number:
            add(info, "partNumber", reference.collection_number)
    for variable, kind in IDENTIFIERS:
        if variable in item:
            add(record, "identifier", item[variable], type_=kind)
    if reference.url:
        accessed = write_edtf(reference.accessed) if reference.accessed else None
        add(add(record, "location"), "url", reference.url, **({"dateLastAccessed": accessed} if accessed else {}))
    for text, path in (
        (reference.abstract, "abstract"),
        (reference.note_field, "note"),
        (reference.call_number, "classification"),
    ):
        if text:
            add(record, path, text)
    if reference.language:
        add(add(record, "language"), "languageTerm", reference.language, type_="code", authority="rfc5646")
    for word in (reference.keyword or "").split(", "):
        if word:
            add(add(record, "subject"), "topic", word)


def _write_origin(record: Element, reference: Reference) -> None:
    if not (reference.publisher or reference.publisher_place or reference.issued or reference.edition):
        return
    origin = add(record, "originInfo")
    if reference.publisher:
        add(origin, "publisher", reference.publisher)
    if reference.publisher_place:
        add(add(origin, "place"), "placeTerm", reference.publisher_place, type_="text")
    if reference.issued:
        written = write_edtf(reference.issued)
        attributes = {"encoding": "edtf"} if written else {}
        add(origin, "dateIssued", written or reference.issued.literal or "", **attributes)
    if reference.edition:
        add(origin, "edition", reference.edition)


def _write_part(scope: Element, reference: Reference, item: dict[str, Any]) -> None:
    if not (reference.page or any(variable in item for variable, _ in _DETAILS)):
        return
    part = add(scope, "part")
    for variable, kind in _DETAILS:
        if variable in item:
            add(add(part, "detail", type_=kind), "number", item[variable])
    if reference.page:
        extent = add(part, "extent", unit="page")
        first, dash, last = reference.page.partition("-")
        if dash and first and last and "," not in reference.page:
            add(extent, "start", first)
            add(extent, "end", last)
        else:
            add(extent, "list", reference.page)


def _write_name(scope: Element, name: Name, code: str) -> None:
    element = add(scope, "name", type_="corporate" if name.literal else "personal")
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    for kind, text in (
        ("", name.literal),
        ("family", family),
        ("given", name.given),
        ("termsOfAddress", name.suffix),
    ):
        if text:
            add(element, "namePart", text, **({"type_": kind} if kind else {}))
    add(add(element, "role"), "roleTerm", code, type_="code", authority="marcrelator")
