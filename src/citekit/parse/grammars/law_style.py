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
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.grammars.unmarked_front import Front, read_front, read_surnames
from citekit.parse.grammars.unmarked_title import title_between
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.names.organisations import is_organisation
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
    r"arts?\.|recs?\.?|tables?|tab\.|figures?|fig\.|appendix|app\.|Tab\.|Tabelle|Kap\.)\s?)?"
)
PIN = (
    r"(?:(?:,?\s|(?<=\)))(?:vol\.\s(?P<of_volume>\d+|[IVXLC]+),\s)?(?:(?:especially|esp\.|particularly|in\sparticular|here)\s(?:at\s)?)?"
    rf"(?P<pages>{_PIN_LABEL}(?:{_NUMBER})(?:(?:,\s?|\s(?:and|&)\s)(?:(?:pp?|recs?|ch)\.\s?)?(?:{_NUMBER}))*)(?:,?\sat\s(?:pp?\.\s?)?(?P<at>{_NUMBER})(?!\w))?)?"
)
_PAGE_AND_PIN = re.compile(r"(?:pp?\.\s)?(?P<first>\d+),\s(?P<pin>\d+(?:[-–]\d+)?)")  # "(2007) 109, 115"
_CAPITALS = (
    r"[A-ZÀ-Þ][\w’'-]*(?:,?\s(?:[A-ZÀ-Þ][\w’'-]*|(?:1[5-9]|20)\d\d(?:[–-]\d\d)?|"
    r"of|the|for|in|to|on|and|a|an|or|with|from|at|by))*"
)
_NO_WORK = re.compile(
    r"\b(?:Act|Bill|Treaty|Convention|Constitution|Code|Order|Agreement|Rules|Regulations|War|Court)\b"
)
_TITLE_RUN = re.compile(rf"{_CAPITALS}(?::\s{_CAPITALS})?")  # "Whigs and Hunters: The Origin of the Black Act"
_INVERTED_PAIRS = re.compile(
    r"(?P<names>[A-ZÀ-Þ][\w’-]+,\s[A-ZÀ-Þ][\w.-]*(?:\s[A-ZÀ-Þ]\.)*(?:\s?/\s?[A-ZÀ-Þ][\w’-]+,\s[A-ZÀ-Þ][\w.-]*(?:\s[A-ZÀ-Þ]\.)*)+)[,:]\s"
)
_IN_YEARLY = re.compile(  # a journal counted by its years: "…, in: Wisconsin Law Review 1974, S. 1062"
    r"(?P<title>[A-ZÄÖÜ][^;\d„“]{4,200}?)[,.]\s[Ii]n:?\s(?P<container>[A-ZÄÖÜ][^,;:()\d]{1,80}?)\s(?P<date>(?:19|20)\d\d)"
    r"(?:,\s(?:H\.|Heft|Nr\.)\s?(?P<issue>\d+))?,\s(?:S\.|pp?\.)\s(?P<pages>\d+(?:\s?[-–—]\s?\d+)?)(?:\sff?\.)?"
    r"(?:,?\s\(?(?:hier\s)?(?P<locator>\d+(?:\sff?\.)?)\)?)?[.\s;]*$"
)
_LINKED = re.compile(
    r",?\s\(?(?:(?:available|accessible)(?:\sonline)?\s(?:at|from):?\s|at:?\s|online:?\s(?:at:?\s)?|URL:?\s)?"
    r"<?(?P<url>(?:https?://|www\.)[^\s<>]+?)>?\)?"
    r"(?:[,;]?\s\(?(?:last\s)?(?:accessed|visited|viewed)(?:\son)?\s(?P<accessed>[^()]{6,24}?)\)?)?[.\s]*$"
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
    r"(?P<series>C(?:m|md|mnd)?\.?|Law\sCom\.?(?:\sno\.)?|H\.?\s?C\.?)\s(?P<volume>\d[\d/-]*)\.?(?:\s\(\d{4}[-–]\d{2,4}\))?$"
)
_OTHER_PRINTING = re.compile(r"(?:Nachdruck|Neudruck|Reprint|[Rr]epr|ND|zuerst|[Ee]ngl|[Dd]t|[Ff]rz|[Oo]rig)\b")
_LATER_EDITION = re.compile(r"(?P<edition>\d(?:st|nd|rd|th))\sedn?\.?,?\s(?:1[5-9]|20)\d\d|(?:1[5-9]|20)\d\d")
_SAME = re.compile(r"(?:id|idem|eadem|ders|dies)\.?", re.IGNORECASE)  # see notes/short_forms
_TRANSLATOR = re.compile(r"(?:trans(?:l|lated)?\.?(?:\sby)?|tr\.)\s(?P<names>[^\d]+?)(?:,?\s(?:1[6-9]|20)\d\d)?$")
_REPRINTED = re.compile(r"(?:repr(?:inted|\.)|reissued|first\spublished)(?:\sin)?\s(?:1[6-9]|20)\d\d")
_ROLE = re.compile(r",?\s\(?(?:eds?\.?|edited)(?:\sby)?\s(?P<names>[A-ZÀ-Þ][^():]{2,120}?)$")
_TRANSLATED = re.compile(r",?\s(?:trans\.|tr\.|translated\sby)\s(?P<names>[A-ZÀ-Þ][^():]{2,100}?)$")
_VOLUME = re.compile(r"(?:,|:)?\s(?:[Vv]ol(?:\.|ume)|Bd\.|[Pp]art|pt\.)\s(?P<volume>\d+|[IVXLC]+)$")
_EDITORS_FIRST = re.compile(
    r"(?P<names>[A-ZÀ-Þ][^():]{2,140}?)(?:,?\s\((?:eds?|Eds?|Hrsg|Hg)\.?\),?:?|,\seds?\.?,)\s(?=[A-ZÀ-Þ‘“])"
)
_STOP_IN = re.compile(r"[,.]\s+in:?\s+(?=[A-ZÀ-Þ‘“*])")
_IN = re.compile(r"[,.]?\s+in:?\s+(?:(?:his|her|their)\s+)?(?=[A-ZÀ-Þ‘“*])")
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
    linked = _LINKED.search(text, start) if "http" in text or "www." in text else None
    if linked is not None:
        found_before = read_law_style(text[: linked.start()], in_note=in_note)
        if found_before is None:
            return None
        links = [Labelled(name, *linked.span(name)) for name in ("url", "accessed") if linked[name]]
        return found_before._replace(fields=(*found_before.fields, *links))
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
    if front and not reads_as_names(front) and not _SAME.fullmatch(front):
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
    front = read_front(text, start) or _inverted_pairs(text, start)
    if front is None or _is_title_of_law(text, front):
        return _anonymous(text, start)
    who = Labelled(front.field, front.start, front.end)
    opening = _STOP_IN.search(text, front.title)
    if opening is not None and (title := title_between(text, front.title, opening.start())) is not None:
        book = _book(text, opening.end(), "container")
        if book is not None:
            return [who, title, *book], "quoted"
    if (yearly := _IN_YEARLY.match(text, front.title)) is not None:
        fields = [Labelled(name, *yearly.span(name)) for name, printed in yearly.groupdict().items() if printed]
        return [who, *fields], "article"
    book = _book(text, front.title, "title")
    if book is not None and not _in_periodical(text):
        return [who, *book], "book"
    news = _newspaper(text, front)
    return None if news is None else ([who, *news], "quoted")


def _inverted_pairs(text: str, start: int) -> Front | None:
    """Read "Trubek, David M./Galanter, Marc, Scholars in Self-Estrangement"."""
    match = _INVERTED_PAIRS.match(text, start)
    return None if match is None else Front("author", start, match.end("names"), match.end())


def _is_title_of_law(text: str, front: Front) -> bool:
    """Whether the "names" before a colon are a title: "Feminism Unmodified: Discourses on Life and Law (1987)"."""
    names = text[front.start : front.end]
    first = re.match(r"[^\W\d_]{2,}", names)
    colon = text[front.end : front.end + 1] == ":" and front.field == "author"
    return colon and "," not in names and first is not None and lexicon_class(first[0].lower()) != "a"


def _anonymous(text: str, start: int) -> tuple[list[Labelled], str] | None:
    """Read "Stenographische Berichte, Bd. 125, Berlin 1892, S. 2345", "Jurisprudence (10th ed., 1947) 5"."""
    book = _book(text, start, "title") if text[start : start + 1].isupper() else None
    title = "" if book is None else text[book[0].start : book[0].end]
    if book is not None and _TITLE_RUN.fullmatch(title):
        told = bool({one.field for one in book} & {"edition", "editor", "series"}) or ": " in title
        if not told and len(re.findall(r"\b[A-ZÀ-Þ]", title)) > 2:
            told = not _NO_WORK.search(title) and not is_organisation(title)
        if told and not reads_as_names(title.split(",")[0]) and not read_surnames(text, start):
            return book, "book"
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
        if match["at"]:
            fields.append(Labelled("locator", *match.span("at")))
        elif field == "container" and (both := _PAGE_AND_PIN.fullmatch(match["pages"])):
            at = match.start("pages")
            fields[-1:] = [
                Labelled("pages", at, at + both.end("first")),
                Labelled("locator", at + both.start("pin"), match.end("pages")),
            ]
        if match["of_volume"] and not any(one.field == "volume" for one in imprint):
            fields.append(Labelled("volume", *match.span("of_volume")))
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
        or re.search(r"\((?:trans|eds?|Hg|Hrsg)\.?\)|\((?:1[5-9]|20)\d\d\)", text[start : title.end])
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
        later = _LATER_EDITION.fullmatch(text[begin:stop].strip())
        if later is not None:
            begin = text.index(later[0], begin)
            fields.append(Labelled("edition", begin, begin + later.end("edition")))
            continue
        if paper is None:
            return None
        fields += [Labelled("series", *paper.span("series")), Labelled("volume", *paper.span("volume"))]
    if not parts:
        return None
    stop = parts[0][1]
    pieces = [piece.span() for piece in re.compile(r"[^,]+").finditer(text, start, stop)]
    last = text[pieces[-1][0] : pieces[-1][1]]
    if (translator := _TRANSLATOR.search(last.strip())) and len(pieces) > 1:
        if not reads_as_names(translator["names"]):
            return None
        names_at = pieces[-1][0] + last.index(translator[0]) + translator.start("names") - translator.start()
        fields.append(Labelled("translator", names_at, names_at + len(translator["names"])))
        stop = pieces[-1][0] - 1
    elif len(pieces) > 1 and _REPRINTED.fullmatch(last.strip()):
        stop = pieces[-1][0] - 1
    year = _YEAR.search(text[:stop].rstrip(), start)
    if year is None:
        return None
    fields.append(Labelled("date", *year.span("date")))
    left = _before_year(text, start, start + len(text[start : year.start()].rstrip(" ,")))
    return None if left is None else [*fields, *left]


def _before_year(text: str, start: int, end: int) -> list[Labelled] | None:
    fields: list[Labelled] = []
    if _OTHER_PRINTING.match(text, start, end):
        return None  # "Leipzig 1935 (Nachdruck Darmstadt 1979)"
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
