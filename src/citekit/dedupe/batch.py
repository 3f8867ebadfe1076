"""What a batch of records tells about itself: venues of several names, titles that come again and again."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    years: defaultdict[tuple[str, tuple[str, ...]], Counter[int]] = defaultdict(Counter)
    volumes: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    places: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    signed: Counter[str] = Counter()
    for one in batch:
        if not one.title.forms or one.title.weight >= _SHORT:
            continue
        title = one.title.forms[0].compact
        venue = one.container.tokens[-2:] if one.container else ()
        if venue and one.year:
            years[title, venue][one.year] += 1
            if one.volume:
                volumes[title, venue].add(one.volume.partition("-")[0])
        if one.authors or one.contributors:
            signed[title] += 1
        elif venue or one.volume:
            places[title].add((venue, one.year, one.volume, one.issue))
    found = {key[0] for key, some in years.items() if _spread(some) and not 0 < len(volumes.get(key, ())) < OFTEN}
    return frozenset(found | {title for title, some in places.items() if len(some) >= max(OFTEN, signed[title])})


def _spread(years: Counter[int]) -> bool:
    """Tell whether a title stands in many years; those of one paper, some of them wrong, are mostly one year.

    Nor is it a column that stands in one volume, or in two.
    """
    return len(years) >= OFTEN and 2 * max(years.values()) <= years.total() + 1
