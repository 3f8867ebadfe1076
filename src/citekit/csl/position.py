"""Positions of cites in a document (CSL 1.0.2, Choose: position; Note Distance)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from citekit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT

_ABBREVIATIONS = {
    "p": "page", "pp": "page", "ch": "chapter", "sec": "section", "para": "paragraph", "vol": "volume",
    "bk": "book", "fol": "folio", "l": "line", "vrs": "verse", "n": "note", "no": "issue", "pt": "part",
    "fig": "figure", "op": "opus", "col": "column", "app": "appendix", "art": "article-locator", "r": "rule",
    "supp": "supplement",
}  # fmt: skip
_ABBREVIATED = re.compile(rf"({'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\.\s+(?=\w)")


@dataclass(slots=True)
class CiteItem:
    """One reference in a citation, with what the citing text says about it."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: int = -1
    near_note: bool = False
    first_note: int = 0


@dataclass(slots=True)
class Citation:
    """A cluster of cites at one place of a document."""

    items: list[CiteItem]
    id: str = ""
    note: int = 0
    mode: str = ""
    in_document: bool = False
    unsorted: bool = False
    infix: str = ""
    order: list[int] = field(default_factory=list)


def read(source: Any, number: int) -> Citation:
    """Return the citation that a CSL-JSON citation object (or a list of cite items) describes."""
    if isinstance(source, list):
        source = {"citationItems": source}
    elif isinstance(source, str):
        source = {"citationItems": [{"id": source}]}
    properties = source.get("properties")
    details = properties if isinstance(properties, dict) else {}
    items = [_item(item) for item in source.get("citationItems") or []]
    note = details.get("noteIndex", 0)
    return Citation(
        items=items,
        id=str(source.get("citationID", number)),
        note=int(note) if isinstance(note, int | float) or str(note).isdecimal() else 0,
        mode=str(details.get("mode") or source.get("mode") or ""),
        in_document=isinstance(properties, dict),
        unsorted=bool(details.get("unsorted")),
        infix=str(details.get("infix") or ""),
    )


def _item(source: Any) -> CiteItem:
    """A cite; a position that it says itself holds outside of documents, where there is no other."""
    if not isinstance(source, dict):
        return CiteItem(str(source))
    position = source.get("position")
    forced = isinstance(position, int) and not isinstance(position, bool) and 0 <= position <= 3
    locator = source.get("locator")
    noted = str(source.get("first-reference-note-number") or "")
    text, label = _labelled("" if locator is None else str(locator).strip(), str(source.get("label") or ""))
    return CiteItem(
        id=str(source.get("id", "")),
        locator=text,
        label=label,
        prefix=str(source.get("prefix") or ""),
        suffix=str(source.get("suffix") or ""),
        suppress_author=bool(source.get("suppress-author")),
        author_only=bool(source.get("author-only")),
        position=int(position) if forced and position is not None else -1,
        near_note=bool(source.get("near-note")) and forced and bool(position),
        first_note=int(noted) if noted.isdecimal() else 0,
    )


def _labelled(locator: str, label: str) -> tuple[str, str]:
    """A locator and its label; an abbreviation that begins the locator (``p. 5``, ``ch. 4``) is its label."""
    match = _ABBREVIATED.match(locator)
    if match is None:
        return locator, label
    return locator[match.end() :], _ABBREVIATIONS[match[1]]


@dataclass(slots=True)
class _Cited:
    """What has been cited in the notes of a document, or in its text: the two know nothing of one another."""

    first: dict[str, int] = field(default_factory=dict)  # the note of each reference's first cite
    last: dict[str, int] = field(default_factory=dict)
    previous: Citation | None = None
    citations: dict[int, int] = field(default_factory=dict)  # how many each note has


def assign(citations: Sequence[Citation], near_note_distance: int) -> None:
    """Set the position of every cite in the document's citations, which stand in document order."""
    notes, text = _Cited(), _Cited()
    for citation in citations:
        if not citation.in_document:
            continue
        cited = notes if citation.note else text
        for place, item in _in_order(citation):
            item.position = _position(item, _before(citation, place, cited), item.id in cited.first)
            item.near_note = item.position > FIRST and citation.note - cited.last[item.id] <= near_note_distance
            first = cited.first.setdefault(item.id, citation.note)
            item.first_note = first if first != citation.note else 0
            cited.last[item.id] = citation.note
        cited.previous = citation
        cited.citations[citation.note] = cited.citations.get(citation.note, 0) + 1


def _in_order(citation: Citation) -> Iterator[tuple[int, CiteItem]]:
    order = citation.order or range(len(citation.items))
    for place, index in enumerate(order):
        yield place, citation.items[index]


def _before(citation: Citation, place: int, cited: _Cited) -> tuple[CiteItem, CiteItem] | None:
    """The cite that ``ibid`` would point to, and the one whose locator counts, if it may point anywhere.

    It is the cite before in the same citation, or in the same note. In the note before, it must be the only one.
    """
    order = citation.order or range(len(citation.items))
    if place:
        return (citation.items[order[place - 1]],) * 2
    previous = cited.previous
    if previous is None or not previous.items:
        return None
    if previous.note == citation.note:
        last = (previous.order or range(len(previous.items)))[-1]
        first = (previous.order or range(len(previous.items)))[0]
        return previous.items[last], previous.items[first]
    if len(previous.items) > 1 or cited.citations[previous.note] > 1 or citation.note - previous.note > 1:
        return None
    return previous.items[0], previous.items[0]


def _position(item: CiteItem, before: tuple[CiteItem, CiteItem] | None, cited: bool) -> int:
    if not cited:
        return FIRST
    if before is None or before[0].id != item.id:
        return SUBSEQUENT
    other = before[1]
    if not other.locator:
        return IBID_WITH_LOCATOR if item.locator else IBID
    if not item.locator:
        return SUBSEQUENT
    same = (item.locator, item.label or "page") == (other.locator, other.label or "page")
    return IBID if same else IBID_WITH_LOCATOR
