"""References of our own making in many languages and styles: the share that comes out wholly right, by file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from citekit.parse import parse_references

FOLDER = Path(__file__).parent / "fixtures" / "references"
FLOORS = {
    "social_science": 0.75,
    "humanities": 0.6,
    "german": 0.6,
    "romance": 0.65,
    "europe": 0.5,
    "later": 0.75,
    "forms": 0.75,
}
"""Low enough for a model trained anew, high enough that a broken rule is seen."""

KEYS = {
    "a": "author", "e": "editor", "tr": "translator", "t": "title", "c": "container-title",
    "s": "collection-title", "sn": "collection-number", "v": "volume", "i": "issue", "p": "page",
    "P": "publisher", "L": "publisher-place", "d": "issued", "od": "original-date", "ac": "accessed",
    "ed": "edition", "u": "URL", "doi": "DOI", "isbn": "ISBN", "T": "type", "g": "genre", "n": "number",
    "m": "medium", "vols": "number-of-volumes", "vt": "volume-title",
}  # fmt: skip
COUNTED_WHERE_GIVEN = {
    "type", "genre", "medium", "number", "note", "source", "ISBN", "DOI", "year-suffix", "accessed",
    "original-date", "number-of-volumes", "number-of-pages", "collection-number", "chapter-number",
    "archive_location", "citation-number", "container-author",
}  # fmt: skip
NAMES = ("author", "editor", "translator")


def name(printed: str) -> dict[str, str]:
    if printed.startswith("{"):
        return {"literal": printed[1:-1]}
    printed, _, dropping = printed.partition(" >")
    particle, bar, rest = printed.partition("|")
    family, _, given = (rest if bar else printed).partition(", ")
    parts = {
        "family": family, "given": given, "non-dropping-particle": particle if bar else "",
        "dropping-particle": dropping,
    }  # fmt: skip
    return {key: value for key, value in parts.items() if value}


def date(csl: dict[str, Any]) -> str:
    if "literal" in csl:
        return "'" + str(csl["literal"])
    return "/".join("-".join(map(str, part)) for part in csl["date-parts"])


def cases(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        lines = [line for line in block.strip().splitlines() if not line.startswith("#")]
        if not lines:
            continue
        pieces = [piece.partition(": ") for line in lines[1:] for piece in line.split(" | ")]
        want: dict[str, Any] = {KEYS[key.strip()]: value.strip() for key, _, value in pieces}
        for role in NAMES:
            if role in want:
                want[role] = [name(one) for one in want[role].split("; ")]
        yield lines[0], want


def comparable(item: dict[str, Any]) -> dict[str, Any]:
    for role in NAMES:
        for one in item.get(role, ()):
            one.pop("comma-suffix", None)
            one.pop("static-ordering", None)
    for field in ("issued", "accessed", "original-date"):
        if field in item:
            item[field] = date(item[field])
    return {key: value for key, value in item.items() if key not in ("id", "custom")}


def differences(got: dict[str, Any], want: dict[str, Any]) -> set[str]:
    added = {key for key in got if key not in want and key not in COUNTED_WHERE_GIVEN}
    return added | {key for key, value in want.items() if got.get(key) != value}


@pytest.mark.parametrize("style", sorted(FLOORS))
def test_share_wholly_right(style: str) -> None:
    rows = list(cases(FOLDER / f"{style}.txt"))
    records = parse_references([text for text, _ in rows])
    wrong = {
        text: sorted(differences(comparable(record.to_csl()), want))
        for (text, want), record in zip(rows, records, strict=True)
    }
    wrong = {text: fields for text, fields in wrong.items() if fields}
    share = 1 - len(wrong) / len(rows)
    assert share >= FLOORS[style], f"{share:.2f} of {len(rows)} right: {wrong}"
