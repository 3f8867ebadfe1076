"""Names that hold a list of names, as citation strings cut in the wrong places leave them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.dedupe.name_lists import parted, person, without_label

FIXTURES = Path(__file__).parent / "fixtures/name_lists.toml"
NAMES = tomllib.loads(FIXTURES.read_text(encoding="utf-8"))["names"]


def plain(text: str) -> str:
    return text.replace(".", "").replace(" ", "")


@pytest.mark.parametrize(("family", "given", "people"), NAMES)
def test_a_list_is_parted_and_a_name_is_not(family: str, given: str, people: list[Any]) -> None:
    found = [[one, plain(first)] for one, first in parted(family, given)]
    assert found == [[one, plain(first)] for one, first in people]


def test_initials_behind_a_family_name() -> None:
    assert person("Watkins CJCH") == ("Watkins", "C J C H")
    assert person("Watkins") is None
    assert person("World Bank") is None


def test_the_label_of_a_citation_is_no_name() -> None:
    assert without_label("[FS96] Freund") == "Freund"
