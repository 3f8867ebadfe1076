"""How far a list of works cited reaches: its subheadings, where it ends, and what follows it or interrupts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from citekit.extraction.entries import split_lists
from citekit.extraction.entry_scores import (
    FOREIGN,
    LONGEST_SUBHEADING,
    TALK,
    Group,
    bare_names,
    entry_scores,
    going_on,
    is_bare_heading,
    is_quiet,
    is_table,
)
from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.likeness import (
    BULLET,
    LABEL,
    YEAR,
    first_line_score,
    is_unfinished,
    prose_score,
    reference_score,
)
from citekit.extraction.lines import Line
from citekit.model import Span


def entries_of(layout: Layout, sections: Sequence[tuple[int, int]]) -> list[list[Span]]:
    """Return the entries of each section, given by its first line and the line at which it must have ended.

    What follows a list or stands between its parts is left out. Each section is read twice: alone, for where it
    may end, and then together with the others, since a document prints its lists alike.
    """
    drafts = []
    for first, end in sections:
        reach = _reach(layout.lines, first, end)
        parts = list(_parts(layout.lines[first:reach]))
        groups = [group for part in split_lists(parts) for group in part]
        kept, _ = _cut(layout, groups, end)
        drafts.append((first, _slack(layout, kept, reach)))
    parts_of = [list(_parts(layout.lines[first:reach])) for first, reach in drafts]
    together = iter(split_lists([part for parts in parts_of for part in parts]))
    found = []
    for (_, end), parts in zip(sections, parts_of, strict=True):
        kept, scores = _cut(layout, [group for _ in parts for group in next(together)], end)
        found.append(list(_spans(layout, kept, scores)))
    return found


_WINDOW = 30  # printed lines
_STEP = 10
_SPARSE = 0.17  # authors and years for each line; a list has more
_UNDATED = 0.05
_PLAIN_TALK = 0.5


def _reach(lines: Sequence[Line], first: int, end: int) -> int:
    """The line at which running text or tables have taken over, seen from afar; ``end`` where they have not."""
    printed = [index for index in range(first, end) if not lines[index].blank]
    starts = [first_line_score(lines[index].text, "") > 1.5 for index in printed]
    years = [YEAR.search(lines[index].text) is not None for index in printed]

    def dense(place: int, least: float) -> bool:
        window = slice(place, place + _WINDOW)
        count = len(starts[window])
        dated = sum(years[window]) >= _UNDATED * count
        return dated and sum(starts[window]) + sum(years[window]) >= least * count

    def talk(place: int, count: int) -> float:
        text = " ".join(lines[index].text for index in printed[place : place + count])
        return prose_score(text[:_OPENING])

    limit = len(printed)
    for place, index in enumerate(printed):
        if place >= limit:
            return index
        seen_whole = place % _STEP == 0 and len(printed) - place > _WINDOW
        if seen_whole and not dense(place, _SPARSE) and talk(place, _WINDOW) > TALK:
            limit = min(limit, place + 2 * _STEP)
        if place and _opens_something(lines, index):
            talking = talk(place + 1, _STEP)
            sparse = not dense(place + 1, _SPARSE) and (talking > TALK or _is_numbered_heading(lines[index].text))
            if sparse or talking > _PLAIN_TALK:
                return index
    return end


def _opens_something(lines: Sequence[Line], index: int) -> bool:
    """A line that stands apart and has the form of a heading."""
    apart = lines[index - 1].blank or lines[index - 1].page != lines[index].page
    below = index + 1 == len(lines) or lines[index + 1].blank
    text = lines[index].text
    return (
        apart
        and below
        and len(text) <= LONGEST_SUBHEADING
        and (_may_be_heading(text) or section_of(text) is Section.PART)
    )


def _is_numbered_heading(text: str) -> bool:
    return _HEADING_NUMBER.match(text) is not None or section_of(text) is Section.PART


_SLACK = 12  # printed lines


def _slack(layout: Layout, groups: Sequence[Group], end: int) -> int:
    """The line after the last of ``groups``, and a few more that may belong to the list."""
    if not groups:
        return end
    last = layout.line_at(groups[-1][-1].start) + 1
    printed = (index for index in range(last, end) if not layout.lines[index].blank)
    return next(islice(printed, _SLACK, None), end)


def _cut(layout: Layout, groups: list[Group], end: int) -> tuple[list[Group], list[float]]:
    """Return the groups up to where the list ends, with what each of them scores as a reference."""
    if not groups:
        return [], []
    scores = entry_scores(layout, groups)
    length = len(groups) if _runs_on(layout, end, groups, scores) else _best_length(going_on(groups, scores))
    quiet = [is_quiet(layout, group) for group in groups]
    if (length or len(groups) >= _FEWEST_QUIET) and all(quiet[length:]):
        length = len(groups)
    elif not length and sum(quiet[:_FIRST]) >= max(_FEWEST_QUIET, _MOSTLY * len(quiet[:_FIRST])):
        undated = [_TOLD if still else score for still, score in zip(quiet, scores, strict=True)]
        length = _best_length(undated)
    if not length:
        return [], []
    return [*groups[: length - 1], _without_prose(layout, groups[length - 1])], scores[:length]


def _spans(layout: Layout, groups: Sequence[Group], scores: Sequence[float]) -> Iterator[Span]:
    bulleted = 2 * sum(BULLET.match(group[0].text) is not None for group in groups) > len(groups)
    names = bare_names(groups)
    for index, (group, score) in enumerate(zip(groups, scores, strict=True)):
        if score > FOREIGN and (index in names or not is_bare_heading(group)):
            yield _span(group, bulleted=bulleted)


def _best_length(scores: Sequence[float]) -> int:
    """The list ends where the sum of the scores is greatest."""
    sums = list(accumulate(scores))
    length = max(range(len(sums)), key=lambda index: (sums[index], -index)) + 1
    return length if sums[length - 1] > 0 else 0


def _runs_on(layout: Layout, end: int, groups: Sequence[Sequence[Line]], scores: Sequence[float]) -> bool:
    """Tell whether the section is one of several parts of a list: the next begins where it ends."""
    if end >= len(layout.lines) or section_of(layout.lines[end].text) is not Section.LIST:
        return False
    last = layout.line_at(groups[-1][-1].start)
    if any(not line.blank for line in layout.lines[last + 1 : end]):
        return False
    texts = (" ".join(layout.text[group[0].start : group[-1].end].split()) for group in groups)
    return sum(scores) > _DOUBTFUL * len(scores) and all(prose_score(text) < _PROSE for text in texts)


_DOUBTFUL = -1.5
_FEWEST_QUIET = 4
_FIRST = 10  # groups by which a list of works without years is known
_MOSTLY = 0.8
_TOLD = 0.3


def _without_prose(layout: Layout, group: Group) -> Group:
    """Cut from the last entry the headings, paragraphs and tables that have been taken for a part of it."""
    for index in range(1, len(group)):
        before, line = group[index - 1], group[index]
        if line.page == before.page and "\n" not in layout.text[before.end + 1 : line.start]:
            continue
        rest = " ".join(layout.text[line.start : group[-1].end].split())
        if is_table(rest) or prose_score(rest[:_OPENING]) > _PLAIN_TALK:
            return group[:index]
        if _open_ended(before.text):
            continue
        if section_of(line.text) is not None or (_may_be_heading(line.text) and index + 1 < len(group)):
            return group[:index]
        if prose_score(rest) > _PROSE and reference_score(rest) < 0:
            return group[:index]
    return group


_OPENING = 800
_PROSE = 0.3
_NAME = 2.0  # what a line scores that begins as references do
_HEADING_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,5}\.?|[A-H]\.)\s+(?=[^\W\d_])")


def _may_be_heading(text: str) -> bool:
    """A few words, most of them with a capital, and no mark at their end; a number may stand before them."""
    bare = _HEADING_NUMBER.sub("", text, count=1)
    if not bare or len(text) > LONGEST_SUBHEADING or re.search(r"[.,;:\d”\"»)\]/-]$|\d|[;“\"«]", bare):
        return False
    if first_line_score(bare, "") >= _NAME or is_unfinished(bare):
        return False
    words = bare.split()
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) <= 8 and bare[0].isupper() and capitals * 2 >= len(words)


def _span(group: Sequence[Line], *, bulleted: bool) -> Span:
    """The entry's place, without a bullet; a dash in a list without bullets stands for the author above."""
    bullet = BULLET.match(group[0].text) if bulleted else None
    return Span(group[0].start + (bullet.end() if bullet else 0), group[-1].end)


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut a list at its subheadings (``Books``, ``A. Archives``), which are left out."""
    part: list[Line] = []
    right = _right_edge(lines)
    found = [index for index in range(len(lines)) if _is_subheading(lines, index, right)]
    subheadings = _without_names(lines, found)
    for index, line in enumerate(lines):
        if index in subheadings:
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _without_names(lines: Sequence[Line], found: Sequence[int]) -> set[int]:
    """Many headings in a row are none but the first, or two: newspapers, archives."""
    kept: set[int] = set()
    run: list[int] = []
    for index in [*found, -1]:
        if run and (index < 0 or any(not line.blank for line in lines[run[-1] + 1 : index])):
            kept.update(run if len(run) < _ROW else run[:1])
            run = []
        run.append(index)
    return kept


_ROW = 4


def _right_edge(lines: Sequence[Line]) -> int:
    ends = sorted(line.indent + len(line.text) for line in lines if not line.blank)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0


def _is_subheading(lines: Sequence[Line], index: int, right: int) -> bool:
    text = lines[index].text
    if len(text) == 1 and text.isupper():  # the letter under which the names that follow are filed
        return next((line.text for line in lines[index + 1 : index + 4] if line.text), "").startswith(text)
    if not text or len(text) > LONGEST_SUBHEADING or BULLET.match(text) or LABEL.match(text):
        return bool(re.match(r"#{1,6}\s", text))
    above = index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page
    below = index + 1 == len(lines) or lines[index + 1].blank or bool(LABEL.match(lines[index + 1].text))
    if not (above and below) or YEAR.search(text) or re.search(r"[.,;\d”\"»)/]$|\d|[,;]|[-–—_]{2}", text):
        return False
    before = next((line for line in reversed(lines[max(0, index - 4) : index]) if line.text), None)
    runs_on = before and _open_ended(before.text) and before.indent + len(before.text) >= _FULL * right
    words = text.rstrip(":").split()
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) <= 6 and text[0].isupper() and capitals * 2 >= len(words) and not runs_on


_FULL = 0.7  # of the width; a line that ends before it was not broken off


def _open_ended(before: str) -> bool:
    return bool(before) and re.search(r"[.!?)>\]”»\"/]$|\d$|https?:\S+$", before) is None
