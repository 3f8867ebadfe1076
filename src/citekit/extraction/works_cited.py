"""Where a document's lists of works cited stand, and their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.likeness import YEAR, first_line_score, reference_score
from citekit.extraction.lines import Line
from citekit.extraction.list_extent import entries_of
from citekit.model import Span


@dataclass(frozen=True)
class ListOfWorks:
    """A printed list: ``span`` from its heading to its last entry, and the place of every entry."""

    span: Span
    entries: tuple[Span, ...]


def find_lists(layout: Layout) -> list[ListOfWorks]:
    """Return the lists of works cited that stand under a heading of such, in the order of the text."""
    return _lists(layout, list(_headed(layout.lines)))


def _lists(layout: Layout, sections: Sequence[tuple[int, int]]) -> list[ListOfWorks]:
    """The lists under the headings at these lines, each with the line at which it must have ended."""
    entries_of_all = entries_of(layout, [(heading + 1, end) for heading, end in sections])
    return [
        ListOfWorks(Span(layout.lines[heading].start, entries[-1].end), tuple(entries))
        for (heading, _), entries in zip(sections, entries_of_all, strict=True)
        if entries
    ]


_LOOK_AHEAD = 40  # printed lines by which a section is judged
_DENSE = 0.2
_LEAST = 4
_LONGEST_HEADING = 60


def find_lists_under_any_heading(layout: Layout) -> list[ListOfWorks]:
    """Return the sections whose lines are those of references, whatever their heading says.

    For a document that has no list under a heading we know, and no notes, which look like references too.
    """
    found: list[ListOfWorks] = []
    lines = layout.lines if layout.blocks else ()
    for index, line in enumerate(lines):
        within = found and line.start < found[-1].span.end
        if within or line.start <= layout.blocks[0].start or not _may_head(lines, index):
            continue
        ahead = list(islice((other for other in lines[index + 1 :] if not other.blank), _LOOK_AHEAD))
        starts = sum(first_line_score(other.text, "") > 1.5 for other in ahead)
        years = sum(YEAR.search(other.text) is not None for other in ahead)
        if len(ahead) < _LEAST or min(starts, years) < _DENSE * len(ahead):
            continue
        one = _lists(layout, [(index, len(lines))])
        if one and len(one[0].entries) >= _LEAST and _convincing(layout, one[0]):
            found.extend(one)
    return found


def _may_head(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not text or len(text) > _LONGEST_HEADING or text[0].islower() or YEAR.search(text):
        return False
    above = index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page
    return above and text[-1] not in ".,;" and any(character.isalpha() for character in text)


def _convincing(layout: Layout, one: ListOfWorks) -> bool:
    scores = [reference_score(span.of(layout.text)) for span in one.entries]
    return sum(scores) / len(scores) > 1.0


def headings(lines: Sequence[Line]) -> Iterator[tuple[int, Section]]:
    """Yield the lines that open a section of a kind we know."""
    for index, line in enumerate(lines):
        if line.blank or len(line.text) > 120:
            continue
        if _stands_alone(lines, index) and (section := section_of(line.text)) is not None:
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
