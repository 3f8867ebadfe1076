"""A note cut into citations and commentary.

The note falls into units at semicolons and sentence ends outside quotations, italics and parentheses. A unit
that cites (see ``evidence``) is a citation, without the signal ("see also") or the clause before it; in a unit
of prose, author-date citations stand out by themselves. What belongs to no citation is commentary.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.author_date import AuthorDate, find_author_dates
from citekit.parse.evidence import cites, is_short, prose_words
from citekit.parse.grammar import are_places, read_marked
from citekit.parse.interviews import read_interview, read_letter
from citekit.parse.labeller import lexicon_class
from citekit.parse.legal import read_legal
from citekit.parse.marks import find_marks
from citekit.parse.name_forms import reads_as_names
from citekit.parse.numbering import PAGES
from citekit.parse.organisations import is_organisation
from citekit.parse.signals import INNER_SIGNAL, SIGNAL
from citekit.parse.unmarked import read_unmarked
from citekit.parse.unmarked_front import read_front
from citekit.parse.weblinks import find_links


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
    r"(?<=\d)\s(?:sowie|und|and|as\swell\sas)\s(?=[A-ZÀ-Þ][\w’'-]+,\s[A-Z]\.|(?:[A-Z]\.\s?)+[A-ZÀ-Þ][\w’'-]+,\s)|"
    r"[.?!]+[”’\")\]]*(?=\s+(?:[A-ZÀ-Þ“\"‘«„*\[]|\((?!\d)|$)|\s*$)|[;]\s"
)
_ABBREVIATIONS = re.compile(
    r"\.\s(?!(?:Ibid|Id|Cf|Vgl|See|Op|Ebd|Loc|Ders|Dies|But|No|Nr)\.)[A-Z][A-Za-z]{0,5}\.\s(?=[A-Z\d])"
)  # "HARV. L. REV. 123"
_REPORTER = re.compile(r"\d\s(?:[A-Z][A-Za-z&]{0,5}\.?\s?){1,4}$")
_ORDINAL = re.compile(
    r"\W?\d{1,2}\.\s+(?:Aufl|Auflage|Bd|Band|Kap|Jg|Jahrhundert|Jh|Abschn|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|"
    r"Okt|Nov|Dez)"
)
_NO_STOP = re.compile(
    r"(?:^|[\s(/–-])(?:[^\W\d_]|[A-Z]\.[A-Z]|[A-Z]\.-?[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs?|cf|vgl|eds?|hrsg|hg|no|nos|"
    r"nr|vol|"
    r"vols|pp?|bd|jg|art|ch|cap|fig|al|et al|jr|sr|gen|sen|rep|gov|e\.g|i\.e|z\.\s?B|u\.\s?a|d\.\s?h|inc|ltd|co|"
    r"corp|"
    r"bros|univ|dept|rev|l|j|q|ibid|id|op|cit|loc|trans|comp|repr|cfr|esp|approx|ca|s|ss|n|nn|fn|anm|aufl|ders|"
    r"dies|bes|"
    r"insb|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|para|paras|sec|rn|tz|abs|st|ff|int|am|comm|dev|"
    r"stud|"
    r"soc|econ|pol|hist|law|ass|assoc|chap|tel|bull|adm|pub|cmnd|reg|regs|sched|ann|app|ct|cir|supp|hc|hl|wlr|"
    r"qb)$",
    re.IGNORECASE,
)


def segment(text: str) -> list[Segment]:
    """Return the citations in the body of a note, in order; none for a note that cites nothing."""
    if read_interview(text) is not None or read_letter(text) is not None:
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
        if depth[match.end() - 1] or (match[0][0] == "." and _NO_STOP.search(text[max(start - 1, 0) : position])):
            continue
        if match[0] == "." and _ABBREVIATIONS.match(text, position) and _REPORTER.search(text[start:position]):
            continue
        if match[0] == "." and _ORDINAL.match(text, max(position - 2, start)):
            continue
        if match[0].startswith(";") and _within_names(text, start, position):
            continue
        joined = match[0].strip().isalpha()  # "… 1981 sowie Raiser, T., …"
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
    start = _after_signal(text, units[index].start, units[index].end)
    first = text[start : units[index].end]
    if index + 1 == len(units) or first.rstrip().endswith(";") or prose_words(first) > 2:
        return index
    if read_front(first) is None or PAGES.search(first) or read_unmarked(first) is not None:
        return index
    for last in range(index + 1, min(index + 4, len(units))):
        opening = text[_after_signal(text, units[last].start, units[last].end) : units[last].end]
        if _opens_with_known_name(opening) and read_unmarked(opening.rstrip(" ;")) is not None:
            break  # another citation
        if read_unmarked(text[start : units[last].end].rstrip(" ;")) is not None:
            return last
        if opening.rstrip().endswith(";"):
            break
    return index


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
    while start < end and text[start] in " \n\t;,–—(":
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
    """The citations in one unit, without the signal or the clause before them."""
    start = _after_signal(text, unit.start, unit.end)
    signalled = start > unit.start + 1 and SIGNAL.search(text, unit.start, start) is not None
    whole = text[start : unit.end].rstrip(" ;")
    if read_legal(whole) is not None or read_unmarked(whole) is not None:
        return [_trimmed(text, start, unit.end)]
    dated = find_author_dates(text[start : unit.end])
    if dated and _are_all(text[start : unit.end], dated):
        return [_trimmed(text, start + one.start, start + one.end, short=True) for one in dated]
    if inner := INNER_SIGNAL.search(text, start, unit.end):
        rest = text[inner.end() : unit.end]
        if cites(rest, signalled=True) and not cites(text[start : inner.start()]):
            return [_trimmed(text, inner.end(), unit.end, short=is_short(rest))]
    if cites(text[start : unit.end], signalled=signalled):
        return [_trimmed(text, start, unit.end, short=is_short(text[start : unit.end]))]
    return [_trimmed(text, start + one.start, start + one.end, short=True) for one in dated]


def _are_all(text: str, dated: list[AuthorDate]) -> bool:
    """Whether the author-date citations are all that a unit cites, and not words of one citation in full."""
    before, after = text[: dated[0].start], text[dated[-1].end :]
    if find_marks(text) or reads_as_names(before) or re.search(r"(?<!\w)[A-ZÀ-Þ]\.\s?[A-ZÀ-Þ][a-z]", before):
        return False
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
        return len(words) < 12
    return (
        len(words) <= 3
        and re.fullmatch(r"[A-ZÀ-Þ][\w/.-]+(?:\s[A-ZÀ-Þ][\w/.-]+){0,2}|(?:pp?\.|S\.)\s?\d+.*", body) is not None
    )
