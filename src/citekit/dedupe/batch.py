"""What a batch of records tells about itself: venues of several names, titles that come again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from citekit.dedupe.columns import Columns
from citekit.dedupe.titles import Title
from citekit.dedupe.venues import Venues

OFTEN = 3
"""A title that stands in one journal in so many years is that of a column; a DOI of more titles is a volume's."""

_SHORT = 3.5


@dataclass(frozen=True, slots=True)
class BatchKnowledge:
    """Learnt from all records together; without it, pairs are judged by themselves."""

    venues: Venues = field(default_factory=Venues)
    recurring: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    """DOIs and addresses that many titles bear: those of a volume or a site, which say nothing of one text."""

    def recurs(self, title: Title) -> bool:
        """Tell whether a title is known to come again and again."""
        return bool(self.recurring and title.forms) and title.forms[0].compact in self.recurring


def shared_identifiers(batch: Iterable[Columns]) -> frozenset[str]:
    """Return the DOIs and addresses under which many different titles stand."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for one in batch:
        if one.title.forms:
            for identifier in (one.doi, one.url):
                if identifier:
                    titles[identifier].add(one.title.forms[0].compact[:8])
    return frozenset(identifier for identifier, some in titles.items() if len(some) > OFTEN)


def recurring_titles(batch: Iterable[Columns]) -> frozenset[str]:
    """Return the short titles, in compact form, that stand in one container in several years."""
    years: defaultdict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    places: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    for one in batch:
        if not one.title.forms or one.title.weight >= _SHORT:
            continue
        title = one.title.forms[0].compact
        venue = one.container.tokens[-2:] if one.container else ()
        if venue and one.year:
            years[title, venue].add(one.year)
        if not one.authors and not one.contributors and (venue or one.volume):
            places[title].add((venue, one.year, one.volume, one.issue))
    found = {title for (title, _), some in years.items() if len(some) >= OFTEN}
    return frozenset(found | {title for title, some in places.items() if len(some) >= OFTEN})
