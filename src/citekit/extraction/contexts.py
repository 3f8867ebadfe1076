"""The sentences in which a paper's citations stand."""

from __future__ import annotations

from citekit.extraction.layout import read_layout, without
from citekit.extraction.sentences import read_running_text
from citekit.model import Paper


def citation_sentences(paper: Paper) -> list[str]:
    """Return the sentence of each of ``paper.citations``, read across page breaks; empty where there is none."""
    layout = read_layout(paper.source.text)
    body = without(layout, [*(note.span for note in paper.notes), *(entry.span for entry in paper.works_cited)])
    running = read_running_text(body.text, body.blocks)
    return [running.sentence_at(citation.span.start) for citation in paper.citations]
