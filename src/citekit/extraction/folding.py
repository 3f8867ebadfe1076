"""Text made comparable: case, diacritics, punctuation and the words for "and" and "et al." levelled."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)
_INSIDE = re.compile(r"['’‘ʼ`´.]")  # U.S. is US; President's is Presidents
_ET_AL = re.compile(
    r"&\s+al\b\.?|\b(?:et\s+al(?:ii|ia|\b)|u\.\s?a\.|et\s+autres|e\s+altri|y\s+otros|i\s+in\.|and\s+others|and\s+colleagues|"
    r"m\.\s?fl\.|e\s+outros|en\s+anderen|und\s+andere)\.?",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<=\s)(?:und|et|y|e|en|och|og|oraz|ja|ve|és|и)(?=\s)")


def fold(text: str) -> str:
    """Return ``text`` in small letters without diacritics, marks and punctuation, words parted by one blank."""
    bare = text.lower().translate(_LETTERS)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(re.sub(r"[\W_]+", " ", _INSIDE.sub("", bare)).split())


def fold_names(text: str) -> str:
    """Like ``fold``, for names: every "and" and every "et al." is the same."""
    levelled = _ET_AL.sub(" et al ", text)
    protected = levelled.replace(" et al ", " etal ")
    return fold(_AND.sub("and", protected))
