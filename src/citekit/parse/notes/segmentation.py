"""A note cut into citations and commentary.

The note falls into units at semicolons and sentence ends outside quotations, italics and parentheses. A unit
that cites (see ``evidence``) is a citation, without the signal ("see also") or the clause before it; in a unit
of prose, author-date citations stand out by themselves. What belongs to no citation is commentary.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from citekit.parse.grammars.author_date import find_author_dates
from citekit.parse.grammars.interviews import read_interview, read_letter
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import are_places, read_marked
from citekit.parse.grammars.titled_runs import find_titled, span_of
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation
from citekit.parse.notes.embedded import find_embedded, holds_words, holds_year, whole_reading, without_remark
from citekit.parse.notes.evidence import cites, is_short, prose_words
from citekit.parse.notes.lead_ins import after_lead_in
from citekit.parse.notes.quoted_words import read_partly_quoted
from citekit.parse.notes.units import Unit, find_units
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.signals import INNER_SIGNAL, SIGNAL
from citekit.parse.recognisers.weblinks import find_links


class Segment(NamedTuple):
    """A citation within a note: ``text[start:end]``; ``short`` where only names and a locator are printed."""

    start: int
    end: int
    short: bool = False


_IN_PARENTHESES = re.compile(
    r"(?<!\w)(?P<author>(?!The\b|This\b|As\b|In\b)[A-ZÀ-Þ][\w’-]+(?:\s(?:and|und)\s[A-ZÀ-Þ][\w’-]+)?\s(?=\())?(?P<said>[^()]*?)"
    r"\((?P<back>(?:[A-ZÀ-Þ][\w’-]+(?:\s(?:and|und)\s[A-ZÀ-Þ][\w’-]+)?,\s)?(?:op\.\s?cit|ibid|id\b|loc\.\s?cit|a\.\s?a\.\s?O|ebd|"
    r"supra|above,?\sn)[^()]*)\)"
)
_LONGEST_SENTENCE = 4000
_BACK_IN_PROSE = re.compile(
    r"(?<![\w.’'-])(?P<names>(?:[A-ZÀ-Þ]\.\s?){0,3}[A-ZÀ-Þ][\w’'-]+(?:(?:\s?/\s?|\s(?:and|und|&)\s)[A-ZÀ-Þ][\w’'-]+){0,2}),?\s"
    r"(?:op\.?\s?cit\b\.?|loc\.?\s?cit\b\.?|a\.\s?a\.\s?O\.|supra|above|ebd\.|ibid\.|id\.)(?:,?\s\(?(?:at\s)?(?:nn?|note|Fn|Anm)\b\.?\s?\d+\)?)?"
    r"(?:,?\s(?:at\s(?:pp?\.\s)?|(?:pp?\.?|S\.|paras?\.?|chs?\.?)\s?)\d+(?:[-–]\d+)?(?:\sff?\b\.?)?(?:(?:,\s|\sand\s|\sund\s)\d+(?:[-–]\d+)?)*)?"
)
_CLAUSE = re.compile(
    r"(?<=\d)(?:\s?ff?\b\.?)?(?=,\s(?:and|but|who|which|where|though|although|for|with|in\swhich|der|die|das|dort|wo|und|mit|jedoch|"
    r"allerdings|wonach|demzufolge|qui|où)\s[^\d;]*$)"
)
_PLACE_FIRST = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\d:;,()]{2,30}?)(?::\s[A-ZÀ-Þ][^:;()]{2,60})?(?:,\s(?:S\.|pp?\.)\s?\d.*|,?\s(?:1[5-9]|20)\d\d(?:,.*)?)?\.?$"
)
_COLON = re.compile(r"(?<=[a-zà-ÿ\d])(?<!\b[Ii]n):\s+(?=[A-ZÀ-Þ“‘„«])")
_ABOUT = re.compile(r"(?:Zu[rm]?|Für|Über|On|For|Sur|Su|Sobre)\s")
_LONG_WORD = re.compile(r"(?<![\w’'-])[a-zà-ÿ]{4,}")
_FURTHER_YEAR = re.compile(
    r"\(?(?:1[89]|20)\d\d[a-z]?\)?(?:[:,]\s?(?:S\.\s?|pp?\.\s?)?\d+(?:[-–]\d+)?(?:\sff?\.)?)?\.?"
)
_CONTAINER_FIRST = re.compile(r"In:\s[A-ZÀ-Þ„“]|In\s[A-ZÀ-Þ][^()]{2,80}\s\((?:Hrsg|Hg|eds?)\b")
_LISTED = re.compile(  # three names and no title: "Blankenburg, Sessar und Steffen (1978), S. 302"
    r"[A-ZÀ-Þ][\w’-]+,\s(?:[A-ZÀ-Þ][\w’-]+,\s)*[A-ZÀ-Þ][\w’-]+,?\s(?:und|and|&)\s[A-ZÀ-Þ][\w’-]+,?\s\(?(?:1[89]|20)\d\d[a-z]?\b"
)
_ABBREVIATED = re.compile(
    r"\w*[A-ZÀ-Þ]\w*[A-ZÀ-Þ]\w*\s\d{4},|[A-ZÀ-Þ]{2}|Ju[SR]\b"
)  # a law journal's: "AnwBl 1984, 116"
_NUMERAL = re.compile(r"[IVXLC]+\s\(?\d{4}")
_QUOTATION = re.compile(r":\s[„“‘\"»«‚].*$", re.DOTALL)  # "Geiger 1964, S. 215: „Recht ist, was …“"
_WHOLE = (partial(read_legal, in_note=True), read_unmarked, read_partly_quoted, read_letter, read_interview)


def segment(text: str) -> list[Segment]:
    """Return the citations in the body of a note, in order; none for a note that cites nothing."""
    if ";" not in text and (read_interview(text) is not None or read_letter(text) is not None):
        start = after_lead_in(text, 0, len(text))
        return [_trimmed(text, start, len(text))]
    citations: list[Segment] = []
    open_end: int | None = None  # a citation that the next unit may go on with
    for unit in find_units(text):
        found = _citations_in(text, unit)
        if found:
            if open_end is not None and citations and _goes_on(text, citations[-1], found[0]):
                citations[-1] = citations[-1]._replace(end=found[0].end)
                found = found[1:]
            citations += found
            open_end = citations[-1].end
        elif (
            citations and citations[-1].short and _FURTHER_YEAR.fullmatch(text[unit.start : unit.end].strip(" ;"))
        ):
            citations.append(_trimmed(text, unit.start, unit.end, short=True))  # "Schelsky 1965: 159; 1970: 50"
            open_end = unit.end
        elif open_end is not None and _is_remainder(text, unit):
            citations[-1] = citations[-1]._replace(end=_trimmed(text, citations[-1].start, unit.end).end)
            open_end = unit.end
        else:
            open_end = None
    return citations


def _trimmed(text: str, start: int, end: int, *, short: bool = False) -> Segment:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " \n\t;":
        end -= 1
    closing = re.search(r"\)\.?$", text[start:end])
    if closing and text.count(")", start, end) > text.count("(", start, end):
        end = start + closing.start()
    return Segment(start, end, short)


def _citations_in(text: str, unit: Unit) -> list[Segment]:
    """The citations in one unit, without the signal or the clause before them and the remark behind."""
    start = after_lead_in(text, unit.start, unit.end)
    signalled = start > unit.start + 1 and SIGNAL.search(text, unit.start, start) is not None
    end = without_remark(text, start, len(text[: unit.end].rstrip(" ;\n")))
    end = _without_clause(text, start, end)
    whole = text[start:end]
    if _LISTED.match(whole) and (listed := _dated(text, start, end)) and listed[0].start == start:
        return listed
    if _reads_all(whole):
        return [_trimmed(text, start, end)]
    full = _in_full(text, start, end)
    if not full and (announced := _announced(text, start, end)) is not None:
        return [_trimmed(text, announced, end)]
    dated = [one for one in _dated(text, start, end) if not any(a <= one.start < b for a, b in full)]
    if dated and not full and _are_all(whole, start, dated):
        return dated
    if full and (embedded := _embedded(text, start, end, full)):
        return embedded
    if (said := _back_in_prose(text, start, end)) and (prose_words(whole) or text[start].islower()):
        return said
    if (back := _IN_PARENTHESES.search(text, start, end)) and prose_words(whole) + back["said"].count(" ") > 1:
        return [_trimmed(text, back.start("author" if back["author"] else "back"), back.end("back"), short=True)]
    if inner := INNER_SIGNAL.search(text, start, end):
        rest = text[inner.end() : end]
        if cites(rest, signalled=True) and not cites(text[start : inner.start()]):
            return [_trimmed(text, inner.end(), end, short=is_short(rest))]
    if cites(whole, signalled=signalled):
        return [_trimmed(text, start, end, short=is_short(whole))]
    return dated


def _reads_all(text: str) -> bool:
    """Whether a grammar reads all of ``text`` as one citation, none of whose fields holds the year of another."""
    for reading in _WHOLE:
        found = reading(text)
        if found is not None:
            return not holds_year(text, found)
    return False


def _without_clause(text: str, start: int, end: int) -> int:
    """Where a short form ends behind which a clause goes on: "Thornton, op. cit., n. 1, and the sources there"."""
    clause = _CLAUSE.search(text, start, end) or re.compile(r"(?<=\d)(?:\sff?\.)?(?=:\s[„“‘\"»«‚])").search(
        text, start, end
    )
    if clause is None or not is_short(text[start : clause.start()]):
        return end
    return clause.start()


def _dated(text: str, start: int, end: int) -> list[Segment]:
    """The author-date citations in ``text[start:end]``; what is an article of a law journal is no short form."""
    found = []
    for one in find_author_dates(text[start:end]):
        printed = text[start + one.start : start + one.end]
        if not (_NUMERAL.match(printed) or _is_imprint(text, start + one.start, printed)):
            article = _ABBREVIATED.match(printed) is not None and read_legal(printed, in_note=True) is not None
            found.append(_trimmed(text, start + one.start, start + one.end, short=not article))
    return found


def _back_in_prose(text: str, start: int, end: int) -> list[Segment]:
    """Short forms inside a sentence: "the point was left open in Smith, op. cit., n. 11, p. 3, and has …"."""
    return [
        _trimmed(text, *match.span(), short=True)
        for match in _BACK_IN_PROSE.finditer(text, start, end)
        if reads_as_names(match["names"])
    ]


def _is_imprint(text: str, start: int, printed: str) -> bool:
    """Whether what looks like an author is a publisher or a place: "(Routledge 1995) 12", "Darmstadt 1975"."""
    inside = text[start - 1 : start] == "(" and ")" in printed and "(" not in printed
    return (inside and printed[-1].isdigit() and ") " in printed) or are_places(re.split(r"[\s,(]+\d", printed)[0])


def _announced(text: str, start: int, end: int) -> int | None:
    """Where a citation begins that a colon announces: "The figures are from: H. Genn, Hard Bargaining (1987)"."""
    for match in _COLON.finditer(text, start, end):
        before = text[start : match.start()]
        if holds_words(before) or _ABOUT.match(before):
            reading = whole_reading(text[match.end() : end])
            signed = reading is not None and {"author", "editor"} & {one.field for one in reading.fields}
            if signed or (reading is not None and len(_LONG_WORD.findall(before)) > 2):
                return match.end()
    return None


def _in_full(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where works are cited in full, or named with title and year, inside the words of a sentence."""
    if end - start > _LONGEST_SENTENCE:
        return []
    found: list[tuple[int, int]] = [*find_embedded(text, start, end)]
    for a, b in _gaps(found, start, end):
        found = sorted([*found, *(span_of(text, one) for one in find_titled(text, a, b))])
    return found


def _embedded(text: str, start: int, end: int, found: list[tuple[int, int]]) -> list[Segment]:
    """The works that ``found`` says, and author-date citations in the words around them; none for one alone."""
    alone = len(found) < 2 and not any(holds_words(text[a:b]) for a, b in _gaps(found, start, end))
    if alone and not _ABOUT.match(text[start : found[0][0]]):
        return []
    segments = [_trimmed(text, a, b) for a, b in found]
    for a, b in _gaps(found, start, end):
        segments += [*_dated(text, a, b), *_back_in_prose(text, a, b)]
    return sorted(segments)


def _gaps(found: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(edge for one in found for edge in one), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _are_all(text: str, start: int, dated: list[Segment]) -> bool:
    """Whether the author-date citations are all that a unit cites, and not words of one citation in full."""
    before, after = text[: dated[0].start - start], text[dated[-1].end - start :]
    if (quotation := _QUOTATION.match(after)) is not None and text[dated[-1].end - start - 1].isdigit():
        text, after = text[: -len(after)], after[quotation.end() :]
    if (
        (_title_beside(text, start, dated) and not prose_words(f"{before} {after}"))
        or reads_as_names(before)
        or re.search(r"(?<!\w)[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][a-z]", before)
    ):
        return False
    if not re.search(r"\d", before + after) and re.match(r"[\s.;]*$|,?\s[a-zà-ÿ(]", after):
        return True
    return len(dated) > 1 or len(re.findall(r"\w+", after)) <= 2 or prose_words(before + " " + after) > 0


def _title_beside(text: str, start: int, dated: list[Segment]) -> bool:
    """Whether a quoted title may belong to what is dated: only few words part them."""
    for mark in find_marks(text):
        first, last = dated[0].start - start, dated[-1].end - start
        between = text[mark.end : first] if mark.end <= first else text[last : mark.start]
        if len(re.findall(r"(?<!\w)[a-zà-ÿ]+", between)) < 2:
            return True
    return False


def _goes_on(text: str, before: Segment, found: Segment) -> bool:
    """Whether a unit that cites by itself is only the second half of the citation before it.

    Behind a full stop, "Smith, J." and "2001. Title. London: Verso." belong together.
    """
    between = text[before.end : found.start]
    tail = _PLACE_FIRST.match(text, found.start, found.end)
    if tail is not None and are_places(tail["place"]) and not between.strip() and not before.short:
        return text[before.end - 1] != ";"  # "…, Bd. 2. Bern: Francke, S. 120."
    if found.short or before.short or between.strip() or text[before.end - 1] == ";":
        return False
    return (
        read_marked(text[before.start : before.end]) is None
        and read_marked(text[before.start : found.end]) is not None
    )


def _is_remainder(text: str, unit: Unit) -> bool:
    """Whether a unit that does not cite is the tail of the citation before it: a place, pages, a link."""
    body = text[unit.start : unit.end].strip(" ;.")
    if not body or prose_words(body) or text[: unit.start].rstrip().endswith(";"):
        return False
    if _CONTAINER_FIRST.match(body):
        return True
    words = body.split()
    if len(words) < 12 and (find_links(body) or are_places(body)):
        return True
    if len(words) <= 6 and is_organisation(body):
        return True
    place, colon, house = body.partition(": ")
    if colon and len(words) < 8 and are_places(place) and reads_as_names(house):
        return True  # "Tübingen: Mohr"
    if re.match(
        r"(?:[A-ZÀ-Þ][\w.-]+(?:[ ,/–-]+[A-ZÀ-Þ][\w.-]+)*: )?[A-ZÀ-Þ][^.]*,? (?:1[5-9]|20)\d\d[a-z]?$", body
    ):
        return len(words) < 12 and len(re.findall(r"(?<!\w)[a-zà-ÿ]{4,}", body)) <= 2
    return (
        len(words) <= 3
        and re.fullmatch(r"[A-ZÀ-Þ][\w/.-]+(?:\s[A-ZÀ-Þ][\w/.-]+){0,2}|(?:pp?\.|S\.)\s?\d+.*", body) is not None
    )
