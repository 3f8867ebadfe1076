"""A patched file changes where its references changed, and nowhere else."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from citekit.formats import patch, read, read_file
from citekit.formats.bib.patch import patch as patch_text
from citekit.model import Date, Name, Reference

FILE = """% A comment that stays.
@string{acm = "ACM Press"}

@Article{one,
  Author    = "Smith, John and Doe, Jane",
  title     = {A {T}itle},   % odd, but there
  journal   = {Journal of Things},
  year      = 1999,
  publisher = acm,
  pages     = {1--9}
}

free text in between

@book{two, author = {Roe, Rick}, title = {Short}, date = {2001}, timestamp = {today} }

@comment{jabref-meta: databaseType:bibtex;}
"""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return [line.rstrip("\n") for line in lines if line[0] in "+-"]


def by_key(text: str) -> dict[str, Reference]:
    return {reference.id: reference for reference in read(text, "bibtex")}


def test_nothing_changed() -> None:
    assert patch_text(FILE, read(FILE, "bibtex")) == FILE


def test_one_value() -> None:
    references = by_key(FILE)
    references["one"] = references["one"].replace(page="1-10")
    patched = patch_text(FILE, references.values())
    assert changed_lines(FILE, patched) == ["-   pages     = {1--9}", "+   pages     = {1--10}"]
    assert by_key(patched) == references


def test_delimiters_and_numbers_keep_their_fashion() -> None:
    references = by_key(FILE)
    references["one"] = references["one"].replace(
        author=(Name(family="Smith", given="Joan"),), issued=Date.of(2000, 5)
    )
    patched = patch_text(FILE, references.values())
    assert changed_lines(FILE, patched) == [
        '-   Author    = "Smith, John and Doe, Jane",',
        '+   Author    = "Smith, Joan",',
        "-   year      = 1999,",
        "+   year      = 2000,",
        "-   pages     = {1--9}",
        "+   pages     = {1--9},",
        "+   month     = may",
    ]
    assert by_key(patched) == references


def test_a_field_more_a_field_less() -> None:
    references = by_key(FILE)
    references["one"] = references["one"].replace(doi="10.1000/a_b", container_title=None)
    references["two"] = references["two"].replace(publisher="Röhr")
    patched = patch_text(FILE, references.values())
    assert "  doi       = {10.1000/a_b}\n}" in patched
    assert "journal " not in patched
    assert 'timestamp = {today}, publisher = {R{\\"o}hr} }' in patched
    assert by_key(patched) == references
    assert "% A comment that stays.\n" in patched
    assert "free text in between" in patched


def test_type_key_and_removal() -> None:
    references = by_key(FILE)
    renamed = references["two"].replace(id="roe2001", aliases=("two",), type="report")
    patched = patch_text(FILE, [renamed], remove=True)
    assert "@report{roe2001, author = {Roe, Rick}" in patched
    assert "@Article" not in patched
    assert "free text in between" in patched


def test_new_entries_come_last() -> None:
    new = Reference(id="three", type="book", title="New")
    patched = patch_text(FILE, [*read(FILE, "bibtex"), new])
    assert patched.startswith(FILE)
    assert by_key(patched)["three"] == new


def test_line_ends_and_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    references = read_file(path).references
    assert not patch(path, references)
    changed = [reference.replace(page="3") if reference.id == "one" else reference for reference in references]
    assert patch(path, changed)
    expected = FILE.replace("{1--9}", "{3}").replace("\n", "\r\n").encode()
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected


@pytest.mark.parametrize("change", ["none", "title"])
def test_real_files(shared: Path, change: str) -> None:
    for path in sorted((shared / "data/formats/bib").glob("*.bib")):
        source = read_file(path).source
        assert source is not None
        text = source.text
        references = read(text, "bibtex")
        if change == "none":
            assert patch_text(text, references) == text, path.name
        elif len(references) < 20:
            renamed = [reference.replace(title="Another title, 2nd") for reference in references]
            patched = patch_text(text, renamed)
            assert read(patched, "bibtex") == renamed, path.name
            assert len(patched.splitlines()) >= len(text.splitlines()) * 0.6, path.name
