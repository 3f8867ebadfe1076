"""The checks of single values, of entries, and that a fix changes nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from citekit.cli.lint import command
from citekit.formats import loads, read_file
from citekit.formats.lint import checks, lint_bib, lint_records
from citekit.formats.lint_values import VALUE_CHECKS

CASES = tomllib.loads((Path(__file__).parent / "fixtures/lint/values.toml").read_text(encoding="utf-8"))["case"]
OWN = {check.code for check in VALUE_CHECKS}


def entry(field: str, value: str) -> str:
    return f"% kept\n@misc{{a,\n  {field} = {value},\n  other   = {{untouched & raw}}\n}}\n"


@pytest.mark.parametrize("case", CASES, ids=[case.get("name", case["value"]) for case in CASES])
def test_values(case: dict[str, Any]) -> None:
    text = entry(case["field"], case["value"])
    start = text.index(case["value"])
    found = lint_bib(text, wanted=OWN.__contains__)
    places = [f"{one.span.start - start} {one.code}" for one in found.findings if one.span]
    assert places == case["found"]
    fixed = lint_bib(text, fix=True, wanted=OWN.__contains__)
    assert fixed.text == entry(case["field"], case.get("fixed", case["value"]))
    assert lint_bib(fixed.text, fix=True, wanted=OWN.__contains__).text == fixed.text


def test_entries() -> None:
    text = "@article{a, title = {T}}\n@book{a, title = {U}, author = {A}, year = 2001, isbn = {9783161484101}}\n"
    codes = [finding.code for finding in lint_bib(text).findings]
    assert codes == ["missing-field", "duplicate-key", "isbn-check-digit"]
    message = lint_bib(text).findings[0].message
    assert message == "@article without author, journaltitle, date"


def test_a_field_may_be_inherited() -> None:
    child = "@incollection{a, author = {A}, title = {T}, crossref = b}\n"
    text = child + "@book{b, title = {B}, editor = {E}, date = 2001}"
    assert "missing-field" not in [finding.code for finding in lint_bib(text).findings]


def test_records_of_other_formats() -> None:
    result = loads('[{"id": "a", "type": "book", "ISBN": "9783161484101"}]', "csl-json")
    assert [finding.code for finding in lint_records(result)] == ["isbn-check-digit"]


def test_every_check_is_documented() -> None:
    listed = checks()
    assert {check.code for check in listed} >= OWN
    assert all(check.summary for check in listed)


def test_fixing_real_files_loses_no_reference(shared: Path) -> None:
    for path in sorted((shared / "data/formats/bib").glob("*.bib")):
        if path.stat().st_size < 100_000:
            source = read_file(path).source
            assert source is not None
            fixed = lint_bib(source.text, fix=True)
            before = [reference.id for reference in loads(source.text, "bibtex").references]
            assert [reference.id for reference in loads(fixed.text, "bibtex").references] == before, path.name


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(entry("doi", "{https://doi.org/10.1000/a}"), encoding="utf-8")
    result = CliRunner().invoke(command, [str(path)], standalone_mode=False)
    assert result.return_value == 1
    assert f"{path}:3:10: doi-as-url" in result.stdout
    assert "\n             ^\n" in result.stdout
    result = CliRunner().invoke(command, ["--fix", str(path)], standalone_mode=False)
    assert result.return_value == 0
    assert path.read_text(encoding="utf-8") == entry("doi", "{10.1000/a}")
    result = CliRunner().invoke(
        command, ["-", "--fix"], input=entry("doi", "{doi:10.1000/a}"), standalone_mode=False
    )
    assert result.stdout == entry("doi", "{10.1000/a}")
