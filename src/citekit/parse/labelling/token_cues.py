"""Words that say what stands beside them, and the language of a reference: what the features need of tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from citekit.parse.tables import fold, lines, numbered, words

_ROMAN = re.compile(
    r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|"
    r"v?i{0,3})"
)
_LANGUAGES = {
    "en": "the of and in for on to from with by an at its as is their",
    "de": "der die das und zur zum im des dem den von für über eine ein als auf mit bei aus ihre",
    "fr": "le la les du des et dans sur pour une un en au aux par à chez ou",
    "it": "il lo la gli di del della dei delle nel nella e per con da al alla storia un una",
    "es": "el los las del y en para por una con su al sobre",
    "nl": "het een van voor met de over op naar bij",
    "pt": "o os as do da dos das e em para por uma no na com",
    "la": "de et ad in ex pro cum sive",
}


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in lines("cue_words"):
        kind, _, listed = line.partition(":")
        for word in listed.split(";"):
            table[word.strip()] = (*table.get(word.strip(), ()), kind)
    return table


@cache
def _language_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, listed in _LANGUAGES.items():
        for word in listed.split():
            table[word] = (*table.get(word, ()), code)
    return table


@cache
def _place_words() -> frozenset[str]:
    return frozenset(word for entry in words("places") for word in re.findall(r"\w{3,}", entry))


def cues(lower: str) -> tuple[str, ...]:
    """Return what a lower-case word is a sign of: ``page``, ``editor``, ``thesis`` and so on."""
    return _cues().get(lower, ())


def language(lowered: Iterable[str]) -> str:
    """Return the language whose small words are most among ``lowered``, ``-`` if there is none."""
    table = _language_words()
    counts: dict[str, int] = {}
    for word in lowered:
        for code in table.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: (counts[code], code == "en")) if counts else "-"


@lru_cache(maxsize=1 << 15)
def table_features(word: str) -> tuple[str, ...]:
    """Return a feature for each table that ``word`` is in."""
    folded = fold(word)
    found = [f"Q={kind}" for kind in cues(word.lower())]
    if word.lower() in numbered("months"):
        found.append("T=month")
    if folded in _place_words():
        found.append("T=place")
    if folded in words("publisher_words"):
        found.append("T=pub")
    if folded in words("organisation_words"):
        found.append("T=org")
    if folded in words("japanese_surnames") or folded in words("chinese_surnames"):
        found.append("T=sur")
    if word[0].isupper() and folded in words("common_given_names"):
        found.append("T=first")
    if _ROMAN.fullmatch(word):
        found.append("T=rom")
    return tuple(found)
