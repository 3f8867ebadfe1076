"""Author-date citations inside running text: ``Steinbach 1979, S. 66 ff.``, ``Feest/Blankenburg, 1972``."""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.labeller import lexicon_class
from citekit.parse.tables import fold, numbered, words

_SURNAME = (
    r"(?:(?:van|von|de|di|del|della|der|den|le|la|De|Le|La|Van|Von|Mc|Mac)\s+)?"
    r"[A-ZÀ-ÞŁŚŻŠČ][^\W\d_]+(?:[-’'][A-ZÀ-Þ]?[^\W\d_]+)*"
)
_INITIALS = r"(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,3})?"
_NAMES = (
    rf"{_INITIALS}{_SURNAME}(?:(?:\s?/\s?|\s(?:und|and|et|e|y|&|u\.)\s|,\s(?!\d))(?:(?:und|and|"
    rf"&)\s)?{_INITIALS}{_SURNAME}){{0,6}}"
    r"(?:\s+(?:et\s+al\.?|u\.\s?a\.|and\s+others))?"
)
_LOCATOR = (
    r"(?:,|:)?\s*(?:(?:insbesondere|insb\.|bes\.|esp\.|especially|hier)\s+)?(?:(?:S\.|pp?\.|s\.|at|str\.)\s?\d+|"
    r"(?<=[:,]\s)\d{1,4}(?!\d)|(?<=:)\d{1,4}(?!\d))"
    r"(?:\s?[-–—]\s?\d+)?(?:\s?ff?\b\.?)?(?:(?:,|\s(?:und|"
    r"and))\s(?:S\.\s?)?\d+(?:\s?[-–—]\s?\d+)?(?:\s?ff?\b\.?)?)*(?:\s+Fn\.\s?\d+)?"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d(?:/\d\d)?[a-z]?)(?![\d\w-])\)?"
_CITATION = re.compile(rf"(?<![\w.])(?P<names>{_NAMES})(?:,?\s|\s?\(){_YEAR}(?P<locator>{_LOCATOR})?")
_NOT_A_SURNAME = frozenset(
    """
    in im am seit bis von nach vor um anno year jahr jahre jahren spring summer autumn fall winter frühjahr
    sommer herbst act gesetz the der die das and und january manuskript mitte ende anfang section article
    art no nr band vol aufl auflage chapter kapitel bei see vgl auch siehe for since during before after
    until by of from in on at conference congress olympics war constitution convention treaty agreement
    protocol directive regulation resolution law code bill report census
    """.split()
)
_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|tät|schaft|tion|tions|ismus|isms?|ment|ments|ness|ics|ology|recht|politik)$"
)
_TITLE_WORDS = frozenset("of for the in to on and a an or with des der die das zur zum im et la le les du".split())


class AuthorDate(NamedTuple):
    """Where an author-date citation stands."""

    start: int
    end: int


def find_author_dates(text: str) -> list[AuthorDate]:
    """Return the author-date citations in ``text``; places, months and common nouns before a year are none."""
    found = []
    for match in _CITATION.finditer(text):
        start = _first_name(text, match)
        if start is not None:
            open_at_end = "(" in match[0] and ")" not in match[0] and text[match.end() : match.end() + 1] == ")"
            found.append(AuthorDate(start, match.end() + open_at_end))
    return found


def _first_name(text: str, match: re.Match[str]) -> int | None:
    """Where the names begin once words that are none are left off their front; None where none remains."""
    names = match["names"]
    start = match.start()
    while True:
        first = re.match(r"[^\W\d_.]+", names)
        if first is None or not _cannot_be_surname(first[0]):
            break
        rest = re.match(r"[^\W\d_]+[,\s/]+(?:(?:und|and)\s)?(?=[A-ZÀ-Þ])", names)
        if rest is None:
            return None
        start += rest.end()
        names = names[rest.end() :]
    if re.search(r"[A-ZÀ-Þ][\w.]+:\s*$", text[:start]):
        return None  # "(Oxford: Clarendon, 2002)"
    alone = re.fullmatch(r"[^\W\d_]+", names)
    before = re.search(r"(\w+)\s+$", text[:start])
    if before and before[1].lower() == "in" and not match["locator"] and "(" not in match[0]:
        return None
    if alone and before and before[1].lower() in _TITLE_WORDS and lexicon_class(names.lower()) != "a":
        return None
    if holds_a_title(names):
        return None
    last = re.findall(r"[^\W\d_]+", re.sub(r"\s+(?:et\s+al\.?|u\.\s?a\.|and\s+others)$", "", names))[-1]
    return None if _cannot_be_surname(last) else start


def holds_a_title(names: str) -> bool:
    """Whether the later "names" are words of a title: "S. Roberts, Order and Dispute", "Habermas, Faktizität"."""
    items = re.split(r"\s?/\s?|,\s|\s(?:und|and|et|e|y|&|u\.)\s", names)
    initials = [re.match(r"[A-ZÀ-Þ]\.", item) is not None for item in items]
    if initials[0] and not all(initials):
        return True
    nouns = [item for item in items[1:] if _NOUN.search(item) or lexicon_class(item.lower()) in ("t", "c")]
    return bool(nouns) and "," in names


def _cannot_be_surname(word: str) -> bool:
    lower = word.lower()
    if lower in _NOT_A_SURNAME or lower in numbered("months") or fold(word) in words("places"):
        return True
    return lexicon_class(lower) in ("t", "c", "p", "l")
