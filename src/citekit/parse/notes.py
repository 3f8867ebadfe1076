"""Notes: their number, their citations, their commentary."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from citekit.model import CitationForm, Finding, Note, NoteCitation, NoteKind, Span
from citekit.parse.reference import parse_reference, parse_short_form
from citekit.parse.segmentation import Segment, segment
from citekit.parse.short_forms import resolve_short_forms
from citekit.parse.signals import SIGNAL

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(
    r"\s*(?:\[(?P<bracketed>\d{1,4})\]|(?P<plain>\d{1,4})(?!\d)[.)]?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))\s+(?=\S)"
)
_COMMENTARY_WORDS = 4


class ParsedNote(NamedTuple):
    """A note with its citations, and what to look at."""

    note: Note
    findings: tuple[Finding, ...]


def parse_note(
    text: str, *, number: int | None = None, source: str = "", offset: int = 0, taken: Container[str] = ()
) -> ParsedNote:
    """Parse one note: each of its citations becomes a record, a note that cites nothing is commentary.

    ``text`` is the raw slice of the source at ``offset`` and may begin with the note's number. ``taken`` are
    citation keys in use. Short forms come back unresolved (see ``resolve_short_forms``).
    """
    begin = 0
    match = _NUMBER.match(text)
    if match:
        printed = int((match["bracketed"] or match["plain"] or match["raised"]).translate(_SUPERSCRIPTS))
        if number is None or number == printed:
            number, begin = printed, match.end()
    body = text[begin:]
    used: set[str] = set()
    citations: list[NoteCitation] = []
    findings: list[Finding] = []
    segments = segment(body)
    for one in segments:
        cited = body[one.start : one.end]
        start = offset + begin + one.start
        if one.short:
            parsed = parse_short_form(cited, source=source, offset=start, taken=_Taken(taken, used))
        else:
            parsed = parse_reference(cited, source=source, offset=start, taken=_Taken(taken, used), in_note=True)
        used.add(parsed.reference.id)
        findings += parsed.findings
        citations.append(NoteCitation(
            text=cited, span=Span(start, start + len(cited)), reference=parsed.reference,
            form=CitationForm.SHORT if one.short else CitationForm.FULL,
            key=None if one.short else parsed.reference.id, label=parsed.label, locator=parsed.locator,
        ))  # fmt: skip
    note = Note(
        number=number, kind=_kind(body, segments), text=body, span=Span(offset, offset + len(text)),
        citations=tuple(citations),
    )  # fmt: skip
    return ParsedNote(note, tuple(findings))


class _Taken:
    def __init__(self, outside: Container[str], here: set[str]) -> None:
        self.outside, self.here = outside, here

    def __contains__(self, key: object) -> bool:
        return key in self.outside or key in self.here


def _kind(body: str, segments: list[Segment]) -> NoteKind:
    if not segments:
        return NoteKind.COMMENTARY
    rest, position = [], 0
    for one in segments:
        rest.append(body[position : one.start])
        position = one.end
    rest.append(body[position:])
    words = sum(len(re.findall(r"\w+", SIGNAL.sub("", part + " "))) for part in rest)
    return NoteKind.MIXED if words >= _COMMENTARY_WORDS else NoteKind.CITATION


def parse_notes(texts: Iterable[str]) -> list[Note]:
    """Parse notes, one for each text, in order; short forms are resolved among them.

    A text may begin with the note's number. Keys are unique within the call; a short form's is that of the
    full citation it points to, None where there is none.
    """
    taken: set[str] = set()
    notes = []
    for text in texts:
        note = parse_note(text, taken=taken).note
        taken |= {citation.reference.id for citation in note.citations}
        notes.append(note)
    return list(resolve_short_forms(notes))
