"""What the labeller's probability is worth: of the references given it, which share comes out right.

Measured on references that the model has not seen: their probabilities, sorted, are pooled until the share of
right ones only rises (isotonic regression by pool-adjacent-violators).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from citekit.parse.features import Lexicon, features
from citekit.train.corpora import Example

_COUNTED = frozenset("author title container date volume pages publisher place url".split())
_SMALLEST_POOL = 25


def outcomes(examples: Iterable[Example], tagger: Any, lexicon: Lexicon) -> list[tuple[float, bool]]:
    """Return for each example the model's probability, and whether every field that counts is right."""
    pairs = []
    for example in examples:
        tagger.set(features(example.text, example.tokens, lexicon))
        labels = tagger.tag()
        pairs.append((tagger.probability(labels), _same(example, labels)))
    return pairs


def _same(example: Example, labels: Sequence[str]) -> bool:
    """Words and numbers must carry the same field; punctuation and lesser fields do not count."""
    return all(
        wanted == got or (wanted not in _COUNTED and got not in _COUNTED)
        for token, wanted, got in zip(example.tokens, example.labels, labels, strict=True)
        if token.kind != "mark"
    )


def calibrate(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return points (probability, share right), both rising."""
    pools: list[list[float]] = []  # sum of probabilities, right ones, size
    for probability, right in sorted(pairs):
        pools.append([probability, float(right), 1.0])
        while len(pools) > 1 and (
            pools[-2][2] < _SMALLEST_POOL or pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]
        ):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [(total / size, right / size) for total, right, size in pools]


def write(points: Sequence[tuple[float, float]], path: Path) -> None:
    """Write the points, one a line."""
    path.write_text("".join(f"{raw:.5f} {share:.3f}\n" for raw, share in points), encoding="utf-8")
