"""A note cut into citations and commentary.

The note falls into units at semicolons and sentence ends outside quotations, italics and parentheses. A unit
cites if the grammar reads it, or if it opens with names or a title and shows a date, pages, a link or the words
of a back-reference, and does not talk in whole sentences. What belongs to no citation is commentary.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.back_references import points_back
from citekit.parse.dates import find_dates
from citekit.parse.grammar import read_marked
from citekit.parse.interviews import read_interview
from citekit.parse.marks import find_marks
from citekit.parse.name_forms import reads_as_names
from citekit.parse.numbering import BARE_RANGE, ISSUE, PAGES, PARAGRAPH, VOLUME
from citekit.parse.weblinks import find_links


class Segment(NamedTuple):
    """A citation within a note: ``text[start:end]``; ``short`` where only names and a locator are printed."""

    start: int
    end: int
    short: bool = False


class _Unit(NamedTuple):
    start: int
    end: int
    separator: str


_SIGNAL_WORDS = (
    r"see,?(?:\s+(?:also|generally|especially|esp\.|further|in particular|for example|for instance|e\.g\.|inter alia))*|"
    r"but\s+see|see\s+eg|cf\.?|compare|contrast|accord|contra|e\.g\.,?|for\s+(?:example|instance),?|i\.e\.|also|"
    r"vgl\.?(?:\s+(?:auch|etwa|dazu|hierzu|nur|z\.\s?B\.|u\.\s?a\.|insbes\.|ferner|zum\s+Ganzen))*:?|siehe(?:\s+(?:auch|dazu|hierzu|etwa|oben))*|"
    r"s\.\s+(?:auch|dazu|hierzu|etwa)|so\s+(?:auch|etwa|z\.\s?B\.)|dazu|hierzu|ähnlich|ebenso|etwa|ausführlich(?:er)?|anders|"
    r"voir(?:\s+(?:aussi|notamment|par exemple))*|v\.\s+aussi|vedi(?:\s+anche)?|si\s+vedano?(?:\s+anche)?|cfr\.?(?:\s+anche)?|"
    r"véase(?:\s+también)?|véanse|ver|zob\.(?:\s+też)?|por\.|zie(?:\s+ook)?|"
    r"with\s+reference\s+to|quoted\s+(?:in|from|by)|cited\s+(?:in|by)|zit(?:iert)?\.?\s+nach|nach|cité\s+(?:par|dans)|citato\s+in|"
    r"reprinted\s+in|on\s+this,?\s+see|for\s+[^.;]{3,80},\s+see(?:\s+also)?"
)
SIGNAL = re.compile(rf"(?:(?:{_SIGNAL_WORDS})(?:\s*:|,)?\s+)+", re.IGNORECASE)
_INNER_SIGNAL = re.compile(
    r"(?:,|\bbut|–|—|\()\s*(?:see(?:\s+also)?|cf\.|vgl\.(?:\s+auch)?|siehe(?:\s+auch)?|voir|cfr\.)\s*:?\s+(?=[A-ZÀ-Þ“\"‘«*])"
)
_PROSE = frozenset(
    """
    is are was were be been being has have had does did do can could will would should may might must shall that
    this these those which who whom whose it its they them their he she his her we our us you there here not no nor
    however therefore thus because although though while whereas since if when where also only even such some any
    most many more than then so but as became become made make makes argued argues shows show seems suggests says
    said noted notes discussed refers ist sind war waren wird werden wurde wurden hat haben hatte kann können soll
    sollte muß muss nicht auch sich dass daß dieser diese dieses er sie es wir ihr man nur noch aber jedoch wenn weil
    est sont était étaient ont pas ne ce cette ces il elle ils elles qui que nous mais è sono era erano ha hanno non
    che questo questa es son era fue han no esto esta estos pero jest są był była nie który która
    """.split()
)
_STOP = re.compile(r"[.?!]+[”’\")\]]*(?=\s+(?:[A-ZÀ-Þ“\"‘«„*\[(]|$)|\s*$)|[;]\s")
_NO_STOP = re.compile(
    r"(?:^|[\s(–-])(?:[^\W\d_]|[A-Z]\.[A-Z]|[A-Z]\.-?[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs?|cf|vgl|eds?|hrsg|hg|no|nos|nr|vol|vols|pp?|bd|jg|art|ch|cap|"
    r"fig|al|et al|jr|sr|gen|sen|rep|gov|e\.g|i\.e|z\.\s?B|u\.\s?a|d\.\s?h|inc|ltd|co|corp|bros|univ|dept|rev|l|j|q|ibid|id|op|cit|"
    r"loc|trans|comp|repr|cfr|esp|approx|ca|s|ss|n|nn|fn|anm|aufl|ders|dies|bes|insb|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|"
    r"para|paras|sec|rn|tz|abs|st|ff|int|am|comm|dev|stud|soc|econ|pol|hist|law|ass|assoc|chap|tel|bull|adm|pub)$",
    re.IGNORECASE,
)


def segment(text: str) -> list[Segment]:
    """Return the citations in the body of a note, in order; none for a note that cites nothing."""
    if read_interview(text) is not None:
        start = _after_signal(text, 0, len(text))
        return [_trimmed(text, start, len(text))]
    citations: list[Segment] = []
    open_end: int | None = None  # a citation that the next unit may go on with
    for unit in _units(text):
        found = _citation_in(text, unit)
        if found is not None:
            continues = open_end is not None and citations and _goes_on(text, citations[-1], found, unit)
            if continues:
                citations[-1] = citations[-1]._replace(end=found.end)
            else:
                citations.append(found)
            open_end = found.end
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
        if depth[position] or (match[0].startswith(".") and _NO_STOP.search(text, start, position)):
            continue
        units.append(_Unit(start, match.end(), match[0].strip()))
        start = match.end()
    if text[start:].strip():
        units.append(_Unit(start, len(text), ""))
    return units


def _parenthesis_depths(text: str) -> list[int]:
    depths, depth = [], 0
    for character in text:
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        depths.append(depth)
    return depths


def _after_signal(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \n\t;,–—(":
        start += 1
    match = SIGNAL.match(text, start, end)
    return match.end() if match else start


def _trimmed(text: str, start: int, end: int, *, short: bool = False) -> Segment:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1] in " \n\t;":
        end -= 1
    return Segment(start, end, short)


def _citation_in(text: str, unit: _Unit) -> Segment | None:
    """The citation in one unit, without the signal or the clause before it."""
    start = _after_signal(text, unit.start, unit.end)
    signalled = start > unit.start + 1 and SIGNAL.search(text, unit.start, start) is not None
    if cites(text[start : unit.end], signalled=signalled):
        short = is_short(text[start : unit.end])
        return _trimmed(text, start, unit.end, short=short)
    if inner := _INNER_SIGNAL.search(text, start, unit.end):
        rest = text[inner.end() : unit.end]
        if cites(rest, signalled=True):
            return _trimmed(text, inner.end(), unit.end, short=is_short(rest))
    return None


def is_short(text: str) -> bool:
    """Tell whether ``text`` can only point back: back-reference words, or names and a locator alone."""
    return points_back(text) or _names_and_locator(text)


def _names_and_locator(text: str) -> bool:
    names = re.sub(
        r"(?:,\s*|\s+)(?:(?:pp?\.|S\.|at|para\.?)\s*)?\b[\divxl]+(?:\s?[-–—]\s?\d+)?(?:\s?ff?\.)?\s*[.;]?\s*$",
        "",
        text,
    )
    return names.strip(" .;") != "" and not re.search(r"\d", names) and reads_as_names(names)


def cites(text: str, *, signalled: bool = False) -> bool:
    """Tell whether ``text`` is a citation; ``signalled``: words like "see" stand before it."""
    body = text.strip()
    if len(body) < 3:
        return False
    if points_back(body):
        return prose_words(body) < 4
    if _names_and_locator(body):
        return signalled or re.search(r"\d\s*[.;]?$", body) is not None
    labelling = read_marked(body.rstrip(" ;"))
    if labelling is not None:
        fields = {one.field for one in labelling.fields}
        return bool(fields & {"author", "date", "container", "publisher", "url", "editor"})
    return _evidence(body) + signalled >= 3 and prose_words(body) <= (2 if signalled else 1)


def prose_words(text: str) -> int:
    """Count the words of running prose (verbs, pronouns) outside quotations and italics."""
    outside = _outside_marks(text)
    return sum(1 for word in re.findall(r"(?<![\w’'-])[a-zà-ÿ]+(?![\w’'-])", outside) if word in _PROSE)


def _outside_marks(text: str) -> str:
    parts, position = [], 0
    for mark in find_marks(text):
        parts.append(text[position : mark.start])
        position = mark.end
    return " ".join([*parts, text[position:]])


def _evidence(body: str) -> int:
    """How much in ``body`` speaks for a citation."""
    score = 0
    if any(date.date.parts for date in find_dates(body)):
        score += 1
    if PAGES.search(body) or BARE_RANGE.search(body) or re.search(r"\d+[.;]?$", body):
        score += 1
    if VOLUME.search(body) or ISSUE.search(body) or PARAGRAPH.search(body):
        score += 1
    if find_links(body):
        score += 2
    if find_marks(body):
        score += 1
    front = re.match(r"[^\d(“\"‘«„*:]{3,200}?(?=,?\s*[(“\"‘«„*:]|,?\s+\d|,\s+[^,]*$|\.\s)", body)
    if front and reads_as_names(front[0]):
        score += 2
    if re.search(
        r"\((?:[^()]*[:,]\s*)?(?:1[5-9]|20)\d\d[a-z]?\)|[A-ZÀ-Þ][\w.-]+: [A-ZÀ-Þ][^,:;]+, (?:1[5-9]|20)\d\d", body
    ):
        score += 1
    return score


def _goes_on(text: str, before: Segment, found: Segment, unit: _Unit) -> bool:
    """Whether a unit that cites by itself is only the second half of the citation before it.

    Behind a full stop, "Smith, J." and "2001. Title. London: Verso." belong together.
    """
    joined = text[before.start : found.end]
    between = text[before.end : found.start]
    if ";" in between or text[before.end - 1 : before.end] == ";" or found.start != _skip_space(text, before.end):
        return False
    if found.short or before.short:
        return False
    return read_marked(text[before.start : before.end]) is None and read_marked(joined) is not None


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_remainder(text: str, unit: _Unit) -> bool:
    """Whether a unit that does not cite by itself is the tail of the citation before it: a place, pages, a link."""
    body = text[unit.start : unit.end].strip(" ;.")
    if not body or prose_words(body):
        return False
    if text[: unit.start].rstrip().endswith(";"):
        return False
    words = body.split()
    links = find_links(body)
    if links and len(words) < 12:
        return True
    if re.match(
        r"(?:[A-ZÀ-Þ][\w.-]+(?:[ ,/–-]+[A-ZÀ-Þ][\w.-]+)*: )?[A-ZÀ-Þ][^.]*,? (?:1[5-9]|20)\d\d[a-z]?$", body
    ):
        return len(words) < 12
    return (
        len(words) <= 3
        and re.fullmatch(r"[A-ZÀ-Þ][\w/.-]+(?:\s[A-ZÀ-Þ][\w/.-]+){0,2}|(?:pp?\.|S\.)\s?\d+.*", body) is not None
    )
