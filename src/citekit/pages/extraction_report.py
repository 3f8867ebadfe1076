"""A paper's notes, list and citations as plain text, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from citekit.model import CiteItem, Note, Paper

_WIDTH = 100


def extraction_report(paper: Paper) -> str:
    """Return what was found in ``paper``, one line for each note, entry and citation."""
    return "\n".join(_lines(paper)) + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield paper.title or paper.source.name
    if paper.authors:
        yield ", ".join(paper.authors)
    citing = sum(bool(note.citations) for note in paper.notes)
    sections = (
        (f"Notes: {len(paper.notes)}, of which {citing} cite", [_note(note) for note in paper.notes]),
        (
            f"Works cited: {len(paper.works_cited)}",
            [f"{entry.reference}: {_short(entry.text)}" for entry in paper.works_cited],
        ),
        (
            f"Citations in the text: {len(paper.citations)}",
            [f"{_short(one.text)} -> {'; '.join(map(_item, one.items))}" for one in paper.citations],
        ),
    )
    for heading, lines in sections:
        if lines:
            yield ""
            yield heading
            yield from (f"  {line}" for line in lines)
    yield ""
    yield f"References: {len(paper.references)}"


def _note(note: Note) -> str:
    keys = ", ".join(
        (citation.key or "?") + (f" (as in note {citation.refers_to_note})" if citation.refers_to_note else "")
        for citation in note.citations
    )
    return f"{note.number}. {keys or note.kind.value}: {_short(note.text)}"


def _item(item: CiteItem) -> str:
    locator = f", {item.label or 'page'} {item.locator}" if item.locator else ""
    return f"{item.reference or 'not listed'}{locator}"


def _short(text: str) -> str:
    return shorten(text, _WIDTH, placeholder=" …")
