"""Place, publisher and year at the end of a citation whose title no mark sets off, read from the end backwards.

"Torino, Einaudi, 1982", "Frankfurt a. M.: Suhrkamp 1976", "Feltrinelli, Milano 1996", "(Cambridge: Polity, 1994)";
behind names with their year, the place and the publisher alone.
"""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.grammars.vocabulary import are_places
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.tables import fold, numbered
from citekit.parse.tables import words as words_of

YEAR = (
    r"[¹²³⁴⁵⁶⁷⁸⁹]?(?:(?<=\s)[2-9])?\[?(?P<date>(?:1[4-9]|20)\d\d(?:/\d\d|\s?[-–]\s?(?:(?:1[4-9]|20)\d\d|\d\d))?)\]?"
    r"[¹²³⁴⁵⁶⁷⁸⁹]?"
)
"""A year, or the years in which volumes appeared; the raised number of an edition may have slipped before it."""
NO_MARK = r"(?!(?:Aufl|Auflage|Ed|Bde?|Vol|Voll|Nr|No|Jg|Heft|H|Teil|Tl|T)\b)"
_REGION = (
    r"(?:,\s(?:[A-Z]{2}|D\.C\.|N\.[YJHCMD]\.|Mass\.|Calif\.|Conn\.|Ill\.|Mich\.|Pa\.|Tex\.|Va\.|Wis\.|Minn\.|Ont\.|"
    r"England|UK|Massachusetts|California|Connecticut|Illinois|New\sJersey|Quebec|Québec|Ontario))?"
)
_PLACE = NO_MARK + rf"(?P<place>[A-ZÀ-ÞŁŚŻŠČ][^,:;()\d]{{1,50}}?{_REGION})"
_PUBLISHER = NO_MARK + r"(?P<publisher>(?:il\s|la\s)?[A-ZÀ-ÞŁŚŻŠČ][^:;()\d]{1,70}?(?:\s\([^()\d]{3,30}\))?)"
_ONE_PUBLISHER = NO_MARK + r"(?P<publisher>(?:il\s|la\s)?[A-ZÀ-ÞŁŚŻŠČ][^,:;()\d]{1,70}?)"
_SERIES = (
    r"(?:\s\((?:=\s?|(?=[«“\"])|(?=[^()]*\d\)))[«“\"]?(?P<series>[A-ZÀ-Þ][^()«»“”]{3,60}?)[»”\"]?"
    r"(?:[,;]?\s(?P<issued_as>\d+))?\))?"
)
_TRANSLATED = r"(?:tr(?:ad)?\.\s(?:it|fr|ted|ingl|esp)\.\s)?"
EDITION = r"(?P<edition>\d+(?:st|nd|rd|th|d|\.|e|ª|a|º)?|rev\.|revised)\s(?:ed\.?|edn\.?|Aufl\.|Auflage)"
_IMPRINTS = tuple(re.compile(pattern + "$") for pattern in (
    rf",\s{EDITION},?\s{YEAR}",
    rf",\s+{_TRANSLATED}{_ONE_PUBLISHER},?\s{YEAR}",
    rf"[,.]\s+{_PLACE}:\s{_PUBLISHER}{_SERIES},?\s{YEAR}",
    rf"[,.]\s+{_PLACE},\s{_ONE_PUBLISHER}{_SERIES},?\s{YEAR}",
    rf",\s+{_TRANSLATED}{_ONE_PUBLISHER},\s{_PLACE},?\s{YEAR}",
    rf"[,.]\s+{_PLACE}\s\({_ONE_PUBLISHER}\),?\s{YEAR}",
    rf"[,.]\s+{_PLACE},?\s{YEAR}",
    rf"\s\({_PLACE}:\s{_PUBLISHER},?\s{YEAR}\)",
    rf"\s\((?:{_ONE_PUBLISHER},?\s)?{EDITION}\s{YEAR}\)",
    rf"\s\({EDITION},?\s{_ONE_PUBLISHER},?\s{YEAR}\)",
    rf"\s\({_PLACE},?\s{YEAR}\)",
    rf"\s\({_ONE_PUBLISHER},?\s{YEAR}\)",
    rf"(?<!\d)\s\({YEAR}\)",
))  # fmt: skip
_WITHOUT_YEAR = tuple(re.compile(pattern + "$") for pattern in (
    rf"[,.?!]\s+{_PLACE}:\s{NO_MARK}(?P<publisher>[A-ZÀ-ÞŁŚŻŠČ][^:;\d]{{1,70}}?)",
    rf"[,.?!]\s+{_PLACE},\s{_ONE_PUBLISHER}",
    rf"[,.?!]\s+{_PLACE}",
))  # fmt: skip
_OPENING = re.compile(r"[,.?!]\s+|\s\(")
_HOUSE = re.compile(
    r"(?:presses|imprimerie|librairie|edition|edizioni|editions|ediciones|editorial|editrice|tipografia|prensas|"
    r"imprenta|publicaciones|verlag|universit|uitgeverij|wydawnictwo|istituto)"
)
_VERLAG = re.compile(r"^(?:[A-ZÀ-Þ][\w-]*\s){1,3}(?:Verlag|Press|Publishers|Editore|Uitgeverij)$")
_AND_ELSEWHERE = re.compile(r"(?:\s(?:\[?u\.\s?a\.\]?|etc\.|et al\.)|,\s[A-Z][\w.]*(?:\s[A-Z]\w*)?)$")


def find_imprint(printed: str, start: int, *, dated: bool = False) -> re.Match[str] | None:
    """The imprint that ends ``printed``: with a known place if there is one, from the end backwards.

    ``dated``: the year was printed before, behind the names.
    """
    patterns = _WITHOUT_YEAR if dated else _IMPRINTS
    openings = [match.start() for match in _OPENING.finditer(printed, start)][::-1]
    found = [match for at in openings for pattern in patterns if (match := pattern.match(printed, at))]
    known = [match for match in found if is_known_place(match.groupdict().get("place"))]
    whole = [match for match in known if match.groupdict().get("publisher")]
    if dated:
        return next((match for match in (*whole, *known) if _prints(match)), None)
    chosen = next((match for match in (*whole, *known, *found) if _prints(match)), None)
    wider = [match for match in known if chosen in known and _widens(match, chosen)]
    return wider[-1] if wider else chosen


def _widens(match: re.Match[str], chosen: re.Match[str] | None) -> bool:
    """Whether the place of ``match`` takes in that of ``chosen``: "Neuwied u. Berlin"."""
    if chosen is None or match.re is not chosen.re:
        return False
    return match.start("place") < chosen.start("place") and match.end("place") == chosen.end("place")


def fields_of(match: re.Match[str]) -> list[Labelled]:
    """The fields of a match whose groups bear their names; a line behind a name parts two groups of one field."""
    names = {"issued_as": "series-number"}
    fields = [
        Labelled(names.get(name, name.rstrip("_")), *match.span(name))
        for name, value in match.groupdict().items()
        if value
    ]
    date = next((one for one in fields if one.field == "date"), None)
    if date is not None and re.search(r"\s[2-9]$", match.string[: date.start]):
        fields.append(Labelled("edition", date.start - 1, date.start))  # "Wien ⁵1965" without its raised digit
    return fields


def _prints(imprint: re.Match[str]) -> bool:
    """Whether place and publisher may be what they are taken for.

    The place is known, or short words that titles are not made of; which of two names is the place, only a known
    one tells.
    """
    found = imprint.groupdict()
    place, publisher = found.get("place"), found.get("publisher")
    if any(fold(name.strip(" .")) in numbered("months") for name in (place, publisher) if name):
        return False
    if publisher is not None and are_places(publisher):
        return False  # "Berlin, Hamburg 1990"
    if place is None:
        return (
            publisher is None
            or _VERLAG.search(publisher) is not None
            or (" (" in imprint[0] and bool(re.search(r"[^\W\d_]{3}", publisher)))
        )
    if is_region(place):
        return False  # "Princeton, NJ", "Cowansville, Quebec"
    if is_known_place(place):
        behind = publisher is not None and imprint.start("publisher") > imprint.start("place")
        return publisher is None or behind or is_house(publisher)
    if publisher is not None and ":" not in imprint[0]:
        first = imprint.start("place") < imprint.start("publisher")
        if not first or not _HOUSE.match(fold(publisher)):
            return False
    words = re.findall(r"[^\W\d_]+", place)
    return 0 < len(words) <= 2 and all(
        len(word) > 2 and word[0].isupper() and word[1:].islower() and lexicon_class(word.lower()) in (None, "l")
        for word in words
    )


def is_known_place(printed: str | None) -> bool:
    """Whether ``printed`` is a known place, or several, or the first of several: "Berlin u. a."."""
    if printed is None:
        return False
    printed = printed.strip()
    return are_places(printed) or are_places(_AND_ELSEWHERE.sub("", printed))


def is_region(printed: str) -> bool:
    """Whether ``printed`` only says more of the place that stands before it."""
    return re.fullmatch(_REGION.removesuffix("?"), f", {printed.strip()}") is not None


def is_house(text: str) -> bool:
    """Whether ``text`` names a publishing house: "Einaudi", "Il Mulino", "Presses universitaires de Lyon"."""
    names = re.findall(r"[^\W\d_]{3,}", text)
    return fold(text.strip(" .")) in words_of("houses") or any(
        fold(word) in words_of("publisher_words") or lexicon_class(word.lower()) == "p" for word in names
    )
