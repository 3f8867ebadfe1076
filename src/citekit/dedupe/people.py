"""Names read: persons and organisations in comparable form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from citekit.dedupe.folding import (
    STOP_WORDS,
    canonical,
    is_wide,
    original_script,
    squash,
    strip_markup,
    without_original,
    words,
)
from citekit.dedupe.name_lists import parted, person, without_label
from citekit.dedupe.name_tables import DEMONYMS
from citekit.model import Name


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A name: its words of more than one letter, its initials, and what it is called by first."""

    family: str
    given: tuple[str, ...]  # words and initials in order
    bag: frozenset[str]  # all words of more than one letter
    corporate: bool
    wide: bool
    original: str = ""  # the name in its own script, where that is printed beside the romanised one, or alone

    @property
    def identity(self) -> tuple[str, tuple[str, ...], bool]:
        """What is equal for names read from texts that say the same."""
        return self.family, self.given, self.corporate


def same_people(a: tuple[Person, ...], b: tuple[Person, ...]) -> bool:
    """Tell whether two lists say the same, name by name."""
    return a is b or (
        len(a) == len(b)
        and all(one is other or one.identity == other.identity for one, other in zip(a, b, strict=True))
    )


def identities(names: Iterable[Person]) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Return a list of names as plain values, which can be compared by themselves."""
    return tuple([(name.family, name.given, name.corporate) for name in names])


_NOBODY = frozenset(squash(word) for word in ("others", "al", "et al", "anonymous", "anon", "unknown", "author"))
_SUFFIX = frozenset({"jr", "sr", "phd", "md", "esq"})


_ET_AL = re.compile(
    r"(?i)[\s,]*\b(?:(?:et|and|&)[\s.]+)?(?:al|others)\b\.?\s*$|\s*\(?\beds?\.\)?|\s*\(ed(?:itor)?s?\)"
)
_ET = re.compile(r"(?i)[\s,]+(?:et|and|&)$")
_HAS_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.")


def _tidy(text: str) -> str:
    """Return a part of a name without ``et al.``, ``(eds.)`` and the comma that was left at its end."""
    if "al" in text or "other" in text or "ed" in text or "Ed" in text:
        text = _ET_AL.sub("", text)
        text = _ET.sub("", text)
    return text.strip(" ,;")


@lru_cache(maxsize=131072)
def read_name(family: str, given: str, literal: str) -> Person | None:
    """Return a name in comparable form; None where it holds no word."""
    whole = family + given + literal
    original = original_script(whole)
    if original and any(character.isalpha() for character in without_original(whole)):
        one = read_name(*(without_original(part) for part in (family, given, literal)))
        return replace(one, original=original) if one else None
    cut_off = family.strip(" .").lower() in ("al", "others")  # "Kenneth Ross et al", parted at its last blank
    family, given = _tidy(family), _ET.sub("", _tidy(given))
    if not literal and not (family and given) and (cut_off or _HAS_INITIAL.search(family or given)):
        given, _, family = (family or given).rpartition(" ")  # one person, printed in one piece
    if not literal and not given and (parts := person(family)):
        family, given = parts
    if literal or not given:
        return _read_whole(literal or family, bool(literal))
    family_words = [squash(word) for word in words(strip_markup(family)) if word not in _SUFFIX]
    given_words = _given(given)
    if not family_words:
        return _read_whole(given, False)
    particles = [word for word in family_words[:-1] if len(word) > 1]
    bag = frozenset([word for word in family_words + given_words if len(word) > 1])
    wide = is_wide(family)
    return Person(
        family_words[-1] if not wide else "".join(family_words),
        tuple(given_words + particles),
        bag,
        False,
        wide,
        original,
    )


def _given(text: str) -> list[str]:
    """Split given names; ``RE`` and ``HCG`` are initials."""
    found = []
    for raw in re.split(r"[\s.\-‐‑,]+", text):
        if raw.isupper() and raw.isalpha() and 1 < len(raw) <= 3 and not is_wide(raw):
            found += list(raw.lower())
        else:
            found += [squash(word) for word in words(raw) if word not in _SUFFIX]
    return found


def _read_whole(text: str, corporate: bool) -> Person | None:
    raw = words(strip_markup(text))
    content = [canonical(word) for word in raw if word not in STOP_WORDS] or raw
    if not content:
        return None
    content = [DEMONYMS.get(word, word) for word in content]
    corporate = corporate or len(content) > 1
    family = " ".join(content) if corporate else content[-1]
    given = tuple(raw) if corporate else ()
    return Person(family, given, frozenset(content), corporate, is_wide(text), original_script(text))


def read_names(names: Iterable[Name]) -> tuple[Person, ...]:
    """Return a list of names in comparable form; ``et al.`` is left out."""
    found = []
    for name in names:
        family = name.family or ""
        if name.non_dropping_particle or name.dropping_particle:
            family = " ".join(p for p in (name.dropping_particle, name.non_dropping_particle, family) if p)
        given = name.given or ""
        if "[" in family:
            family = without_label(family)
        elif "[" in given:
            given = without_label(given)
        for one in parted(family, given) or ((family, given),):
            read = read_name(*one, name.literal or "")
            if read is not None and read.family not in _NOBODY:
                found.append(read)
    return tuple(found)
