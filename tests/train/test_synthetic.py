"""Facts become records, records print, damage keeps labels: for every kind, language and seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.item import Item
from citekit.parse.labelling.tokens import tokenize
from citekit.train import measure
from citekit.train.corpora import OTHER, read_corpus
from citekit.train.damage import damaged
from citekit.train.facts import LANGUAGES, Facts
from citekit.train.labelling import example
from citekit.train.languages import language_of
from citekit.train.records import works
from citekit.train.synthetic import rendered_pieces

CORPUS = Path(__file__).parent / "fixtures" / "corpus.jsonl"
KINDS = "article book chapter paper newspaper magazine thesis report page manuscript entry".split()
KINDS_OF_CSL = (
    "article-journal book chapter paper-conference article-newspaper article-magazine thesis report webpage "
    "manuscript entry-encyclopedia"
).split()
PIECES = st.lists(st.tuples(st.sampled_from(["author", "title", "date", "pages", OTHER]), st.text()), min_size=1)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(works(read_corpus(CORPUS)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_a_record_that_the_processor_takes(facts: Facts, kind: str, language: str) -> None:
    reports: list[tuple[str, str, str]] = []
    for seed in range(4):
        item = facts.item(random.Random(seed), language, seed, kind)
        assert item == facts.item(random.Random(seed), language, seed, kind)
        Item(item, 0, lambda *report: reports.append(report))
        assert item["title"]
        assert item["id"] == str(seed)
    assert not reports


@given(PIECES, st.integers(0, 10_000))
def test_damage_keeps_the_order_of_labels(pieces: list[tuple[str, str]], seed: int) -> None:
    worn = damaged(pieces, random.Random(seed), share=1.0)
    assert worn == damaged(pieces, random.Random(seed), share=1.0)
    known = iter([label for label, _ in pieces] + [OTHER])
    assert all(label in known for label, _ in worn)


@given(PIECES)
def test_every_token_has_a_label_that_was_printed(pieces: list[tuple[str, str]]) -> None:
    found = example(pieces, "made")
    assert found.tokens == tokenize(found.text)
    assert len(found.tokens) == len(found.labels)
    assert set(found.labels) <= {label for label, _ in pieces} | {OTHER, "url", "doi"}


def test_edges_and_words_beside_a_field_follow_the_corpora() -> None:
    found = example(
        [("author", "Lindqvist, E."), (OTHER, ": "), ("title", "“Mills,”"), (OTHER, " "), ("edition", "2nd"),
         (OTHER, " ed. Leiden, pp. "), ("pages", "3–7"), (OTHER, ". https://doi.org/"), ("DOI", "10.5555/x.1")],
        "made",
    )  # fmt: skip
    labels = {token.text: label for token, label in zip(found.tokens, found.labels, strict=True)}
    assert labels["Mills"] == "title"
    assert labels["“"] == labels["”"] == OTHER
    assert labels["ed"] == labels["nd"] == "edition"
    assert labels["pp"] == OTHER
    assert labels["–"] == labels["7"] == "pages"


@pytest.mark.parametrize(
    ("text", "language"),
    [("The mills of the valley", "en"),
     ("Mühlen und Müller der Mark", "de"), ("Les moulins de la vallée", "fr"),
     ("I mulini della valle e del monte", "it"), ("Los molinos del valle y la sierra", "es"), ("Aqua", "en")],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_print_differs_and_repeats(facts: Facts) -> None:
    first = list(rendered_pieces(facts, 40, random.Random(5)))
    assert first == list(rendered_pieces(facts, 40, random.Random(5)))
    assert len({"".join(text for _, text in pieces) for pieces in first}) > 30
    labels = {label for pieces in first for label, _ in pieces}
    assert {"author", "title", "date", "container", "publisher", "pages"} <= labels


def test_the_parser_is_measured_on_styles_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.main([str(CORPUS), "--count", "12"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[0][:2] == ["all", "12"]
    assert all(0 <= float(row[-1]) <= 1 for row in rows)
    assert sum(int(row[1]) for row in rows if row[0] in KINDS_OF_CSL) == 12


def test_what_was_printed_counts_as_right() -> None:
    text = "Lindqvist, Eva. Mills and Millers. Leiden: Harbour Press, 1975."
    fields = {"author": "Lindqvist, Eva", "title": "Mills and Millers", "date": "1975",
              "publisher": "Harbour Press", "location": "Leiden"}  # fmt: skip
    right = measure.Printed(text, fields, ("right",))
    wrong = measure.Printed(text, fields | {"date": "1976"}, ("wrong",))
    found = measure.tallies([right, wrong])
    assert (found["right"].whole, found["right"].f1()) == (1, 1.0)
    assert (found["wrong"].whole, found["wrong"].f1()) == (0, 0.8)
