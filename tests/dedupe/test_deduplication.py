from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.dedupe import candidate_pairs, columns_of, compare, deduplicate, score
from citekit.model import Reference


def article(key: str, title: str = "Ports and Treaties of the Northern Coast", **more: Any) -> Reference:
    item = {
        "id": key,
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Okada", "given": "Rei"}],
        "issued": {"date-parts": [[2004]]},
        "container-title": "Asian Ports",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    return Reference.from_csl({name: value for name, value in item.items() if value is not None})


def test_the_json_is_that_of_the_contract() -> None:
    found = deduplicate([article("a"), article("b"), article("c", issued={"date-parts": [[2009]]}, volume="9")])
    value = found.to_json()
    assert [one["ids"] for one in value["clusters"]] == [["a", "b"]]
    assert 0.85 <= value["clusters"][0]["score"] <= 1
    assert value["clusters"][0]["reasons"]
    assert [(one["ids"], one["relation"]) for one in value["related"]] == [(["a", "c"], "version")]


def test_merged_references_and_aliases() -> None:
    found = deduplicate([article("a", volume="3"), article("b", "Ports and treaties of the Northern coast")])
    (merged,) = found.references
    assert (merged.id, merged.aliases, merged.volume) == ("a", ("b",), "3")
    assert found.aliases == {"b": "a"}


def test_relations_name_the_keys_that_stay() -> None:
    later = article("c", issued={"date-parts": [[2009]]}, volume="9")
    found = deduplicate([article("a"), article("b"), later, later.replace(id="d")])
    assert [cluster.ids for cluster in found.clusters] == [("a", "b"), ("c", "d")]
    assert [(one.ids, one.relation) for one in found.relations] == [(("a", "c"), "version")]
    assert {frozenset(one.ids) for one in found.undo("b").relations} <= {frozenset("ac"), frozenset("bc")}


def test_undo_gives_both_records_back() -> None:
    records = [
        article("a"),
        article("b"),
        article("c", "Winds of the Southern Coast"),
        article("d", "Winds of the southern coast"),
    ]
    found = deduplicate(records)
    assert len(found.references) == 2
    again = found.undo("b")
    assert again.references == (records[0], records[1], found.references[1])
    assert again.undo(again.clusters[0]).references == tuple(records)
    with pytest.raises(KeyError):
        again.undo("a")


def test_pairs_told_apart_are_neither_merged_nor_proposed() -> None:
    found = deduplicate([article("a"), article("b")], distinct=[("b", "a")])
    assert not found.clusters
    assert not found.proposed


def test_known_records_are_not_compared_with_one_another() -> None:
    found = deduplicate([article("n")], against=[article("a"), article("x", "Winds"), article("y", "Winds")])
    assert [cluster.ids for cluster in found.clusters] == [("a", "n")]


def test_a_pair_in_doubt_is_proposed() -> None:
    found = deduplicate(
        [
            article("a", "Ports", volume="1", author=[{"family": "Okada"}], container_title=None),
            article("b", "Ports", author=[{"family": "Okada"}], container_title=None),
        ]
    )
    assert not found.clusters
    assert [pair.ids for pair in found.proposed] == [("a", "b")]


def test_two_records_with_one_key() -> None:
    found = deduplicate([article("a"), article("a", "Winds of the Southern Coast"), article("a")])
    assert [(finding.code, finding.key) for finding in found.findings] == [("duplicate-key", "a")]
    assert [cluster.ids for cluster in found.clusters] == [("a", "a-3")]
    assert [(one.id, one.aliases) for one in found.references] == [("a", ()), ("a-2", ())]


def test_cycles_in_aliases_are_named() -> None:
    a = article("a").replace(aliases=("b",))
    b = article("b", "Winds of the Southern Coast").replace(aliases=("a",))
    found = deduplicate([a, b])
    assert [finding.code for finding in found.findings] == ["alias-is-key", "alias-is-key"]
    assert len(found.references) == 2


@pytest.mark.parametrize(
    "item",
    [
        {"title": ""},
        {"title": "?"},
        {"title": "[]"},
        {"title": "\\"},
        {"title": "𝕏", "author": [{"literal": "…"}]},
        {"title": "A", "page": "–", "volume": "?"},
        {"title": "(1)"},
        {"issued": {"literal": "in press"}},
        {"URL": "http://[::1]/"},
        {"author": [{"family": "al", "given": "et"}]},
    ],
)
def test_odd_records_do_no_harm(item: dict[str, Any]) -> None:
    records = [Reference.from_csl({"id": key, "type": "document", **item}) for key in "abc"]
    found = deduplicate([*records, article("d")])
    assert len(found.originals) == 4
    assert found.to_json()


def test_many_copies_of_one_record_take_no_quadratic_time() -> None:
    one = article("a")
    copies = [one.model_copy(update={"id": f"a{index}"}) for index in range(5_000)]
    start = time.process_time()
    found = deduplicate(copies)
    assert time.process_time() - start < 10
    assert len(found.clusters) == 1
    assert len(found.clusters[0].ids) == 5_000


def test_pairs_to_compare_grow_with_the_records_not_with_their_square() -> None:
    def pairs(size: int) -> int:
        records = [article(f"r{n}", f"Ports and treaties of coast {n % 50} and harbour {n}") for n in range(size)]
        return len(candidate_pairs(columns_of(records)))

    assert pairs(2_000) < 3 * pairs(1_000)
    assert pairs(2_000) < 2_000 * 100


def test_the_parts_can_be_called_on_batches() -> None:
    batch = columns_of([article("a"), article("b"), article("c", "Winds of the Southern Coast")])
    weights = {
        (a, b): score(batch[a], batch[b], compare(batch[a], batch[b])).weight for a, b in candidate_pairs(batch)
    }
    assert max(weights, key=lambda pair: weights[pair]) == (0, 1)


WORDS = "ports treaties winds salt harbour coast northern borduria".split()


@st.composite
def libraries(draw: st.DrawFn) -> list[Reference]:
    size = draw(st.integers(0, 9))
    return [
        article(
            f"k{number}",
            " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=0, max_size=4))) or None,
            issued=draw(st.sampled_from([None, {"date-parts": [[2004]]}, {"date-parts": [[2005, 3]]}])),
            volume=draw(st.sampled_from([None, "1", "2"])),
            DOI=draw(st.sampled_from([None, "10.1000/a", "10.1000/b"])),
        )
        for number in range(size)
    ]


@settings(max_examples=80, deadline=None)
@given(libraries(), st.randoms(use_true_random=False))
def test_what_always_holds(records: list[Reference], random: Any) -> None:
    found = deduplicate(records)
    members = list(itertools.chain.from_iterable(cluster.ids for cluster in found.clusters))
    assert len(members) == len(set(members)), "every id in at most one cluster"
    assert all(len(cluster.ids) > 1 for cluster in found.clusters)
    kept = [key for one in found.references for key in (one.id, *one.aliases)]
    assert sorted(kept) == sorted(one.id for one in records), "no record is lost"
    dois = {one.id: one.doi for one in records}
    for cluster in found.clusters:
        assert len({dois[key] for key in cluster.ids} - {None}) <= 1, "two DOIs never meet"
    shuffled = list(records)
    random.shuffle(shuffled)
    again = deduplicate(shuffled)
    assert {frozenset(one.ids) for one in again.clusters} == {frozenset(one.ids) for one in found.clusters}


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("ldd_stroke", 1.0, 0.99), ("ldd_cytology_screening", 1.0, 0.99), ("dblp_acm", 0.98, 0.96)],
)
def test_labelled_data(shared: Path, name: str, precision: float, recall: float) -> None:
    import importlib.util
    import json

    spec = importlib.util.spec_from_file_location("score", shared / "data/dedupe/score.py")
    assert spec is not None
    assert spec.loader is not None
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    text = (shared / f"data/dedupe/{name}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    found = deduplicate([Reference.from_csl(judge.to_csl(row)) for row in rows])
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row["cluster"], []).append(row["id"])
    got, want = judge.pairs_of([list(one.ids) for one in found.clusters]), judge.pairs_of(groups.values())
    assert len(got & want) / len(got) >= precision
    assert len(got & want) / len(want) >= recall


def test_equally_strong_links_do_not_depend_on_order() -> None:
    shared = {"type": "article-journal", "author": [{"family": "Okada", "given": "Rei"}], "DOI": "10.1000/a"}
    items = [
        {"id": "one", "title": "ports treaties"},
        {"id": "two", "title": "ports ports", "volume": "1"},
        {"id": "three", "title": "treaties treaties", "volume": "2"},
        {"id": "four"},
    ]
    records = [Reference.from_csl({**shared, "container-title": "Asian Ports", **item}) for item in items]
    found = {
        tuple(sorted(tuple(sorted(one.ids)) for one in deduplicate(some).clusters))
        for some in itertools.permutations(records)
    }
    assert len(found) == 1
