"""Lists of names that were left in one piece: ``Freund, Y. & Schapire, R. E.`` taken for one person."""

from __future__ import annotations

import re
from functools import lru_cache

Parts = tuple[str, str]
"""Family name and given names."""

_LABEL = re.compile(r"^\s*\[[^\[\]]{1,12}\]\s*")
_BETWEEN = re.compile(r"\s*(?:;|,|&|\band\b)\s*")
_LOOSE = re.compile(
    r"[;&]|,(?!\s*(?:jr|sr|i{1,3}|iv|ph\.?d|m\.?d|eds?|editors?|trans|comp|dir|hrsg|et)\b)", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv|eds?|editors?|et\.? al|al|others|ph\.?d|m\.?d)\.?$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}$")
_INITIAL = re.compile(r"(?:^|[\s.-])[A-Z]\.")
_GIVEN = re.compile(r"[^\W\d_]{2,}\s(?:[A-Z]\.-?\s?){1,3}")
"""``John A.``, which behind a family name is the rest of the name."""
_ENDS_IN_INITIALS = re.compile(r"^(?=.*[a-z]{2})\S.*\s(?:[A-Z]\.?-?){1,4}$")
_INITIAL_THEN_WORD = re.compile(r"(?:^|[\s.-])[A-Z]\.\s*(?:[A-Z]\.[\s-]*)*[^\W\d_]{3,}$")


def without_label(text: str) -> str:
    """Return a name without the label that a citation bore before it: ``[FS95]``."""
    return _LABEL.sub("", text) if "[" in text else text


@lru_cache(maxsize=65536)
def parted(family: str, given: str) -> tuple[Parts, ...]:
    """Return the persons that one name holds; none where it is the name of one."""
    if not family or not _is_list(family, given):
        return ()
    reversed_ = _INITIALS.fullmatch(family) is not None and _LOOSE.search(given) is not None
    people: list[Parts] = []
    for piece in _BETWEEN.split(f"{given} {family}" if reversed_ else f"{family}, {given}"):
        piece = piece.strip()
        if not piece or _SUFFIX.fullmatch(piece):
            continue
        alone = bool(people) and not people[-1][1] and " " not in people[-1][0]
        if _INITIALS.fullmatch(piece) or (alone and _GIVEN.fullmatch(piece)):
            if people and not people[-1][1]:
                people[-1] = (people[-1][0], piece)
            continue
        people.append(_person(piece))
    named = sum(bool(one[1]) for one in people)
    return tuple(people) if len(people) > 1 and 2 * named >= len(people) else ()


def person(text: str) -> Parts | None:
    """Return family name and initials of ``Watkins CJCH``; None where the text has another form."""
    return _person(text) if _ENDS_IN_INITIALS.match(text) else None


def _is_list(family: str, given: str) -> bool:
    """Tell whether a name shows what only a list of names has."""
    if not given:
        return False
    bare = given.rstrip(" ,;")
    if _LOOSE.search(bare):
        return True
    several = " " in family.strip() and family[:1].isupper()
    if several and (bare != given.rstrip() or _INITIAL_THEN_WORD.search(bare)) and " " in bare:
        return True
    if _ENDS_IN_INITIALS.match(family) and _ENDS_IN_INITIALS.match(bare):
        return True
    return bool(several and _INITIAL.search(family) and re.search(r"[^\W\d_]{3,}$", bare))


def _person(text: str) -> Parts:
    """Part the name of one person, the family name first where initials follow it."""
    if _ENDS_IN_INITIALS.match(text):
        family, _, given = text.rpartition(" ")
        while _INITIALS.fullmatch(last := family.rpartition(" ")[2]) and " " in family:
            family, given = family.rpartition(" ")[0], f"{last} {given}"
        return family, " ".join(given) if given.isalpha() else given  # CJCH: four initials, no name in capitals
    given, _, family = text.rpartition(" ")
    return family, given
