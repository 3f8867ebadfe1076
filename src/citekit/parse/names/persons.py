"""One person as printed to a Name: "Family, Given", "Given Family", "Family JA", 毛泽东; particles, suffixes."""

from __future__ import annotations

import re
from functools import cache

from citekit.model import Name
from citekit.parse.names.order import family_first
from citekit.parse.names.organisations import is_organisation
from citekit.parse.normalisation import one_line, without_italics
from citekit.parse.tables import fold, lines
from citekit.parse.tables import words as words_of

_PARTICLE_WORDS = (
    r"van|von|vom|zu|zum|zur|de|del|della|dello|dei|degli|dalla|dal|da|das|do|dos|di|du|des|der|den|ter|ten|te|la|"
    r"le|lo|el|al|bin|ibn|ben|af|av|st\.|'t|’t|op|d[’']|l[’']|y"
)
PARTICLE = re.compile(rf"(?:{_PARTICLE_WORDS})", re.IGNORECASE)
_PARTICLES = re.compile(
    rf"(?:(?:{_PARTICLE_WORDS})\s+(?:(?:und|en)\s+(?=zu))?|(?:d|l|dell|D|L)['’](?=\w))+", re.IGNORECASE
)
_TRAILING_PARTICLE = re.compile(rf"\s((?:{_PARTICLE_WORDS})(?:\s(?:{_PARTICLE_WORDS}))*)$")
_CAPITAL_PARTICLE = frozenset(
    "Van Von Vom Zu Zum Zur De Del Della Dello Dei Degli Dalla Dal Da Das Dos Di Du Des Der Den Ter Ten La Le Lo "
    "El Ibn Ben Bin St. Ste.".split()
)
"""Particles that belong to the family name where they are capitalised: "Jacques Le Goff", "Stephen Van Evera"."""
_OPENS_ALONE = frozenset(("Ibn", "Abu", "Abū", "Umm"))
SUFFIX = re.compile(r"(?:Jr|Sr|JR|SR|jr|jun|sen|II|III|IV|Esq|MD|M\.D|Ph\.?D|Júnior|Filho|Neto|fils|père)\.?")
_SUFFIX_WITHIN = re.compile(r"(.*\S)\s+((?:Jr|Sr|JR|SR)\.?|II|III|IV)")
INITIALS = re.compile(
    r"(?:[^\W\d_]{1,2}\.[\s\u00a0]?[-–]?[\s\u00a0]?|[^\W\d_a-z]{1,3}(?=\s|$|-)[\s-]?|[A-Z][a-z]{1,3}\.[\s-]?)+"
)
_GIVEN_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^\W\d_][^()\d]*?)\)?")  # "LE GOFF (Jacques)"
_GLUED_INITIAL = re.compile(r"(?<!\w)([A-ZÀ-Þ]\.)(?=[A-ZÀ-Þ][a-zà-ÿ’']{2})")
"""An initial whose blank a scan lost: "G.Teubner"."""
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af々]+")
_HAN = re.compile(r"[\u4e00-\u9fff々]{2,5}")
_COMPOUND_GIVEN = re.compile(r"(?:Jean|Marie|Anne|Hans|Karl|Pierre|Ana|José|Juan|Maria|Mary)-[A-ZÀ-Þ][\w’'-]+")


def tidy(text: str) -> str:
    """Return a printed name on one line, without marks and separators around it."""
    text = _GLUED_INITIAL.sub(r"\1 ", one_line(without_italics(text)).strip(" ,;:"))
    return text[:-1] if re.search(r"[^\W\d_]{4,}\.$", text) else text


def is_initials(text: str) -> bool:
    """Tell whether ``text`` is initials and nothing else: "J. A.", "JA", "J.-P."."""
    return INITIALS.fullmatch(text + " ") is not None and not text.startswith(("St.", "Ste."))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name.strip().lower() for line in lines("given_names") for name in line.split(";"))


def is_given(word: str) -> bool:
    """Tell whether ``word`` is known as a given name and seldom a surname; its accents count ("Juliá" is none)."""
    known = word.lower() in _given_names() or (word.isascii() and fold(word) in words_of("given_names"))
    return known or _COMPOUND_GIVEN.fullmatch(word) is not None


def vancouver(text: str) -> re.Match[str] | None:
    """Match ``Smith AB`` and ``van der Berg JK``: surname, then initials without stops."""
    return re.fullmatch(r"(.*[^\W\d_][a-zà-ÿ’'-]\S*)\s+([A-ZÀ-Þ]{1,3}|[A-ZÀ-Þ]-[A-ZÀ-Þ])", text)


def inverted(family: str, given: str, suffix: str | None = None) -> Name | None:
    """Return the person printed as "Family, Given"; a suffix or particle may trail either part."""
    family, given = tidy(family), tidy(given)
    for part in (family, given):
        if suffix is None and (match := _SUFFIX_WITHIN.fullmatch(part)):
            suffix = match[2]
            family, given = (match[1], given) if part is family else (family, match[1])
    particle, family = _particle(family)
    dropping = None
    if trailing := _TRAILING_PARTICLE.search(given):
        dropping, given = trailing[1], given[: trailing.start()]
    return Name(
        family=family, given=given, non_dropping_particle=particle, dropping_particle=dropping,
        suffix=suffix, comma_suffix=bool(suffix),
    )  # fmt: skip


def _particle(family: str) -> tuple[str | None, str]:
    """Split "van der Berg" and "de Jong"; a capitalised particle ("De Gaulle", "Van Evera") stays in the name."""
    match = _PARTICLES.match(family)
    opening = family.lstrip("'’")[:1]
    if match and opening.islower() and family[match.end() :].strip():
        return match[0].strip(), family[match.end() :].strip()
    return None, family


def natural(text: str, *, list_is_inverted: bool = False, family_opens: bool = False) -> Name | None:
    """Return the person printed without a comma.

    ``list_is_inverted``: see ``name_order``. ``family_opens``: other names of the list show that the family name
    comes first, as in "Bourdieu Pierre, Passeron Jean-Claude".
    """
    text = tidy(text)
    if not re.search(r"[^\W\d_]", text):
        return None
    if is_organisation(text):
        return Name(literal=text)
    suffix = None
    if len(text.split()) > 2 and (match := _SUFFIX_WITHIN.fullmatch(text)):
        text, suffix = match[1], match[2]
    if match := vancouver(text):
        particle, family = _particle(match[1])
        return Name(family=family, given=match[2], non_dropping_particle=particle, suffix=suffix)
    if (bracketed := _GIVEN_IN_BRACKETS.fullmatch(text)) is not None:
        return inverted(bracketed[1], bracketed[2])
    words = text.split()
    if len(words) == 1:
        return one_word(text)
    if len(words) > 6 or "of" in words[1:-1]:
        return Name(literal=text)
    if len(words) == 2 and all(_EAST_ASIAN.fullmatch(word) for word in words):
        return Name(family=words[0], given=words[1], static_ordering=True)
    if words[0] in _OPENS_ALONE and len(words) == 2:
        return Name(family=text)
    if family_first(words, list_is_inverted=list_is_inverted):
        return Name(family=words[0], given=" ".join(words[1:]), suffix=suffix, static_ordering=True)
    if length := opening_family(words, family_opens=family_opens):
        return inverted(" ".join(words[:length]), " ".join(words[length:]), suffix)
    return _given_first(words, suffix)


def opening_family(words: list[str], *, family_opens: bool = False) -> int:
    """Return how many of ``words`` are a family name that opens the name without a comma, 0 where none does.

    Capitals say so ("BOURDIEU Pierre", "LE GOFF Jacques"), or given names that are seldom surnames ("Rossi
    Mario"), or the names around it.
    """
    capitals = next((i for i, word in enumerate(words) if not (word.isupper() and len(word.strip(".")) > 1)), 0)
    rest = words[capitals:]
    if capitals and not any(word.isupper() and len(word) > 2 for word in rest) and len(words[0]) > 1:
        longest = max(len(word) for word in words[:capitals])
        return capitals if longest > 3 and not is_initials(words[0]) else 0
    if any("." in word for word in words) or any(word[0].islower() for word in words):
        return 0
    length = 2 if len(words) > 2 and words[0] in _CAPITAL_PARTICLE else 1
    rest = words[length:]
    if rest and len(rest) <= 2 and not any(is_given(word) for word in words[:length]):
        return length if all(is_given(word) for word in rest) or (family_opens and len(words) == 2) else 0
    return 0


def one_word(text: str) -> Name:
    """Return a surname alone, or a name in Chinese characters, parted where a known surname ends.

    A name in Hangul stays whole, as Korean citations print it whole.
    """
    if _HAN.fullmatch(text):
        for length in (3, 2, 1):
            if (
                length < len(text)
                and text[:length] in words_of("han_surnames")
                and len(text) - length <= max(2, length + 1)
            ):
                return Name(family=text[:length], given=text[length:], static_ordering=True)
    return Name(family=text)


def _is_particle(word: str) -> bool:
    return PARTICLE.fullmatch(word) is not None and word.lstrip("'’")[:1].islower()


def _given_first(words: list[str], suffix: str | None) -> Name:
    """Given names, then particles in lower case, then the family name; a Roman or capital name may come first."""
    first = next((i for i, word in enumerate(words[1:], 1) if _is_particle(word) and word != "y"), None)
    if first is not None and first < len(words) - 1:
        last = first
        while last < len(words) - 1 and _is_particle(words[last]):
            last += 1
        return Name(given=" ".join(words[:first]), non_dropping_particle=" ".join(words[first:last]),
                    family=" ".join(words[last:]), suffix=suffix)  # fmt: skip
    in_capitals = len(words) == 2 and words[0].isupper() and len(words[1]) > 2  # "MARY LOE"
    initials = all(is_initials(word) for word in words[1:]) and not in_capitals
    if initials and not is_initials(words[0]):
        return Name(family=words[0], given=" ".join(words[1:]), suffix=suffix)  # "Smith J. A."
    if (trailing := _trailing_initials(words)) and not is_initials(words[0]):
        begin = trailing if words[0] in _CAPITAL_PARTICLE or not is_given(words[0]) else 1
        return Name(family=" ".join(words[:begin]), given=" ".join(words[begin:]), suffix=suffix)  # "Le Goff J."
    if _is_particle(words[0]):
        return Name(non_dropping_particle=words[0], family=" ".join(words[1:]), suffix=suffix)
    begin = _family_begins(words)
    return Name(given=" ".join(words[:begin]), family=" ".join(words[begin:]), suffix=suffix)


def _trailing_initials(words: list[str]) -> int:
    """Return where initials with stops begin that end the name, 0 where none do."""
    begin = len(words)
    while begin > 0 and "." in words[begin - 1] and is_initials(words[begin - 1]):
        begin -= 1
    return begin if begin < len(words) else 0


def _family_begins(words: list[str]) -> int:
    """Return where the family name begins in a name printed given name first."""
    capital = next((i for i, word in enumerate(words[1:-1], 1) if word in _CAPITAL_PARTICLE), None)
    if capital is not None:
        return capital
    if "y" in words[2:-1]:
        return words.index("y", 2) - 1  # "José Ortega y Gasset"
    if len(words) > 2 and _two_surnames(words):
        return len(words) - 2
    return len(words) - 1


def _two_surnames(words: list[str]) -> bool:
    """Whether a Spanish name ends in two surnames: "Gabriel García Márquez", "Adolfo Bioy Casares"."""
    first, before, last = fold(words[0]), fold(words[-2]), fold(words[-1])
    surnames, given = words_of("spanish_surnames"), words_of("given_names")
    if before in given or is_initials(words[-2]):
        return False
    if before in surnames:
        return last in surnames or (first in given and words[-1] not in ("Filho", "Neto", "Júnior"))
    return last in surnames and first in given and len(words) == 3 and words[-2][0].isupper()
