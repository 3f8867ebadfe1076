"""Books, chapters and articles as journals of law and history print them in notes: the imprint in parentheses.

``R. Cotterrell, Law's Community (2nd ed., 1996) 296``, ``‘A Title’ in A Book, ed. P. Birks (1996) 14``,
``‘A Title’ (1976) 89 Harvard Law Rev. 1685, at 1690``, ``Order Without Law 167 (1991)``. Sure only where every
word finds its place.
"""

from __future__ import annotations

import re

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.marked import are_places
from citekit.parse.grammars.unmarked import read_unmarked, title_between
from citekit.parse.grammars.unmarked_front import Front, read_front, read_surnames
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.dates import find_dates
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.tables import fold, periodicals

_NUMBER = (
    r"[A-Za-z]?\d+(?:\.\d+)*[a-z]?(?:\s?[-–—]\s?[A-Za-z]?\d+)?(?:\s?(?:ff?\b\.?|et\sseq\.))?|"
    r"[ivxlc]+(?:[-–][ivxlc]+)?(?!\w)"
)
_PIN_LABEL = (
    r"(?:at\s)?(?:(?:pp?\.?|paras?\.?|chs?\.?|chaps?\.?|chapters?|cols?\.?|ss?\.|§§?|fols?\.|S\.|Rn\.|nn?\.|"
    r"art\.|arts\.)\s?)?"
)
PIN = (
    r"(?:,?\s(?:(?:especially|esp\.|particularly|in\sparticular|here)\s(?:at\s)?)?"
    rf"(?P<pages>{_PIN_LABEL}(?:{_NUMBER})(?:(?:,\s?|\s(?:and|&)\s)(?:(?:pp?|recs?|ch)\.\s?)?(?:{_NUMBER}))*))?"
)
_END = r"[.\s;]*$"
_IMPRINT = re.compile(rf",?\s\((?P<imprint>[^()]*(?:\([^()]*\)[^()]*)*)\){PIN}{_END}")
_BARE_PIN = re.compile(
    r"(?:,?\sat|(?<=[^\W\d_]))\s(?!(?:1[4-9]|20)\d\d\b)(?P<pages>\d{1,4}(?:[-–]\d{1,4})?(?:,\s\d{1,4}(?:[-–]\d{1,4})?)*)$"
)
_YEAR = re.compile(
    r"(?<!\w)(?P<date>(?:c\.\s?)?(?:1[4-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?[a-z]?|forthcoming|in\spress)"
    r"(?:\sedn?\.?)?$"
)
_COMMAND_PAPER = re.compile(
    r"(?P<series>C(?:m|md|mnd)?\.?|Law\sCom\.?(?:\sno\.)?|H\.?\s?C\.?)\s(?P<volume>\d[\d/-]*)\.?$"
)
_TRANSLATOR = re.compile(r"(?:trans(?:l|lated)?\.?(?:\sby)?|tr\.)\s(?P<names>.+)$")
_ROLE = re.compile(r",?\s\(?(?:eds?\.?|edited)(?:\sby)?\s(?P<names>[A-ZÀ-Þ][^():]{2,120}?)$")
_TRANSLATED = re.compile(r",?\s(?:trans\.|tr\.|translated\sby)\s(?P<names>[A-ZÀ-Þ][^():]{2,100}?)$")
_VOLUME = re.compile(r"(?:,|:)?\s(?:[Vv]ol(?:\.|ume)|Bd\.|[Pp]art|pt\.)\s(?P<volume>\d+|[IVXLC]+)$")
_EDITORS_FIRST = re.compile(
    r"(?P<names>[A-ZÀ-Þ][^():]{2,140}?)(?:,?\s\((?:eds?|Eds?|Hrsg|Hg)\.?\),?:?|,\seds?\.?,)\s(?=[A-ZÀ-Þ‘“])"
)
_STOP_IN = re.compile(r"[,.]\s+in:?\s+(?=[A-ZÀ-Þ‘“*])")
_IN = re.compile(r"[,.]?\s+in:?\s+(?=[A-ZÀ-Þ‘“*])")
_LAW_ARTICLE = re.compile(
    r",?\s+[(\[](?P<date>(?:1[6-9]|20)\d\d)[)\]]\s+(?:(?P<volume>\d{1,4}|[IVXLC]+)(?::(?P<issue>\d+)|\((?P<issue2>\d+)\))?,?\s+)?"
    r"(?P<container>(?:The\s)?[A-ZÀ-Þ][^\d()\[\];“‘]{1,90}?),?\s+(?P<start>[A-Za-z]?\d+(?:\s?[-–—]\s?\d+)?)"
    r"(?:(?:,|,?\s+at|:)\s*(?P<pin>(?:p[pp]?\.\s*)?\d[\d\s,–—-]*(?:\sff?\.?)?(?:(?:\sand\s|,\s)\d[\d–-]*)*))?"
    + _END
)
_UNTITLED = re.compile(_LAW_ARTICLE.pattern.removeprefix(r",?\s+"))
_EDITION_BEHIND = re.compile(
    r",\s(?P<number>\d+(?:st|nd|rd|th|d|\.)?|rev\.|revised|second|third|fourth)\s(?:ed\.?|edn\.?|edition|Aufl\.)$"
)
_ANONYMOUS = re.compile(
    r"(?P<title>[A-ZÀ-Þ][^,;“„\"‘«(\d]{12,200}),\s(?:(?:Bd\.|Band|[Vv]ol\.|t\.)\s(?P<volume>\d+|[IVXLC]+),\s)?"
    rf"(?P<place>[A-ZÀ-Þ][^,;()\d]{{2,40}}?),?\s(?P<date>(?:1[4-9]|20)\d\d){PIN}{_END}"
)
_PERIODICAL = re.compile(r",\s[A-ZÀ-Þ][^,]{2,60}\s(?:\d{1,4}|[IVXLC]+)(?:[./]\d+)?$")
_NEWSPAPER = re.compile(
    r"(?:Times|Post|Herald|Tribune|Trib\.|News|Gazette|Chronicle|Chron\.|Globe|Guardian|Zeitung|Observer|Telegraph|"
    r"Examiner|Wall\sSt\.\sJ\.)$"
)


def read_law_style(text: str, *, in_note: bool = False) -> Labelling | None:
    """Return the fields of a book, chapter or article printed so; None for anything else.

    Outside notes, where the sciences print "Phys. Lett. B 62 (1976) 72", a title without marks must be of words
    written out, with no number behind it.
    """
    start = len(text) - len(text.lstrip())
    found = _marked(text, start) if find_marks(text) else _unmarked(text, start)
    if found is None and in_note and (untitled := _UNTITLED.match(text, start)) and untitled["volume"]:
        found = _article_fields(untitled), "article"  # "(1994) 21 J. of Law and Society 1"
    if found is not None and not in_note and found[0][0].field == "title" and not find_marks(text):
        return None
    if found is not None and not in_note and not find_marks(text) and not _written_out(text, found[0]):
        return None
    if found is None:
        return None
    fields, form = found
    return Labelling(tuple(sorted(fields, key=lambda one: one.start)), confidence=GRAMMAR, form=form)


def _written_out(text: str, fields: list[Labelled]) -> bool:
    titles = [text[one.start : one.end] for one in fields if one.field in ("title", "container")]
    if any(re.search(r"\w\.\s|\w\.$|\d$|\s[A-Z]$", title) or " " not in title for title in titles):
        return False
    title = next(one for one in fields if one.field == "title")
    return not re.match(r"\s\d", text[title.end :])


def _marked(text: str, start: int) -> tuple[list[Labelled], str] | None:
    title = find_marks(text)[0]
    if title.kind != "quoted":
        return None
    front = text[start : title.start].rstrip(" ,:")
    if front and not reads_as_names(front):
        return None
    fields = [Labelled("author", start, start + len(front))] if front else []
    fields.append(Labelled("title", title.inner_start, title.inner_end))
    if (match := _LAW_ARTICLE.match(text, title.end)) is not None:
        return [*fields, *_article_fields(match)], "article"
    opening = _IN.match(text, title.end)
    book = None if opening is None or find_marks(text)[1:] else _book(text, opening.end(), "container")
    return None if book is None else ([*fields, *book], "quoted")


def _article_fields(match: re.Match[str]) -> list[Labelled]:
    """A number behind the year is the volume, a number behind the journal the page where the article begins."""
    fields = [Labelled(name, *match.span(name)) for name in ("date", "volume", "container") if match[name]]
    fields += [Labelled("issue", *match.span(name)) for name in ("issue", "issue2") if match[name]]
    fields.append(Labelled("pages", *match.span("start")))
    if match["pin"]:
        fields.append(Labelled("locator", match.start("pin"), match.start("pin") + len(match["pin"].rstrip(" ,"))))
    return fields


def _unmarked(text: str, start: int) -> tuple[list[Labelled], str] | None:
    front = read_front(text, start)
    if front is None:
        return _anonymous(text, start)
    who = Labelled(front.field, front.start, front.end)
    opening = _STOP_IN.search(text, front.title)
    if opening is not None and (title := title_between(text, front.title, opening.start())) is not None:
        book = _book(text, opening.end(), "container")
        if book is not None:
            return [who, title, *book], "quoted"
    book = _book(text, front.title, "title")
    if book is not None and not _in_periodical(text):
        return [who, *book], "book"
    news = _newspaper(text, front)
    return None if news is None else ([who, *news], "quoted")


def _anonymous(text: str, start: int) -> tuple[list[Labelled], str] | None:
    """Read "Stenographische Berichte des Reichstages, Bd. 125, Berlin 1892, S. 2345"."""
    match = _ANONYMOUS.match(text, start)
    if match is None or not are_places(match["place"]) or read_surnames(f"{match['title']}, ") is not None:
        return None
    found = [Labelled(name, *match.span(name)) for name in ("title", "volume", "place", "date") if match[name]]
    return ([*found, _place_cited(match)] if match["pages"] else found), "book"


def _in_periodical(text: str) -> bool:
    """Whether the number before the year is a volume: "Le pont, Annales 40 (1985)"."""
    reading = read_unmarked(text)
    return reading is not None and bool(reading.spans("container"))


def _book(text: str, start: int, field: str) -> list[Labelled] | None:
    """A book from its title (or the editors before it) to the place cited."""
    match = next((m for m in _IMPRINT.finditer(text, start) if m.end() == len(text)), None)
    if match is None:
        return None
    imprint = _imprint(text, *match.span("imprint"))
    if imprint is None:
        return None
    fields = [*imprint]
    end = match.start()
    bare = _BARE_PIN.search(text, start, end)
    if match["pages"]:
        fields.append(_place_cited(match))
        bare = None
    elif bare is not None:
        first = re.compile(r"\d+(?:[-–]\d+)?").match(text, bare.start("pages"))
        if first is not None:
            fields.append(Labelled("pages", *first.span()))
            if first.end() < bare.end("pages"):
                fields.append(Labelled("locator", first.end() + 2, bare.end("pages")))
            end = bare.start()
    if field == "container" and (editors := _EDITORS_FIRST.match(text, start, end)):
        if not reads_as_names(editors["names"]):
            return None
        fields.append(Labelled("editor", *editors.span("names")))
        start = editors.end()
    if (edition := _EDITION_BEHIND.search(text, start, end)) is not None:
        fields.append(Labelled("edition", *edition.span("number")))
        end = edition.start()
    for name, pattern in (("editor", _ROLE), ("translator", _TRANSLATED), ("volume", _VOLUME)):
        if (role := pattern.search(text, start, end)) is not None:
            group = "volume" if name == "volume" else "names"
            if name != "volume" and not reads_as_names(role[group]):
                return None
            fields.append(Labelled(name, *role.span(group)))
            end = role.start()
    title = title_between(text, start, end)
    if title is not None and (
        _PERIODICAL.search(text[: title.end], start)
        or (field == "container" and text[title.end - 1].isdigit())
        or re.search(r"\((?:trans|eds?|Hg|Hrsg)\.?\)", text[start : title.end])
        or (bare is not None and re.search(r"\w\.(?:\s|$)|\s[A-Z]$", text[start : title.end]))
    ):
        return None  # "Le pont et la ville, Annales 40 (1985), p. 101"
    if title is None or (field == "container" and " " not in text[start:end].strip()):
        return None  # "in Thomas (n 8)"
    return [title._replace(field=field), *fields]


def _place_cited(match: re.Match[str]) -> Labelled:
    """Pages without their mark; of a chapter, paragraph or section, the mark tells what the number counts."""
    mark = re.match(r"(?:at\s)?(?:(?:pp?\.?|S\.)\s?)?(?=[\divxlcA-Z])", match["pages"])
    start, end = match.span("pages")
    return Labelled("pages", start + mark.end(), end) if mark else Labelled("locator", start, end)


def _imprint(text: str, start: int, end: int) -> list[Labelled] | None:
    """What stands in the parentheses: edition, place, publisher, year, command paper, translator, editors."""
    fields: list[Labelled] = []
    parts = [part.span() for part in re.compile(r"[^;]+").finditer(text, start, end)]
    for begin, stop in parts[1:]:
        paper = _COMMAND_PAPER.match(
            text[:stop].rstrip(), begin + len(text[begin:stop]) - len(text[begin:stop].lstrip())
        )
        if paper is None:
            return None
        fields += [Labelled("note", *paper.span("series")), Labelled("volume", *paper.span("volume"))]
    if not parts:
        return None
    stop = parts[0][1]
    pieces = [piece.span() for piece in re.compile(r"[^,]+").finditer(text, start, stop)]
    last = text[pieces[-1][0] : pieces[-1][1]]
    if (translator := _TRANSLATOR.search(last.strip())) and len(pieces) > 1:
        if not reads_as_names(translator["names"]):
            return None
        names_end = pieces[-1][0] + len(last.rstrip())
        fields.append(Labelled("translator", names_end - len(translator["names"]), names_end))
        stop = pieces[-1][0] - 1
    year = _YEAR.search(text[:stop].rstrip(), start)
    if year is None:
        return None
    fields.append(Labelled("date", *year.span("date")))
    left = _before_year(text, start, start + len(text[start : year.start()].rstrip(" ,")))
    return None if left is None else [*fields, *left]


def _before_year(text: str, start: int, end: int) -> list[Labelled] | None:
    fields: list[Labelled] = []
    edition = numbering.EDITION.search(text, start, end)
    if edition is not None:
        fields.append(Labelled("edition", *edition.span("number")))
        before, behind = text[start : edition.start()].strip(" ,"), text[edition.end() : end].strip(" ,")
        if before and behind:
            return None
        kept = before or behind
        start = text.index(kept, start if before else edition.end(), end) if kept else end
        end = start + len(kept)
    printed = text[start:end]
    if not printed.strip():
        return fields
    if editors := re.fullmatch(r"(?P<names>.+?),?\s(?:eds?|trans)\.", printed):
        return (
            [*fields, Labelled("editor", start, start + editors.end("names"))]
            if reads_as_names(editors["names"])
            else None
        )
    named = _place_and_house(printed)
    if named is None:
        return None
    return fields + [Labelled(name, start + a, start + b) for name, a, b in named]


def _place_and_house(printed: str) -> list[tuple[str, int, int]] | None:
    """Which words before the year are the place, which the publisher."""
    if not printed[0].isupper() or re.search(r"\d", printed):
        return None
    place, colon, house = printed.partition(":")
    if colon:
        begin = len(printed) - len(house.lstrip())
        return [("place", 0, len(place.rstrip())), ("publisher", begin, len(printed))]
    if are_places(printed):
        return [("place", 0, len(printed))]
    first, comma, rest = printed.rpartition(", ")
    if comma and rest.isupper() and len(rest) < 4:
        return [("place", 0, len(printed))]  # "Cambridge, MA"
    if comma and are_places(rest):
        return [("publisher", 0, len(first)), ("place", len(first) + 2, len(printed))]
    if comma and are_places(first):
        return [("place", 0, len(first)), ("publisher", len(first) + 2, len(printed))]
    words = printed.split()
    if len(words) > 8 or any(word[0].islower() and len(word) > 3 for word in words):
        return None
    return [("publisher", 0, len(printed))]


def _newspaper(text: str, front: Front) -> list[Labelled] | None:
    """Title, N.Y. Times, Dec. 19, 2010, at A1."""
    for date in find_dates(text):
        if date.start < front.title or not date.date.parts or len(date.date.parts[0]) < 3:
            continue
        tail = re.compile(rf"{PIN}{_END}").match(text, date.end)
        before = text[front.title : date.start].rstrip(" ,(")
        title, comma, paper = before.rpartition(", ")
        if tail is None or not comma or not (fold(paper) in periodicals() or _NEWSPAPER.search(paper)):
            return None
        found = title_between(text, front.title, front.title + len(title))
        if found is None:
            return None
        at = front.title + len(title) + 2
        fields = [found, Labelled("container", at, at + len(paper)), Labelled("date", date.start, date.end)]
        return [*fields, _place_cited(tail)] if tail["pages"] else fields
    return None
