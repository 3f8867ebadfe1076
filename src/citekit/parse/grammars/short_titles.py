"""Short forms that print the author's surname and the first words of the title: "Hill, World Upside Down, 102"."""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.grammars.author_date import is_noun
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.back_references import points_back
from citekit.parse.tables import fold, words

_WORD = r"[A-ZÀ-Þ][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_PARTICLES = r"(?:(?:van|von|de|du|della|di|der|den|le|la|Van|Von|De|Le|La|Di)\s){0,2}"
_SURNAME = rf"(?:(?:[A-ZÀ-Þ]\.[\s-]?){{1,3}})?{_PARTICLES}{_WORD}(?:\s{_WORD})?"
_SURNAMES = re.compile(
    rf"{_SURNAME}(?:(?:\s?/\s?|,?\s(?:and|und|et|e|y|&)\s|\s[–-]\s){_SURNAME}){{0,3}}(?:\set\sal\.|\su\.\s?a\.)?"
    r"(?P<comma>[,:]\s+)"
)


class ShortTitle(NamedTuple):
    """Where the names end and the short title begins and ends."""

    names_end: int
    start: int
    end: int


def find_short_title(text: str, end: int) -> ShortTitle | None:
    """Return the surnames and the short title that are all of ``text[:end]``; None where it may be names only."""
    front = text[:end].rstrip(" ,.;:(\n")
    match = _SURNAMES.match(front)
    if match is None or re.search(r"\d{3}|[;“”«»‘*]", front):
        return None
    names, title = front[: match.start("comma")], front[match.end() :]
    if not reads_as_names(names) or fold(names) in words("places"):
        return None
    if not re.match(r"[A-ZÀ-Þ]", title) or "," in title.strip(",") or re.match(r"(?:[A-ZÀ-Þ]\.[\s-]?)+", title):
        return None
    tokens = re.findall(_WORD, title)
    if not tokens or len(title.split()) > 12:
        return None
    if fold(title) in words("places"):
        return None
    joined = re.search(r"/|\s(?:and|und|et|e|y|&)\s", names) is not None
    given = lexicon_class(tokens[0].lower()) == "a" and not is_noun(tokens[0])
    listed = re.fullmatch(r"[A-ZÀ-Þ][\w’-]+\s(?:and|und|et|e|y|&)\s[A-ZÀ-Þ][\w’-]+", title)
    names_only = points_back(text) or re.match(r"[\s(]*(?:1[5-9]|20)\d\d|[^\d]*$", text[end:]) is not None
    if listed and not joined and names_only and not any(is_noun(one) for one in tokens):
        return None  # "Smith, Jones and Brown, op. cit."
    if given and len(tokens) < 3 and not joined:
        return None  # "Hill, Christopher"
    return ShortTitle(match.start("comma"), match.end(), len(front))
