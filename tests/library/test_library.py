from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import SyntaxProblem, UnreadableInput
from citekit.library import Library, journal_path
from citekit.model import Reference


def book(key: str, title: str = "Ports and Treaties", **more: object) -> Reference:
    return Reference.from_csl({"id": key, "type": "book", "title": title, **more})


def by_key(library: Library) -> dict[str, dict[str, object]]:
    return {one.id: one.to_csl() for one in library}


def test_a_library_survives_saving_and_loading(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    library = Library([book("a", "Żegluga i umowy"), book("b")])
    library.save(path)
    again = Library.load(path)
    assert by_key(again) == by_key(library)
    assert not journal_path(path).exists(), "nothing was merged, so there is nothing to journal"


def test_a_key_that_is_taken_gives_way(tmp_path: Path) -> None:
    library = Library([book("a")])
    assert library.add([book("a", "Winds", author=[{"family": "Roy"}])]) == ["roy"]
    assert [finding.code for finding in library.findings] == ["duplicate-key"]
    assert len(library) == 2


def test_merging_keeps_aliases_and_variants() -> None:
    library = Library([book("a"), book("b", "Ports and Treaties: A History", publisher="Brill")])
    merge = library.merge(["a", "b"], ["same title"], 0.97)
    assert library["b"] is library["a"]
    assert "b" in library
    assert library["a"].title == "Ports and Treaties: A History"
    assert library["a"].custom["variants"]["title"] == [{"value": "Ports and Treaties", "from": "a"}]
    assert (merge.number, merge.keys, merge.score) == (1, ("a", "b"), 0.97)


def test_a_key_that_was_merged_away_is_not_given_again() -> None:
    library = Library([book("a"), book("b")])
    library.merge(["a", "b"])
    assert library.add([book("b", "Winds")]) == ["winds"]


def test_one_merge_is_undone_though_others_came_later() -> None:
    library = Library([book("a"), book("b", publisher="Brill"), book("c", edition="2"), book("d")])
    before = by_key(library)
    first = library.merge(["a", "b"])
    library.merge(["a", "c"])
    library.merge(["d", "a"])
    assert set(library.undo(first.number)) == {"d", "b"}
    assert by_key(library)["b"] == before["b"]
    assert set(library["d"].aliases) == {"a", "c"}
    assert library["d"].publisher is None
    assert library["d"].edition == "2"


def test_undo_by_key_and_undo_of_the_last() -> None:
    library = Library([book("a"), book("b"), book("c"), book("d")])
    before = by_key(library)
    library.merge(["a", "b"])
    library.merge(["c", "d"])
    library.undo("b")
    assert set(by_key(library)) == {"a", "b", "c"}
    library.undo()
    assert by_key(library) == before
    with pytest.raises(KeyError):
        library.undo()


def test_what_a_person_edited_stays_with_the_key() -> None:
    library = Library([book("a"), book("b", publisher="Brill")])
    library.merge(["a", "b"])
    library.replace(library["a"].replace(title="Ports, Treaties, and Law"))
    library.undo()
    assert library["a"].title == "Ports, Treaties, and Law"
    assert library["a"].publisher is None
    assert library["b"].title == "Ports and Treaties"


def test_merges_and_undo_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    library = Library([book("a"), book("b", publisher="Brill"), book("c")])
    before = by_key(library)
    library.merge(["a", "b"])
    library.save(path)
    second = Library.load(path)
    second.merge(["a", "c"])
    second.save(path)
    third = Library.load(path)
    third.undo(1)
    third.save(path)
    fourth = Library.load(path)
    assert set(by_key(fourth)) == {"a", "b"}
    fourth.undo()
    assert by_key(fourth) == before
    assert [json.loads(line)["event"] for line in journal_path(path).read_text().splitlines()] == [
        "merge",
        "merge",
        "undo",
    ]


def test_pairs_told_apart_are_never_proposed_again(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    person = {"author": [{"family": "Okada", "given": "Rei"}], "issued": {"date-parts": [[2004]]}}
    records = [book("a", "Sovereignty and the Sea", **person), book("b", "Sovereignty and the sea", **person)]
    library = Library(records)
    assert [one.ids for one in library.deduplicate().clusters] == [("a", "b")]
    library.mark_distinct("a", "b")
    library.save(path)
    found = Library.load(path).deduplicate()
    assert not found.clusters
    assert not found.proposed


def test_new_records_are_held_against_the_library() -> None:
    person = {"author": [{"family": "Okada", "given": "Rei"}], "issued": {"date-parts": [[2004]]}}
    library = Library(
        [book("a", "Sovereignty and the Sea", **person), book("x", "Sovereignty and the Sea", **person)]
    )
    fresh = [book("n", "Sovereignty and the sea", **person), book("m", "Winds of the South Pacific", **person)]
    found = library.deduplicate(fresh)
    assert all("n" in cluster.ids for cluster in found.clusters)
    assert found.clusters


def test_a_damaged_journal_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "library.json"
    library = Library([book("a"), book("b")])
    library.merge(["a", "b"])
    library.save(path)
    journal = journal_path(path)
    journal.write_text(journal.read_text() + "not json\n", encoding="utf-8")
    with pytest.raises(SyntaxProblem) as caught:
        Library.load(path)
    assert caught.value.line == 2
    assert caught.value.path == str(journal)


def test_a_directory_that_does_not_exist_is_no_place_to_save(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        Library([book("a")]).save(tmp_path / "nowhere" / "library.json")


def test_a_merge_needs_two_records() -> None:
    library = Library([book("a"), book("b")])
    with pytest.raises(ValueError, match="two"):
        library.merge(["a", "a"])
    with pytest.raises(KeyError):
        library.merge(["a", "z"])


KEYS = "abcdef"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=7),
    st.lists(st.integers(1, 7), max_size=7),
)
def test_undoing_in_any_order_gives_what_the_other_merges_give(
    pairs: list[tuple[str, str]], undone: list[int]
) -> None:
    records = [book(key, f"Ports {key * 3}", note=key, **{"number-of-pages": str(ord(key))}) for key in KEYS]
    library = Library(records)
    made: list[tuple[int, tuple[str, str]]] = []
    for one, other in pairs:
        if library.resolve(one) != library.resolve(other):
            merge = library.merge([one, other])
            made.append((merge.number, (merge.keys[0], merge.keys[1])))
    gone = {number for number, _ in made if number in undone}
    for number in undone:
        if number in gone:
            library.undo(number)
            gone.discard(number)
    left = [pair for number, pair in made if number not in undone]
    groups = {key: {key} for key in KEYS}
    for one, other in left:
        joined = groups[one] | groups[other]
        for key in joined:
            groups[key] = joined
    assert {frozenset({one.id, *one.aliases}) for one in library} == {
        frozenset(group) for group in groups.values()
    }
    for one in library:
        if not one.aliases:
            assert one == records[KEYS.index(one.id)]
