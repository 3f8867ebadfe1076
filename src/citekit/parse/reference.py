"""One printed citation to a record."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from citekit.model import Finding, Reference
from citekit.parse.assembly.record import Surroundings, assemble
from citekit.parse.reading import read


class ListContext(NamedTuple):
    """What the list around an entry shows: whether its persons are printed "Family, Given"."""

    inverted: bool = False


class ParsedReference(NamedTuple):
    """A record; the place in the work that the citation names (CSL locator label and value); findings."""

    reference: Reference
    label: str | None
    locator: str | None
    findings: tuple[Finding, ...]


def parse_reference(
    text: str,
    *,
    source: str = "",
    offset: int = 0,
    taken: Container[str] = (),
    context: ListContext | None = None,
    in_note: bool = False,
) -> ParsedReference:
    """Parse one citation. Never raises for what is printed, never drops it.

    ``text`` is the raw slice of the source at ``offset``: line breaks, hyphenation and italics marks may be in
    it, and spans in the record's provenance count from the source's start. ``taken`` are citation keys in use.
    ``in_note``: the pages of a footnote citation may be the place cited rather than the work's extent.
    """
    where = Surroundings(source, offset, taken, bool(context and context.inverted), in_note)
    return ParsedReference(*assemble(text, read(text), where))


def parse_references(texts: Iterable[str]) -> list[Reference]:
    """Parse citations, one record for each text, in order; keys are unique within the call."""
    taken: set[str] = set()
    references = []
    for text in texts:
        reference = parse_reference(text, taken=taken).reference
        taken.add(reference.id)
        references.append(reference)
    return references
