"""DOI, URL, ISBN and ISSN: is it one, and do its check digits agree?

Sources: ISO 26324 (DOI), RFC 3986 (URL), ISO 2108 (ISBN), ISO 3297 (ISSN).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def doi(text: str) -> str | None:
    """Return the DOI in ``text`` without resolver or ``doi:``, its case kept; None where it is no DOI."""
    bare = _DOI_PREFIX.sub("", text.strip())
    return bare if _DOI.fullmatch(bare) else None


def is_url(text: str) -> bool:
    """Tell whether ``text`` is an absolute web address: scheme, host, no white space."""
    if any(character.isspace() for character in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https", "ftp") and bool(parts.hostname)


def isbn_is_valid(text: str) -> bool:
    """Tell whether ``text`` is an ISBN-10 or ISBN-13 whose check digit agrees."""
    digits = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
    return False


def issn_is_valid(text: str) -> bool:
    """Tell whether ``text`` is an ISSN whose check digit agrees."""
    digits = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(weight * value for weight, value in zip(range(8, 0, -1), values, strict=True)) % 11 == 0
