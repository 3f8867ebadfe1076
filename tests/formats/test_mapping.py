"""Both tables both ways: each row is written, and read as itself."""

from __future__ import annotations

import pytest

from citekit.formats import loads, write
from citekit.formats.bib import mapping
from citekit.formats.bib.mapping import FieldRow, Kind
from citekit.formats.bib.read_entry import csl_type, row_applies
from citekit.formats.bib.write_entry import row_of_variable
from citekit.model import Date, Name, Reference
from citekit.model.variables import TYPES, VARIABLES, field_name

VALUES: dict[Kind, object] = {
    Kind.NAMES: (Name(family="Roe", given="Rick"),),
    Kind.DATE: Date.of(2001, 2, 3),
    Kind.DOI: "10.1000/a_b",
    Kind.LANGUAGE: "de",
    Kind.PAGES: "1-9",
}


def test_every_csl_type_has_a_row() -> None:
    assert {row.csl for row in mapping.TYPES} == TYPES


@pytest.mark.parametrize("row", mapping.TYPES, ids=lambda row: row.csl)
def test_types(row: mapping.TypeRow) -> None:
    assert csl_type(row.biblatex, row.subtype) == row.csl
    for name in ("bibtex", "biblatex"):
        reference = Reference(id="a", type=row.csl, title="T")
        assert loads(write([reference], None, name), name).references == [reference]


@pytest.mark.parametrize("kind", mapping.READ_TYPES)
def test_types_that_are_only_read_come_back_as_they_were(kind: str) -> None:
    text = f"@{kind}{{a,\n  title = {{T}},\n}}\n"
    (reference,) = loads(text, "biblatex").references
    assert reference.type == mapping.READ_TYPES[kind]
    written = write([reference], None, "biblatex")
    assert written == text or kind in mapping.SAME_TYPE


@pytest.mark.parametrize("row", mapping.FIELDS, ids=lambda row: f"{row.csl}-{row.biblatex}")
def test_fields(row: FieldRow) -> None:
    assert row.csl in VARIABLES
    attribute = field_name(row.csl)
    assert attribute is not None
    kinds = [one for one in sorted(TYPES) if row_applies(row, one) and row_of_variable(row.csl, one) is row]
    assert kinds
    value = VALUES.get(row.kind, "https://example.org/a" if row.csl == "URL" else "x1")
    for csl in kinds:
        reference = Reference(id="a", type=csl, title="T").replace(**{attribute: value})
        for name, field in (("bibtex", row.bibtex), ("biblatex", row.biblatex)):
            written = write([reference], None, name)
            assert loads(written, name).references == [reference], written
            dated = row.csl == "issued" and name == "bibtex"
            special = (row.csl, name) in {("collection-number", "bibtex"), ("issue", "bibtex")}
            assert f"  {field} = " in written or dated or special, written


def test_no_variable_is_lost() -> None:
    for variable in sorted(VARIABLES - {"title", "type"}):
        attribute = field_name(variable)
        assert attribute is not None
        value: object = "x1"
        if variable in {"DOI", "URL"}:
            value = {"DOI": "10.1000/a", "URL": "https://example.org/"}[variable]
        annotation = str(Reference.model_fields[attribute].annotation)
        if "Name" in annotation:
            value = VALUES[Kind.NAMES]
        elif "Date" in annotation:
            value = VALUES[Kind.DATE]
        reference = Reference(id="a", type="book", title="T").replace(**{attribute: value})
        for name in ("bibtex", "biblatex"):
            assert loads(write([reference], None, name), name).references == [reference], variable
