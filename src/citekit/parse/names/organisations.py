"""Telling an organisation from a person, and where one organisation's name ends and the next begins."""

from __future__ import annotations

import re
from functools import cache

from citekit.parse.tables import fold, periodicals, words

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,9}(?:-[A-Z0-9]{2,10})*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COMPOUND = re.compile(
    r"[^\W\d_]{3,}(?:(?<!ges)amt|ämter|ministerium|institut|verband|verbände|kommission|behörde|anstalt|akademie|"
    r"universität|archiv|ministerie|genootschap)(?:e?s)?"
    r"|(?:handwerks|handels|ärzte|anwalts|rechtsanwalts|landwirtschafts|arbeiter|apotheker)kammer"
    r"|(?:aktien|verlags|handels|bau|forschungs|versicherungs|wohnungs|eisenbahn|treuhand|max-planck-)gesellschaft"
    r"|(?:bundes|staats|stadt|gemeinde|landes|wissenschafts|reichs|forschungs|national|sachverständigen)rat"
    r"|(?:gewerkschafts|arbeiter|beamten|städte|bauern|staaten|turner)bund"
)
"""Compounds that end in a word for an institution: "Reichsamt", "Landesverband".

Endings that titles and persons have as well ("Risikogesellschaft", "Schatzkammer", "Serrat") count in few.
"""
_INITIAL = re.compile(r"(?<!\w)[A-ZÀ-Þ]\.")
_TERRITORY = re.compile(
    r"(?:Comune|Provincia|Regione|Ville|Commune|Département|Ayuntamiento|Diputación|Gemeente|Provincie|Kanton|"
    r"Canton|County|Miasto|Gmina)\s(?:(?:di|de|du|del|of|von|van)\s|d[’'])[A-ZÀ-Þ]",
)
"""A body that governs a place: "Comune di Ferrara", "Ville de Lyon"; the name begins with it."""
_EAST_ASIAN_BODY = re.compile(
    r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\s]{1,}(?:省|庁|厅|内閣|委員会|委员会|研究所|研究院|研究会|研究室|学会|學會|"
    r"大学|大學|協会|协会|出版社|银行|銀行|公司|政府|統計局|统计局|新聞社|联合会|聯合會|机构|機構|部门|연구원|연구소|연구회|위원회|학회|"
    r"대학교|협회|정부|공사|재단|통계청)"
)
_KINDS_OF_BODIES = ("newspaper", "agency", "broadcaster", "magazine", "site")
_COMPANY = re.compile(
    r".+[\s,](?:plc|PLC|GmbH|mbH|e\.\s?V\.?|Ltd\.?|Limited|Inc\.?|LL[CP]|S\.?p\.?A\.?|S\.?r\.?l\.|Corp\.?|& Co\.?)"
)
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
    if is_known(text) or _ACRONYM.fullmatch(text) or _EAST_ASIAN_BODY.fullmatch(text):
        return True
    folded = fold(text)
    tokens = _WORD.findall(folded)
    if _TERRITORY.match(text) or _is_compound(text):
        return True
    if len(tokens) < 8 and _COMPANY.fullmatch(text):
        return True
    if not any(token in words("organisation_words") for token in tokens) and not _phrases().search(folded):
        return bool(re.match(r"US |U\.S\. |UK ", text))
    # one institution word among initials and commas ("Bank, A.") is a person's name
    return len(tokens) > 1 and not re.match(r"[^\W\d_]+,\s*(?:[A-Z]\.[\s-]?)+$", text)


def _is_compound(text: str) -> bool:
    """Whether the name has a compound for an institution, and is not a person's ("Reichsamt, K.")."""
    if _INITIAL.search(text):
        return False
    for word in _WORD.findall(text):
        head, hyphen, last = word.rpartition("-")
        if _COMPOUND.fullmatch(last.lower()) or (hyphen and head and fold(last) in words("organisation_words")):
            return True  # "Max-Planck-Institut"
    return False


def is_known(text: str) -> bool:
    """Tell whether ``text`` is in the table of newspapers, agencies and the like."""
    key = fold(text.strip(" .,;"))
    return key in words("organisations") or periodicals().get(key) in _KINDS_OF_BODIES


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
        if match[0].strip() == ";" or (_stands_alone(left) and _list_of_known(right)) or _are_two(left, right):
            spans.append((start, match.start()))
            start = match.end()
    spans.append((start, len(text)))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _are_two(left: str, right: str) -> bool:
    """Whether both sides name a body whole: an acronym on one, or an opening "Ministry of …" on the other."""
    left, right = left.strip(), right.strip()
    if not (left and right[:1].isupper() and is_organisation(left) and is_organisation(right)):
        return False
    if len(right.split()) > 1 and (_ACRONYM.fullmatch(left) or is_known(left)):
        return True
    if len(left.split()) > 1 and _ACRONYM.fullmatch(right):
        return True
    opening = right.split()
    return (
        len(opening) > 2 and fold(opening[0]) in words("organisation_words") and opening[1] in ("of", "for", "de")
    )


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


def opens_organisation(text: str) -> bool:
    """Whether the first word says that this is an organisation, whatever case the rest is in.

    Romance and Slavic names go on in lower case: "Istituto nazionale di statistica", "Ministère de la guerre".
    """
    names = text.split()
    if not 1 < len(names) <= 9 or not text[0].isupper() or re.search(r"[.:;?!]", text):
        return False
    first = fold(names[0])
    return first in words("organisation_words") or _TERRITORY.match(text) is not None


def is_title_case(text: str) -> bool:
    """Whether ``text`` is a name and not a clause: few words, and those in lower case only joining ones."""
    names = text.split()
    names = [re.sub(r"^[dl][’'](?=\w)", "", word) for word in names]
    lower = [word for word in names if word[:1].islower() and len(word) > 3]
    return len(names) <= 14 and len(lower) <= len(names) // 5
