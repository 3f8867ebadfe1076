"""What the labeller's probability is worth: of the references given it, which share comes out right.

Measured on references that the model has not seen: their probabilities, sorted, are pooled until the share of
right records only rises (isotonic regression by pool-adjacent-violators).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from citekit.parse.assembly.record import Surroundings, assemble
from citekit.parse.assembly.repair import repair
from citekit.parse.fields import Labelling
from citekit.parse.labelling.labeller import Model
from citekit.train.corpora import Example
from citekit.train.evaluation import got, wanted

_SMALLEST_POOL = 25


def outcomes(examples: Iterable[Example], model: Model) -> list[tuple[float, bool]]:
    """Return for each example the model's probability, and whether the record of its labels is right."""
    pairs = []
    for example in examples:
        fields, probability = model.read(example.text)
        labelling = repair(example.text, Labelling(fields, confidence=probability))
        record = assemble(example.text, labelling, Surroundings()).reference
        pairs.append((probability, got(record) == wanted(example.fields)))
    return pairs


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


def table(pairs: Iterable[tuple[float, bool]]) -> str:
    """One line a tenth of confidence: how many records were given it, and the share of them that is right."""
    tenths: dict[int, list[bool]] = {}
    for confidence, right in pairs:
        tenths.setdefault(min(int(confidence * 10), 9), []).append(right)
    return "".join(
        f"confidence {tenth / 10:.1f}–{(tenth + 1) / 10:.1f}  {len(found):5} records  "
        f"{sum(found) / len(found):.3f} right\n"
        for tenth, found in sorted(tenths.items())
    )


def write(points: Sequence[tuple[float, float]], path: Path) -> None:
    """Write the points, one a line."""
    path.write_text("".join(f"{raw:.5f} {share:.3f}\n" for raw, share in points), encoding="utf-8")
