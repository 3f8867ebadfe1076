"""A list of works cited as a whole: what one entry shows about the others."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from citekit.model import Span
from citekit.model.keys import make_key
from citekit.parse.reference import ListContext, ParsedReference, parse_reference

_INVERTED = re.compile(r"[\s*\[\]\d.•-]*(?:[^\W\d_][\w’'-]*\s){0,2}[^\W\d_][\w’'-]*,\s+[^\W\d_a-z][\w’'-]*[.\s,]")
_DASHES = re.compile(r"\s*[-*•]?\s*(?P<dashes>(?:[—–―‒_-]\s?){2,}|[—―–])(?P<end>[\s.,:;(])")
_BULLET = re.compile(r"\s*[–—-]\s+(?=\w)")
_YEAR_FIRST = re.compile(r"\s*(?P<dashes>)\((?:1[5-9]|20)\d\d[a-z]?\)\s?[:.,]")


def list_context(texts: Sequence[str]) -> ListContext:
    """Return what the entries show together: names are inverted where most begin "Family, Given"."""
    inverted = sum(1 for text in texts if _INVERTED.match(text))
    return ListContext(inverted=inverted >= 2 and inverted * 4 >= len(texts))


def parse_entries(
    entries: Sequence[tuple[str, int]], *, source: str = "", taken: Container[str] = ()
) -> list[ParsedReference]:
    """Parse a list of works cited: pairs of the entry's raw text and its offset in the source.

    One record an entry, in order. A dash for a repeated author takes the author of the entry above, and so does
    an entry that begins with its year; the provenance of such an author is the dash, or empty. Dashes before
    most entries are bullets. Keys are unique within the call and not in ``taken``.
    """
    context = list_context([text for text, _ in entries])
    bullets = sum(1 for text, _ in entries if _BULLET.match(text)) * 2 > len(entries)
    used: set[str] = set()
    parsed: list[ParsedReference] = []
    for text, offset in entries:
        bullet = _BULLET.match(text) if bullets else None
        dash = None if bullet else _DASHES.match(text) or _YEAR_FIRST.match(text)
        start = bullet.end() if bullet else dash.end("dashes") if dash else 0
        one = parse_reference(
            text[start:], source=source, offset=offset + start, taken=_Both(taken, used), context=context
        )
        if dash and parsed:
            one = _repeated(one, parsed[-1], text, offset, dash, _Both(taken, used))
        used.add(one.reference.id)
        parsed.append(one)
    return parsed


class _Both:
    """Keys that are in either of two collections."""

    def __init__(self, first: Container[str], second: Container[str]) -> None:
        self.first, self.second = first, second

    def __contains__(self, key: object) -> bool:
        return key in self.first or key in self.second


def _repeated(
    one: ParsedReference,
    above: ParsedReference,
    text: str,
    offset: int,
    dash: re.Match[str],
    taken: Container[str],
) -> ParsedReference:
    """Give the entry the author (or editor) of the one above it."""
    role = "author" if above.reference.author else "editor"
    names = getattr(above.reference, role)
    if not names or one.reference.author:
        return one
    origin = one.reference.provenance[0]
    where = Span(*dash.span("dashes")).shift(offset)
    origin = origin.model_copy(update={
        "span": Span(offset, offset + len(text)), "text": text, "fields": {role: where, **origin.fields},
    })  # fmt: skip
    draft = one.reference.replace(**{role: names, "provenance": (origin,)})
    reference = draft.model_copy(update={"id": make_key(draft, taken)})
    findings = tuple(finding.model_copy(update={"key": reference.id}) for finding in one.findings)
    return ParsedReference(reference, one.label, one.locator, findings)
