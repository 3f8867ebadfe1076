"""Who made the work: names that the labeller took for something else, or something else that it took for names."""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.grammars.author_date import holds_a_title
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.lists import read_names
from citekit.parse.names.organisations import is_organisation, is_title_case, opens_organisation

NAMING = frozenset("title container series number arxiv doi note crossref archive".split())
NAME_FIELDS = frozenset(("author", "editor", "translator"))
_EDITOR_WORDS = (
    r"eds?\b\.?|editors?\b|hrsgg?\b\.?|hgg?\b\.?|éds?\b\.?|a cura di\b|a c\. di\b|cur\b\.|coords?\b\.?|dirs?\b\.?|"
    r"orgs?\b\.?|red\b\.?|szerk\b\.?|ред\b\.?|сост\b\.?|der\b\.|haz\b\.|επιμ\b\.?|编|編|主编|主編"
)
_EDITORS = re.compile(
    rf"\.?[\s,]*(?:[(\[（]\s*(?:{_EDITOR_WORDS})|(?!éds?\.\s[A-ZÀ-Þ])(?:{_EDITOR_WORDS}))", re.IGNORECASE
)
_INITIALS_AND_SURNAME = re.compile(r"((?:[A-ZÀ-Þ]\.[\s-]?){1,3}[A-ZÀ-Þ][a-zà-ÿ’-]{2,})\s+(?=[A-ZÀ-Þ][a-zà-ÿ]*\s)")
_UP_TO_COMMA = re.compile(r"([^,.:;]{8,120}?)\s*,\s+(?=[A-ZÀ-Þ])")
_UP_TO_COLON = re.compile(r"([^,.:;()\d]{5,60}?):\s+(?=[A-ZÀ-Þ„“])")
_EDITORS_WITHIN = re.compile(rf"[\s,(](?:{_EDITOR_WORDS})\s*\)?$", re.IGNORECASE)
_INSTITUTION_WORKS = re.compile(
    r"thes|dissert|diss\.|tesi|report|rep\.|bericht|rapport|mémoire|memo|working|habil|arbeit", re.IGNORECASE
)


def placed_institution(text: str, fields: list[Labelled]) -> list[Labelled]:
    """An institution is the author where none is named before the title, the publisher of a thesis or report."""
    has = {one.field for one in fields}
    printed = " ".join(text[one.start : one.end] for one in fields if one.field in ("genre", "note"))
    changed = []
    for one in fields:
        if one.field != "institution":
            changed.append(one)
            continue
        titles = [other.start for other in fields if other.field == "title"]
        if "author" not in has and (not titles or one.start < titles[0]):
            changed.append(one._replace(field="author"))
        elif "publisher" not in has and _INSTITUTION_WORKS.search(printed):
            changed.append(one._replace(field="publisher"))
        else:
            changed.append(one._replace(field="note"))
    return changed


def edited(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Names behind which "(eds.)" stands are the editors, where no other author is named."""
    authors = [one for one in fields if one.field == "author"]
    if len(authors) != 1:
        return fields
    author = authors[0]
    rest = next((one for one in fields if one.field == "editor" and 0 <= one.start - author.end <= 5), None)
    if rest is not None and re.fullmatch(r"[\s.,;/&]*", text[author.end : rest.start]):
        whole = author._replace(end=rest.end)  # "Mayntz, R./Scharpf, F. W. (Hrsg.)", cut within the list
    else:
        whole, rest = author, None
    mark = _EDITORS.match(text, whole.end) or _EDITORS_WITHIN.search(text, whole.start, whole.end)
    if mark is None:
        return fields
    return [whole._replace(field="editor") if one is author else one for one in fields if one is not rest]


def authored(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Where no author was found, names that nothing else explains at the front of the citation."""
    if any(one.field in NAME_FIELDS for one in fields):
        return fields
    behind = [one.start for one in fields if one.field in ("title", "date", "container")]
    if not behind:
        return fields
    front = text[: min(behind)].rstrip(" .,:;(\n“\"‘'«*")
    start = len(front) - len(front.lstrip(" [(*\n"))
    if len(front) - start < 3 or not (reads_as_names(front[start:]) or opens_organisation(front[start:])):
        return fields
    return [Labelled("author", start, len(front)), *(one for one in fields if one.start >= len(front))]


def before_title(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Take an organisation, or initials with a surname, out of the front of a title.

    "E. Durkheim The Division of Labour", "Committee of Inquiry, The Learning Society".
    """
    if any(one.field in NAME_FIELDS or one.field == "institution" for one in fields):
        return fields
    for index, one in enumerate(fields):
        if one.field != "title":
            continue
        printed = text[one.start : one.end]
        match = _INITIALS_AND_SURNAME.match(printed) or _UP_TO_COMMA.match(printed)
        if match is None or (match.re is _UP_TO_COMMA and not _is_body(match[1])):
            match = _UP_TO_COLON.match(printed)
            if match is None or not _is_inverted(match[1]):
                return fields
        author = Labelled("author", one.start + match.start(1), one.start + match.end(1))
        return [*fields[:index], author, one._replace(start=one.start + match.end()), *fields[index + 1 :]]
    return fields


def _is_inverted(text: str) -> bool:
    """Whether the words are a person's name, family name first: "Romsics Ignác: Magyarország története"."""
    names = read_names(text)
    return all(found.name.static_ordering and found.name.given for found in names) and bool(names)


def _is_body(text: str) -> bool:
    return len(text.split()) > 1 and is_organisation(text) and is_title_case(text)


def among_names(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Take a title out of the names: "Habermas, Faktizität und Geltung, 1992"."""
    if any(one.field in NAMING for one in fields):
        return fields
    authors = [one for one in fields if one.field == "author"]
    if len(authors) != 1:
        return fields
    one = authors[0]
    comma = re.compile(r",\s+").search(text, one.start, one.end)
    if (
        comma is None
        or not holds_a_title(text[one.start : one.end])
        or not reads_as_names(text[one.start : comma.start()])
    ):
        return fields
    rest = [other for other in fields if other is not one]
    return [one._replace(end=comma.start()), Labelled("title", comma.end(), one.end), *rest]
