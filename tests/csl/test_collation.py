"""Order of text by language."""

from __future__ import annotations

import random
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.alphabets import RULES
from citekit.csl.collation import full_sort_key, sort_key

ORDERS = tomllib.loads((Path(__file__).parent / "fixtures/collation/orders.toml").read_text(encoding="utf-8"))[
    "order"
]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order['language']}-{order['words'][0]}")
def test_words_stand_in_their_languages_order(order: dict[str, Any]) -> None:
    for first, second in pairwise(order["words"]):
        assert sort_key(first, order["language"]) < sort_key(second, order["language"]), (first, second)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Zakowski", "Żakowski", "en-US"),
        ("de la Cruz", "De La Cruz", "en-US"),
        ("O’Neil", "oneil", "en-US"),
        ("well-known", "wellknown", "en-US"),
        ("Straße", "STRASSE", "de-DE"),
        ("Östberg", "Østberg", "sv-SE"),
        ("Å", "A\u030a", "sv-SE"),
        ("Aa", "Å", "da-DK"),
        ("カナ", "かな", "ja-JP"),
        ("№ 7", "No 007", "en-US"),
        ("I", "ı", "tr-TR"),
        ("ｆｕｌｌ", "full", "ja-JP"),
    ],
)
def test_what_is_the_same_letter_is_no_difference(one: str, other: str, language: str) -> None:
    assert sort_key(one, language) == sort_key(other, language)


def test_accents_count_second_and_case_third() -> None:
    words = ["role", "Role", "rôle", "Rôle", "roles", "rôles", "Roma"]
    assert sorted({*words}, key=lambda word: full_sort_key(word, "fr-FR")) == words
    assert full_sort_key("Ab", "da-DK") < full_sort_key("ab", "da-DK")


@given(st.text(), st.text(), st.sampled_from([*RULES, "en", "zh-TW", "x-unknown", ""]))
def test_any_text_has_a_place(one: str, other: str, language: str) -> None:
    keys = sorted([full_sort_key(one, language), full_sort_key(other, language)])
    assert keys[0] <= keys[1]
    assert sort_key(one, language) == full_sort_key(one, language)[0]


@given(st.text(alphabet="abcčdđhcijlnsšzž -’", max_size=8), st.sampled_from(sorted(RULES)))
def test_case_and_punctuation_never_come_first(text: str, language: str) -> None:
    assert sort_key(text.upper().lower(), language) == sort_key(f"“{text}”", language)


def test_ten_thousand_keys_take_no_time() -> None:
    chance = random.Random(1)
    letters = "aábcčdeéghijklłmnoöprsštuüvyzž -"
    texts = ["".join(chance.choices(letters, k=40)) for _ in range(10_000)]
    start = time.process_time()
    keys = [sort_key(text, "cs-CZ") for text in texts]
    assert time.process_time() - start < 0.3
    assert len(set(keys)) > 9_000
