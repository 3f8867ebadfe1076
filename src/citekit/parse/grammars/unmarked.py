"""Citations whose title no mark sets off, as European footnotes and law reviews print them, read by rule.

Names, the title with its subtitle, then an imprint or a periodical with its volume, then pages. The end is read
first: what stands between the names and the imprint is the title. Sure only where every word finds its place.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.unmarked_additions import EDGE, Rest, additions, behind_imprint, ends
from citekit.parse.grammars.unmarked_front import (
    Front,
    is_person,
    read_dated,
    read_front,
    read_surnames,
    read_titled,
)
from citekit.parse.grammars.unmarked_imprint import (
    NO_MARK,
    YEAR,
    fields_of,
    find_imprint,
    is_known_place,
)
from citekit.parse.grammars.unmarked_title import title_between, within
from citekit.parse.grammars.vocabulary import is_periodical
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.marks import find_marks

_YEAR_ALONE = re.compile(rf",\s{YEAR}$")
_ISSUE = r"(?:,?\s(?:H\.|Heft|Nr\.|No\.|no\.|n\.|n[°º]|núm\.|fasc\.|afl\.)?\s?(?P<issue>\d+(?:[/–-]\d+)?))?"
_VOLUME = r"(?:(?:Bd\.|Jg\.|vol\.|t\.|a\.|jrg\.)\s)?(?P<volume>\d{1,4}|[IVXLC]{1,8})"
_CONTAINER = NO_MARK + r"(?P<container>[A-ZÀ-Þ][^,;:()\d]{1,90}?)"
_PERIODICALS = tuple(re.compile(pattern + "$") for pattern in (
    rf"{_CONTAINER},?\s{_VOLUME}[./](?P<issue>\d+(?:[/–-]\d+)?)\s\({YEAR}\)",
    rf"{_CONTAINER},?\s{_VOLUME}\s\({YEAR}\){_ISSUE}",
    rf"{_CONTAINER},?\s{_VOLUME},\s{YEAR}{_ISSUE}",
))  # fmt: skip
_PAGES_IN = re.compile(r"[,.?!]\s+(?:S\.|Pp?\.|pp\.)\s?(?P<pages>\d+\s?[-–]\s?\d+)\s[Ii]n:?\s+")
_INTO_CONTAINER = re.compile(r"[,.?!]\s+(?:[Ii]n:?\s+)?(?=[A-ZÀ-Þ])")
_UNDATED = re.compile(
    rf"{_CONTAINER},?\s(?:(?P<volume>\d{{1,4}})\.\s?(?:Jg\.|Jahrgang|Bd\.)|"
    rf"{_VOLUME.replace('<volume>', '<volume_>')})"
    rf"(?:\s?\((?P<issue_>\d+(?:[/–-]\d+)?)\)|[/.](?P<issue__>\d+))?{_ISSUE}$"
)
_IN = re.compile(r"[,.?!]\s+(?:[Ii]n:?|en|dans|nella?)\s+(?=[A-ZÀ-Þ]|(?:ders|dies|id|ead)\.)")
_EXPLICIT_IN = re.compile(r"[,.]\s+(?:[Ii]n:|in)\s+(?=[A-ZÀ-Þ])")
_MARGIN = re.compile(
    r"[,;]?\s+(?P<number>(?:§§?\s?\d+\w?(?:\s(?:[IVX]+|\d+|[a-z]\)))*,?\s)?(?:Rdnr|Rdn|Rn|Rz|Tz)\.\s?\d+(?:\s?ff?\.?)?)$"
)
_GERMAN = re.compile(r"\bAufl(?:\.|age\b)|\bS\.\s?\d|\bR(?:dn|n|z)r?\.|§\s?\d")
_SECTION = re.compile(r",\s§§?\s?\d+\w?(?:\s(?:[IVX]+|\d+|[a-z]\)))*$")
_CITED = re.compile(
    r"[,;]?\s+(?:(?:hier|bes(?:onders|\.)|ins(?:besondere|b\.|bes\.)|vor\sallem|v\.\s?a\.|ici|qui|spec\.|in\spart\.|esp\.|"
    r"here|aquí):?\s+)?$"
)
_AFTER_PARENTHESIS = re.compile(
    r"\([^()]*[^\W\d_][^()]*\)(?P<gap>,?\s)(?P<number>\d+(?:\s?[-–]\s?\d+)?(?:\sff?\.?)?)$"
)
_FOLIO = re.compile(
    r",\s(?:cc?\.|carte?|coll?\.|cols?\.|ff?\.|fols?\.|Sp\.|Bl\.)\s?(?P<number>\d+\s?[rv]?(?:\s?[-–]\s?\d*\s?[rv]?)?)$"
)
_BARE_EXTENT = re.compile(r"(?<=[\d)])(?P<gap>[,:]\s)(?P<number>\d+\s?[-–]\s?\d+)$")
_PIN_IN_TITLE = re.compile(r"(?<=[^\W\d_])\s(?P<number>\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:,\s\d{1,3})*)$")
_NAMES_BEFORE = re.compile(r"[^\W_]{4}[^,]*,\s[A-ZÀ-Þ][\w’'-]+(?:[\s&]+[A-ZÀ-Þ][\w’'-]+){0,2}$")
_YEARLY = re.compile(
    rf"(?P<container>[A-ZÄÖÜ][A-Za-zäöü]{{0,4}}[A-ZÄÖÜ][A-Za-zäöü]{{0,4}}\.?|"
    rf"{_CONTAINER.replace('<container>', '<container_>')})\s"
    rf"{YEAR}(?:,\s(?:H\.|Heft|Nr\.)\s?(?P<issue>\d+))?$"
)
"""A periodical counted by its years: "DVBl. 1959", "Kritische Justiz 1979, H. 3"."""
_EXTENT_LEFT = re.compile(r",\s\d{1,3}\s?[-–]\s?\d{1,3}$")
_ONE_WORD = re.compile(r"[^\W\d_]+(?:\s[A-Z])?\.\s")
_VOLUME_CITED = re.compile(
    r",\s(?:(?:hier|ici|qui)\s)?(?:Bd\.|vol\.|t\.|tome|tomo|dl\.)\s(?P<volume>\d+|[IVX]+)$", re.IGNORECASE
)
_SAME = re.compile(r"(?:ders|dies|id|ead)\.,?\s\((?:Hg|Hrsg|eds?|éd|a cura di)\.?\),?:?\s", re.IGNORECASE)
_REVIEW = re.compile(
    r"(?:Rez(?:ension|\.)|Besprechung|Review|Recensione|Rec\.|Compte rendu|C\.\s?r\.|Reseña)\s"
    r"(?:zu|von|of|a|di|de|über)[:\s]",
    re.IGNORECASE,
)


def read_unmarked(text: str) -> Labelling | None:
    """Return the fields of a citation with an unmarked title if every word finds its place, else None.

    Surnames alone may open it where German marks of pages, margins or editions are printed.
    """
    start = len(text) - len(text.lstrip())
    marks = find_marks(text)
    if any(mark.kind != "quoted" for mark in marks) or "\n\n" in text:
        return None
    dated = read_dated(text, start)
    if dated is not None:
        front, date = dated
        found = _dated_work(text, front, Rest(len(text.rstrip(EDGE)), ()))
        return None if found is None or not within(text, marks, found) else _labelling(text, front, (date, *found))
    full_front = read_front(text, start) or read_titled(text, start)
    front_or_none = full_front or (read_surnames(text, start) if _GERMAN.search(text) else None)
    if front_or_none is None:
        return None
    front = front_or_none
    rest = _pages(text, Rest(len(text.rstrip(EDGE)), ()), front.title)
    found = _article(text, front, rest) or _book(text, front, rest)
    if found is None or (full_front is None and not _surely_a_work(text, found)) or not within(text, marks, found):
        return None
    return _labelling(text, front, found)


def _labelling(text: str, front: Front, found: tuple[Labelled, ...]) -> Labelling:
    names = [Labelled(front.field, front.start, front.end)] if front.field else []
    form = "review" if _REVIEW.match(text, front.title) else ""
    return Labelling(tuple(sorted((*names, *found), key=lambda one: one.start)), confidence=GRAMMAR, form=form)


def _dated_work(text: str, front: Front, rest: Rest) -> tuple[Labelled, ...] | None:
    """Read what follows names and year: "Titel, in: Hefte 5, H. 1, S. 4-35", "Titel. Köln: Heymanns"."""
    rest = _pages(text, rest, front.title)
    openings = list(_INTO_CONTAINER.finditer(text, front.title, rest.end))
    for opening in openings[-1:]:
        if (match := _UNDATED.match(text[: rest.end], opening.end())) is None:
            continue
        sure = ("in" in opening[0].lower() and ":" in opening[0]) or is_periodical(match["container"])
        title = title_between(text, front.title, opening.start() + (opening[0][0] in "?!")) if sure else None
        if title is not None:
            return (title, *fields_of(match), *rest.fields)
    return _book(text, front, rest, dated=True)


def _surely_a_work(text: str, found: tuple[Labelled, ...]) -> bool:
    """Whether an edition, a known place or a page cited leaves no doubt that surnames alone open the citation."""
    if any(one.field == "edition" for one in found):
        return True
    places = [text[one.start : one.end] for one in found if one.field == "place"]
    cited = any(one.field in ("pages", "locator") for one in found)
    return any(is_known_place(place) for place in places) or (cited and any(one.field == "date" for one in found))


def _pages(text: str, rest: Rest, start: int) -> Rest:
    """Take pages off the end, twice where the place cited follows the extent: "S. 33-60, hier S. 41"."""
    if margin := _MARGIN.search(text[: rest.end], start):
        rest = rest.cut(margin.start(), Labelled("locator", *margin.span("number")))
    for count in range(2):
        found = next((m for m in numbering.PAGES.finditer(text, start) if ends(m, rest.end, text)), None)
        found = found or (None if count else _AFTER_PARENTHESIS.search(text[: rest.end], start))
        found = found or (None if count else _FOLIO.search(text[: rest.end], start))
        found = found or (None if count else _BARE_EXTENT.search(text[: rest.end], start))
        if found is None:
            break
        begin = found.end("gap") if "gap" in found.groupdict() else found.start()
        before = _CITED.search(text[:begin], start)
        end = before.start() if before else len(text[:begin].rstrip(" ,;"))
        rest = rest.cut(end, Labelled("pages", *found.span("number")))
    if section := _SECTION.search(text[: rest.end], start):
        rest = rest.cut(section.start())
    if rest.fields and (volume := _VOLUME_CITED.search(text[: rest.end], start)):
        rest = rest.cut(volume.start(), Labelled("volume", *volume.span("volume")))
    return rest


def _article(text: str, front: Front, rest: Rest) -> tuple[Labelled, ...] | None:
    """Read "Title, in: Archiv 12 (2004), H. 3" and "Title, ZfG 45 (1997) 3"."""
    openings = list(_EXPLICIT_IN.finditer(text, front.title, rest.end))
    opening = openings[-1] if openings else None
    if opening is None:
        commas = list(re.compile(r",\s+(?=[A-ZÀ-Þ])").finditer(text, front.title, rest.end))
        opening = commas[-1] if commas else None
    if opening is None:
        return None
    title = title_between(text, front.title, opening.start())
    for pattern in _PERIODICALS:
        match = pattern.match(text[: rest.end], opening.end())
        if match is not None and title is not None:
            return (title, *_paged(match, rest), *rest.fields)
    match = _YEARLY.match(text[: rest.end], opening.end())
    if match is None or title is None or not any(one.field == "pages" for one in rest.fields):
        return None
    return (title, *fields_of(match), *rest.fields) if is_periodical(match[1].rstrip(".")) else None


def _paged(match: re.Match[str], rest: Rest) -> list[Labelled]:
    """The fields of a periodical; a bare number behind the year is the page where no other is printed."""
    fields = fields_of(match)
    number = match["issue"] or ""
    bare = match[0].endswith(") " + number) and match.end("date") < match.start("issue")
    if not bare or any(one.field == "pages" for one in rest.fields):
        return fields
    return [one._replace(field="pages") if one.field == "issue" else one for one in fields]


def _book(text: str, front: Front, rest: Rest, *, dated: bool = False) -> tuple[Labelled, ...] | None:
    rest = behind_imprint(text, rest, front.title)
    imprint = find_imprint(text[: rest.end], front.title, dated=dated)
    if imprint is None and not dated and rest.fields and text[front.start : front.end].count(" ") == 0:
        imprint = _YEAR_ALONE.search(text[: rest.end], front.title)
    if imprint is None:
        return None
    rest = rest.cut(imprint.start(), *fields_of(imprint))
    if text[imprint.start() + 1] == "(" and (pin := _PIN_IN_TITLE.search(text[: rest.end], front.title)):
        rest = rest.cut(pin.start(), Labelled("pages", *pin.span("number")))
    rest = additions(text, rest, front.title)
    opening = _PAGES_IN.search(text, front.title, rest.end) or _IN.search(text, front.title, rest.end)
    if opening is not None:
        return _chapter(text, front, rest, opening)
    if _publisher_before(text[: rest.end], front, imprint):
        return None
    title = title_between(text, front.title, rest.end)
    if title is None or (text[title.end] == "." and _ONE_WORD.match(text, front.title)):
        return None  # "Soto Laveaga, Gabriela. Jungle Laboratories. Durham: Duke": full stops part the fields
    return (title, *rest.fields)


def _publisher_before(printed: str, front: Front, imprint: re.Match[str]) -> bool:
    """Whether the end of the title may be the publisher: "Andrei Tarkovski, Edilig, Paris, 1988"."""
    found = imprint.groupdict()
    if found.get("publisher") or not found.get("place"):
        return False
    return _NAMES_BEFORE.search(printed, front.title) is not None


def _chapter(text: str, front: Front, rest: Rest, opening: re.Match[str]) -> tuple[Labelled, ...] | None:
    """Read "Title, in: Hans Köhler (Hg.), Stadt und Land. Aufsätze"."""
    title = title_between(text, front.title, opening.start() + (opening[0][0] in "?!"))
    if title is None or _IN.search(text, opening.end(), rest.end):
        return None
    same = _SAME.match(text, opening.end())
    inner = front._replace(title=same.end()) if same else read_front(text[: rest.end], opening.end())
    begin = inner.title if inner is not None else opening.end()
    book = title_between(text, begin, rest.end)
    if book is not None and _EXTENT_LEFT.search(text[book.start : book.end]):
        return None
    if book is None or (inner is None and is_person(re.split(r"[,:(]", text[begin : rest.end])[0].strip())):
        return None
    editors = () if inner is None else (Labelled("editor", inner.start, inner.end),)
    pages = [Labelled("pages", *opening.span("pages"))] if opening.groupdict().get("pages") else []
    return (title, *pages, *editors, book._replace(field="container"), *rest.fields)


__all__ = ["read_unmarked", "title_between"]
