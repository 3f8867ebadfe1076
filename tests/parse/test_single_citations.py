"""Single citations in kinds the training data hold little of: the share that comes out wholly right, by file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citekit.parse import parse_references

FOLDER = Path(__file__).parent / "fixtures" / "single_citations"
FLOORS = {"german_footnotes": 0.88, "social_science_lists": 0.84, "humanities_and_venice": 0.8}
"""Low enough for a model trained anew, high enough that a broken rule is seen."""
TEXTS = {"t": "title", "c": "container-title", "P": "publisher", "L": "publisher-place", "u": "URL"}
JOINING = {"and", "und", "et", "al", "de", "der", "von", "van", "in", "le"}


def letters(printed: Any) -> str:
    return re.sub(r"[\W_]+", "", str(printed or "")).lower()


def numbers(printed: Any, count: int) -> list[str]:
    found = re.findall(r"\d+", str(printed or ""))[:count]
    return found or [letters(printed)]


def name_words(printed: str) -> list[str]:
    return sorted(word for word in re.findall(r"[^\W\d_]{2,}", printed.lower()) if word not in JOINING)


def cases(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        *text, fields = block.splitlines()
        pairs = (field.partition(": ") for field in fields.split(" | "))
        yield "\n".join(text), {key.strip(): value.strip() for key, _, value in pairs}


def expected(fields: dict[str, str]) -> dict[str, Any]:
    want: dict[str, Any] = {key: letters(fields[key]) for key in TEXTS if key in fields}
    want["a"] = name_words(fields.get("a", ""))
    want["v"], want["p"] = numbers(fields.get("v"), 1), numbers(fields.get("p"), 2)
    want["d"] = fields.get("d", "")[:4]
    return want


def got(item: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {key: letters(item[name]) for key, name in TEXTS.items() if item.get(name)}
    found["a"] = name_words(" ".join(str(part) for name in item.get("author", ()) for part in name.values()))
    found["v"], found["p"] = numbers(item.get("volume"), 1), numbers(item.get("page"), 2)
    parts = item.get("issued", {}).get("date-parts") or [[""]]
    found["d"] = str(parts[0][0])
    return found


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_share_wholly_right(kind: str) -> None:
    rows = list(cases(FOLDER / f"{kind}.txt"))
    records = parse_references([text for text, _ in rows])
    wrong = [
        text
        for (text, fields), record in zip(rows, records, strict=True)
        if got(record.to_csl()) != expected(fields)
    ]
    share = 1 - len(wrong) / len(rows)
    assert share >= FLOORS[kind], f"{share:.2f} of {len(rows)} right: {wrong}"
