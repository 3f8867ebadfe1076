"""Numbers that count: the best chain of consecutive numbers among candidates, some of which are no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_GAP = 0.8  # what each number left out costs
_LONGEST_GAP = 6
_RESTART = 1.2  # what beginning again at 1 costs
_LATE_START = 0.5  # what each number missing before the first costs


class Numbered(NamedTuple):
    """A candidate: the number printed, and the evidence for it."""

    number: int
    weight: float


def best_chain(candidates: Sequence[Numbered]) -> tuple[list[int], float]:
    """Return the indices of the chain with the greatest sum of weights less costs, and that sum."""
    totals: list[float] = []
    previous: list[int | None] = []
    best_of: dict[int, int] = {}  # for each number the candidate that ends the best chain so far
    best_of_all: int | None = None
    for index, (number, weight) in enumerate(candidates):
        best, origin = -_LATE_START * min(number - 1, 8) if number > 0 else -9.0, None
        if number == 1 and best_of_all is not None and totals[best_of_all] - _RESTART > best:
            best, origin = totals[best_of_all] - _RESTART, best_of_all
        for step in range(1, _LONGEST_GAP + 1):
            other = best_of.get(number - step)
            if other is not None and totals[other] - _GAP * (step - 1) > best:
                best, origin = totals[other] - _GAP * (step - 1), other
        totals.append(best + weight)
        previous.append(origin)
        if number not in best_of or totals[best_of[number]] <= totals[index]:
            best_of[number] = index
        if best_of_all is None or totals[best_of_all] <= totals[index]:
            best_of_all = index
    if not totals:
        return [], 0.0
    last: int | None = max(range(len(totals)), key=lambda index: totals[index])
    assert last is not None
    score = totals[last]
    chain = []
    while last is not None:
        chain.append(last)
        last = previous[last]
    return chain[::-1], score


def runs(numbers: Sequence[int]) -> list[int]:
    """Tell for each number of a chain which run it belongs to; a run ends where the count begins again."""
    found = []
    run = 0
    for index, number in enumerate(numbers):
        if index and number <= numbers[index - 1]:
            run += 1
        found.append(run)
    return found
