"""What may stand between a title that no mark sets off and its imprint, or in brackets behind the imprint.

Editions, volumes and their titles, series, editors and translators, kinds of theses; later and earlier editions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.fields import Labelled
from citekit.parse.grammars.unmarked_imprint import fields_of, is_house
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers import numbering

EDGE = " .,;\n\t"
_BEHIND_IMPRINT = re.compile(
    r"(?<=\d)[¹²³⁴⁵⁶⁷⁸⁹]?,?\s[(\[](?:(?:(?:\d{1,2}(?:\.|ª|a|e|nd|rd|th)?\s(?:Aufl|Auflage|ed|edn|édn?|ediz)\b|I+\sed\b|ND\b|Nachdr|"
    r"Neudr|Neuaufl|Neuausg|unveränd|reprint|repr\b|rist\.|ristampa|réimpr|rééd|zuerst|erstmals|erstveröff|ora\b|nuova\sed|ed\.\sorig|poi\b|now\sin|first\s(?:ed|publ)|orig|"
    r"prima\sed|1re\séd|Erstausg|hier\szit)[^()]*|(?:1[4-9]|20)\d\d)|"
    r"=\s?(?P<series>[^()]+?)(?:,?\s(?:Bd\.\s|Nr\.\s)?(?P<issued_as>\d+))?)[)\]]$",
    re.IGNORECASE,
)
"""What brackets add to an imprint: a later or earlier edition, the series."""
_SERIES_BEHIND = re.compile(
    r"(?<=\d)\s\([«“\"]?\s?(?P<series>[A-ZÀ-Þ][^()\[\]\d«»“”\"]{3,}?)\s?[»”\"]?(?:,|;)?\s"
    r"(?:(?:Bd|Nr|vol|n|no|H|t)\.\s)?(?P<issued_as>\d{1,3}(?:[./]\d+)?)\)$"
)
_ROLE = re.compile(
    r"[,.]\s(?:(?P<editor>(?:ed|eds|hg|hrsg|éd)\.(?=\s[A-ZÀ-Þ]\.)|"
    r"(?:hg\.|hrsg\.|herausgegeben|ed\.|edited|éd\.|dir\.)\s(?:v\.|von|by|par|de)|a cura di|"
    r"a c\. di|sous la dir(?:\.|ection) de|bajo la dir\. de|onder redactie van)"
    r"|(?P<translator>(?:übers\.|übersetzt|trans\.|translated|trad\.(?:\s(?:it|fr|esp|ted)\.)?|traduit|vert\.|"
    r"aus dem \w+)\s(?:v\.|von|by|par|di|de|door)))"
    r"\s(?P<names>[A-ZÀ-Þ][^:;()\d]{3,100})$"
)
_SERIES = re.compile(
    r"\s[(\[]=?\s?(?P<series>[A-ZÀ-Þ][^()\[\]\d]{3,}?)"
    r"(?:,|;)?\s(?:(?:Bd|Nr|vol|n|no|H|t)\.\s)?(?P<number>\d+(?:[./]\d+)?)[)\]]$"
)
_VOLUMES = re.compile(
    r",\s(?:(?P<count>\d+\s(?:Bde|voll?|voli|vols|tomes|tomos|dln)\.?)|"
    r"(?:Bd\.|Band|vol\.|tome|tomo|t\.|dl\.|deel)\s(?P<volume>\d+(?:[./]\d+)?|[IVXLC]+(?:/\d+)?))$",
    re.IGNORECASE,
)
_ROMAN_VOLUME = re.compile(r",\s(?P<volume>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?:[/.,]\s?\d)?)$")
_ROMAN_VOLUME_TITLE = re.compile(
    r",\s(?P<volume>(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})(?:[/.]\d)?)[,.:]\s(?P<title>[A-ZÀ-Þ][^;:()]+)$"
)
_EDITION_LEFT = re.compile(
    r"[,.]\s(?:(?P<edition>\d{1,2})(?:\.|te)?,?(?:\s(?:u\.|und|[a-zäöüß]{2,16}\.?),?)*\s"
    r"(?:Aufl(?:age|\.)?|Ausg(?:abe|\.)?)(?:,\s(?:Studien|Sonder|Neu|Taschenbuch)ausgabe)?|"
    r"(?:Studien|Sonder|Neu|Taschenbuch)ausgabe|Nachdruck|Neudruck|trad\.\s(?:it|fr|ted|ingl|esp)\.|dt\.)$"
)
_FIRST_PRINTED = re.compile(r"(?<=[^\W\d_]|[?!.»”])\s[(\[](?:orig\.\s|zuerst\s)?(?:1[5-9]|20)\d\d[)\]]$")
_GENRE = re.compile(
    r"[,.]\s(?P<genre>(?:Diss|Habil)(?:\.|\b)(?:\s(?:phil|jur|iur|med|theol|masch|rer\.\s\w+)\b\.?)*|"
    r"(?:Dissertation|Magisterarbeit|[Tt]esi di (?:laurea|dottorato)|[Tt]hèse|[Tt]esis|PhD|Ph\.D\.|"
    r"[Pp]roefschrift)[^,.]*)$"
)
_VOLUME_TITLE = re.compile(
    r",\s(?:Bd\.|Band|vol\.|t\.|tome|tomo|deel|dl\.)\s(?P<volume>\d+|[IVX]+)[:,]\s(?P<title>[A-ZÀ-Þ][^,;:()]+)$",
    re.IGNORECASE,
)


class Rest(NamedTuple):
    """What is still to be read of the text: up to ``end``; ``fields`` lie behind it."""

    end: int
    fields: tuple[Labelled, ...]

    def cut(self, end: int, *fields: Labelled) -> Rest:
        """Return the rest before ``end``, with ``fields`` found behind it."""
        return Rest(end, (*fields, *self.fields))


def behind_imprint(text: str, rest: Rest, start: int) -> Rest:
    """Take what brackets add to the imprint off the end."""
    added = _BEHIND_IMPRINT.search(text[: rest.end], start) or _SERIES_BEHIND.search(text[: rest.end], start)
    return rest if added is None else rest.cut(added.start(), *fields_of(added))


def additions(text: str, rest: Rest, start: int) -> Rest:
    """Take series, edition, volume, editor and translator off the end, in whatever order they are printed."""
    for _ in range(6):
        printed = text[: rest.end]
        if match := _SERIES.search(printed, start):
            series = Labelled("series", *match.span("series"))
            rest = rest.cut(match.start(), series, Labelled("series-number", *match.span("number")))
        elif match := next((m for m in numbering.EDITION.finditer(text, start) if ends(m, rest.end, text)), None):
            rest = rest.cut(len(text[: match.start()].rstrip(EDGE)), Labelled("edition", *match.span("number")))
        elif match := _EDITION_LEFT.search(printed, start):
            rest = rest.cut(match.start(), *fields_of(match))
        elif match := _FIRST_PRINTED.search(printed, start):
            rest = rest.cut(match.start())
        elif match := _GENRE.search(printed, start):
            rest = rest.cut(match.start(), Labelled("genre", *match.span("genre")))
        elif match := _VOLUME_TITLE.search(printed, start):
            name = "publisher" if is_house(match["title"]) else "volume-title"
            title = Labelled(name, *match.span("title"))
            rest = rest.cut(match.start(), Labelled("volume", *match.span("volume")), title)
        elif match := _ROMAN_VOLUME.search(printed, start):
            rest = rest.cut(match.start(), *fields_of(match))
        elif (match := _ROMAN_VOLUME_TITLE.search(printed, start)) and not is_house(match["title"]):
            volume_title = Labelled("volume-title", *match.span("title"))
            rest = rest.cut(match.start(), Labelled("volume", *match.span("volume")), volume_title)
        elif match := _VOLUMES.search(printed, start):
            rest = rest.cut(
                match.start(), Labelled("volume", *match.span("count" if match["count"] else "volume"))
            )
        elif (match := _ROLE.search(printed, start)) and reads_as_names(match["names"]):
            role = "editor" if match["editor"] else "translator"
            rest = rest.cut(match.start(), Labelled(role, *match.span("names")))
        else:
            break
    return rest


def ends(match: re.Match[str], end: int, text: str) -> bool:
    """Whether ``match`` ends where the rest of the text does."""
    return end - 4 <= match.end() <= end + 1 and not text[match.end() : end].strip(EDGE)
