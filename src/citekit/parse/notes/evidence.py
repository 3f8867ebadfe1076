"""Whether a stretch of a note cites: what in it speaks for a citation, and what for running prose."""

from __future__ import annotations

import re

from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import read_marked
from citekit.parse.grammars.short_titles import find_short_title
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.labelling.labeller import label
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.archives import ARCHIVAL, read_archival
from citekit.parse.recognisers.back_references import points_back
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.recognisers.numbering import BARE_RANGE, ISSUE, PAGES, PARAGRAPH, VOLUME
from citekit.parse.recognisers.weblinks import find_links
from citekit.parse.tables import fold, periodicals

_PROSE = frozenset(
    """
    is are was were be been being has have had does did do can could will would should may might must shall that
    this these those which who whom whose it its they them their he she his her we our us you there here not no nor
    however therefore thus because although though while whereas since if when where also only even such some any
    most many more than then so but as became become made make makes argued argues shows show seems suggests says
    said noted notes discussed refers ist sind war waren wird werden wurde wurden hat haben hatte kann können soll
    sollte muß muss nicht auch sich dass daß dieser diese dieses er sie es wir ihr man nur noch aber jedoch wenn
    weil est sont était étaient ont pas ne ce cette ces il elle ils elles qui que nous mais è sono era erano ha
    hanno non che questo questa es son era fue han no esto esta estos pero jest są był była nie który która hebt
    zeigt berichtet entwickle erscheint handelt hatten konnte konnten sollte sollten mußte musste mussten gab gaben
    beträgt betrug gilt galt galten ließ ließen trat traten führt führte blieb blieben danke dankt verdanke waren
    wäre würde würden lautet bezeichnet spricht
    """.split()
)
_NO_NAME = frozenset(
    "zum zur zu beim laut für über mit ohne gegen durch unter zwischen während seit bis aus on for between among "
    "through about within without against sur pour avec entre sobre para con".split()
)
_EARLIER_NOTE = re.compile(  # "n 1 above, 291"; without a page it sends the reader to the note's words
    r"(?:n|nn|note|fn|Fn|Anm)\.?\s\d+(?:\s(?:above|supra|oben))?,\s(?:at\s)?(?:pp?\.?\s|S\.\s|paras?\.?\s)?\d",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(  # a provision; another part of the same paper: "see Appendix 1", "the text at n. 5"
    r"(?:the\s|die\s|das\s)?(?:[Tt]ext|discussion|Nachweise|Angaben|Literatur|Ausführungen|Text)\s(?:accompanying|at|to|in|bei|zu)\s"
    r"(?:nn?|notes?|fn|Anm|Fn|Fußn)\b|(?:nn?|notes?|fn|Anm|Fn)\.?\s\d+(?:[-–]\d+)?(?:\s(?:above|below|supra|infra|oben|unten))?[.;]?$|"
    r"(?:§§?|Art\.|Artikel)\s?\d|(?:Appendix|Section|Part|Chapter|Table|Figure|Anhang|Abschnitt|Kapitel|Teil|Tabelle|Abbildung|Anlage)\s"
    r"(?:\d+|[IVX]+|[A-Z])\b"
)
_SAME_AUTHOR = re.compile(  # "ders., Recht, Staat, Freiheit, Frankfurt/M. 1991"
    r"(?:[Dd](?:ers|ies)|[Ii]d|[Ii]dem)\.?,\s[A-ZÀ-Þ„“‘«][^;]{4,}(?:1[5-9]|20)\d\d\)?(?:,\s(?:S\.|pp?\.)[^;]*)?[.\s]*$"
)
_WITH_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][^\d,:;()“„«‘\"]{1,60}(?=,\s)")
_LOCATOR_END = re.compile(
    r"(?:,\s*|\s+)(?:(?:pp?\.|S\.|at|para\.?)\s*)?\b(?!(?:1[5-9]|"
    r"20)\d\d\b)[\divxl]+(?:\s?[-–—]\s?\d+)?(?:\s?ff?\.)?\s*[.;]?\s*$"
)


def cites(text: str, *, signalled: bool = False) -> bool:
    """Tell whether ``text`` is a citation; ``signalled``: words like "see" stand before it."""
    body = text.strip()
    if len(body) < 3:
        return False
    if points_back(body) and not _ELSEWHERE.match(body):
        return prose_words(body) < 4
    if _EARLIER_NOTE.match(body):
        return True
    if _ELSEWHERE.match(body):
        return read_legal(body.rstrip(" ;"), in_note=True) is not None
    if short_title_and_locator(body):
        return True
    if names_and_locator(body):
        return signalled or re.search(r"\d\s*[.;]?$", body) is not None
    if read_legal(body.rstrip(" ;"), in_note=True) is not None:
        return True
    if read_unmarked(body.rstrip(" ;")) is not None or read_archival(body) is not None:
        return True
    if _in_newspaper(body) or _SAME_AUTHOR.match(body):
        return True
    labelling = read_marked(body.rstrip(" ;"))
    if labelling is not None:
        fields = {one.field for one in labelling.fields}
        return bool(fields & {"author", "date", "container", "publisher", "url", "editor"})
    score, limit = _evidence(body) + signalled, 2 if signalled else 1
    if score >= 3 and prose_words(body) <= limit:
        return _opens_well(body, signalled=signalled)
    return score >= 2 and _labelled_whole(body)


def is_short(text: str) -> bool:
    """Tell whether ``text`` can only point back: back-reference words, or names and a locator alone."""
    return (
        points_back(text)
        or _EARLIER_NOTE.match(text.strip()) is not None
        or names_and_locator(text)
        or short_title_and_locator(text.strip())
    )


def short_title_and_locator(text: str) -> bool:
    """Tell whether ``text`` is surnames, a short title and the page cited, and nothing else."""
    locator = _LOCATOR_END.search(text)
    if locator is None or locator.start() == 0 or prose_words(text) > 1:
        return False
    return find_short_title(text, locator.start()) is not None


def names_and_locator(text: str) -> bool:
    """Tell whether ``text`` is names, perhaps with a page: all that a short form may print."""
    names = _LOCATOR_END.sub("", text)
    return (
        re.search(r"[^\W\d_]{2}", names) is not None and not re.search(r"[\d=<>]", names) and reads_as_names(names)
    )


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


def _in_newspaper(body: str) -> bool:
    """Whether ``body`` is a newspaper and a day: "Washington Post, May 5, 1970"."""
    paper = body.split(",")[0].strip(" *")
    if periodicals().get(fold(paper)) not in ("newspaper", "magazine"):
        return False
    dates = [date for date in find_dates(body) if date.date.parts and len(date.date.parts[0]) == 3]
    return (
        len(dates) == 1 and not re.search(r"\w", body[body.index(",") : dates[0].start]) if "," in body else False
    )


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
    if _names_at_front(body):
        score += 2
    if ARCHIVAL.search(body):
        score += 1
    if re.search(
        r"\((?:[^()]*[:,]\s*)?(?:1[5-9]|20)\d\d[a-z]?\)|[A-ZÀ-Þ][\w.-]+: [A-ZÀ-Þ][^,:;]+, (?:1[5-9]|20)\d\d", body
    ):
        score += 1
    return score


def _names_at_front(body: str) -> bool:
    initials = _WITH_INITIALS.match(body)
    if initials is not None and reads_as_names(initials[0].replace(" u. ", " und ")):
        return True
    front = re.match(r"[^\d(“\"‘«„*:]{3,200}?(?=,?\s*[(“\"‘«„*:]|,?\s+\d|,\s+[^,]*$|\.\s)", body)
    if front is None or front[0].split()[0].lower() in _NO_NAME or "=" in front[0]:
        return False
    return reads_as_names(front[0])


def _opens_well(body: str, *, signalled: bool) -> bool:
    """A citation opens with names, a marked title or a capital; a sentence with words in lower case soon after."""
    printed = body[:160]
    for link in reversed(find_links(printed)):
        printed = printed[: link.start] + printed[link.end :]
    opening = re.findall(r"[^\W\d_]+", _outside_marks(printed))[:8]
    lower = sum(1 for word in opening if word[0].islower() and len(word) > 3)
    return lower <= (4 if signalled or _names_at_front(body) else 3)


def _labelled_whole(body: str) -> bool:
    """Whether the labeller finds author, title and more, and little else: an unmarked citation in full."""
    labelling = label(body)
    found = {one.field for one in labelling.fields}
    if not {"author", "title"} <= found or not found & {"date", "pages", "container", "publisher", "url"}:
        return False
    authors, titles = labelling.spans("author"), labelling.spans("title")
    if authors[0][0] > 3 or not reads_as_names(body[authors[0][0] : authors[0][1]]):
        return False
    covered = sum(one.end - one.start for one in labelling.fields)
    title = body[titles[0][0] : titles[0][1]]
    return covered * 10 >= len(body) * 7 and prose_words(title) <= 1 and len(title) < 250
