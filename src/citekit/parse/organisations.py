"""Telling an organisation from a person, and where one organisation's name ends and the next begins."""

from __future__ import annotations

import re
from functools import cache

from citekit.parse.tables import fold, periodicals, words

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,9}(?:-[A-Z0-9]{2,10})*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COMPOUND = re.compile(
    r"[^\W\d_]{3,}(?:amt|ämter|ministerium|institut|verband|verbände|verein|gesellschaft|gewerkschaft|kommission|"
    r"behörde|kammer|anstalt|akademie|stiftung|ausschu(?:ss|ß)|rat|bund|archiv|genossenschaft|vereinigung|zentrale|"
    r"universität|ministerie|genootschap|vereniging)(?:e?s)?"
)
"""Compounds that end in a word for an institution: "Reichsamt", "Landesverband"."""
_COMPOUND_NO = frozenset("heirat monat vorrat verrat hausrat konrat zierrat unrat vertrat betrat senat bundesrat "
                         "geheimrat hofrat stadtrat regierungsrat studienrat amtsrat".split())  # fmt: skip
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]\.")
_TERRITORY = re.compile(
    r"(?:comune|provincia|regione|città|ville|commune|département|ayuntamiento|diputación|gemeente|provincie|stadt|"
    r"land|kanton|canton|urząd|miasto|gmina|state|city|county)\s(?:di|del|della|de|du|des|d|of|von|st)\b",
)
"""A body that governs a place: "Comune di Ferrara", "Ville de Lyon"; the folded name begins with it."""
_AND = re.compile(r"\s+(?:and|und|et|y|e|&)\s+|\s*[;/]\s*")


@cache
def _phrases() -> re.Pattern[str]:
    several = sorted((w for w in words("organisation_words") if " " in w), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, several)) + r")\b")


def is_organisation(text: str) -> bool:
    """Tell whether ``text`` names an organisation: an institution word, a known name, or an acronym."""
    text = text.strip(" .,;")
    if not text:
        return False
    if is_known(text) or _ACRONYM.fullmatch(text):
        return True
    folded = fold(text)
    tokens = _WORD.findall(folded)
    if _TERRITORY.match(folded) or _is_compound(text):
        return True
    if not any(token in words("organisation_words") for token in tokens) and not _phrases().search(folded):
        return bool(re.match(r"US |U\.S\. |UK ", text))
    # one institution word among initials and commas ("Bank, A.") is a person's name
    return len(tokens) > 1 and not re.match(r"[^\W\d_]+,\s*(?:[A-Z]\.[\s-]?)+$", text)


def _is_compound(text: str) -> bool:
    """Whether the name has a compound for an institution, and is not a person's ("Konrat, K.")."""
    lowered = [word.lower() for word in _WORD.findall(text)]
    return any(_COMPOUND.fullmatch(word) and word not in _COMPOUND_NO for word in lowered) and not _INITIAL.search(text)


def is_known(text: str) -> bool:
    """Tell whether ``text`` is in the table of newspapers, agencies and the like."""
    key = fold(text.strip(" .,;"))
    return periodicals().get(key) in ("newspaper", "agency", "broadcaster", "magazine", "site")


def are_known(text: str) -> bool:
    """Tell whether ``text`` is a list of known names, joined by "and"."""
    return _list_of_known(text.strip(" .,;"))


def split_organisations(text: str) -> list[tuple[int, int]]:
    """Return the spans of the organisations in ``text``.

    An "and" parts two names only if each side is one by itself: known ("AP and Stars and Stripes") or set off
    by a semicolon; "Ministry of Health and Welfare" is one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _AND.finditer(text):
        left, right = text[start : match.start()], text[match.end() :]
        if match[0].strip() == ";" or (_stands_alone(left) and _list_of_known(right)):
            spans.append((start, match.start()))
            start = match.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _stands_alone(text: str) -> bool:
    return is_known(text) or bool(_ACRONYM.fullmatch(text.strip()))


def _list_of_known(text: str) -> bool:
    """Whether ``text`` is one known name or several, joined by "and"."""
    if _stands_alone(text):
        return True
    return any(
        _stands_alone(text[: match.start()]) and _list_of_known(text[match.end() :])
        for match in _AND.finditer(text)
    )


def is_title_case(text: str) -> bool:
    """Whether ``text`` is a name and not a clause: few words, and those in lower case only joining ones."""
    names = text.split()
    lower = [word for word in names if word[0].islower() and len(word) > 3]
    return len(names) <= 14 and len(lower) <= len(names) // 5
