"""Places and houses of publication that the corpora have not: towns with their states, small towns, printers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from citekit.train.tables import by_language, entries


def town(rng: random.Random) -> str:
    """Return a town with its state or country, as places of publication and conferences are printed."""
    name, _, regions = rng.choice(entries("imprints", "town")).partition(", ")
    region = rng.choice(regions.split("/"))
    form = rng.choices(["{}, {}", "{}", "{} ({})", "{} {}"], [75, 15, 5, 5])[0]
    return form.format(name, region)


def plain_town(rng: random.Random) -> str:
    """Return such a town by its name alone."""
    return rng.choice(entries("imprints", "town")).partition(", ")[0]


def small_town(rng: random.Random, language: str) -> str:
    """Return a town that few lists of places have."""
    return rng.choice(by_language("imprints", "small", language))


def press(rng: random.Random, language: str, surnames: Sequence[str]) -> str:
    """Return a publishing house by the names of those who founded it."""
    return rng.choice(by_language("imprints", "press", language)).format(*rng.choices(surnames, k=2))


def printer(rng: random.Random) -> str:
    """Return a printer of early books."""
    return rng.choice(entries("imprints", "printer"))


def meeting(rng: random.Random, days: str) -> str:
    """Return the place and the days of an Italian meeting, in parentheses."""
    return f"({rng.choice(entries('imprints', 'italian'))}, {days})"
