"""Footnotes and endnotes: where they stand, wherever page breaks have put them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import Layout
from citekit.extraction.letters import LOWER, SUPERSCRIPTS, UPPER, plain_digits
from citekit.extraction.likeness import reference_score
from citekit.extraction.markers import FoundMarker, MarkerStyle, counting, find_markers
from citekit.extraction.numbering import Numbered, best_chain, runs
from citekit.extraction.sentences import ends_sentence
from citekit.extraction.works_cited import headings
from citekit.model import Span

_TEXT = rf"(?=[{UPPER}{LOWER}“\"‘'*\[(„«<‚—–]|[^\W\d_])"
_NUMBERS = {
    "superscript": re.compile(rf"([{SUPERSCRIPTS}]{{1,4}})\s*(?=\S)"),
    "markdown": re.compile(r"\[\^(\d{1,4})\]:\s*(?=\S)"),
    "bracket": re.compile(r"\[(\d{1,4})\]:?\s*(?=\S)"),
    "point": re.compile(r"(\d{1,4})[.)]\s+(?=\S)"),
    "bare": re.compile(rf"(\d{{1,4}})\s+{_TEXT}"),
    "alone": re.compile(r"(\d{1,3})$"),
    "glued": re.compile(rf"(\d{{1,4}})(?=[{UPPER}“\"‘„«*])"),
}


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note: ``span`` covers number and text, ``body`` the text alone."""

    number: int
    span: Span
    body: Span
    marker: FoundMarker | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: int
    number: int
    text_at: int
    in_section: bool
    """It stands under a heading such as "Notes"."""


@dataclass(frozen=True)
class FoundNotes:
    """The notes, and the markers that no note answers to."""

    notes: tuple[FoundNote, ...] = ()
    unanswered: tuple[FoundMarker, ...] = ()


def find_notes(layout: Layout) -> FoundNotes:
    """Return the notes of a text from which page furniture and lists of works have been blanked out."""
    sections = list(_sections(layout))
    best: tuple[float, list[_Candidate], list[FoundMarker]] = (0.0, [], [])
    for markers in _marker_choices(layout.text):
        for pattern in _NUMBERS.values():
            candidates = list(_candidates(layout, pattern, sections))
            chosen, score = _choose(layout, candidates, markers)
            if score > best[0] + 0.01:
                best = (score, chosen, markers)
    score, chosen, markers = best
    glued = bool(markers) and layout.text[markers[0].span.start].isdecimal()
    if score < (_ENOUGH_WHERE_GLUED if glued else _ENOUGH) or (
        glued and len(chosen) < _FEWEST_GLUED and score < _CERTAIN
    ):
        return FoundNotes(unanswered=tuple(_without_gaps(_superscripts(layout.text))))
    return _pair(list(_extents(layout, chosen, sections)), markers)


_ENOUGH = 0.9
_FEWEST_GLUED = 3
_CERTAIN = 2.0
_ENOUGH_WHERE_GLUED = 1.6  # digits after a word may be anything


def _sections(layout: Layout) -> Iterator[tuple[int, int]]:
    """First line and end of each section of notes."""
    known = list(headings(layout.lines))
    for place, (index, section) in enumerate(known):
        if section is Section.NOTES:
            following = (other for other, kind in known[place + 1 :] if kind is not Section.PART)
            yield index, next(following, len(layout.lines))


def _marker_choices(text: str) -> Iterator[list[FoundMarker]]:
    """Superscript markers where there are any; else the other kinds, and none at all."""
    superscripts = _superscripts(text)
    yield superscripts
    if len(superscripts) >= 3:
        return
    for style in MarkerStyle:
        if style is not MarkerStyle.SUPERSCRIPT:
            markers = [marker for marker in find_markers(text, style) if not marker.opens_line]
            if len(markers) >= 2:
                yield counting(markers)


def _superscripts(text: str) -> list[FoundMarker]:
    """Superscript markers that count from 1, or nearly."""
    found = [m for m in find_markers(text, MarkerStyle.SUPERSCRIPT) if not m.opens_line]
    markers = counting(found)
    return markers if markers and markers[0].number <= 3 else []


def _without_gaps(markers: list[FoundMarker]) -> list[FoundMarker]:
    """Raised numbers of which some are missing are exponents and isotopes rather than markers."""
    whole = [marker.number for marker in markers] == list(range(1, len(markers) + 1))
    return markers if whole and len(markers) > 1 else []


def _candidates(
    layout: Layout, pattern: re.Pattern[str], sections: Sequence[tuple[int, int]]
) -> Iterator[_Candidate]:
    for index, line in enumerate(layout.lines):
        match = pattern.match(line.text)
        if not match:
            continue
        text_at = line.start + match.end()
        if match.end() == len(line.text):  # the number has a line of its own
            following = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
            if following is None or following.blank or following.page != line.page:
                continue
            text_at = following.start
        inside = any(first < index < end for first, end in sections)
        yield _Candidate(index, int(plain_digits(match[1])), text_at, inside)


def _choose(
    layout: Layout, candidates: Sequence[_Candidate], markers: Sequence[FoundMarker]
) -> tuple[list[_Candidate], float]:
    places: dict[int, list[int]] = defaultdict(list)
    for marker in markers:
        places[marker.number].append(marker.span.start)
    weighed = [Numbered(c.number, _weight(layout, c, places)) for c in candidates]
    chain, score = best_chain(weighed)
    return [candidates[index] for index in chain], score


_SIGNAL = re.compile(
    r"(?:see|cf|ibid|id|op|siehe|vgl|ebd|ebenda|voir|cfr|ivi|véase|supra|zob|por)\b", re.IGNORECASE
)
_ABBREVIATED_HEADING = 90


_OPENING = 80  # characters of a note that must look like words, not like a formula or a table
_WORDS = 4
_FORMULA = re.compile(r"[=−±×≤≥≈∆∂∑∫√].*[=−±×≤≥≈∆∂∑∫√]", re.DOTALL)


def _weight(layout: Layout, candidate: _Candidate, places: dict[int, list[int]]) -> float:
    lines = layout.lines
    line = lines[candidate.line]
    weight = -0.3
    if candidate.in_section:
        weight += 1.5
    elif places:
        weight += 1.5 if _sent_for(layout, candidate, places) else -0.6
    opens_block = candidate.line == 0 or lines[candidate.line - 1].blank
    if opens_block:
        weight += 0.3
    elif not line.text.isdigit() and not re.search(r"[.!?”\"»)>\]/]$", lines[candidate.line - 1].text):
        weight -= 0.3
    block = layout.blocks[layout.block_at(line.start)]
    text = layout.text[candidate.text_at : block.end]
    short = block.first == block.last and len(text) < _ABBREVIATED_HEADING and not re.search(r"[.\])>/\d]$", text)
    if short and not candidate.in_section:
        weight -= 1.0
    opening = text[:_OPENING]
    if len(re.findall(r"[^\W\d_]{3,}", opening)) < min(_WORDS, len(opening) // 20):
        weight -= 1.0
    if _FORMULA.search(opening):
        weight -= 2.0
    if _SIGNAL.match(text) or reference_score(text[:600]) > 0:
        weight += 0.4
    return weight


_NEAR = 8000  # characters between a marker and its footnote where nothing tells the pages apart


def _sent_for(layout: Layout, candidate: _Candidate, places: dict[int, list[int]]) -> bool:
    """Tell whether a marker of this number stands before the note, on its page or the one before."""
    line = layout.lines[candidate.line]
    before = [place for place in places.get(candidate.number, ()) if place < line.start]
    if not before:
        return False
    if layout.lines[-1].page:
        return layout.lines[layout.line_at(before[-1])].page >= line.page - 1
    return line.start - before[-1] <= _NEAR


def _extents(
    layout: Layout, chosen: Sequence[_Candidate], sections: Sequence[tuple[int, int]]
) -> Iterator[FoundNote]:
    """A note ends where the next begins, else with its block; in a section of notes it may have several blocks."""
    starts = [candidate.line for candidate in chosen]
    for index, candidate in enumerate(chosen):
        following = starts[index + 1] if index + 1 < len(starts) else len(layout.lines)
        if candidate.in_section:
            end = next(end for first, end in sections if first < candidate.line < end)
            last = _last_printed(layout, candidate.line, min(following, end))
        else:
            block = layout.blocks[layout.block_at(layout.lines[candidate.line].start)]
            last = min(block.last, following - 1)
            last = _continued(layout, last, following)
        start = layout.lines[candidate.line].start
        stop = layout.lines[last].end
        yield FoundNote(candidate.number, Span(start, stop), Span(candidate.text_at, stop))


def _last_printed(layout: Layout, first: int, end: int) -> int:
    """The last line of a note in a section of notes; a heading before the next note is no part of it."""
    for index in range(end - 1, first, -1):
        if not layout.lines[index].blank and section_of(layout.lines[index].text) is None:
            return index
    return first


_ENDED = re.compile(r"(?:[.!?。…][\"”’»)\]>*]*|>|https?:\S+|/\S*)$")


def _continued(layout: Layout, last: int, following: int) -> int:
    """A note that a page break has cut goes on in the next block, unless it was the text before that was cut."""
    line = layout.lines[last]
    number = layout.block_at(line.start)
    if _ENDED.search(line.text) or number + 1 >= len(layout.blocks):
        return last
    rest = layout.blocks[number + 1]
    if rest.first >= following or not layout.lines[rest.first].text[0].islower():
        return last
    before = next(
        (b for b in reversed(layout.blocks[:number]) if not layout.lines[b.first].text[0].isdigit()), None
    )
    if (layout.lines[-1].page and layout.lines[rest.first].page == line.page) or (
        before and not ends_sentence(layout.lines[before.last].text)
    ):
        return last
    return rest.last


def _pair(notes: Sequence[FoundNote], markers: Sequence[FoundMarker]) -> FoundNotes:
    """Give each note its marker: the one of its number in the same run, or the nearest before it."""
    spans = sorted(note.span for note in notes)
    starts = [span.start for span in spans]

    def within_a_note(offset: int) -> bool:
        place = bisect_left(starts, offset + 1) - 1
        return place >= 0 and offset < spans[place].end

    free = [marker for marker in markers if not within_a_note(marker.span.start)]
    note_runs = runs([note.number for note in notes])
    marker_runs = runs([marker.number for marker in free])
    same_runs = max(note_runs, default=0) == max(marker_runs, default=0)
    by_run = {(run, marker.number): marker for run, marker in zip(marker_runs, free, strict=True)}
    by_number: dict[int, list[FoundMarker]] = defaultdict(list)
    for marker in free:
        by_number[marker.number].append(marker)
    paired = []
    for run, note in zip(note_runs, notes, strict=True):
        before = [m for m in by_number[note.number] if m.span.start < note.span.start]
        chosen = by_run.get((run, note.number)) if same_runs else before[-1] if before else None
        paired.append(FoundNote(note.number, note.span, note.body, chosen))
    answered = {note.marker.span for note in paired if note.marker}
    unanswered = [marker for marker in free if marker.span not in answered]
    return FoundNotes(tuple(paired), tuple(unanswered) if len(unanswered) <= len(answered) else ())
