"""Formats of one tag a line (RIS, MEDLINE): the lines, and the names and dates they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from citekit.model import Name


@dataclass
class Record:
    """The lines of one record as (tag, value) pairs, and where it begins in the text."""

    start: int
    lines: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """Return the values of the tags, in the order of the record."""
        return [value for tag, value in self.lines if tag in tags and value]

    def first(self, *tags: str) -> str:
        """Return the first value of the first of ``tags`` that has one."""
        return next((values[0] for tag in tags if (values := self.all(tag))), "")


def lines(text: str, tag: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """Yield offset, tag and value of each tagged line; a line without a tag continues the one before it."""
    offset, current = 0, None
    for line in text.splitlines(keepends=True):
        match = tag.match(line)
        if match:
            if current:
                yield current
            current = (offset, match.group(1).strip(), line[match.end() :].strip())
        elif current and line.strip():
            current = (current[0], current[1], f"{current[2]} {line.strip()}".strip())
        offset += len(line)
    if current:
        yield current


def read_name(text: str) -> Name | None:
    """Read ``Family, Given, Suffix``; what has no comma is an organisation, or a name of one part."""
    parts = [part.strip() for part in text.split(",")]
    while parts and not parts[-1]:
        parts.pop()
    if not parts or not parts[0]:
        return None
    if len(parts) == 1:
        return Name(literal=parts[0]) if not text.rstrip().endswith(",") else Name(family=parts[0])
    return Name(family=parts[0], given=parts[1] or None, suffix=", ".join(parts[2:]) or None)


def read_names(texts: Iterable[str]) -> tuple[Name, ...]:
    """Read several names; empty ones are dropped."""
    return tuple(name for text in texts if (name := read_name(text)) is not None)


def write_name(name: Name) -> str:
    """Return ``Family, Given, Suffix``; particles stand before the family name."""
    if name.literal:
        return name.literal
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    if name.suffix:
        return f"{family}, {name.given or ''}, {name.suffix}"
    return f"{family}, {name.given}" if name.given else f"{family},"


def pages(first: str, last: str) -> str:
    """Join the first and the last page; a short last page (904, 33) stays short."""
    return f"{first}-{last}" if first and last and first != last else first or last
