"""Short forms in notes that point to the list of works: ``Broz 1997, p. 181``, ``Bade and Parkin (1988)``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from citekit.extraction.author_citations import resolve
from citekit.extraction.cited_item import read_items
from citekit.extraction.works_index import WorksIndex
from citekit.model import CitationForm, Note, NoteCitation


def resolve_by_list(notes: Iterable[Note], index: WorksIndex) -> list[Note]:
    """Give each short form that has no key yet the key of the one listed work that its words fit."""
    if not index.works:
        return list(notes)
    resolved = []
    for note in notes:
        citations = tuple(_resolved(citation, index) for citation in note.citations)
        resolved.append(note if citations == note.citations else note.model_copy(update={"citations": citations}))
    return resolved


def _resolved(citation: NoteCitation, index: WorksIndex) -> NoteCitation:
    if citation.form is not CitationForm.SHORT or citation.key is not None:
        return citation
    items = read_items(re.sub(r"\s*[()]\s*", " ", citation.text).strip())
    if len(items) != 1:
        return citation
    works = resolve(items[0], index).works
    return citation.model_copy(update={"key": works[0].reference.id}) if len(works) == 1 else citation
