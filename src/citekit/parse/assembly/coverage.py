"""Printed words that no field took in: what a reading left over must be said, not lost."""

from __future__ import annotations

import re

from citekit.model import Span
from citekit.parse.fields import Labelling
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.archives import ARCHIVAL
from citekit.parse.recognisers.signals import SIGNAL
from citekit.parse.recognisers.weblinks import find_links

_WORD = re.compile(r"[^\W\d_]{3,}|(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MARKS = frozenset(
    """
    and und et y e en i with mit sowie in dans nel nella nello nell del della dell the of for from by von
    par por per via at on am vom les des der die das den dem zur zum los las ed eds edn edition editor
    editors edited hrsg hgg hg herausgegeben cura cur dir dirs sous direction coord coords comp compiled
    trans transl translated translation translator übers übersetzt trad traduit tradotto traducción aus
    vol vols volume volumes voll bde band bände tome tomes tomo tomos jahrgang jrg heft fasc num núm
    número numéro number issue iss nos pages page pag pág págs seite seiten blz str chap chapter kapitel
    cap aufl auflage édition edizione edición druk online internet available abrufbar verfügbar unter
    disponible disponibile retrieved accessed access last date visited viewed zuletzt abgerufen
    aufgerufen zugriff consulté consultato consultado stand url http https www doi isbn issn arxiv pmid
    pmcid eprint hier bes insb insbes ici qui esp here especially alia auch ders dies siehe vgl see also
    ibid ebd fig tab note anm para paras paragraph section sec art cit loc ebenda ibidem idem same supra
    director directors producer producers version vers red tłum przeł pod redakcją çev haz org orgs ford
    szerk övers utg uppl vyd kiad baskı basım bind kötet cilt sayı изд ред под пер том вып дис канд наук режим
    доступа дата обращения zugegriffen hämtad läst obtido acesso disponível consultada citováno author autor
    infra oben unten others alii anderen otros web print
    """.split()
)  # fmt: skip
_FIXED = (numbering.EDITION, numbering.PARAGRAPH, ARCHIVAL)


def _is_mark(word: str) -> bool:
    return word.lower() in _MARKS


def unparsed(text: str, labelling: Labelling) -> list[Span]:
    """Return the stretches of ``text`` whose words are in no field and are no joining word or mark."""
    signal = SIGNAL.match(text.lstrip())
    begin = len(text) - len(text.lstrip()) + (signal.end() if signal else 0)
    taken = [(one.start, one.end) for one in labelling.fields] + [
        (link.start, link.end) for link in find_links(text)
    ]
    stretches: list[Span] = []
    position = begin
    for start, end in [*sorted(taken), (len(text), len(text))]:
        if start > position:
            stretches += _words(text, position, start)
        position = max(position, end)
    return stretches


def _words(text: str, start: int, end: int) -> list[Span]:
    marks = [match.span() for pattern in _FIXED for match in pattern.finditer(text, start, end)]
    left = [
        match
        for match in _WORD.finditer(text, start, end)
        if not _is_mark(match[0]) and not any(a <= match.start() < b for a, b in marks)
    ]
    return [Span(left[0].start(), left[-1].end())] if left else []
