"""Where a document's lists of works cited stand, and their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from citekit.extraction.entries import is_labelled, split_entries
from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.likeness import BULLET, LABEL, YEAR, reference_score
from citekit.extraction.lines import Line
from citekit.model import Span


@dataclass(frozen=True)
class ListOfWorks:
    """A printed list: ``span`` from its heading to its last entry, and the place of every entry."""

    span: Span
    entries: tuple[Span, ...]


def find_lists(layout: Layout) -> list[ListOfWorks]:
    """Return the lists of works cited in the order of the text."""
    found = []
    for first, end in _headed(layout.lines):
        entries = _entries(layout, first + 1, end)
        if entries:
            found.append(ListOfWorks(Span(layout.lines[first].start, entries[-1].end), tuple(entries)))
    return found


def headings(lines: Sequence[Line]) -> Iterator[tuple[int, Section]]:
    """Yield the lines that open a section of a kind we know."""
    for index, line in enumerate(lines):
        if line.blank or len(line.text) > 120:
            continue
        section = section_of(line.text)
        if section is not None and _stands_alone(lines, index):
            yield index, section


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if text[0].islower():
        return False
    return index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page or text[0] in "#=\\"


def _headed(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield for each heading of a list its line and the line at which the section must have ended."""
    known = list(headings(lines))
    for place, (index, section) in enumerate(known):
        if section is Section.LIST:
            following = (other for other, kind in known[place + 1 :] if kind not in _WITHIN)
            end = next(following, len(lines))
            yield (
                index,
                next((other for other in range(index, end) if _NOTE_OF_MARKDOWN.match(lines[other].text)), end),
            )


_NOTE_OF_MARKDOWN = re.compile(r"\[\^[^\]]+\]:")
_WITHIN = (Section.FRONT, Section.PART)


def _entries(layout: Layout, first: int, end: int) -> list[Span]:
    """Return the entries between two lines; what follows the list or stands between its parts is left out."""
    groups: list[list[Line]] = []
    for part in _parts(layout.lines[first:end]):
        groups.extend(split_entries(part))
    if not groups:
        return []
    labelled = sum(is_labelled(group[0].text) for group in groups) >= max(3, _MOSTLY * len(groups))
    scores = [_score(layout, group, labelled) for group in groups]
    sums = list(accumulate(scores))
    length = max(range(len(sums)), key=lambda index: (sums[index], -index)) + 1
    if sums[length - 1] <= 0:
        return []
    kept = zip(groups[:length], scores, strict=False)
    return [_span(group) for group, score in kept if score > _FOREIGN]


_MOSTLY = 0.7
_FOREIGN = -2.5
_UNLABELLED = 2.5  # what a missing label costs where all others have one
_WORST, _BEST = -4.0, 2.0


def _score(layout: Layout, group: Sequence[Line], labelled: bool) -> float:
    score = reference_score(layout.text[group[0].start : group[-1].end])
    if labelled:
        score += 0.5 if is_labelled(group[0].text) else -_UNLABELLED
    return max(_WORST, min(_BEST, score))


def _span(group: Sequence[Line]) -> Span:
    bullet = BULLET.match(group[0].text)
    return Span(group[0].start + (bullet.end() if bullet else 0), group[-1].end)


_LONGEST_SUBHEADING = 60


def _parts(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Cut a list at its subheadings (``Books``, ``A. Archives``), which are left out."""
    part: list[Line] = []
    for index, line in enumerate(lines):
        if _is_subheading(lines, index):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _is_subheading(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not text or len(text) > _LONGEST_SUBHEADING or BULLET.match(text) or LABEL.match(text):
        return bool(re.match(r"#{1,6}\s", text))
    above = index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page
    below = index + 1 == len(lines) or lines[index + 1].blank
    if not (above and below) or YEAR.search(text) or re.search(r"[.,;\d”\"»)/]$|\d|[,;]|[-–—_]{2}", text):
        return False
    before = next((line.text for line in reversed(lines[max(0, index - 4) : index]) if line.text), "")
    words = text.rstrip(":").split()
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) <= 6 and text[0].isupper() and capitals * 2 >= len(words) and not _open_ended(before)


def _open_ended(before: str) -> bool:
    return bool(before) and re.search(r"[.!?)>\]”»\"/]$|\d$|https?:\S+$", before) is None
