"""Web addresses held against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from citekit.auditing.subject import Subject
from citekit.auditing.wording import distance, folded, quoted
from citekit.auditing.works import family, names_of
from citekit.model import Finding, Reference, Severity

_FREQUENT = 3
_LONG_NAME = 8
_ALIKE = 0.65


def host_mistyped(subject: Subject) -> Iterator[Finding]:
    """A host that occurs once and looks like one that occurs often.

    One or two letters' difference is a warning. Long names that share most of their letters are only a notice:
    two real sites may well be called alike, and print alone cannot tell.
    """
    by_host: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.paper.references:
        if host := _host(reference.url):
            by_host[host].append(reference)
    counts = Counter({host: len({one.url for one in references}) for host, references in by_host.items()})
    for rare, references in by_host.items():
        if counts[rare] > 1 or _is_named_so(references[0], rare):
            continue
        candidates = [
            (rank, host) for host in counts if counts[host] >= _FREQUENT and (rank := _likeness(rare, host))
        ]
        if not candidates:
            continue
        typing_slip, host = max(candidates)
        yield subject.finding(
            "host-mistyped",
            f"{quoted(rare)} occurs once, {quoted(host)} {counts[host]} times: "
            + ("is it a slip?" if typing_slip > 1 else "the names are alike"),
            about=references[0],
            field="url",
            severity=Severity.WARNING if typing_slip > 1 else Severity.INFO,
            hint="open the address; both may be real",
        )


def _is_named_so(reference: Reference, host: str) -> bool:
    """Whether the entry itself names the site as its host does: "Harbour Views" for harbourviews.com."""
    authors = [family(name) for name in names_of(reference)]
    said = [folded(text) for text in (reference.container_title, reference.publisher, *authors) if text]
    return any(folded(label) in said for label in host.split("."))


def _host(url: str | None) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _likeness(rare: str, frequent: str) -> int:
    """Return 2 for a slip of the keys, 1 for names that are alike, 0 for others."""
    name, _, ending = rare.partition(".")
    other, _, other_ending = frequent.partition(".")
    if name == other:
        return 0  # the same name under another domain is a site of another country
    shortest = min(len(name), len(other))
    if ending == other_ending and distance(name, other, 2) <= (1 if shortest < _LONG_NAME else 2) and shortest > 4:
        return 2
    if ending != other_ending or shortest < _LONG_NAME or abs(len(name) - len(other)) > 3:
        return 0
    return int(SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE)
