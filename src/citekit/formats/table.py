"""A spreadsheet of references: one row each, columns named for CSL's variables or as people name them.

Names are ``Family, Given; Family, Given``, an organisation's in braces; dates are in EDTF. Columns that mean no
variable are kept beside the record and written back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats.bib.dates import read_edtf, read_year_month, write_edtf
from citekit.formats.bib.names import read_names, write_names
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.model import Date, Finding, Reference
from citekit.model.keys import make_key
from citekit.model.variables import DATE_VARIABLES, NAME_VARIABLES, TYPES, VARIABLES

HEADINGS = {
    "key": "id",
    "citation key": "id",
    "citekey": "id",
    "item type": "type",
    "publication year": "issued",
    "year": "issued",
    "date": "issued",
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "publication title": "container-title",
    "journal": "container-title",
    "source title": "container-title",
    "book title": "container-title",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "link": "URL",
    "abstract note": "abstract",
    "pages": "page",
    "num pages": "number-of-pages",
    "number of volumes": "number-of-volumes",
    "journal abbreviation": "container-title-short",
    "short title": "title-short",
    "series": "collection-title",
    "series number": "collection-number",
    "place": "publisher-place",
    "access date": "accessed",
    "rights": "license",
    "library catalog": "source",
    "call number": "call-number",
    "manual tags": "keyword",
    "keywords": "keyword",
    "notes": "note",
    "extra": "note",
    "conference name": "event-title",
    "number": "number",
    "art. no.": "number",
}
"""Headings of Zotero's, Scopus's and people's tables, in lower case, and the variable."""

ITEM_TYPES = {
    "journalarticle": "article-journal",
    "magazinearticle": "article-magazine",
    "newspaperarticle": "article-newspaper",
    "booksection": "chapter",
    "conferencepaper": "paper-conference",
    "computerprogram": "software",
    "blogpost": "post-weblog",
    "forumpost": "post",
    "film": "motion_picture",
    "videorecording": "motion_picture",
    "letter": "personal_communication",
    "email": "personal_communication",
    "presentation": "speech",
    "preprint": "article",
    "encyclopediaarticle": "entry-encyclopedia",
    "dictionaryentry": "entry-dictionary",
    "statute": "legislation",
    "case": "legal_case",
    "artwork": "graphic",
    "audiorecording": "song",
    "podcast": "broadcast",
    "article": "article-journal",
    "conference paper": "paper-conference",
    "book chapter": "chapter",
    "journal article": "article-journal",
}
"""Names of types in such tables, in lower case, and the CSL type."""

_VARIABLES = {variable.lower(): variable for variable in VARIABLES} | {"id": "id", "type": "type"}


def read_table(text: str, delimiter: str) -> ReadResult:
    """Return the references of a table; raises SyntaxProblem where it has no heading that we know."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    try:
        heading = next(rows, [])
        columns = [_variable(one) for one in heading]
        if not any(columns):
            raise SyntaxProblem(
                "no column of this table is known", line=1, hint="name them title, author, issued …"
            )
        references: list[Reference] = []
        findings: list[Finding] = []
        taken: set[str] = set()
        for row in rows:
            if any(cell.strip() for cell in row):
                reference, problems = _reference(row, heading, columns, taken)
                references.append(reference)
                findings.extend(problems)
    except csv.Error as error:
        raise SyntaxProblem(f"not a table: {error}", line=rows.line_num) from None
    return ReadResult(references, findings)


def _variable(heading: str) -> str | None:
    name = " ".join(heading.replace("_", " ").lower().split())
    return HEADINGS.get(name) or _VARIABLES.get(heading.strip().lower()) or _VARIABLES.get(name.replace(" ", "-"))


def _reference(
    row: list[str], heading: list[str], columns: list[str | None], taken: set[str]
) -> tuple[Reference, list[Finding]]:
    values: dict[str, Any] = {}
    rest: dict[str, str] = {}
    for name, variable, cell in zip(heading, columns, row, strict=False):
        cell = cell.strip()
        if not cell:
            continue
        if variable is None:
            if name.strip().lower() in ("translated-title", "translated title"):
                values.setdefault("custom", {})["translated-title"] = cell
            else:
                rest[name] = cell
        elif variable not in values or (variable == "issued" and len(cell) > 4):
            values[variable] = _value(variable, cell)
    if rest:
        values.setdefault("custom", {})["columns"] = rest
    key = str(values.pop("id", ""))
    reference, problems = reference_of({"id": key or "?", **values})
    if not key or key in taken:
        reference = reference.replace(id=make_key(reference, taken))
    taken.add(reference.id)
    return reference, [problem.model_copy(update={"key": reference.id}) for problem in problems]


def _value(variable: str, cell: str) -> Any:
    if variable == "type":
        known = ITEM_TYPES.get(cell.lower(), cell.lower().replace(" ", "-"))
        return known if known in TYPES else "document"
    if variable in NAME_VARIABLES:
        pieces = [piece.strip() for piece in re.split(r";(?![^{}]*\})", cell) if piece.strip()]
        return [name.to_csl() for piece in pieces for name in read_names(piece.replace("\\", ""))]
    if variable in DATE_VARIABLES:
        return (read_edtf(cell.partition(" ")[0]) or read_year_month(cell, "") or Date(literal=cell)).to_csl()
    return cell


def write_table(references: Iterable[Reference], delimiter: str) -> str:
    """Return the references as a table with a column for each variable that one of them has."""
    rows = [_row(reference) for reference in references]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _row(reference: Reference) -> dict[str, str]:
    row: dict[str, str] = {}
    for variable, value in reference.to_csl().items():
        if variable in NAME_VARIABLES:
            names = getattr(reference, variable.replace("-", "_"))
            row[variable] = "; ".join(_name_text(names[index : index + 1]) for index in range(len(names)))
        elif variable in DATE_VARIABLES:
            date = getattr(reference, variable.replace("-", "_"))
            row[variable] = write_edtf(date) or date.literal or str(date.year)
        elif isinstance(value, str):
            row[variable] = value
    if reference.translated_title:
        row["translated-title"] = reference.translated_title
    columns = reference.custom.get("columns")
    if isinstance(columns, dict):
        row |= {str(name): str(value) for name, value in columns.items()}
    return row


def _name_text(names: Any) -> str:
    written, _ = write_names(names, ascii_only=False)
    return re.sub(r"\\([&%$#_])", r"\1", written)
