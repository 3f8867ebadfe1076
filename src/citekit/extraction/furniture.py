"""Page furniture: running heads, page numbers, line numbers. They interrupt the text and are no part of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from citekit.extraction.headings import Section, section_of
from citekit.extraction.likeness import first_line_score
from citekit.extraction.lines import Line
from citekit.model import Span

_LONGEST = 120
_BREAK = 4  # pages; heads change from left to right, and pages with a heading have none
_BREAK_OF_SECTION = 2
_EDGE = 2  # lines at the top and the bottom of a page that may be furniture
_ENOUGH = 3  # repetitions that make a habit
_SHARE = 0.05  # of the pages, likewise
_ONLY_NUMBER = re.compile(
    r"(?:\W|_)*(?:(?:page|seite|p\.|s\.|pagina|página|strona)\s*)?(\d{1,4})(?:\s*(?:of|/|von|de|sur|z)\s*\d{1,4})?(?:\W|_)*",
    re.IGNORECASE,
)
_ONLY_ROMAN = re.compile(r"\W*([ivxlc]{1,7})\W*")
_FIRST_NUMBER = re.compile(r"\W{0,3}(\d{1,4})\b(?!\s*[.)\]]\s)")
_LAST_NUMBER = re.compile(r"(?<!\d)(\d{1,4})\W{0,3}$")
_RULE = re.compile(r"_{8,}|={3,}|[-–—]{8,}|(?:\*\s?){3,}")
_WIDE = re.compile(r"\s{3,}")


class _Edge(NamedTuple):
    """A line at the top or the bottom of a page, and the page number it may hold."""

    place: int
    line: Line
    first: bool
    """It is the very first or the very last of the page."""
    next_to_number: bool
    """Nothing but a page number stands between it and the edge."""
    top: bool
    number: int | None


def furniture(lines: Sequence[Line]) -> list[Span]:
    """Return the places of running heads, page numbers and rules."""
    paged = lines[-1].page > 0 if lines else False
    spans = list(_of_pages(lines) if paged else _between_paragraphs(lines))
    spans.extend(Span(line.start, line.end) for line in lines if _RULE.fullmatch(line.text))
    return spans


def _of_pages(lines: Sequence[Line]) -> Iterator[Span]:
    edges = list(_edges(lines))
    offsets = Counter(edge.number - edge.line.page for edge in edges if edge.number is not None)
    least = max(_ENOUGH, _SHARE * lines[-1].page)  # note numbers agree with page numbers now and then
    habits = {offset for offset, times in offsets.items() if times >= least}
    rows: defaultdict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        rows[edge.top, _key(edge.line.text)].append(edge)
    named = {line.page for line in lines if not line.blank and section_of(line.text) is Section.LIST}
    for row in rows.values():
        counted = any(_counts(edge, habits) for edge in row)
        pages = {edge.line.page for edge in row}
        for edge in row:
            heading = (counted and not _counts(edge, habits)) or _opens_row(edge, pages)
            again = edge.line.page - 1 in pages and section_of(edge.line.text) is not None
            times = max(len(row), _ENOUGH) if again else len(row)
            if _is_page_number(edge, habits) or _is_running_head(edge, habits, times, heading):
                yield (
                    _all_but_name(edge.line, named)
                    if heading and edge.top
                    else Span(edge.line.start, edge.line.end)
                )


def _all_but_name(line: Line, named: set[int]) -> Span:
    """The first head that names a list is its heading where no line of its own does; its number goes."""
    number = _LAST_NUMBER.search(line.text)
    if number is None or named & {line.page, line.page - 1}:
        return Span(line.start, line.end)
    if section_of(line.text[: number.start()].rstrip()) is not Section.LIST:
        return Span(line.start, line.end)
    return Span(line.start + number.start(), line.end)


def _counts(edge: _Edge, habits: set[int]) -> bool:
    """It holds the number of its page."""
    return edge.number is not None and edge.number - edge.line.page in habits


def _opens_row(edge: _Edge, pages: set[int]) -> bool:
    """No page shortly before has this line: it may be the heading which the pages after it repeat."""
    back = _BREAK_OF_SECTION if section_of(edge.line.text) is not None else _BREAK
    return not any(edge.line.page - distance in pages for distance in range(1, back + 1))


def _edges(lines: Sequence[Line]) -> Iterator[_Edge]:
    page: list[int] = []
    for index, line in enumerate(lines):
        if page and line.page != lines[page[-1]].page:
            yield from _edges_of_page(lines, page)
            page = []
        if not line.blank:
            page.append(index)
    yield from _edges_of_page(lines, page)


def _edges_of_page(lines: Sequence[Line], page: Sequence[int]) -> Iterator[_Edge]:
    for place, index in enumerate(page):
        from_end = len(page) - 1 - place
        if place >= _EDGE and from_end >= _EDGE:
            continue
        line = lines[index]
        if len(line.text) <= _LONGEST:
            top = place < from_end
            outer = page[:place] if top else page[len(page) - from_end :]
            numbers = bool(outer) and all(_ONLY_NUMBER.fullmatch(lines[other].text) for other in outer)
            yield _Edge(index, line, not outer, numbers, top, _page_number(line.text))


def _page_number(text: str) -> int | None:
    if match := _ONLY_NUMBER.fullmatch(text) or _LAST_NUMBER.search(text) or _FIRST_NUMBER.match(text):
        return int(match[1])
    return None


def _is_page_number(edge: _Edge, habits: set[int]) -> bool:
    if match := _ONLY_NUMBER.fullmatch(edge.line.text):
        return _counts(edge, habits) or (edge.first and not _may_end_a_reference(edge.line.text, int(match[1])))
    return edge.first and _ONLY_ROMAN.fullmatch(edge.line.text) is not None


def _may_end_a_reference(text: str, number: int) -> bool:
    """``1991.`` and ``(2014)``: the year with which the sentence of the page before ends."""
    return _YEARS[0] <= number <= _YEARS[1] and (text[-1] in ".;,)" or text[0] == "(")


_YEARS = 1400, 2100


def _is_running_head(edge: _Edge, habits: set[int], times: int, heading: bool) -> bool:
    text = edge.line.text
    if not any(character.isalpha() for character in text):
        return False
    if heading and (not _counts(edge, habits) or section_of(edge.line.text) is not None):
        return False
    if _counts(edge, habits):
        if _LAST_NUMBER.search(edge.line.text):
            return times > 1 or _WIDE.search(edge.line.text) is not None
        number = _FIRST_NUMBER.match(edge.line.text)
        return number is not None and (times > 1 or _stands_after(edge.line.text[number.end() :]))
    if text[-1] in ".,;:" and any(character.isdigit() for character in text):
        return False  # ``(1991), pp. 2727–2731.``: the last line of an entry, as of many
    return times >= _ENOUGH and (edge.first or (edge.top and edge.next_to_number))


def _stands_after(text: str) -> bool:
    """The words of a head that a wide gap parts from the page's number, rather than those of a numbered entry."""
    return _WIDE.match(text) is not None and first_line_score(text.strip(), "") < _AUTHOR


_AUTHOR = 1.5


def _key(text: str) -> str:
    """What stays the same from page to page."""
    return " ".join(re.sub(r"\d+", " ", text).lower().split())


def _between_paragraphs(lines: Sequence[Line]) -> Iterator[Span]:
    """Where no form feed tells the pages apart: lines between blank ones that count or repeat themselves."""
    alone = [
        line
        for index, line in enumerate(lines)
        if not line.blank
        and len(line.text) <= _LONGEST
        and (index == 0 or lines[index - 1].blank)
        and (index + 1 == len(lines) or lines[index + 1].blank)
    ]
    numbers = [(line, int(match[1])) for line in alone if (match := _ONLY_NUMBER.fullmatch(line.text))]
    for index, (line, number) in enumerate(numbers):
        neighbours = [numbers[i][1] for i in (index - 1, index + 1) if 0 <= i < len(numbers)]
        if any(0 < abs(number - other) <= 2 for other in neighbours):
            yield Span(line.start, line.end)
    repeated: dict[str, list[Line]] = {}
    for line in alone:
        if not _ONLY_NUMBER.fullmatch(line.text):
            repeated.setdefault(_key(line.text), []).append(line)
    for key, found in repeated.items():
        if len(found) < _ENOUGH or not any(c.isalpha() for c in key) or not _a_page_apart(found):
            continue
        for line in found:
            numbered = _page_number(line.text) is not None
            if section_of(line.text) not in (Section.LIST, Section.NOTES) and (numbered or line.text[-1] != "."):
                yield Span(line.start, line.end)


_PAGE = 800  # characters, and fewer than any page of a paper has


def _a_page_apart(found: Sequence[Line]) -> bool:
    distances = sorted(b.start - a.end for a, b in pairwise(found))
    return distances[len(distances) // 2] >= _PAGE


_LINE_NUMBER = re.compile(r"(\d{1,4})(?=\s|$)")
_MANY_LINES = 15


def line_numbers(lines: Sequence[Line]) -> Iterator[Span]:
    """Yield the numbers at the head of a manuscript's lines, which count on within a sentence as well."""
    printed = [line for line in lines if not line.blank]
    found = [(line, int(match[1])) for line in printed if (match := _LINE_NUMBER.match(line.text))]
    if len(found) < _MANY_LINES or len(found) < 0.5 * len(printed):
        return
    steps = [b[1] - a[1] for a, b in pairwise(found)]
    going_on = sum(line.text[len(str(number)) :].lstrip()[:1].islower() for line, number in found)
    if sum(step == 1 for step in steps) < 0.8 * len(steps) or going_on < 0.2 * len(found):
        return
    for line, number in found:
        yield Span(line.start, line.start + len(str(number)))
