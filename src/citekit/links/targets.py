"""What is to be checked: URLs, and the records that give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from citekit.model import Reference

_DOI_TEXT = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_DOI_URL = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}(?:\.\d+)*/[^\s#]+)", re.IGNORECASE)
_URL_IN_TEXT = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE)
_ARXIV_TEXT = re.compile(r"arxiv:\s*([a-z.\-]+/\d{7}(?:v\d+)?|\d{4}\.\d{4,5}(?:v\d+)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """One URL as one record gives it.

    ``titles`` are names under which the page may present the work; ``day`` is the access or issue date, for the
    nearest archived copy; ``file`` and ``line`` say where a person finds the entry.
    """

    url: str
    key: str | None = None
    titles: tuple[str, ...] = ()
    day: date | None = None
    file: str | None = None
    line: int | None = None


def targets_of(entries: Iterable[Reference | str | LinkTarget]) -> Iterator[LinkTarget]:
    """Yield what ``entries`` ask to check: a record's URL and its DOI, a string as it is."""
    if isinstance(entries, str):
        entries = [entries]  # one URL, not its characters
    for entry in entries:
        if isinstance(entry, LinkTarget):
            yield entry
        elif isinstance(entry, str):
            yield LinkTarget(address_of(entry))
        else:
            yield from _of_reference(entry)


def address_of(text: str) -> str:
    """Return the address that ``text`` means: a bare DOI or arXiv number is given its resolver."""
    stripped = text.strip()
    if stripped.startswith("<") and stripped.endswith(">"):
        text = stripped = stripped[1:-1].removeprefix("URL:").strip()
    if match := _DOI_TEXT.fullmatch(stripped):
        return doi_url(match.group(1))
    if match := _ARXIV_TEXT.fullmatch(stripped):
        return f"https://arxiv.org/abs/{match.group(1)}"
    return text


def doi_url(doi: str) -> str:
    """Return a DOI as a link (DOI Handbook, "display guidelines")."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-,@!$&'*+=~")


def _of_reference(reference: Reference) -> Iterator[LinkTarget]:
    titles = (
        reference.title,
        reference.translated_title,
        reference.original_title,
        reference.title_short,
        reference.part_title,
        reference.container_title,
        reference.container_title_short,
        reference.volume_title,
        reference.collection_title,
        reference.event_title,
    )
    shown = tuple(dict.fromkeys(title for title in titles if title))
    day = _day(reference)
    for url in _urls_of(reference):
        yield LinkTarget(address_of(url), reference.id, shown, day)
    if reference.doi:
        url = doi_url(reference.doi)
        if not reference.url or doi_in(reference.url) != reference.doi.lower():
            yield LinkTarget(url, reference.id, shown, day)


def _urls_of(reference: Reference) -> Iterator[str]:
    """The record's URL; one that its reader could not accept but kept beside it; those in the note."""
    found = [reference.url] if reference.url else [*_kept_urls(reference.custom), *_kept_urls(reference.extra)]
    found += [_without_stop(match.group()) for match in _URL_IN_TEXT.finditer(reference.note_field or "")]
    yield from dict.fromkeys(found)


def _without_stop(url: str) -> str:
    """Return a URL found in running text without the punctuation of its sentence."""
    while url[-1] in ".,;:!?'" or (url[-1] == ")" and url.count(")") > url.count("(")):
        url = url[:-1]
    return url


def _kept_urls(value: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _kept_urls(inner)
        elif name.lower() == "url" and isinstance(inner, str) and inner.strip():
            yield inner


def doi_in(url: str) -> str | None:
    """Return the DOI that a resolver's link stands for, in lower case; None for any other URL."""
    match = _DOI_URL.match(url.strip())
    return unquote(match.group(1).partition("?")[0]).lower() if match else None


def _day(reference: Reference) -> date | None:
    for value in (reference.accessed, reference.issued):
        earliest = value.earliest() if value is not None else None
        if earliest is not None and earliest[0] > 0:
            try:
                return date(*earliest)
            except ValueError:
                continue
    return None
