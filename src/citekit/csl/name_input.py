"""Names as references carry them, with their particles and suffixes told apart (CSL 1.0.2, Name Particles)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

# Scripts whose readers expect a space between the names, and given names before the family name.
_SPACED_SCRIPT = re.compile(
    "[-0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u0e01-\u0e5b\u10a0-\u10ff\u1e00-\u1fff]"
)
_FAMILY_PARTICLE = re.compile(r"([^ ]+?(?:[-ʻ’']| ) *)(?=\S)")
_SUFFIX = re.compile(r"^(.*?)\s*,(!?)\s*(.+)$")
_GENERATION = re.compile(
    r"^(?:[JS]r|[JS]nr|jnr|snr|jr|sr|I{1,3}|IV|VI{0,3}|IX|X|Esq|PhD|Ph\.D|MD|M\.D|2nd|3rd|4th)\.?$"
)


BY_DATA, BY_LANGUAGE, IN_FULL = 1, 2, 3
"""Why a name keeps its order, family first: ``static-ordering``, the item's language, or ``static-ordering`` with
the value ``full``, an extension: as long as the given name is shown in full; initials are set like any other's."""
_FAMILY_FIRST_LANGUAGES = frozenset({"ja", "zh", "hu", "vi"})


class Name(NamedTuple):
    """One name. ``literal`` alone for one without parts (an institution)."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    literal: str = ""
    comma_suffix: bool = False
    comma_dropping: bool = False
    family_first: int = 0  # why this person's names do not change places, if they do not
    unspaced: bool = False  # written in a script that puts the family name first, without a space


def read(value: Any) -> tuple[Name, ...]:
    """Return the names in a CSL-JSON name variable; what holds no name is left out."""
    if isinstance(value, dict | str):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(name for name in map(_one, value) if name is not None)


def _one(value: Any) -> Name | None:
    if isinstance(value, str):
        return Name(literal=value.strip()) if value.strip() else None
    if not isinstance(value, dict):
        return None
    text = {
        k: str(v).strip() for k, v in value.items() if isinstance(v, str | int | float) and not isinstance(v, bool)
    }
    if text.get("literal"):
        return Name(literal=text["literal"])
    family, given = text.get("family", ""), text.get("given", "")
    if not family and not given:
        return Name(literal=text["name"]) if text.get("name") else None
    if str(value.get("isInstitution", "")).lower() in ("true", "1"):
        return Name(literal=" ".join(filter(None, (given, family))))
    return _split(
        family,
        given,
        text.get("dropping-particle", ""),
        text.get("non-dropping-particle", ""),
        text.get("suffix", ""),
        bool(value.get("comma-suffix")),
        _order(value.get("static-ordering")),
        value.get("parse-names") not in (False, 0, "false"),
    )


def _order(static: Any) -> int:
    return IN_FULL if static == "full" else BY_DATA if static else 0


def in_language(names: tuple[Name, ...], language: str) -> tuple[Name, ...]:
    """Names of a work in a language that puts the family name first."""
    if language.partition("-")[0].lower() not in _FAMILY_FIRST_LANGUAGES:
        return names
    return tuple(n if n.literal or n.family_first else n._replace(family_first=BY_LANGUAGE) for n in names)


@lru_cache(maxsize=65536)
def _split(
    family: str, given: str, dropping: str, non_dropping: str, suffix: str, comma: bool, order: int, parse: bool
) -> Name:
    comma_dropping = False
    if len(family) > 1 and family[0] == family[-1] == '"':
        family = family[1:-1]
        parse = False
    if not family and given:
        family, given = given, ""
    if parse:
        if not suffix and (match := _SUFFIX.match(given)):
            rest, strict, tail = match.groups()
            if tail[-1:] in "'’" or (tail[:1].islower() and not _GENERATION.match(tail)):
                if not dropping:
                    given, dropping, comma_dropping = rest, tail, True
            else:
                given, suffix, comma = rest, tail, comma or bool(strict)
        if not non_dropping and not dropping:
            non_dropping, family = _leading(family)
        if not dropping and given:
            given, dropping = _trailing(given)
    letters = family or given
    unspaced = bool(letters) and not _SPACED_SCRIPT.search(letters)
    if unspaced and given and _SPACED_SCRIPT.match(given):
        unspaced = False
    return Name(
        family,
        given,
        dropping,
        non_dropping,
        suffix,
        "",
        comma,
        comma_dropping,
        order,
        unspaced,
    )


def _leading(family: str) -> tuple[str, str]:
    """Split lowercase words off the front of a family name: ``van der Meer``, ``d'Aubignac``, ``al-Hakim``."""
    position = 0
    while match := _FAMILY_PARTICLE.match(family, position):
        first = match[1].lstrip("-'ʻ’ ")[:1]
        if not first.islower():
            break
        position = match.end()
    particle = family[:position]
    return (particle if particle.endswith(("' ", "’ ")) else particle.strip()), family[position:]


def _trailing(given: str) -> tuple[str, str]:
    """Split lowercase words off the end of a given name: ``Jean de``, ``François Hédelin d'``."""
    words = given.split(" ")
    count = 0
    while count < len(words) - 1 and (word := words[-1 - count]).lstrip("-'ʻ’")[:1].islower():
        if "." in word and len(word) <= 2:
            break
        count += 1
    if not count:
        return given, ""
    return " ".join(words[:-count]), " ".join(words[-count:])
