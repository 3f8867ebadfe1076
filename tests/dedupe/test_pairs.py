"""Every pair of tests/dedupe/fixtures/pairs.json, deduplicated alone: same, different, or the relation named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citekit.dedupe import deduplicate
from citekit.model import Reference

PAIRS = json.loads((Path(__file__).parent / "fixtures/pairs.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
@pytest.mark.parametrize("order", ["ab", "ba"])
def test_pair(pair: dict[str, Any], order: str) -> None:
    found = deduplicate([Reference.from_csl(pair[side]) for side in order])
    merged = [set(cluster.ids) for cluster in found.clusters]
    if pair["expect"] == "same":
        assert merged == [{"a", "b"}]
        assert found.clusters[0].reasons
        assert len(found.references) == 1
        return
    assert merged == []
    if pair["expect"] != "different":
        assert [related.relation.value for related in found.related] == [pair["expect"]]
