"""Citations in the running text: parenthetical, narrative, numeric and by label, resolved to the list of works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from citekit.extraction.cited_item import CitedItem, has_several_names, looks_like_names, read_items
from citekit.extraction.letters import SUPERSCRIPTS, UPPER, plain_digits
from citekit.extraction.parentheses import Bracketed, find_brackets, split_segments
from citekit.extraction.works_index import Wanted, Work, WorksIndex, likeness
from citekit.model import Citation, CiteItem, Finding, Span

_HABIT = 2  # matched citations of one kind that make an unmatched one of this kind credible


@dataclass(frozen=True, slots=True)
class _Resolved:
    """An item, the works it may mean, and what speaks for its being a citation at all."""

    item: CitedItem
    works: tuple[Work, ...]
    of_known_author: bool
    number: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """Brackets, or a name and brackets, read as a citation; ``sure`` where a listed work or author is named."""

    span: Span
    items: tuple[_Resolved, ...]
    sure: bool
    kind: str


@dataclass
class CitationsInText:
    """The citations of a paper and what is wrong with them."""

    citations: list[Citation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def find_citations(text: str, index: WorksIndex, *, has_notes: bool, source: str) -> CitationsInText:
    """Find the citations in ``text``, from which notes, lists and furniture have been blanked out."""
    found = [one for bracketed in find_brackets(text) for one in _in_brackets(text, bracketed, index)]
    if index.numbered and not has_notes:
        found.extend(_superscript(text, index))
    kept = _credible(found, index)
    result = CitationsInText()
    for one in sorted(kept, key=lambda citation: citation.span):
        printed = one.span.of(text)
        items = tuple(_cite_item(resolved) for resolved in one.items)
        result.citations.append(Citation(text=printed, span=one.span, items=items))
        for resolved in one.items:
            if problem := _problem(resolved, one.span, index, source):
                result.findings.append(problem)
    return result


def _credible(found: Sequence[_Found], index: WorksIndex) -> list[_Found]:
    """Keep what names a listed work, and what has the form of those that do."""
    habits = {kind: sum(one.sure for one in found if one.kind == kind) for kind in {one.kind for one in found}}
    dated = [one for one in found if one.kind == "date" and not one.sure]
    without_list = not index.works and len(dated) >= _HABIT
    return [
        one for one in found if one.sure or (one.kind == "date" and (habits["date"] >= _HABIT or without_list))
    ]


def _in_brackets(text: str, bracketed: Bracketed, index: WorksIndex) -> Iterator[_Found]:
    inner_start, inner_end = bracketed.start + 1, bracketed.end - 1
    inner = text[inner_start:inner_end]
    if bracketed.square:
        if one := _numeric(inner, Span(bracketed.start, bracketed.end), index):
            yield one
            return
    elif one := _narrative(text, bracketed, inner, index):
        yield one
        return
    one = _parenthetical(inner, Span(bracketed.start, bracketed.end), index)
    if one is not None and (one.sure or not bracketed.square):
        yield one
        return
    for nested in find_brackets(text, inner_start, inner_end):
        yield from _in_brackets(text, nested, index)


def _parenthetical(inner: str, span: Span, index: WorksIndex) -> _Found | None:
    resolved: list[_Resolved] = []
    for start, end in split_segments(inner):
        for item in read_items(inner[start:end]):
            if not item.head and not item.title and resolved and (item.date or item.locator) and not item.rest:
                item = _inherited(item, resolved[-1].item)
            resolved.append(_resolve(item, index))
    items = tuple(one for one in resolved if one.of_known_author or _has_form(one.item))
    if not items:
        return None
    sure = any(one.of_known_author for one in items)
    dated = any(one.item.date is not None and one.item.title is None for one in items)
    return _Found(span, items, sure, "date" if dated else "name")


def _inherited(item: CitedItem, before: CitedItem) -> CitedItem:
    """``(Smith 2010; 2012)``: the second item has the first one's author."""
    return CitedItem(
        before.head, item.prefix, item.title or (None if item.date else before.title), item.date or before.date,
        item.suffix, item.label, item.locator, item.rest,
    )  # fmt: skip


def _has_form(item: CitedItem) -> bool:
    """Names and a date, or names and a title in quotation marks: a citation by its looks."""
    if not looks_like_names(item.head) or item.rest:
        return False
    if item.date is not None and item.title is None:
        single = len(item.date.parts) <= 1 and (not item.date.parts or len(item.date.parts[0]) == 1)
        return single and (has_several_names(item.head) or len(item.head.split()) <= 6)
    return False


def _resolve(item: CitedItem, index: WorksIndex) -> _Resolved:
    head = re.sub(r"['’]s$", "", item.head)
    works = index.by_author(head) if head else []
    title = item.title
    if not works and head and not title:
        works, title_after = index.by_opening(head)
        if works:
            title = title_after
    if not works and title and not head:
        works = index.by_title(title)
    if not works or item.rest:
        return _Resolved(item, (), False)
    chosen = index.choose(works, Wanted(head, title, item.date, item.suffix))
    return _Resolved(item, tuple(chosen), True)


_NAME = rf"(?:[{UPPER}][\w'’‐-]*\.?|(?:van|von|de|del|der|den|di|da|du|la|le|al-|dos|ter)(?=\s))"
_NAMES_BEFORE = re.compile(
    rf"(?:{_NAME}(?:,?\s+(?:and|&|und|et|y|e)\s+|,\s+|\s+))*{_NAME}"
    r"(?:\s+(?:et al\.?|u\.\s?a\.|and (?:colleagues|others)))?(?:['’]s?)?\s*$"
)
_LOOK_BACK = 160
_YEAR_RANGE = re.compile(r"\s*(?:1[0-9]|20)\d\d\s*[-–—]\s*(?:(?:1[0-9]|20)\d\d|present|today)?\s*")
_BARE = re.compile(r"\s*(?:pp?\.?\s*|S\.\s*|§+\s*|ch(?:ap)?\.\s*|at\s+)?[\divxlc][\divxlc\s,–—-]*(?:ff?\.?)?\s*")


def _narrative(text: str, bracketed: Bracketed, inner: str, index: WorksIndex) -> _Found | None:
    """``Gideon Rose (158)``, ``Smith and Jones (2010, p. 3)``: the author stands before the brackets."""
    if _YEAR_RANGE.fullmatch(inner):
        return None
    items = [item for start, end in split_segments(inner) for item in read_items(inner[start:end])]
    if not items or any(item.head or item.title or item.rest for item in items):
        return None
    by_date = all(item.date is not None for item in items)
    if not by_date and not (len(items) == 1 and items[0].locator and _BARE.fullmatch(inner)):
        return None
    before = text[max(0, bracketed.start - _LOOK_BACK) : bracketed.start]
    named = _names_before(before, index)
    if named is None:
        return None if not by_date else _unlisted_narrative(before, bracketed, items)
    names, works, length = named
    resolved = []
    for item in items:
        chosen = index.choose(works, Wanted(names, None, item.date, item.suffix))
        resolved.append(_Resolved(_with_head(item, names), tuple(chosen), True))
    start = bracketed.start - length
    return _Found(Span(start, bracketed.end), tuple(resolved), True, "date" if by_date else "name")


def _with_head(item: CitedItem, names: str) -> CitedItem:
    return CitedItem(names, item.prefix, None, item.date, item.suffix, item.label, item.locator, item.rest)


def _names_before(before: str, index: WorksIndex) -> tuple[str, list[Work], int] | None:
    """Return the longest run of words before the brackets that names a listed author, and its length."""
    match = _NAMES_BEFORE.search(before)
    if not match:
        return None
    words = [word.start() for word in re.finditer(r"\S+", match[0])]
    for place, start in enumerate(words):
        printed = match[0][start:]
        names = re.sub(r"['’]s?$", "", printed.strip()).strip(",")
        if works := index.by_author(names):
            given = _given_names(match[0], words[:place], works)
            return names, works, len(match[0]) - (words[place - given])
    return None


def _given_names(text: str, words: Sequence[int], works: Sequence[Work]) -> int:
    """How many words before a family name are given names of its bearer: ``Gideon`` where the list has ``G.``."""
    initials = {name.given[0] for work in works for name in work.reference.author[:1] if name.given}
    for count in (2, 1):
        if len(words) >= count and text[words[-count]] in initials:
            before = text[words[-count] :].split()[:count]
            if not any(word.endswith((",", ";")) for word in before):
                return count
    return 0


def _unlisted_narrative(before: str, bracketed: Bracketed, items: Sequence[CitedItem]) -> _Found | None:
    match = _NAMES_BEFORE.search(before)
    if not match:
        return None
    joined = re.search(rf"(?:{_NAME},?\s+(?:and|&|und|et)\s+)?{_NAME}(?:\s+et al\.?)?\s*$", match[0])
    printed = joined[0] if joined else match[0]
    names = re.sub(r"['’]s?$", "", printed.strip())
    if not looks_like_names(names):
        return None
    resolved = tuple(_Resolved(_with_head(item, names), (), False) for item in items)
    return _Found(Span(bracketed.start - len(printed), bracketed.end), resolved, False, "date")


_NUMBERS = re.compile(r"\s*\d{1,4}(?:\s*(?:[,;]|[-–—])\s*\d{1,4})*\s*")
_NUMBER_AND_PLACE = re.compile(
    r"\s*(\d{1,4}|[A-Za-z][\w+.\- ]{1,30}),\s*((?:pp?\.|S\.|ch\.|§|sec\.|[Ff]ig\.|Thm\.).{1,40})"
)
_WIDEST = 60


def _numeric(inner: str, span: Span, index: WorksIndex) -> _Found | None:
    """``[12]``, ``[3–5, 9]``, ``[BAD10]``, ``[12, p. 3]``: labels of entries."""
    if placed := _NUMBER_AND_PLACE.fullmatch(inner):
        works = index.labelled(placed[1])
        item = read_items(f"X, {placed[2]}")[0]
        if works or (index.numbered and placed[1].isdigit()):
            located = CitedItem(label=item.label, locator=item.locator)
            return _Found(span, (_Resolved(located, tuple(works), bool(works), placed[1]),), bool(works), "number")
        return None
    if _NUMBERS.fullmatch(inner):
        if not index.numbered:
            return None
        labels = list(_spread(inner))
        if "0" in labels:  # an interval, not a citation
            return None
    else:
        labels = [part.strip() for part in re.split(r"[,;]", inner)]
        if not all(index.labelled(label) for label in labels):
            labels = [part.strip() for part in inner.split(";")]
            if not all(index.labelled(label) for label in labels):
                return None
    resolved = tuple(
        _Resolved(CitedItem(), tuple(works), bool(works), label)
        for label in labels
        for works in [index.labelled(label)]
    )
    return _Found(span, resolved, any(one.works for one in resolved), "number")


def _spread(inner: str) -> Iterator[str]:
    for part in re.split(r"[,;]", inner):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] < _WIDEST:
            yield from (str(number) for number in range(ends[0], ends[1] + 1))
        else:
            yield from (str(number) for number in ends)


_RAISED = re.compile(rf"(?<![{SUPERSCRIPTS}⁻⁺\d])[{SUPERSCRIPTS}]+(?:[,⁻–‐-][{SUPERSCRIPTS}]+)*(?![⁺])")


def _superscript(text: str, index: WorksIndex) -> Iterator[_Found]:
    """Raised numbers that point into a numbered list."""
    for match in _RAISED.finditer(text):
        plain = plain_digits(match[0]).replace("⁻", "-")
        line_start = text.rfind("\n", 0, match.start()) + 1
        labels = list(_spread(plain))
        if not text[line_start : match.start()].strip() or not all(index.labelled(label) for label in labels):
            continue
        resolved = tuple(_Resolved(CitedItem(), tuple(index.labelled(one)), True, one) for one in labels)
        yield _Found(Span(match.start(), match.end()), resolved, True, "number")


def _cite_item(resolved: _Resolved) -> CiteItem:
    item = resolved.item
    key = resolved.works[0].reference.id if len(resolved.works) == 1 else None
    return CiteItem(
        reference=key, label=item.label if item.locator else None, locator=item.locator, prefix=item.prefix
    )


def _problem(resolved: _Resolved, span: Span, index: WorksIndex, source: str) -> Finding | None:
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


def _said(resolved: _Resolved) -> str:
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
