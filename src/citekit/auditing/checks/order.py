"""The order of the list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from citekit.auditing.subject import Subject
from citekit.auditing.wording import folded, quoted
from citekit.auditing.works import family, names_of
from citekit.model import Finding, Reference, Severity

_LEAST = 8
_MOST_MISPLACED = 0.1
_SORTED_VARIOUSLY = re.compile(
    r"(?:ma?c|o['’])[A-Z ]|(?:st\.?|saint|the|de|del|della|di|da|du|van|von|la|le|el|al|ter|ten|den|der)[\s-]",
    re.I,
)


def entry_out_of_order(subject: Subject) -> Iterator[Finding]:
    """An entry that stands out of the alphabet, in a list that follows it.

    First authors' family names alone are compared: works of one author may stand by title, date or co-author.
    Names that lists sort in more than one way (with a particle, Mac, St., an accent at the beginning) are passed
    over.
    """
    if any(re.match(r"[\[(]?\d", entry.text) for entry in subject.paper.works_cited):
        return
    keyed = [(key, work) for work in subject.listed if (key := _key(subject, work)) and subject.is_trusted(work)]
    if len(keyed) < _LEAST:
        return
    in_order = _longest_run([key for key, _ in keyed])
    misplaced = [at for at in range(len(keyed)) if at not in in_order]
    if len(misplaced) > max(1, _MOST_MISPLACED * len(keyed)):
        return
    for at in misplaced:
        key, work = keyed[at]
        after = max((one for one in in_order if keyed[one][0] <= key), default=None)
        place = f"after {keyed[after][1].id}" if after is not None else "at the beginning"
        yield subject.finding(
            "entry-out-of-order",
            f"{quoted(subject.printed(work), 80)} stands out of the alphabet: it belongs {place}",
            about=work,
            severity=Severity.INFO,
            hint="move it, if the list is meant to be alphabetical",
        )


def _key(subject: Subject, work: Reference) -> str | None:
    names = names_of(work)
    if not names or names[0].dropping_particle or names[0].non_dropping_particle:
        return None
    word = family(names[0])
    if not word[:1].isascii() or _SORTED_VARIOUSLY.match(word):
        return None
    key = folded(word)
    return key if folded(subject.printed(work)).startswith(key) else None


def _longest_run(keys: Sequence[str]) -> set[int]:
    """The places of a longest ascending subsequence, equal keys allowed."""
    ends: list[str] = []
    places: list[int] = []
    before: list[int | None] = []
    for at, key in enumerate(keys):
        length = bisect_right(ends, key)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [key]
        places[length : length + 1] = [at]
    run: set[int] = set()
    current = places[-1] if places else None
    while current is not None:
        run.add(current)
        current = before[current]
    return run
