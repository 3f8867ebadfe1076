"""The title between the names and the imprint of a citation in which no mark sets it off."""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.grammars.unmarked_imprint import is_house
from citekit.parse.grammars.vocabulary import are_places
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.marks import Mark

_EDGE = " .,;\n\t"
_VOLUME_LEFT = re.compile(
    r"\b(?:vol[li]?|voi|Bde?|Jg|No|Nr|Heft|Fasz)\b[.,]?\s*\S+(?:\s\S\s\S+)?$"
    r"|,\s(?:[Tt]abelle|[Tt]able|[Tt]abella|Abb|Fig|Anlage|Annex|Teil|Part|Parte|Reihe)\b\.?\s\S+$",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"(?:Istituto|Accademia|Ateneo|Deputazione|Fondazione|Biblioteca|Edizioni|Éditions|Ediciones|Librairie|Imprimerie|"
    r"Tipografia|(?:[A-Z]\w+\s){1,3}(?:University\s)?Press|(?:[A-Z]\w+\s)?(?:Verlag|Editore))\b"
)
_TITLE_OPENS = re.compile(r"[„“‚‘«»\"'\d]|(?![a-zà-ÿ])[^\W_]")
_BEFORE_TITLE = re.compile(r"[.,:]\s$")
_BEHIND_TITLE = re.compile(r"[.,]\s(?![„“«‘\"])|\s?,?\s[Ii]n:?\s")
_MORE_NAMES = re.compile(
    r",\s[A-Z]\.\s[A-Z][a-z]+\.\s|"
    r"(?:^|[\s,])(?:[A-Z]\.[\s-]?){1,3}(?:,|$)|^[A-Z]\.|\b(?:and|&)\s[A-Z][a-z]+,\s[A-Z]\."
)
_NEXT_WORK = re.compile(r"\s(?:1[5-9]|20)\d\d,\s[a-zà-ÿ]|,\s(?:1[5-9]|20)\d\d,\s[A-ZÀ-Þ]")
"""A year within: "Frankfurt 1974, andererseits Franz Neumann", "Ho Sooi Hock, 2008, Optical tablature"."""


def within(text: str, marks: list[Mark], found: tuple[Labelled, ...]) -> bool:
    """Whether all quotation marks stand within titles: "„Das Mensch“ und „der Kerl“. Die Konstruktion".

    One that separators or "in" part from what is around it encloses a title of its own.
    """
    book = {"place", "publisher"} <= {one.field for one in found}  # "«Per salute delle anime». Scuole piccole"
    titles = [one for one in found if one.field in ("title", "container")]
    for mark in marks:
        title = next((one for one in titles if one.start <= mark.start and mark.end <= one.end), None)
        if title is None or title.end - title.start <= mark.end - mark.start + 1:
            return False
        set_off = title.start == mark.start or _BEFORE_TITLE.search(text, 0, mark.start) is not None
        subtitled = book and title.start == mark.start and text[mark.end : mark.end + 1] == "."
        if set_off and not subtitled and _BEHIND_TITLE.match(text, mark.end):
            return False
    return True


def title_between(text: str, start: int, end: int) -> Labelled | None:
    """The title in ``text[start:end]``; None where something else must be in it."""
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    printed = text[start:end]
    if not re.search(r"[^\W\d_]{3}", printed) or not _TITLE_OPENS.match(printed):
        return None
    if len(printed) > 300 or ";" in printed or re.search(r"https?:|www\.|[(\[][^)\]]*$", printed):
        return None
    if are_places(re.split(r"[,.]\s", printed)[-1]):
        return None
    _, *rest = printed.split(", ")
    if rest and (is_house(rest[-1]) or any(_INSTITUTION.match(one) for one in rest)):
        return None
    if (
        _MORE_NAMES.search(printed)
        or numbering.PAGES.search(printed)
        or _NEXT_WORK.search(printed)
        or _VOLUME_LEFT.search(printed)
        or re.search(r"\(?(?:Hg|Hrsg|eds?)\.\)?", printed)
    ):
        return None
    return Labelled("title", start, end)
