"""RIS, as Reference Manager began it and EndNote, Zotero, Mendeley and publishers write it.

A record without its ``ER`` ends where the next begins. Tags that have no variable are kept beside the record and
written back. A name without a comma is an organisation; keywords are one a line; of a date, what year, month and
day cannot say stands in the fourth part, in EDTF. Not held: particles apart from family names, rich text.

Sources: *RIS Format Specifications* (Reference Manager, 2001; 2011 revision).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citekit.formats import tagged
from citekit.formats.bib.dates import read_edtf, write_edtf
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.formats.tagged import Record
from citekit.model import Date, Finding, Reference, Span
from citekit.model.keys import make_key

TYPES = (
    ("article-journal", "JOUR"),
    ("article-magazine", "MGZN"),
    ("article-newspaper", "NEWS"),
    ("article", "EJOUR"),
    ("bill", "BILL"),
    ("book", "BOOK"),
    ("broadcast", "VIDEO"),
    ("chapter", "CHAP"),
    ("classic", "CLSWK"),
    ("collection", "AGGR"),
    ("dataset", "DATA"),
    ("document", "GEN"),
    ("entry", "ENCYC"),
    ("entry-dictionary", "DICT"),
    ("entry-encyclopedia", "ENCYC"),
    ("figure", "FIGURE"),
    ("graphic", "ART"),
    ("hearing", "HEAR"),
    ("legal_case", "CASE"),
    ("legislation", "STAT"),
    ("manuscript", "UNPB"),
    ("map", "MAP"),
    ("motion_picture", "MPCT"),
    ("musical_score", "MUSIC"),
    ("pamphlet", "PAMP"),
    ("paper-conference", "CPAPER"),
    ("patent", "PAT"),
    ("periodical", "SER"),
    ("personal_communication", "PCOMM"),
    ("post-weblog", "BLOG"),
    ("regulation", "GOVDOC"),
    ("report", "RPRT"),
    ("software", "COMP"),
    ("song", "SOUND"),
    ("speech", "SLIDE"),
    ("standard", "STAND"),
    ("thesis", "THES"),
    ("webpage", "ELEC"),
)
"""CSL types and RIS types; the first row of an RIS type is how it is read."""

READ_TYPES = {
    "CONF": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "JFULL": "periodical",
    "ABST": "article-journal",
    "INPR": "article-journal",
    "ICOMM": "webpage",
    "WEB": "webpage",
    "MANSCPT": "manuscript",
    "DBASE": "dataset",
    "CTLG": "book",
    "GRANT": "report",
    "CHART": "graphic",
    "ANCIENT": "classic",
    "CPAPER": "paper-conference",
    "ENCYC": "entry-encyclopedia",
    "UNBILL": "bill",
    "ADVS": "motion_picture",
    "EQUA": "document",
    "MULTI": "document",
    "LEGAL": "legislation",
    "STD": "standard",
    "PREPRINT": "article",
    "INTV": "interview",
    "DISS": "thesis",
}

_SUBTYPES = "event interview performance post review review-book treaty".split()
"""CSL types that RIS has no type for; ``M3`` names them in records of the type GEN."""

_BOOKS = frozenset("book classic periodical report thesis map software standard".split())

TAGS = (
    ("title", "TI", ("TI", "T1", "CT")),
    ("title-short", "ST", ("ST",)),
    ("volume", "VL", ("VL",)),
    ("publisher", "PB", ("PB",)),
    ("publisher-place", "CY", ("CY", "PP")),
    ("edition", "ET", ("ET",)),
    ("abstract", "AB", ("AB", "N2")),
    ("note", "N1", ("N1",)),
    ("language", "LA", ("LA",)),
    ("section", "SE", ("SE",)),
    ("source", "DB", ("DB",)),
    ("archive", "DP", ("DP",)),
    ("call-number", "CN", ("CN",)),
    ("number-of-volumes", "NV", ("NV",)),
    ("reviewed-title", "RI", ("RI",)),
    ("container-title-short", "J2", ("J2", "JA", "J1")),
    ("DOI", "DO", ("DO", "DI")),
    ("URL", "UR", ("UR",)),
    ("PMCID", "C2", ("C2",)),
    ("genre", "M3", ("M3",)),
    ("original-publisher", "OP", ()),
)
"""CSL variable, the tag it is written with, the tags it is read from."""

PEOPLE = (
    ("author", "AU", ("AU", "A1")),
    ("editor", "ED", ("ED", "A2", "E1")),
    ("collection-editor", "A3", ("A3",)),
    ("translator", "A4", ("A4", "TA")),
)

_TAG = re.compile(r"[ \t\ufeff]*([A-Z][A-Z0-9])(?:  ?- ?|  ?-\s*$| ?- )")


def read(text: str) -> ReadResult:
    """Return the references of a RIS text. A record without a type, a key or an end is read all the same."""
    records, findings = _records(text)
    references: list[Reference] = []
    taken: set[str] = set()
    for record in records:
        values = _values(record)
        values["id"] = record.first("ID") or "?"
        reference, problems = reference_of(values)
        if reference.id == "?" or reference.id in taken:
            reference = reference.replace(id=make_key(reference, taken))
        taken.add(reference.id)
        references.append(reference)
        span = Span(record.start, record.start + 1)
        findings.extend(problem.model_copy(update={"key": reference.id, "span": span}) for problem in problems)
    return ReadResult(references, findings)


def _records(text: str) -> tuple[list[Record], list[Finding]]:
    records: list[Record] = []
    findings: list[Finding] = []
    record: Record | None = None
    for offset, tag, value in tagged.lines(text, _TAG):
        if tag == "TY" or (record is None and tag != "ER"):
            if record is not None:
                findings.append(
                    _finding("missing-end", "the record before has no ER line", offset, "end it with ER")
                )
            record = Record(offset)
            records.append(record)
            if tag != "TY":
                findings.append(_finding("missing-type", "a record without TY", offset, "begin it with TY"))
        if tag == "ER":
            record = None
        elif record is not None:
            record.lines.append((tag, value))
    return records, findings


def _finding(code: str, message: str, offset: int, hint: str) -> Finding:
    return Finding(code=code, message=message, span=Span(offset, offset + 1), hint=hint)


def _values(record: Record) -> dict[str, Any]:
    """The record as CSL-JSON; what has no variable under ``custom``."""
    kind = record.first("TY").upper()
    values: dict[str, Any] = {"type": READ_TYPES.get(kind) or _csl_type(kind)}
    used = {"TY", "ID", "ER"}
    if kind == "GEN" and record.first("M3") in _SUBTYPES:
        values["type"] = record.first("M3")
        used.add("M3")
    for variable, _, tags in (*PEOPLE, *TAGS):
        found = [tag for tag in tags if tag not in used and record.first(tag)]
        if not found:
            continue
        used.update(found)
        texts = record.all(*found)
        if variable in ("author", "editor", "collection-editor", "translator"):
            values[variable] = [name.to_csl() for name in tagged.read_names(texts)]
        else:
            values[variable] = "; ".join(dict.fromkeys(texts)) if variable == "note" else record.first(*found)
            if variable == "DOI" and not re.search(r"10\.\d{4,}", values[variable]):
                del values[variable]
    used |= _titles(record, values)
    used |= _numbers(record, values)
    used |= _dates(record, values)
    if keywords := record.all("KW"):
        values["keyword"] = ", ".join(keywords)
        used.add("KW")
    rest: dict[str, list[str]] = {}
    for tag, value in record.lines:
        if tag not in used and value:
            rest.setdefault(tag, []).append(value)
    if len(urls := record.all("UR")) > 1:
        rest["UR"] = urls[1:]
    if rest:
        values["custom"] = {"ris": rest}
    return values


def _csl_type(kind: str) -> str:
    return next((csl for csl, ris in TYPES if ris == kind), "document")


def _titles(record: Record, values: dict[str, Any]) -> set[str]:
    """T2 is the container, of a book the series; BT a book's title or a chapter's book; T3 the series."""
    used = {"T2", "JO", "JF", "BT", "T3", "TT"}
    if not values.get("title") and values["type"] in _BOOKS and record.first("BT"):
        values["title"] = record.first("BT")
    elif record.first("BT"):
        values["container-title"] = record.first("BT")
    container = record.first("JF", "JO", "T2")
    series = record.first("T3")
    if values["type"] in _BOOKS:
        series = series or record.first("T2")
        container = record.first("JF", "JO")
    if container:
        values.setdefault("container-title", container)
    elif (
        "container-title" not in values
        and values["type"].startswith("article")
        and "container-title-short" in values
    ):
        values["container-title"] = values.pop("container-title-short")
    if series:
        values["collection-title"] = series
    if translated := record.first("TT"):
        values.setdefault("custom", {})["translated-title"] = translated
    return used


def _numbers(record: Record, values: dict[str, Any]) -> set[str]:
    article = values["type"].startswith("article") or values["type"] in (
        "paper-conference",
        "review",
        "periodical",
    )
    first, last = record.first("SP"), record.first("EP")
    if first or last:
        name = (
            "number-of-pages" if values["type"] in ("book", "thesis") and not last and first.isdigit() else "page"
        )
        values[name] = (
            re.sub(r"\s*[-–—]+\s*", "-", first) if not last or "-" in first else tagged.pages(first, last)
        )
    if number := record.first("IS", "M1", "CP"):
        values["issue" if article else "number"] = number
    for one in record.all("SN"):
        digits = re.sub(r"[^0-9Xx]", "", one.partition("(")[0])
        values.setdefault("ISSN" if len(digits) == 8 else "ISBN", one)
    return {"SP", "EP", "IS", "M1", "CP", "SN"}


def _dates(record: Record, values: dict[str, Any]) -> set[str]:
    candidates = [date for text in record.all("DA", "PY", "Y1") if (date := _date(text)) is not None]
    if candidates:
        best = max(candidates, key=lambda date: (bool(date.parts), len(date.parts[0]) if date.parts else 0))
        values["issued"] = best.to_csl()
    if (accessed := _date(record.first("Y2"))) is not None:
        values["accessed"] = accessed.to_csl()
    return {"DA", "PY", "Y1", "Y2"}


def _date(text: str) -> Date | None:
    """Read ``YYYY/MM/DD/other``; ``other`` in EDTF says the whole date."""
    text = text.strip()
    if not text:
        return None
    parts = text.split("/", 3)
    if len(parts) == 4 and (other := parts[3].strip().strip("/")):
        whole = read_edtf(other.replace("..", "/"))
        if whole is not None:
            return whole
        if not parts[0]:
            return Date(literal=other)
    numbers = [part.strip() for part in parts[:3]]
    if not re.fullmatch(r"-?\d{1,4}", numbers[0]):
        return read_edtf(text) or Date(literal=text.strip("/") or text)
    edtf = f"{int(numbers[0]):04}" if not numbers[0].startswith("-") else f"-{int(numbers[0][1:]):04}"
    for number in numbers[1:]:
        if not re.fullmatch(r"\d{1,2}", number) or int(number) == 0:
            break
        edtf += f"-{int(number):02}"
    return read_edtf(edtf) or read_edtf(edtf[:4])


def write(references: Iterable[Reference]) -> str:
    """Return the references as RIS, one record each, a blank line between."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    item = reference.to_csl()
    kinds = dict(TYPES)
    lines = [("TY", kinds.get(reference.type, "GEN")), ("ID", reference.id)]
    if reference.type in _SUBTYPES:
        lines.append(("M3", reference.type))
    for variable, tag, _ in PEOPLE:
        lines += [(tag, tagged.write_name(name)) for name in getattr(reference, variable.replace("-", "_"))]
    for variable, tag, read_from in TAGS:
        if variable in item and read_from:
            lines.append((tag, item[variable]))
    if reference.translated_title:
        lines.append(("TT", reference.translated_title))
    lines += _container_lines(reference)
    lines += _number_lines(reference)
    for tag, date in (("PY", reference.issued), ("Y2", reference.accessed)):
        if date is not None:
            lines.append((tag, _date_text(date)))
    lines += [("KW", word) for word in (reference.keyword or "").split(", ") if word]
    kept = reference.custom.get("ris")
    if isinstance(kept, dict):
        lines += [(str(tag), str(value)) for tag, values in kept.items() for value in values]
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines) + "ER  - \n"


def _container_lines(reference: Reference) -> list[tuple[str, str]]:
    book = reference.type in _BOOKS
    lines = []
    if reference.container_title:
        lines.append(("JF" if book else "T2", reference.container_title))
    if reference.collection_title:
        lines.append(("T2" if book else "T3", reference.collection_title))
    return lines


def _number_lines(reference: Reference) -> list[tuple[str, str]]:
    lines = []
    if reference.page:
        first, dash, last = reference.page.partition("-")
        simple = dash and "-" not in last and "," not in reference.page
        lines += [("SP", first), ("EP", last)] if simple and first and last else [("SP", reference.page)]
    elif reference.number_of_pages:
        lines.append(("SP", reference.number_of_pages))
    if number := reference.issue or reference.number:
        lines.append(("IS", number))
    lines += [("SN", one) for one in (reference.isbn, reference.issn) if one]
    return lines


def _date_text(date: Date) -> str:
    if date.literal is not None and not date.parts:
        return f"///{date.literal}"
    simple = len(date.parts) == 1 and not date.circa and date.season is None
    year, month, day = (*(str(part) for part in date.parts[0]), "", "")[:3]
    year = year.zfill(4) if not year.startswith("-") else year
    other = "" if simple else (write_edtf(date) or "").replace("/", "..")
    return f"{year}/{month.zfill(2) if month else ''}/{day.zfill(2) if day else ''}/{other}"
