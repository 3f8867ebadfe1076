"""What kind of work it is and its number: "[Blog post]", "(Working Paper No. 5)", "Cm 5860"; universities."""

from __future__ import annotations

import re

from citekit.parse.fields import Fields, Labelled, added, has, without
from citekit.parse.grammars.marked import are_places
from citekit.parse.tables import fold, periodicals, words

_KIND = (
    r"blog(?:\s+post)?|weblog\s+\w+|video(?:\s+file)?|computer\s+software|software|data\s?set|data\s+file|"
    r"mobile\s+app(?:lication)?|film|motion\s+picture|"
    r"powerpoint\s+slides|podcast(?:\s+episode)?|audio\s+podcast|press\s+release|tweet|review\s+of[^\]()]+|"
    r"conference\s+(?:paper|session|presentation)|paper\s+presentation|poster(?:\s+(?:session|presentation))?|"
    r"letter\s+to\s+the\s+editor|special\s+issue|tv\s+series(?:\s+episode)?|"
    r"(?:unpublished\s+)?(?:doctoral|master['’]?s|master|bachelor['’]?s|ph\.?\s?d\.?|m\.?a\.?|diploma)\s+"
    r"(?:dissertation|thesis)|(?:dissertation|diss\.|thèse|tesi|tesis|tese|doktorarbeit|masterarbeit|habilitation)"
    r"[^()\[\]]{0,40}|unpublished\s+manuscript|manuscript\s+(?:submitted|in\s+preparation)[^()\[\]]{0,30}"
)
_BRACKETED_KIND = re.compile(rf"[(\[]\s*(?P<kind>{_KIND})(?:[,;][^()\[\]]{{0,80}})?\s*[)\]]", re.IGNORECASE)
_NUMBERED_KIND = re.compile(
    r"(?P<kind>[^()\d]{4,60}?)[,\s]+(?:(?:no|nr|núm|num|number|nº|n°|n)\b\.?|№|#)?\s*"
    r"(?P<number>[A-Z]{0,4}[-/ ]?\d[\w./-]*)",
    re.IGNORECASE,
)
_COMMAND_PAPER = re.compile(
    r"(?<!\w)(?:(?:Cmnd|Cmd|Cm|Cd|CP)\.?\s?\d{2,5}|(?:HC|HL|HCP)\s\d{1,4}|"
    r"(?:COM|SEC|SWD|JOIN|KOM)\s?\(\s?(?:19|20)?\d\d\s?\)\s?\d{1,4}(?:\s(?:final|endg\.|endgültig))?)(?!\w)"
)
_TITLE_KIND = re.compile(
    r"(?P<title>.{6,}?)[,.]\s+(?P<kind>(?-i:[^\W\d_a-zà-ÿ])[^\d,.]{0,40}?(?:papers?|report|brief|memorandum|arbeitspapier|cahier|bericht|"
    r"quaderno|rapport|documento(?:\sde\strabajo)?|preprint))[,\s]+(?:(?:no|nr|núm|n)\b[.°º]?\s*)?"
    r"(?P<number>[A-Z]{0,4}[-/ ]?\d[\w./-]*)",
    re.IGNORECASE | re.DOTALL,
)
_PAPER_SERIES = re.compile(
    r"\b(?:working|discussion|policy|research|occasional|technical|staff|conference)\s+(?:papers?|reports?|briefs?)"
    r"(?:\s+series)?$",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\(\s?(?:Version|Vers\.|Release|v\.)\s?(?P<number>\d[\w.]*)\s?\)")
_OVERLAID = ("container", "series", "volume", "issue", "note", "pages", "number", "genre", "title")
_UNIVERSITY = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*\s(?:de\s|della\s)?){0,4}(?:Univ(?:\.|ersit\w+|ersidad\w*|erzita|ersitet)|Uniwersytet|Hochschule|College)"
    r"(?:\s[\w.’'-]+){0,6})\s*(?:,\s*|$|(?=[.;(]))"
)
_HOUSE_AND_PLACE = re.compile(r"(?P<house>[^,:]{3,}),\s(?P<place>[^,:]{3,})")
_LINK_LABEL = re.compile(
    r"URL|DOI|Available (?:at|from)|Retrieved from|Режим доступа|Disponible en|Disponível em", re.IGNORECASE
)
_DATABASES = frozenset(
    "jstor; project muse; proquest; ebscohost; ebsco; academic search complete; google books; hathitrust; "
    "gallica; academia.edu; persée; cairn; cairn.info; wiley online library; taylor & francis online; "
    "science direct; sciencedirect; springerlink; oxford academic; cambridge core; scielo; researchgate; "
    "internet archive; literature online; early english books online; eebo".split("; ")
)


def kinds(text: str, fields: Fields) -> Fields:
    """Take "[Blog post]" or "(Unpublished doctoral dissertation)" for the kind of work; part off its number."""
    if not has(fields, "genre") and (match := _BRACKETED_KIND.search(text)):
        start, end = match.span("kind")
        overlaid = [one for one in fields if one.start < match.end() and match.start() < one.end]
        if all(one.field in _OVERLAID for one in overlaid) and match.start() > 3:
            kept = [without(one, match.start(), match.end()) for one in fields]
            fields = added(tuple(one for one in kept if one is not None), Labelled("genre", start, end))
    if not has(fields, "genre", "number") and (found := _kind_behind_title(text, fields)):
        fields = found
    parted: list[Labelled] = []
    for one in fields:
        match = _NUMBERED_KIND.fullmatch(text[one.start : one.end]) if one.field == "genre" else None
        if match is None or has(fields, "number"):
            parted.append(one)
            continue
        parted.append(one._replace(end=one.start + match.end("kind")))
        parted.append(Labelled("number", one.start + match.start("number"), one.start + match.end("number")))
    return tuple(parted) if len(parted) > len(fields) else fields


def _kind_behind_title(text: str, fields: Fields) -> Fields | None:
    """Part "The Rising Tide, Discussion Paper RR-92", labelled as one title."""
    for one in fields:
        match = _TITLE_KIND.fullmatch(text[one.start : one.end]) if one.field == "title" else None
        if match is not None:
            pieces = [
                Labelled(name, one.start + match.start(group), one.start + match.end(group))
                for name, group in (("title", "title"), ("genre", "kind"), ("number", "number"))
            ]
            return added(tuple(other for other in fields if other is not one), *pieces)
    return None


def versions(text: str, fields: Fields) -> Fields:
    """Part the version off the name of a program or data set: "Statkit (Version 2.1)"."""
    match = _VERSION.search(text)
    if match is None or has(fields, "version"):
        return fields
    left = [without(one, *match.span()) for one in fields]
    return added(tuple(one for one in left if one is not None), Labelled("version", *match.span("number")))


def document_numbers(text: str, fields: Fields) -> Fields:
    """Find the numbers of British command papers and of the documents of the European Union."""
    match = _COMMAND_PAPER.search(text)
    if match is None or has(fields, "number"):
        return fields
    if any(one.field == "volume" and match.start() <= one.start < match.end() for one in fields):
        return fields  # a grammar of notes reads "Cmnd" as the series and the number as its volume
    kept = [without(one, match.start(), match.end()) for one in fields]
    return added(tuple(one for one in kept if one is not None), Labelled("number", *match.span()))


def paper_numbers(text: str, fields: Fields) -> Fields:
    """Number a paper of a series: "NBER Working Paper No. 4509", "CReAM Discussion Paper 03/08"."""
    container = next((one for one in fields if one.field == "container"), None)
    numbers = [one for one in fields if one.field in ("volume", "issue")]
    if container is None or not numbers or has(fields, "number"):
        return fields
    if not _PAPER_SERIES.search(text, container.start, container.end):
        return fields
    first, last = numbers[0], numbers[-1]
    if not 0 < first.start - container.end < 8 or not re.fullmatch(r"\d*/?\d*", text[first.start : last.end]):
        return fields
    return added(tuple(one for one in fields if one not in numbers), Labelled("number", first.start, last.end))


def institutions(text: str, fields: Fields) -> Fields:
    """A university in the place of a place, or behind a thesis and in no field, is the publisher."""
    if has(fields, "publisher"):
        return fields
    for one in fields:
        match = _UNIVERSITY.match(text, one.start, one.end) if one.field == "place" else None
        if match is not None:
            rest = [] if match.end() >= one.end else [one._replace(start=match.end())]
            others = tuple(other for other in fields if other is not one)
            return added(others, Labelled("publisher", one.start, match.end("name")), *rest)
        parted = _HOUSE_AND_PLACE.fullmatch(text, one.start, one.end) if one.field == "place" else None
        if parted is not None and are_places(parted["place"]) and _names_house(parted["house"]):
            others = tuple(other for other in fields if other is not one)
            pieces = (Labelled("publisher", *parted.span("house")), Labelled("place", *parted.span("place")))
            return added(others, *pieces)
    genre = next((one for one in fields if one.field == "genre"), None)
    if genre is not None and re.search(
        r"diss|thes|thès|tesi|tese|arbeit|habil", text[genre.start : genre.end], re.I
    ):
        match = _UNIVERSITY.search(text, genre.end)
        fields = tuple(
            one for one in fields if match is None or one.field != "note" or one.start != match.start("name")
        )
        if match and not any(one.start < match.end("name") and match.start() < one.end for one in fields):
            return added(fields, Labelled("publisher", *match.span("name")))
    return fields


def numerals(text: str, fields: Fields) -> Fields:
    """Part a Roman number off the editors, databases off the publishers, publishers off the containers."""
    changed: list[Labelled] = []
    bare = not has(fields, "publisher", "volume", "issue", "pages") and has(fields, "title", "place")
    for one in fields:
        match = re.compile(r",\s(?P<number>[IVXL]{1,5})$").search(text, one.start, one.end)
        if one.field in ("editor", "author") and match and not has(fields, "volume"):
            changed += [one._replace(end=match.start()), Labelled("volume", *match.span("number"))]
        elif one.field == "publisher" and text[one.start : one.end].strip(" .,").lower() in _DATABASES:
            changed.append(one._replace(field="source"))
        elif one.field == "note" and _LINK_LABEL.fullmatch(text[one.start : one.end].strip(" .,:;[]()")):
            continue  # "URL:" says nothing
        elif one.field == "container" and bare and _is_house(text, one):
            changed.append(one._replace(field="publisher"))
        else:
            changed.append(one)
    return tuple(changed)


def _names_house(text: str) -> bool:
    """Whether ``text`` is a known publishing house, or has a word of one."""
    return fold(text) in words("houses") or any(
        fold(word) in words("publisher_words") for word in re.findall(r"[^\W\d_]{4,}", text)
    )


def _is_house(text: str, one: Labelled) -> bool:
    """Whether a container is a publishing house, "Wydawnictwo Naukowe PWN", and no "New York Review of Books"."""
    if fold(text[one.start : one.end].strip(" .,")) in periodicals():
        return False
    printed = [fold(word) for word in re.findall(r"[^\W\d_]{4,}", text[one.start : one.end])]
    return bool(printed) and (printed[0] in words("publisher_words") or printed[-1] in words("publisher_words"))
