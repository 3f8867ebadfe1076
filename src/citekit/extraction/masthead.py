"""A paper's title and authors, as its first lines print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citekit.extraction.headings import section_of
from citekit.extraction.layout import Layout
from citekit.extraction.letters import SUPERSCRIPTS, UPPER
from citekit.extraction.sentences import unwrap

_LONGEST_TITLE = 300
_BLOCKS = 6  # how far down the page an author may stand
_INSTITUTION = re.compile(
    r"universit|universid|uniwersytet|department|faculty|institut|school|college|centre|center|academy|laborator|"
    r"hospital|ministry|research|program|studies|journal|review|volume|issue|press|fakult|abteilung|hochschule|"
    r"abstract|http|@|www\.|street|road|draft|version",
    re.IGNORECASE,
)
_NAME_WORD = (
    rf"(?:[{UPPER}][\w'’.‐-]*|[{UPPER}]\.|van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|ibn|al|el|zu|ter)"
)
_PERSON = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}(?:,?\s+(?:Jr|Sr|II|III)\.?)?")
_CHARACTERS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,4}"
_EAST_ASIAN = re.compile(rf"{_CHARACTERS}[ \u3000]?{_CHARACTERS}")
_OF_THE_JOURNAL = re.compile(
    r"\b(?:vol\.?|volume|issn|doi|no\.|issue|nr\.?|bd\.)[:\s]*\d|https?://", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:and|und|et|&|y|e)?|\b(?:and|und|et|y)\b|&|·|•)\s+")
_BY = re.compile(r"^(?:written\s+)?(?:by|von|par|di|por|af|av|door|autor(?:in)?:?|authors?:?)\s+", re.IGNORECASE)
_ASIDE = re.compile(rf"[{SUPERSCRIPTS}*†‡§¶]+|(?<=[^\W\d_])\d(?:,\d)*|,?\s+(?:Ph\.?D\.?|M\.?D\.?|Dr\.)")


class Masthead(NamedTuple):
    """Title and authors; what is not found is None or empty."""

    title: str | None = None
    authors: tuple[str, ...] = ()


def read_masthead(layout: Layout) -> Masthead:
    """Return the title, the first short block of the text, and the authors named below it."""
    groups = [
        [line.text for line in layout.lines[block.first : block.last + 1]]
        for block in layout.blocks[: _BLOCKS + 1]
    ]
    while len(groups) > 2 and len(groups[0]) == 1 and _OF_THE_JOURNAL.search(groups[0][0]):
        groups.pop(0)
    if len(groups) < 2 or section_of(groups[0][0]) is not None or len(groups[0]) > 6:
        return Masthead()
    if authors := _above_the_title(groups):
        return Masthead(_title(groups[1]), authors)
    if _may_be_byline(groups[0]) and (authors := _authors(groups[0][-1:])):
        return Masthead(_title(groups[0][:-1]), authors)
    title = _title(groups[0])
    if title is None:
        return Masthead()
    if title == title.upper() != title.lower():  # a title page in capitals sets the name off with a "by"
        return Masthead(title, _after_by(groups[1:]))
    for group in groups[1:]:
        if section_of(group[0]) is not None or len(" ".join(group)) > _LONGEST_TITLE:
            break
        if authors := _authors(group):
            return Masthead(title, authors)
    return Masthead(title)


def _above_the_title(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The authors that the first block names where the second is the title."""
    authors = _authors(groups[0])
    if any(len(author.split()) > _WORDS_OF_A_NAME for author in authors) or section_of(groups[1][0]) is not None:
        return ()
    return authors if len(groups) > 2 and not _authors(groups[1]) and _title(groups[1]) else ()


_WORDS_OF_A_NAME = 3


def _title(lines: Sequence[str]) -> str | None:
    """Return the title that the lines of a block make; None where they are a paragraph, or no words."""
    title = re.sub(rf"[{SUPERSCRIPTS}*†]+$", "", unwrap("\n".join(lines)).strip("#=* "))
    words = any(character.isalpha() for character in title)
    return title if words and len(title) <= _LONGEST_TITLE and not _is_sentence(title) else None


def _may_be_byline(lines: Sequence[str]) -> bool:
    """The last line of the first block, unless the title runs on into it."""
    if len(lines) < 2 or lines[-1] == lines[-1].upper():
        return False
    last_word = lines[-2].split()[-1].lower()
    return last_word not in _FUNCTION_WORDS and lines[-2][-1] not in ":,-–—"


def _after_by(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    for place, group in enumerate(groups):
        if _BY.match(f"{group[0]} "):
            rest = [_BY.sub("", f"{group[0]} ").strip(), *group[1:]]
            named = [line for line in rest if line] or (groups[place + 1] if place + 1 < len(groups) else [])
            return _authors(named)
    return ()


_FUNCTION_WORDS = frozenset(
    """
    the a an of in on at for from to with by using and or toward towards as its their into over under between
    der die das des und im zur zum für von über mit le la les du des dans sur pour et en il lo gli i di nel per
    su con el los las y evidence essays study analysis approach theory dissertation thesis report paper case
    """.split()
)
_PARTICLES = frozenset("van von der den de del della di da dos du la le bin ibn al el zu ter".split())


def _is_name(words: str) -> bool:
    if _EAST_ASIAN.fullmatch(words):
        return True
    if not _PERSON.fullmatch(words):
        return False
    lowered = words.lower().split()
    others = _FUNCTION_WORDS - _PARTICLES if words != words.upper() else _FUNCTION_WORDS
    return not any(word in others for word in lowered)


def _is_sentence(title: str) -> bool:
    return len(title) > 100 and re.search(r"[.!]$", title) is not None


def _authors(lines: Sequence[str]) -> tuple[str, ...]:
    """The persons that the first lines of a block name; empty where they name anything else."""
    authors: list[str] = []
    for line in lines:
        bare = _ASIDE.sub("", _BY.sub("", line.strip("*_# "))).strip(" .,")
        names = [name.strip() for name in _BETWEEN.split(f"{bare} ") if name.strip()]
        if not names or _INSTITUTION.search(line) or not all(_is_name(name) for name in names):
            break
        authors.extend(names)
    return tuple(authors)
