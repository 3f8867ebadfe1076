"""The labeller's stretches made fit for a record: pieces joined, brackets closed, links read by rule."""

from __future__ import annotations

import re

from citekit.parse.assembly.authorship import (
    NAME_FIELDS,
    NAMING,
    among_names,
    authored,
    before_title,
    edited,
    placed_institution,
)
from citekit.parse.assembly.boundaries import before_joining, bounded
from citekit.parse.assembly.enumeration import enumerated
from citekit.parse.assembly.imprint import settled
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.chunks import ACCESSED
from citekit.parse.grammars.marked import are_places
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.recognisers.archives import ARCHIVAL, SHELF_MARK
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.numbering import EDITION
from citekit.parse.recognisers.weblinks import Link, find_links
from citekit.parse.tables import fold
from citekit.parse.tables import words as words_of

_SINGLE = frozenset(
    "title container series publisher institution place genre volume issue pages date edition".split()
)
_INITIAL_AT_END = re.compile(r"(?:,\s*(?:[^\W\d_]+\s)?|(?<!\w)[^\W\d_]{1,2}\..*(?<!\w))[^\W\d_]{1,2}$")
_WITHOUT_STOPS = re.compile(r"[a-zà-ÿ]\s[A-ZÀ-Þ]{1,3},\s")
"""Initials without stops, so that the stop behind the last name ends the sentence: "Marsh A, Teo B. Vitamin"."""
_ROLES = re.compile(
    r"^\W*(?:eds?|editors?|hrsg|hg|éds?|a cura di|a c\. di|coords?|dirs?|trans|in)\b\.?|"
    r"\b(?:accessed|available at|retrieved(?: from)?|doi|pp?|vol|no|in)\W*$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\b(?:in preparation|in press|to appear|unpublished|submitted|private communication)", re.IGNORECASE
)
_TITLE_PLACE_YEAR = re.compile(
    r"(.{3,}?),\s+([A-ZÀ-Þ][\w./-]+(?:[ /–-]+[A-ZÀ-Þa-z][\w./-]*){0,3})\s+((?:1[5-9]|20)\d\d)"
)
_PLACE_PUBLISHER = re.compile(r"([^,]{3,}),\s+([A-ZÀ-Þ][^\W\d_]{4,}[^,\d]*)")
_TITLE_PLACE = re.compile(r"([^,]{4,}),\s+([A-ZÀ-Þ][\w./-]{3,}(?:[ /–-]+[A-ZÀ-Þ][\w./-]*){0,2})")
_IN_A_BOOK = re.compile(r"(?:[.?!”\"’]\s+In:?|,\s+in:?)\s+(?=[A-ZÀ-Þ“\"*])")
_IN_BETWEEN = re.compile(r"(?:^|[\s.,;”\"»])(?:[Ii]n|IN|dans|nell?[ao’'])(?=[:\s])")
_NUMERAL = re.compile(r"\d|\b[ivxlcdm]+\b", re.IGNORECASE)
_CHAPTERS = re.compile(
    r"(?<![\w.])(?:chs?\.|chaps?\.|chapters?|capp?\.|chapitres?|capitol[oi]|Kap\.|Kapitel)\s*"
    r"(?:\d+(?:\s?[-–,&]\s?\d+)*|[IVXLC]+\b)"
)
_ABBREVIATED = re.compile(r"(?<![\w.])[A-Z][a-z]{0,6}\.\s.*\b[A-Z][a-z]{1,6}$")
_MEDICAL = re.compile(
    r"(?<![\w-])(?P<date>(?:19|"
    r"20)\d\d)(?:\s+[A-Z][a-z]{2}(?:[\s-][A-Z][a-z]{2})?(?:\s\d{1,2})?)?\s?;\s?(?P<volume>\d+)"
    r"\s?(?:\(\s?(?P<issue>[^()]{1,20})\)|(?P<supplement>Suppl\.?(?:\s\d{1,2})?))?\s?:\s?(?P<pages>[A-Za-z]?\d+[A-Za-z]?(?:\s?[-–]\s?[A-Za-z]?\d+[A-Za-z]?)?)(?!\w)"
)
_FOLLOWING = re.compile(r"(?<=\d)\s?(?:ff?|sqq?|ss)\b(?!\w)")
_PIECE = re.compile(r"[^\w]{0,6}(?:(?:and|und|et|e|y|&)\s)?[^\w]{0,3}", re.IGNORECASE)
_CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "‘": "’"}


def repair(text: str, labelling: Labelling) -> Labelling:
    """Return ``labelling`` with one stretch a field where a field can only be one, and links read by rule."""
    fields = list(labelling.fields)
    links = find_links(text)
    fields = [one for one in fields if one.field not in ("url", "doi", "isbn")]
    fields += [Labelled(link.kind, link.inner_start, link.inner_end) for link in links]
    fields = [one for one in fields if not _within_link(one, links)]
    fields = enumerated(text, _accessed(text, _numbered(text, fields)))
    fields = settled(text, _editions(text, _medical(text, before_joining(text, fields))))
    fields = [piece for field in _names_in_order(fields) for piece in _joined(text, field, fields)]
    fields = before_title(text, among_names(text, bounded(text, fields)))
    fields = _imprinted(text, edited(text, placed_institution(text, fields)))
    fields = _published(text, authored(text, _dated(text, fields)))
    fields = _untitled(text, _titled(text, _contained(text, fields)))
    fields = [_archived(text, one) for one in _journal_alone(fields)]
    fields = [one._replace(end=_closed(text, one)) for one in fields]
    return labelling._replace(fields=tuple(sorted(fields, key=lambda one: one.start)))


def _names_in_order(fields: list[Labelled]) -> list[str]:
    return list(dict.fromkeys(one.field for one in fields))


def _within_link(one: Labelled, links: list[Link]) -> bool:
    if one.field in ("url", "doi", "isbn", "issn", "arxiv", "pmid", "pmcid"):
        return False
    return any(link.start <= one.start and one.end <= link.end for link in links)


def _joined(text: str, field: str, fields: list[Labelled]) -> list[Labelled]:
    """Join the pieces of a field that only punctuation parts; of pieces far apart, the first is the field."""
    pieces = sorted((one for one in fields if one.field == field), key=lambda one: one.start)
    if len(pieces) < 2 or field not in _SINGLE:
        return pieces
    joined = [pieces[0]]
    for piece in pieces[1:]:
        between = text[joined[-1].end : piece.start]
        if _PIECE.fullmatch(between) and field != "date":
            joined[-1] = joined[-1]._replace(end=piece.end)
        else:
            joined.append(piece)
    if field == "title" and len(joined) > 1:
        return _titles(text, joined, fields)
    if field == "container" and len(joined) > 1:
        return joined[:1]
    if field in ("publisher", "place") and len(joined) > 1:
        return (
            joined if _two_imprints(joined, fields) else joined[-1:]
        )  # an institution at the front is the author
    return joined


def _two_imprints(pieces: list[Labelled], fields: list[Labelled]) -> bool:
    """Whether two houses are printed with a place each: "London: SCM and Philadelphia: Trinity"."""
    title = min((one.end for one in fields if one.field == "title"), default=0)
    imprint = [one.field for one in sorted(fields, key=lambda one: one.start) if one.start >= title > 0]
    order = [name for name in imprint if name in ("place", "publisher")]
    return (
        order in (["place", "publisher"] * 2, ["publisher", "place"] * 2)
        and pieces[0].start >= title
        and not {"date", "container", "pages"} & set(imprint[imprint.index(order[0]) : _last(imprint, order[-1])])
    )


def _last(names: list[str], name: str) -> int:
    return len(names) - names[::-1].index(name)


def _titles(text: str, pieces: list[Labelled], fields: list[Labelled]) -> list[Labelled]:
    """Of titles far apart the first; behind "in" the second is a container's, behind a volume its own.

    Behind a place and a colon it is the publisher: "(Brussels: Société des Expositions, 1998)".
    """
    first, second = pieces[:2]
    between = {one.field for one in fields if first.end <= one.start and one.end <= second.start}
    if "container" not in {one.field for one in fields} and _IN_BETWEEN.search(text, first.end, second.start):
        return [first, second._replace(field="container")]
    if "volume" in between:
        return [first, second._replace(field="volume-title")]
    no_house = "publisher" not in {one.field for one in fields}
    if "place" in between and no_house and text[: second.start].rstrip().endswith(":"):
        return [first, second._replace(field="publisher")]
    return pieces[:1]


def _numbered(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Pages have a number, and the number behind "chs." names chapters cited, no volume."""
    kept = [one for one in fields if one.field != "pages" or _NUMERAL.search(text, one.start, one.end)]
    match = _CHAPTERS.search(text)
    if match is None:
        return kept
    wrong = {
        one
        for one in kept
        if one.field in ("volume", "issue") and match.start() < one.end and one.start < match.end()
    }
    if not wrong:
        return kept
    return [*(one for one in kept if one not in wrong), Labelled("locator", *match.span())]


def _accessed(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A date behind "retrieved" or "accessed" is when the page was read, not when it was published."""
    dates = {date.start: date for date in find_dates(text)} if ACCESSED.search(text) else {}
    for match in ACCESSED.finditer(text):
        date = dates.get(match.end())
        if date is None:
            continue
        kept = [one for one in fields if not (one.start < date.end and match.start() < one.end)]
        return [*kept, Labelled("accessed", date.start, date.end)]
    return fields


def _medical(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Year, volume, number and pages as medicine prints them, "2011;377(9764):493-501", leave no doubt."""
    match = _MEDICAL.search(text)
    if match is None:
        return fields
    numbers = [Labelled(name, *match.span(name)) for name in ("date", "volume", "issue", "pages") if match[name]]
    if match["supplement"]:
        numbers.append(Labelled("issue", *match.span("supplement")))
    kept = [one for one in fields if one.field not in ("date", "volume", "issue", "pages")]
    return [one for one in kept if one.end <= match.start() or match.end() <= one.start] + numbers


def _contained(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Split "A Title. In A Book, ed. …", labelled as one title, into title and container."""
    if any(one.field == "container" for one in fields):
        return fields
    split: list[Labelled] = []
    for one in fields:
        match = _IN_A_BOOK.search(text, one.start, one.end) if one.field == "title" else None
        if match is None:
            split.append(one)
        else:
            split.append(one._replace(end=match.start() + 1))
            split.append(Labelled("container", match.end(), one.end))
    return split


def _journal_alone(fields: list[Labelled]) -> list[Labelled]:
    """Without an author, what has a volume and pages and no container is the periodical's name."""
    found = {one.field for one in fields}
    if found & {"author", "editor", "container", "publisher"} or not {"title", "volume", "pages"} <= found:
        return fields
    return [one._replace(field="container") if one.field == "title" else one for one in fields]


def _untitled(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Where nothing is a title, the longest stretch that no field claims, behind the names, is taken for it.

    A note right behind the names of a book is its title.
    """
    ordered = sorted((one for one in fields if one.field not in NAME_FIELDS), key=lambda one: one.start)
    found = {one.field for one in fields}
    if not found & {"title", "container"} and found & {"publisher", "place"} and ordered[0].field == "note":
        return [one._replace(field="title") if one is ordered[0] else one for one in fields]
    if not fields or any(one.field in NAMING for one in fields):
        return fields
    ends = [one.end for one in fields if one.field in NAME_FIELDS]
    position = max(ends, default=0)
    gaps = []
    for one in sorted(fields, key=lambda field: field.start):
        if one.start >= position:
            gaps.append((position, one.start))
        position = max(position, one.end)
    gaps.append((position, len(text)))
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    if _STATUS.search(text[start:end]):
        return fields
    words = re.search(
        r"[^\W\d_]{2}.*[^\W_]", _ROLES.sub(lambda match: " " * len(match[0]), text[start:end]), re.DOTALL
    )
    has_imprint = any(one.field in ("publisher", "place") for one in fields)
    if words is None or len(re.findall(r"[^\W\d_]{3,}", words[0])) < (1 if has_imprint else 2):
        return fields
    return [*fields, Labelled("title", start + words.start(), start + words.end())]


def _archived(text: str, one: Labelled) -> Labelled:
    """Words that name no box, folder or archive, and hold no shelf mark, are a note and no archive's."""
    if one.field != "archive":
        return one
    printed = text[one.start : one.end]
    if not (ARCHIVAL.search(printed) or SHELF_MARK.search(printed)):
        return one._replace(field="note")
    return one


def _titled(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A book with place or publisher and nothing in it is cited by its own title, not by a container's.

    With volume and pages it is a periodical: "A. Kitaev, Ann. Phys. (Amsterdam) 303, 2 (2003)".
    """
    has = {one.field for one in fields}
    if "title" in has or not has & {"publisher", "place"} or {"volume", "pages"} <= has:
        return fields
    return [
        one._replace(field="title")
        if one.field == "container" and not re.search(r"\b[Ii][Nn]:?\W*$", text[: one.start])
        else one
        for one in fields
    ]


def _editions(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A numbered edition ("5. Aufl.", "2nd ed.") is no part of a title or volume."""
    match = EDITION.search(text)
    if match is None or any(one.start <= match.start() < match.end() < one.end for one in fields):
        return fields
    trimmed = []
    for one in fields:
        if one.field == "edition" or (one.start >= match.start() and one.end <= match.end()):
            continue
        if one.start < match.start() < one.end:
            one = one._replace(end=match.start())
        elif one.start < match.end() < one.end:
            one = one._replace(start=match.end())
        trimmed.append(one)
    return [*trimmed, Labelled("edition", *match.span("number"))]


def _imprinted(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part what ran together: "Rechtssoziologie, Reinbek 1972", "Madrid, Alianza"."""
    found = {one.field for one in fields}
    return [piece for one in fields for piece in _parted(text[one.start : one.end], one, found)]


def _parted(printed: str, one: Labelled, found: set[str]) -> list[Labelled]:
    """A title off its place and year, a place off the title before it or the publisher behind it."""
    names: tuple[str, ...] = ()
    match = None
    if one.field == "title" and not found & {"date", "place"}:
        match, names = _TITLE_PLACE_YEAR.fullmatch(printed), ("title", "place", "date")
    elif one.field == "place":
        match = _PLACE_PUBLISHER.fullmatch(printed)
        if match and are_places(match[1]) and not are_places(match[2]) and "publisher" not in found:
            names = ("place", "publisher")
        elif not found & {"title", "container"}:
            match, names = _TITLE_PLACE.fullmatch(printed), ("title", "place")
            if match and are_places(match[1]):
                match = None
    if match is None or not names:
        return [one]
    return [
        Labelled(name, one.start + match.start(group), one.start + match.end(group))
        for group, name in enumerate(names, 1)
    ]


def _dated(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Where no date was found, a year in parentheses or else the last one that stands in no title or link."""
    if any(one.field == "date" for one in fields):
        return fields
    kept = [one for one in fields if one.field in ("title", "container", "url", "doi", "accessed", "pages")]
    years = [
        match
        for match in re.finditer(r"(?<![\w/.-])(?:1[4-9]|20)\d\d[a-z]?(?![\w/-]|\.\d)", text)
        if not any(one.start <= match.start() < one.end for one in kept)
    ]
    if not years:
        return _year_before_title(text, fields)
    best = next((m for m in years if text[m.start() - 1 : m.start()] == "("), years[-1])
    rest = [one for one in fields if one.end <= best.start() or best.end() <= one.start]
    return [*rest, Labelled("date", *best.span())]


def _year_before_title(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A year that was taken for the first word of the title: "Diez, F. J. 2005 PLIF measurements"."""
    for index, one in enumerate(fields):
        match = re.compile(r"((?:1[5-9]|20)\d\d[a-z]?)[\s.,:)]+").match(text, one.start, one.end)
        if one.field == "title" and match is not None and match.end() < one.end:
            return [
                *fields[:index],
                Labelled("date", *match.span(1)),
                one._replace(start=match.end()),
                *fields[index + 1 :],
            ]
    return fields


def _published(text: str, fields: list[Labelled]) -> list[Labelled]:
    """The last words behind the title are a publisher, not a place, where they are known as a publisher's."""
    last = max(fields, key=lambda one: one.start, default=None)
    if last is None or last.field != "place" or any(one.field == "publisher" for one in fields):
        return fields
    printed = text[last.start : last.end]
    house = all(
        fold(word) in words_of("publisher_words") or lexicon_class(word.lower()) == "p"
        for word in re.findall(r"\w{3,}", printed)
    )
    if not house or are_places(printed) or text[last.end :].strip(" .)"):
        return fields
    return [one._replace(field="publisher") if one is last else one for one in fields]


def _closed(text: str, one: Labelled) -> int:
    """Take in the bracket or quotation mark that closes one opened in the field, and an initial's full stop.

    The "ff." behind a page goes with it.
    """
    printed, end = text[one.start : one.end], one.end
    if one.field in ("pages", "locator") and (following := _FOLLOWING.match(text, end)):
        return following.end()
    if one.field == "title" and text[end : end + 1] in ("?", "!"):
        return end + 1
    if one.field == "container" and text[end : end + 1] == "." and _ABBREVIATED.search(printed):
        return end + 1
    if one.field in NAME_FIELDS and text[end : end + 1] == "." and _INITIAL_AT_END.search(printed):
        return end + (_WITHOUT_STOPS.search(printed) is None)
    for opening, closing in _CLOSING.items():
        if printed.count(opening) > printed.count(closing) and text[end : end + 1] == closing:
            end += 1
    return end
