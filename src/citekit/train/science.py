"""What only the sciences print: abbreviated journals, collaborations, numbers of preprints and of articles."""

from __future__ import annotations

import random
import re
from functools import cache

from citekit.train.tables import entries, lines

_DROPPED = frozenset(
    "the of and for in on & a an de la le les des du et der die das und für della di del e".split()
)


def journal(rng: random.Random, field: str) -> str:
    """Return a journal of a field of the sciences, abbreviated, with the points and blanks of one house."""
    return _spaced(rng.choice(entries("journals", field)), rng)


def abbreviated(title: str, rng: random.Random) -> str:
    """Return a journal's title with its words abbreviated; one of a single word as it is."""
    words = [word for word in re.findall(r"[^\s:,()]+", title) if word.lower() not in _DROPPED]
    if len(words) < 2:
        return title
    return _spaced(" ".join(_word(word) for word in words), rng)


@cache
def _abbreviations() -> dict[str, str]:
    """The beginnings of words and their abbreviations, the longest first."""
    pairs = [line.split(": ") for line in lines("abbreviations")]
    return dict(sorted(((stem, short) for stem, short in pairs), key=lambda pair: -len(pair[0])))


@cache
def _word(word: str) -> str:
    lower = word.lower()
    return next((short for stem, short in _abbreviations().items() if lower.startswith(stem)), word)


def _spaced(name: str, rng: random.Random) -> str:
    draw = rng.random()
    if draw < 0.12:
        return name.replace(".", "")
    return name.replace(". ", ".") if draw < 0.2 else name


def collaboration(rng: random.Random) -> str:
    """Return the name of a collaboration of physicists."""
    return rng.choice(entries("sciences", "collaboration")) + rng.choice(
        [" Collaboration", " collaboration", " Collab."]
    )


def conference(rng: random.Random, year: int) -> str:
    """Return a conference by its initials, with its year or without: "CVPR", "ICCV’11", "Proc. IJCAI-89"."""
    name, short = rng.choice(entries("sciences", "conference")), f"{year % 100:02}"
    lead = rng.choice(["", "", "", "Proc. ", "Proceedings of ", "Proc. of "])
    return lead + rng.choice(
        [name, name, f"{name} {year}", f"{name}-{short}", f"{name}’{short}", f"{name} ’{short}", f"{name}{short}"]
    )


def preprint_class(rng: random.Random) -> str:
    """Return the class of a preprint: "hep-th"."""
    return rng.choice(entries("sciences", "class"))


def preprint(rng: random.Random, year: int) -> str:
    """Return the number of a preprint as arXiv gave them before 2007 or gives them since."""
    month = f"{year % 100:02}{rng.randint(1, 12):02}"
    if year < 2007:
        return rng.choice(["", "", "arXiv:"]) + f"{preprint_class(rng)}/{month}{rng.randint(1, 600):03}"
    number = f"{month}.{rng.randint(1, 9999):04}" if year < 2015 else f"{month}.{rng.randint(1, 19999):05}"
    return rng.choice(["arXiv:", "arXiv:", "arXiv: ", "arXiv preprint arXiv:", ""]) + number


def article_number(rng: random.Random) -> str:
    """Return the number of an article, or its first page."""
    return rng.choice([
        str(rng.randint(1, 60)), str(rng.randint(1, 999)), str(rng.randint(1, 9999)), f"{rng.randint(1, 250):03}",
        f"0{rng.randint(11001, 99999)}", str(rng.randint(100001, 269999)),
        f"{rng.choice('ALPSRCE')}{rng.randint(1, 99):02}", f"P{rng.randint(1, 12):02}{rng.randint(1, 30):03}",
        f"e{rng.randint(1000, 99999)}",
    ])  # fmt: skip
