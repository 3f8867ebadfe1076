"""What the page shows, and the records it shows as JSON values that its script reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citekit.dedupe import Deduplication
from citekit.extraction.contexts import citation_sentences
from citekit.formats import write
from citekit.links import LinkCheck
from citekit.model import Finding, Paper, Provenance, Reference
from citekit.model.printed_item import printed_item
from citekit.model.provenance import csl_name


@dataclass(frozen=True)
class LibraryContents:
    """A library and all that is known about it. Only the references are needed."""

    references: Sequence[Reference]
    papers: Sequence[Paper] = ()
    deduplication: Deduplication | None = None
    links: Sequence[LinkCheck] = ()
    findings: Sequence[Finding] = ()
    styles: Sequence[str] = ("apa", "chicago-notes-bibliography", "modern-language-association")


def records(contents: LibraryContents) -> list[dict[str, Any]]:
    """Return one JSON object for each reference, in order: what it is, and where it is cited."""
    printed = _printed(contents)
    bibtex = _bibtex(contents.references)
    cited = _occurrences(contents)
    links = {link.url: link for link in contents.links}
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in contents.findings:
        findings[finding.key or ""].append(finding)
    sources = {paper.source.name: index for index, paper in enumerate(contents.papers)}
    return [
        {
            "id": one.id,
            "type": one.type,
            "title": one.title or "",
            "names": ", ".join(str(name) for name in one.author or one.editor),
            "year": one.issued.year if one.issued else None,
            "papers": sorted({sources[origin.source] for origin in one.provenance if origin.source in sources}),
            "cites": [entries.get(one.id, "") for entries in printed],
            "bibtex": bibtex.get(one.id, ""),
            "csl": {variable: value for variable, value in one.to_csl().items() if variable != "custom"},
            "cited": cited[one.id],
            "print": [_as_printed(origin) for origin in one.provenance],
            "url": one.url,
            "link": _link(links.get(one.url or "")),
            "findings": [finding.to_json() for finding in findings[one.id]],
            "aliases": list(one.aliases),
        }
        for one in contents.references
    ]


def _printed(contents: LibraryContents) -> list[dict[str, str]]:
    """The formatted entries in each style: HTML by key."""
    from citekit.csl import Processor

    items = [printed_item(one) for one in contents.references]
    return [
        {entry.id: entry.text for entry in Processor(style, items, output="html").bibliography_entries()}
        for style in contents.styles
    ]


def _bibtex(references: Sequence[Reference]) -> dict[str, str]:
    """Each reference's BibTeX entry by key, cut out of one file so that keys and macros are those of the file."""
    entries: dict[str, str] = {}
    for block in write(references, None, "bibtex").split("\n@"):
        key = block.partition("{")[2].partition(",")[0].strip()
        entries[key] = "@" + block.lstrip("@").strip()
    return entries


def _occurrences(contents: LibraryContents) -> dict[str, list[dict[str, Any]]]:
    """Where each reference is cited: the paper, the note or the text, the sentence."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    today = {alias: one.id for one in contents.references for alias in one.aliases}
    for index, paper in enumerate(contents.papers):
        for note in paper.notes:
            for citation in note.citations:
                if citation.key:
                    place = {"paper": index, "note": note.number, "locator": citation.locator}
                    sentence = note.marker.context if note.marker else ""
                    found[today.get(citation.key, citation.key)].append({**place, "sentence": sentence})
        if not paper.citations:
            continue
        for cluster, sentence in zip(paper.citations, citation_sentences(paper), strict=True):
            for item in cluster.items:
                if item.reference:
                    place = {"paper": index, "marker": cluster.text, "locator": item.locator}
                    found[today.get(item.reference, item.reference)].append({**place, "sentence": sentence})
    return found


def _as_printed(origin: Provenance) -> list[list[str]]:
    """The printed words in pieces: text, and the variable it was read as (empty for none)."""
    spans = sorted(
        (span.start - origin.span.start, span.end - origin.span.start, csl_name(name))
        for name, span in origin.fields.items()
        if "/" not in name
    )
    pieces: list[list[str]] = []
    end = 0
    for start, stop, name in spans:
        if start < end or stop > len(origin.text):
            continue  # one field within another, such as a DOI in its URL
        if start > end:
            pieces.append([origin.text[end:start], ""])
        pieces.append([origin.text[start:stop], name])
        end = stop
    return [*pieces, [origin.text[end:], ""]] if end < len(origin.text) else pieces


def _link(check: LinkCheck | None) -> Mapping[str, Any] | None:
    if check is None:
        return None
    return {
        "verdict": check.verdict.value,
        "status": check.status.value,
        "detail": check.detail,
        "archived": check.archived,
        "suggested": check.suggested_url,
    }
