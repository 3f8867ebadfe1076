"""Author-date citations inside running text: ``Steinbach 1979, S. 66 ff.``, ``Feest/Blankenburg, 1972``."""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.grammars.marked import are_places
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.organisations import is_organisation
from citekit.parse.tables import fold, numbered, words

_SURNAME = (
    r"(?:(?:van|von|de|di|del|della|der|den|le|la|De|Le|La|Van|Von|Mc|Mac)\s+)?"
    r"[A-ZÀ-ÞŁŚŻŠČ][^\W\d_]+(?:[-’'][A-ZÀ-Þ]?[^\W\d_]+)*"
)
_INITIALS = r"(?:(?:[A-ZÀ-Þ]\.[\s-]?){1,3})?"
_NAMES = (
    rf"(?:[Dd](?:ers|ies)\.|{_INITIALS}{_SURNAME}(?:(?:\s?/\s?|\s(?:und|and|et|e|y|&|u\.)\s|,\s(?!\d))(?:(?:und|and|"
    rf"&)\s)?{_INITIALS}{_SURNAME}){{0,6}}"
    r"(?:\s+(?:et\s+al\.?|u\.\s?a\.|and\s+others))?(?:\s\((?:Hrsg|Hgg?|eds?)\.?\))?)"
)
_LOCATOR = (
    r"(?:,?\s§§?\s?\d+[a-z]?(?:,?\s(?:Rdnr|Rdn|Rn|Rz)\.\s?\d+)?(?=[\s.;]*$)|"
    r"(?:,|:)?\s*(?:(?:insbesondere|insbes\.|insb\.|bes\.|esp\.|especially|hier|vor\sallem|v\.\s?a\.)\s+)?(?:(?:S\.|pp?\.|s\.|at|str\.)\s?\d+|"
    r"(?<=[:,]\s)(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?!\d)|(?<=\d\)\s)(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?!\d|\s[A-Z])|(?<=:)\d{1,4}(?!\d))"
    r"(?:\s?[-–—]\s?\d+)?(?:\s?ff?\b\.?)?(?:(?:,|\s(?:und|"
    r"and))\s(?:S\.\s?)?\d+(?:\s?[-–—]\s?\d+)?(?:\s?ff?\b\.?)?)*(?:\s+Fn\.\s?\d+)?)"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d(?:[/–-]\d\d(?!\d))?[a-z]?)(?![\d\w-])\)?"
_FIRST_PRINTED = (
    r"(?:\s[(\[](?:(?:zuerst|zuerst\serschienen|original|orig\.|first\spublished|first)\s)?"
    r"(?:1[5-9]|20)\d\d[)\]])?(?:\s\((?:o\.\s)?(?:Fn|Anm)\.\s?\d+\))?"
)
_TABLE = r"(?:,\s(?:Tabelle|Tab\.|Schaubild|Abb\.|[Tt]able)\s?\d+[a-z]?(?=,\s(?:S\.|pp?\.)))?"
_CITATION = re.compile(
    rf"(?<![\w.])(?P<names>{_NAMES})(?:,?\s|\s?\(){_YEAR}{_FIRST_PRINTED}{_TABLE}(?P<locator>{_LOCATOR})?"
)
_FURTHER_YEAR = re.compile(rf"(?:[,;]|\s(?:und|and|sowie))\s{_YEAR}(?P<locator>{_LOCATOR})?")
_NOT_A_SURNAME = frozenset(
    """
    in im am seit bis von nach vor um anno year jahr jahre jahren spring summer autumn fall winter frühjahr
    sommer herbst act gesetz the der die das and und january manuskript mitte ende anfang section article
    art no nr band vol aufl auflage chapter kapitel bei see vgl auch siehe for since during before after
    until by of from in on at conference congress olympics war constitution convention treaty agreement
    protocol directive regulation resolution law code bill report census
    """.split()
)
_ARTICLE = re.compile(r"(?<!\w)(?:die|der|das|den|dem|des|the|ein|eine|einer|einem)\s$", re.IGNORECASE)
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
            found += _further_years(text, found[-1].end)
    return found


def _further_years(text: str, position: int) -> list[AuthorDate]:
    """More works of the same authors: the "1980" of "Blankenburg 1977, 1980"."""
    found = []
    while match := _FURTHER_YEAR.match(text, position):
        found.append(AuthorDate(match.start("year"), match.end()))
        position = match.end()
    return found


def _first_name(text: str, match: re.Match[str]) -> int | None:
    """Where the names begin once words that are none are left off their front; None where none remains."""
    names = match["names"]
    start = match.start()
    while True:
        first = re.match(r"[^\W\d_.]+", names)
        article = _ARTICLE.search(text[:start])
        if article is not None and ", " in names:
            start += names.index(", ") + 2  # "für die Bundesrepublik, Hommerich 1988"
            names = names.partition(", ")[2]
            continue
        if first is None or not _cannot_be_surname(first[0]):
            break
        if match["locator"] and first[0] == names and _may_be_surname_here(names, text[:start]):
            return start  # "Kaufmann (1996), S. 14"
        rest = re.match(r"[^\W\d_]+[,\s/]+(?:(?:und|and)\s)?(?=[A-ZÀ-Þ])", names)
        if rest is None:
            return None
        start += rest.end()
        names = names[rest.end() :]
    place = re.search(r"[A-ZÀ-Þ][\w-]+\s(?:am|an\sder|im|a\.|on|upon)\s$", text[:start])
    if place is not None and are_places(place[0] + names):
        return None  # "Frankfurt am Main 2005"
    imprint = re.search(r"(?:^|,\s)([A-ZÀ-Þ][^,]{2,30}),\s(?:il\s|la\s)?$", text[:start])
    if imprint is not None and are_places(imprint[1]):
        return None  # "Madrid, Tecnos, 1983"
    colon = re.search(
        r"(?P<before>(?:^|[,(]\s*|(?<!\d)\.\s*)?)(?P<word>[A-ZÀ-Þ][\w.]+):\s*$", text[max(0, start - 60) : start]
    )
    if colon is not None and (are_places(colon["word"]) or (colon["before"] and "(" not in match[0])):
        return None  # "(Oxford: Clarendon, 2002)"
    alone = re.fullmatch(r"[^\W\d_]+", names)
    before = re.search(r"(\w+)\s+$", text[:start])
    if before and before[1].lower() == "in" and not match["locator"] and "(" not in match[0]:
        return None
    sourced = before is not None and before[1].lower() == "in" and lexicon_class(names.lower()) is None
    if (
        alone
        and before
        and not (sourced and (match["locator"] or "(" in match[0]))  # "the essays collected in Nader (1980)"
        and before[1].lower() in _TITLE_WORDS
        and lexicon_class(names.lower()) != "a"
    ):
        return None
    if holds_a_title(names):
        return None
    last = re.findall(r"[^\W\d_]+", re.sub(r"\s+(?:et\s+al\.?|u\.\s?a\.|and\s+others)$", "", names))[-1]
    return None if _cannot_be_surname(last) else _body_before(text, start, names)


def _body_before(text: str, start: int, names: str) -> int:
    """Where the name begins if it is the end of an institution's: "Statistisches Bundesamt 1979"."""
    words_before = re.search(r"(?:[A-ZÀ-Þ][\w-]+\s){1,4}$", text[:start])
    if words_before is not None and is_organisation(words_before[0] + names):
        return words_before.start()
    named = re.search(
        r"(?<![\w-])(?P<first>[A-ZÀ-Þ][\w-]+)\s(?:für|zur|der|des|for|of)\s(?:[\w-]+\s){0,6}$", text[:start]
    )
    if named is not None and is_organisation(named["first"] + " " + names):
        return named.start()
    return start


def holds_a_title(names: str) -> bool:
    """Whether the later "names" are words of a title: "S. Roberts, Order and Dispute", "Habermas, Faktizität"."""
    items = re.split(r"\s?/\s?|,\s|\s(?:und|and|et|e|y|&|u\.)\s", names)
    initials = [re.match(r"[A-ZÀ-Þ]\.", item) is not None for item in items]
    if initials[0] and not all(initials):
        return True
    nouns = [item for item in items[1:] if is_noun(item)]
    return bool(nouns) and "," in names


def _may_be_surname_here(word: str, before: str) -> bool:
    """Whether a word that is frequent elsewhere may be a surname: where it opens a citation that has a page."""
    lower = word.lower()
    if lower in _NOT_A_SURNAME or lower in numbered("months") or fold(word) in words("places"):
        return False
    if not before.strip(" (;"):
        return True
    return lexicon_class(lower) in ("p", "c") and not re.search(r"[A-ZÀ-Þ][\w.-]*,?\s$", before)


def is_noun(word: str) -> bool:
    """Tell whether ``word`` has the form of a noun that titles are made of, or is frequent in titles."""
    return _NOUN.search(word) is not None or lexicon_class(word.lower()) in ("t", "c")


def _cannot_be_surname(word: str) -> bool:
    lower = word.lower()
    if lower in _NOT_A_SURNAME or lower in numbered("months") or fold(word) in words("places"):
        return True
    return lexicon_class(lower) in ("t", "c", "p", "l")
