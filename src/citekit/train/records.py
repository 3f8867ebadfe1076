"""Facts of works taken out of labelled references: what synthetic references are printed from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from citekit.model import Name
from citekit.parse.names.lists import read_names
from citekit.parse.normalisation import value
from citekit.train.corpora import OTHER, Example
from citekit.train.languages import language_of

_THESIS = re.compile(r"thes|dissert|\bdiss\b|habil|tesi|mémoire|memoria|masters?\b|ph\.? ?d", re.IGNORECASE)
_REPORT = re.compile(r"report|paper|bericht|rapport|memo|note\b|bulletin|draft", re.IGNORECASE)
_MEETING = re.compile(
    r"\bproc(?:\.|eedings)|conference|symposi|workshop|congress|tagung|colloqu|convegno|\batti\b|actes",
    re.IGNORECASE,
)
_DAMAGED = re.compile(
    r"[<>«»“”\"¡¿|{}]|\w- \w| [,.;:’]|\w[,;:]\w|[a-zà-ÿ][A-Z][a-z]|[a-z][A-Z]{2}|\(\s|\s\)|[a-z]\d"
)
_BROKEN = re.compile(r"(?<=[a-zà-ÿ]) - (?=[a-zà-ÿ])")
_APART = re.compile(r"\s*(?<=[A-Za-z] )([’'])\s+(?=[^\W\d_])")
_SERIES_NUMBER = re.compile(r"\W*\b(?:vol|no|nr|n|bd|volume)?\b[\s.°]*\d+\W*$", re.IGNORECASE)


class Work(NamedTuple):
    """A work's facts as strings; names in parts; what is not known is empty.

    ``kind`` is ``article``, ``chapter``, ``paper`` (of a conference), ``book``, ``thesis``, ``report`` or ``page``
    (of the web); ``language`` two letters.
    """

    kind: str
    authors: tuple[Name, ...]
    title: str
    year: str
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    place: str = ""
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    series: str = ""
    edition: str = ""
    genre: str = ""
    url: str = ""
    doi: str = ""
    language: str = "en"


def works(examples: Iterable[Example]) -> list[Work]:
    """Return the works whose facts are whole enough to be printed in another style."""
    return [work for example in examples if (work := _work(example)) is not None]


def _work(example: Example) -> Work | None:
    fields = _fields(example)
    if fields is None:
        return None
    title = fields.get("title", "")
    year = re.search(r"(?:1[5-9]|20)\d\d", fields.get("date", ""))
    if not (10 < len(title) < 200) or year is None or _DAMAGED.search(title):
        return None
    container = fields.get("container", "")
    publisher = fields.get("publisher", "") or fields.get("institution", "")
    kind = _kind(fields, container, publisher)
    if kind is None or any(_DAMAGED.search(one) for one in (container, publisher, fields.get("place", ""))):
        return None
    return Work(
        kind, _persons(fields.get("author", "")), title, year[0], container, fields.get("volume", ""),
        fields.get("issue", ""), fields.get("pages", ""), publisher, fields.get("place", ""),
        _persons(fields.get("editor", "")), _persons(fields.get("translator", "")),
        _SERIES_NUMBER.sub("", fields.get("series", "")), re.sub(r"\D", "", fields.get("edition", "")),
        fields.get("genre", ""), fields.get("url", ""), _doi(fields.get("doi", "")),
        language_of(f"{title} {container}"),
    )  # fmt: skip


def _fields(example: Example) -> dict[str, str] | None:
    """The values of an example's fields; none where one stands in two places."""
    fields: dict[str, str] = {}
    position = 0
    for name, run in groupby(example.labels):
        length = sum(1 for _ in run)
        if name != OTHER:
            start, end = example.tokens[position].start, example.tokens[position + length - 1].end
            if name in fields and name not in ("author", "editor", "note"):
                return None
            fields[name] = (fields[name] + "; " if name in fields else "") + example.text[start:end]
        position += length
    return {name: text if name in ("author", "editor") else _whole(text) for name, text in fields.items()}


def _whole(printed: str) -> str:
    """A value without the blanks that scans put into words: "in - struments", "l ’ arte"."""
    text = value(_APART.sub(r"\1", _BROKEN.sub("", printed)).replace(" ’", "’"))
    return text + ")" if text.count("(") == text.count(")") + 1 else text


def _kind(fields: dict[str, str], container: str, publisher: str) -> str | None:
    genre, place = fields.get("genre", ""), fields.get("place", "")
    if _THESIS.search(genre):
        return "thesis"
    if genre and not container and _REPORT.search(genre):
        return "report"
    if container and _MEETING.search(container):
        return "paper"
    if container and (fields.get("volume") or fields.get("pages")) and not publisher:
        return "article"
    if container and (publisher or place):
        return "chapter"
    if not container and (publisher or place):
        return "book"
    return "page" if fields.get("url") else None


def _doi(printed: str) -> str:
    found = re.search(r"10\.\d{4,}/\S+", printed)
    return found[0].rstrip(".)]") if found else ""


def _persons(printed: str) -> tuple[Name, ...]:
    names = tuple(found.name for found in read_names(printed)) if printed else ()
    whole = all(
        (name.family and len(name.family) < 30) or (name.literal and len(name.literal) < 80) for name in names
    )
    return tuple(_pointed(name) for name in names) if whole else ()


def _pointed(name: Name) -> Name:
    """A name whose last initial has its point, which the end of a field may have lost."""
    given = name.given or ""
    if re.search(r"(?:^|[.\s-])[A-ZÀ-Þ]$", given):
        return name.model_copy(update={"given": given + "."})
    return name
