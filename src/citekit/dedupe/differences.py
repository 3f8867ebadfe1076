"""Two records side by side, field by field, with the characters that differ."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from citekit.model import Date, Reference
from citekit.model.reference import DATE_FIELDS, NAME_FIELDS
from citekit.model.variables import variable_name

_ORDER = (
    "type", "author", "editor", "translator", "title", "translated_title", "container_title", "collection_title",
    "publisher", "publisher_place", "edition", "volume", "issue", "number", "page", "issued", "doi", "isbn", "url",
)  # fmt: skip
_HIDDEN = frozenset({"id", "aliases", "provenance", "custom", "extra", "abstract", "annote", "keyword"})

Segment = tuple[str, bool]
"""A stretch of text, and whether it is only on this side."""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of two records: both values, cut into stretches that agree and stretches that do not."""

    variable: str
    left: tuple[Segment, ...]
    right: tuple[Segment, ...]

    @property
    def same(self) -> bool:
        """Whether both records say the same."""
        return self.left == self.right


def compare_fields(a: Reference, b: Reference) -> list[FieldDifference]:
    """Return the fields that either record has, the usual ones first."""
    names = [name for name in Reference.model_fields if name not in _HIDDEN]
    names.sort(key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
    rows = []
    for name in names:
        left, right = show(a, name), show(b, name)
        if left or right:
            label = "translated-title" if name == "translated_title" else variable_name(name)
            rows.append(FieldDifference(label, *mark(left, right)))
    return rows


def show(one: Reference, name: str) -> str:
    """Return a field's value as a person reads it."""
    value = getattr(one, name)
    if value in (None, ()):
        return ""
    if name in NAME_FIELDS:
        return "; ".join(str(person) for person in value)
    return show_date(value) if name in DATE_FIELDS else str(value)


def show_date(date: Date) -> str:
    """Return a date as year-month-day, to its precision; a range with a slash."""
    ends = ["-".join(f"{part:02d}" for part in parts) for parts in date.parts]
    return "/".join(ends) or date.literal or ""


def mark(left: str, right: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Cut two texts into stretches that agree and stretches that only one has."""
    if left == right:
        return ((left, False),), ((right, False),)
    if not left or not right or len(left) + len(right) > 2000:
        return tuple([(left, True)] * bool(left)), tuple([(right, True)] * bool(right))
    mine: list[Segment] = []
    theirs: list[Segment] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if left[a:b]:
            mine.append((left[a:b], tag != "equal"))
        if right[c:d]:
            theirs.append((right[c:d], tag != "equal"))
    return tuple(mine), tuple(theirs)
