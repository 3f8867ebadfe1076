"""How much of labelled references the parser gets right: per field, and of whole records.

Compared is what matters of a field, on letters and digits alone: titles, containers, publishers and places as a
whole; the year of the date; the first number of the volume, the first two of the pages; the names' words in any
order; the address.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from citekit.model import Reference
from citekit.parse.reference import parse_references
from citekit.train.corpora import Example

_JOINING = frozenset("and et al und eds ed hrsg hg in le by others de der van von".split())
_ALIASES = {
    "container-title": ("container-title", "journal", "booktitle"),
    "pages": ("pages", "locator"),
}
_CSL = {"date": "issued", "pages": "page", "location": "publisher-place", "url": "URL"}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _letters(value: Any) -> str:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(value or "")).lower())


def _names(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    printed = " ".join(" ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in listed)
    words = re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", printed).lower())
    return tuple(sorted(word for word in words if word not in _JOINING))


def _year(value: Any) -> str:
    found = re.search(r"(?:1[4-9]|20)\d\d", re.sub(r"[\W_]", "", str(value)))
    return found[0] if found else ""


def _number(value: Any) -> str:
    found = re.search(r"\d+", str(_first(value)))
    return found[0] if found else _letters(_first(value))


def _pages(value: Any) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", str(_first(value)))[:2])


def _address(value: Any) -> str:
    found = re.search(r"(?:https?://|www\.)[^\s<>]+", str(_first(value)))
    return _letters(found[0] if found else _first(value))


COMPARED: dict[str, Callable[[Any], Hashable]] = {
    "author": _names, "title": _letters, "container-title": _letters, "date": _year, "volume": _number,
    "pages": _pages, "publisher": _letters, "location": _letters, "url": _address,
}  # fmt: skip


def wanted(fields: Mapping[str, Any]) -> dict[str, Hashable]:
    """Return what counts of a corpus's fields."""
    found = {}
    for field, normal in COMPARED.items():
        values = [fields[one] for one in _ALIASES.get(field, (field,)) if fields.get(one)]
        if values and (value := normal(values[0])):
            found[field] = value
    return found


def got(reference: Reference) -> dict[str, Hashable]:
    """Return what counts of a record."""
    item = reference.to_csl()
    found = {}
    for field, normal in COMPARED.items():
        printed = item.get(_CSL.get(field, field))
        if isinstance(printed, dict):
            printed = printed.get("date-parts") or printed.get("raw") or printed.get("literal")
        if printed and (value := normal(printed)):
            found[field] = value
    return found


class Tally:
    """Records right in every field, and fields right, wrong and missed, of one corpus."""

    def __init__(self) -> None:
        self.records = self.whole = 0
        self.right: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, gold: Mapping[str, Hashable], read: Mapping[str, Hashable]) -> bool:
        """Count one record; return whether all of it is right."""
        self.records += 1
        self.whole += gold == read
        for field in COMPARED:
            if field in gold and gold[field] == read.get(field):
                self.right[field] += 1
            else:
                self.missed[field] += field in gold
                self.wrong[field] += field in read
        return gold == read

    def f1(self) -> float:
        """The F1 of all fields together."""
        right = 2 * self.right.total()
        total = right + self.wrong.total() + self.missed.total()
        return right / total if total else 0.0


def measure(examples: Sequence[Example], tallies: dict[str, Tally]) -> Iterable[tuple[float, bool]]:
    """Parse ``examples`` into ``tallies``; yield each record's confidence, and whether it is right."""
    references = parse_references([example.text for example in examples])
    for example, reference in zip(examples, references, strict=True):
        tally = tallies.setdefault(example.corpus, Tally())
        right = tally.add(wanted(example.fields), got(reference))
        yield reference.provenance[0].confidence or 0.0, right


def report(tallies: Mapping[str, Tally]) -> str:
    """One line a corpus: records, the share right in every field, F1 of the fields."""
    return "".join(
        f"{corpus:28} {tally.records:5}  all right {tally.whole / max(tally.records, 1):.3f}  "
        f"F1 {tally.f1():.3f}\n"
        for corpus, tally in tallies.items()
    )
