"""The words before a citation in a note: signals ("see also"), joining words, remarks that announce a work."""

from __future__ import annotations

import re

from citekit.parse.recognisers.signals import SIGNAL

_JOINED = re.compile(r"(?:and|und|et|e|y|or|as well as)\s+(?=[A-ZÀ-Þsvc“\"‘«*])")
_YEAR_FIRST = re.compile(r"\((?:1[5-9]|20)\d\d\)\s\d")  # "(1994) 21 J. of Law and Society 1"
_ANNOUNCING = re.compile(
    r"(?:(?:Grundlegend|Allgemein|Ausführlich|Zuletzt|Bereits|Schon|Beispielhaft|Exemplarisch|Klassisch|Explizit|Jüngst|Neuerdings|"
    r"Instruktiv|Auch|Ebenso|Ähnlich|Anders|Zusammenfassend|Überblick|[Ww]ie\shier|[Ii]n\s(?:diesem|gleichem|ähnlichem)\sSinne|So|Vor\sallem|Zit\.\sn(?:ach|\.)|zit\.\sn\.)(?:\s(?:bereits|schon|jetzt|bei|dazu|hierzu))*|"
    r"(?:The|These)\s(?:figures|data|statistics|details)\s(?:[a-z]+\s){0,3}from|"
    r"(?:Näheres|Näher|Einzelheiten|Ausführlicher|Weiteres|Nachweise)(?:\s(?:dazu|hierzu))?\s(?:bei|in)|"
    r"(?:Alle\s)?(?:Zahlen|Daten|Angaben|Berechnet|Berechnungen?)(?:\s[a-zäöü]+){0,3}\s(?:nach|aus|bei|in):?|"
    r"(?:für|zur?m?|über)\s(?:[\w-]+\s){1,4}(?=[A-ZÄÖÜ][\w-]+,\s[A-Z]\.:)|"
    # "and, on the nineteenth century, R. W. Kostal"; "et, pour une synthèse, É. Agrikoliansky"
    r"(?:(?:and|und|et|e|y),?\s)?(?:for|on|as\sto|pour|sur|per|su|para|sobre)\s[^.;:()\d]{3,80},\s(?=(?:[A-ZÀ-Þ]\.[\s-]?)+[A-ZÀ-Þ]))"
    r"[:,]?\s*(?=[A-ZÀ-Þ])"
)


def after_lead_in(text: str, start: int, end: int) -> int:
    """Return where the words end that stand before what ``text[start:end]`` cites; ``start`` if there are none."""
    while start < end and text[start] in " \n\t;,–—(" and not _YEAR_FIRST.match(text, start):
        start += 1
    for pattern in (_ANNOUNCING, _JOINED, SIGNAL, _ANNOUNCING):
        match = pattern.match(text, start, end)
        if match is not None and match.end() < end:
            start = match.end()
    return start
