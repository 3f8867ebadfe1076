"""Corpora are read into one convention; synthetic print is labelled as printed; a model comes out and loads."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableInput
from citekit.parse.labelling import labeller, lexica
from citekit.parse.labelling.states import labels, states
from citekit.parse.reference import parse_reference
from citekit.train.__main__ import held_out, main
from citekit.train.calibration import calibrate
from citekit.train.corpora import OTHER, Example, read_corpus
from citekit.train.evaluation import Tally, got, wanted
from citekit.train.lexicon import make_lexicon
from citekit.train.recombined import recombined
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
    dates = [text for example in printed for label, text in fields(example) if label == "date"]
    assert sum(any(year in text for year in ("19", "20")) for text in dates) > 0.8 * len(dates) > 0
    assert all(len(example.tokens) == len(example.labels) for example in printed)
    printed_titles = [text for example in printed for label, text in fields(example) if label == "title"]
    undamaged = [text for text in printed_titles if any(text[:8].lower() in title.lower() for title in titles)]
    assert len(undamaged) > 0.7 * len(printed_titles) > 0


def test_recombined_references_keep_the_print_and_change_the_contents(examples: list[Example]) -> None:
    made = list(recombined(examples * 3, copies=4, seed=5))
    assert [one.text for one in made] == [one.text for one in recombined(examples * 3, copies=4, seed=5)]
    assert {one.text for one in made} - {one.text for one in examples}
    given = {field for example in examples for field in fields(example)}
    originals = {example.name: example for example in examples}
    for one in made:
        assert len(one.tokens) == len(one.labels)
        original = originals[one.name.partition("-recombined")[0]]
        labelled = [label for label, _ in fields(one) if label != "citation-number"]
        assert labelled == [label for label, _ in fields(original) if label != "citation-number"]
        assert all(field in given for field in fields(one) if field[0] in ("publisher", "place"))


def test_a_model_is_made_and_loads(tmp_path: Path, examples: list[Example]) -> None:
    assert main([str(CORPUS), "--output", str(tmp_path), "--iterations", "15", "--minimum", "1"]) == 0
    model = labeller.load(tmp_path)
    with labeller.using(model):
        fields = {one.field for one in labeller.label(examples[0].text).fields}
    assert {"author", "title", "date"} <= fields
    assert labeller.label(examples[0].text).fields  # with the shipped model again


def test_cross_validation_names_every_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CORPUS), "--folds", "4", "--iterations", "10", "--minimum", "1"]) == 0
    printed = capsys.readouterr().out
    assert "corpus" in printed
    assert "all right" in printed


def test_something_has_to_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main([str(CORPUS)])
    assert main([str(CORPUS), "--output", str(tmp_path), "--holdout", "1"]) == 2


@given(st.lists(st.sampled_from(["O", "author", "title", "series", "note", "date"])))
def test_labels_survive_the_states(chain: list[str]) -> None:
    assert labels(states(chain)) == chain


def test_punctuation_remembers_the_field_before_it() -> None:
    assert states(["O", "author", "O", "title", "O", "O"]) == [
        "O:start", "author", "O:author", "title", "O:title", "O:title",
    ]  # fmt: skip


def test_a_lexicon_is_read_as_written(examples: list[Example]) -> None:
    lexicon = make_lexicon(examples, at_least=1, names_at_least=1)
    assert lexica.read(lexica.write(lexicon)) == lexicon
    assert lexicon.names["journal of trade"] == "C"
    assert lexicon.kind("holloway") == "a"
    assert lexicon.kind("unheard-of") is None


def test_records_are_compared_field_by_field(examples: list[Example]) -> None:
    tally = Tally()
    printed = {"title": ["A Title?"], "journal": "J. X", "date": "(2004b)", "volume": "vol. 12", "pages": "1–20"}
    assert wanted(printed) == {
        "title": "atitle", "container-title": "jx", "date": "2004", "volume": "12", "pages": ("1", "20"),
    }  # fmt: skip
    read = got(parse_reference("Holloway, Mary. *The Salt Roads*. London: Garden Press, 2004.").reference)
    assert read["author"] == ("holloway", "mary")
    assert tally.add(read, read)
    assert not tally.add({**read, "title": "another"}, read)
    assert (tally.records, tally.whole) == (2, 1)
    assert 0.5 < tally.f1() < 1


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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "corpus.jsonl: no such file"),
        ("", "the file is empty"),
        ("broken", "corpus.jsonl:1:1: not JSON"),
        ('{"raw": "A", "segments": []}\n[1]', "corpus.jsonl:2: this line is no labelled reference"),
        ('{"raw": 3, "segments": []}', "no labelled reference"),
        ('{"raw": "A", "segments": [["title"]]}', "no labelled reference"),
    ],
)
def test_what_is_no_corpus_is_said(
    text: str | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    if text is not None:
        corpus.write_text(text)
    assert main([str(corpus), "--output", str(tmp_path / "model")]) == 2
    assert says in capsys.readouterr().err


def test_a_directory_without_a_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no model"):
        labeller.load(tmp_path)
    (tmp_path / "lexicon.txt").write_text("a0 anna\n")
    with pytest.raises(UnreadableInput, match="no model"):
        labeller.load(tmp_path)
