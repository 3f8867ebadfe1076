"""Citations in Russian print (ГОСТ Р 7.0.5 and 7.1, and the usual shortenings of them).

"Иванов И. И. Название // Журнал. 2005. № 3. С. 45–56.", "Лотман Ю. М. Название. М.: Искусство, 1970. 384 с."
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.recognisers.weblinks import find_links

_LETTER = re.compile(r"[\u0400-\u04ff]")
_SURNAME = r"[А-ЯЁІЇЄҐ][а-яёіїєґ’'-]+(?:-[А-ЯЁІЇЄҐ][а-яёіїєґ]+)?"
_NAME = rf"(?:{_SURNAME},?\s(?:[А-ЯЁІЇЄҐ][а-я]?\.\s?){{1,2}}|(?:[А-ЯЁІЇЄҐ][а-я]?\.\s?){{1,2}}{_SURNAME})"
_AUTHORS = re.compile(rf"\s*(?:\[?\d+[.\]]\s*)?(?P<x>{_NAME}(?:(?:,\s?|\sи\s|;\s){_NAME})*(?:,?\sи\sдр\.)?)\s*")
_ARTICLE = re.compile(r"(?P<title>.+?)\s*//\s*(?P<rest>.+)", re.DOTALL)
_CITY = r"[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐа-яёіїєґ-]*"
_IMPRINT = re.compile(
    rf"[.,]?\s*(?:[–—-]\s+)?(?P<place>{_CITY}(?:\.|(?=\s?[:,;]))(?:(?:\s?;\s?|[–-]){_CITY}\.?)?)"
    r"(?:\s?:\s?(?P<publisher>[^:,]+?)(?:,|\s(?=\d{4}))|,)\s*(?P<date>(?:1[5-9]|20)\d\d)(?!\d)"
)
_EDITION = re.compile(
    r"[.,]?\s*(?:[–—-]\s+)?(?:(?P<x>\d+)(?:-е)?\s(?:[а-я.,\s]{0,30}?)изд\.|[Ии]зд\.\s(?P<y>\d+)(?:-е)?)"
)
_RESPONSIBLE = re.compile(
    r"\s/\s(?P<role>(?:под\s(?:общ\.\s)?ред\.|отв\.\sред\.|ред\.|сост\.)\s)?(?P<names>[^/]+?)(?=\.\s|\.$|\s?;|$)"
)
_PARTS = (
    ("volume", re.compile(r"(?<!\w)(?:Т|Том|Кн|Ч)\.?\s?(?P<x>\d+|[IVXLC]+)(?!\w)")),
    ("issue", re.compile(r"(?:№|Вып\.|Nr\.?|No\.)\s?(?P<x>\d+(?:\s?[-–/(]\s?\d+\)?)?)")),
    ("pages", re.compile(r"(?<!\w)[СсC]\.\s?(?P<x>\d+(?:\s?[-–—]\s?\d+)?)")),
    ("extent", re.compile(r"(?<!\w)(?P<x>\d+)\s?с\.?(?!\w)")),
    ("date", re.compile(r"(?<!\d)(?P<x>(?:1[5-9]|20)\d\d)(?!\d)")),
)
_THESIS = re.compile(r"\s?:\s(?P<x>(?:авто\s?реф\.\s)?дис\.[^:]*?наук)")


def read_gost(text: str) -> Labelling | None:
    """Return the fields of a citation in Russian print; None for anything else."""
    letters = len(re.findall(r"[^\W\d_]", text))
    if not letters or len(_LETTER.findall(text)) * 2 < letters:
        return None
    match = _AUTHORS.match(text)
    if match is None:
        return None
    start, end = match.span("x")
    fields = [Labelled("author", start, end)]
    article = _ARTICLE.fullmatch(text, match.end())
    if article is not None:
        return _contained(text, fields, article)
    return _book(text, fields, match.end())


def _contained(text: str, fields: list[Labelled], match: re.Match[str]) -> Labelling | None:
    title = _without_responsible(text, *match.span("title"))
    fields.append(Labelled("title", *title))
    start = match.start("rest")
    stop = re.compile(r"\.\s(?:[–—-]\s)?(?=\d{4}|Т\.|№|Вып\.|С\.|[А-ЯЁ][а-яё-]*\.?\s?[:,])|,\s(?=\d{4})").search(
        text, start
    )
    if stop is None:
        return None
    responsible = _RESPONSIBLE.search(text, start, stop.start() + 1)
    imprint = _IMPRINT.match(text, stop.start())
    if responsible is not None:
        fields.append(Labelled("container", start, responsible.start()))
        fields.append(Labelled("editor", *responsible.span("names")))
    else:
        fields.append(Labelled("container", start, stop.start()))
    return _finished(text, fields, imprint, stop.start(), "" if imprint or responsible else "article")


def _book(text: str, fields: list[Labelled], start: int) -> Labelling | None:
    imprint = next((one for one in _IMPRINT.finditer(text, start) if one.start() > start + 3), None)
    if imprint is None:
        return None
    end = imprint.start()
    form = "book"
    if (edition := _EDITION.search(text, start, end + 1)) is not None:
        group = "x" if edition["x"] else "y"
        fields.append(Labelled("edition", *edition.span(group)))
        end = min(end, edition.start())
    if (thesis := _THESIS.search(text, start, end)) is not None:
        fields.append(Labelled("genre", *thesis.span("x")))
        end, form = thesis.start(), "thesis"
    fields.append(Labelled("title", *_without_responsible(text, start, end)))
    return _finished(text, fields, imprint, imprint.start(), form)


def _without_responsible(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what follows the stroke: " / А. В. Сидоров" repeats the author."""
    match = _RESPONSIBLE.search(text, start, end)
    return (start, match.start() if match is not None else end)


def _finished(
    text: str, fields: list[Labelled], imprint: re.Match[str] | None, start: int, form: str
) -> Labelling:
    if imprint is not None:
        fields += [Labelled(name, *imprint.span(name)) for name in ("place", "publisher", "date") if imprint[name]]
        start = imprint.end()
    links = find_links(text)
    fields += [Labelled(link.kind, link.inner_start, link.inner_end) for link in links]
    for field, pattern in _PARTS:
        match = pattern.search(text, start)
        free = match and not any(link.start <= match.start() < link.end for link in links)
        if match is not None and free and not any(one.field == field for one in fields):
            fields.append(Labelled(field, *match.span("x")))
    return Labelling(tuple(sorted(fields, key=lambda one: one.start)), confidence=GRAMMAR, form=form)
