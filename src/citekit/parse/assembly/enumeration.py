"""Volume, issue, pages and year told apart by the print around their numbers, whatever a labeller called them."""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled
from citekit.parse.recognisers.dates import date_in
from citekit.parse.tables import numbered

_NUMBERS = frozenset(("volume", "issue", "pages"))
_NO_MARK = frozenset(("", *",;:()[]-–/0123456789"))
_VOLUME_MARKS = r"vols?\.?|volumes?|Bde?\.|Band|Jg\.|Jahrgang|tomes?|tomo|årg\.|jrg\."
_ISSUE_MARKS = r"nos?\.|no|n[°º]\.?|nr\.?|núm\.|Heft|H\.|fasc\.|issue"
_PAGE_MARKS = r"pp\.?|pages?|pgs?\.|S\.|Seiten?|págs?\."
_MARKS = (
    ("volume", re.compile(rf"(?<![\w.])(?:{_VOLUME_MARKS})\s*$", re.IGNORECASE)),
    ("issue", re.compile(rf"(?<![\w.])(?:{_ISSUE_MARKS})\s*$", re.IGNORECASE)),
    ("pages", re.compile(rf"(?<![\w.])(?:{_PAGE_MARKS})\s*$")),
)
_DASHED = re.compile(r"\s?[-–—‐‑−/]{1,2}\s?")
_DIGITS = re.compile(r"\d{1,5}[A-Za-z]?")
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_PAGE_PLACE = re.compile(r"[,:)]{1,2}\s?[.–-]?")
_POINTED = re.compile(r"\d{4}\.\d{4}")
_EPRINT = re.compile(r"(?<![\d.])(?:(?<=abs/)|(?<!/))\d{4}\.\d{4,5}(?![\d.]*\d)")
"""An arXiv number without its name, as INSPIRE prints it: "(2013), 1310.2084", "CoRR, abs/1907.05774"."""
_PAGES_AT_END = re.compile(r"[,.]?\s+\(?(?:pages?|pp?\.)\s*(?P<pages>\d+(?:\s?[-–]\s?\d+)?)$")
_SERIES = re.compile(
    r",?\s(?:(?:[Ss]er(?:\.|ies|ie)|sér\.)\s(?P<series>\d|[IVX]{1,4}),|(?:[Nn]\.\s?[SF]\.|Neue\sFolge),?)"
    r"\s(?P<volume>\d{1,3}|[IVXLC]{1,7})(?=[\s,.(:])"
)
"""The series of a periodical before its volume: "Critical Inquiry, Ser. 2, 14", "Signum, N. F. 12"."""
_MONTH = re.compile(r"\s(?P<month>[^\W\d_]{3,9})\b")


def enumerated(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Return ``fields`` with numbers under the names that their marks, neighbours and order say."""
    fields = _marked(text, _without_eprints(text, fields))
    for step in (
        _ranges,
        _series_of_periodical,
        _day_of_month,
        _held_by_container,
        _years,
        _behind_volume,
        _lone,
        _within_title,
    ):
        fields = step(text, fields)
    return fields


def _ordered(fields: list[Labelled]) -> list[Labelled]:
    return sorted(fields, key=lambda one: one.start)


def _has(fields: list[Labelled], *names: str) -> bool:
    return any(one.field in names for one in fields)


def _without_eprints(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Numbers of arXiv are no pages and no year."""
    if _POINTED.search(text) is None:
        return fields
    for match in _EPRINT.finditer(text):
        inside = [one for one in fields if one.start < match.end() and match.start() < one.end]
        if inside and all(one.field in ("pages", "date", "volume", "issue") for one in inside):
            fields = [one for one in fields if one not in inside]
            if not _has(fields, "arxiv", "number"):
                fields = [*fields, Labelled("arxiv", *match.span())]
    return fields


def _marked(text: str, fields: list[Labelled]) -> list[Labelled]:
    """The mark before a number names its field: "vols. 12–15" are no pages, "nr 29" is no page."""
    found = {one.field for one in fields}
    changed = []
    for one in fields:
        if one.field in _NUMBERS and text[one.start].isdigit():
            before = text[max(one.start - 12, 0) : one.start].rstrip(" #")
            if before[-1:] in _NO_MARK:
                changed.append(one)
                continue
            said = next((name for name, mark in _MARKS if mark.search(before)), one.field)
            kept = one.field == "volume" and said == "issue"  # the number of a periodical without volumes
            if said != one.field and said not in found and not kept:
                one = one._replace(field=said)
        changed.append(one)
    return changed


def _ranges(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Join "3/4" and "1257–1319", labelled as two; a range of pages where no others are is the extent."""
    ordered = _ordered(fields)
    joined: list[Labelled] = []
    for one in ordered:
        last = joined[-1] if joined else None
        if (
            last is not None
            and one.field == last.field in ("volume", "issue")
            and _DASHED.fullmatch(text, last.end, one.start)
        ):
            joined[-1] = last._replace(end=one.end)
        else:
            joined.append(one)
    paged = _has(joined, "pages")
    for index, one in enumerate(joined):
        parts = _DASHED.split(text[one.start : one.end]) if one.field == "issue" and not paged else []
        if (
            len(parts) == 2
            and all(part.isdigit() for part in parts)
            and len(parts[0]) > 2
            and not _YEAR.fullmatch(parts[0])
        ):
            joined[index] = one._replace(field="pages")
    return joined


def _series_of_periodical(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part the series that a periodical counts its volumes in off its name and its volume."""
    container = next((one for one in fields if one.field == "container"), None)
    if container is None:
        return fields
    match = _SERIES.search(text, max(container.start, container.end - 14), container.end + 24)
    if match is None or not -12 <= match.start() - container.end <= 1 or _has(fields, "publisher"):
        return fields
    inside = [
        one for one in fields if one is not container and one.start < match.end() and match.start() < one.end
    ]
    if any(one.field not in ("volume", "issue", "series", "series-number", "pages", "number") for one in inside):
        return fields
    if any(one.end > match.end() for one in inside):
        return fields
    kept = [
        one._replace(end=min(one.end, match.start())) if one is container else one
        for one in fields
        if one not in inside
    ]
    series = [Labelled("series-number", *match.span("series"))] if match["series"] else []
    return [*kept, *series, Labelled("volume", *match.span("volume"))]


def _day_of_month(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A number before a month is a day: "Wall Street Journal 4 January", dated "2012" elsewhere."""
    for one in fields:
        if one.field not in _NUMBERS or not text[one.start : one.end].isdigit() or one.end - one.start > 2:
            continue
        match = _MONTH.match(text, one.end)
        if (
            match is None
            or match["month"].lower() not in numbered("months")
            or int(text[one.start : one.end]) > 31
        ):
            continue
        dates = [other for other in fields if other.field == "date"]
        month = next((other for other in dates if match.start() <= other.start < match.end()), None)
        if any(mark.search(text[max(one.start - 12, 0) : one.start]) for _, mark in _MARKS):
            continue  # "Vol. 21 March 2017"
        if month is not None and date_in(text[month.start : month.end]) is None and len(dates) > 1:
            kept = [other for other in fields if other not in (one, month)]
            return [*kept, Labelled("day", one.start, month.end)]
        if month is not None and len(dates) == 1:
            return [
                other._replace(start=one.start) if other is month else other
                for other in fields
                if other is not one
            ]
    return fields


def _held_by_container(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A number glued to a conference's name is a part of it: "IJCAI-89", "(UIST 94)"."""
    container = next((one for one in fields if one.field == "container"), None)
    volume = next((one for one in fields if one.field == "volume"), None)
    if container is None or volume is None or not text[volume.start : volume.end].isdigit():
        return fields
    between = text[container.end : volume.start]
    printed = text[container.start : container.end]
    hyphened = (between == "-" and printed[-1:].isupper()) or (not between and printed.endswith("-"))
    bracketed = (
        printed.count("(") > printed.count(")") and text[volume.end : volume.end + 1] == ")" and len(between) < 3
    )
    if not hyphened and not bracketed:
        return fields
    whole = container._replace(end=volume.end + bracketed)
    return [whole if one is container else one for one in fields if one is not volume]


def _years(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Four digits that stand where a volume or a page must be, beside another year, are no year."""
    ordered = _ordered(fields)
    bare = [one for one in ordered if one.field == "date" and _YEAR.fullmatch(text, one.start, one.end)]
    volumes = [one for one in ordered if one.field == "volume"]
    if not any(one.field == "date" for one in ordered):
        first = volumes[0] if len(volumes) > 1 else None
        if first is not None and _YEAR.fullmatch(text, first.start, first.end):
            return [one._replace(field="date") if one is first else one for one in ordered]
        return fields
    for one in bare:
        place = ordered.index(one)
        before = ordered[place - 1] if place else None
        behind = ordered[place + 1] if place + 1 < len(ordered) else None
        others = any(other.field == "date" and other is not one for other in ordered)
        if not others or before is None:
            continue
        name = ""
        if before.field == "container" and behind is not None and behind.field == "pages" and not volumes:
            between = text[before.end : one.start], text[one.end : behind.start].strip()
            name = "volume" if between in ((", ", ","), (", ", ":")) else ""
        elif before.field in ("volume", "issue") and not _has(ordered, "pages"):
            name = (
                "pages"
                if _PAGE_PLACE.fullmatch(text[before.end : one.start] + text[one.end : one.end + 1])
                else ""
            )
        if name:
            return [other._replace(field=name) if other is one else other for other in ordered]
    return fields


def _behind_volume(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Read "Phys. Rev. 28, 870 (1962)": what stands between the volume and the year in brackets is the page."""
    if _has(fields, "pages"):
        return fields
    ordered = _ordered(fields)
    for index, one in enumerate(ordered[1:-1], 1):
        before, behind = ordered[index - 1], ordered[index + 1]
        if (
            one.field in ("issue", "volume")
            and before.field == "volume"
            and behind.field == "date"
            and _DIGITS.fullmatch(text, one.start, one.end)
            and re.fullmatch(r"\s?,\s?", text[before.end : one.start])
            and text[one.end : behind.start].strip() == "("
        ):
            return [other._replace(field="pages") if other is one else other for other in ordered]
    return fields


def _lone(text: str, fields: list[Labelled]) -> list[Labelled]:
    """The one small number behind a periodical is its volume, no page: "Brain, 121 (1998)"."""
    container = next((one for one in fields if one.field == "container"), None)
    pages = [one for one in fields if one.field == "pages"]
    if (
        container is None
        or len(pages) != 1
        or not _has(fields, "title")
        or _has(fields, "volume", "issue", "publisher", "place", "archive")
    ):
        return fields
    one = pages[0]
    if not re.fullmatch(r",?\s", text[container.end : one.start]) or not re.fullmatch(
        r"\d{1,3}", text[one.start : one.end]
    ):
        return fields
    if re.match(r"\s?[(.]|$", text[one.end :]) is None or text[one.end : one.end + 1] == "-":
        return fields
    return [other._replace(field="volume") if other is one else other for other in fields]


def _within_title(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part pages off the end of a title: "Computer Architecture, page 346"."""
    changed = []
    for one in fields:
        match = None
        if one.field == "title" and not _has(fields, "pages", "locator"):
            match = _PAGES_AT_END.search(text, one.start, one.end)
        if match is None:
            changed.append(one)
        else:
            changed += [one._replace(end=match.start()), Labelled("pages", *match.span("pages"))]
    return changed
