"""Citations whose title is marked by quotation marks or italics: read by rule, or left to the labeller.

Names, then the marked title, then what the recognisers know and words whose place says what they are: a
periodical, an institution, a place with its publisher. The reading is sure only where nothing is left over.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.behind_marked import MARKED, Reading
from citekit.parse.grammars.chunks import Chunk, cut, goes_on, marks_words
from citekit.parse.grammars.east_asian import read_east_asian
from citekit.parse.grammars.gost import read_gost
from citekit.parse.grammars.vocabulary import are_places, is_periodical
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.marks import find_marks

_SERIES_BEFORE = re.compile(r"(?:\bcoll(?:ection|ana|\.)?|\(|\bcol\.|\bReihe|\bserie)\s*$", re.IGNORECASE)
"""What introduces a series in quotation marks: "Gallimard, coll. « Folio »", "Rizzoli («BUR», 12)"."""


def read_marked(text: str, start: int = 0, end: int | None = None) -> Labelling | None:
    """Return the fields of ``text`` if its title is marked and every word finds its place, else None.

    The forms of East Asian and of Russian print are read by grammars of their own.
    """
    if start == 0 and end is None and (found := read_east_asian(text) or read_gost(text)) is not None:
        return found
    opened = _opening(text, start, end)
    if opened is None:
        return None
    reading, rest = opened
    title = reading.title
    for index, chunk in enumerate(rest):
        if not reading.take(chunk, rest[index - 1] if index else title, rest[index + 1 :]):
            return None
    reading.numbered_only()
    reading.newspaper_at_front()
    return Labelling(tuple(sorted(reading.fields, key=lambda f: f.start)), confidence=GRAMMAR, form=title.kind)


def read_opening(text: str) -> tuple[list[Labelled], int] | None:
    """Return names and marked title, where they are sure, and where the title ends; None where they are not."""
    opened = _opening(text)
    return None if opened is None else (opened[0].fields, opened[0].title.end)


def _opening(text: str, start: int = 0, end: int | None = None) -> tuple[Reading, list[Chunk]] | None:
    if not find_marks(text):
        return None
    chunks = cut(text, start, end)
    first = next((i for i, chunk in enumerate(chunks) if chunk.kind in MARKED), None)
    if first is None or marks_words(text, chunks[first : first + 2]) or goes_on(text, chunks[first : first + 3]):
        return None
    if re.search(r"\b(?:in|en|dans|nella?|w)\b:?\s*$", chunks[first].lead, re.IGNORECASE):
        return _contained(text, chunks, first)
    front = _front(text, chunks[:first])
    if front is None:
        if _SERIES_BEFORE.search(text, 0, chunks[first].start):
            return None
        numbered = first + 1 < len(chunks) and chunks[first + 1].kind in ("number", "volume", "issue", "date")
        return _contained(text, chunks, first) if numbered else None
    reading = Reading(text, chunks[first])
    reading.fields += front
    return reading, reading.translated(chunks[first + 1 :])


def _contained(text: str, chunks: list[Chunk], first: int) -> tuple[Reading, list[Chunk]] | None:
    """Read "M. Rossi, Il porto antico, in «Archivio»", where only the periodical is marked."""
    front = chunks[:first]
    if any(one.kind == "date" and (one.depth or text[one.end : one.end + 1] == ".") for one in front):
        return None
    for split in range(1, first):
        opening = front[split]
        if any(chunk.kind != "words" for chunk in front[: split + 1]):
            return None
        if len(text[opening.start : opening.end].split()) < 2 and split < first - 1:
            continue  # "Rossi, Mario, Il porto antico"
        if reads_as_names(text[front[0].start : front[split - 1].end]):
            end = front[-1].end
            reading = Reading(text, Chunk("quoted", opening.start, end, opening.start, end))
            reading.add("author", front[0].start, front[split - 1].end)
            return reading, chunks[first:]
    return None


def _front(text: str, chunks: list[Chunk]) -> list[Labelled] | None:
    """What precedes the title: names, perhaps a number before and a year behind; None for anything else."""
    fields: list[Labelled] = []
    if chunks and chunks[0].kind == "number" and chunks[0].start <= 1:
        fields.append(Labelled("citation-number", chunks[0].start, chunks[0].end))
        chunks = chunks[1:]
    if chunks and chunks[-1].kind == "date":
        fields.append(Labelled("date", chunks[-1].start, chunks[-1].end))
        chunks = chunks[:-1]
    if not chunks:
        return fields
    if any(chunk.kind != "words" for chunk in chunks):
        return None
    start, end = chunks[0].start, chunks[-1].end
    if text[end : end + 1] == "." and re.search(r"(?:\b\w|\bal|\beds?|\b[A-Z][a-z]{1,2})$", text[start:end]):
        end += 1
    if not reads_as_names(text[start:end]):
        return None
    editors = re.search(r"\b(?:eds?\.?|Hrsg\.?|Hg\.|a cura di|dir\.)\s*\)?$", text[start:end])
    return [Labelled("editor" if editors else "author", start, end), *fields]


__all__ = ["are_places", "is_periodical", "read_marked", "read_opening"]
