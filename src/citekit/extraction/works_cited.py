"""Where a document's lists of works cited stand, and their entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from citekit.extraction.entries import is_labelled, split_entries
from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.likeness import BULLET, LABEL, YEAR, first_line_score, prose_score, reference_score
from citekit.extraction.lines import Line
from citekit.model import Span


@dataclass(frozen=True)
class ListOfWorks:
    """A printed list: ``span`` from its heading to its last entry, and the place of every entry."""

    span: Span
    entries: tuple[Span, ...]


def find_lists(layout: Layout) -> list[ListOfWorks]:
    """Return the lists of works cited that stand under a heading of such, in the order of the text."""
    return [one for first, end in _headed(layout.lines) if (one := _list(layout, first, end)) is not None]


def _list(layout: Layout, heading: int, end: int) -> ListOfWorks | None:
    entries = _entries(layout, heading + 1, end)
    return ListOfWorks(Span(layout.lines[heading].start, entries[-1].end), tuple(entries)) if entries else None


_LOOK_AHEAD = 40  # printed lines by which a section is judged
_DENSE = 0.2
_LEAST = 4


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
        one = _list(layout, index, len(lines))
        if one is not None and len(one.entries) >= _LEAST and _convincing(layout, one):
            found.append(one)
    return found


def _may_head(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not text or len(text) > _LONGEST_SUBHEADING or text[0].islower() or YEAR.search(text):
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


def _entries(layout: Layout, first: int, end: int) -> list[Span]:
    """Return the entries between two lines; what follows the list or stands between its parts is left out."""
    groups: list[list[Line]] = []
    for part in _parts(layout.lines[first:end]):
        groups.extend(split_entries(part))
    if not groups:
        return []
    labelled = sum(is_labelled(group[0].text) for group in groups) >= max(3, _MOSTLY * len(groups))
    scores = [_score(layout, group, labelled) for group in groups]
    length = len(groups) if _runs_on(layout, end, groups, scores) else _best_length(scores)
    if not length:
        return []
    groups[length - 1] = _without_prose(layout, groups[length - 1])
    kept = zip(groups[:length], scores, strict=False)
    bulleted = 2 * sum(BULLET.match(group[0].text) is not None for group in groups) > len(groups)
    return [
        _span(group, bulleted=bulleted)
        for group, score in kept
        if score > _FOREIGN and not _is_bare_heading(group)
    ]


def _is_bare_heading(group: Sequence[Line]) -> bool:
    """A single line of a few words, without a number or a stop, such as ``Books``."""
    text = group[0].text
    if len(group) > 1 or len(text) > _LONGEST_SUBHEADING or is_labelled(text):
        return False
    return len(text.split()) <= 6 and re.search(r"[\d.,;“\"*]", text) is None


def _best_length(scores: Sequence[float]) -> int:
    """The list ends where the sum of the scores is greatest."""
    sums = list(accumulate(scores))
    length = max(range(len(sums)), key=lambda index: (sums[index], -index)) + 1
    return length if sums[length - 1] > 0 else 0


def _runs_on(layout: Layout, end: int, groups: Sequence[Sequence[Line]], scores: Sequence[float]) -> bool:
    """Tell whether the section is one of several parts of a list: the next begins where it ends."""
    if end >= len(layout.lines) or section_of(layout.lines[end].text) is not Section.LIST:
        return False
    texts = (" ".join(layout.text[group[0].start : group[-1].end].split()) for group in groups)
    return sum(scores) > _DOUBTFUL * len(scores) and all(prose_score(text) < _PROSE for text in texts)


_DOUBTFUL = -1.5
_MOSTLY = 0.7
_FOREIGN = -2.5
_UNLABELLED = 3.5  # what a missing label costs where all others have one
_WORST, _BEST = -4.0, 2.0


def _score(layout: Layout, group: Sequence[Line], labelled: bool) -> float:
    score = reference_score(layout.text[group[0].start : group[-1].end])
    if labelled:
        score += 0.5 if is_labelled(group[0].text) else -_UNLABELLED
    return max(_WORST, min(_BEST, score))


def _without_prose(layout: Layout, group: list[Line]) -> list[Line]:
    """Cut from the last entry the paragraphs that have been taken for a part of it."""
    for index in range(1, len(group)):
        before, line = group[index - 1], group[index]
        apart = line.page != before.page or "\n" in layout.text[before.end + 1 : line.start]
        if not apart or _open_ended(before.text):
            continue
        rest = layout.text[line.start : group[-1].end]
        if prose_score(" ".join(rest.split())) > _PROSE and reference_score(rest) < 0:
            return group[:index]
    return group


_PROSE = 0.3


def _span(group: Sequence[Line], *, bulleted: bool) -> Span:
    """The entry's place, without a bullet; a dash in a list without bullets stands for the author above."""
    bullet = BULLET.match(group[0].text) if bulleted else None
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
    if len(text) == 1 and text.isupper():  # the letter under which the names that follow are filed
        return next((line.text for line in lines[index + 1 : index + 4] if line.text), "").startswith(text)
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
