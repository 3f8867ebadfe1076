"""Where a document's lists of works cited stand, and their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.letters import SUPERSCRIPTS
from citekit.extraction.likeness import LABEL, YEAR, first_line_score, reference_score
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
    return list(_dense_sections(layout, _LEAST, _CONVINCING))


_MANY = 8
_CONVINCING, _BEYOND_DOUBT = 1.0, 1.5


def find_lists_without_name(layout: Layout) -> list[ListOfWorks]:
    """Return what can only be a list of works, under a heading that says nothing of it.

    Not what may be endnotes: sections called so, and entries numbered as notes are.
    """
    found = []
    for one in _dense_sections(layout, _MANY, _BEYOND_DOUBT):
        numbered = sum(_NUMBER_OF_NOTE.match(span.of(layout.text)) is not None for span in one.entries)
        if 2 * numbered < len(one.entries) and not _counts(layout, one):
            found.append(one)
    return found


def _counts(layout: Layout, one: ListOfWorks) -> bool:
    """Numbers that count stand at the heads of its lines or alone on a line: these are notes."""
    lines = layout.lines[layout.line_at(one.span.start) : layout.line_at(one.span.end) + 1]
    numbers = [int(match[1]) for line in lines if (match := _HEAD_OF_NOTE.match(line.text))]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return steps >= _SHARE_OF_NOTES * len(one.entries)


_HEAD_OF_NOTE = re.compile(r"(\d{1,4})(?:[.)]?\s|$)")
_SHARE_OF_NOTES = 0.3


_NUMBER_OF_NOTE = re.compile(rf"(?:\d{{1,4}}|[{SUPERSCRIPTS}]{{1,4}})[.)]?\s")


def _dense_sections(layout: Layout, least: int, convincing: float) -> Iterator[ListOfWorks]:
    lines = layout.lines if layout.blocks else ()
    printed = [index for index, line in enumerate(lines) if not line.blank]
    years = [0, *accumulate(YEAR.search(lines[index].text) is not None for index in printed)]
    named = dict(headings(lines))
    within: Section | None = None
    end = layout.blocks[0].start if layout.blocks else 0
    for place, index in enumerate(printed):
        within = named.get(index, within)
        if lines[index].start <= end or within in _OF_NO_WORKS or not _may_head(lines, index):
            continue
        count = min(_LOOK_AHEAD, len(printed) - place - 1)
        if count < least or years[place + 1 + count] - years[place + 1] < _DENSE * count:
            continue
        ahead = (lines[other].text for other in printed[place + 1 : place + 1 + count])
        if sum(first_line_score(text, "") >= 1.5 for text in ahead) < _DENSE * count:
            continue
        for whole in _lists(layout, [(index, len(lines))]):
            one = _without_lead(layout, whole)
            if len(one.entries) >= least and _likeness(layout, one) > convincing:
                yield one
                end = one.span.end


def _without_lead(layout: Layout, one: ListOfWorks) -> ListOfWorks:
    """Leave out the text that stands between the line from which the list was seen and its first entry."""
    scores = [max(-1.0, min(1.0, reference_score(span.of(layout.text)))) for span in one.entries]
    sums = [0.0, *accumulate(scores)]
    first = min(range(len(scores)), key=lambda index: (sums[index], -index))
    if first == 0 or sums[first] >= 0:
        return one
    return ListOfWorks(Span(one.entries[first].start, one.span.end), one.entries[first:])


_OF_NO_WORKS = (Section.NOTES, Section.FRONT)


def _may_head(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not text or len(text) > _LONGEST_HEADING or text[0].islower() or YEAR.search(text):
        return False
    above = index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page
    return above and text[-1] not in ".,;" and any(character.isalpha() for character in text)


def _likeness(layout: Layout, one: ListOfWorks) -> float:
    """How much its entries look like references, on the whole."""
    return sum(reference_score(span.of(layout.text)) for span in one.entries) / len(one.entries)


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
    if index == 0 or lines[index - 1].blank or lines[index - 1].page != lines[index].page or text[0] in "#=\\":
        return True
    return _opens_list(lines, index) or section_of(lines[index - 1].text) is Section.PART


def _opens_list(lines: Sequence[Line], index: int) -> bool:
    """No blank line sets it off, but it is the name of a list, and the next line begins as references do."""
    after = next((line.text for line in lines[index + 1 : index + 4] if line.text), "")
    return section_of(lines[index].text) is Section.LIST and first_line_score(after, "") >= _REFERENCE


_REFERENCE = 1.0


def _headed(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield for each heading of a list its line and the line at which the section must have ended."""
    known = list(headings(lines))
    for place, (index, section) in enumerate(known):
        if section is Section.LIST or (section is Section.NOTES and _of_references(lines, index)):
            following = (other for other, kind in known[place + 1 :] if kind not in _WITHIN)
            end = next(following, len(lines))
            yield (
                index,
                next((other for other in range(index, end) if _NOTE_OF_MARKDOWN.match(lines[other].text)), end),
            )


_BOTH = re.compile(r"\b(?:references|nachweise|références|referencias|referências|riferimenti)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:ibid|ebd|ebenda|op\. ?cit|loc\. ?cit|supra|a\. ?a\. ?O|cit\.)", re.IGNORECASE)


def _of_references(lines: Sequence[Line], index: int) -> bool:
    """``Notes and References`` of the sciences: dated, numbered, and none points back to another."""
    if not _BOTH.search(lines[index].text):
        return False
    ahead = [line.text for line in lines[index + 1 : index + 1 + 2 * _LOOK_AHEAD] if line.text][:_LOOK_AHEAD]
    dated = sum(YEAR.search(text) is not None for text in ahead)
    labelled = bool(ahead) and LABEL.match(ahead[0]) is not None
    return labelled and dated >= _DENSE * len(ahead) and not any(_BACK.search(text) for text in ahead)


_NOTE_OF_MARKDOWN = re.compile(r"\[\^[^\]]+\]:")
_WITHIN = (Section.FRONT, Section.PART)
