"""Citations in the running text: every family of them, resolved to the list of works."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from citekit.extraction.author_citations import citations_in
from citekit.extraction.back_citations import ibid_citations, page_citations
from citekit.extraction.cited_item import CitedItem
from citekit.extraction.found_citation import FoundCitation, ResolvedItem
from citekit.extraction.numeric_citations import glued, numeric_ranges, round_brackets, superscripts
from citekit.extraction.parentheses import find_brackets
from citekit.extraction.works_index import WorksIndex, likeness
from citekit.model import Citation, CiteItem, Finding, Span

_MORE = 2  # raised numbers for each that sends to a note, before they are citations
_HABIT = 2  # matched citations of one kind that make an unmatched one of this kind credible


@dataclass
class CitationsInText:
    """The citations of a paper and what is wrong with them."""

    citations: list[Citation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def find_citations(text: str, index: WorksIndex, *, markers: Collection[Span], source: str) -> CitationsInText:
    """Find the citations in ``text``, from which notes, lists and furniture have been blanked out.

    ``markers`` are the raised numbers that send the reader to a note.
    """
    found = numeric_ranges(text, index)
    joined = [one.span for one in found]
    for bracketed in find_brackets(text):
        if not any(span.start <= bracketed.start < span.end for span in joined):
            found.extend(citations_in(text, bracketed, index))
    if index.numbered and not any(one.kind == "number" for one in found):
        found.extend(round_brackets(text, index))
        raised = [one for one in superscripts(text, index) if one.span not in markers] or glued(text, index)
        if len(raised) > _MORE * len(markers):
            found.extend(raised)
    kept = _credible(found, index)
    kept.extend(list(ibid_citations(text, kept)))
    kept.extend(list(page_citations(text, kept, index)))
    result = CitationsInText()
    for one in sorted(kept, key=lambda citation: citation.span):
        printed = one.span.of(text)
        items = tuple(_cite_item(resolved) for resolved in one.items)
        result.citations.append(Citation(text=printed, span=one.span, items=items))
        for resolved in one.items:
            if problem := _problem(resolved, one.span, index, source):
                result.findings.append(problem)
    return result


def _credible(found: Sequence[FoundCitation], index: WorksIndex) -> list[FoundCitation]:
    """Keep what names a listed work, and what has the form of those that do."""
    habits = {kind: sum(one.sure for one in found if one.kind == kind) for kind in {one.kind for one in found}}
    dated = [one for one in found if one.kind == "date" and not one.sure]
    without_list = not index.works and len(dated) >= _HABIT
    return [
        one
        for one in found
        if one.sure or (one.kind != "name" and habits[one.kind] >= _HABIT) or (one.kind == "date" and without_list)
    ]


def _cite_item(resolved: ResolvedItem) -> CiteItem:
    item = resolved.item
    key = resolved.works[0].reference.id if len(resolved.works) == 1 else None
    return CiteItem(
        reference=key,
        label=item.label if item.locator else None,
        locator=item.locator,
        prefix=item.prefix,
        suffix=item.rest or None,
    )


def _problem(resolved: ResolvedItem, span: Span, index: WorksIndex, source: str) -> Finding | None:
    if len(resolved.works) == 1 or (not index.works):
        return None
    said = _said(resolved)
    if resolved.works:
        keys = ", ".join(work.reference.id for work in resolved.works[:5])
        return Finding(
            code="citation-ambiguous",
            message=f"“{said}” fits {len(resolved.works)} listed works: {keys}",
            span=span,
            source=source,
            hint="name the title, the year or the page so that it fits one",
        )
    return Finding(
        code="cited-not-listed",
        message=f"“{said}” names no listed work",
        span=span,
        source=source,
        hint=_nearest(resolved.item, index),
    )


def _said(resolved: ResolvedItem) -> str:
    item = resolved.item
    if resolved.number:
        return resolved.number
    year = f"{item.date.year}{item.suffix or ''}" if item.date and item.date.parts else None
    return ", ".join(part for part in (item.head, item.title, year) if part)


def _nearest(item: CitedItem, index: WorksIndex) -> str:
    works = index.by_author(item.head) if item.head else []
    if not works:
        return "add the work to the list, or correct the name"
    titled = sorted(works, key=lambda work: -likeness(work.reference.title or "", item.title or ""))
    nearest = [f"“{work.reference.title}” ({work.reference.id})" for work in titled if work.reference.title][:2]
    return f"add the work; by this author the list has {len(works)}, the nearest {' and '.join(nearest)}"
