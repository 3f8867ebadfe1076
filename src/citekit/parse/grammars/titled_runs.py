"""Works named in a sentence by their title and year: "as Dworkin argues in Law's Empire (1986) at 225".

The title is a run of words in capitals before the year in parentheses. It counts where its author stands just
before it, or where what follows (a command paper, a page) or its first word (Report) says that it is a work.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.law_style import PIN
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.organisations import is_organisation, is_title_case
from citekit.parse.tables import fold, numbered, words

_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'-]*|(?:1[5-9]|20)\d\d)"
_JOINING = r"(?:of|the|for|in|to|on|and|a|an|or|with|from|at|by|der|die|das|des|dem|den|zur|zum|und|im|von|für)"
_WORK_WORD = (
    r"(?:(?:First|Second|Third|Final|Interim|Annual)\s)?(?:Report|White\sPaper|Green\sPaper|Bericht|Rapport)\b"
)
_TITLE = (
    rf"(?:{_WORK_WORD}(?:\s(?:{_CAPITAL}|[a-z]+)){{0,18}}?|{_CAPITAL}(?:[:,]?\s(?:{_CAPITAL}|{_JOINING})){{0,18}}?)"
    rf"(?:\s{_CAPITAL})?\??"
)
_RUN = re.compile(
    rf"(?<![\w.’'-])(?P<title>{_TITLE})\s\((?:(?P<edition>\d+(?:st|nd|rd|th))\sedn?\.?,\s)?(?P<date>(?:1[5-9]|20)\d\d)"
    rf"(?:[;,]\s(?P<series>C(?:m|md|mnd)?\.?|[A-Z][\w. ]{{1,20}}?)\s(?P<volume>\d[\d/]*))?\){PIN}"
)
_AUTHOR = re.compile(
    r"(?<![\w.])(?P<author>(?:[A-Z]\.\s?)*[A-ZÀ-Þ][a-zà-ÿ][\w-]*(?:\s(?:and|und|&)\s(?:[A-Z]\.\s?)*[A-ZÀ-Þ][a-zà-ÿ][\w-]*)?)"
    r"(?P<own>[’']s?)?(?P<between>(?:\s[a-zà-ÿ]+){0,5})\s$"
)
_SAYS = re.compile(
    r"\s(?:argue[sd]?|write[s]?|wrote|claim(?:s|ed)|note[sd]|suggest(?:s|ed)|observe[sd]|show(?:s|ed)|put[s]?|describe[sd]|"
    r"maintain(?:s|ed)|discusse[sd]|develop(?:s|ed)|explain(?:s|ed)|said|says|states?|remark(?:s|ed)|point(?:s|ed)|in|zeigt|"
    r"schreibt|betont|beschreibt)\b"
)
_NO_AUTHOR = frozenset(
    """
    the this that these those in as for see on at by of from when while although since after before during a an he
    she it they we i his her their its both such some many most all der die das ein eine in im so wie lord lady sir
    parliament government court act report
    """.split()
)
_WORK = re.compile(_WORK_WORD)
_NO_WORK = re.compile(r"\b(?:Act|Bill|Treaty|Convention|Constitution|Code|Order|Agreement|Battle|War|Court|v)\b")


def find_titled(text: str, start: int, end: int) -> list[Labelling]:
    """Return the readings of the works so named in ``text[start:end]``, in order."""
    found = []
    for match in _RUN.finditer(text, start, end):
        reading = _reading(text, start, match)
        if reading is not None:
            found.append(reading)
    return found


def read_titled(text: str) -> Labelling | None:
    """Return the reading of ``text`` if it is one work so named, from its author or title to the page cited."""
    end = len(text.rstrip(" .;"))
    for one in find_titled(text, 0, len(text)):
        if one.fields[0].start == 0 and span_of(text, one)[1] >= end:
            return one
    return None


def span_of(text: str, reading: Labelling) -> tuple[int, int]:
    """Where the work is named: from its first field to its last, with the parenthesis that closes behind it."""
    end = max(one.end for one in reading.fields)
    closing = re.compile(r"\)").match(text, end)
    return reading.fields[0].start, closing.end() if closing else end


def _reading(text: str, start: int, match: re.Match[str]) -> Labelling | None:
    title_start = match.start("title")
    title_start += _sentence_opening(match["title"])
    title = text[title_start : match.end("title")]
    author = _AUTHOR.search(text[start:title_start])
    if author is not None and not _is_author(author):
        author = None
    capitals = re.findall(r"(?<![\w’'-])[A-ZÀ-Þ]", title)
    if len(capitals) < 2 or _NO_WORK.search(title) or fold(title) in words("places"):
        return None
    paged = match["pages"] and "," not in title and not re.search(r"[.,:’”]\s$|\bin\s$", text[start:title_start])
    if author is None and not (match["series"] or _WORK.match(title) or (paged and len(capitals) > 2)):
        return None
    body, comma, _ = title.rpartition(", ")
    named = bool(comma) and author is None and is_organisation(body) and is_title_case(body)
    fields = [Labelled("title", title_start + (len(body) + 2 if named else 0), match.end("title"))]
    if named:
        fields.insert(0, Labelled("author", title_start, title_start + len(body)))
    fields += [Labelled(name, *match.span(name)) for name in ("edition", "date", "volume") if match[name]]
    if match["series"]:
        fields.append(Labelled("note", *match.span("series")))
    if match["pages"]:
        fields.append(Labelled("locator", *match.span("pages")))
    if author is not None:
        fields.insert(0, Labelled("author", start + author.start("author"), start + author.end("author")))
    return Labelling(tuple(fields), confidence=GRAMMAR, form="book")


def _sentence_opening(title: str) -> int:
    """How many characters of a run are words that open the sentence or name the author: "In", "Weber’s"."""
    length = 0
    while match := re.match(r"(?:[A-ZÀ-Þ][\w-]*[’']s|As|In|See)\s", title[length:]):
        if len(re.findall(r"(?<![\w’'-])[A-ZÀ-Þ]", title[length + match.end() :])) < 2:
            break  # "Law’s Empire"
        length += match.end()
    return length


def _is_author(match: re.Match[str]) -> bool:
    first = re.split(r"\W+", match["author"])[0].lower()
    if first in _NO_AUTHOR or first in numbered("months") or lexicon_class(first) in ("t", "c", "p"):
        return False
    return bool(match["own"]) or _SAYS.search(match["between"] + " ") is not None
