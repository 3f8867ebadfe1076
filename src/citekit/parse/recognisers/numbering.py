"""Marks of page, volume, number, chapter and edition in a citation, in the languages that print them."""

from __future__ import annotations

import re
from typing import NamedTuple

_ROMAN = r"(?:[ivxlcdmIVXLCDM]+)"
_PAGE = rf"(?:[A-Za-z]{{0,2}}\d+[a-z]?(?![\w])|[A-Za-z]?\d+:\d+|{_ROMAN}(?!\w))"
_RANGE = rf"{_PAGE}(?:\s?[-–—‐−]{{1,2}}\s?{_PAGE})?"
_FOLLOWING = r"(?:\s?(?:ff?|sqq?|et seq|e segg|ss|sgg|nn?)\b\.?)?"
_RANGES = rf"{_RANGE}{_FOLLOWING}(?:(?:,\s?|\s?(?:and|und|et|&)\s)(?!(?:1[5-9]|20)\d\d\b){_RANGE}{_FOLLOWING})*"

PAGES = re.compile(
    rf"(?<![\w.])(?P<label>pages?|pgs?\.?|pp?\.|pp?(?=\s\d)|pp?(?=\d)|S\.|Seiten?|p[áa]gs?\.?|p[áa]ginas?|str\.|"
    rf"ss?\.|blz\.|"
    rf"sid\.|side|at(?=\s\d)|fols?\.|ff?\.|стр\.|С\.|頁|第(?=\d+頁))\s*(?P<number>{_RANGES})(?:\s?頁)?"
)
BARE_RANGE = re.compile(rf"(?<![\w.])(?P<number>[A-Z]?\d+[a-z]?\s?[-–—‐−]{{1,2}}\s?[A-Z]?\d+{_FOLLOWING})(?![\w])")
BARE_PAGES = re.compile(
    rf"(?P<number>(?:[A-Z]?\d+[a-z]?)(?:\s?[-–—‐−]{{1,2}}\s?[A-Z]?\d+)?{_FOLLOWING}(?:,\s?\d+(?:\s?[-–—]\s?\d+)?)*)(?!\w)"
)
VOLUME = re.compile(
    rf"(?<![\w.])(?:vols?\.?|volumes?|Bde?\.|Band|Jg\.|Jahrgang|tome|tomes?|tomo|tom\.?|t\.|v\.|Т\.|roč\.|årg\.|"
    rf"jrg\.|wol\.|卷|第(?=\d+卷))"
    rf"\s*(?P<number>\d+(?:\s?[-–/]\s?\d+)?[a-zA-Z]?|{_ROMAN})(?![\w])(?:\s?卷)?",
    re.IGNORECASE,
)
ISSUE = re.compile(
    rf"(?<![\w.])(?:nos?\.|no(?=\s\d)|n[°ºo]\.?s?|№|nr\.?|nro\.?|n\.|numbers?|num\.|núm\.|número|numéro|issues?|"
    rf"iss\.|Heft|H\.|Hft\.|"
    rf"fasc\.|zeszyt|z\.|cz\.|Nummer|čís?\.|č\.|sz\.|期|第(?=\d+期))\s*(?P<number>\d+(?:\s?[-–/]\s?\d+)?[a-z]?|"
    rf"{_ROMAN}(?=[\s,.;)]))(?!\w)(?:\s?期)?",
    re.IGNORECASE,
)
CHAPTER = re.compile(
    rf"(?<![\w.])(?:chapters?|chaps?\.|chs?\.|Kapitel|Kap\.|chapitre|capitolo|capítulo|cap\.|rozdz\.)\s*"
    rf"(?P<number>\d+(?:\s?[-–]\s?\d+)?|{_ROMAN})(?!\w)",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"(?<![\w.])(?P<number>(?:\d+(?:st|nd|rd|th|\.|e|ª|a|º|°)?|first|second|third|fourth|fifth|sixth|revised|"
    r"rev\.|"
    r"new|neue|erw\.|überarb\.|international|expanded|enlarged|2nd rev\.|unveränd\.|durchges\.)"
    r"(?:\s+(?:rev\.|revised|erw\.|überarb\.|unveränd\.|verb\.|and enlarged|enlarged|expanded|updated|u\.|und|"
    r"and|neu|bearb\.))*)"
    r"\s+(?:ed\b\.?|edn\b\.?|edition|Aufl\b\.?|Auflage|éd\b\.?|édition|ed\.|edizione|edición|edição|wyd\.)",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(
    r"(?<![\w.])(?P<label>paras?\.?|paragraphs?|§§?|Rn\.?|Rdn\.|Rz\.|Tz\.|ss?\.(?=\s?\d+\()|sections?|sec\.|"
    r"arts?\.|Art\.|n\.|nn\.|"
    r"notes?|Anm\.|Fn\.|fn\.|cols?\.|Sp\.|lines?|v\.|vv\.)\s*(?P<number>\d[\w().–-]*)"
)

_LABELS = {
    word: label
    for label, listed in {
        "paragraph": "para paras paragraph paragraphs rn rdn rz tz",
        "section": "§ §§ s ss section sections sec art arts",
        "note": "n nn note notes anm fn",
        "column": "col cols sp",
        "line": "line lines",
        "verse": "v vv",
    }.items()
    for word in listed.split()
}


class Numbered(NamedTuple):
    """A number and the span of its digits; ``label`` is a CSL locator label."""

    label: str
    value: str
    start: int
    end: int


def tidy(printed: str) -> str:
    """Return a number or range on one line, without blanks around its dash."""
    return re.sub(r"\s*([-–—‐−]{1,2})\s*", r"\1", " ".join(printed.split())).strip(" .,;:")


def is_range(value: str) -> bool:
    """Tell whether a page value is a range, such as an article's extent."""
    return re.search(r"\d\s?[-–—‐−]{1,2}\s?[A-Za-z]?\d", value) is not None


def locator_in(text: str) -> Numbered | None:
    """Return the place within a work that ``text`` names: ``p. 28``, ``at 152``, ``para 4.6``, ``140–153``."""
    for pattern in (PAGES, PARAGRAPH, CHAPTER, BARE_PAGES):
        match = pattern.search(text)
        if match:
            start, end = match.span("number")
            return Numbered(_label(pattern, match), tidy(match["number"]), start, end)
    return None


def _label(pattern: re.Pattern[str], match: re.Match[str]) -> str:
    if pattern is PARAGRAPH:
        return _LABELS.get(match["label"].lower().strip(". "), "section")
    return "chapter" if pattern is CHAPTER else "page"
