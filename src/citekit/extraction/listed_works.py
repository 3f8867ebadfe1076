"""The printed entries of the lists, parsed, and the works they make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.extraction.likeness import LABEL
from citekit.extraction.works_cited import ListOfWorks
from citekit.extraction.works_index import Work
from citekit.parse import ParsedReference, parse_entries


def read_entries(text: str, lists: Sequence[ListOfWorks], source: str) -> list[ParsedReference]:
    """Parse the entries of all lists, in order."""
    entries = []
    spans = [span for one in lists for span in one.entries]
    for span, (_, number) in zip(spans, _labels(text, lists), strict=True):
        start = span.start + number
        entries.append((text[start : span.end], start))
    return parse_entries(entries, source=source)


def listed_works(text: str, lists: Sequence[ListOfWorks], listed: Sequence[ParsedReference]) -> list[Work]:
    """Return the works with what the print says of them besides their records: label and opening words."""
    works: list[Work] = []
    spans = [span for one in lists for span in one.entries]
    for span, (label, _), parsed in zip(spans, _labels(text, lists), listed, strict=True):
        printed = span.of(text).removeprefix(label or "").strip()
        works.append(Work(parsed.reference, label, printed, works[-1] if works else None))
    return works


_COUNT = re.compile(r"\d{1,4}(?=\s+\S)")


def _labels(text: str, lists: Sequence[ListOfWorks]) -> list[tuple[str | None, int]]:
    """For each entry its label, and how much of it is a bare number, which only counts where most have one."""
    found: list[tuple[str | None, int]] = []
    for one in lists:
        printed = [span.of(text) for span in one.entries]
        counts = [_COUNT.match(entry) for entry in printed]
        counted = 2 * sum(count is not None for count in counts) > len(printed)
        for entry, count in zip(printed, counts, strict=True):
            label = LABEL.match(entry)
            if counted and count and not label:
                found.append((count[0], count.end()))
            else:
                found.append((label[0] if label else None, 0))
    return found
