"""TeX, names and dates: tables of what is written and what is meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.formats.bib.dates import read_edtf, read_year_month, write_edtf
from citekit.formats.bib.names import read_names, write_names
from citekit.formats.bib.tex_read import from_tex
from citekit.formats.bib.tex_write import to_tex
from citekit.model import Date

FIXTURES = Path(__file__).parent / "fixtures/bib"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((FIXTURES / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case.get("name") or str(next(iter(case.values())))) for case in found]


@pytest.mark.parametrize("case", cases("tex.toml"))
def test_tex(case: dict[str, str]) -> None:
    text = from_tex(case["tex"], title=True)
    assert text == case["text"]
    for ascii_only in (True, False):
        assert from_tex(to_tex(text, ascii_only=ascii_only, title=True), title=True) == text


@pytest.mark.parametrize("case", cases("names.toml"))
def test_names(case: dict[str, Any]) -> None:
    names = read_names(case["tex"])
    assert [name.to_csl() for name in names] == case["names"]
    assert read_names(*write_names(names, ascii_only=True)) == names


@pytest.mark.parametrize("case", cases("dates.toml"))
def test_dates(case: dict[str, Any]) -> None:
    date = read_edtf(case["edtf"]) if "edtf" in case else read_year_month(case["year"], case.get("month", ""))
    assert date is not None
    assert date.to_csl() == case["date"]
    written = write_edtf(date)
    assert written is None or read_edtf(written) == date


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("DNA sequencing in Escherichia coli", "{{DNA}} sequencing in {{Escherichia}} coli"),
        ("Japan-US Summit Meeting", "{{Japan-US}} Summit Meeting"),
        (
            "Neoclassical Realism and Theories of Foreign Policy",
            "Neoclassical Realism and Theories of Foreign Policy",
        ),
        ("Decision-Making Reform", "Decision-Making Reform"),
        ("Trump Thanks Japan for Hosting US Bases", "Trump Thanks {{Japan}} for Hosting {{US}} Bases"),
        ("Japan’s Turn", "Japan’s Turn"),
        ("Japan-India Joint Statement", "{{Japan-India}} Joint Statement"),
        ('The <span class="nocase">Java</span> Way', "The {Java} Way"),
        ("R&D spending", r"{{R\&D}} spending"),
    ],
)
def test_titles_get_the_braces_they_need(title: str, tex: str) -> None:
    assert to_tex(title, title=True) == tex


def test_no_date_at_all() -> None:
    assert read_edtf("last summer") is None
    assert write_edtf(Date(literal="last summer")) is None
