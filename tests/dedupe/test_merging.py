from __future__ import annotations

from typing import Any

import pytest

from citekit.dedupe import merge
from citekit.model import Date, Provenance, Reference, Span


def record(key: str, **more: Any) -> Reference:
    item = {"id": key, "type": "document", "title": "Ports"} | {
        name.replace("_", "-"): v for name, v in more.items()
    }
    return Reference.from_csl(item)


@pytest.mark.parametrize(
    ("field", "values", "best"),
    [
        ("title", ["Ports", "Ports: A History"], "Ports: A History"),
        (
            "title",
            ["PORTS AND TREATIES OF THE COAST", "Ports and Treaties of the Coast"],
            "Ports and Treaties of the Coast",
        ),
        ("title", ["Zegluga", "Żegluga"], "Żegluga"),
        ("title", ["Reading <i>Genji</i>", "Reading Genji"], "Reading Genji"),
        ("container-title", ["Foreign Aff.", "Foreign Affairs"], "Foreign Affairs"),
        ("page", ["904", "904-933"], "904-933"),
        ("type", ["document", "book"], "book"),
    ],
)
def test_the_better_value_wins(field: str, values: list[str], best: str) -> None:
    records = [record(key, **{field: value}) for key, value in zip("ab", values, strict=True)]
    for some in (records, records[::-1]):
        assert merge(some).to_csl()[field] == best


def test_the_more_precise_date_wins() -> None:
    dates = [[2017], [2017, 5, 26], [2017, 5]]
    merged = merge([record(key, issued={"date-parts": [parts]}) for key, parts in zip("abc", dates, strict=True)])
    assert merged.issued == Date.of(2017, 5, 26)


def test_names_are_taken_whole() -> None:
    short = record("a", author=[{"family": "Okada", "given": "R."}, {"family": "Lee"}])
    full = record("b", author=[{"family": "Okada", "given": "Rei"}, {"family": "Lee", "given": "Kim"}])
    merged = merge([short, full])
    assert [str(name) for name in merged.author] == ["Rei Okada", "Kim Lee"]
    assert merged.custom["variants"]["author"] == [{"value": short.to_csl()["author"], "from": "a"}]


def test_everything_that_differs_is_kept_with_its_origin() -> None:
    a, b = record("a", publisher="Brill", URL="http://a.example/"), record("b", publisher="Brill", volume="3")
    c = record("c", publisher="E. J. Brill", URL="https://a.example/x")
    merged = merge([merge([a, b]), c])
    assert merged.aliases == ("b", "c")
    assert merged.volume == "3"
    kept = [merged.publisher, *(one["value"] for one in merged.custom["variants"]["publisher"])]
    assert sorted(set(kept)) == ["Brill", "E. J. Brill"]
    assert {one["from"] for one in merged.custom["variants"]["URL"]} <= {"a", "c"}
    assert Reference.from_csl(merged.to_csl()) == merged


def test_all_origins_are_kept_once() -> None:
    origin = Provenance(source="paper.txt", span=Span(3, 9), text="Ports.", fields={})
    other = Provenance(source="paper.txt", span=Span(30, 39), text="Ports, 3.", fields={})
    a = record("a").replace(provenance=(origin,))
    b = record("b").replace(provenance=(origin, other))
    assert merge([a, b]).provenance == (origin, other)


def test_whose_key_stays() -> None:
    assert merge([record("a"), record("b")], "b").aliases == ("a",)
    with pytest.raises(ValueError, match="nothing"):
        merge([])
