"""Words in a list of names that are no names: "edited by", "(Hrsg.)", "et al.", "pod red.", 編.

They are blanked, so that offsets stay; what is left are the names.
"""

from __future__ import annotations

import re

_ROLE_WORDS = (
    r"eds?\.|edited|editors?|compiled|comp\.|selected|introduced|translated|trans\.|transl\.|tr\.|"
    r"hrsg\.|hg\.|hgg\.|herausgegeben|bearb\.|bearbeitet|redigiert|übers\.|übersetzt|übertragen|aus\s+dem\s+\w+en|"
    r"éds?\.|édités?|édition|publiée?s?|dirigée?s?|dirs?\.|(?:sous|avec)\s+la\s+(?:direction|dir\.|"
    r"collaboration)|textes\s+réunis|trad\.\s+(?:it|ital|fr|ingl|ted|esp)\.|trad\.|traduit|traduction|"
    r"a\s+cura|a\s+c\.|cur\.|curato|tradotto|traduzione(?:\s+it(?:aliana|\.))?|"
    r"edición|editado|coord\.|coords\.|coordinado|comp\.|comps\.|dirigido|traducción|traducido|"
    r"org\.|orgs\.|organização|organizado|tradução|"
    r"pod\s+red(?:akcją|\.)(?:\s+nauk(?:ową|\.))?|red\.|oprac\.|opracował[a]?|wyd\.|tłum\.|przeł\.|przekł\.|przekład|"
    r"onder\s+redactie|(?:o\.\s?)?red\.|vert\.|vertaald|vertaling|samengesteld|"
    r"under\s+red(?:aktion|\.)|redigerad|utg\.|utgiven|övers\.|översättning|overs\.|oversat|oversatt|udg\.|"
    r"szerk\.|szerkesztette|ford\.|fordította|"
    r"под\s+(?:общ\.\s+)?ред(?:акцией|\.)|отв\.\s+ред\.|сост\.|ред\.|пер\.|перевод|"
    r"der\.|derleyen|haz\.|hazırlayan|çev\.|çeviren|yay\.\s+haz\.|"
    r"eds?\.\s+lit\.|επιμ\.|μτφρ\.|μετάφραση|επιμέλεια"
)
_LANGUAGE = (
    r"(?:from\s+the\s+\w+|aus\s+dem\s+\w+|de\s+l['’]\w+|du\s+\w+|dall?['’]?\s?\w+|del\s+\w+|do\s+\w+|z\s+\w+|с\s+\w+\.?|"
    r"uit\s+het\s+\w+|från\s+\w+)"
)
_BY = (
    r"(?:by|von|v\.|par|de\s+la\s+part\s+de|de|di|da|por|av|af|van|door|przez|tarafından)(?=\s)|d['’]|"
    r"(?:and|und|et|e)\s+(?:introduced|with\s+an\s+introduction|übersetzt|translated|edited)\s+(?:by|von)"
)
_LEADING = re.compile(
    rf"^\s*[(\[]?\s*(?:(?:in|by|und|and|with|mit|par|por)\s+|"
    rf"(?i:{_ROLE_WORDS})(?![^\W\d_])\s*(?:{_LANGUAGE}\s+)?(?:(?i:{_BY})\s*)*)+(?=[^\W\d_])"
)
_OTHERS = (
    r"et\s*\.?\s*al\b\.?|&\s*al\b\.?|and\s+others|&\s+others|et\s+alii|et\s+coll\b\.?|et\s+autres|"
    r"und\s+andere|mit\s+anderen|e\s+altri|ed\s+altri|y\s+otros|e\s+outros|i\s+inni|en\s+anderen|"
    r"med\s+flera|og\s+andre|a\s+kol\.|és\s+(?:mtsai|társai)\.?|"
    r"и\s+др\.|и\s+другие|ve\s+diğerleri|κ\.\s?ά\.|и\s+соавт\.|and\s+colleagues|"
    r"u\.\s?Mitarb\.(?:\s+v(?:on|\.))?|"
    r"(?-i:u\.\s?a(?:\.(?:\s?m\.)?|(?=\s*$))|i\s+in(?:\.|(?=\s*$))|e\.\s?a\.|m\.\s?fl\.|m\.\s?m\.|mfl\.|a\s+d(?:alší|r)\.?|(?:ve\s+)?vd\.|v\.d\.)"
)
"""Those that could be initials ("E.A.", "VD.") count in lower case only."""
_ROLES = (
    r"eds?\b\.?(?:\s+and\s+trans\.|\s+lit\.)?|(?-i:editors?)\b|hrsgg?\b\.?|hgg?\b\.?|herausgegeben\s+von|dirs?\b\.?|"
    r"a\s+cura\s+d[ieaolsì]+\b|a\s+c\.\s+di|curr?\b\.|coords?\b\.?|comps?\b\.?|éds?\b\.?|"
    r"transl?\b\.?|übers\b\.?|trad\b\.?|red\b\.?|orgs?\b\.|szerk\b\.?|ред\b\.?|ур\b\.|"
    r"der\b\.|çev\b\.|haz\b\.|επιμ\b\."
)
_OFFICES = r"editors?|compilers?|translators?|directors?|producers?|presenters?|hosts?"
"""Offices that bodies have as well ("Society of Editors"): roles only behind a comma or bracket."""
_JUNK = re.compile(
    rf"\s*[,(\[]?\s*(?<!\w)(?:{_OTHERS}|{_ROLES})\s*[)\]]?|\s*[,(\[]\s*(?:{_OFFICES}|orgs?|cur|ред)\b\.?\s*[)\]]?",
    re.IGNORECASE,
)
_HAN_ROLE = re.compile(
    r"(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])\s*(?:[（(]\s*)?(?:編著|编著|主编|主編|編|编|著|校注|監訳|共訳|訳|译|譯|"
    r"等|ほか|他|지음|옮김|엮음|편저|외)(?:\s*[)）])?(?=$|[\s,;、，;])"
)
_ELLIPSIS = re.compile(r",?\s*(?:…|\.\s?\.\s?\.)\s*(?:,|&)?")


def without_roles(text: str) -> str:
    """Return ``text`` with role words, "and others" and marks overwritten by spaces.

    What parts two names leaves a semicolon: "Smith (ed.) Jones" are two.
    """
    if match := _LEADING.match(text):
        text = " " * match.end() + text[match.end() :]
    if "*" in text or "<" in text:
        text = re.sub(r"\*|</?\w+>", lambda m: " " * len(m[0]), text)
    text = _JUNK.sub(_parting, text)
    if "…" in text or ". . ." in text or "..." in text:
        text = _ELLIPSIS.sub(_parting, text)
    return text if text.isascii() else _HAN_ROLE.sub(lambda m: " " * len(m[0]), text)


def _parting(match: re.Match[str]) -> str:
    if match.end() < len(match.string) - 2:
        return ";" + " " * (len(match[0]) - 1)
    return " " * len(match[0])
