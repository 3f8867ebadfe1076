"""EndNote's XML export.

Fonts and styles of text are dropped. Not held: particles apart from family names, rich text, people other than
authors, editors, series editors and translators.

Source: EndNote's XML export and its RefType table (Clarivate).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats import tagged, xml_text
from citekit.formats.bib.dates import read_edtf, read_year_month, write_edtf
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.formats.xml_text import Element, add, find_text, text_of
from citekit.model import Date, Finding, Reference
from citekit.model.keys import make_key

TYPES = (
    ("article-journal", "Journal Article", "17"),
    ("book", "Book", "6"),
    ("chapter", "Book Section", "5"),
    ("paper-conference", "Conference Paper", "47"),
    ("thesis", "Thesis", "32"),
    ("report", "Report", "27"),
    ("article-newspaper", "Newspaper Article", "23"),
    ("article-magazine", "Magazine Article", "19"),
    ("webpage", "Web Page", "12"),
    ("manuscript", "Manuscript", "36"),
    ("patent", "Patent", "25"),
    ("dataset", "Dataset", "59"),
    ("software", "Computer Program", "9"),
    ("personal_communication", "Personal Communication", "26"),
    ("map", "Map", "20"),
    ("legal_case", "Case", "7"),
    ("bill", "Bill", "4"),
    ("legislation", "Statute", "31"),
    ("hearing", "Hearing", "14"),
    ("standard", "Standard", "58"),
    ("entry-encyclopedia", "Encyclopedia", "53"),
    ("entry-dictionary", "Dictionary", "52"),
    ("post-weblog", "Blog", "56"),
    ("motion_picture", "Film or Broadcast", "21"),
    ("graphic", "Artwork", "2"),
    ("figure", "Figure", "37"),
    ("musical_score", "Music", "61"),
    ("pamphlet", "Pamphlet", "24"),
    ("classic", "Classical Work", "49"),
    ("article", "Electronic Article", "43"),
    ("interview", "Interview", "64"),
    ("regulation", "Government Document", "46"),
    ("collection", "Aggregated Database", "55"),
    ("periodical", "Serial", "57"),
    ("document", "Generic", "13"),
)
"""CSL type, EndNote's name and number of its reference type."""

READ_TYPES = {
    "10": "paper-conference",
    "28": "book",
    "34": "manuscript",
    "16": "webpage",
    "44": "book",
    "60": "chapter",
}

FIELDS = (
    ("title", "titles/title"),
    ("title-short", "titles/short-title"),
    ("volume", "volume"),
    ("edition", "edition"),
    ("section", "section"),
    ("publisher", "publisher"),
    ("publisher-place", "pub-location"),
    ("abstract", "abstract"),
    ("note", "notes"),
    ("language", "language"),
    ("call-number", "call-num"),
    ("DOI", "electronic-resource-num"),
    ("genre", "work-type"),
    ("number-of-volumes", "num-vols"),
    ("source", "remote-database-name"),
    ("PMCID", "custom2"),
    ("reviewed-title", "reviewed-item"),
    ("container-title-short", "periodical/abbr-1"),
    ("original-publisher", "orig-pub"),
    ("annote", "research-notes"),
)
"""CSL variable and EndNote element, both ways."""

PEOPLE = (
    ("author", "authors"),
    ("editor", "secondary-authors"),
    ("collection-editor", "tertiary-authors"),
    ("translator", "subsidiary-authors"),
)

_BOOKS = frozenset("book classic report thesis map software standard periodical".split())


def read(text: str) -> ReadResult:
    """Return the references of an EndNote XML text. Raises SyntaxProblem where it is none, or unsafe."""
    root = xml_text.parse(text)
    records = [root] if root.tag == "record" else list(root.iter("record"))
    if not records and root.tag not in ("xml", "records"):
        raise SyntaxProblem("not EndNote XML: no record", hint="it begins <xml><records><record>")
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for record in records:
        reference, problems = reference_of({"id": "?", **_values(record)})
        key = find_text(record, "label") or make_key(reference, taken)
        reference = reference.replace(id=key if key not in taken else make_key(reference, taken))
        taken.add(reference.id)
        references.append(reference)
        findings.extend(problem.model_copy(update={"key": reference.id}) for problem in problems)
    return ReadResult(references, findings)


def _values(record: Element) -> dict[str, Any]:
    kind = record.find("ref-type")
    number = text_of(kind)
    named = kind.get("name", "") if kind is not None else ""
    values: dict[str, Any] = {
        "type": next((csl for csl, name, code in TYPES if number == code or (not number and named == name)), None)
        or READ_TYPES.get(number, "document")
    }
    for variable, path in FIELDS:
        if found := find_text(record, path):
            values[variable] = found
    for variable, path in PEOPLE:
        names = tagged.read_names(text_of(one) for one in record.findall(f"contributors/{path}/author"))
        if names:
            values[variable] = [name.to_csl() for name in names]
    second, third = find_text(record, "titles/secondary-title"), find_text(record, "titles/tertiary-title")
    if values["type"] in _BOOKS:
        values |= {"collection-title": second} if second else {}
        values |= {"container-title": third} if third else {}
    else:
        values |= {"container-title": second or find_text(record, "periodical/full-title")}
        values |= {"collection-title": third} if third else {}
    if translated := find_text(record, "titles/translated-title"):
        values["custom"] = {"translated-title": translated}
    _read_numbers(record, values)
    _read_dates(record, values)
    if keywords := [text_of(one) for one in record.findall("keywords/keyword")]:
        values["keyword"] = ", ".join(keywords)
    urls = [text_of(one) for one in record.iterfind("urls//url")]
    if urls and urls[0]:
        values["URL"] = urls[0]
    if accession := find_text(record, "accession-num"):
        pubmed = "pubmed" in values.get("source", "").lower() or "nlm" in values.get("source", "").lower()
        values["PMID" if pubmed and accession.isdigit() else "call-number"] = accession
    return {variable: value for variable, value in values.items() if value}


def _read_numbers(record: Element, values: dict[str, Any]) -> None:
    if pages := find_text(record, "pages"):
        values["page"] = re.sub(r"\s*[-–—]+\s*", "-", pages)
    if number := find_text(record, "number"):
        periodical = values["type"].startswith("article")
        values["issue" if periodical else "number"] = number
    for one in re.split(r"[;\r\n]+|\s{2,}", find_text(record, "isbn")):
        digits = re.sub(r"[^0-9Xx]", "", one.partition("(")[0])
        if digits:
            values.setdefault("ISSN" if len(digits) == 8 else "ISBN", one.strip())


def _read_dates(record: Element, values: dict[str, Any]) -> None:
    year, day = find_text(record, "dates/year"), find_text(record, "dates/pub-dates/date")
    date = read_edtf(day)
    if date is None and year:
        date = read_year_month(year, re.sub(re.escape(year), "", day).strip(" ,")) or Date(literal=year)
    if date is not None:
        values["issued"] = date.to_csl()
    if accessed := find_text(record, "access-date"):
        values["accessed"] = (read_edtf(accessed) or Date(literal=accessed)).to_csl()


def write(references: Iterable[Reference]) -> str:
    """Return the references as EndNote XML."""
    root = xml_text.root("xml")
    records = add(root, "records")
    for number, reference in enumerate(references, start=1):
        _record(add(records, "record"), reference, number)
    return xml_text.serialise(root)


def _record(record: Element, reference: Reference, number: int) -> None:
    item = reference.to_csl()
    add(record, "rec-number", str(number))
    name, code = next(((name, code) for csl, name, code in TYPES if csl == reference.type), ("Generic", "13"))
    add(record, "ref-type", code, name=name)
    contributors = add(record, "contributors")
    for variable, path in PEOPLE:
        if names := getattr(reference, variable.replace("-", "_")):
            group = add(contributors, path)
            for one in names:
                add(group, "author", tagged.write_name(one))
    book = reference.type in _BOOKS
    second, third = reference.container_title, reference.collection_title
    if book:
        second, third = third, second
    extra = {
        "titles/secondary-title": second,
        "titles/tertiary-title": third,
        "titles/translated-title": reference.translated_title,
    }
    values = {path: item.get(variable) for variable, path in FIELDS} | extra
    values["pages"] = reference.page
    values["number"] = reference.issue or reference.number
    values["isbn"] = "; ".join(filter(None, (reference.isbn, reference.issn))) or None
    values["label"] = reference.id
    if reference.pmid:
        values |= {"accession-num": reference.pmid, "remote-database-name": reference.source or "PubMed"}
    for path, value in values.items():
        if value:
            outer, _, inner = path.rpartition("/")
            group = (
                record
                if not outer
                else existing
                if (existing := record.find(outer)) is not None
                else add(record, outer)
            )
            add(group, inner, value)
    if reference.keyword:
        group = add(record, "keywords")
        for word in reference.keyword.split(", "):
            add(group, "keyword", word)
    _write_dates(record, reference)
    if reference.url:
        add(add(add(record, "urls"), "related-urls"), "url", reference.url)


def _write_dates(record: Element, reference: Reference) -> None:
    if reference.issued:
        dates = add(record, "dates")
        date = reference.issued
        add(dates, "year", str(date.year) if date.parts else date.literal)
        written = write_edtf(date)
        if written and written != str(date.year):
            add(add(dates, "pub-dates"), "date", written)
    if reference.accessed:
        add(record, "access-date", write_edtf(reference.accessed) or reference.accessed.literal or "")
