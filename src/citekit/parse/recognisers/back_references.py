"""The words with which a note points back: ibid., op. cit., supra note 12, a.a.O., and what surrounds them."""

from __future__ import annotations

import re

IBID = re.compile(
    r"(?<!\w)(?:ib[ií]d(?:em)?\b\.?|ib\.|id\.|id(?=,?\s(?:at\s)?pp?\.?\s?\d)|idem\b|eadem\b|ebd(?:a)?\b\.?|ebenda\b|ivi\b|tamże\b|tamtéž\b|"
    r"u{1}\.?o\.(?=\s)|там же|同上|同前)",
    re.IGNORECASE,
)
OP_CIT = re.compile(
    r"(?<!\w)(?:op\.?\s?cit\b\.?|o\.\s?c\.|loc\.?\s?cit\b\.?|l\.\s?c\.|a\.\s?a\.\s?O\.?|a\.a\.0\.|"
    r"wie\s+Anm(?:erkung)?\b\.?|aaO|art\.\s?cit\b\.?|"
    r"dz\.\s?cyt\.|ob\.\s?cit\.|cit\.(?=\s|$|,)|supra\b|above\b(?=,?\s*(?:n\.|nn?\b|note|fn))|(?<=\W)(?:n|fn|"
    r"note)\.?\s\d+\s+above)",
    re.IGNORECASE,
)
NOTE_NUMBER = re.compile(
    r"(?<!\w)(?:(?:supra|above|infra|in|wie|siehe|oben)?,?\s*(?:at\s+)?(?:foot)?(?:notes?|nn?\.|nn?(?=\s\d)|"
    r"fn\.?|Fn\.|Anm\.|Fußn\.|nota|przyp\.))\s*(?P<number>\d+)"
    r"(?:\s+(?:above|supra|oben))?",
    re.IGNORECASE,
)
_NOTE_IN_BRACKETS = re.compile(
    r"\((?:(?:supra|above|oben|o\.|s\.\s?o\.|siehe(?:\soben)?|wie|vgl\.|see)\s?)?(?:Fn|Fußn|Anm|nn|n|note)\.?\s?\d+\)",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Tell whether ``text`` holds the words of a back-reference."""
    return any(pattern.search(text) for pattern in (IBID, OP_CIT, _NOTE_IN_BRACKETS))
