"""A note cut into units: the stretches in which a citation may stand.

The note falls into units at semicolons and sentence ends outside quotations, italics and parentheses, and at the
words that join two citations ("quoted in", "sowie"). Works cited in parentheses behind a signal are units of their
own; units that only together read as one citation, since its title has a full stop, are joined again.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.grammars.unmarked_front import read_front
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.notes.embedded import beginnings
from citekit.parse.notes.evidence import prose_words
from citekit.parse.notes.lead_ins import after_lead_in
from citekit.parse.notes.quoted_words import read_partly_quoted
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import PAGES
from citekit.parse.recognisers.signals import SIGNAL
from citekit.parse.recognisers.weblinks import find_links


class Unit(NamedTuple):
    """A stretch ``text[start:end]`` of a note."""

    start: int
    end: int


_STOP = re.compile(
    r"(?<=[\d).])(?<![A-Za-z]{3}\.),?\s(?:sowie|und|and|et|e|y|as\swell\sas)\s(?=[A-ZÀ-Þ][\w’'-]+,\s[A-Z]\.|(?:[A-Z]\.\s?)+[A-ZÀ-Þ][\w’'-]+,\s|"
    r"[A-ZÀ-Þ][a-zà-ÿ]+\s(?:[A-ZÀ-Þ]\.\s)?[A-ZÀ-Þ][\w’'-]+,\s|[A-ZÀ-Þ][\w’'-]+,\s[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*\s\d)|"
    r",?\s(?=(?:overruled(?:\sin\spart)?|quoted|cited|reprinted|excerpted|abgedruckt|wiederabgedruckt|citing|quoting|zit(?:iert|\.)|cité|citato|"
    r"citado)\s(?:(?:in|from|by|nach|bei|par|dans|en|por|as)\s)?(?:[a-z]{1,3}\.\s)?[A-ZÀ-Þ“\"‘«*])|"
    r"(?<=[\d)]),?\swith\s(?=[A-ZÀ-Þ‘“*])|"
    r",(?<=[\df.],)(?<![A-Za-z]{3}\.,)\s(?=[Dd](?:ers|ies)\.,?\s[A-ZÀ-Þ„“])|"
    r"[.?!]+[”’\")\]]*(?=\s+(?:[A-ZÀ-Þ“\"‘«„*\[]|\((?!\d)|$)|\s*$)|[;]\s"
)
_ABBREVIATIONS = re.compile(
    r"\.\s(?!(?:Ibid|Id|Cf|Vgl|See|Op|Ebd|Loc|Ders|Dies|But|No|Nr)\.)[A-Z][A-Za-z]{0,5}\.\s(?=[A-Z\d])"
)  # "HARV. L. REV. 123"
_BACK_AT_END = re.compile(
    r"(?<!\w)(?:ibid|id|ebd|ebda|op\.\s?cit|loc\.\s?cit|art\.\s?cit|a\.\s?a\.\s?O|(?<=\d\s)ff?|(?<=\d)ff?)$",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(
    r"\s+(?!(?:S|Bl|Rn|Fn|Nr|Anm|Kap|Bd|Sp|Folder|Box|Vol|Art|Ziff|Tab|Abb)\b)[A-ZÀ-Þ][\w’'-]*[\s.,]"
)
_COMPARED = re.compile(r"(?:[Bb]ut\s)?(?:[Cc]ompare|[Cc]ontrast|[Cc]f\.)\s")
_ASIDE = re.compile(rf"\((?={SIGNAL.pattern})", re.IGNORECASE)
_YEAR_AND_VOLUME = re.compile(
    r"[(\[](?:1[6-9]|20)\d\d[)\]]\s(?:(?:\d{1,4}|[IVXLC]+)\s)?(?:[A-Z][A-Za-z&]*\.?\s?){1,4}$"
)
_TO_ITS_PAGE = re.compile(r"\.\s(?!Ibid|Id\b|See\b|Cf\b)[A-Z][A-Za-z.&’' ]{0,60}?\s\d+(?:[\s,.;:)–-]|$)")
_REPORTER = re.compile(r"\d\s(?:[A-Z][A-Za-z&]{0,5}\.?\s?){1,4}$")
_ORDINAL = re.compile(
    r"\W?\d{1,2}\.\s+(?:Aufl|Auflage|Bd|Band|Kap|Jg|Jahrhundert|Jh|Abschn|Wahlperiode|Sitzung|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|"
    r"Okt|Nov|Dez)"
)
_NO_STOP = re.compile(
    r"(?:^|[\s(/–-])(?:[^\W\d_]|[A-Z]\.[A-Z]|[A-Z]\.-?[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|vs?|cf|vgl|eds?|hrsg|hg|no|nos|edn|docs?|add|"
    r"nr|vol|"
    r"vols|pp?|bd|jg|art|ch|cap|fig|al|et al|jr|sr|gen|sen|rep|gov|e\.g|i\.e|z\.\s?B|u\.\s?a|d\.\s?h|inc|ltd|co|"
    r"corp|"
    r"bros|univ|dept|rev|l|j|q|ibid|id|op|cit|loc|trans|comp|repr|cfr|esp|insbes|bzw|tab|abb|kap|rz|rdnr|rdn|brit|amer|austl|can|harv|colum|cal|calif|mich|minn|wis|eur|int[’']?l|nat[’']?l|ass[’']?n|gov[’']?t|acad|proc|trans|phil|psych|psychol|crim|crimin|jur|leg|sch|dep[’']?t|approx|ca|s|ss|n|nn|fn|anm|aufl|ders|"
    r"dies|bes|"
    r"insb|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|para|paras|sec|rn|tz|abs|st|ff|int|am|comm|dev|"
    r"stud|tr|[brg]+gbl|ebda?|coll|th|chr|ph|jos|joh|wilh|friedr|wm|geo|gvbl|"
    r"soc|econ|pol|hist|law|ass|assoc|chap|tel|bull|adm|pub|cmnd|reg|regs|sched|ann|app|ct|cir|supp|hc|hl|wlr|"
    r"qb|a\.\s?a\.\s?O|o\.\s?c|l\.\s?c)$",
    re.IGNORECASE,
)


def find_units(text: str) -> list[Unit]:
    """Return the units of the body of a note, in order."""
    return _whole(text, _units(text))


def _units(text: str) -> list[Unit]:
    hidden = [(m.start, m.end) for m in find_marks(text)] + [(link.start, link.end) for link in find_links(text)]
    depth = _parenthesis_depths(text)
    units: list[Unit] = []
    start = 0
    for opening, closing in _asides(text, hidden, depth):
        units += _units_between(text, start, opening, hidden, depth)
        for index in range(opening, closing):
            depth[index] -= 1
        units += _units_between(text, opening + 1, closing, hidden, depth)
        start = closing + 1
    return units + _units_between(text, start, len(text), hidden, depth)


def _asides(text: str, hidden: list[tuple[int, int]], depth: list[int]) -> list[tuple[int, int]]:
    """Where several works are cited in parentheses, behind a signal: "(see Abel 1982; Auerbach 1983)"."""
    found: list[tuple[int, int]] = []
    for match in _ASIDE.finditer(text) if ";" in text else ():
        opening = match.start()
        inside = any(a <= opening < b for a, b in hidden) or depth[opening] != 1
        closing = next((at for at in range(opening, len(text)) if depth[at] == 0), None)
        if not inside and closing is not None and ";" in text[opening:closing]:
            found.append((opening, closing))
    return found


def _units_between(text: str, start: int, end: int, hidden: list[tuple[int, int]], depth: list[int]) -> list[Unit]:
    units = []
    for match in _STOP.finditer(text, start, end):
        position = match.start()
        inside = next((b for a, b in hidden if a < position < b), None)
        if inside is not None and (inside != match.end() or match[0][0] in "?!"):
            continue  # a title that ends in a question mark does not end its citation
        before = text[max(start - 1, position - 20, 0) : position]  # longer than any abbreviation
        abbreviated = match[0][0] == "." and _NO_STOP.search(before) is not None
        if abbreviated and _BACK_AT_END.search(before) and _NEW_SENTENCE.match(text, match.end()):
            abbreviated = False
        if depth[match.end() - 1] or abbreviated:
            continue
        if match[0] == "." and _in_periodical(text, start, position):
            continue
        if match[0] == "." and _ORDINAL.match(text, max(position - 2, start)):
            continue
        if match[0].strip(", ") == "with" and not _COMPARED.match(text, after_lead_in(text, start, start)):
            continue
        if match[0].startswith(";") and _within_names(text, start, position):
            continue
        joined = match[0].strip()[:1] not in (".", "?", "!", ";")  # "… 1981 sowie Raiser, T., …"
        units.append(Unit(start, match.start() if joined else match.end()))
        start = match.end()
    if text[start:end].strip():
        units.append(Unit(start, end))
    return units


def _in_periodical(text: str, start: int, stop: int) -> bool:
    """Whether a full stop abbreviates the name of a periodical: "89 HARV. L. REV. 1", "(1984) 35 Brit. J. of"."""
    before = text[start:stop]
    if _ABBREVIATIONS.match(text, stop) and _REPORTER.search(before):
        return True
    return _YEAR_AND_VOLUME.search(before) is not None and _TO_ITS_PAGE.match(text, stop) is not None


def _whole(text: str, units: list[Unit]) -> list[Unit]:
    """Join the units of one citation with a subtitle: "Karl Maier, Die Bahn. Eine Geschichte, Köln 1987"."""
    joined: list[Unit] = []
    index = 0
    while index < len(units):
        last = _last_of_one(text, units, index)
        joined.append(Unit(units[index].start, units[last].end))
        index = last + 1
    return joined


def _last_of_one(text: str, units: list[Unit], index: int) -> int:
    """Where the citation ends that begins in unit ``index`` and is whole only with those behind it."""
    end = units[index].end
    if index + 1 == len(units) or text[:end].rstrip().endswith(";"):
        return index
    behind = after_lead_in(text, units[index].start, end)
    names = [behind, *beginnings(text, behind, end)]
    start = next((one for one in names if read_front(text[one:end]) is not None), None)
    if start is None:
        return index
    first = text[start:end]
    if (
        prose_words(first) > 2
        or PAGES.search(first)
        or _reads(first)
        or read_legal(first.rstrip(" ;"), in_note=True)
    ):
        return index
    for last in range(index + 1, min(index + 4, len(units))):
        opening = text[after_lead_in(text, units[last].start, units[last].end) : units[last].end]
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
    left = text[after_lead_in(text, start, semicolon) : semicolon]
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
