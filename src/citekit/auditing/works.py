"""Which records are the same work, and which only look alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from citekit.auditing.wording import folded
from citekit.model import Name, Reference


def names_of(reference: Reference) -> tuple[Name, ...]:
    """The names that a work is cited by."""
    return reference.author or reference.editor or reference.translator


def family(name: Name) -> str:
    """The part of a name that is cited, as printed."""
    return name.literal or name.family or name.given or ""


def first_author(reference: Reference) -> str:
    """The first author's family name, folded; empty where there is none."""
    names = names_of(reference)
    return folded(family(names[0])) if names else ""


def address(url: str) -> str:
    """A URL as far as it tells pages apart: no scheme, no ``www.``, no fragment, no closing slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


def same_work(one: Reference, other: Reference) -> bool:
    """Tell whether two records are the same work: the same DOI or page, or the same title, author and date."""
    if one.doi and other.doi:
        return one.doi.lower() == other.doi.lower()
    if not one.title or not other.title:
        return False
    titles = folded(one.title), folded(other.title)
    short, long = sorted(titles, key=len)
    if not long.startswith(short) or not short:
        return False
    authors = first_author(one), first_author(other)
    if all(authors) and authors[0] != authors[1]:
        return False
    if one.url and other.url and address(one.url) != address(other.url):
        return False
    dates = [date.parts[0] if date and date.parts else () for date in (one.issued, other.issued)]
    shared = min(len(dates[0]), len(dates[1]))
    if dates[0][:shared] != dates[1][:shared]:
        return False
    return titles[0] == titles[1] or bool(all(authors) and shared)


def pairs(references: Sequence[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Every two records whose titles begin alike, in the order of the print."""
    by_start: dict[str, list[Reference]] = {}
    for reference in references:
        start = folded(reference.title or "")[:12]
        for before in by_start.get(start, ()):
            yield before, reference
        if start:
            by_start.setdefault(start, []).append(reference)
