"""Lists of names as references print them: who comes first, in which order and spelling, and what joins them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

from citekit.model import Name
from citekit.train.tables import by_language, entries

FORMS = {
    "natural": "John P. Collman", "initials-first": "J. P. Collman", "tight-first": "J.P. Collman",
    "inverted": "Collman, John P.", "inverted-all": "Collman, John P.", "initials": "Collman, J. P.",
    "tight": "Collman, J.P.", "bare": "Collman J. P.", "bare-tight": "Collman J.P.", "vancouver": "Collman JP",
    "capitals": "COLLMAN, John P.", "capitals-first": "John P. COLLMAN", "capitals-bare": "COLLMAN John P.",
}  # fmt: skip
"""How names are spelled; ``inverted`` inverts the first of several only."""
_DOUBLE = frozenset(("Yu", "Ya", "Zh", "Kh", "Ts", "Ju"))  # initials of two letters, for one of Cyrillic
_LONGEST = 12
_SHORTENED = 0.35
_RENAMED, _PARTICLE, _SUFFIX = 0.4, 0.03, 0.012


class Byline(NamedTuple):
    """How one reference prints its lists of names."""

    form: str
    joint: str
    last: str
    others: str


def byline(rng: random.Random, form: str, language: str) -> Byline:
    """Return one of the usual ways to print lists of names of a form."""
    word = rng.choice(by_language("words", "and", language))
    if form == "vancouver":
        joint, last = rng.choice([(", ", ", "), (", ", ", "), (", ", f" {word} "), ("; ", "; ")])
    elif form in ("bare", "bare-tight"):
        joint, last = rng.choice([(", ", ", "), (", ", f" {word} "), ("; ", "; "), (", ", f", {word} ")])
    elif form in ("inverted-all", "capitals", "capitals-bare"):
        joint, last = rng.choice([("; ", "; "), (", ", f" {word} "), ("; ", f" {word} "), (" / ", " / ")])
    else:
        joint, last = rng.choice(
            [(", ", f" {word} ")] * 4 + [(", ", f", {word} ")] * 3 + [(", ", ", ")] * 2
            + [("; ", "; "), ("; ", f"; {word} "), ("/", "/"), (f" {word} ", f" {word} ")]
        )  # fmt: skip
    others = rng.choice(by_language("words", "others", language))
    return Byline(form, joint, last, others if others.startswith(",") else " " + others)


def printed(names: Sequence[Name], style: Byline, rng: random.Random) -> str:
    """Return a list of names, now and then cut off behind the first."""
    if len(names) > _LONGEST or (len(names) > 3 and rng.random() < _SHORTENED):
        return spelled(names[0], style.form) + style.others
    several = [spelled(name, style.form, place) for place, name in enumerate(names)]
    return several[0] if len(several) == 1 else style.joint.join(several[:-1]) + style.last + several[-1]


def spelled(name: Name, form: str, place: int = 0) -> str:
    """Return one name, the ``place``-th of its list, in a form."""
    return f"{_ordered(name, form, place)}, {name.suffix}" if name.suffix else _ordered(name, form, place)


def _ordered(name: Name, form: str, place: int) -> str:
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = name.given or ""
    if not given or name.literal:
        return name.literal or family
    if form in ("inverted", "inverted-all"):
        return f"{given} {family}" if place and form == "inverted" else f"{family}, {given}"
    if form in ("initials", "tight"):
        return f"{family}, {_initials(given, ' ' if form == 'initials' else '')}"
    if form in ("initials-first", "tight-first"):
        return f"{_initials(given, ' ' if form == 'initials-first' else '')} {family}"
    if form in ("bare", "bare-tight"):
        return f"{family} {_initials(given, ' ' if form == 'bare' else '')}"
    if form == "vancouver":
        return f"{family} {_initials(given, '').replace('.', '')}"
    if form.startswith("capitals"):
        between = {"capitals": ", ", "capitals-bare": " "}.get(form)
        return f"{given} {family.upper()}" if between is None else f"{family.upper()}{between}{given}"
    return f"{given} {family}"


def _initials(given: str, joint: str) -> str:
    parts = [part for part in re.split(r"[\s.]+", given) if part]
    return joint.join((part[:2] if part[:2] in _DOUBLE else part[0]) + "." for part in parts)


def renamed(rng: random.Random, name: dict[str, str], surnames: Sequence[str]) -> dict[str, str]:
    """Return a person's name (CSL-JSON) with another surname, now and then with a particle or a suffix."""
    if "family" not in name or not surnames:
        return name
    name = dict(name)
    if rng.random() < _RENAMED:
        name["family"] = rng.choice(surnames)
    if rng.random() < _PARTICLE and "non-dropping-particle" not in name:
        name["non-dropping-particle"] = rng.choice(entries("words", "particle"))
    if rng.random() < _SUFFIX and name.get("given"):
        name["suffix"] = rng.choice(entries("words", "suffix"))
    return name
