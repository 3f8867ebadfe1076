"""Clusters without chaining: A~B and B~C make A=C only where nothing speaks against A=C.

Links are taken strongest first. Two groups are joined only if no pair across them is vetoed and if, on the whole,
the pairs across them agree. A record that fits two groups which exclude each other joins neither: it is proposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from citekit.dedupe.scoring import PairScore

Pair = tuple[int, int]
Judge = Callable[[int, int], PairScore]
Order = Callable[[int], tuple[str, ...]]

WITNESSES = 6
"""So many records of each group are compared before two groups are joined."""

_AMBIGUOUS = 1.5
_AGAINST = -1.0
_FEW = 3
_NEIGHBOURS = 12


@dataclass
class Clustering:
    """Groups of positions, and the links that were refused because something spoke against them."""

    groups: list[list[int]] = field(default_factory=list)
    refused: list[Pair] = field(default_factory=list)


def cluster(size: int, links: Sequence[tuple[float, Pair]], judge: Judge, order: Order) -> Clustering:
    """Join positions 0 … size-1 by ``links`` (weight, pair).

    ``judge`` compares any two positions; ``order`` gives what a position is sorted by, whatever the input's order.
    """
    result = Clustering()
    ambiguous = _ambiguous(links, judge)
    group_of = list(range(size))
    members: dict[int, list[int]] = {}
    for _, (a, b) in _strongest_first(links, order):
        one, other = group_of[a], group_of[b]
        if one == other:
            continue
        left, right = members.get(one, [one]), members.get(other, [other])
        if a in ambiguous or b in ambiguous or not _may_join(left, right, judge):
            result.refused.append((a, b))
            continue
        if len(left) < len(right):
            one, other, left, right = other, one, right, left
        members[one] = left + right
        members.pop(other, None)
        for position in right:
            group_of[position] = one
    result.groups = sorted(sorted(group) for group in members.values())
    return result


def _strongest_first(links: Sequence[tuple[float, Pair]], order: Order) -> list[tuple[float, Pair]]:
    """Sort links; of equally strong ones that compete for a record, its content decides which comes first."""
    times = Counter(position for _, pair in links for position in pair)

    def rank(link: tuple[float, Pair]) -> tuple[float, list[tuple[str, ...]], Pair]:
        weight, (a, b) = link
        competes = times[a] > 1 or times[b] > 1
        return -weight, sorted((order(a), order(b))) if competes else [], (a, b)

    return sorted(links, key=rank)


def _may_join(left: list[int], right: list[int], judge: Judge) -> bool:
    if len(left) == len(right) == 1:
        return True
    total, count, against = 0.0, 0, 0
    for a in _witnesses(left):
        for b in _witnesses(right):
            found = judge(a, b)
            if found.vetoes:
                return False
            total += found.weight
            count += 1
            against += found.weight < _AGAINST
    return total >= count and 3 * against <= count


def _witnesses(group: list[int]) -> list[int]:
    """Return some members, spread evenly over the group."""
    if len(group) <= WITNESSES:
        return group
    step = len(group) / WITNESSES
    return [group[int(index * step)] for index in range(WITNESSES)]


def _exclude(found: PairScore, neighbours: int) -> bool:
    """Tell whether two neighbours of one record cannot be one work. Of many records, some are wrong in a field."""
    return bool(found.vetoes) or (neighbours <= _FEW and found.weight < _AGAINST)


def _ambiguous(links: Sequence[tuple[float, Pair]], judge: Judge) -> set[int]:
    """Return the positions whose best links lead to two records that exclude each other."""
    neighbours: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for weight, (a, b) in links:
        neighbours[a].append((weight, b))
        neighbours[b].append((weight, a))
    found = set()
    for position, near in neighbours.items():
        if len(near) < 2:
            continue
        near.sort(reverse=True)
        best = [other for weight, other in near[:_NEIGHBOURS] if weight >= near[0][0] - _AMBIGUOUS]
        for index, a in enumerate(best):
            if any(_exclude(judge(a, b), len(best)) for b in best[index + 1 :]):
                found.add(position)
                break
    return found
