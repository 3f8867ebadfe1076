"""A paper's citations as clusters that a CSL processor can print, each with the place that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from citekit.auditing.wording import quoted
from citekit.auditing.works import same_work
from citekit.model import Citation, Finding, Note, NoteCitation, NoteKind, Paper, Severity, Span

WOVEN_IN = ("interview", "personal_communication")
_BETWEEN = re.compile(r"^[\s;,.]*(?P<signal>[^\W\d_][^;“\"*]{0,30}?)?[\s:,]*$")
_MOST_SIGNAL_WORDS = 3


@dataclass(frozen=True)
class Cluster:
    """Works cited together at one place. ``narrative`` where the sentence names the author itself."""

    span: Span
    items: tuple[Mapping[str, Any], ...]
    note: Note | None = None
    narrative: bool = False

    def csl(self, note_index: int, **more: Any) -> dict[str, Any]:
        """The cluster as a CSL-JSON citation object."""
        return {"citationItems": list(self.items), "properties": {"noteIndex": note_index}, **more}


@dataclass(frozen=True)
class Collected:
    """The clusters of the text and those of each note, what cannot be set, and which records are one work."""

    in_text: tuple[Cluster, ...]
    in_notes: Mapping[int, tuple[Cluster, ...]]
    whole: frozenset[int]
    """The notes (by place) of which nothing is left but one cluster: they do nothing but cite."""
    findings: tuple[Finding, ...]
    keys: Mapping[str, str]
    """The key under which each record is cited: that of the list, where note and list print one work."""


def collect(paper: Paper) -> Collected:
    """Return the citations of ``paper`` that can be set in a style, and findings for those that cannot."""
    keys = _one_key_per_work(paper)
    findings: list[Finding] = []
    in_text = [cluster for one in paper.citations if (cluster := _of_text(one, paper, findings))]
    in_notes: dict[int, tuple[Cluster, ...]] = {}
    whole = set()
    for place, note in enumerate(paper.notes):
        usable = [one for one in note.citations if _is_usable(one, note, paper, findings)]
        together = _together(note, usable, paper, keys) if len(usable) == len(note.citations) else None
        if together is not None:
            in_notes[place] = (together,)
            if note.kind is NoteKind.CITATION:
                whole.add(place)
        elif usable:
            in_notes[place] = tuple(Cluster(one.span, (_item(one, keys),), note) for one in usable)
    return Collected(tuple(in_text), in_notes, frozenset(whole), tuple(findings), keys)


def _one_key_per_work(paper: Paper) -> dict[str, str]:
    """A work that a note prints in full and the list has too goes under the key of the list."""
    listed = {entry.reference for entry in paper.works_cited}
    works = [reference for reference in paper.references if reference.id in listed]
    return {
        reference.id: next((work.id for work in works if same_work(work, reference)), reference.id)
        for reference in paper.references
    }


def _of_text(citation: Citation, paper: Paper, findings: list[Finding]) -> Cluster | None:
    if not citation.items or any(item.reference is None for item in citation.items):
        findings.append(_not_cited(citation.text, citation.span, paper))
        return None
    opening = re.search(r"[(\[]", citation.text)
    narrative = opening is not None and opening.start() > 0
    start = citation.span.start + (opening.start() if opening and narrative else 0)
    items = tuple(
        {
            "id": item.reference,
            "locator": item.locator or "",
            "label": item.label or "page",
            "prefix": f"{item.prefix.strip()} " if item.prefix else "",
            "suffix": item.suffix or "",
            **({"suppress-author": True} if narrative else {}),
        }
        for item in citation.items
    )
    return Cluster(Span(start, citation.span.end), items, narrative=narrative)


def _is_usable(one: NoteCitation, note: Note, paper: Paper, findings: list[Finding]) -> bool:
    if one.key is None:
        findings.append(_not_cited(one.text, one.span, paper))
        return False
    if one.reference.type in WOVEN_IN:
        findings.append(Finding(
            code="restyle-woven-in", severity=Severity.INFO, span=one.span, source=paper.source.name, key=one.key,
            message=f"note {note.number}: {quoted(one.text)} is part of a sentence and was left as printed",
            hint="reword it by hand where the style wants it otherwise",
        ))  # fmt: skip
        return False
    return True


def _not_cited(text: str, span: Span, paper: Paper) -> Finding:
    return Finding(
        code="restyle-not-cited", span=span, source=paper.source.name,
        message=f"{quoted(text)} was left as printed: the work it means is not known",
        hint="list the work, or correct the citation, and set the paper again",
    )  # fmt: skip


def _item(one: NoteCitation, keys: Mapping[str, str], prefix: str = "") -> dict[str, Any]:
    key = one.key or ""
    return {"id": keys.get(key, key), "locator": one.locator or "", "label": one.label or "page", "prefix": prefix}


def _together(note: Note, citations: list[NoteCitation], paper: Paper, keys: Mapping[str, str]) -> Cluster | None:
    """All citations of a note as one cluster, where between them stand but semicolons and signals such as “see”.

    The words before the first stay where they are, as part of the note.
    """
    if not citations:
        return None
    items = [_item(citations[0], keys)]
    for before, one in pairwise(citations):
        match = _BETWEEN.match(paper.source.text[before.span.end : one.span.start])
        signal = (match["signal"] or "") if match else ""
        if match is None or len(signal.split()) > _MOST_SIGNAL_WORDS:
            return None
        items.append(_item(one, keys, f"{signal.strip()} " if signal.strip() else ""))
    if re.search(r"\w", paper.source.text[citations[-1].span.end : note.span.end]):
        return None
    return Cluster(Span(citations[0].span.start, citations[-1].span.end), tuple(items), note)


def signal_before(cluster: Cluster, paper: Paper) -> str | None:
    """The words between a note's number and its first citation, as a prefix; None where they are many."""
    assert cluster.note is not None
    before = paper.source.text[cluster.note.span.start : cluster.span.start]
    words = re.sub(r"^\W*[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+\W*", "", before).strip(" :,\n")
    if not words:
        return ""
    if len(words.split()) > _MOST_SIGNAL_WORDS:
        return None
    return f"{words[0].lower()}{words[1:]} "


def iterate(collected: Collected) -> Iterator[Cluster]:
    """Every cluster, in the order of the print."""
    clusters = [*collected.in_text, *(one for found in collected.in_notes.values() for one in found)]
    yield from sorted(clusters, key=lambda cluster: cluster.span)
