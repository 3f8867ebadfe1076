"""Lists of names as they are printed, read into Names with their spans.

"Gray, A. and Navarro, P.", "Smith AB, Jones C", "Eric Heginbotham and Richard Samuels", "Feest,
Johannes/Blankenburg, Erhard", "van der Berg, J., Jr.", organisations whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.model import Name
from citekit.parse.name_order import family_first
from citekit.parse.normalisation import one_line, without_italics
from citekit.parse.organisations import are_known, is_organisation, split_organisations
from citekit.parse.tables import words as words_of

_PARTICLE_WORDS = (
    "van|von|vom|zu|zum|zur|de|del|della|dello|dei|degli|dalla|dal|da|das|do|dos|di|du|des|der|den|ter|ten|te|la|"
    "le|"
    "lo|el|al|bin|ibn|ben|af|av|st\\.|'t|’t|op|d[’']|l[’']|y"
)
_PARTICLES = re.compile(rf"(?:(?:{_PARTICLE_WORDS})\s+|(?:d|l|dell|D|L)['’](?=\w))+", re.IGNORECASE)
_PARTICLE = re.compile(rf"(?:{_PARTICLE_WORDS})", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|jun|sen|II|III|IV|Esq|MD|M\.D|Ph\.?D)\.?", re.IGNORECASE)
_INITIALS = re.compile(
    r"(?:[^\W\d_]{1,2}\.[\s\u00a0]?[-–]?[\s\u00a0]?|[^\W\d_a-z]{1,3}(?=\s|$|-)[\s-]?|[A-Z][a-z]{1,3}\.[\s-]?)+"
)
_JUNK = re.compile(
    r"\s*[,(\[]?\s*(?<!\w)(?:et\s+al\b\.?|u\.\s?a\.|and\s+others|et\s+alii|i\s+in\.|y\s+otros|e\s+outros|"
    r"and\s+colleagues|"
    r"u\.\s?Mitarb\.|mit\s+anderen|eds?\b\.?|editors?\b|hrsg\b\.?|hg\b\.?|hgg\b\.?|herausgegeben\s+von|dirs?\b\.?|"
    r"a\s+cura\s+di|cur\b\.|coord\b\.?|coords\b\.?|comp\b\.?|comps\b\.?|éds?\b\.?|trans\b\.?|transl\b\.?|"
    r"übers\b\.?|"
    r"trad\b\.?|red\b\.?|org\b\.|orgs\b\.|szerk\b\.|ред\b\.)\s*[)\]]?",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\s*(?:(?:in|by|und|and|with|mit)\s+|(?i:eds?\.|edited|hrsg\.|hg\.|herausgegeben|translated|trans\.|übers\.|"
    r"übersetzt|traduit|trad\.|a cura|éd\.|dir\.|sous la dir\.)\s+(?:by|von|v\.|par|de|di)?\s*)+(?=[^\W\d_])",
)
_STRONG = re.compile(
    r"\s*;\s*(?:and\s+|&\s*|und\s+)?|,?\s+(?:and|und|et|y|e|i|en|och|og|és|a|и|ve|sowie|with|"
    r"mit)\s+(?=[^\W\d_a-zà-ÿ]|van\b|von\b|de\b|d['’]"
    r"|\d)|,?\s*&\s*|\s*/\s*|\s+[–—]\s+|\s+-\s+|\s*·\s*|、|，"
)
_GIVEN_IN_BRACKETS = re.compile(r"([^()]+?)\s*\(([^\W\d_][^()\d]*?)\)?")  # "LE GOFF (Jacques)"
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af々]+")
_COMMA = re.compile(r"\s*,\s*")


class FoundName(NamedTuple):
    """A name and where it is printed."""

    name: Name
    start: int
    end: int


class _Part(NamedTuple):
    text: str
    start: int
    end: int


def read_names(text: str, *, list_is_inverted: bool = False) -> list[FoundName]:
    """Return the names in ``text``, a list of authors or editors, in order; spans count from its start.

    ``list_is_inverted``: the works-cited list prints "Family, Given", so that a two-word name without a comma
    keeps its native order (see ``name_order``). What is no name at all yields a literal: nothing is dropped.
    """
    blank = _blanked(text)
    if not blank.strip(" .,;:-–—"):
        return []
    plain = _plain(blank)
    if (is_organisation(plain) or are_known(plain)) and not _looks_personal(blank):
        return [name for start, end in split_organisations(blank) if (name := _literal(blank, start, end))]
    names: list[FoundName] = []
    parts = _split(blank, _STRONG)
    surnames_only = len(parts) > 1 and re.fullmatch(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", parts[-1].text) is not None
    for part in parts:
        if surnames_only and re.fullmatch(r"[^\W\d_][\w’'-]*(?:,\s*[^\W\d_][\w’'-]*)*", part.text):
            for item in _split(part.text, _COMMA, part.start):
                names += _made(_one_word(_join(item.text)), item.start, item.end)
        else:
            names += _read_part(part, list_is_inverted=list_is_inverted)
    return names


def _blanked(text: str) -> str:
    """Overwrite role words ("eds.", "et al.") and marks with spaces, so that offsets stay."""
    if match := _LEADING.match(text):
        text = " " * match.end() + text[match.end() :]
    if "*" in text or "<" in text:
        text = re.sub(r"\*|</?\w+>", lambda m: " " * len(m[0]), text)
    return _JUNK.sub(lambda m: ";" + " " * (len(m[0]) - 1) if m.end() < len(text) - 2 else " " * len(m[0]), text)


def _plain(text: str) -> str:
    return one_line(without_italics(text)).strip(" .,;:")


def _looks_personal(text: str) -> bool:
    """Initials after a comma: a list of persons that holds an institution word by chance."""
    return bool(re.search(r",\s*(?:[^\W\d_a-z]\.[\s-]?)+", text))


def _literal(text: str, start: int, end: int) -> FoundName | None:
    while start < end and text[start] in " \n\t,;:":
        start += 1
    while end > start and text[end - 1] in " \n\t,;:":
        end -= 1
    if end > start and text[end - 1] == "." and not re.search(r"(?:\b\w\.\w|Inc|Ltd|Co|Corp)\.$", text[start:end]):
        end -= 1
    words = one_line(text[start:end])
    return FoundName(Name(literal=words), start, end) if re.search(r"\w", words) else None


def _split(text: str, separator: re.Pattern[str], base: int = 0) -> list[_Part]:
    parts = []
    position = 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        if part := _trim(text, position, end, base):
            parts.append(part)
        position = match.end() if match else end
    return parts


def _trim(text: str, start: int, end: int, base: int = 0) -> _Part | None:
    while start < end and text[start] in " \n\t\u00a0,;:()[]“”\"'‘’–—-.*":
        start += 1
    while end > start and text[end - 1] in ' \n\t\u00a0,;:()[]“”"‘–—-*':
        end -= 1
    return _Part(text[start:end], base + start, base + end) if end > start else None


def _read_part(part: _Part, *, list_is_inverted: bool) -> list[FoundName]:
    """Read one side of an "and": names between commas, some of which part family and given name."""
    items = _split(part.text, _COMMA, part.start)
    names: list[FoundName] = []
    index = 0
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if following and _is_given_part(item, following, alone=index == 0, rest=len(items) - index):
            end = following.end
            suffix = None
            index += 2
            if index < len(items) and _SUFFIX.fullmatch(items[index].text):
                suffix, end = items[index].text, items[index].end
                index += 1
            names += _made(_inverted(item.text, following.text, suffix), item.start, end)
            continue
        index += 1
        if _SUFFIX.fullmatch(item.text) and names:
            last = names.pop()
            changed = last.name.model_copy(update={"suffix": item.text, "comma_suffix": True})
            names.append(FoundName(changed, last.start, item.end))
            continue
        names += _made(_natural(item.text, list_is_inverted=list_is_inverted), item.start, item.end)
    return names


def _is_given_part(item: _Part, following: _Part, *, alone: bool, rest: int) -> bool:
    """Whether ``following`` is the given name of the family name ``item``."""
    if is_organisation(item.text) and len(item.text.split()) > 1:
        return False
    if _INITIALS.fullmatch(item.text + " "):
        return False
    if _INITIALS.fullmatch(following.text + " "):
        return not re.search(r"[^\W\d_]\.\s*\S+$", item.text) and not _vancouver(item.text)
    family_words = [word for word in item.text.split() if not _PARTICLE.fullmatch(word)]
    given_words = following.text.split()
    if len(given_words) > 4 or not following.text[:1].isupper():
        return False
    if rest == 2 and alone:
        # "Anderson, Gary"; "García Márquez, Gabriel", but not "Yamaguchi Noriyuki, Tōgō Kazuhiko"
        return len(family_words) <= 1 or (len(family_words) == 2 and len(given_words) == 1)
    # in a longer chain of commas a single word is a family name; the later names may stand in natural order
    if alone:
        return len(family_words) == 1 and len(given_words) <= 2
    return len(family_words) == 1 and len(given_words) <= 3 and rest % 2 == 0


def _vancouver(text: str) -> re.Match[str] | None:
    """``Smith AB`` and ``van der Berg JK``."""
    return re.fullmatch(r"(.*[^\W\d_][a-zà-ÿ’'-]\S*)\s+([A-ZÀ-Þ]{1,3}|[A-ZÀ-Þ]-[A-ZÀ-Þ])", text)


def _made(name: Name | None, start: int, end: int) -> list[FoundName]:
    return [FoundName(name, start, end)] if name else []


def _inverted(family: str, given: str, suffix: str | None) -> Name | None:
    family, given = _join(family), _join(given)
    particle, family = _particle(family)
    dropping = None
    if trailing := re.search(rf"\s((?:{_PARTICLE_WORDS})(?:\s(?:{_PARTICLE_WORDS}))*)$", given):
        dropping, given = trailing[1], given[: trailing.start()]
    return Name(
        family=family, given=given, non_dropping_particle=particle, dropping_particle=dropping,
        suffix=suffix, comma_suffix=bool(suffix),
    )  # fmt: skip


def _particle(family: str) -> tuple[str | None, str]:
    """Split "van der Berg" and "de Jong"; a capitalised particle ("De Gaulle", "Van Evera") stays in the name."""
    match = _PARTICLES.match(family)
    if match and family[0].islower() and family[match.end() :].strip():
        return match[0].strip(), family[match.end() :].strip()
    return None, family


def _natural(text: str, *, list_is_inverted: bool) -> Name | None:
    text = _join(text)
    if not re.search(r"[^\W\d_]", text):
        return None
    if is_organisation(text):
        return Name(literal=text)
    if match := _vancouver(text):
        particle, family = _particle(match[1])
        return Name(family=family, given=match[2], non_dropping_particle=particle)
    if (bracketed := _GIVEN_IN_BRACKETS.fullmatch(text)) is not None:
        return _inverted(bracketed[1], bracketed[2], None)
    words = text.split()
    if len(words) == 1:
        return _one_word(text)
    if len(words) > 6:
        return Name(literal=text)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else None
    if len(words) == 2 and all(_EAST_ASIAN.fullmatch(word) for word in words):
        return Name(family=words[0], given=words[1], static_ordering=True)
    if family_first(words, list_is_inverted=list_is_inverted):
        return Name(family=words[0], given=" ".join(words[1:]), suffix=suffix, static_ordering=True)
    return _given_first(words, suffix)


def _one_word(text: str) -> Name:
    """A surname alone, or a name in Chinese characters, parted where a known surname begins it."""
    if re.fullmatch(r"[\u4e00-\u9fff々]{2,5}", text):
        for length in (3, 2, 1):
            if (
                length < len(text)
                and text[:length] in words_of("han_surnames")
                and len(text) - length <= max(2, length + 1)
            ):
                return Name(family=text[:length], given=text[length:], static_ordering=True)
    return Name(family=text)


def _given_first(words: list[str], suffix: str | None) -> Name:
    """Given names, then particles in lower case, then the family name; a Roman or capital name may come first."""
    first = next(
        (i for i, word in enumerate(words[1:], 1) if _PARTICLE.fullmatch(word) and word[0].islower()), None
    )
    if first is not None and first < len(words) - 1:
        last = first
        while last < len(words) - 1 and _PARTICLE.fullmatch(words[last]) and words[last][0].islower():
            last += 1
        return Name(given=" ".join(words[:first]), non_dropping_particle=" ".join(words[first:last]),
                    family=" ".join(words[last:]), suffix=suffix)  # fmt: skip
    in_capitals = len(words) == 2 and words[0].isupper() and len(words[1]) > 2  # "MARY LOE"
    initials = all(_INITIALS.fullmatch(word + " ") for word in words[1:]) and not in_capitals
    if initials and not _INITIALS.fullmatch(words[0] + " "):
        return Name(family=words[0], given=" ".join(words[1:]), suffix=suffix)  # "Smith J. A."
    if words[0][0].islower() and _PARTICLE.fullmatch(words[0]):
        return Name(non_dropping_particle=words[0], family=" ".join(words[1:]), suffix=suffix)
    return Name(given=" ".join(words[:-1]), family=words[-1], suffix=suffix)


def _join(text: str) -> str:
    text = one_line(without_italics(text)).strip(" ,;:")
    return text[:-1] if re.search(r"[^\W\d_]{4,}\.$", text) else text
