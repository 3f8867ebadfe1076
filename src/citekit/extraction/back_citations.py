"""Citations that name no author: ``(ibid., 23)``, and a page alone, ``(121)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from citekit.extraction.cited_item import read_items
from citekit.extraction.found_citation import FoundCitation, ResolvedItem
from citekit.extraction.letters import UPPER
from citekit.extraction.works_index import Work, WorksIndex
from citekit.model import Span

_HABIT = 2  # citations by author and page that make one by page alone credible
_PAGE = re.compile(
    r"\(((?:pp?\.\s?)?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?(?:,\s?\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)*)\)(?=\s*[.,;:!?])"
)
_LOOK_BACK = 600
_WORD = re.compile(rf"[{UPPER}][\w’'-]+")


_IBID = re.compile(
    r"\(\s*(?:see |vgl\. |cf\. )?(?:ibid\.?|ibidem|ebd\.?|ebenda|idem|loc\. cit\.|a\.\s?a\.\s?O\.)([^()]{0,40})\)",
    re.IGNORECASE,
)


def ibid_citations(text: str, others: Sequence[FoundCitation]) -> Iterator[FoundCitation]:
    """Yield the citations that repeat the one before them."""
    known = sorted(others, key=lambda one: one.span)
    for match in _IBID.finditer(text):
        before = [one for one in known if one.span.end <= match.start()]
        if before:
            item = replace(read_items(f"X, {match[1].strip(' ,:;')}")[0], head="")
            works = before[-1].items[-1].works
            yield FoundCitation(
                Span(match.start(), match.end()), (ResolvedItem(item, works, True),), True, before[-1].kind
            )


def page_citations(text: str, others: Sequence[FoundCitation], index: WorksIndex) -> Iterator[FoundCitation]:
    """Yield the citations by page alone, where the paper cites by author and page."""
    by_page = [one for one in others if one.kind == "page"]
    if len(by_page) < _HABIT:
        return
    known = sorted(by_page, key=lambda one: one.span)
    for match in _PAGE.finditer(text):
        span = Span(match.start(), match.end())
        if any(one.span.overlaps(span) for one in others):
            continue
        before = [one for one in known if one.span.end <= span.start]
        work = _last_named(text, span.start, before[-1] if before else None, index)
        if work is not None:
            item = replace(read_items(match[1])[0], head="")
            found = FoundCitation(span, (ResolvedItem(item, (work,), True),), True, "page")
            known = sorted([*known, found], key=lambda one: one.span)
            yield found


def _last_named(text: str, end: int, cited: FoundCitation | None, index: WorksIndex) -> Work | None:
    """The work cited last, or the only one of the author named last, whichever stands nearer."""
    start = max(0, end - _LOOK_BACK)
    last = cited.items[-1].works[0] if cited and cited.span.end > start and cited.items[-1].works else None
    since = cited.span.end if cited and last else start
    for word in reversed(_WORD.findall(text, since, end)):
        works = index.by_author(re.sub(r"[’']s?$", "", word))
        if last is not None and last in works:
            return last
        if len(works) == 1:
            return works[0]
    return last
