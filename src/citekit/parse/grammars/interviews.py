"""Interviews, letters and conversations, which notes cite in the middle of a sentence."""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.marked import are_places
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.dates import date_in

_INTERVIEW = re.compile(
    r"(?:(?:personal\s+|telephone\s+|phone\s+|e-?mail\s+)*interviews?|Interview|Gespräch|"
    r"entretien|"
    r"intervista|entrevista|wywiad|conversations?)\s+"
    r"(?:conducted\s+|held\s+)?(?:by\s+the\s+author\s+)?(?:with|mit|avec|con|com|z)\s+",
)
_NAME = (
    r"[A-ZÀ-Þ][\w’'-]+(?:\s+(?:[A-ZÀ-Þ]\.|(?:van|von|de|del|di|da|der|den|la|le|bin|al)(?=\s)|[A-ZÀ-Þ][\w’'.-]+))+"
)
_NAMES = re.compile(rf"{_NAME}(?:(?:,\s+|,?\s+(?:and|und|et|y|e|i)\s+){_NAME})*")
_DESCRIPTION = re.compile(r",\s*(?P<words>[^,]*[a-z][^,]*?)(?=,?\s+(?:on|in|at|am|le)\s+[^,]*$|,|\.?$)")


def read_interview(text: str) -> Labelling | None:
    """Return the fields of an interview: whom with, when, what the person is; None for anything else.

    The person may be described before the name ("Japanese scholars …") or behind it (", Director of …").
    """
    match = _INTERVIEW.search(text)
    if match is None or re.search(r"[“\"«„*]", text):
        return None
    date = date_in(text)
    if date is None or not date.date.parts:
        return None
    names = _NAMES.search(text, match.end())
    unnamed = re.match(r"(?:an?|the|eine[mr]|de[mr])\s", text[match.end() :])
    if unnamed and match.start() < 12:
        end = len(text[: date.start].rstrip(" ,(").removesuffix(" on").removesuffix(" vom"))
        whom = Labelled("note", match.end(), end)
        dated = Labelled("date", date.start, date.end)
        return Labelling((whom, dated), confidence=GRAMMAR, form="interview")
    if names is None or re.search(r"[.;]\s", text[match.end() : names.start()]):
        return None
    first = names.start()
    leading = re.match(r"(?:[A-Z]\w+\s+)*(?:[a-z]\w+\s+)+", text[match.end() : names.end()])
    if leading:
        names = _NAMES.search(text, match.end() + leading.end()) or names
        first = names.start()
    fields = [Labelled("author", first, _before_place(text, first, names.end()))]
    fields.append(Labelled("date", date.start, date.end))
    if leading and leading[0].strip() not in ("the", "a"):
        fields.append(Labelled("note", match.end(), match.end() + len(leading[0].rstrip())))
    if described := _DESCRIPTION.match(text, names.end()):
        fields.append(Labelled("note", *described.span("words")))
    return Labelling(tuple(sorted(fields, key=lambda field: field.start)), confidence=GRAMMAR, form="interview")


def _before_place(text: str, start: int, end: int) -> int:
    """Where the names end before the place of the conversation: "Helena Ortiz, Buenos Aires"."""
    names, comma, last = text[start:end].rpartition(", ")
    return start + len(names) if comma and are_places(last) else end


_COMMUNICATION = re.compile(
    r"\s*(?P<genre>(?:[Pp]ersonal|[Pp]rivate|[Oo]ral|[Ww]ritten)\s[Cc]ommunications?|[Mm]ündliche\s(?:Mitteilung|Auskunft)|"
    r"[Ss]chriftliche\s(?:Mitteilung|Auskunft)|[Pp]ersönliche\sMitteilung|[Cc]ommunication\s(?:orale|personnelle)|"
    r"[Cc]omunicazione\s(?:orale|personale)|[Cc]omunicación\s(?:personal|oral))\s?(?:,|from|by|with|of|von|de|di|da|avec)\s"
    r"(?P<author>[A-ZÀ-Þ][^,;:“\"()]{2,60}?),?\s(?:(?:on|vom|am|le|del|il|dated)\s)?(?=[\d(]|[A-ZÄ][a-zé]+\s\d)"
)
_TO = re.compile(
    r"\s*(?P<author>[A-ZÀ-Þ][^,;:“\"()\d]{2,60}?)\s(?:to|an|à)\s(?P<recipient>[A-ZÀ-Þ][^,;:“\"()\d]{2,60}?),\s(?:dated\s)?"
)
_LETTER = re.compile(
    r"\s*(?P<genre>Letter|Telegram|Memorandum|Cable|E-?mail|Brief|Schreiben|Lettre|Lettera|Carta|List)\s+(?:from|"
    r"von|de|di|of)\s+"
    r"(?P<author>[^,;:“\"]{3,80}?)\s+(?:to|an|à|a|do)\s+(?P<recipient>[^,;:“\"]{3,80}?),\s+"
)


def read_letter(text: str) -> Labelling | None:
    """Return the fields of a letter: from whom, to whom, when, and where it is kept; None for anything else."""
    match = _LETTER.match(text) or _COMMUNICATION.match(text) or _TO.match(text)
    date = date_in(text) if match else None
    if match is None or date is None or not date.date.parts or re.search(r"\w", text[match.end() : date.start]):
        return None
    if match.re is _TO and not (len(date.date.parts[0]) == 3 and all(map(reads_as_names, match.groups()))):
        return None
    printed = match.groupdict()
    fields = [Labelled(name, *match.span(name)) for name in ("genre", "author", "recipient") if printed.get(name)]
    fields.append(Labelled("date", date.start, date.end))
    rest = text[date.end :].strip(" ,.;\n")
    if rest:
        start = text.index(rest, date.end)
        fields.append(Labelled("archive", start, start + len(rest)))
    return Labelling(tuple(fields), confidence=GRAMMAR, form="letter")
