"""How much each group of lines in a list speaks for being an entry of it, and for the list going on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.extraction.entries import is_labelled
from citekit.extraction.folding import fold
from citekit.extraction.headings import section_of
from citekit.extraction.layout import Layout
from citekit.extraction.likeness import BULLET, LABEL, first_line_score, prose_score, reference_score
from citekit.extraction.lines import Line

Group = list[Line]
"""The lines of an entry."""

LONGEST_SUBHEADING = 60
TALK = 0.1
FOREIGN = -2.5
"""What scores no more is left out of the list."""

_MOSTLY = 0.7
_WORST, _BEST = -4.0, 2.0
_UNLABELLED = 3.5  # what a missing label costs where all others have one
_NAME = 2.0  # what a line scores that begins as references do


def entry_scores(layout: Layout, groups: Sequence[Group]) -> list[float]:
    """Return what each of ``groups`` scores as an entry of one list."""
    bulleted = sum(BULLET.match(group[0].text) is not None for group in groups) > len(groups) / 2
    marked = [is_labelled(group[0].text) and (bulleted or not BULLET.match(group[0].text)) for group in groups]
    labelled = sum(marked) >= max(3, _MOSTLY * len(groups))
    scores = [
        _score(layout, group, mark if labelled else None) for group, mark in zip(groups, marked, strict=True)
    ]
    for index in _rows(groups):
        scores[index] = _WORST
    if labelled:
        for index in _counting_on(groups):
            scores[index] = max(scores[index], _LABELLED)
    else:
        for index in _at_foot(groups):
            scores[index] = _WORST
        for index in _numbered_after_all(groups):
            scores[index] = max(_WORST, scores[index] - _UNLABELLED)
    return scores


def going_on(groups: Sequence[Group], scores: Sequence[float]) -> list[float]:
    """Return what each group says for the list going on up to it.

    A heading of a few words says nothing, and a remark between two entries little.
    """
    told = list(scores)
    at_foot = _at_foot(groups)
    names = bare_names(groups)
    for index, group in enumerate(groups):
        if index in at_foot or index in names:
            told[index] = max(told[index], _UNTOLD)
        elif not 0 < index < len(groups) - 1:
            continue
        elif is_bare_heading(group):
            told[index] = max(told[index], _UNTOLD) if _opens_entry(groups[index + 1]) else told[index]
        elif min(scores[index - 1], scores[index + 1]) > _GOOD:
            told[index] = max(told[index], -_GOOD)
    return told


def _opens_entry(group: Group) -> bool:
    return first_line_score(group[0].text, "") >= _OPENING


_GOOD = 0.5
_OPENING = 1.0
_NUMBER = re.compile(r"[\[(]?(\d{1,4})[\]).]")


def _counting_on(groups: Sequence[Group]) -> list[int]:
    """The groups whose number is that of the one before, and one more: remarks are numbered like references."""
    found = []
    last: int | None = None
    for index, group in enumerate(groups):
        match = _NUMBER.match(group[0].text)
        if match is None:
            continue
        if last is not None and int(match[1]) == last + 1:
            found.append(index)
        last = int(match[1])
    return found


_FEWEST_BEFORE = 8
_QUESTION = re.compile(r"[\[(]?\d{1,3}[\]).]\s")
_FIRST = re.compile(r"\W?[12]\W")


def _numbered_after_all(groups: Sequence[Group]) -> list[int]:
    """Numbered paragraphs that follow entries without numbers: the questions of a survey."""
    numbered = [index for index, group in enumerate(groups) if _QUESTION.match(group[0].text)]
    late = bool(numbered) and numbered[0] >= max(_FEWEST_BEFORE, len(groups) // 3)
    return numbered if late and _FIRST.match(groups[numbered[0]][0].text) else []


_NOTE = re.compile(r"\d{1,3}\s+\S")


def _at_foot(groups: Sequence[Group]) -> set[int]:
    """The footnotes of the text above, at the foot of the page on which the list begins."""
    if 2 * sum(_NOTE.match(group[0].text) is not None for group in groups) > len(groups):
        return set()
    first = groups[0][0].page if groups else 0
    of_page = [index for index, group in enumerate(groups) if group[0].page == first]
    found: set[int] = set()
    for index in reversed(of_page[1:]):
        if not _NOTE.match(groups[index][0].text):
            break
        found.add(index)
    return found if len(of_page) < len(groups) else set()


def _score(layout: Layout, group: Group, marked: bool | None) -> float:
    """``marked`` tells whether the group has a label in a list of labelled entries; None in any other list."""
    text = layout.text[group[0].start : group[-1].end]
    flat = " ".join(text.split())
    if is_table(flat) or _is_tabular(group) or _NUMBERED_CAPTION.match(flat):
        return _WORST
    score = reference_score(text)
    if marked is not None:
        score += 0.5 if marked else -_UNLABELLED
    if marked is not False and is_quiet(layout, group):
        score = max(score, _LABELLED if marked else _UNTOLD)
    return max(_WORST, min(_BEST, score))


def is_quiet(layout: Layout, group: Group) -> bool:
    """A few words that are no sentence, no table and no caption: an archive, a standard, a film."""
    flat = " ".join(layout.text[group[0].start : group[-1].end].split())
    flat = LABEL.sub("", BULLET.sub("", flat, count=1), count=1).strip()
    if not flat or len(flat) > _LONGEST_QUIET or _CAPTION.match(flat) or is_bare_heading(group):
        return False
    if section_of(group[0].text) is not None:
        return False
    numbers = sum(not any(character.isalpha() for character in word) for word in flat.split())
    return (
        flat[0].isalnum()
        and not flat[0].islower()
        and 2 * numbers < flat.count(" ") + 1
        and prose_score(flat) < TALK
    )


_LONGEST_QUIET = 400
_UNTOLD, _LABELLED = -0.4, 0.3
_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|table|plate|map|scheme|appendix|chapter|abb(?:ildung|\.)|tab(?:elle|\.)|tableau|figura)\s+[\dA-Z]",
    re.IGNORECASE,
)
_NUMBERED_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)|table|scheme|abb(?:ildung|\.)|tab(?:elle|\.)|tableau|figura|tabla|tabella)\s+"
    r"[A-Z]?[\d.]*\d[a-z]?[.:]\s",
    re.IGNORECASE,
)


def is_bare_heading(group: Sequence[Line]) -> bool:
    """A single line of a few words, without a number or a stop, such as ``Books``."""
    text = group[0].text
    if len(group) > 1 or len(text) > LONGEST_SUBHEADING or is_labelled(text):
        return False
    return len(text.split()) <= 6 and re.search(r"[\d.,;“\"*]", text) is None


def bare_names(groups: Sequence[Group]) -> set[int]:
    """Bare lines one after the other in the order of the alphabet: newspapers or archives, not headings."""
    found: set[int] = set()
    run: list[int] = []
    last = ""
    for index, group in enumerate(groups):
        key = fold(group[0].text).removeprefix("the ") if is_bare_heading(group) else ""
        if not key or key < last:
            found.update(run if len(run) >= _FEWEST_NAMES else ())
            run = []
        if key:
            run.append(index)
        last = key
    return found.union(run if len(run) >= _FEWEST_NAMES else ())


_FEWEST_NAMES = 3


def is_table(flat: str) -> bool:
    """Half of the words are numbers, and they are many."""
    words = flat.split()
    numbers = sum(not any(character.isalpha() for character in word) for word in words)
    return len(words) >= _FEWEST_CELLS and 2 * numbers > len(words) and first_line_score(flat, "") < _NAME


_FEWEST_CELLS = 10


def _is_tabular(group: Group) -> bool:
    """Most lines have several wide gaps, as rows have between their cells."""
    rows = sum(len(_GAP.findall(line.text)) >= _GAPS for line in group)
    return rows >= _FEWEST_ROWS and rows >= _MOSTLY * len(group)


def _rows(groups: Sequence[Group]) -> set[int]:
    """Groups of one line each, one after the other, with several wide gaps: the rows of a table."""
    found: set[int] = set()
    run: list[int] = []
    for index, group in enumerate(groups):
        if len(group) == 1 and len(_GAP.findall(group[0].text)) >= _GAPS:
            run.append(index)
        else:
            found.update(run if len(run) >= _FEWEST_ROWS else ())
            run = []
    return found.union(run if len(run) >= _FEWEST_ROWS else ())


_GAP = re.compile(r"\S\s{3,}(?=\S)")
_GAPS = 2
_FEWEST_ROWS = 3
