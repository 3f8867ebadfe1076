"""Series, volumes and editions: what a book is a part of, and which of its printings it is."""

from __future__ import annotations

import re

from citekit.parse.fields import Fields, Labelled, added, has, overlaid, without
from citekit.parse.recognisers.dates import date_in
from citekit.parse.recognisers.numbering import EDITION
from citekit.parse.tables import fold, periodicals

_TITLE_VOLUME = re.compile(
    r"(?P<title>[^,]{4,}?),\s+(?:(?P<volume>[IVX]{1,5}),|"
    r"(?:[Vv]ol|Bd|t|[Tt]omo?|tome|Band|Teil|Part|Tom|Bind)\b\.?\s*(?P<marked>[IVX]{1,5}|\d{1,2})[,:.])\s+"
    r"(?P<part>[^\W\d_a-zà-ÿ].{4,})",
    re.DOTALL,
)
_VOLUME_AT_END = re.compile(
    r"[,.;]\s(?:(?:bind|bd|del|cilt|kötet|díl|sv|tom|kn|osa)\b\.?\s(?P<behind>\d{1,2}|[IVX]{1,5})|"
    r"(?P<before>\d{1,2}|[IVX]{1,5})\.\s(?:kötet|díl|cilt))$",
    re.IGNORECASE,
)
_ISSUE_AT_END = re.compile(r",?\s(?:sayı|hefte|broj|br|szám|sz|numero|nro|zväzok|číslo)\.?$", re.IGNORECASE)
_EDITION_AT_END = re.compile(
    r"[\s,.;(]+(?P<number>\d{1,2})(?:\.|e|de|ste|-е)?\s?(?:baskı|basım|vyd|vydání|uppl|upplaga|utg|utgave|udg|udgave|"
    r"kiad|kiadás|painos|izd|изд|druk|dr|wyd)\b\.?\)?$",
    re.IGNORECASE,
)
_NUMBER_MARK = re.compile(r"(?<![\w.])(?:(?P<romance>n[°º]|n\.|no(?=\s)|núm\.)|nos?\.|nr\.?|№)\s*$", re.IGNORECASE)
_WITHIN_YEAR = re.compile(r"\s?/\s?(?:1[4-9]|20)?\d\d\b")
_ISSUES_A_YEAR = 12
_NUMBER_BEFORE = re.compile(r"(?P<number>\d{1,2})\.,?\s$")
_VOLUME_TITLE = re.compile(r"\s*[,:.]\s+(?P<part>[^\W\d_a-zà-ÿ][^,.;:()\[\]]{4,}?)\s*(?=[,.(])")
_SERIES = re.compile(
    r"[(\[]\s*(?:=\s*)?(?P<series>[«“\"‘*]?(?:[^\W\d_a-zà-ÿ][^()\[\]:]{2,70}?|[a-z]{2,6}))[,;]?\s+"
    r"(?:(?i:n|no|nr|vol|bd|band|t|h)\b[.°º]?\s*)?(?P<number>\d{1,4}|[IVXLC]{1,7})\s*[)\]]"
)
_NO_SERIES = re.compile(
    r"\b(?:part|teil|parte|partie|phase|stage|type|typ|figure|fig|week|day|war|group|study|grade|level|class|vols?|pp?|seiten|ed|edn|aufl|auflage|edition|no|nr|chap|ch|bd|jg|heft|hrsg|hg|eds|paper|report|"
    r"accessed|retrieved|version|univ\w*|press|verlag)\b|(?:1[5-9]|20)\d\d",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[,.]\s+(?:trad\.\s+(?:it|fr|ingl|ted|esp)\.?|dt\.|engl\.|Engl\.\s+transl\.)$")
_COUNT = re.compile(r"(?<=[.,;(]\s)\d{1,2}\s?(?:Bde\b|Bände\b|vols\b|voll\b|volumes\b|tomes\b|tomos\b)\.?")
_COLLECTION = re.compile(
    r"(?P<coll>(?:coll(?:ection|ana|\.)|colección|coleção)\s+)?(?:«\s?|“|\()(?P<name>[^«»“”()]{3,60}?)(?:\s?»|”|\))"
    r"(?=\s*[,.]|\s*$)",
    re.IGNORECASE,
)


def series(text: str, fields: Fields) -> Fields:
    """Find a series with its number in brackets behind the title or the imprint: "(Biblioteca storica, 12)"."""
    if has(fields, "series", "series-number"):
        return fields
    titles = [one for one in fields if one.field == "title"]
    for match in _SERIES.finditer(text):
        printed = match[0]
        inside = [one for one in fields if one.start < match.end() and match.start() < one.end]
        if not titles or match.end() < titles[0].end - 1 or _NO_SERIES.search(printed):
            continue
        if any(
            one.field
            not in ("container", "series", "volume", "issue", "note", "number", "title", "publisher", "pages")
            for one in inside
        ):
            continue
        if any(one.end > match.end() or (one.start < match.start() and one.field != "title") for one in inside):
            continue
        if not has(fields, "place", "publisher") or len(re.findall(r"[^\W\d_]{2,}", match["series"])) > 9:
            continue
        kept = tuple(
            one._replace(end=match.start()) if one in inside else one
            for one in fields
            if one not in inside or (one.field == "title" and one.start < match.start() - 1)
        )
        return added(
            kept, Labelled("series", *match.span("series")), Labelled("series-number", *match.span("number"))
        )
    return fields


def collections(text: str, fields: Fields) -> Fields:
    """Find a series in quotation marks behind its publisher: "Gallimard, coll. « Folio », 1999"."""
    if has(fields, "series"):
        return fields
    imprint = [one.end for one in fields if one.field in ("publisher", "place")]
    if not imprint:
        return fields
    for match in _COLLECTION.finditer(text, min(imprint)):
        before = max((end for end in imprint if end <= match.start("name")), default=-99)
        if match["coll"] is None and not 0 <= match.start() - before <= 3:
            continue
        inside = [one for one in fields if one.start < match.end() and match.start() < one.end]
        if any(one.field in ("container", "note", "genre", "series", "title") for one in inside) or not inside:
            return overlaid(fields, "series", *match.span("name"))
    return fields


def volume_titles(text: str, fields: Fields) -> Fields:
    """Part "Settecento riformatore, I, Da Muratori a Beccaria"; find the title of a volume behind its number."""
    if has(fields, "volume-title"):
        return fields
    title = next((one for one in fields if one.field == "title"), None)
    if title is not None and (tail := _TAIL.search(text, title.start, title.end)):
        cut = title._replace(end=tail.start())
        fields, title = tuple(cut if one is title else one for one in fields), cut
    if not has(fields, "volume", "container") and title is not None:
        match = _TITLE_VOLUME.fullmatch(text[title.start : title.end])
        if match is not None:
            pieces = [
                Labelled(name, title.start + match.start(group), title.start + match.end(group))
                for name, group in (
                    ("title", "title"),
                    ("volume", "volume" if match["volume"] else "marked"),
                    ("volume-title", "part"),
                )
            ]
            return added(tuple(one for one in fields if one is not title), *pieces)
    containers = [one.end for one in fields if one.field == "container"]
    for one in fields:
        if (
            one.field != "volume"
            or one.start < max(containers, default=0)
            or not has(fields, "title")
            or not has(fields, "publisher", "place")
        ):
            continue
        match = _VOLUME_TITLE.match(text, one.end)
        free = match is not None and not any(
            other.start < match.end() and match.start("part") < other.end for other in fields
        )
        if match is not None and free:
            return added(fields, Labelled("volume-title", *match.span("part")))
    return fields


def counts_of_volumes(text: str, fields: Fields) -> Fields:
    """Find "2 Bde.", "3 voll.": how many volumes a work has."""
    match = _COUNT.search(text)
    if match is None or any(
        one.field == "volume" and one.start < match.end() and match.start() < one.end for one in fields
    ):
        return fields
    cut = [without(one, match.start(), match.end()) for one in fields]
    if any(
        one.field in ("author", "editor", "container") and without(one, *match.span()) != one for one in fields
    ):
        return fields
    return added(tuple(one for one in cut if one is not None), Labelled("volume", *match.span()))


def marked_at_end(text: str, fields: Fields) -> Fields:
    """Part volume, number and edition off the end of titles, in languages that a labeller seldom sees."""
    for one in fields:
        if (
            one.field == "title"
            and not has(fields, "volume")
            and (match := _VOLUME_AT_END.search(text, one.start, one.end))
        ):
            group = "behind" if match["behind"] else "before"
            return _parted(fields, one, match.start(), Labelled("volume", *match.span(group)))
        if one.field == "title" and not has(fields, "edition"):
            end = one.end + (text[one.end : one.end + 1] == ")")
            if match := _EDITION_AT_END.search(text, one.start, end):
                return _parted(fields, one, match.start(), Labelled("edition", *match.span("number")))
        if one.field == "container" and (match := _ISSUE_AT_END.search(text, one.start, one.end)):
            changed = tuple(
                other._replace(field="issue")
                if other.field == "volume" and 0 <= other.start - one.end <= 2
                else other
                for other in fields
            )
            return tuple(other._replace(end=match.start()) if other == one else other for other in changed)
    return fields


def _parted(fields: Fields, one: Labelled, end: int, more: Labelled) -> Fields:
    return added(tuple(other._replace(end=end) if other is one else other for other in fields), more)


def numbered_editions(text: str, fields: Fields) -> Fields:
    """Take in the number before "überarb. Aufl.": "3., überarb. Aufl."."""
    for one in fields:
        match = _NUMBER_BEFORE.search(text, 0, one.start) if one.field == "edition" else None
        if match is not None and not text[one.start : one.start + 1].isdigit():
            rest = tuple(other for other in fields if other is not one)
            return overlaid(rest, "edition", match.start(), one.end)
    return fields


def editions(text: str, fields: Fields) -> Fields:
    """Part an edition off the end of a title: "The Way of the Masks, 8th ed."."""
    if has(fields, "edition"):
        return fields
    for one in fields:
        if one.field not in ("title", "container"):
            continue
        for match in EDITION.finditer(text, one.start, min(one.end + 1, len(text))):
            before = re.search(r"[\s,.;:(]+$", text[one.start : match.start()])
            if (
                before is None
                or not re.search(r"[,.;(]", before[0])
                or match.end() < one.end - 1
                or before.start() < 3
            ):
                continue
            kept = tuple(o._replace(end=one.start + before.start()) if o is one else o for o in fields)
            return added(kept, Labelled("edition", *match.span("number")))
    return fields


def numbers_alone(text: str, fields: Fields) -> Fields:
    """Take the number of a periodical that counts no volumes for its volume: "Formes, n° 20, décembre 1931".

    A small number behind "No." may count within the year, and an issue of a newspaper is dated by its day.
    """
    container = next((one for one in fields if one.field == "container"), None)
    issues = [one for one in fields if one.field == "issue"]
    if container is None or len(issues) != 1 or has(fields, "volume", "number", "publisher", "place", "editor"):
        return fields
    issue = issues[0]
    mark = _NUMBER_MARK.search(text, 0, issue.start) if issue.start >= container.end else None
    if mark is None or _WITHIN_YEAR.match(text, issue.end) or _is_news(text, container, fields):
        return fields
    number = text[issue.start : issue.end]
    if mark["romance"] is None and not (number.isdigit() and int(number) > _ISSUES_A_YEAR):
        return fields
    return tuple(one._replace(field="volume") if one is issue else one for one in fields)


def _is_news(text: str, container: Labelled, fields: Fields) -> bool:
    """Whether the container is a newspaper or magazine, or dated by the day."""
    if periodicals().get(fold(text[container.start : container.end].strip(" .,"))) in ("newspaper", "magazine"):
        return True
    return any(
        found.date.parts and len(found.date.parts[0]) > 2
        for one in fields
        if one.field == "date" and (found := date_in(text[one.start : one.end])) is not None
    )
