"""What kind of work a citation names: the CSL type, from the fields that are printed and the words in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from citekit.parse.names.organisations import is_organisation
from citekit.parse.tables import fold, periodicals, words

_BY_KIND = {
    "newspaper": "article-newspaper", "agency": "article-newspaper", "magazine": "article-magazine",
    "journal": "article-journal", "broadcaster": "webpage", "site": "webpage",
}  # fmt: skip
_FORMS = {
    "book": "book",
    "article": "article-journal",
    "letter": "personal_communication",
    "interview": "interview",
    "case": "legal_case",
    "statute": "legislation",
    "review": "review",
    "thesis": "thesis",
    "newspaper": "article-newspaper",
    "report": "report",
    "patent": "patent",
    "page": "webpage",
    "treaty": "treaty",
    "document": "report",
    "archival": "manuscript",
    "contribution": "chapter",
}
_THESIS = re.compile(r"\b(?:thesis|dissertation|diss\b|Ph\.?\s?D\b|thèse|tesi|tesis|tese|Magisterarbeit|"
                     r"Diplomarbeit|Habil|"
                     r"Masterarbeit|"
                     r"praca doktorska|proefschrift|дис\.|доктор|博士|硕士|論文博士)", re.IGNORECASE)  # fmt: skip
_BY_GENRE = (
    (re.compile(r"\bblog|\bweblog", re.IGNORECASE), "post-weblog"),
    (re.compile(r"\btweet|facebook\s+post|forum\s+post", re.IGNORECASE), "post"),
    (re.compile(r"\bdata\s?set\b|\bdata\s+file\b", re.IGNORECASE), "dataset"),
    (re.compile(r"\bsoftware\b|\bmobile\s+app", re.IGNORECASE), "software"),
    (re.compile(r"\bfilm\b|\bmotion\s+picture\b|\bvideo\b", re.IGNORECASE), "motion_picture"),
    (
        re.compile(r"\bposter\b|\bconference\s+(?:paper|session|presentation)\b|\bslides\b", re.IGNORECASE),
        "speech",
    ),
)
"""Kinds of works that a genre in brackets names: "[Blog post]", "[Data set]"."""
_SPEECH = re.compile(
    r"^(?:address|speech|remarks|keynote|statement by|lecture|rede|discours|discurso|discorso)\b", re.IGNORECASE
)
_REPORT = re.compile(r"\b(?:report|white paper|working paper|discussion paper|technical|strategy|guidelines|"
                     r"bluebook|yearbook|"
                     r"bericht|rapport|informe|rapporto|memorandum|survey|policy brief)\b",
                     re.IGNORECASE)  # fmt: skip
_PAPER_SERIES = re.compile(r"\b(?:working|discussion|policy|research|occasional|staff) papers?\b", re.IGNORECASE)
_CONFERENCE = re.compile(r"\b(?:proceedings|proc\.|conference|conf\.|symposium|workshop|congress|kongress|"
                         r"colloque|convegno|atti)\b",
                         re.IGNORECASE)  # fmt: skip
_NEWS_WORDS = re.compile(r"\b(?:times|post|herald|tribune|gazette|zeitung|daily|news|journal de|le monde|shimbun|"
                         r"shinbun|"
                         r"chronicle|observer|telegraph|examiner|courier|kurier|allgemeine|presse|corriere|"
                         r"diario|gazeta)\b",
                         re.IGNORECASE)  # fmt: skip


def work_type(
    values: Mapping[str, str], *, form: str = "", date_precision: int = 1, has_editor: bool = False
) -> str:
    """Return the CSL type of the work whose printed fields are ``values`` (see ``fields.Labelled``).

    ``form`` says how the title is marked, ``date_precision`` is 1 for a year, 2 with month, 3 with day.
    """
    genre = values.get("genre", "")
    title = values.get("title", "")
    if form in _FORMS:
        return _FORMS[form]
    if (
        _THESIS.search(genre)
        or _THESIS.search(values.get("publisher", ""))
        or _THESIS.search(values.get("note", ""))
    ):
        return "thesis"
    if re.search(r"\bpatent\b", genre, re.IGNORECASE):
        return "patent"
    named = next((kind for pattern, kind in _BY_GENRE if pattern.search(genre)), None)
    if named is not None and not (named == "speech" and "container" in values):
        return named
    if container := values.get("container"):
        return _in_container(container, values, date_precision, has_editor)
    if "archive" in values:
        return "manuscript"
    if _SPEECH.match(title):
        return "speech"
    return _alone(title, values, form)


def _in_container(container: str, values: Mapping[str, str], precision: int, has_editor: bool) -> str:
    kind = periodicals().get(fold(container))
    numbered = "volume" in values or "issue" in values
    if kind == "magazine" and "volume" in values and precision == 1:
        return "article-journal"
    if kind:
        return _BY_KIND[kind]
    if _PAPER_SERIES.search(container):
        return "report"
    if _CONFERENCE.search(container):
        return "paper-conference"
    if has_editor or "publisher" in values or "place" in values or "chapter" in values:
        return "chapter"
    if precision == 3 and not numbered:
        return "article-newspaper" if _NEWS_WORDS.search(container) or "url" not in values else "webpage"
    if numbered or "pages" in values:
        return "article-journal"
    return "webpage" if "url" in values else "article-journal"


def _alone(title: str, values: Mapping[str, str], form: str) -> str:
    publisher = values.get("publisher", "")
    house = any(word in words("publisher_words") for word in re.findall(r"[\w'-]+", fold(publisher)))
    institution = not house and is_organisation(publisher or values.get("author", ""))
    url = values.get("url", "") if "doi.org/" not in values.get("url", "") else ""
    if values.get("number") and _REPORT.search(values.get("genre", "") + " " + title):
        return "report"
    if institution and not values.get("place"):
        if (publisher and form == "italic") or url.lower().endswith(".pdf") or (_REPORT.search(title) and not url):
            return "report"
        return "webpage" if url else "report"
    if "arxiv" in values:
        return "article"
    if publisher or values.get("place"):
        return "book"
    if url:
        return "webpage"
    whole = not form and "author" in values and "date" in values and bool(title)
    return "book" if form == "italic" or whole else "document"
