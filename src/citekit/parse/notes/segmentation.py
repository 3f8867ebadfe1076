"""A note cut into citations and commentary.

The note falls into units at semicolons and sentence ends outside quotations, italics and parentheses. A unit
that cites (see ``evidence``) is a citation, without the signal ("see also") or the clause before it; in a unit
of prose, author-date citations stand out by themselves. What belongs to no citation is commentary.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from citekit.parse.grammars.author_date import AuthorDate, find_author_dates
from citekit.parse.grammars.interviews import read_interview, read_letter
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import are_places, read_marked
from citekit.parse.grammars.titled_runs import find_titled, span_of
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.grammars.unmarked_front import read_front
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation
from citekit.parse.notes.embedded import beginnings, find_embedded, holds_words, without_remark
from citekit.parse.notes.evidence import cites, is_short, prose_words
from citekit.parse.notes.quoted_words import read_partly_quoted
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import PAGES
from citekit.parse.recognisers.signals import INNER_SIGNAL, SIGNAL
from citekit.parse.recognisers.weblinks import find_links


class Segment(NamedTuple):
    """A citation within a note: ``text[start:end]``; ``short`` where only names and a locator are printed."""

    start: int
    end: int
    short: bool = False


class _Unit(NamedTuple):
    start: int
    end: int


_JOINED = re.compile(r"(?:and|und|et|e|y|or|as well as)\s+(?=[A-ZÀ-Þsvc“\"‘«*])")
_STOP = re.compile(
    r"(?<=[\d)]),?\s(?:sowie|und|and|et|e|y|as\swell\sas)\s(?=[A-ZÀ-Þ][\w’'-]+,\s[A-Z]\.|(?:[A-Z]\.\s?)+[A-ZÀ-Þ][\w’'-]+,\s|"
    r"[A-ZÀ-Þ][a-zà-ÿ]+\s(?:[A-ZÀ-Þ]\.\s)?[A-ZÀ-Þ][\w’'-]+,\s)|"
    r",?\s(?=(?:overruled(?:\sin\spart)?|quoted|cited|reprinted|excerpted|abgedruckt|wiederabgedruckt|citing|quoting|zit(?:iert|\.)|cité|citato|"
    r"citado)\s(?:(?:in|from|by|nach|bei|par|dans|en|por|as)\s)?(?:[a-z]{1,3}\.\s)?[A-ZÀ-Þ“\"‘«*])|"
    r"(?<=[\d)]),?\swith\s(?=[A-ZÀ-Þ‘“*])|"
    r"[.?!]+[”’\")\]]*(?=\s+(?:[A-ZÀ-Þ“\"‘«„*\[]|\((?!\d)|$)|\s*$)|[;]\s"
)
_ABBREVIATIONS = re.compile(
    r"\.\s(?!(?:Ibid|Id|Cf|Vgl|See|Op|Ebd|Loc|Ders|Dies|But|No|Nr)\.)[A-Z][A-Za-z]{0,5}\.\s(?=[A-Z\d])"
)  # "HARV. L. REV. 123"
_BACK_AT_END = re.compile(
    r"(?<!\w)(?:ibid|ebd|ebda|op\.\s?cit|loc\.\s?cit|art\.\s?cit|a\.\s?a\.\s?O|(?<=\d\s)ff?|(?<=\d)ff?)$",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(
    r"\s+(?!(?:S|Bl|Rn|Fn|Nr|Anm|Kap|Bd|Sp|Folder|Box|Vol|Art|Ziff|Tab|Abb)\b)[A-ZÀ-Þ][\w’'-]*[\s.,]"
)
_COMPARED = re.compile(r"(?:[Bb]ut\s)?(?:[Cc]ompare|[Cc]ontrast|[Cc]f\.)\s")
_IN_PARENTHESES = re.compile(
    r"(?<!\w)(?P<author>(?!The\b|This\b|As\b|In\b)[A-ZÀ-Þ][\w’-]+(?:\s(?:and|und)\s[A-ZÀ-Þ][\w’-]+)?\s(?=\())?(?P<said>[^()]*?)"
    r"\((?P<back>(?:[A-ZÀ-Þ][\w’-]+(?:\s(?:and|und)\s[A-ZÀ-Þ][\w’-]+)?,\s)?(?:op\.\s?cit|ibid|id\b|loc\.\s?cit|a\.\s?a\.\s?O|ebd|"
    r"supra|above,?\sn)[^()]*)\)"
)
_YEAR_FIRST = re.compile(r"\((?:1[5-9]|20)\d\d\)\s\d")  # "(1994) 21 J. of Law and Society 1"
_LONGEST_SENTENCE = 4000
_REPORTER = re.compile(r"\d\s(?:[A-Z][A-Za-z&]{0,5}\.?\s?){1,4}$")
_ORDINAL = re.compile(
    r"\W?\d{1,2}\.\s+(?:Aufl|Auflage|Bd|Band|Kap|Jg|Jahrhundert|Jh|Abschn|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|"
    r"Okt|Nov|Dez)"
)
_NO_STOP = re.compile(
    r"(?:^|[\s(/–-])(?:[^\W\d_]|[A-Z]\.[A-Z]|[A-Z]\.-?[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs?|cf|vgl|eds?|hrsg|hg|no|nos|edn|docs?|add|"
    r"nr|vol|"
    r"vols|pp?|bd|jg|art|ch|cap|fig|al|et al|jr|sr|gen|sen|rep|gov|e\.g|i\.e|z\.\s?B|u\.\s?a|d\.\s?h|inc|ltd|co|"
    r"corp|"
    r"bros|univ|dept|rev|l|j|q|ibid|id|op|cit|loc|trans|comp|repr|cfr|esp|approx|ca|s|ss|n|nn|fn|anm|aufl|ders|"
    r"dies|bes|"
    r"insb|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|para|paras|sec|rn|tz|abs|st|ff|int|am|comm|dev|"
    r"stud|"
    r"soc|econ|pol|hist|law|ass|assoc|chap|tel|bull|adm|pub|cmnd|reg|regs|sched|ann|app|ct|cir|supp|hc|hl|wlr|"
    r"qb|a\.\s?a\.\s?O|o\.\s?c|l\.\s?c)$",
    re.IGNORECASE,
)


_WHOLE = (partial(read_legal, in_note=True), read_unmarked, read_partly_quoted, read_letter, read_interview)


def segment(text: str) -> list[Segment]:
    """Return the citations in the body of a note, in order; none for a note that cites nothing."""
    if ";" not in text and (read_interview(text) is not None or read_letter(text) is not None):
        start = _after_signal(text, 0, len(text))
        return [_trimmed(text, start, len(text))]
    citations: list[Segment] = []
    open_end: int | None = None  # a citation that the next unit may go on with
    for unit in _whole(text, _units(text)):
        found = _citations_in(text, unit)
        if found:
            if open_end is not None and citations and _goes_on(text, citations[-1], found[0]):
                citations[-1] = citations[-1]._replace(end=found[0].end)
                found = found[1:]
            citations += found
            open_end = citations[-1].end
        elif open_end is not None and _is_remainder(text, unit):
            citations[-1] = citations[-1]._replace(end=_trimmed(text, citations[-1].start, unit.end).end)
            open_end = unit.end
        else:
            open_end = None
    return citations


def _units(text: str) -> list[_Unit]:
    hidden = [(m.start, m.end) for m in find_marks(text)] + [(link.start, link.end) for link in find_links(text)]
    depth = _parenthesis_depths(text)
    units = []
    start = 0
    for match in _STOP.finditer(text):
        position = match.start()
        inside = next((b for a, b in hidden if a < position < b), None)
        if inside is not None and (inside != match.end() or match[0][0] in "?!"):
            continue  # a title that ends in a question mark does not end its citation
        before = text[max(start - 1, 0) : position]
        abbreviated = match[0][0] == "." and _NO_STOP.search(before) is not None
        if abbreviated and _BACK_AT_END.search(before) and _NEW_SENTENCE.match(text, match.end()):
            abbreviated = False
        if depth[match.end() - 1] or abbreviated:
            continue
        if match[0] == "." and _ABBREVIATIONS.match(text, position) and _REPORTER.search(text[start:position]):
            continue
        if match[0] == "." and _ORDINAL.match(text, max(position - 2, start)):
            continue
        if match[0].strip(", ") == "with" and not _COMPARED.match(text, _after_signal(text, start, start)):
            continue
        if match[0].startswith(";") and _within_names(text, start, position):
            continue
        joined = match[0].strip()[:1] not in (".", "?", "!", ";")  # "… 1981 sowie Raiser, T., …"
        units.append(_Unit(start, match.start() if joined else match.end()))
        start = match.end()
    if text[start:].strip():
        units.append(_Unit(start, len(text)))
    return units


def _whole(text: str, units: list[_Unit]) -> list[_Unit]:
    """Join the units of one citation with a subtitle: "Karl Maier, Die Bahn. Eine Geschichte, Köln 1987"."""
    joined: list[_Unit] = []
    index = 0
    while index < len(units):
        last = _last_of_one(text, units, index)
        joined.append(_Unit(units[index].start, units[last].end))
        index = last + 1
    return joined


def _last_of_one(text: str, units: list[_Unit], index: int) -> int:
    """Where the citation ends that begins in unit ``index`` and is whole only with those behind it."""
    end = units[index].end
    if index + 1 == len(units) or text[:end].rstrip().endswith(";"):
        return index
    behind = _after_signal(text, units[index].start, end)
    names = [behind, *beginnings(text, behind, end)]
    start = next((one for one in names if read_front(text[one:end]) is not None), None)
    if start is None:
        return index
    first = text[start:end]
    if prose_words(first) > 2 or PAGES.search(first) or _reads(first):
        return index
    for last in range(index + 1, min(index + 4, len(units))):
        opening = text[_after_signal(text, units[last].start, units[last].end) : units[last].end]
        if _opens_with_known_name(opening) and _reads(opening):
            break  # another citation
        if _reads(text[start : units[last].end]):
            return last
        if opening.rstrip().endswith(";"):
            break
    return index


def _reads(text: str) -> bool:
    printed = text.rstrip(" ;")
    return read_unmarked(printed) is not None or read_partly_quoted(printed) is not None


def _opens_with_known_name(text: str) -> bool:
    """Whether initials or a frequent given name opens ``text``; "Regadíos de Aragón" has a name's form only."""
    front = read_front(text)
    word = re.match(r"[^\W\d_]+\.?", text)
    if front is None or word is None:
        return False
    return word[0].endswith(".") or lexicon_class(word[0].lower()) == "a"


def _within_names(text: str, start: int, semicolon: int) -> bool:
    """Whether a semicolon parts two names of one list: "in: Blankenburg, Erhard; Klausa, Ekkehard (Hrsg.): …"."""
    left = text[_after_signal(text, start, semicolon) : semicolon]
    tail = re.split(r":\s+|\b[Ii]n:?\s+", left)[-1]
    following = re.match(r"\s*(?:and\s+)?[A-ZÀ-Þ][\w’'-]+,\s+[A-ZÀ-Þ][\w’'.-]*", text[semicolon + 1 :])
    if following is not None and "," in tail and reads_as_names(tail):
        return True
    year = re.search(r",\s*(?:1[5-9]|20)\d\d(?:/\d\d)?[a-z]?$", left)  # "Johnson, Earl, 1979; Thinking about …"
    if year is None or "," not in left[: year.start()] or not reads_as_names(left[: year.start()]):
        return False
    return re.match(r"[^;]*?\b(?:1[5-9]|20)\d\d\b", text[semicolon + 1 :].split(". ")[0]) is None


def _parenthesis_depths(text: str) -> list[int]:
    """How many parentheses are open at each character; one that is never closed does not count."""
    depths, depth = [], 0
    for character in text:
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        depths.append(depth)
    return depths if depth == 0 else [0] * len(text)


def _after_signal(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \n\t;,–—(" and not _YEAR_FIRST.match(text, start):
        start += 1
    joined = _JOINED.match(text, start, end)
    match = SIGNAL.match(text, joined.end() if joined else start, end)
    return match.end() if match else joined.end() if joined else start


def _trimmed(text: str, start: int, end: int, *, short: bool = False) -> Segment:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " \n\t;":
        end -= 1
    closing = re.search(r"\)\.?$", text[start:end])
    if closing and text.count(")", start, end) > text.count("(", start, end):
        end = start + closing.start()
    return Segment(start, end, short)


def _citations_in(text: str, unit: _Unit) -> list[Segment]:
    """The citations in one unit, without the signal or the clause before them and the remark behind."""
    start = _after_signal(text, unit.start, unit.end)
    signalled = start > unit.start + 1 and SIGNAL.search(text, unit.start, start) is not None
    end = without_remark(text, start, len(text[: unit.end].rstrip(" ;\n")))
    whole = text[start:end]
    if any(reading(whole) is not None for reading in _WHOLE):
        return [_trimmed(text, start, end)]
    full = _in_full(text, start, end)
    dated = [one for one in find_author_dates(whole) if not any(a <= start + one.start < b for a, b in full)]
    if dated and not full and _are_all(whole, dated):
        return [_trimmed(text, start + one.start, start + one.end, short=True) for one in dated]
    if full and (embedded := _embedded(text, start, end, full)):
        return embedded
    if (back := _IN_PARENTHESES.search(text, start, end)) and prose_words(whole) + back["said"].count(" ") > 1:
        return [_trimmed(text, back.start("author" if back["author"] else "back"), back.end("back"), short=True)]
    if inner := INNER_SIGNAL.search(text, start, end):
        rest = text[inner.end() : end]
        if cites(rest, signalled=True) and not cites(text[start : inner.start()]):
            return [_trimmed(text, inner.end(), end, short=is_short(rest))]
    if cites(whole, signalled=signalled):
        return [_trimmed(text, start, end, short=is_short(whole))]
    return [_trimmed(text, start + one.start, start + one.end, short=True) for one in dated]


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
    if alone:
        return []
    segments = [_trimmed(text, a, b) for a, b in found]
    for a, b in _gaps(found, start, end):
        segments += [
            _trimmed(text, a + one.start, a + one.end, short=True) for one in find_author_dates(text[a:b])
        ]
    return sorted(segments)


def _gaps(found: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(edge for one in found for edge in one), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _are_all(text: str, dated: list[AuthorDate]) -> bool:
    """Whether the author-date citations are all that a unit cites, and not words of one citation in full."""
    before, after = text[: dated[0].start], text[dated[-1].end :]
    if find_marks(text) or reads_as_names(before) or re.search(r"(?<!\w)[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][a-z]", before):
        return False
    if not re.search(r"\d", before + after) and re.match(r"[\s.;]*$|,?\s[a-zà-ÿ(]", after):
        return True
    return len(dated) > 1 or len(re.findall(r"\w+", after)) <= 2 or prose_words(before + " " + after) > 0


def _goes_on(text: str, before: Segment, found: Segment) -> bool:
    """Whether a unit that cites by itself is only the second half of the citation before it.

    Behind a full stop, "Smith, J." and "2001. Title. London: Verso." belong together.
    """
    between = text[before.end : found.start]
    if found.short or before.short or between.strip() or text[before.end - 1] == ";":
        return False
    return (
        read_marked(text[before.start : before.end]) is None
        and read_marked(text[before.start : found.end]) is not None
    )


def _is_remainder(text: str, unit: _Unit) -> bool:
    """Whether a unit that does not cite is the tail of the citation before it: a place, pages, a link."""
    body = text[unit.start : unit.end].strip(" ;.")
    if not body or prose_words(body) or text[: unit.start].rstrip().endswith(";"):
        return False
    words = body.split()
    if len(words) < 12 and (find_links(body) or are_places(body)):
        return True
    if len(words) <= 6 and is_organisation(body):
        return True
    if re.match(
        r"(?:[A-ZÀ-Þ][\w.-]+(?:[ ,/–-]+[A-ZÀ-Þ][\w.-]+)*: )?[A-ZÀ-Þ][^.]*,? (?:1[5-9]|20)\d\d[a-z]?$", body
    ):
        return len(words) < 12 and len(re.findall(r"(?<!\w)[a-zà-ÿ]{4,}", body)) <= 2
    return (
        len(words) <= 3
        and re.fullmatch(r"[A-ZÀ-Þ][\w/.-]+(?:\s[A-ZÀ-Þ][\w/.-]+){0,2}|(?:pp?\.|S\.)\s?\d+.*", body) is not None
    )
