"""Names of one journal or conference that no rule of abbreviation joins, learnt from the records themselves.

"SIGMOD Conference" and "International Conference on Management of Data" share no abbreviation; but where many
works of the same title, authors and year stand under both names, they mean one venue. The other way round, two
venues whose usual other names are known, and differ, are two venues.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from citekit.dedupe.containers import Container, ContainerLevel, compare_containers

ENOUGH = 5
"""So many works must stand under both names."""

_SHARE = 0.4

Tokens = tuple[str, ...]


def _in_order(one: Tokens, other: Tokens, title: str) -> tuple[Tokens, Tokens, str]:
    return (one, other, title) if one < other else (other, one, title)


class Venues:
    """What a batch of records tells about its containers; empty, it knows only the rules of abbreviation."""

    def __init__(self, observations: Iterable[tuple[Container, Container, str]] = ()) -> None:
        """Learn from two records' containers and their title, where title, authors and year are the same.

        However many records a title has, it counts once for two names.
        """
        together: Counter[tuple[Tokens, Tokens]] = Counter()
        for one, other, _ in {_in_order(one.tokens, other.tokens, title) for one, other, title in observations}:
            together[one, other] += 1
        self._best: defaultdict[Tokens, int] = defaultdict(int)
        for (first, second), count in together.items():
            self._best[first] = max(self._best[first], count)
            self._best[second] = max(self._best[second], count)
        self._same = {
            pair
            for pair, count in together.items()
            if count >= ENOUGH and count >= _SHARE * max(self._best[pair[0]], self._best[pair[1]])
        }

    def compare(self, a: Container | None, b: Container | None) -> ContainerLevel:
        """Compare two containers by the rules, then by what was learnt."""
        level = compare_containers(a, b)
        if level > ContainerLevel.OVERLAP or not self._same or a is None or b is None:
            return level
        pair = (a.tokens, b.tokens) if a.tokens < b.tokens else (b.tokens, a.tokens)
        if pair in self._same:
            return ContainerLevel.LEARNT
        if self._best[a.tokens] >= ENOUGH and self._best[b.tokens] >= ENOUGH:
            return ContainerLevel.RIVAL
        return level
