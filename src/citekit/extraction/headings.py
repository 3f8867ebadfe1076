"""Headings: which lines are one, and what the section under them holds."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache

from citekit.extraction import section_names
from citekit.extraction.folding import fold
from citekit.extraction.letters import SUPERSCRIPTS


class Section(Enum):
    """What stands under a heading."""

    LIST = auto()
    """References, works cited, a bibliography."""
    NOTES = auto()
    """Endnotes."""
    FRONT = auto()
    """An abstract, keywords, a table of contents: what stands between the title and the text."""
    PART = auto()
    """A chapter or part by its number: it may begin anew, or be one of the parts of a list or of the notes."""
    OTHER = auto()
    """Any other part that a paper may have after its text."""


_LONGEST = 80
_MARKUP = re.compile(r"^(?:#{1,6}|=+|\\(?:chapter|section|subsection)\*?\{)\s*|[\s#={}*_:.]+$|^[*_\s]+")
_NUMBERING = re.compile(
    r"^(?:(?:chapter|kapitel|chapitre|capitolo|capítulo|section|part|teil|appendix|anhang)\s+)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,6}|[A-H])[.):]?\s+(?=\S)",
    re.IGNORECASE,
)
_BARE_LETTER = re.compile(r"^[a-hA-H]\s")
_IN_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER = rf"\s+(?:\d{{1,2}}|[IVX]{{1,6}}|[A-Z]|{_IN_WORDS})\b[.:–—-]?.{{0,80}}$"
_NUMBERED_PART = re.compile(
    rf"(?:chapter|kapitel|chapitre|capitolo|capítulo|part|teil|глава){_NUMBER}", re.IGNORECASE
)
_NUMBERED_APPENDIX = re.compile(
    rf"(?:appendix|appendices|annex|annexe|anhang|anexo|apéndice|appendice|bijlage|приложение){_NUMBER}",
    re.IGNORECASE,
)
_MARKER = re.compile(rf"[{SUPERSCRIPTS}]+$")
_TAGS = re.compile(r"</?[a-z][^>]*>")
_CONTINUED = re.compile(r"\s*[(\[]?(?:continued|cont(?:'d)?\.?|fortsetzung|suite)[)\]]?$", re.IGNORECASE)
_SMALL_CAPITALS = re.compile(r"\b([A-Z]) ([A-Z]{3,})\b")  # R EFERENCES: the first letter is set larger
_SPACED_OUT = re.compile(r"^(?:\w ){4,}\w$")
_TO_PAGE = re.compile(r"(?:\.{2,}|…|(?:\. ){2,}|\s{2,}|\t)\s*\d+\s*$")


@lru_cache(maxsize=8192)
def section_of(line: str) -> Section | None:
    """Tell what the heading ``line`` opens; None where it is no heading that we know.

    Numbering (``8 References``), markup and letter-spacing are seen through; a line of a table of contents,
    which ends in a page number, is no heading.
    """
    if len(line) > _LONGEST or not line or _TO_PAGE.search(line):
        return None
    bare = _MARKER.sub("", _MARKUP.sub("", _MARKUP.sub("", line))).strip()
    bare = _CONTINUED.sub("", _TAGS.sub("", bare))
    if _SPACED_OUT.match(bare):
        bare = bare.replace(" ", "")
    bare = _SMALL_CAPITALS.sub(r"\1\2", bare)
    if found := _named(bare):
        return found
    unnumbered = _NUMBERING.sub("", bare, count=1)
    if unnumbered != bare and not _BARE_LETTER.match(bare) and (found := _named(unnumbered)):
        return found
    if found := _of_a_part(bare):
        return found
    if not bare[:1].isupper():
        return None
    if _NUMBERED_PART.match(bare):
        return Section.PART
    return Section.OTHER if _NUMBERED_APPENDIX.match(bare) else None


_PART = re.compile(
    r"^(.*?)\s*(?:[(:–—-]|\bto\b|\bfor\b|\bzu\b|\bde\b)\s*(?:the\s+)?"
    r"(?:chapter|chap\.|section|part|kapitel|chapitre|capitolo|capítulo)\s+[\w.]+\)?$",
    re.IGNORECASE,
)


def _of_a_part(heading: str) -> Section | None:
    """``References to Chapter 3``, ``Notes (Part II)``; ``Chapter 3 References`` loses its number before."""
    match = _PART.match(heading)
    return _named(match[1]) if match else None


def _table(entries: str, section: Section) -> dict[str, Section]:
    return {fold(entry): section for entry in entries.split(";")}


_SECTIONS = {
    **_table(section_names.OTHER, Section.OTHER),
    **_table(section_names.FRONT, Section.FRONT),
    **_table(section_names.NOTES, Section.NOTES),
    **_table(section_names.LIST, Section.LIST),
}


_COMPOUND = re.compile(
    r"(?:literatur|litteratur|quellen|kall|kilde|bronnen|referens|referenz|zitat)s?"
    r"(?:und|och|og|en)?(?:verzeichnis|liste|listan|lista|angaben|nachweise?|forteckning|fortegnelse|lijst|opgave)"
)
_LONGEST_PHRASE = 5


def _named(heading: str) -> Section | None:
    """Look the heading up, or read it as a phrase: ``Archival Sources``, ``Bibliography of Works Cited``."""
    folded = fold(heading)
    if found := _SECTIONS.get(folded):
        return found
    if _COMPOUND.fullmatch(folded):
        return Section.LIST
    words = folded.split()
    if len(words) < 2:
        return None
    short = len(words) <= _LONGEST_PHRASE and heading[:1].isupper()
    if (short and {words[0], words[-1]} & section_names.NAMES_OF_LISTS) or _is_phrase(set(words)):
        return Section.LIST
    return None


def _is_phrase(words: set[str]) -> bool:
    return bool(words & section_names.HEADS_OF_LISTS) and words <= section_names.WORDS_OF_LISTS
