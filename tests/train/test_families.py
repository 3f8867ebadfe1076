"""Prints of references as data: every one can be printed, every field has its label, names keep their forms."""

from __future__ import annotations

import random
import re
import tomllib
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Name
from citekit.train import bylines, dates, families, science, titles
from citekit.train.corpora import OTHER, read_corpus
from citekit.train.damage import _moved_blanks, _spacing
from citekit.train.facts import Facts
from citekit.train.labelling import example
from citekit.train.patterns import Choice, Family, Field, Optional, Part, read
from citekit.train.patterns import families as listed
from citekit.train.records import works

FIXTURES = Path(__file__).parent / "fixtures"
CASES = tomllib.loads((FIXTURES / "patterns.toml").read_text(encoding="utf-8"))
COLLMAN = Name(family="Collman", given="John P.")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(works(read_corpus(FIXTURES / "corpus.jsonl")))


def fields(parts: tuple[Part, ...]) -> set[str]:
    """The names of all fields of a pattern."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Field):
            found.add(part.name)
        elif isinstance(part, Choice):
            found |= {name for branch in part.branches for name in fields(branch)}
        elif isinstance(part, Optional):
            found |= fields(part.parts)
    return found


@pytest.mark.parametrize("family", listed(), ids=lambda one: f"{one.language}-{one.kind}-{one.weight:g}")
def test_every_pattern_of_a_family_can_be_printed(facts: Facts, family: Family) -> None:
    rng = random.Random(7)
    assert set(family.forms) <= set(bylines.FORMS)
    for pattern in family.patterns:
        drawn = (families.record(facts, rng, family).parts(pattern) for _ in range(25))
        pieces = next((one for one in drawn if one is not None), [])
        assert {label for label, _ in pieces} - {OTHER}
        assert not any(re.search(r"[{}|]", text) for label, text in pieces if label == OTHER)


def test_references_differ_and_repeat(facts: Facts) -> None:
    first = [families.printed(facts, random.Random(seed)) for seed in range(60)]
    assert first == [families.printed(facts, random.Random(seed)) for seed in range(60)]
    assert len({str(one) for one in first}) > 40


@pytest.mark.parametrize("case", CASES["print"], ids=lambda case: case["pattern"])
def test_fields_have_their_labels(facts: Facts, case: dict[str, str]) -> None:
    family = Family(case["language"], "article", 1, "", (case["names"],), ())
    rng = random.Random(1)
    one = families.record(facts, rng, family)._replace(item=CASES["item"])
    pieces = one.parts(read(case["pattern"]))
    assert pieces is not None
    found = example(pieces, "made")
    assert found.text == case["text"]
    runs: list[list[str]] = []
    for label, run in groupby(zip(found.tokens, found.labels, strict=True), key=lambda pair: pair[1]):
        tokens = [token for token, _ in run]
        if label != OTHER:
            runs.append([label, found.text[tokens[0].start : tokens[-1].end]])
    assert runs == case["fields"]


@pytest.mark.parametrize(("form", "printed"), bylines.FORMS.items())
def test_forms_of_names(form: str, printed: str) -> None:
    assert bylines.spelled(COLLMAN, form) == printed


@given(st.integers(0, 10_000))
def test_lists_of_names_hold_the_first(seed: int) -> None:
    rng = random.Random(seed)
    names = [COLLMAN, *(Name(family=one, given="Eva") for one in ("Lindqvist", "Moreau", "Rossi"))]
    style = bylines.byline(rng, rng.choice(list(bylines.FORMS)), rng.choice(["en", "de", "hu"]))
    text = bylines.printed(names, style, rng)
    assert text.startswith(bylines.spelled(COLLMAN, style.form))
    assert "Rossi" in text.title() or style.others in text


@pytest.mark.parametrize(
    ("title", "short"),
    [("Journal of the American Chemical Society", "J. Am. Chem. Soc."), ("Nature", "Nature"),
     ("Zeitschrift für Physik", "Z. Phys."), ("The Review of Economic Studies", "Rev. Econ. Stud.")],
)  # fmt: skip
def test_journals_are_abbreviated(title: str, short: str) -> None:
    printed = science.abbreviated(title, random.Random(1))
    assert re.sub(r"[. ]", "", printed) == re.sub(r"[. ]", "", short)


@given(st.integers(0, 10_000), st.integers(1850, 2030), st.sampled_from(["en", "de", "it", "hu", "cs", "xx"]))
def test_whole_dates_hold_their_year(seed: int, year: int, language: str) -> None:
    for form in ("full", "issue", "days"):
        assert str(year) in dates.written(random.Random(seed), year, language, form)


@given(st.integers(0, 10_000))
def test_titles_keep_their_words(seed: int) -> None:
    title = "Mills and Millers of the Lower Valley"
    changed = titles.varied(random.Random(seed), title, "Bread: A History")
    plain = re.sub(r"\W+", "", changed).lower()
    assert plain.startswith("millsandmillers")
    assert plain.startswith("millsandmillersofthelowervalley") or changed.startswith("“")


@given(st.integers(0, 10_000))
def test_blanks_alone_are_moved(seed: int) -> None:
    pieces = [("author", "Lindqvist, E. and Moreau, P."), (OTHER, " ("), ("date", "1975"), (OTHER, "). "),
              ("container", "Phys. Rev. D"), (OTHER, " "), ("volume", "12"), (OTHER, "("), ("issue", "3"),
              (OTHER, "): "), ("pages", "4–9")]  # fmt: skip
    for harm in (_moved_blanks, _spacing):
        worn = harm(pieces, random.Random(seed))
        assert [(label, text.replace(" ", "")) for label, text in worn] == [
            (label, text.replace(" ", "")) for label, text in pieces
        ]
