"""Editors and translators behind words that name their role: "edited by A. Gargani", "trad. di Mario Rossi".

The words leave no doubt, whatever a labeller makes of the names behind them.
"""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.grammars.marked import are_places
from citekit.parse.recognisers.marks import find_marks

_EDITED = (
    r"(?:edited|compiled|selected|collected|introduced|annotated)(?:,?\s+(?:and|with)\s+(?:an?\s+)?(?:introduced|"
    r"introduction|annotated|translated|notes|edited))*\s+by|"
    r"eds?\.(?:\s+by)?|hrsg\.?\s+v(?:on|\.)|hg\.?\s+v(?:on|\.)|herausgegeben\s+von|a\s+cura\s+d[ie]l?|a\s+c\.\s+di|"
    r"sous\s+la\s+dir(?:ection|\.)\s+d(?:e\s|u\s|['’])|éds?\.(?:\s+(?:par|de))?|édité\s+par|textes\s+réunis\s+par|"
    r"edición\s+de|ed\.\s+de|coord(?:inado|\.)\s+por|editado\s+por|organização\s+de|org\.\s+(?:de|por)|"
    r"(?:pod\s+)?red(?:akcją|\.)|onder\s+redactie\s+van|under\s+redaktion\s+av|под\s+ред(?:акцией|\.)"
)
_TRANSLATED = (
    r"translated(?:\s+(?:and\s+(?:edited|introduced)|from\s+the\s+\w+))*\s+by|trans\.(?:\s+by)?|transl\.(?:\s+by)?|"
    r"tr\.\s+by|übers(?:etzt|\.)\s+v(?:on|\.)|aus\s+dem\s+\w+en\s+(?:übersetzt\s+)?von|"
    r"trad(?:uit|\.)\s+(?:de\s+l['’]\w+\s+|du\s+\w+\s+)?par|traduction\s+(?:de|par)|"
    r"trad(?:uzione|\.)(?:\s+it(?:aliana|\.))?\s+di|tradotto\s+da|traducción\s+de|trad\.\s+(?:de|por)|tradução\s+de|"
    r"tłum\.|przeł\.|przekł\.|vertaald\s+door|vert\.\s+door|övers\.(?:\s+av)?|ford\.|перевод|çev\."
)
_INITIALS = r"(?:[^\W\d_a-zà-ÿ]\.[\s\u00a0]?-?)+"
_PART = r"[^\W\d_a-zà-ÿ][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_PARTICLES = r"(?:(?:van|von|de|del|della|di|da|du|der|den|ter|zu|la|le|dos|das|do|af)\s|d['’]|l['’])*"
_SINGLE = rf"(?>(?:{_INITIALS}\s?|{_PART}\s(?:{_INITIALS}\s?)?)(?:{_PART}\s){{0,2}}{_PARTICLES}{_PART})"
_JOIN = r"(?:,?\s(?:and|und|et|e|y|i|en|och|og|és|и|ve)\s|\s?&\s?|\s?/\s?|\s[–-]\s)"
_SHORT_LIST = rf"{_INITIALS}\s?{_PARTICLES}{_PART}"
_NAMES = (
    rf"(?:{_SINGLE}(?:,\s{_SINGLE})*{_JOIN}{_SINGLE}|{_PART}{_JOIN}{_SINGLE}|{_SHORT_LIST}(?:,\s{_SHORT_LIST})+|{_SINGLE})"
    r"(?:,?\s(?:et\s+al\.|et\s+alii|and\s+others|u\.\s?a\.))?"
)
_PHRASE = re.compile(
    rf"(?<![\w])(?P<role>(?P<editor>(?i:{_EDITED}))|(?P<translator>(?i:{_TRANSLATED})))\s*(?P<names>{_NAMES})"
    r"(?=\s*(?:[,.;:)\]]|\(|$))"
)
_TRAILING = re.compile(
    r",?\s(?:[(\[]\s*)?(?:eds?|edd|hrsg|hgg?|éds?|dirs?|coords?|red|orgs?|a\s+cura\s+di)\.?\s?(?:[)\]]|(?=[,.]))",
    re.IGNORECASE,
)
"""Editors behind their book: "Greek and Roman Theatre, Kenneth Hale and Jose Keyser, eds."."""
_OPENING = re.compile(
    rf"(?P<names>{_NAMES})\s[(\[](?i:eds?|hrsg|hgg?|éds?|dirs?|coords?|red|orgs?|a\s+cura\s+di)\.?[)\]][,:]?\s"
)
"""Editors before their book, run together with it: "J. Blanchon et D. Creissels (éd), Ostéopathie du sport"."""
_IN_BEFORE = re.compile(r"(?:[,.“”\"?]\s)[Ii]n:?\s$")
_ROLE_WITHIN = re.compile(r"\b(?:eds?|hrsg|hgg?|ders|dies|idem|dir|coord)\b", re.IGNORECASE)
_FILM_ROLE = re.compile(
    r"\.?,?\s[(\[]?(?:(?P<director>directors?|dir|regie|réal|réalisat\w+)|producers?|prod)\b\.?[)\]]?(?=[\s.,]|$)",
    re.IGNORECASE,
)
_NAMES_AT_END = re.compile(rf"{_NAMES}")
_EDITION = re.compile(
    r"(?:\d(?:st|nd|rd|th|ª|a|e|°|\.)?|rev\.?|revised|new|first|second|third|fourth|fifth|sixth|enlarged|expanded|updated|"
    r"abridged|annotated|critical|student|paperback|international|anniversary)\s*$",
    re.IGNORECASE,
)


def with_contributors(text: str, fields: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Return ``fields`` with the names behind role words as editors or translators, whatever they were before."""
    marks = None
    for match in _PHRASE.finditer(text):
        field = "editor" if match["editor"] else "translator"
        start, end = match.span("names")
        if are_places(match["names"]):
            continue  # "Third ed. New York: Free Press"
        if (
            not (_has_work_before(fields, match.start()) or _is_spelled_out(text, fields, match))
            or _behind_names(fields, match)
            or _EDITION.search(text[: match.start()])
        ):
            continue
        marks = find_marks(text) if marks is None else marks
        if any(mark.inner_start <= match.start() < mark.inner_end for mark in marks):
            continue
        same = [one for one in fields if one.field == field and one.start < end and start < one.end]
        if same and all(one.start >= start for one in same) and len(same) == 1 and same[0].end >= end:
            if re.fullmatch(r",\s(?:[A-Z]\.\s?)+", text[end : same[0].end]):  # "Emily Wilson, W. W. Norton"
                fields = tuple(one._replace(end=end) if one is same[0] else one for one in fields)
            continue
        kept = [piece for one in fields for piece in _outside(one, match.start(), end)]
        both = re.search(r"\btranslated\b.*\bedited\b|\bedited\b.*\btranslated\b", match["role"], re.IGNORECASE)
        named = [Labelled(one, start, end) for one in (("editor", "translator") if both else (field,))]
        fields = tuple(sorted([*kept, *named], key=lambda one: one.start))
    return _behind_their_book(text, fields)


def container_authors(text: str, fields: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Take names between "in" and a colon, without a role, for the authors of the book.

    "in: Nancy Fraser/Axel Honneth: Umverteilung oder Anerkennung?"
    """
    return tuple(
        one._replace(field="container-author")
        if one.field == "editor"
        and _IN_BEFORE.search(text, 0, one.start)
        and text[one.end : one.end + 2] == ": "
        and not _ROLE_WITHIN.search(text, one.start, one.end)
        else one
        for one in fields
    )


def film_makers(text: str, fields: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Take names with "(Director)" or ", producer." behind them for these: "Lee, A. (Director). (2000)."."""
    changed = []
    for one in fields:
        stop = min(one.end + 16, len(text))
        match = _FILM_ROLE.search(text, one.start, stop) if one.field == "author" else None
        behind = match is not None and one.end - match.start() >= -2 and match.end() >= one.end - 1
        several = match is not None and len(_FILM_ROLE.findall(text)) > 1
        if match is None or not behind or several:
            changed.append(one)
        else:
            changed.append(one._replace(field="director" if match["director"] else "producer", end=match.start()))
    return tuple(changed)


def _behind_their_book(text: str, fields: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    if any(one.field == "editor" for one in fields):
        return fields
    for one in fields:
        match = _OPENING.match(text, one.start, one.end) if one.field == "container" else None
        if match is not None and match.end() < one.end - 3:
            kept = (other._replace(start=match.end()) if other is one else other for other in fields)
            return tuple(sorted([*kept, Labelled("editor", *match.span("names"))], key=lambda one: one.start))
    for match in _TRAILING.finditer(text):
        end = match.start()
        held = next(
            (one for one in fields if one.start < end <= one.end + 2 and one.field in ("container", "title")), None
        )
        if held is None:
            continue
        for stop in re.compile(r"[,.:]\s").finditer(text, held.start + 8, end):
            if _NAMES_AT_END.fullmatch(text, stop.end(), end):
                kept = (one._replace(end=stop.start()) if one is held else one for one in fields)
                return tuple(sorted([*kept, Labelled("editor", stop.end(), end)], key=lambda one: one.start))
    return fields


def _is_spelled_out(text: str, fields: tuple[Labelled, ...], match: re.Match[str]) -> bool:
    """Whether "Edited by" or the like stands behind the author and words that no field took: the title."""
    if not re.search(r"\s(?:by|von|v\.|par|di|de|da|por)$", match["role"]):
        return False
    ends = [one.end for one in fields if one.start < match.start() and one.field in ("author", "date")]
    return (
        bool(ends) and match.start() - max(ends) > 5 and not re.search(r"\bIn\b", text[max(ends) : match.start()])
    )


def _has_work_before(fields: tuple[Labelled, ...], position: int) -> bool:
    """Whether a title or container begins before: "Hunt, Lynn, ed. The New History" has none before its "ed."."""
    if any(one.field == "title" and one.start == position for one in fields):
        return any(one.start < position for one in fields)
    return any(one.field in ("title", "container") and one.start < position for one in fields)


def _behind_names(fields: tuple[Labelled, ...], match: re.Match[str]) -> bool:
    """Whether "eds." stands behind the editors: "Thomas Faist and Eyüp Özveren, eds. Transnational Spaces"."""
    if not re.fullmatch(r"(?:[Ee]ds?|éds?|[Tt]rans|[Tt]ransl|ford|tłum)\.", match["role"]):
        return False
    return any(
        one.field in ("author", "editor")
        and one.start < match.start()
        and match.start() - one.end <= 4
        and one.end <= match.end("role") + 1
        for one in fields
    )


def _outside(one: Labelled, start: int, end: int) -> list[Labelled]:
    """Return what is left of a field that the phrase from ``start`` to ``end`` overlaps."""
    if one.end <= start or one.start >= end:
        return [one]
    if one.start < start:
        return [one._replace(end=start)]
    return [one._replace(start=end)] if one.end > end + 3 and one.field not in ("author", "editor") else []
