"""What a batch of records teaches: names of one venue, titles of columns, identifiers of volumes."""

from __future__ import annotations

from typing import Any

from citekit.dedupe import deduplicate
from citekit.model import Reference

TITLES = [
    "Salt roads of the northern coast", "Harbour courts before the treaties", "Lighthouses and their keepers",
    "Whaling fleets in the southern winds", "Insurance of river barges", "Pilots of the inland straits",
    "Tariffs on Bordurian timber",
]  # fmt: skip


def work(key: str, title: str, venue: str | None, year: int = 2004, **more: Any) -> Reference:
    item: dict[str, Any] = {
        "id": key,
        "type": "paper-conference",
        "title": title,
        "author": [{"family": "Okada", "given": "Rei"}, {"family": "Roy", "given": "Jim"}],
        "issued": {"date-parts": [[year]]},
    }
    if venue:
        item["container-title"] = venue
    return Reference.from_csl(item | {name: value for name, value in more.items() if value is not None})


def test_two_names_of_one_venue_are_learnt_and_a_third_stays_apart() -> None:
    records = []
    for number, title in enumerate(TITLES):
        records.append(work(f"a{number}", title, "Harbour Congress"))
        records.append(work(f"b{number}", title, "International Meeting of Maritime Historians"))
    journal = work("j", TITLES[0], "Zeitschrift der Seefahrt", 2005, type="article-journal")
    found = deduplicate([*records, journal])
    assert sorted(cluster.ids for cluster in found.clusters) == [(f"a{n}", f"b{n}") for n in range(len(TITLES))]
    assert any("j" in pair.ids for pair in found.related)


def test_a_title_that_comes_every_year_is_that_of_a_column() -> None:
    column = [
        work(f"c{year}{part}", "Harbour news", "World Ports", year, author=[{"family": "Lee", "given": "Kim"}])
        for year in range(2000, 2004)
        for part in "ab"
    ]
    assert not deduplicate(column).clusters
    assert deduplicate(column[:2]).clusters, "alone, two equal records are one"


def test_the_doi_of_a_volume_does_not_join_its_chapters() -> None:
    shared = [
        work(f"d{n}", title, "Harbours", DOI="10.1000/volume", author=None) for n, title in enumerate(TITLES)
    ]
    copy = work("copy", TITLES[2], "Harbours", DOI="10.1000/volume")
    assert [cluster.ids for cluster in deduplicate([*shared, copy]).clusters] == [("d2", "copy")]
