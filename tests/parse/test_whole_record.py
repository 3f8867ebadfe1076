"""What the whole record must look like mends what a labeller says of its words, one case a rule."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from citekit.parse.assembly.repair import repair
from citekit.parse.fields import Labelled, Labelling

CASES = tomllib.loads(
    (Path(__file__).parent / "fixtures" / "labelling" / "whole_record.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_labelling_becomes_a_record(case: dict[str, Any]) -> None:
    text, position, fields = case["text"], 0, []
    for field, printed in case["labelled"]:
        start = text.index(printed, position)
        position = start + len(printed)
        fields.append(Labelled(field, start, position))
    repaired = repair(text, Labelling(tuple(fields), confidence=0.5))
    assert [[one.field, text[one.start : one.end]] for one in repaired.fields] == case["repaired"]
