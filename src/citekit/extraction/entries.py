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
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from citekit.extraction.likeness import BULLET, LABEL, first_line_score, in_order
from citekit.extraction.lines import Line
from citekit.extraction.numbering import Numbered, best_chain
from citekit.model.keys import ascii_fold

_ROUNDS = 4
_MOST = 5.0  # no single mark decides alone
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


def split_entries(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the printed lines of a list into entries, in order. The first line always begins one."""
    printed = [line for line in lines if not line.blank]
    if len(printed) < 2:
        return [printed] if printed else []
    candidates = _candidates(lines)
    odds = _learn(candidates)
    odds = _weigh_order(candidates, odds)
    odds = _weigh_numbers(candidates, odds)
    odds = _weigh_labels(candidates, odds)
    entries: list[list[Line]] = []
    for index, candidate in enumerate(candidates):
        if index == 0 or odds[index] > 0:
            entries.append([])
        entries[-1].append(candidate.line)
    return entries


def _candidates(lines: Sequence[Line]) -> list[_Candidate]:
    base = _left_edges(lines)
    right = _right_edges(lines)
    counted = _bare_numbers(lines)
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
            ("gap", "page" if new_page else str(min(blanks, 2))),
            ("indent", _depth(line.indent - base[line.page])),
            ("label", "number" if line.start in counted else _label_kind(line.text)),
            ("line before", _length(before, right) if before else "none"),
        )
        found.append(_Candidate(line, content, marks, _first_word(line.text)))
        before, blanks = line, 0
    return found


_BARE_NUMBER = re.compile(r"(\d{1,4})\s+(?=[^\W\d_]|[“\"„«*\[])")
_COUNTED = 4.0  # the content score of a line whose number counts on from the entry before


def _bare_numbers(lines: Sequence[Line]) -> set[int]:
    """The lines, by their offset, that begin with a number without stop or brackets which counts the entries."""
    found = [(line, int(match[1])) for line in lines if (match := _BARE_NUMBER.match(line.text))]
    chain, _ = best_chain([Numbered(number, 1.0) for _, number in found])
    if len(chain) < _LEAST_COUNTED or found[chain[0]][1] > 2 or len(chain) < _MOSTLY * len(found):
        return set()
    return {found[index][0].start for index in chain}


_LEAST_COUNTED = 5


def _left_edges(lines: Sequence[Line]) -> dict[int, int]:
    """The column where the leftmost lines of each page begin; a stray one does not count."""
    columns: dict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        if not line.blank:
            columns[line.page][line.indent] += 1
    return {
        page: min(c for c, times in counts.items() if times > 1 or counts.total() < 8)
        if any(times > 1 or counts.total() < 8 for times in counts.values())
        else min(counts)
        for page, counts in columns.items()
    }


def _right_edges(lines: Sequence[Line]) -> int:
    ends = sorted(line.indent + len(line.text) for line in lines if not line.blank)
    return ends[int(0.9 * (len(ends) - 1))]


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


def _learn(candidates: Sequence[_Candidate]) -> list[float]:
    """Return for each line the log odds that it begins an entry."""
    odds = [max(-6.0, min(6.0, candidate.content)) for candidate in candidates]
    odds[0] = 6.0
    for _ in range(_ROUNDS):
        chances = [1 / (1 + math.exp(-max(-30.0, min(30.0, value)))) for value in odds]
        weights = _weights(candidates, chances)
        odds = [candidate.content + sum(weights[mark] for mark in candidate.marks) for candidate in candidates]
        odds[0] = 6.0
    return odds


def _weights(candidates: Sequence[_Candidate], chances: Sequence[float]) -> dict[tuple[str, str], float]:
    """Weigh each mark by how often it goes with first lines and with others."""
    first: defaultdict[tuple[str, str], float] = defaultdict(float)
    other: defaultdict[tuple[str, str], float] = defaultdict(float)
    for candidate, chance in zip(candidates[1:], chances[1:], strict=True):
        for mark in candidate.marks:
            first[mark] += chance
            other[mark] += 1 - chance
    firsts = sum(chances[1:]) + 1
    others = len(candidates) - firsts + 1
    weights = {}
    for mark in first.keys() | other.keys() | set(candidates[0].marks):
        ratio = math.log((first[mark] + 0.5) / firsts) - math.log((other[mark] + 0.5) / others)
        weights[mark] = max(-_MOST, min(_MOST, ratio))
    return weights


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
    if len(starts) < max(3.0, _MOSTLY * sum(value > 0 for value in odds)):
        return odds
    weighed = list(odds)
    for index, candidate in enumerate(candidates[1:], 1):
        if is_labelled(candidate.line.text):
            continue
        gap = dict(candidate.marks)["gap"]
        within = gap == "0" or (gap == "page" and index < starts[-1])
        apart = not within and candidate.content > 0
        weighed[index] = max(odds[index], 1.0) if apart else min(odds[index], -1.0)
    return weighed


def is_labelled(text: str) -> bool:
    """Tell whether a line begins with a bullet, a number or a label."""
    return _label_kind(text) != "none"
