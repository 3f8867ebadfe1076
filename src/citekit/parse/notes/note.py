"""Notes: their number, their citations, their commentary."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from citekit.model import CitationForm, Finding, Note, NoteCitation, NoteKind, Reference, Span
from citekit.model.keys import make_key
from citekit.parse.assembly.record import Surroundings, assemble
from citekit.parse.fields import Labelling
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import are_places
from citekit.parse.grammars.short_reading import read_short
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.notes.embedded import read_without_comma
from citekit.parse.notes.evidence import prose_words
from citekit.parse.notes.named_authors import read_named_author
from citekit.parse.notes.quoted_words import read_partly_quoted
from citekit.parse.notes.segmentation import Segment, segment
from citekit.parse.notes.short_forms import resolve_short_forms
from citekit.parse.notes.spacing import as_printed, spaced
from citekit.parse.reading import read
from citekit.parse.recognisers.archives import read_archival
from citekit.parse.recognisers.back_references import points_back
from citekit.parse.recognisers.numbering import PAGES, tidy
from citekit.parse.recognisers.signals import SIGNAL
from citekit.parse.reference import ParsedReference, parse_reference

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(
    r"\s*(?:\[(?P<bracketed>\d{1,4})\]|(?P<plain>\d{1,4})(?!\d)[.)]?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))\s+(?=\S)"
)
_COMMENTARY_WORDS = 4
_SENTENCE = re.compile(r"\w(?:[^;.]|\.(?!\s+[A-ZÀ-Þ]))*")
_YEAR_FIRST = re.compile(r"(?:[Dd](?:ers|ies)\.,?\s)?\(?(?:1[5-9]|20)\d\d[a-z]?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


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
    segments = _segments(body)
    for one in segments:
        cited = body[one.start : one.end]
        start = offset + begin + one.start
        if one.short:
            parsed = _parse_short(cited, Surroundings(source, start, _Taken(taken, used), in_note=True))
        else:
            parsed = _parse_full(cited, Surroundings(source, start, _Taken(taken, used), in_note=True))
        parsed = parsed._replace(locator=_whole_locator(cited, parsed.locator))
        if one.short and citations and _YEAR_FIRST.match(cited):
            parsed = _same_authors(parsed, citations[-1].reference, _Taken(taken, used))
        used.add(parsed.reference.id)
        findings += [*parsed.findings, *_pages_left(cited, start, parsed, source)]
        citations.append(NoteCitation(
            text=cited, span=Span(start, start + len(cited)), reference=parsed.reference,
            form=CitationForm.SHORT if one.short else CitationForm.FULL,
            key=None if one.short else parsed.reference.id, label=parsed.label, locator=parsed.locator,
        ))  # fmt: skip
    for left in _imprints_left(body, segments):
        findings.append(Finding(
            code="unparsed-text", message="this looks like a part of a citation and is in none",
            span=left.shift(offset + begin), source=source or None, hint="compare the note with its records",
        ))  # fmt: skip
    note = Note(
        number=number, kind=_kind(body, segments), text=body, span=Span(offset, offset + len(text)),
        citations=tuple(citations),
    )  # fmt: skip
    return ParsedNote(note, tuple(findings))


def _same_authors(parsed: ParsedReference, before: Reference, taken: Container[str]) -> ParsedReference:
    """Give the "1980" of "Blankenburg 1977, 1980" its authors."""
    draft = parsed.reference.replace(author=before.author, editor=before.editor)
    reference = draft.model_copy(update={"id": make_key(draft, taken)})
    findings = tuple(finding.model_copy(update={"key": reference.id}) for finding in parsed.findings)
    return parsed._replace(reference=reference, findings=findings)


def _segments(body: str) -> list[Segment]:
    """The citations of a note, found with its blanks in place."""
    clean = spaced(body)
    if clean is None:
        return segment(body)
    return [Segment(*clean.place(one.start, one.end), one.short) for one in segment(clean.text)]


def _parse_short(text: str, where: Surroundings) -> ParsedReference:
    clean = spaced(text)
    labelling = read_short(text) if clean is None else as_printed(read_short(clean.text), clean)
    return ParsedReference(*assemble(text, labelling, where))


def _parse_full(text: str, where: Surroundings) -> ParsedReference:
    clean = spaced(text)
    if clean is not None:
        labelling = _sure_reading(clean.text) or read(clean.text)
        return ParsedReference(*assemble(text, as_printed(labelling, clean), where))
    sure = _sure_reading(text)
    if sure is not None:
        return ParsedReference(*assemble(text, sure, where))
    return parse_reference(text, source=where.source, offset=where.offset, taken=where.taken, in_note=True)


def _sure_reading(text: str) -> Labelling | None:
    labelling = read_archival(text) or read_legal(text, in_note=True) or read_partly_quoted(text)
    if labelling is None and points_back(text):
        labelling = read_unmarked(text)  # "Id., Pour un autre Moyen Âge, Paris 1977"
    if labelling is None:
        labelling = read_without_comma(text) or read_named_author(text)
    return labelling


def _whole_locator(text: str, locator: str | None) -> str | None:
    """All the pages cited where only the first were taken: "at 256 and 257"."""
    for match in PAGES.finditer(text) if locator else ():
        printed = tidy(match["number"])
        if locator and printed.startswith(locator) and printed[len(locator) :][:1] in (" ", ","):
            return printed
    return locator


def _pages_left(text: str, offset: int, parsed: ParsedReference, source: str) -> list[Finding]:
    """Pages that are printed with their mark and in no field: the second of "S. 24 und S. 49"."""
    one = parsed.reference
    kept = " ".join(map(str, (parsed.locator, one.page, one.volume, one.issue, one.number, one.section)))
    kept_numbers = set(re.findall(r"\d+", kept))
    return [
        Finding(
            code="unparsed-text", message="this page is in no field", span=Span(*match.span()).shift(offset),
            source=source or None, key=one.id, hint="compare the note with its records",
        )
        for match in PAGES.finditer(text)
        if not set(re.findall(r"\d+", match["number"])) <= kept_numbers
    ]  # fmt: skip


def _imprints_left(body: str, segments: list[Segment]) -> list[Span]:
    """What stands outside a note's citations but prints a place and year, or a year and page, and no prose."""
    edges = [0, *(edge for one in segments for edge in (one.start, one.end)), len(body)]
    left = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        for match in _SENTENCE.finditer(body, start, end):
            printed = match[0]
            year = _YEAR.search(printed)
            placed = year is not None and are_places(
                printed[: year.start()].strip(" ,(").rsplit(",", 1)[-1].strip()
            )
            paged = year is not None and PAGES.search(printed, year.end()) is not None
            if (placed or paged) and prose_words(printed) == 0:
                left.append(Span(match.start() + len(printed) - len(printed.lstrip()), match.end()))
    return left


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
