"""What titles have beside the words of known ones: a second sentence, years, a remark, quotation marks."""

from __future__ import annotations

import random
from collections.abc import Callable

from citekit.train.imprints import plain_town
from citekit.train.invented import roman
from citekit.train.tables import entries

_MARKS = (("‘", "’"), ('"', '"'), ("“", "”"), ("«", "»"))


def varied(rng: random.Random, title: str, other: str) -> str:
    """Return ``title`` changed in one of several ways; ``other`` is where more words come from."""
    return rng.choices(_WAYS, _WEIGHTS)[0](rng, title, other.split(":")[0].rstrip(".?!"))


def _sentences(rng: random.Random, title: str, other: str) -> str:
    return f"{title.rstrip('.?!')}{rng.choice(['.', '?', '.', ' –', ':', ' :'])} {other}"


def _years(rng: random.Random, title: str, other: str) -> str:
    first = rng.randint(1300, 1980)
    span = f"{first}{rng.choice('–-')}{first + rng.randint(1, 130)}"
    return title + rng.choice([f", {span}", f" ({span})", f": {span}", f" {span}"])


def _remark(rng: random.Random, title: str, other: str) -> str:
    return f"{title} ({rng.choice(entries('words', 'remark'))})"


def _town(rng: random.Random, title: str, other: str) -> str:
    return f"{title}, {plain_town(rng)}"


def _part(rng: random.Random, title: str, other: str) -> str:
    word = rng.choice(["Part", "Part", "Teil", "Pt."])
    return f"{title}. {word} {roman(rng.randint(1, 4))}" + rng.choice(["", f": {other}", f". {other}"])


def _quoted(rng: random.Random, title: str, other: str) -> str:
    words = title.split()
    if len(words) < 5:
        return title
    place = rng.randint(0, len(words) - 3)
    opening, closing = rng.choice(_MARKS)
    return " ".join([*words[:place], opening + words[place], words[place + 1] + closing, *words[place + 2 :]])


def _opened(rng: random.Random, title: str, other: str) -> str:
    return f"“{' '.join(title.split()[:3])}”: {other}"


def _asked(rng: random.Random, title: str, other: str) -> str:
    return title + rng.choice("?!")


def _capitals(rng: random.Random, title: str, other: str) -> str:
    return title.title()


_WAYS: list[Callable[[random.Random, str, str], str]] = [
    _sentences, _years, _remark, _town, _part, _quoted, _opened, _asked, _capitals,
]  # fmt: skip
_WEIGHTS = [10, 24, 12, 8, 6, 15, 6, 7, 7]
