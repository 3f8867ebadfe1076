"""Citations inside sentences: where in running prose a work is cited in full, and where its citation ends.

A citation begins with a person's name or a quoted title and ends with a year or the page cited; what the grammar
reads whole between such a beginning and such an end is one, and the words around it are commentary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from citekit.parse.fields import Labelling
from citekit.parse.grammars.law_style import PIN
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import read_marked
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.notes.evidence import prose_words
from citekit.parse.notes.named_authors import author_before, find_parenthesised, read_named_author
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.marks import Mark, find_marks
from citekit.parse.recognisers.signals import SIGNAL
from citekit.parse.recognisers.weblinks import find_links
from citekit.parse.tables import fold, periodicals

_INITIALS = r"(?:[A-ZÀ-Þ][a-z]?\.[\s-]?){1,4}"
_SURNAME = r"(?:(?:van|von|de|du|della|den|der|le|la|Van|Von|De|Le|La)\s){0,2}[A-ZÀ-Þ][\w’'-]+"
_BEGINNING = re.compile(
    rf"(?<![\w.’'-])(?:{_INITIALS}\s?{_SURNAME}|(?P<given>[A-ZÀ-Þ][a-zà-ÿ]+)(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?\s"
    rf"(?:[A-ZÀ-Þ]\.\s?)*{_SURNAME})(?=,\s|\s(?:and|und|et|e|y|&|et\sal\.)[\s,]|\s?/|:\s|\s[‘“«„\"*(]|\s[A-ZÀ-Þ])"
)
_INVERTED = re.compile(r"(?<![\w.’'-])[A-ZÀ-Þ][\w-]+,\s(?:[A-ZÀ-Þ]\.[\s-]?){1,3}(?=[:(]|,\s)")
_DATED = (
    r"(?:\[(?:1[6-9]|20)\d\d\]|\((?:[^()]|\([^()]*\))*?(?:1[4-9]|20)\d\d(?:[^()]|\([^()]*\))*\)|"
    r"\((?:forthcoming|in press)\)|"
    r"(?<![\d/-])(?:1[4-9]|20)\d\d(?![\d/]))"
)
_ENDING = re.compile(rf"{_DATED}(?P<pin>{PIN})")
_SURNAMES_AFTER = re.compile(
    r"(?<!\w)(?:bei|von|nach|durch|in|by|see|vgl\.|siehe)\s(?P<surnames>[A-ZÀ-Þ][^\W\d_]+(?:[-/][A-ZÀ-Þ][^\W\d_]+)*)"
    r"(?:,|\s\((?:Hrsg|Hgg?|eds?)\.?\)[,:])\s(?=[A-ZÀ-Þ])"
)
_MORE_PIN = re.compile(
    r"(?:,\s(?:\d+|\(\d+\))(?:\s?[-–]\s?\d+)?|\s\(\d+\))?(?:,?\s(?:pp?|S|Sp|Bl)\.\s?\d+(?:\s?[-–—]\s?\d+)?(?:\sff?\b\.?)?)?"
)
_REMARK = re.compile(r"(?<=[\d)\].”’])\s\((?P<words>[^()]*(?:\([^()]*\)[^()]*)*)\)[.,]?\s*$")
_LOWER_WORD = re.compile(
    r"(?<!\w)(?!(?:and|und|ed|eds|trans|hg|hrsg|dans|accessed|available|online|last)\b)[a-zà-ÿ]{3,}"
)
_CONTAINING = re.compile(
    r"(?:\b[Ii]n|\beds?\.|\bby|\btrans\.|\bHg\.|\bvon|\bdans|\ben|\bnella?):?\s(?:[^,;:()]{1,60}(?:\s(?:and|und|et|e|y|&)\s|\s?/\s?))?(?:[A-ZÀ-Þ][\w.-]*\s)?$"
)
_COMPLETE = re.compile(r"\([^()]*(?:1[5-9]|20)\d\d[^()]*\)[\s\d–-]*[,;.]\s(?=[a-z])")
_BEHIND_TITLE = re.compile(r",|\s?[(\[]|\.?\s+[Ii]n:?\s|(?<=[,.][”’\"])\s")
_HOLDS_YEAR = re.compile(r"\((?:1[4-9]|20)\d\d\)[\s,]+\w")
_PAPER = re.compile(r"\((?P<paper>[A-ZÀ-Þ][^(),;]{2,40}),\s(?P<rest>[^();]{6,60})\)")
_NAMES_AT_END = re.compile(
    r"(?<![\w.’'-])(?:[A-ZÀ-Þ][\w.’'-]*\s|(?:and|und|et|van|von|de|der|du|&)\s){1,7}[A-ZÀ-Þ][\w’'-]+,\s$"
)
_SERIES_BEFORE = re.compile(r"\b(?:coll(?:ection|ana|\.)|Reihe|s[ée]rie)\s$")
_LONGEST_NAMES = 200
_VERSUS = re.compile(r"\sv\.?\s(?=[A-ZÀ-Þ])")
_PARTY = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w.’'&-]*|\([A-Z][\w\s]*\)|of|the|and|for|de|&|ex|parte),?\s){0,10}(?:[A-ZÀ-Þ][\w.’'&-]*|\([A-Z][\w\s]*\))$"
)
_NO_PARTY = re.compile(
    r"(?:In|As|See|But|The|Cf\.?|Compare|Since|After|Following|Under|Per|And|of|the|and|for|de|ex|parte|,)\s"
)
_ASIDE = re.compile(r"\((?P<said>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_FULL = frozenset(("title", "container"))


class Embedded(NamedTuple):
    """Where a citation stands in its text."""

    start: int
    end: int


def holds_words(text: str) -> bool:
    """Tell whether ``text`` holds words in lower case that are no joining words and no part of a link."""
    for link in reversed(find_links(text)):
        text = text[: link.start] + text[link.end :]
    return _LOWER_WORD.search(text) is not None


def reads_whole(text: str) -> bool:
    """Tell whether the grammar reads all of ``text`` as one citation of a work."""
    return whole_reading(text) is not None


def whole_reading(text: str) -> Labelling | None:
    """Return the grammar's reading of ``text`` where it names a work and where that appeared, else None."""
    printed = text.rstrip(" ;")
    reading = read_legal(printed, in_note=True) or read_unmarked(printed)
    if reading is None and not prose_words(printed):
        reading = read_marked(printed)
    reading = reading or read_named_author(printed)
    if reading is None:
        return None
    if holds_year(printed, reading):
        return None
    found = {one.field for one in reading.fields}
    if reading.form in ("case", "statute"):
        return reading
    known = found & {"date", "container", "publisher", "place", "url"}
    return reading if found & _FULL and known and found & {"author", "editor", "date"} else None


def holds_year(text: str, reading: Labelling) -> bool:
    """Whether a field holds a year in parentheses and words behind it: it runs over the end of a citation."""
    return any(_HOLDS_YEAR.search(text, one.start, one.end) for one in reading.fields)


def without_remark(text: str, start: int, end: int) -> int:
    """Return where the citation ends behind which only a remark in parentheses stands: "(arguing that …)"."""
    while match := _REMARK.search(text[start:end]):
        words = match["words"].strip()
        judge = re.fullmatch(r"(?:Lord|Lady|Mr|Mrs)?\s?[A-ZÀ-Þ][\w’'-]+(?:\sof\s\w+)?,?\s(?:C|L|A)?JJ?", words)
        remark = judge or re.match(r"[a-zà-ÿ]", words) or len(re.findall(r"[^\W\d_]{2,}", words)) > 1
        if (
            not remark
            or re.search(r"\d", words)
            or find_dates(words)
            or re.match(r"(?:eds?|hrsg|hg)\b", words, re.I)
        ):
            break
        if re.match(r"(?:supra|above|n\b|note|wie|oben|o\.|fn)", words, re.I):
            break
        end = start + match.start()
    return end


def find_embedded(text: str, start: int, end: int) -> list[Embedded]:
    """Return the citations in full that stand in ``text[start:end]``, in order; none overlaps another."""
    found: list[Embedded] = []
    position = start
    endings = _endings(text, start, end)
    for begin in beginnings(text, start, end):
        if begin < position or _within_another(text[position:begin]):
            continue
        for stop in (one for one in reversed(endings) if begin + 12 < one <= begin + 600):
            printed = _with_comma(text[begin:stop])
            if printed.count("(") == printed.count(")") and reads_whole(printed):
                found.append(Embedded(begin, stop))
                position = stop
                break
    others = [
        *(Embedded(*one) for one in find_parenthesised(text, start, end)),
        *_newspapers(text, start, end),
        *_asides(text, start, end),
    ]
    for one in others:
        if not any(a < one.end and one.start < b for a, b in found):
            found.append(one)
    return sorted(found)


def beginnings(text: str, start: int, end: int) -> Iterator[int]:
    """Return where a citation may begin in ``text[start:end]``: at a person's name or a quoted title."""
    quoted = [
        _names_before(text, start, mark.start)
        for mark in find_marks(text)
        if mark.kind == "quoted" and start <= mark.start < end and _is_title(text, mark)
    ]
    names = []
    position = start
    while match := _BEGINNING.search(text, position, end):
        known = match["given"] is None or lexicon_class(match["given"].lower()) == "a"
        if known:
            names.append(match.start())
        position = match.end() if known else match.start() + 1
    surnames = [match.start("surnames") for match in _SURNAMES_AFTER.finditer(text, start, end)]
    inverted = [match.start() for match in _INVERTED.finditer(text, start, end)]
    return iter(sorted({*quoted, *names, *surnames, *inverted, *_cases(text, start, end)}))


def _cases(text: str, start: int, end: int) -> list[int]:
    """Where the first party of a case begins: "in Mabo v. Queensland (No. 2) (1992) 175 C.L.R. 1"."""
    found = []
    for versus in _VERSUS.finditer(text, start, end):
        party = _PARTY.search(text[: versus.start()], max(start, versus.start() - _LONGEST_NAMES))
        if party is not None:
            position = party.start()
            while word := _NO_PARTY.match(text, position, versus.start()):
                position = word.end()
            found.append(position)
    return found


def _names_before(text: str, start: int, mark: int) -> int:
    """Where the names begin that stand right before a quoted title; the title's mark where there are none."""
    first = max(start, mark - _LONGEST_NAMES)
    if first == start and reads_as_names(text[start:mark]):
        return start
    names = _NAMES_AT_END.search(text[first:mark])
    return first + names.start() if names and reads_as_names(names[0]) else author_before(text, start, mark)


def _is_title(text: str, mark: Mark) -> bool:
    """Whether the quoted words are a title: they begin like one, and what follows is a citation's."""
    if text[mark.inner_start].islower() or _SERIES_BEFORE.search(text, 0, mark.start):
        return False
    return _BEHIND_TITLE.match(text, mark.end) is not None


def _newspapers(text: str, start: int, end: int) -> list[Embedded]:
    """Newspapers of a day in parentheses: "(The Times, 26 January 1989)"."""
    found = []
    for match in _PAPER.finditer(text, start, end):
        dates = find_dates(match["rest"])
        known = periodicals().get(fold(match["paper"])) in ("newspaper", "magazine")
        if (
            known
            and len(dates) == 1
            and dates[0].start == 0
            and len(dates[0].date.parts[:1] and dates[0].date.parts[0]) == 3
        ):
            found.append(Embedded(match.start("paper"), match.end("rest")))
    return found


def _asides(text: str, start: int, end: int) -> list[Embedded]:
    """Cases, statutes and works that are all that parentheses hold: "(BVerfGE 34, 269 ff.)"."""
    found = []
    for match in _ASIDE.finditer(text, start, end):
        said = match["said"]
        if any(character.isdigit() for character in said) and len(said) > 8:
            signal = SIGNAL.match(said)
            begin = signal.end() if signal else 0
            if reads_whole(said[begin:]) or _is_judgment(said[begin:]):
                found.append(Embedded(match.start("said") + begin, match.end("said")))
    return found


def _is_judgment(text: str) -> bool:
    reading = read_legal(text, in_note=True)
    return reading is not None and reading.form in ("case", "statute", "document", "debate", "article")


def _endings(text: str, start: int, end: int) -> list[int]:
    endings: set[int] = set()
    for match in _ENDING.finditer(text, start, end):
        endings |= {match.end(), match.start("pin")}
        more = _MORE_PIN.match(text, match.end(), end)
        if more is not None and more[0]:
            endings.add(more.end())
        journal = re.compile(r"\s[^()\[\];]{5,110}?\d" + _TAIL).match(text, match.start("pin"), end)
        if journal is not None:
            endings.add(journal.end())
    return sorted(endings)


def _with_comma(text: str) -> str:
    """Supply the comma that a misprint leaves out: "E. Durkheim The Division of Labour (1933) 68"."""
    names = _NO_COMMA.match(text)
    return text if names is None else f"{names[0]},{text[names.end() :]}"


def read_without_comma(text: str) -> Labelling | None:
    """Return the fields of such a citation, by their places in ``text``; None for anything else."""
    names = _NO_COMMA.match(text)
    reading = None if names is None else read_legal(_with_comma(text), in_note=True)
    if names is None or reading is None:
        return None
    moved = [
        one if one.end <= names.end() else one._replace(start=one.start - 1, end=one.end - 1)
        for one in reading.fields
    ]
    return reading._replace(fields=tuple(moved))


_NO_COMMA = re.compile(
    rf"{_INITIALS}\s?(?:(?:van|von|de|du|la|Van|De|Le|La)\s)?[A-ZÀ-Þ][\w’'-]+(?=\s(?:The|A|An|On)\s|"
    r"\s[A-ZÀ-Þ][\w’'-]+\s(?:(?:of|and|in|the|for|to)\s|[A-ZÀ-Þ]))"
)
_TAIL = r"(?:\d|\s?[-–—]\s?\d)*(?:(?:,|,?\sat)\s(?:pp?\.\s?)?\d+(?:[-–—]\d+)?(?:\sand\s\d+)?)?(?![\d\w])"


def _within_another(lead: str) -> bool:
    """Whether the words before a beginning say that it is a part of a citation: its editor, its container."""
    lead = lead[max((one.end() for one in _COMPLETE.finditer(lead)), default=0) :]
    if re.match(r"[\s(]*[A-ZÀ-Þ]\.", lead) and not holds_words(lead):
        return True  # "W. R. Cornish and G. de N. Clark"
    if not _CONTAINING.search(lead):
        return False
    opening = re.match(r"[^,:(‘“«„\"*]{3,120}", lead.lstrip(" (,;"))
    named = opening is not None and reads_as_names(opening[0]) and len(opening[0]) < len(lead.strip()) - 4
    titled = any(not lead[mark.inner_start].islower() for mark in find_marks(lead))
    return titled or named
