"""What is wrong with a style, and where; what is only untidy."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl.repository import NAMESPACE, StyleSource, resolve
from citekit.csl.validation import validate
from citekit.errors import InvalidStyle

STYLE = f"""<style xmlns="{NAMESPACE}" class="in-text" version="1.0">
<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>
<macro name="a">
  <text variable="title"/>
</macro>
<citation><layout>
<text macro="a"/>
</layout></citation>
</style>"""

CASES = tomllib.loads((Path(__file__).parent / "fixtures/validation/cases.toml").read_text(encoding="utf-8"))


def changed(case: dict[str, Any]) -> str:
    assert case["old"] in STYLE
    return STYLE.replace(case["old"], case["new"], 1)


def test_a_good_style_has_no_findings() -> None:
    assert validate(resolve(STYLE)) == []


@pytest.mark.parametrize("case", CASES["error"], ids=lambda case: case["new"][:40] or "nothing")
def test_errors_name_line_element_and_remedy(case: dict[str, Any]) -> None:
    source = StyleSource("mine", changed(case).encode(), path="mine.csl")
    with pytest.raises(InvalidStyle) as raised:
        validate(source)
    assert case["message"] in raised.value.message
    assert raised.value.line == case["line"]
    assert raised.value.path == "mine.csl"
    assert case.get("hint", "") in (raised.value.hint or "")


@pytest.mark.parametrize("case", CASES["finding"], ids=lambda case: case["new"][:40] or "nothing")
def test_what_does_not_change_the_print_is_a_finding(case: dict[str, Any]) -> None:
    text = changed(case)
    findings = validate(resolve(text))
    assert [finding.code for finding in findings] == [case["code"]]
    assert findings[0].span is not None
    assert findings[0].span.of(text) == text.splitlines(keepends=True)[case["line"] - 1]


def test_xml_that_leads_elsewhere_is_refused() -> None:
    for declaration in (
        '<!DOCTYPE style [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE style SYSTEM "http://localhost:9/style.dtd">',
    ):
        with pytest.raises(InvalidStyle, match="document type declaration"):
            validate(StyleSource("mine", (declaration + STYLE).encode()))


@pytest.mark.parametrize(
    "name", ["apa", "chicago-notes-bibliography", "modern-language-association", "ieee", "nature"]
)
def test_installed_styles_are_valid(name: str) -> None:
    assert validate(resolve(name)) == []


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "styles").glob("*.csl")), ids=lambda path: path.stem
)
def test_our_own_styles_are_valid(path: Path) -> None:
    assert validate(resolve(path)) == []


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(STYLE)),
    st.integers(0, 12),
    st.sampled_from(["", "<", ">", '"', "&", "x", "<text/>", "\x00"]),
)
def test_a_damaged_style_never_ends_in_another_error(place: int, gone: int, put: str) -> None:
    with suppress(InvalidStyle):
        assert isinstance(
            validate(StyleSource("mine", (STYLE[:place] + put + STYLE[place + gone :]).encode())), list
        )
