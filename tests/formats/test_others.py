"""The formats that are not .bib: what is read of real dialects, what a round loses, what is refused."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from citekit.errors import SyntaxProblem, UnknownFormat
from citekit.formats import find_format, formats, loads, read, read_file, write
from citekit.model import Reference

sys.path.insert(0, str(Path(__file__).parent))
from strategies import references

FIXTURES = Path(__file__).parent / "fixtures"
INPUTS = sorted(path for path in (FIXTURES / "others").iterdir() if not path.name.endswith(".expected.json"))
WORKS = read(FIXTURES / "works.json")
LOSSES = tomllib.loads((FIXTURES / "losses.toml").read_text(encoding="utf-8"))
BOTH_WAYS = [one.name for one in formats() if one.reads and one.writes]


@pytest.mark.parametrize("path", INPUTS, ids=[path.name for path in INPUTS])
def test_dialects(path: Path) -> None:
    expected = json.loads(Path(f"{path}.expected.json").read_text(encoding="utf-8"))
    result = read_file(path)
    assert [reference.to_csl() for reference in result.references] == expected["references"]
    assert [finding.code for finding in result.findings] == expected["findings"]


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_a_round_loses_what_is_documented(name: str) -> None:
    """``losses.toml`` names, for each format, the variables of the works that come back changed or not at all."""
    again = {reference.id: reference for reference in loads(write(WORKS, None, name), name).references}
    lost = set()
    for before in WORKS:
        old, new = before.to_csl(), again[before.id].to_csl()
        lost |= {f"{before.id} {variable}" for variable in old | new if old.get(variable) != new.get(variable)}
    assert lost == set(LOSSES.get(name, {}).get("lost", []))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reference=references())
def test_csl_yaml_holds_everything(reference: Reference) -> None:
    assert loads(write([reference], None, "csl-yaml"), "csl-yaml").references == [reference]


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(reference=references())
def test_a_second_round_loses_nothing(name: str, reference: Reference) -> None:
    """Whatever a format does not hold, what came back once comes back again."""
    first = loads(write([reference], None, name), name).references
    assert loads(write(first, None, name), name).references == first


@pytest.mark.parametrize("name", ["jats", "tei", "mods", "endnote-xml", "coins"])
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(reference=references())
def test_xml_is_well_formed(name: str, reference: Reference) -> None:
    text = write([reference], None, name)
    root = etree.fromstring((f"<x>{text}</x>" if name == "coins" else text.partition("?>")[2]).encode())
    written = "".join("".join(root.itertext()).split())
    assert reference.title is None or name == "coins" or "".join(reference.title.split()) in written


@pytest.mark.parametrize("name", ["jats", "tei", "mods", "endnote-xml"])
def test_control_characters_are_left_out(name: str) -> None:
    text = write(read(FIXTURES / "control.json"), None, name)
    assert "AB" in "".join(etree.fromstring(text.partition("?>")[2].encode()).itertext())


def test_json_ld() -> None:
    graph = json.loads(write(WORKS, None, "json-ld"))["@graph"]
    article = next(work for work in graph if work.get("@id") == "https://doi.org/10.1017/S0043887100007814")
    assert article["@type"] == "ScholarlyArticle"
    assert article["isPartOf"]["issueNumber"] == "1"
    assert article["isPartOf"]["isPartOf"]["volumeNumber"] == "51"
    assert article["isPartOf"]["isPartOf"]["isPartOf"]["name"] == "World Politics"
    assert (article["pageStart"], article["pageEnd"]) == ("144", "172")


LAUGHS = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><records><record><titles><title>&c;</title></titles>
</record></records></xml>"""
FILE_READER = """<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><mods><titleInfo><title>&f;</title></titleInfo></mods>"""
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LAUGHS, "endnote-xml"),
        (FILE_READER, "mods"),
        ("<xml><records>", "endnote-xml"),
        ("<html/>", "mods"),
        (ALIASES, "hayagriva"),
        ("references: [", "csl-yaml"),
        ("a: b", "csl-yaml"),
        ("[1, 2", "csl-json"),
        ('"text"', "csl-json"),
        ("a: 1", "cff"),
        ("foo,bar\n1,2\n", "csv"),
    ],
)
def test_refused(text: str, name: str) -> None:
    with pytest.raises(SyntaxProblem):
        loads(text, name)


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownFormat) as error:
        find_format("bibtx")
    assert "bibtex" in str(error.value.hint)
    with pytest.raises(UnknownFormat):
        loads("nothing that looks like a bibliography")
    with pytest.raises(UnknownFormat):
        loads("<span></span>", "coins")
    with pytest.raises(UnknownFormat):
        write(WORKS)


@pytest.mark.parametrize("name", [one for one in BOTH_WAYS if one not in ("csv", "tsv", "biblatex")])
def test_the_look_of_a_text_tells_its_format(name: str) -> None:
    assert {reference.id for reference in read(write(WORKS, None, name))} == {one.id for one in WORKS}


def test_suffixes(tmp_path: Path) -> None:
    for one in formats():
        for suffix in one.suffixes if one.reads and one.writes else ():
            path = tmp_path / f"works{suffix}"
            write(WORKS, path)
            assert [reference.id for reference in read(path)] == [reference.id for reference in WORKS]
