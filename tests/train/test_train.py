"""Corpora are read into one convention; synthetic print is labelled as printed; a model comes out and loads."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.parse.features import features
from citekit.train.__main__ import held_out, main
from citekit.train.calibration import calibrate
from citekit.train.corpora import OTHER, Example, read_corpus
from citekit.train.lexicon import make_lexicon
from citekit.train.records import works
from citekit.train.synthetic import references

CORPUS = Path(__file__).parent / "fixtures" / "corpus.jsonl"


def fields(example: Example) -> list[tuple[str, str]]:
    """The labelled stretches, in order."""
    found = []
    position = 0
    for label, run in groupby(example.labels):
        length = len(list(run))
        if label != OTHER:
            start, end = example.tokens[position].start, example.tokens[position + length - 1].end
            found.append((label, example.text[start:end]))
        position += length
    return found


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(read_corpus(CORPUS))


def test_a_line_whose_segments_do_not_fit_is_left_out(examples: list[Example]) -> None:
    assert [example.name for example in examples] == [f"made-{n}" for n in range(1, 6)]


def test_edges_and_numbers_follow_one_convention(examples: list[Example]) -> None:
    assert fields(examples[0]) == [
        ("author", "Holloway, M"), ("date", "2004"), ("title", "The salt roads"),
        ("container", "Journal of Trade"),
        ("volume", "12"), ("issue", "3"), ("pages", "1–20"),
    ]  # fmt: skip
    assert ("date", "2014") in fields(examples[2])
    assert ("volume", "35") in fields(examples[2])
    assert [one for one in fields(examples[3]) if one[0] in ("volume", "issue")] == [
        ("volume", "7"),
        ("issue", "3"),
    ]
    assert ("editor", "Krüger, H") in fields(examples[4])


def test_synthetic_references_are_labelled_as_printed(examples: list[Example]) -> None:
    known = works(examples)
    printed = list(references(known, 60, seed=7))
    assert [one.text for one in printed] == [one.text for one in references(known, 60, seed=7)]
    titles = {work.title for work in known}
    for example in printed:
        assert len(example.tokens) == len(example.labels)
        for label, text in fields(example):
            if label == "date":
                assert text[:4].isdigit()
    printed_titles = [text for example in printed for label, text in fields(example) if label == "title"]
    undamaged = [text for text in printed_titles if any(title.startswith(text[:8]) for title in titles)]
    assert len(undamaged) > 0.8 * len(printed_titles) > 0


def test_a_model_is_made_and_loads(tmp_path: Path, examples: list[Example]) -> None:
    import pycrfsuite

    assert main([str(CORPUS), "--output", str(tmp_path), "--iterations", "15", "--minimum", "1"]) == 0
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "labeller.crfsuite"))
    lexicon = make_lexicon(examples)
    tagger.set(features(examples[0].text, examples[0].tokens, lexicon))
    assert "title" in tagger.tag()


def test_copies_fall_on_the_same_side() -> None:
    for fold in range(3):
        assert held_out("Smith, J. 2001. Title.", 0.3, fold) == held_out("SMITH J (2001) Title", 0.3, fold)
    sides = [any(held_out(f"text number {word}", 0.25, fold) for fold in range(4)) for word in "abcdefgh"]
    assert all(sides)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_calibration_rises(pairs: list[tuple[float, bool]]) -> None:
    shares = [share for _, share in calibrate(pairs)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
