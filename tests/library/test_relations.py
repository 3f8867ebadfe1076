"""Relations between the records of a library: repointed by a merge, given back by its undo."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.cli.export import command as export
from citekit.cli.merge import command as merge
from citekit.cli.undo import command as undo
from citekit.dedupe import deduplicate
from citekit.dedupe.repointing import keys_in, relations
from citekit.errors import CitekitError
from citekit.library import Journal, Library
from citekit.model import Reference

FIXTURES = Path(__file__).parent / "fixtures/relations.toml"
CASES = tomllib.loads(FIXTURES.read_text(encoding="utf-8"))["case"]


def record(key: str, **said: Any) -> Reference:
    item: dict[str, Any] = {"id": key, "type": "book", "title": f"Ports {key}", "note": f"of {key}"}
    fields = {name: value for name, value in said.items() if ":" not in name and name != "aliases"}
    item |= {name.removeprefix("csl:"): value for name, value in said.items() if ":" in name}
    custom: dict[str, Any] = {"bibtex": {"fields": fields}} if fields else {}
    if "aliases" in said:
        custom["aliases"] = said["aliases"].split(",")
    return Reference.from_csl({**item, "custom": custom})


def said_by(reference: Reference, name: str) -> Any:
    if name.startswith("csl:"):
        return reference.extra.get(name.removeprefix("csl:"), "")
    return reference.custom.get("bibtex", {}).get("fields", {}).get(name, "")


def edited(reference: Reference, name: str, value: str) -> Reference:
    item = deepcopy(reference.to_csl())
    fields = item.setdefault("custom", {}).setdefault("bibtex", {}).setdefault("fields", {})
    fields |= {name: value}
    if not value:
        del fields[name]
    return Reference.from_csl(item)


def reloaded(library: Library) -> Library:
    """The library as another run of the program would find it."""
    journal = Journal()
    for line in library.journal.lines:
        journal._replay(line)
    return Library([Reference.from_csl(one.to_csl()) for one in library], journal)


@pytest.mark.parametrize("reload", [False, True], ids=["one run", "a run for each step"])
@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], reload: bool) -> None:
    library = Library([record(key, **said) for key, said in case["records"].items()])
    for step in case["steps"]:
        match step:
            case ["merge", *keys]:
                library.merge(keys)
            case ["undo", which]:
                library.undo(which)
            case ["edit", key, name, value]:
                library.replace(edited(library[key], name, value))
        if reload:
            library = reloaded(library)
    found = {
        key: {name: said_by(library[key], name) for name in expected} for key, expected in case["then"].items()
    }
    assert found == case["then"]
    assert all(library[key].id == key for key in case["then"])


def test_the_journal_says_what_was_repointed() -> None:
    library = Library([record("a"), record("b"), record("c", related="x,b")])
    (told,) = library.merge(["a", "b"]).repointed
    assert (told.key, told.path[-1], told.written, told.now) == ("c", "related", "x,b", "x,a")
    library.undo()
    assert not library.journal.written


def test_merged_records_of_a_deduplication_name_each_other_by_todays_keys() -> None:
    item = {"type": "book", "title": "Sovereignty and the Sea", "author": [{"family": "Okada", "given": "Rei"}]}
    twins = [Reference.from_csl({"id": key, **item, "issued": {"date-parts": [[2004]]}}) for key in "ab"]
    found = deduplicate([*twins, record("c", related="b,a", xref="b")])
    assert [cluster.ids for cluster in found.clusters] == [("a", "b")]
    merged = {one.id: one for one in found.references}
    assert (said_by(merged["c"], "related"), said_by(merged["c"], "xref")) == ("a", "a")
    assert said_by(found.undo("b").references[2], "related") == "b,a"


def test_a_key_that_another_record_has_taken_since_is_not_taken_from_it() -> None:
    library = Library([record("a"), record("b")])
    library.merge(["a", "b"])
    lines = library.journal.lines
    journal = Journal()
    for line in lines:
        journal._replay(line)
    again = Library([*library, record("z")], journal)
    again._records["b"] = record("b", related="z")  # as a text editor leaves it
    with pytest.raises(CitekitError, match="the key b"):
        again.undo()
    assert said_by(again["b"], "related") == "z"


KEYS = "abcdefg"
FIELDS = ("related", "xref", "entryset")


@st.composite
def libraries(draw: st.DrawFn) -> list[Reference]:
    made = []
    for key in KEYS:
        said = {}
        for name in FIELDS:
            most = 1 if name == "xref" else 4
            if keys := draw(st.lists(st.sampled_from(KEYS + "xy"), max_size=most, unique=True)):
                said[name] = draw(st.sampled_from([",", ", "])).join(keys)
        made.append(record(key, **said))
    return made


steps = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=7)


def merged_by(library: Library, pairs: list[tuple[str, str]]) -> list[int]:
    return [
        library.merge([one, other]).number
        for one, other in pairs
        if library.resolve(one) != library.resolve(other)
    ]


@settings(max_examples=150, deadline=None)
@given(libraries(), steps, st.randoms(use_true_random=False), st.booleans())
def test_merging_and_undoing_in_any_order_gives_the_start(
    records: list[Reference], pairs: list[tuple[str, str]], random: Any, reload: bool
) -> None:
    library = Library(records)
    numbers = merged_by(library, pairs)
    for one in library:
        for path, value in relations(one).items():
            keys = keys_in(value)
            today = [library.resolve(key) for key in keys if key not in "xy"]
            assert [key for key in keys if key not in "xy"] == today, f"{path} names keys of today"
            assert one.id not in keys or not one.aliases, "no work is related to itself"
    random.shuffle(numbers)
    for number in numbers:
        library = reloaded(library) if reload else library
        library.undo(number)
    assert [one.to_csl() for one in library] == [one.to_csl() for one in records]
    assert not library.journal.written


@settings(max_examples=100, deadline=None)
@given(libraries(), steps, st.data(), st.randoms(use_true_random=False))
def test_no_edit_is_lost(
    records: list[Reference], pairs: list[tuple[str, str]], data: st.DataObject, random: Any
) -> None:
    library = Library(records)
    numbers: list[int] = []
    wanted: dict[str, list[str]] = {}

    def edit() -> None:
        key = data.draw(st.sampled_from(sorted(one.id for one in library)))
        new = f"new{sum(map(len, wanted.values()))}"
        wanted.setdefault(key, []).append(new)
        one = edited(library[key], "related", ",".join([*keys_in(said_by(library[key], "related")), new]))
        library.replace(one.replace(publisher=new))

    for pair in pairs:
        numbers += merged_by(library, [pair])
        if data.draw(st.booleans()):
            edit()
    random.shuffle(numbers)
    for number in numbers:
        library.undo(number)
        library = reloaded(library)
    for before, after in zip(records, library, strict=True):
        assert after.id == before.id
        new = wanted.get(after.id, [])
        assert keys_in(said_by(after, "related")) == keys_in(said_by(before, "related")) + new
        assert after.publisher == (new[-1] if new else None)
        assert after.note_field == before.note_field


def test_from_the_command_line(tmp_path: Path) -> None:
    bib = tmp_path / "mine.bib"
    bib.write_text(
        """@book{brook, author = {Brook, Peter}, title = {Weirs and Mills of the Severn}, year = 1997}
@book{brook2, author = {Brook, P.}, title = {Weirs and mills of the Severn}, year = 1997, related = {brook}}
@book{luczak, author = {Łuczak, Anna}, title = {Floods}, year = 2004, related = {brook2,brook}, xref = {brook2}}
@set{both, entryset = {luczak,brook2}}
""",
        encoding="utf-8",
    )
    library = tmp_path / "library.json"

    def run(command: Any, *arguments: str) -> str:
        result = CliRunner().invoke(command, list(arguments), standalone_mode=False)
        assert result.return_value in (0, 1, None), result.output
        return result.stdout

    def exported() -> str:
        return run(export, str(library), "--to", "biblatex")

    run(export, str(bib), "-o", str(library))
    start = exported()
    assert "related = {brook2,brook}" in start
    run(merge, str(library), "--auto")
    merged = exported()
    assert "related = {brook}," in merged
    assert "entryset = {luczak,brook}" in merged
    assert "xref = {brook}" in merged
    assert "brook2" not in merged.replace("ids = {brook2}", "")
    run(undo, str(library), "brook2")
    assert exported() == start
