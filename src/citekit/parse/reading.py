"""Which labeller reads a citation: the grammar where it is sure, the statistical model for the rest."""

from __future__ import annotations

import re

from citekit.parse.assembly.repair import repair
from citekit.parse.confidence import AGREED, DIFFERING, GRAMMAR, UNMARKED, UNMARKED_BELOW
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.interviews import read_interview, read_letter
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import read_marked, read_opening
from citekit.parse.grammars.short_reading import read_short
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.labelling.labeller import label
from citekit.parse.recognisers.archives import ARCHIVE
from citekit.parse.recognisers.back_references import points_back
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.signals import SIGNAL

_LABEL = re.compile(r"\s*\[([^\W\d_][^\[\]]{0,40}?(?:1[5-9]|20)?\d\d[a-z]?)\]\s+(?=\S)")
"""The label of an alphabetic list: ``[BAD10]``, ``[Shannon 1948]``."""
_SHORT = 150
_SEPARATED = re.compile(r"[.,]?\s(?:in:?\s)?(?=[A-ZÀ-Þ])")
_SHORTEST = 4
_NO_EVIDENCE = frozenset(("title", "container", "note", "genre"))
_COMPARED = frozenset("author title container date volume pages locator publisher place".split())
_EDGES = " .,:;()[]*“”„«»‘’\"'"
_GUESS = 0.05  # a line without a name, a place, a number or a link may be no reference at all


def read(text: str) -> Labelling:
    """Return the labelled fields of one citation; never fails, but may find nothing."""
    printed_label = _LABEL.match(text)
    if printed_label is not None:
        text = " " * printed_label.end() + text[printed_label.end() :]
        found = read(text)
        return found._replace(fields=(Labelled("citation-label", *printed_label.span(1)), *found.fields))
    signal = SIGNAL.match(text.lstrip())
    if signal is not None and signal.end() < len(text.lstrip()):
        end = len(text) - len(text.lstrip()) + signal.end()
        text = " " * end + text[end:]  # offsets stay
    if len(text) < _SHORT and points_back(text):
        return read_short(text)._replace(confidence=GRAMMAR)
    found = read_interview(text) or read_letter(text) or read_legal(text) or _marked(text) or _unmarked(text)
    if {one.field for one in found.fields} <= _NO_EVIDENCE and not re.search(r"\d", text):
        return found._replace(confidence=_GUESS)
    return found


def _marked(text: str) -> Labelling | None:
    """The grammar's reading of a marked title, as sure as the model reads the same."""
    grammar = read_marked(text)
    if grammar is None:
        return None
    model = repair(text, label(text))
    confidence = max(model.confidence or 0.0, AGREED)
    return grammar._replace(confidence=confidence if _values(text, model) == _values(text, grammar) else DIFFERING)


def _unmarked(text: str) -> Labelling:
    """Two readings of a title without marks, the grammar's and the model's: the model's where it is surer."""
    model, grammar = _labelled(text), read_unmarked(text)
    if grammar is None:
        return model
    confidence = model.confidence or 0.0
    if _values(text, model) == _values(text, grammar):
        return grammar._replace(confidence=max(confidence, AGREED))
    surer = confidence >= UNMARKED_BELOW and not _runs_over(model, grammar)
    return model if surer else grammar._replace(confidence=UNMARKED)


def _runs_over(model: Labelling, grammar: Labelling) -> bool:
    """Whether the model's title takes in the page cited, the names, or its names a word of the title.

    "The Silent Contract 45 (Harvard Univ. Press 1998)"; "Otto Brandt, Mühlen. Bilder aus dem Oderland".
    """
    titles, names = model.spans("title"), model.spans("author")
    if any(start <= page and end <= stop for start, stop in titles for page, end in grammar.spans("pages")):
        return True
    if any(start < title < stop for start, stop in names for title, _ in grammar.spans("title")):
        return True
    return any(start <= name and end < stop for start, stop in titles for name, end in grammar.spans("author"))


def _values(text: str, labelling: Labelling) -> set[tuple[str, str]]:
    """What a reading says of the work itself; the page cited and the extent are not told apart."""
    return {
        ("pages" if one.field == "locator" else one.field, text[one.start : one.end].strip(_EDGES))
        for one in labelling.fields
        if one.field in _COMPARED
    }


def _labelled(text: str) -> Labelling:
    """What the model says; of a marked title and the names before it, what the grammar says."""
    labelling = label(text)
    opening = read_opening(text)
    if opening is None:
        return repair(text, labelling)
    sure, end = opening
    if kept := ARCHIVE.search(text, end):
        between = find_dates(text[end : kept.start()])
        dates = [Labelled("date", end + one.start, end + one.end) for one in between[:1]]
        return repair(text, labelling._replace(fields=(*sure, *dates, Labelled("archive", *kept.span()))))
    has_container = any(one.field == "container" for one in labelling.fields if one.start >= end)
    rest = []
    for one in labelling.fields:
        if one.field == "title" and one.start < end and (behind := _SEPARATED.match(text, end)):
            one = one._replace(start=behind.end())  # "« Styles », Environment and Behavior" read as one title
            if one.end - one.start < _SHORTEST:
                continue
        elif one.start < end or (one.field == "date" and any(other.field == "date" for other in sure)):
            continue
        if one.field == "title" and not has_container:
            rest.append(one._replace(field="container"))
        elif one.field not in ("title", "author"):
            rest.append(one)
    return repair(text, labelling._replace(fields=(*sure, *rest)))


__all__ = ["Labelled", "Labelling", "read"]
