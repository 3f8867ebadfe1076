"""Archival sources: words of archives, and citations that are a shelf mark."""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.recognisers.dates import date_in

ARCHIVAL = re.compile(
    r"\b(?:[Bb]ox|[Ff]older|[Rr]eel|Papers|MSS?\.?|fols?\.|Record Office|Archives?|Bundesarchiv|Archivio|Bestand|"
    r"busta|"
    r"Nachla(?:ss|ß)|RG \d|FO \d|CAB \d|Bl\.)"
)
"""A word that only an archival source prints."""

ARCHIVE = re.compile(
    r"(?<=[,;.]\s)(?:[Bb]ox|[Ff]older|[Ff]ile|[Rr]eel|MSS?\.?|RG|FO|CAB|Bestand|busta|[Nn]achla(?:ss|ß)|"
    r"[^,;.]*\bPapers\b|"
    r"[^,;.]*\b(?:Archives?|Archivio|Archiv|Bundesarchiv)\b).*?(?=[.;\s]*$)",
    re.DOTALL,
)
"""Where the source is kept, from its first word to the end of the citation."""

_HOUSE = re.compile(
    r"(?<![\w.])(?:(?:The\s)?(?:[A-ZÀ-Þ][\w.’'-]*\s){0,5}(?:Archives?|Archiv|[A-ZÀ-Þ][a-zäöü]*archiv|Archivio|Archivo|Archief|"
    r"Record\sOffice|Public\sRecords?|Records\sAdministration|Library|Bibliothek|[A-ZÀ-Þ][a-zäöü]*bibliothek|Biblioteca|"
    r"Bibliothèque)(?:\s(?:of|di|de|do|del|dello|della|des|du|the|für)?\s?[A-Za-zÀ-ÿ’'-]+){0,4}|Archives\s(?:nationales|départementales)|"
    r"(?:TNA|PRO|NARA|BL|BNF|BnF|GStA(?:\sPK)?|BArch|BA|HStA|StA|StadtA|LA|LHA|PA\s?AA|HHStA|ÖStA|AdR|AN|AD|ASV|ASF|ACS|AGI|"
    r"AGS|AHN|ANOM|PRONI|CUL|IISH|NLI|NLS|NRS|CCA|LMA)(?:\s[A-ZÄÖÜ][a-zäöü]+)?)(?=[\s,:(])"
)
SHELF_MARK = re.compile(
    r"(?<![\w.])(?:[A-Z]{1,5}\s?\d+[\w/.:-]*|[A-Z]{1,4}(?:/[A-Z\d]+)+[\d/. -]*|[A-Z]\d+\s\d+|Add\.?\sMSS?\.?\s\d+|"
    r"MSS?\.?\s[\w. ]*\d+|"
    r"(?:Rep|Nr|No|Bl|fols?|fo|ff|f|c|cc|b|reg|leg|exp|vol|Bü|Bd|carton|dossier|[Bb]ox|[Ff]older|[Ff]ile|[Bb]usta|RG|Bestand|inv)\.?\s"
    r"[A-Z]{0,3}\s?\d+)"
)
"""The mark of a piece in an archive: "reg. 34", "HO 45/1234", "Add. MSS 1203"."""


def read_archival(text: str) -> Labelling | None:
    """Return the fields of a citation that opens with an archive and its shelf mark; None for anything else.

    The archive and its mark are one field; a day behind it is the document's.
    """
    start = len(text) - len(text.lstrip(" (\n"))
    house = _HOUSE.match(text, start)
    if house is None:
        return None
    mark = SHELF_MARK.search(text, house.end())
    if mark is None or mark.start() > house.end() + 90 or re.search(r"[.;]\s+[A-ZÀ-Þ][a-z]{3,}\s[a-z]", text):
        return None
    date = date_in(text[mark.end() :])
    stop = len(text.rstrip(" .;\n"))
    if date is None or not date.date.parts or len(date.date.parts[0]) < 2:
        return Labelling((Labelled("archive", start, stop),), confidence=GRAMMAR, form="archival")
    dated = Labelled("date", mark.end() + date.start, mark.end() + date.end)
    kept = len(text[: dated.start].rstrip(" ,("))
    fields = [Labelled("archive", start, kept), dated]
    rest = text[dated.end : stop].strip(" ,.)")
    if rest:
        fields.append(Labelled("note", text.index(rest, dated.end), text.index(rest, dated.end) + len(rest)))
    return Labelling(tuple(fields), confidence=GRAMMAR, form="archival")
