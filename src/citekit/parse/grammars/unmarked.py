"""Citations whose title no mark sets off, as European footnotes and law reviews print them, read by rule.

Names, the title with its subtitle, then an imprint or a periodical with its volume, then pages. The end is read
first: what stands between the names and the imprint is the title. Sure only where every word finds its place.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.confidence import GRAMMAR
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.marked import are_places
from citekit.parse.grammars.unmarked_front import Front, is_person, read_front, read_surnames
from citekit.parse.labelling.labeller import lexicon_class
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers import numbering
from citekit.parse.recognisers.marks import find_marks
from citekit.parse.tables import fold, numbered
from citekit.parse.tables import words as words_of

_YEAR = r"[¹²³⁴⁵⁶⁷⁸⁹]?\[?(?P<date>(?:1[4-9]|20)\d\d(?:/\d\d)?)\]?[¹²³⁴⁵⁶⁷⁸⁹]?"
_NO_MARK = r"(?!(?:Aufl|Auflage|Ed|Bde?|Vol|Voll|Nr|No|Jg|Heft|H|Teil|Tl|T)\b)"
_PLACE = _NO_MARK + r"(?P<place>[A-ZÀ-ÞŁŚŻŠČ][^,:;()\d]{1,50}?)"
_PUBLISHER = _NO_MARK + r"(?P<publisher>(?:il\s|la\s)?[A-ZÀ-ÞŁŚŻŠČ][^:;()\d]{1,70}?)"
_ONE_PUBLISHER = _NO_MARK + r"(?P<publisher>(?:il\s|la\s)?[A-ZÀ-ÞŁŚŻŠČ][^,:;()\d]{1,70}?)"
_EDITION = r"(?P<edition>\d+(?:st|nd|rd|th|d|\.|e|ª|a|º)?|rev\.|revised)\s(?:ed\.?|edn\.?|Aufl\.|Auflage)"
_IMPRINTS = tuple(re.compile(pattern + "$") for pattern in (
    rf",\s{_EDITION},?\s{_YEAR}",
    rf",\s+{_ONE_PUBLISHER},?\s{_YEAR}",
    rf"[,.]\s+{_PLACE}:\s{_PUBLISHER},?\s{_YEAR}",
    rf"[,.]\s+{_PLACE},\s{_ONE_PUBLISHER},?\s{_YEAR}",
    rf",\s+{_ONE_PUBLISHER},\s{_PLACE},?\s{_YEAR}",
    rf"[,.]\s+{_PLACE},?\s{_YEAR}",
    rf"\s\({_PLACE}:\s{_PUBLISHER},?\s{_YEAR}\)",
    rf"\s\((?:{_ONE_PUBLISHER},?\s)?{_EDITION}\s{_YEAR}\)",
    rf"\s\({_EDITION},?\s{_ONE_PUBLISHER},?\s{_YEAR}\)",
    rf"\s\({_PLACE},?\s{_YEAR}\)",
    rf"\s\({_ONE_PUBLISHER},?\s{_YEAR}\)",
    rf"(?<!\d)\s\({_YEAR}\)",
))  # fmt: skip
_YEAR_ALONE = re.compile(rf",\s{_YEAR}$")
_ISSUE = r"(?:,?\s(?:H\.|Heft|Nr\.|No\.|no\.|n\.|n[°º]|núm\.|fasc\.|afl\.)?\s?(?P<issue>\d+(?:[/–-]\d+)?))?"
_VOLUME = r"(?:(?:Bd\.|Jg\.|vol\.|t\.|a\.|jrg\.)\s)?(?P<volume>\d{1,4}|[IVXLC]{1,8})"
_CONTAINER = _NO_MARK + r"(?P<container>[A-ZÀ-Þ][^,;:()\d]{1,90}?)"
_PERIODICALS = tuple(re.compile(pattern + "$") for pattern in (
    rf"{_CONTAINER},?\s{_VOLUME}[./](?P<issue>\d+(?:[/–-]\d+)?)\s\({_YEAR}\)",
    rf"{_CONTAINER},?\s{_VOLUME}\s\({_YEAR}\){_ISSUE}",
    rf"{_CONTAINER},?\s{_VOLUME},\s{_YEAR}{_ISSUE}",
))  # fmt: skip
_IN = re.compile(r"[,.]\s+(?:[Ii]n:?|en|dans|nella?)\s+(?=[A-ZÀ-Þ]|(?:ders|dies|id|ead)\.)")
_EXPLICIT_IN = re.compile(r"[,.]\s+(?:[Ii]n:|in)\s+(?=[A-ZÀ-Þ])")
_MARGIN = re.compile(
    r"[,;]?\s+(?P<number>(?:§§?\s?\d+\w?(?:\s(?:[IVX]+|\d+|[a-z]\)))*,?\s)?(?:Rdnr|Rdn|Rn|Rz|Tz)\.\s?\d+(?:\s?ff?\.?)?)$"
)
_GERMAN = re.compile(r"\bAufl(?:\.|age\b)|\bS\.\s?\d|\bR(?:dn|n|z)r?\.|§\s?\d")
_SECTION = re.compile(r",\s§§?\s?\d+\w?(?:\s(?:[IVX]+|\d+|[a-z]\)))*$")
_CITED = re.compile(r"[,;]?\s+(?:(?:hier|bes\.|insb\.|insbes\.|ici|qui|esp\.|here|aquí)\s+)?$")
_AFTER_PARENTHESIS = re.compile(
    r"\([^()]*[^\W\d_][^()]*\)(?P<gap>,?\s)(?P<number>\d+(?:\s?[-–]\s?\d+)?(?:\sff?\.?)?)$"
)
_BARE_EXTENT = re.compile(r"(?<=[\d)])(?P<gap>[,:]\s)(?P<number>\d+\s?[-–]\s?\d+)$")
_PIN_IN_TITLE = re.compile(r"(?<=[^\W\d_])\s(?P<number>\d{1,3}(?:\s?[-–]\s?\d{1,3})?(?:,\s\d{1,3})*)$")
_SERIES = re.compile(
    r"\s[(\[]=?\s?(?P<series>[A-ZÀ-Þ][^()\[\]\d]{3,}?)"
    r"(?:,|;)?\s(?:(?:Bd|Nr|vol|n|no|H|t)\.\s)?(?P<number>\d+(?:[./]\d+)?)[)\]]$"
)
_ROLE = re.compile(
    r"[,.]\s(?:(?P<editor>(?:hg\.|hrsg\.|herausgegeben|ed\.|edited|éd\.|dir\.)\s(?:v\.|von|by|par|de)|a cura di|"
    r"a c\. di|sous la dir(?:\.|ection) de|bajo la dir\. de|onder redactie van)"
    r"|(?P<translator>(?:übers\.|übersetzt|trans\.|translated|trad\.(?:\s(?:it|fr|esp|ted)\.)?|traduit|vert\.|"
    r"aus dem \w+)\s(?:v\.|von|by|par|di|de|door)))"
    r"\s(?P<names>[A-ZÀ-Þ][^:;()\d]{3,100})$"
)
_VOLUMES = re.compile(
    r",\s(?:(?P<count>\d+\s(?:Bde|voll?|vols|tomes|tomos|dln)\.?)|"
    r"(?:Bd\.|Band|vol\.|tome|tomo|t\.|dl\.|deel)\s(?P<volume>\d+(?:[./]\d+)?|[IVXLC]+(?:/\d+)?))$",
    re.IGNORECASE,
)
_VOLUME_LEFT = re.compile(
    r"\b(?:vol[li]?|voi|Bde?|Jg|No|Nr|Heft|Fasz)\b[.,]?\s*\S+(?:\s\S\s\S+)?$"
    r"|,\s(?:[Tt]abelle|[Tt]able|[Tt]abella|Abb|Fig|Anlage|Annex|Teil|Part|Parte|Reihe)\b\.?\s\S+$",
    re.IGNORECASE,
)
_MORE_NAMES = re.compile(r"(?:^|[\s,])(?:[A-Z]\.[\s-]?){1,3}(?:,|$)|^[A-Z]\.|\b(?:and|&)\s[A-Z][a-z]+,\s[A-Z]\.")
_NEXT_WORK = re.compile(r"\s(?:1[5-9]|20)\d\d,\s[a-zà-ÿ]")  # "Frankfurt 1974, andererseits Franz Neumann"
_LATER_EDITION = re.compile(r"(?<=\d)\s\(\d+\.\s(?:Aufl\.|Auflage),?\s(?:19|20)\d\d\)$")
_HOUSE = re.compile(
    r"(?:presses|imprimerie|librairie|edition|edizioni|editions|ediciones|editorial|editrice|tipografia|prensas|"
    r"imprenta|publicaciones|verlag|universit|uitgeverij|wydawnictwo)"
)
_VERLAG = re.compile(r"^(?:[A-ZÀ-Þ][\w-]*\s){1,3}(?:Verlag|Press|Publishers|Editore|Uitgeverij)$")
_ONE_WORD = re.compile(r"[^\W\d_]+(?:\s[A-Z])?\.\s")
_GENRE = re.compile(
    r"[,.]\s(?P<genre>(?:Diss|Habil)(?:\.|\b)(?:\s(?:phil|jur|iur|med|theol|masch|rer\.\s\w+)\b\.?)*|"
    r"(?:Dissertation|Magisterarbeit|[Tt]esi di (?:laurea|dottorato)|[Tt]hèse|[Tt]esis|PhD|Ph\.D\.|"
    r"[Pp]roefschrift)[^,.]*)$"
)
_VOLUME_CITED = re.compile(
    r",\s(?:(?:hier|ici|qui)\s)?(?:Bd\.|vol\.|t\.|tome|tomo|dl\.)\s(?P<volume>\d+|[IVX]+)$", re.IGNORECASE
)
_VOLUME_TITLE = re.compile(
    r",\s(?:Bd\.|Band|vol\.|t\.|tome|tomo|deel|dl\.)\s(?P<volume>\d+|[IVX]+)[:,]\s(?P<title>[A-ZÀ-Þ][^,;:()]+)$",
    re.IGNORECASE,
)
_SAME = re.compile(r"(?:ders|dies|id|ead)\.,?\s\((?:Hg|Hrsg|eds?|éd|a cura di)\.?\),?:?\s", re.IGNORECASE)
_REVIEW = re.compile(
    r"(?:Rez(?:ension|\.)|Besprechung|Review|Recensione|Rec\.|Compte rendu|C\.\s?r\.|Reseña)\s"
    r"(?:zu|von|of|a|di|de|über)[:\s]",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[,.]\s+|\s\(")
_EDGE = " .,;\n\t"


class _Rest(NamedTuple):
    """What is still to be read of the text: up to ``end``; ``fields`` lie behind it."""

    end: int
    fields: tuple[Labelled, ...]

    def cut(self, end: int, *fields: Labelled) -> _Rest:
        return _Rest(end, (*fields, *self.fields))


def read_unmarked(text: str) -> Labelling | None:
    """Return the fields of a citation with an unmarked title if every word finds its place, else None.

    Surnames alone may open it where German marks of pages, margins or editions are printed.
    """
    start = len(text) - len(text.lstrip())
    if find_marks(text) or "\n\n" in text:
        return None
    full_front = read_front(text, start)
    front = full_front or (read_surnames(text, start) if _GERMAN.search(text) else None)
    if front is None:
        return None
    rest = _pages(text, _Rest(len(text.rstrip(_EDGE)), ()), front.title)
    found = _article(text, front, rest) or _book(text, front, rest)
    if found is None or (full_front is None and not _surely_a_work(text, found)):
        return None
    names = Labelled(front.field, front.start, front.end)
    form = "review" if _REVIEW.match(text, front.title) else ""
    return Labelling(tuple(sorted((names, *found), key=lambda one: one.start)), confidence=GRAMMAR, form=form)


def _surely_a_work(text: str, found: tuple[Labelled, ...]) -> bool:
    """Whether an edition, a known place or a page cited leaves no doubt that surnames alone open the citation."""
    if any(one.field == "edition" for one in found):
        return True
    places = [text[one.start : one.end] for one in found if one.field == "place"]
    cited = any(one.field in ("pages", "locator") for one in found)
    return any(_known_place(place) for place in places) or (cited and any(one.field == "date" for one in found))


def _pages(text: str, rest: _Rest, start: int) -> _Rest:
    """Take pages off the end, twice where the place cited follows the extent: "S. 33-60, hier S. 41"."""
    if margin := _MARGIN.search(text[: rest.end], start):
        rest = rest.cut(margin.start(), Labelled("locator", *margin.span("number")))
    for count in range(2):
        found = next((m for m in numbering.PAGES.finditer(text, start) if _ends(m, rest.end, text)), None)
        found = found or (None if count else _AFTER_PARENTHESIS.search(text[: rest.end], start))
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


def _article(text: str, front: Front, rest: _Rest) -> tuple[Labelled, ...] | None:
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
    return None


def _paged(match: re.Match[str], rest: _Rest) -> list[Labelled]:
    """The fields of a periodical; a bare number behind the year is the page where no other is printed."""
    fields = _labelled(match)
    number = match["issue"] or ""
    bare = match[0].endswith(") " + number) and match.end("date") < match.start("issue")
    if not bare or any(one.field == "pages" for one in rest.fields):
        return fields
    return [one._replace(field="pages") if one.field == "issue" else one for one in fields]


def _book(text: str, front: Front, rest: _Rest) -> tuple[Labelled, ...] | None:
    if later := _LATER_EDITION.search(text[: rest.end], front.title):
        rest = rest.cut(later.start())
    imprint = _imprint(text[: rest.end], front.title)
    if imprint is None and rest.fields and text[front.start : front.end].count(" ") == 0:
        imprint = _YEAR_ALONE.search(text[: rest.end], front.title)
    if imprint is None:
        return None
    rest = rest.cut(imprint.start(), *_labelled(imprint))
    if text[imprint.start() + 1] == "(" and (pin := _PIN_IN_TITLE.search(text[: rest.end], front.title)):
        rest = rest.cut(pin.start(), Labelled("pages", *pin.span("number")))
    rest = _trimmings(text, rest, front.title)
    opening = _IN.search(text, front.title, rest.end)
    if opening is not None:
        return _chapter(text, front, rest, opening)
    title = title_between(text, front.title, rest.end)
    if title is None or (text[title.end] == "." and _ONE_WORD.match(text, front.title)):
        return None  # "Soto Laveaga, Gabriela. Jungle Laboratories. Durham: Duke": full stops part the fields
    return (title, *rest.fields)


def _imprint(printed: str, start: int) -> re.Match[str] | None:
    """The imprint that ends ``printed``: with a known place if there is one, from the end backwards."""
    openings = [match.start() for match in _OPENING.finditer(printed, start)][::-1]
    found = [match for at in openings for pattern in _IMPRINTS if (match := pattern.match(printed, at))]
    known = [
        match for match in found if match["date"] and are_places((match.groupdict().get("place") or "").strip())
    ]
    whole = [match for match in known if match.groupdict().get("publisher")]
    return next((match for match in (*whole, *known, *found) if _prints(match)), None)


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
    if _known_place(place):
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


def _known_place(printed: str | None) -> bool:
    """Whether ``printed`` is a known place, or several, or the first of several: "Berlin u. a."."""
    return printed is not None and are_places(re.sub(r"\s(?:\[?u\.\s?a\.\]?|etc\.|et al\.)$", "", printed.strip()))


def is_house(text: str) -> bool:
    """Whether ``text`` names a publishing house: "Einaudi", "Il Mulino", "Presses universitaires de Lyon"."""
    names = re.findall(r"[^\W\d_]{3,}", text)
    return fold(text.strip(" .")) in words_of("houses") or any(
        fold(word) in words_of("publisher_words") or lexicon_class(word.lower()) == "p" for word in names
    )


def _trimmings(text: str, rest: _Rest, start: int) -> _Rest:
    """Take series, edition, volume, editor and translator off the end, in whatever order they are printed."""
    for _ in range(6):
        printed = text[: rest.end]
        if match := _SERIES.search(printed, start):
            series = Labelled("series", *match.span("series"))
            rest = rest.cut(match.start(), series, Labelled("series-number", *match.span("number")))
        elif match := next((m for m in numbering.EDITION.finditer(text, start) if _ends(m, rest.end, text)), None):
            rest = rest.cut(len(text[: match.start()].rstrip(_EDGE)), Labelled("edition", *match.span("number")))
        elif match := _GENRE.search(printed, start):
            rest = rest.cut(match.start(), Labelled("genre", *match.span("genre")))
        elif match := _VOLUME_TITLE.search(printed, start):
            name = "publisher" if is_house(match["title"]) else "volume-title"
            title = Labelled(name, *match.span("title"))
            rest = rest.cut(match.start(), Labelled("volume", *match.span("volume")), title)
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


def _ends(match: re.Match[str], end: int, text: str) -> bool:
    return end - 4 <= match.end() <= end + 1 and not text[match.end() : end].strip(_EDGE)


def _chapter(text: str, front: Front, rest: _Rest, opening: re.Match[str]) -> tuple[Labelled, ...] | None:
    """Read "Title, in: Hans Köhler (Hg.), Stadt und Land. Aufsätze"."""
    title = title_between(text, front.title, opening.start())
    if title is None or _IN.search(text, opening.end(), rest.end):
        return None
    same = _SAME.match(text, opening.end())
    inner = front._replace(title=same.end()) if same else read_front(text[: rest.end], opening.end())
    begin = inner.title if inner is not None else opening.end()
    book = title_between(text, begin, rest.end)
    if book is None or (inner is None and is_person(re.split(r"[,:(]", text[begin : rest.end])[0].strip())):
        return None
    editors = () if inner is None else (Labelled("editor", inner.start, inner.end),)
    return (title, *editors, book._replace(field="container"), *rest.fields)


def title_between(text: str, start: int, end: int) -> Labelled | None:
    """The title in ``text[start:end]``; None where something else must be in it."""
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    printed = text[start:end]
    if not re.search(r"[^\W\d_]{3}", printed) or not (printed[0].isupper() or printed[0].isdigit()):
        return None
    if len(printed) > 300 or ";" in printed or re.search(r"https?:|www\.|[(\[][^)\]]*$", printed):
        return None
    last = printed.rsplit(", ", 1)[-1]
    if last != printed and (are_places(last) or is_house(last)):
        return None
    if (
        _MORE_NAMES.search(printed)
        or numbering.PAGES.search(printed)
        or _NEXT_WORK.search(printed)
        or _VOLUME_LEFT.search(printed)
        or re.search(r"\(?(?:Hg|Hrsg|eds?)\.\)?", printed)
    ):
        return None
    return Labelled("title", start, end)


def _labelled(match: re.Match[str]) -> list[Labelled]:
    return [Labelled(name, *match.span(name)) for name, value in match.groupdict().items() if value]
