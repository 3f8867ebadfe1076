"""Bibliographies and citations of references, in any CSL style and output format."""

from __future__ import annotations

import os
from collections.abc import Iterable

from citekit.model import Reference
from citekit.model.printed_item import printed_item
from citekit.pages.clusters import read_cluster


def render_bibliography(
    references: Iterable[Reference],
    style: str | os.PathLike[str] = "apa",
    format: str = "text",
    locale: str | None = None,
) -> str:
    """Return the bibliography of ``references``, sorted and formatted as ``style`` says.

    ``style`` is a style's name, a path to a .csl file or its XML; ``format`` one of ``text``, ``html``,
    ``markdown``, ``latex``, ``rtf``, ``typst``, ``rst``; ``locale`` a language such as ``de-DE``, the style's own
    where it is None. Raises StyleNotFound, InvalidStyle.
    """
    from citekit.csl import Processor

    items = [printed_item(reference) for reference in references]
    return Processor(style, items, locale=locale, output=format).bibliography()


def render_notes(
    references: Iterable[Reference],
    style: str | os.PathLike[str] = "chicago-notes-bibliography",
    format: str = "text",
    locale: str | None = None,
) -> str:
    """Return ``references`` as the full notes that ``style`` prints at their first citation, in their order.

    One note a line in ``text``; a blank line parts them in other formats. Raises StyleNotFound, InvalidStyle.
    """
    references = list(references)
    notes = render_citations(references, [reference.id for reference in references], style, format, locale)
    return ("\n" if format == "text" else "\n\n").join(notes) + "\n"


def render_citations(
    references: Iterable[Reference],
    clusters: Iterable[str],
    style: str | os.PathLike[str] = "apa",
    format: str = "text",
    locale: str | None = None,
) -> list[str]:
    """Return the citations of a document, one for each of ``clusters``, in order.

    A cluster is written ``hosoya2018, p. 3; see abe2012``. In a note style each stands in a note of its own.
    Raises UnknownKey, StyleNotFound, InvalidStyle.
    """
    from citekit.csl import Processor

    items = [printed_item(reference) for reference in references]
    keys = {str(item["id"]) for item in items}
    citations = [
        {"citationID": str(number), **read_cluster(cluster, keys), "properties": {"noteIndex": number}}
        for number, cluster in enumerate(clusters, start=1)
    ]
    return list(Processor(style, items, locale=locale, output=format).cite(citations))
