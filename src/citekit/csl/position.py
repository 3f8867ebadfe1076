"""Positions of cites in a document (CSL 1.0.2, Choose: position; Note Distance)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from citekit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT

_ABBREVIATIONS = {
    "p": "page", "pp": "page", "ch": "chapter", "chap": "chapter", "sec": "section", "para": "paragraph",
    "vol": "volume", "bk": "book", "fol": "folio", "l": "line", "ll": "line", "v": "verse", "vv": "verse",
    "n": "note", "nn": "note", "no": "issue", "pt": "part", "fig": "figure", "op": "opus", "col": "column",
}  # fmt: skip
_ABBREVIATED = re.compile(rf"({'|'.join(sorted(_ABBREVIATIONS, key=len, reverse=True))})\.\s*(?=\w)", re.I)


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
    forced: bool = False


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
    if not isinstance(source, dict):
        return CiteItem(str(source))
    position = source.get("position")
    forced = isinstance(position, int) and not isinstance(position, bool) and 0 <= position <= 3
    locator = source.get("locator")
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
        near_note=bool(source.get("near-note")),
        forced=forced,
    )


def _labelled(locator: str, label: str) -> tuple[str, str]:
    """A locator and its label; an abbreviation that begins the locator (``p. 5``, ``ch. 4``) is its label."""
    match = _ABBREVIATED.match(locator)
    if match is None:
        return locator, label
    return locator[match.end() :], _ABBREVIATIONS[match[1].lower()]


def assign(citations: Sequence[Citation], near_note_distance: int) -> None:
    """Set the position of every cite in the document's citations, which stand in document order."""
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    previous: dict[bool, Citation] = {}  # the last citation in a note, and the last in the text
    in_note: dict[int, int] = {}
    for citation in citations:
        if not citation.in_document:
            continue
        last = previous.get(bool(citation.note))
        if last is not None and citation.note and last.note != citation.note and in_note[last.note] > 1:
            last = None  # a note with several citations is not one that "ibid" could mean
        for index, item in _in_order(citation):
            before = _before(citation, index, last)
            if not item.forced:
                item.position = _position(item, before, item.id in first_notes)
                if item.position > FIRST and citation.note and last_notes.get(item.id):
                    item.near_note = citation.note - last_notes[item.id] <= near_note_distance
            item.first_note = first_notes.get(item.id, 0)
            first_notes.setdefault(item.id, citation.note)
        for item in citation.items:
            last_notes[item.id] = citation.note
        previous[bool(citation.note)] = citation
        in_note[citation.note] = in_note.get(citation.note, 0) + 1


def _in_order(citation: Citation) -> Iterator[tuple[int, CiteItem]]:
    order = citation.order or range(len(citation.items))
    for place, index in enumerate(order):
        yield place, citation.items[index]


def _before(citation: Citation, place: int, previous: Citation | None) -> CiteItem | None:
    """The cite that ``ibid`` would point to, if the rules allow it to point anywhere."""
    order = citation.order or range(len(citation.items))
    if place:
        return citation.items[order[place - 1]]
    if previous is None or not previous.items:
        return None
    if len({item.id for item in previous.items}) > 1 or len(previous.items) > 1:
        return None
    if citation.note and previous.note and citation.note - previous.note > 1:
        return None
    return previous.items[0]


def _position(item: CiteItem, before: CiteItem | None, cited: bool) -> int:
    if not cited:
        return FIRST
    if before is None or before.id != item.id:
        return SUBSEQUENT
    if not before.locator:
        return IBID_WITH_LOCATOR if item.locator else IBID
    if not item.locator:
        return SUBSEQUENT
    same = (item.locator, item.label or "page") == (before.locator, before.label or "page")
    return IBID if same else IBID_WITH_LOCATOR
