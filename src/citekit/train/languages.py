"""The language of a title, guessed from the small words that only one language has."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = {
    "en": "the of and in on for to with from by its at between towards their how what",
    "de": "der die das in und des im zur zum eine einer über von für mit den dem zwischen auf nach bei als ein am",
    "fr": "le les des du et en au aux dans une sur pour par un chez entre l’ d’ ses leur à",
    "it": "il in lo gli della delle dei del nel nella di e i dal dalla alla al sulla per una un tra fra nell l",
    "es": "el los las y del en una por para con como sobre entre al un su hacia",
    "pt": "o os as e do da dos das em no na uma um por para com sobre ao",
    "nl": "het in een van en voor op met bij over naar uit door tussen aan der",
    "pl": "i w na do z o dla od po przez oraz ze za nad",
}
_WHOLE = 6  # what a word counts that only one language has
_LANGUAGES: dict[str, list[str]] = {}
for _language, _listed in _WORDS.items():
    for _word in _listed.split():
        _LANGUAGES.setdefault(_word, []).append(_language)


def language_of(text: str, default: str = "en") -> str:
    """Return two letters for the language whose small words are the most frequent in ``text``."""
    counts: Counter[str] = Counter()
    for index, word in enumerate(re.findall(r"[^\W\d_]+", text)):
        if word.islower() or not index:
            found = _LANGUAGES.get(word.lower(), ())
            for language in found:
                counts[language] += _WHOLE // len(found)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] != default, pair[0]))
    return ranked[0][0] if ranked and ranked[0][1] >= _WHOLE else default
