"""Agreement with citation-js's own tests, field by field; every difference has its reason."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from citekit.formats import loads

REASONS = Path(__file__).parent / "fixtures/citationjs.toml"


def comparable(value: Any) -> Any:
    """A value without what we add on purpose (``nocase`` spans) and what nobody counts (white space, ORCIDs)."""
    if isinstance(value, str):
        value = re.sub(r'<span class="nocase">(.*?)</span>', r"\1", value)
        return " ".join(value.split())
    if isinstance(value, list):
        return [
            {part: text for part, text in one.items() if not part.startswith("_")}
            if isinstance(one, dict)
            else one
            for one in value
        ]
    return value


def test_agreement(shared: Path) -> None:
    reasons = {
        (one["case"], one["field"]) for one in tomllib.loads(REASONS.read_text(encoding="utf-8"))["difference"]
    }
    agreed, differing = 0, set()
    for line in (shared / "data/formats/citationjs-bib-csl.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["direction"] != "bib2csl" or pair["format"] != "@biblatex/text":
            continue
        ours = {one.id: one.to_csl() for one in loads(pair["input"], "biblatex").references}
        for theirs in pair["expected_csl_json"]:
            mine = ours[theirs["id"]]
            for field in (set(theirs) | set(mine)) - {"id", "citation-key", "custom"}:
                if field in theirs and field in mine and comparable(theirs[field]) == comparable(mine[field]):
                    agreed += 1
                else:
                    differing.add((pair["id"].rpartition("/")[2], field))
    assert differing == reasons
    assert agreed / (agreed + len(differing)) >= 0.9
