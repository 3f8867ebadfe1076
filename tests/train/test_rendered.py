"""Marking its variables does not change what the processor prints, and every character has the right variable."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from citekit.csl import Processor
from citekit.train.rendered import NONE, Stretch, cites, entries
from citekit.train.styles import StyleChoice, choose, set_apart, styles

ITEMS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "fixtures" / "items.json").read_text("utf-8"))
DRAWN = {one.name: one for one in choose(random.Random(11), 14)}
COMMON = ("apa", "chicago-notes-bibliography", "modern-language-association", "ieee", "oscola", "din-1505-2")
STYLES = [*DRAWN, *(name for name in COMMON if name not in DRAWN)]
WORDED = ("title", "container-title", "publisher", "publisher-place", "collection-title", "genre", "URL", "DOI")
NAMED = ("author", "editor", "translator")


def printed(style: str) -> list[list[Stretch]]:
    """Bibliography entries and citations of all items."""
    citations = [
        {"citationItems": [{"id": item["id"], "locator": "77"}], "properties": {"noteIndex": index}}
        for index, item in enumerate(ITEMS, 1)
    ]
    return [*entries(style, ITEMS).values(), *cites(style, ITEMS, citations)]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def test_marking_changes_next_to_nothing() -> None:
    """The words are the same everywhere, and so is the punctuation but for rare meetings of marks."""
    same, total = 0, 0
    for style in STYLES:
        wanted = {one.id: one.text.split() for one in Processor(style, ITEMS, None, "text").bibliography_entries()}
        got = {key: "".join(stretch.text for stretch in one).split() for key, one in entries(style, ITEMS).items()}
        for key, words in wanted.items():
            assert re.findall(r"\w+", " ".join(got[key])) == re.findall(r"\w+", " ".join(words)), style
            same += got[key] == words
            total += 1
    assert same > 0.95 * total > 0


@pytest.mark.parametrize("style", STYLES)
def test_every_character_is_its_variables(style: str) -> None:
    values = {variable: [letters(item[variable]) for item in ITEMS if variable in item] for variable in WORDED}
    families = {
        variable: {
            letters(name.get("family", name.get("literal", "")))
            for item in ITEMS
            for name in item.get(variable, ())
        }
        for variable in NAMED
    }
    years = {str(item["issued"]["date-parts"][0][0]) for item in ITEMS}
    seen = set()
    for one in printed(style):
        for stretch in one:
            seen.add(stretch.variable)
            found = letters(stretch.text)
            if stretch.variable in WORDED and found:
                assert any(found in value for value in values[stretch.variable]), stretch
            if stretch.variable == "locator":
                assert found == "77"
            if stretch.variable == NONE:
                assert not any(year in found for year in years), stretch
        for variable in NAMED:
            text = letters("".join(stretch.text for stretch in one if stretch.variable == variable))
            assert not text or any(family in text for family in families[variable]), (variable, text)
        date = "".join(stretch.text for stretch in one if stretch.variable == "issued")
        assert not date or any(year[2:] in date for year in years)
    assert "title" in seen


@pytest.mark.parametrize("style", STYLES)
def test_what_no_variable_printed_is_no_fact(style: str) -> None:
    """Punctuation, terms and a style's own words are left over: no word that only an item holds."""
    facts = set(
        "holloway lindqvist ortega rossi novak weber upland millers ferry hinterland orchard leiden".split()
    )
    for one in printed(style):
        for stretch in one:
            if stretch.variable == NONE:
                assert not facts & set(re.findall(r"\w+", stretch.text.lower())), one


def test_styles_are_split_for_good() -> None:
    known = styles()
    apart = [one for one in known if set_apart(one.name)]
    assert 0.05 < len(apart) / len(known) < 0.15
    assert not {one.name for one in choose(random.Random(3), 200)} & {one.name for one in apart}
    assert {one.name for one in choose(random.Random(3), 50, apart=True)} <= {one.name for one in apart}
    assert any(isinstance(one, StyleChoice) and one.notes for one in known)
