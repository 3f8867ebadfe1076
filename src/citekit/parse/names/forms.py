"""Whether a stretch of print can only be names, so that the grammar is sure of what precedes a title."""

from __future__ import annotations

import re

from citekit.parse.names.lists import read_names
from citekit.parse.names.organisations import are_known, is_organisation, is_title_case

_LOWER_ALLOWED = frozenset(
    "van von vom zu zum zur de del della dei degli da das do dos di du des der den ter ten la le el al bin ibn "
    "af av and und et y e i en och og with mit sowie ed eds hrsg hg al. et. ed. eds. and. others editor editors "
    "cura coord coords comp dir trans".split()
)

_NO_NAME = frozenset(
    "in on at the a an as for since when after before this that these those it from by to with of under over "
    "during "
    "although while because if but and not see cf der die das ein eine im am bei nach vor seit un une dans sur "
    "en nel nella su per una".split()
)


def reads_as_names(text: str) -> bool:
    """Tell whether ``text`` is a list of persons, or one organisation or several, and nothing else."""
    stripped = text.strip(" .,;:\n\r\t")
    if not stripped.split() or len(stripped) > 400:
        return False
    if are_known(stripped):
        return True
    if re.search(r"[“”\"„«»*‘<>?!]|:\s", stripped):
        return False
    opening = stripped.split(maxsplit=1)[0].lower()
    if opening in _NO_NAME and not (opening == "the" and is_organisation(stripped)):
        return False
    if is_organisation(stripped) and re.match(r"[A-ZÀ-Þ]", stripped) and not re.search(r"[.:?!]\s", stripped):
        return is_title_case(stripped)
    words = re.findall(r"\S+", stripped)
    for word in words:
        bare = word.strip("(),;:/&[]")
        if bare and bare[0].islower() and bare.rstrip(".").lower() not in _LOWER_ALLOWED and "/" not in word:
            return False
        if any(character.isdigit() for character in bare):
            return False
    names = read_names(stripped)
    if not names or len(words) / len(names) > 6:
        return False
    return all(found.name.family and len((found.name.given or "").split()) <= 4 for found in names)
