"""Tokens, features and the repair of what the model labels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.parse.assembly.repair import repair
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.labelling import lexica
from citekit.parse.labelling.features import features
from citekit.parse.labelling.tokens import tokenize

FIXTURES = Path(__file__).parent / "fixtures" / "labelling"
CASES = tomllib.loads((FIXTURES / "repair.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_repair(case: dict[str, Any]) -> None:
    text, position, given_fields = case["text"], 0, []
    for field, printed in case["labelled"]:
        position = text.index(printed, position)
        given_fields.append(Labelled(field, position, position + len(printed)))
    repaired = repair(text, Labelling(tuple(given_fields), confidence=0.5))
    assert [[one.field, text[one.start : one.end]] for one in repaired.fields] == case["repaired"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("inAdvanced Concepts", ["in", "Advanced", "Concepts"]),
        ("McDonald, LaTeX", ["McDonald", ",", "LaTeX"]),
        ("JHEP11 (2016)", ["JHEP", "11", "(", "2016", ")"]),
        ("l’Ouest <i>x</i>", ["l’Ouest", "<i>", "x", "</i>"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == tokens


@given(st.text(max_size=120))
def test_every_letter_is_in_a_token_and_every_token_has_features(text: str) -> None:
    tokens = tokenize(text)
    covered = {place for token in tokens for place in range(token.start, token.end)}
    assert all(place in covered for place, character in enumerate(text) if not character.isspace())
    assert all(text[token.start : token.end] == token.text for token in tokens)
    rows = features(text, tokens, lexica.make({"press": "p3"}, {"garden press": "P"}))
    assert len(rows) == len(tokens)


def test_whole_names_of_the_lexicon_are_found() -> None:
    lexicon = lexica.make({}, {"garden press": "P"})
    text = "London: Garden Press, 2004"
    rows = features(text, tokenize(text), lexicon)
    known = [[one for one in row if one.startswith("K=")] for row in rows]
    assert known == [[], [], ["K=PB"], ["K=PE"], [], []]
