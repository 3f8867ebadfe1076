"""Titles that a labeller missed or took for something else, where the print around them says so."""

from __future__ import annotations

import re

from citekit.parse.fields import Fields, Labelled, added, has
from citekit.parse.names.organisations import opens_organisation
from citekit.parse.names.persons import is_given, is_initials

_BOOK_BEHIND = re.compile(r"\s(?P<book>[A-ZÀ-Þ][^.“”\"«»\d]{6,}?)\.\s(?=Ed[s.]|Trans\.|Vol\.|Comp\.)")
_TITLE_PUBLISHER = re.compile(r"(?P<title>.{4,}?)\.\s+(?P<publisher>[A-ZÀ-Þ].{3,})", re.DOTALL)
_ARTICLE = re.compile(r"(?:The|A|An|Das|Der|Die|Le|La|Les|L[’']|Il|El|Los)\s?")
_YEAR_AND_TITLE = re.compile(
    r"[\s,.]*\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]\s+(?P<words>[^\W\d_a-zà-ÿ][^.:()\[\]]{5,}?)(?=\.\s|\.$)"
)
_GIVEN_BEFORE = re.compile(
    r"(?P<given>[A-ZÀ-Þ][\w’-]+(?:\s[A-ZÀ-Þ]\.)+|[A-ZÀ-Þ][\w’-]+(?:\s(?:de|van|von|di|dos))?(?=[.:])|(?:[A-ZÀ-Þ]\.\s?)+)"
    r"[.:]?\s*(?P<rest>[^\W\d_a-zà-ÿ].{3,})",
    re.DOTALL,
)
_BETWEEN = re.compile(
    r"\.?\s*(?P<words>[A-ZÀ-Þ][^()\[\]]{2,}?)[.,]\s+"
    r"(?i:edited|eds?\.|translated|trans\.|hrsg\.|a cura|éd\.|übers\.|trad\.)"
)
_SUBTITLE = re.compile(r" (?!In\b|Vol\b|Print\b|Web\b)[A-ZÀ-Þ][^.,;:()\[\]“”‘’\"«»\d]{8,}(?=\.\s)")
_ACRONYM_BEFORE = re.compile(r"[\s\[\]()\d.]*(?P<acronym>[A-Z][A-Z0-9-]{2,12})\s")


def books_behind(text: str, fields: Fields) -> Fields:
    """Find the book behind a quoted title, as MLA prints it: “Title?” Marxism and Culture. Ed. C. Nelson."""
    title = next((one for one in fields if one.field == "title"), None)
    if title is None or text[title.end : title.end + 1] not in ("”", '"', "»", "’"):
        return fields
    match = _BOOK_BEHIND.match(text, title.end + 1)
    if match is None or any(one.start < match.end() and match.start("book") < one.end for one in fields):
        return fields
    moved = tuple(
        one._replace(field="publisher")
        if one.field == "container" and text[: one.start].rstrip().endswith(":") and not has(fields, "publisher")
        else one
        for one in fields
    )
    return moved if has(moved, "container") else added(moved, Labelled("container", *match.span("book")))


def misplaced(text: str, fields: Fields) -> Fields:
    """Mend titles: run together with the publisher, taken for the author's name, left out before "Edited by"."""
    fields = _given_names_back(text, _body_at_front(text, fields))
    if not has(fields, "title", "container"):
        for one in fields:
            match = _TITLE_PUBLISHER.fullmatch(text[one.start : one.end]) if one.field == "publisher" else None
            if match is not None:
                pieces = [
                    Labelled(name, one.start + match.start(name), one.start + match.end(name))
                    for name in ("title", "publisher")
                ]
                return added(tuple(other for other in fields if other is not one), *pieces)
        if has(fields, "editor", "translator"):
            return tuple(
                one._replace(field="title") if one.field == "author" and _ARTICLE.match(text, one.start) else one
                for one in fields
            )
        return fields
    return _before_roles(text, fields)


def _body_at_front(text: str, fields: Fields) -> Fields:
    """Take "Institut national de la statistique (2015). Trente ans", read as a title, for the author."""
    title = next((one for one in fields if one.field == "title"), None)
    if title is None or title.start > 3 or has(fields, "author", "editor"):
        return fields
    match = _YEAR_AND_TITLE.match(text, title.end)
    if match is None or not opens_organisation(text[title.start : title.end]):
        return fields
    if any(one.field != "date" and one.start < match.end() and match.start("words") < one.end for one in fields):
        return fields
    kept = tuple(one._replace(field="author") if one is title else one for one in fields)
    return added(kept, Labelled("title", *match.span("words")))


def _given_names_back(text: str, fields: Fields) -> Fields:
    """Give the given names to the author that stand before the title: "Woolf | Virginia. Jacob's Room"."""
    author = next((one for one in fields if one.field == "author"), None)
    title = next((one for one in fields if one.field == "title"), None)
    if author is None or title is None or text[author.end : title.start] != ", ":
        return fields
    if re.fullmatch(r"[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*)?", text[author.start : author.end]) is None:
        return fields
    match = _GIVEN_BEFORE.match(text, title.start, title.end)
    if match is None or not (is_given(match["given"].split()[0]) or is_initials(match["given"])):
        return fields
    names = author._replace(end=match.end("given"))
    rest = title._replace(start=match.start("rest"))
    return tuple(names if one is author else rest if one is title else one for one in fields)


def _before_roles(text: str, fields: Fields) -> Fields:
    """Take the words between the author and "Edited by" for the title, where one further on was."""
    title = next((one for one in fields if one.field == "title"), None)
    author = next((one for one in fields if one.field == "author"), None)
    role = next((one for one in fields if one.field in ("editor", "translator")), None)
    if title is None or author is None or role is None or not author.end < role.start < title.start:
        return fields
    match = _BETWEEN.match(text, author.end, role.start)
    if match is None or any(one.start < match.end("words") and match.start("words") < one.end for one in fields):
        return fields
    moved = title._replace(field="container" if has(fields, "volume", "pages") else "series")
    kept = tuple(moved if one is title else one for one in fields if one is title or one.field != moved.field)
    return added(kept, Labelled("title", *match.span("words")))


def fronts(text: str, fields: Fields) -> Fields:
    """Mend the front: an acronym cut off a body's name, a subtitle that goes on behind a quotation."""
    authors = [one for one in fields if one.field == "author"]
    if authors and (match := _ACRONYM_BEFORE.fullmatch(text[: authors[0].start])):
        start = match.start("acronym")
        if not any(one.start < authors[0].start for one in fields):
            fields = tuple(one._replace(start=start) if one is authors[0] else one for one in fields)
    for one in fields:
        if one.field != "title" or text[one.end : one.end + 1] not in ("’", "”", '"', "»", "“"):
            continue
        match = _SUBTITLE.match(text, one.end + 1)
        follows = match and any(
            other.field == "container" and 0 < other.start - match.end() <= 3 for other in fields
        )
        if match and follows and not any(o.start < match.end() and match.start() < o.end for o in fields):
            whole = one._replace(start=max(one.start - 1, 0), end=match.end())
            return tuple(whole if other is one else other for other in fields)
    return fields
