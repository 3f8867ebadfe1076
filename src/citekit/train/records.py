"""Facts of works taken out of labelled references: what synthetic references are printed from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from citekit.model import Name
from citekit.parse.names import read_names
from citekit.parse.normalisation import value
from citekit.train.corpora import OTHER, Example


class Work(NamedTuple):
    """A work's facts as strings; names in parts. ``kind`` is ``article``, ``chapter`` or ``book``."""

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


def works(examples: Iterable[Example]) -> list[Work]:
    """Return the works whose facts are whole enough to be printed in another style."""
    return [work for example in examples if (work := _work(example)) is not None]


def _work(example: Example) -> Work | None:
    fields: dict[str, str] = {}
    position = 0
    for name, run in groupby(example.labels):
        length = sum(1 for _ in run)
        if name != OTHER:
            start, end = example.tokens[position].start, example.tokens[position + length - 1].end
            if name in fields and name not in ("author", "editor"):
                return None
            fields[name] = (fields[name] + "; " if name in fields else "") + example.text[start:end]
        position += length
    title = value(fields.get("title", ""))
    year = re.search(r"(?:1[5-9]|20)\d\d", fields.get("date", ""))
    if not (10 < len(title) < 200) or year is None or re.search(r"[<>«»“”\"]", title):
        return None
    authors = _persons(fields.get("author", ""))
    container = value(fields.get("container", ""))
    publisher, place = value(fields.get("publisher", "")), value(fields.get("place", ""))
    if container and (fields.get("volume") or fields.get("pages")) and not publisher:
        kind = "article"
    elif container and (publisher or place):
        kind = "chapter"
    elif not container and (publisher or place):
        kind = "book"
    else:
        return None
    return Work(
        kind, authors, title, year[0], container, value(fields.get("volume", "")), value(fields.get("issue", "")),
        value(fields.get("pages", "")), publisher, place, _persons(fields.get("editor", "")),
    )  # fmt: skip


def _persons(printed: str) -> tuple[Name, ...]:
    names = tuple(found.name for found in read_names(printed)) if printed else ()
    return names if all(name.family and len(name.family) < 30 for name in names) else ()
