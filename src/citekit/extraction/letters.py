"""Character classes that regular expressions lack: capitals and small letters of every cased script."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_LAST_CASED = 0x0590  # Latin, Greek, Cyrillic and Armenian; the scripts after them have no case
_LATIN_ADDITIONAL = range(0x1E00, 0x1F00)


def _ranges(category: str) -> str:
    points = [p for p in (*range(_LAST_CASED), *_LATIN_ADDITIONAL) if unicodedata.category(chr(p)) == category]
    parts = []
    for _, run in groupby(enumerate(points), lambda pair: pair[1] - pair[0]):
        numbers = [point for _, point in run]
        parts.append(chr(numbers[0]) if len(numbers) == 1 else f"{chr(numbers[0])}-{chr(numbers[-1])}")
    return "".join(parts)


UPPER = _ranges("Lu")
"""Capital letters, for use inside the brackets of a regular expression."""

LOWER = _ranges("Ll")
"""Small letters, likewise."""

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")

CLOSING_QUOTES = "”»’›"


def plain_digits(text: str) -> str:
    """Return ``text`` with superscript digits as plain ones."""
    return text.translate(_PLAIN)
