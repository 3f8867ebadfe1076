"""Splitting a list of works cited into its entries.

Lists mark where an entry begins in many ways: bullets, labels, blank lines, hanging indents, line lengths, or by
nothing but the shape of their words. Which of these a list uses is learned from the list itself. What a line says
gives a first guess for each line; each mark of layout is then weighed by how well it goes with the guesses, and
the guesses are made anew with these weights (naive Bayes with expectation and maximisation).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citekit.extraction.filed_by_year import split_by_year
from citekit.extraction.likeness import BULLET, LABEL, first_line_score, in_order
from citekit.extraction.lines import Line
from citekit.extraction.numbering import Numbered, best_chain
from citekit.model.keys import ascii_fold

_ROUNDS = 4
_MOST = 5.0  # no single mark decides alone
_SURE = 6.0
_LINES_OF_OTHERS = 40  # what the other lists say weighs no more than so many lines of the list itself
_UNWRAPPED = 150  # columns; longer lines are paragraphs, and a paragraph is an entry
_DOUBTFUL = -1.5
_PARAGRAPH = 2.5
_NARROW = 6  # columns; a deeper indent is another thing than a hanging one


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may begin an entry: what it says, and the marks of layout it bears."""

    line: Line
    content: float
    marks: tuple[tuple[str, str], ...]
    word: str


def split_lists(lists: Sequence[Sequence[Line]]) -> list[list[list[Line]]]:
    """Split several lists of one document: as a rule it prints them alike, so that each helps with the others."""
    everything = [line for lines in lists for line in lines if not line.blank]
    base = _left_edges(everything)
    right = _right_edges(everything)
    if (by_year := split_by_year(lists, base, right)) is not None:
        return by_year
    counted = _counted(lists)
    candidates = [_candidates(lines, base, right, counted) for lines in lists]
    together = _habits([one for one in candidates if one])
    return [_split(one, together) for one in candidates]


def _split(candidates: Sequence[_Candidate], habits: _Counts) -> list[list[Line]]:
    if not candidates:
        return []
    if _one_line_each(candidates):
        return [[candidate.line] for candidate in candidates]
    odds = _learn(candidates, habits)
    odds = _weigh_order(candidates, odds)
    odds = _weigh_numbers(candidates, odds)
    odds = _weigh_labels(candidates, odds)
    entries: list[list[Line]] = []
    for index, candidate in enumerate(candidates):
        if index == 0 or odds[index] > 0:
            entries.append([])
        entries[-1].append(candidate.line)
    return entries


def _one_line_each(candidates: Sequence[_Candidate]) -> bool:
    """No line is long enough to have been broken, and all begin alike: newspapers, films, archives."""
    if len(candidates) < _FEWEST_SHORT or any(one.line.text[0].islower() for one in candidates):
        return False
    marks = [dict(one.marks) for one in candidates[1:]]
    columns = {one.line.indent for one in candidates if one.line.page == candidates[0].line.page}
    return all(one["line before"] == "short" and one["label"] == "none" for one in marks) and len(columns) == 1


_FEWEST_SHORT = 3


def _candidates(
    lines: Sequence[Line], base: dict[int, int], right: int, counted: Container[int]
) -> list[_Candidate]:
    found: list[_Candidate] = []
    before: Line | None = None
    blanks = 0
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        new_page = before is None or line.page != before.page
        content = first_line_score(line.text, before.text if before else "")
        if line.start in counted:
            content = _COUNTED
        if right > _UNWRAPPED and content > _DOUBTFUL:
            content += _PARAGRAPH
        marks = (
            ("gap", "page" if new_page else str(min(blanks, 3))),
            ("indent", _depth(line.indent - base[line.page])),
            ("label", "number" if line.start in counted else _label_kind(line.text)),
            ("line before", _length(before, right) if before else "none"),
        )
        found.append(_Candidate(line, content, marks, _first_word(line.text)))
        before, blanks = line, 0
    return found


_BARE_NUMBER = re.compile(r"(\d{1,4})\s+(?=[^\W\d_]|[“\"„«*\[])")
_COUNTED = 4.0  # the content score of a line whose number counts on from the entry before


def _counted(lists: Sequence[Sequence[Line]]) -> set[int]:
    """The lines, by their offset, that begin with a number without stop or brackets which counts the entries."""
    numbered = [
        [(line, int(match[1])) for line in lines if (match := _BARE_NUMBER.match(line.text))] for lines in lists
    ]
    counted: set[int] = set()
    length = among = 0
    last = 0  # a list cut by subheadings may count on
    for found in numbered:
        chain, _ = best_chain([Numbered(number - last if number > last else number, 1.0) for _, number in found])
        if not chain:
            continue
        first = found[chain[0]][1]
        if first <= _FIRST or first == last + 1:
            counted |= {found[index][0].start for index in chain}
            length += len(chain)
            among += len(found)
            last = found[chain[-1]][1]
    return counted if length >= _LEAST_COUNTED and length >= _MOSTLY * among else set()


_FIRST = 2
_LEAST_COUNTED = 5


_FEW_LINES = 4


def _left_edges(printed: Sequence[Line]) -> dict[int, int]:
    """The column where the leftmost lines of each page begin; a stray one does not count."""
    columns: dict[int, Counter[int]] = defaultdict(Counter)
    for line in printed:
        columns[line.page][line.indent] += 1
    edges = {page: _left_edge(counts) for page, counts in columns.items()}
    usual = Counter(edges.values()).most_common(1)[0][0] if edges else 0
    return {page: min(edge, usual) if columns[page].total() < _FEW_LINES else edge for page, edge in edges.items()}


def _left_edge(counts: Counter[int]) -> int:
    return min((c for c, times in counts.items() if times > 1 or counts.total() < 8), default=min(counts))


def _right_edges(printed: Sequence[Line]) -> int:
    ends = sorted(line.indent + len(line.text) for line in printed)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0


def _depth(columns: int) -> str:
    return "flush" if columns <= 0 else "in" if columns <= _NARROW else "deep"


def _length(line: Line, right: int) -> str:
    return "short" if line.indent + len(line.text) < 0.8 * right else "full"


def _label_kind(text: str) -> str:
    if BULLET.match(text):
        return "bullet"
    if match := LABEL.match(text):
        return re.sub(r"\w+", "1" if re.search(r"^\W*\d", match[0]) else "a", match[0])[:4]
    return "none"


def _first_word(text: str) -> str:
    bare = LABEL.sub("", BULLET.sub("", text, count=1), count=1)
    letters = re.search(r"[^\W\d_][^,.(;:]*", bare)
    return re.sub(r"[^a-z ]", "", ascii_fold(letters[0]).lower()) if letters else ""


class _Counts:
    """How often each mark of layout goes with the first lines of entries and with others."""

    def __init__(self) -> None:
        self.first: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.other: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.firsts = self.others = 0.0

    def add(self, candidate: _Candidate, chance: float, weight: float = 1.0) -> None:
        for mark in candidate.marks:
            self.first[mark] += weight * chance
            self.other[mark] += weight * (1 - chance)
        self.firsts += weight * chance
        self.others += weight * (1 - chance)

    def scaled_to(self, lines: float) -> _Counts:
        """The same habits, as if seen in so many lines at most."""
        scaled = _Counts()
        factor = min(1.0, lines / max(1.0, self.firsts + self.others))
        for mark in self.first:
            scaled.first[mark] = factor * self.first[mark]
            scaled.other[mark] = factor * self.other[mark]
        scaled.firsts, scaled.others = factor * self.firsts, factor * self.others
        return scaled

    def weight(self, mark: tuple[str, str]) -> float:
        """The log of how much more often a first line bears the mark than another line does."""
        ratio = math.log((self.first[mark] + 0.5) / (self.firsts + 1))
        ratio -= math.log((self.other[mark] + 0.5) / (self.others + 1))
        return max(-_MOST, min(_MOST, ratio))


def _habits(lists: Sequence[Sequence[_Candidate]]) -> _Counts:
    """Learn from all lists of a document together."""
    together = _Counts()
    if len(lists) < 2:
        return together
    everything = [candidate for one in lists for candidate in one]
    firsts = {id(one[0]) for one in lists}
    odds = _learn(everything, together, firsts)
    for candidate, value in zip(everything, odds, strict=True):
        if id(candidate) not in firsts:
            together.add(candidate, _chance(value))
    return together.scaled_to(_LINES_OF_OTHERS)


def _learn(
    candidates: Sequence[_Candidate], habits: _Counts, openers: Container[int] | None = None
) -> list[float]:
    """Return for each line the log odds that it begins an entry; ``openers`` are the lines that open a list."""
    known = (id(candidates[0]),) if openers is None else openers
    odds = [_SURE if id(one) in known else max(-_SURE, min(_SURE, one.content)) for one in candidates]
    for _ in range(_ROUNDS):
        counts = habits.scaled_to(math.inf)
        for candidate, value in zip(candidates, odds, strict=True):
            if id(candidate) not in known:
                counts.add(candidate, _chance(value))
        weights: dict[tuple[str, str], float] = {}
        for index, candidate in enumerate(candidates):
            if id(candidate) in known:
                continue
            for mark in candidate.marks:
                if mark not in weights:
                    weights[mark] = counts.weight(mark)
            odds[index] = candidate.content + sum(weights[mark] for mark in candidate.marks)
    return odds


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _weigh_order(candidates: Sequence[_Candidate], odds: list[float]) -> list[float]:
    """In an alphabetical list, a line out of order hardly begins an entry; a doubtful one in order may."""
    sure = [i for i, value in enumerate(odds) if value > 0 and candidates[i].word]
    if not in_order([candidates[i].word for i in sure]):
        return odds
    weighed = list(odds)
    for index, candidate in enumerate(candidates[1:], 1):
        if not candidate.word or abs(odds[index]) > 4:
            continue
        before = next((candidates[i].word for i in reversed(sure) if i < index), "")
        after = next((candidates[i].word for i in sure if i > index), "\uffff")
        if before <= candidate.word <= after:
            weighed[index] += 0.5
        elif before <= after:
            weighed[index] -= 2.0
    return weighed


_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\])a-z.]")
_MOSTLY = 0.8


def _weigh_numbers(candidates: Sequence[_Candidate], odds: list[float]) -> list[float]:
    """In a numbered list the numbers tell: the next one begins an entry, any other number does not."""
    numbers = [_number(candidate.line.text) for candidate in candidates]
    sure = [number for number, value in zip(numbers, odds, strict=True) if number is not None and value > 0]
    steps = [b - a for a, b in pairwise(sure)]
    if len(sure) < 4 or sum(step == 1 for step in steps) < _MOSTLY * len(steps):
        return odds
    weighed = list(odds)
    last = numbers[0] if numbers[0] is not None else 0
    for index, number in enumerate(numbers[1:], 1):
        if number is None:
            continue
        if number == last + 1 or (number == 1 and odds[index] > 0) or (odds[index] > 0 and 0 < number - last <= 3):
            weighed[index] = max(odds[index], 1.0)
            last = number
        else:
            weighed[index] = min(odds[index], -1.0)
    return weighed


def _number(text: str) -> int | None:
    match = _NUMBER.match(text)
    return int(match[1]) if match and LABEL.match(text) else None


def _weigh_labels(candidates: Sequence[_Candidate], odds: list[float]) -> list[float]:
    """Where nearly every entry has a label, a line without one begins an entry only if it stands quite apart."""
    starts = [index for index, value in enumerate(odds) if value > 0 and is_labelled(candidates[index].line.text)]
    if len(starts) < max(3.0, _MOSTLY * sum(value > 0 for value in odds)) and not _opens_labelled(
        candidates, starts
    ):
        return odds
    weighed = list(odds)
    gaps = [dict(candidate.marks)["gap"] for candidate in candidates]
    usual = Counter(gap for gap, value in zip(gaps, odds, strict=True) if value <= 0).most_common(1)
    for index, candidate in enumerate(candidates[1:], 1):
        if is_labelled(candidate.line.text):
            continue
        gap = gaps[index]
        within = gap == "0" or (usual and gap == usual[0][0]) or (gap == "page" and index < starts[-1])
        apart = not within and candidate.content > 0
        weighed[index] = max(odds[index], 1.0) if apart else min(odds[index], -1.0)
    return weighed


def _opens_labelled(candidates: Sequence[_Candidate], starts: Sequence[int]) -> bool:
    """The first line has a label, and so has every tenth line at least, most of which begin an entry."""
    kind = _label_kind(candidates[0].line.text)
    alike = [index for index, one in enumerate(candidates) if _label_kind(one.line.text) == kind]
    if kind == "none" or len(alike) < max(3.0, _SELDOM * len(candidates)):
        return False
    return len(set(alike) & set(starts)) >= _MOSTLY * len(alike)


_SELDOM = 0.1


def is_labelled(text: str) -> bool:
    """Tell whether a line begins with a bullet, a number or a label."""
    return _label_kind(text) != "none"
