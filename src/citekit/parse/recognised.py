"""What can be told of a citation without understanding it: links, dates, numbers with their marks."""

from __future__ import annotations

from citekit.parse.chunks import cut
from citekit.parse.fields import Labelled, Labelling

_KEPT = {"url", "doi", "isbn", "issn", "arxiv", "pmid", "pmcid", "accessed", "date", "pages", "volume", "issue"}


def read_recognised(text: str) -> Labelling:
    """Return the fields that recognisers alone can vouch for, each once."""
    fields: dict[str, Labelled] = {}
    for chunk in cut(text):
        if chunk.kind in _KEPT:
            fields.setdefault(chunk.kind, Labelled(chunk.kind, chunk.inner_start, chunk.inner_end))
    return Labelling(tuple(fields.values()), confidence=0.1)
