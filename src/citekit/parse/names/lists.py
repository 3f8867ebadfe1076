"""Lists of names as they are printed, read into Names with their spans.

"Gray, A. and Navarro, P.", "Smith AB, Jones C", "Eric Heginbotham and Richard Samuels", "Feest,
Johannes/Blankenburg, Erhard", "van der Berg, J., Jr.", organisations whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.model import Name
from citekit.parse.names.organisations import are_known, is_organisation, split_organisations
from citekit.parse.names.persons import (
    PARTICLE,
    SUFFIX,
    inverted,
    is_given,
    is_initials,
    natural,
    one_word,
    opening_family,
    tidy,
    vancouver,
)
from citekit.parse.names.roles import without_roles
from citekit.parse.normalisation import one_line, without_italics

_STRONG = re.compile(
    r"\s*;\s*(?:and\s+|&\s*|und\s+)?|,?\s+(?:and|und|et|e|i|en|och|og|és|a|и|ve|sowie|with|avec|con|per|και|ir|"
    r"mit)\s+(?=[^\W\d_a-zà-ÿ]|van\b|von\b|de\b|d['’]"
    r"|\d)|,?\s*&\s*|\s*/\s*|\s+[–—]\s+|\s+-\s+|(?<![\u4e00-\u9fff\u3040-\u30ff])\s*·\s*(?![\u4e00-\u9fff\u3040-\u30ff])|、|，|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff])"
)
_Y = re.compile(r",?\s+y\s+(?=[^\W\d_a-zà-ÿ]|de\b)")
_CAPITALS = re.compile(r"[^\W\d_a-z]{4,}")
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
    blank = without_roles(text)
    if not blank.strip(" .,;:-–—"):
        return []
    plain = _plain(blank)
    if (is_organisation(plain) or are_known(plain)) and not _looks_personal(blank):
        return [name for start, end in split_organisations(blank) if (name := _literal(blank, start, end))]
    return _with_shared_surname(_surnames_in_capitals(_listed(blank, list_is_inverted=list_is_inverted)))


def _surnames_in_capitals(names: list[FoundName]) -> list[FoundName]:
    """Take "SANTOS" beside "SCHMIDT, Paulo" for a surname and no acronym."""
    if not any(
        (one.name.family or "").isupper() and one.name.given and len(one.name.family or "") > 3 for one in names
    ):
        return names
    return [
        one._replace(name=Name(family=literal))
        if (literal := one.name.literal) and _CAPITALS.fullmatch(literal)
        else one
        for one in names
    ]


def _with_shared_surname(names: list[FoundName]) -> list[FoundName]:
    """Give "John" the surname of "John and Anne C. Tedeschi"."""
    if len(names) != 2:
        return names
    first, second = names[0].name, names[1].name
    alone = first.family if first.given is None and not first.literal else None
    if (
        alone is None
        or not second.given
        or second.literal
        or not is_given(alone)
        or not is_given(second.given.split()[0])
    ):
        return names
    shared = Name(given=alone, family=second.family, non_dropping_particle=second.non_dropping_particle)
    return [names[0]._replace(name=shared), names[1]]


def _listed(blank: str, *, list_is_inverted: bool) -> list[FoundName]:
    names: list[FoundName] = []
    parts = _parts(blank)
    family_opens = any(
        opening_family(item.text.split()) for part in parts for item in _split(part.text, _COMMA, part.start)
    )
    surnames_only = len(parts) > 1 and re.fullmatch(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", parts[-1].text) is not None
    for part in parts:
        if surnames_only and re.fullmatch(r"[^\W\d_][\w’'-]*(?:,\s*[^\W\d_][\w’'-]*)*", part.text):
            for item in _split(part.text, _COMMA, part.start):
                names += _made(one_word(tidy(item.text)), item.start, item.end)
        else:
            names += _read_part(part, list_is_inverted=list_is_inverted, family_opens=family_opens)
    return names


def _plain(text: str) -> str:
    return one_line(without_italics(text)).strip(" .,;:")


def _looks_personal(text: str) -> bool:
    """Initials after a comma, or surnames with initials: persons, perhaps with a body among them."""
    return bool(
        re.search(
            r",\s*(?:[^\W\d_a-z]\.[\s-]?)+|,\s+[A-ZÀ-Þ][a-zà-ÿ’'-]+\s(?!AG|SA|AB|NV|BV)[A-ZÀ-Þ]{1,2}(?=\s*(?:[,;.]|$))",
            text,
        )
    )


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
    while start < end and (text[start] in ' \n\t\u00a0,;:()[]“”"–—-.*' or _opens_quotation(text, start, end)):
        start += 1
    while end > start and text[end - 1] in ' \n\t\u00a0,;:()[]“”"‘–—-*':
        end -= 1
    return _Part(text[start:end], base + start, base + end) if end > start else None


def _opens_quotation(text: str, start: int, end: int) -> bool:
    """Whether a single mark quotes; that of "'t Hart" and of "’Abd" is a part of the name."""
    return text[start] in "'‘’" and (
        text[start + 1 : start + 2].isspace() or text[end - 1] in "'’" or end - start < 3
    )


def _parts(text: str) -> list[_Part]:
    """Return the sides of every "and"; a Spanish "y" within a compound surname is none."""
    parts = []
    for part in _split(text, _STRONG):
        start = 0
        for match in _Y.finditer(part.text):
            if _joins_surnames(part.text[start : match.start()], part.text[match.end() :]):
                continue
            if piece := _trim(part.text, start, match.start(), part.start):
                parts.append(piece)
            start = match.end()
        if piece := _trim(part.text, start, len(part.text), part.start):
            parts.append(piece)
    return parts


def _joins_surnames(left: str, right: str) -> bool:
    """Whether "y" stands in "José Ortega y Gasset" or "Ortega y Gasset, José", and not between two persons."""
    if "," in left:
        return False
    following = right.split(",", 1)[0].split()
    if len(following) != 1 or is_given(following[0]):
        return False
    return len(left.split()) > 1 or "," in right


def _read_part(part: _Part, *, list_is_inverted: bool, family_opens: bool) -> list[FoundName]:
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
            if index < len(items) and SUFFIX.fullmatch(items[index].text):
                suffix, end = items[index].text, items[index].end
                index += 1
            names += _made(inverted(item.text, following.text, suffix), item.start, end)
            continue
        index += 1
        if SUFFIX.fullmatch(item.text) and names:
            if item.text in ("II", "IV") and names[-1].name.given is not None:
                continue  # the volume: "a cura di R. Mattioli, II"
            last = names.pop()
            changed = last.name.model_copy(update={"suffix": item.text, "comma_suffix": True})
            names.append(FoundName(changed, last.start, item.end))
            continue
        name = natural(item.text, list_is_inverted=list_is_inverted, family_opens=family_opens)
        names += _made(name, item.start, item.end)
    return names


def _is_given_part(item: _Part, following: _Part, *, alone: bool, rest: int) -> bool:
    """Whether ``following`` is the given name of the family name ``item``."""
    if is_organisation(item.text) and len(item.text.split()) > 1:
        return False
    if is_initials(item.text) or SUFFIX.fullmatch(following.text):
        return False
    if is_initials(following.text):
        initial_first = re.search(r"[^\W\d_]\.\s*\S+$", item.text.removeprefix("St. "))
        return initial_first is None and not vancouver(item.text)
    family_words = [word for word in item.text.split() if not PARTICLE.fullmatch(word)]
    given_words = following.text.split()
    if len(given_words) > 4 or not following.text.lstrip("'’ʿʾ")[:1].isupper():
        return False
    if PARTICLE.fullmatch(given_words[-1]) and given_words[-1].islower():
        return True  # "Sousa Santos, Boaventura de"
    if _surname_in_capitals(item.text, following.text) or _given_alone(family_words, given_words):
        return True
    if rest == 2 and alone:
        # "Anderson, Gary"; "García Márquez, Gabriel", but not "Yamaguchi Noriyuki, Tōgō Kazuhiko"
        return len(family_words) <= 1 or (
            len(family_words) == 2 and len(given_words) == 1 and not opening_family(item.text.split())
        )
    # in a longer chain of commas a single word is a family name; the later names may stand in natural order
    if alone:
        return len(family_words) == 1 and len(given_words) <= 2
    return len(family_words) == 1 and len(given_words) <= 3 and rest % 2 == 0


def _surname_in_capitals(family: str, given: str) -> bool:
    return family.isupper() and len(family.split()) <= 3 and not given.isupper() and len(given.split()) <= 2


def _given_alone(family_words: list[str], given_words: list[str]) -> bool:
    """Whether the words before the comma hold no given name and those behind it nothing else."""
    return (
        len(family_words) <= 3
        and all(is_given(word) for word in given_words)
        and not any(is_given(word) for word in family_words)
        and not is_initials(family_words[0] if family_words else "")
    )


def _made(name: Name | None, start: int, end: int) -> list[FoundName]:
    return [FoundName(name, start, end)] if name else []
