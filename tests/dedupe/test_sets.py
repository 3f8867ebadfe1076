"""Every set of tests/dedupe/fixtures/sets.json: the clusters exactly, and at least the related pairs named."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from citekit.dedupe import deduplicate
from citekit.model import Reference

SETS = json.loads((Path(__file__).parent / "fixtures/sets.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SETS, ids=[case["name"] for case in SETS])
@pytest.mark.parametrize("seed", [None, 1, 2])
def test_set(case: dict[str, Any], seed: int | None) -> None:
    records = [Reference.from_csl(item) for item in case["records"]]
    if seed is not None:
        random.Random(seed).shuffle(records)
    found = deduplicate(records)
    assert sorted(sorted(cluster.ids) for cluster in found.clusters) == sorted(map(sorted, case["clusters"]))
    home = {key: cluster.ids[0] for cluster in found.clusters for key in cluster.ids}
    related = {frozenset(home.get(key, key) for key in pair.ids) for pair in found.related}
    for pair in case["related"]:
        assert frozenset(home.get(key, key) for key in pair) in related
