"""Places and publishers told apart and made whole: "Washington, D. C. Morgan Kaufmann", "Leningrad, Nedra"."""

from __future__ import annotations

import re
from itertools import pairwise

from citekit.parse.fields import Fields, Labelled
from citekit.parse.grammars.marked import are_places
from citekit.parse.names.organisations import is_organisation, is_title_case
from citekit.parse.normalisation import one_line
from citekit.parse.tables import fold, numbered, periodicals, words

_SAINT = re.compile(r"(?:[.,:;(]\s?|\s)(?P<saint>(?:St|Ste)\.\s)$")
_DISTRICT = re.compile(r"D\.?\s?C\.?[\s,:]+(?=[A-ZÀ-Þ])")
_COMMA = re.compile(r"\s?,\s?")
_CITY_AT_END = re.compile(
    r"(?P<before>.{3,}?)(?P<comma>,?)\s(?P<city>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})", re.DOTALL
)
_STATUS = re.compile(
    r"(?:in press|forthcoming|to appear|submitted|im Erscheinen|à paraître|in corso di stampa)\W*", re.I
)
_NOT_YET = re.compile(
    r"[.,;]\s(?P<status>(?:advance\s(?:online\s)?(?:publication|access)|epub\sahead\sof\sprint|online\sfirst|"
    r"first\spublished\sonline|ahead\sof\sprint|forthcoming|in\spress)[^,.;]{0,20})$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:proc|proceedings|conference|conf|symposium|workshop|congress|journal|review|bulletin|annals|transactions|"
    r"quarterly|magazine|zeitschrift|revue|rivista|revista|lecture notes|encyclop\w+|handbook|studies|series|"
    r"reports?|papers?|news\w*|meetings?|seminar|session|lecture|course|presentation|presented|sitzungsberichte|"
    r"abhandlungen|mitteilungen|memoirs|blog|website|week|thesis|dissertation|yearbook|jahrbuch|archiv\w*)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|dans|en|nell?[ao’']?):?[\s“\"«*]*$", re.IGNORECASE)
_COLLECTION = re.compile(r"[,.(]\s+(?P<series>[Cc]oll(?:\.|ection|ana|ezione)\s+[^,;()]{3,60}?)\)?$")


def settled(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Return ``fields`` with places and publishers as the print around them says."""
    fields = list(saints(text, tuple(fields)))
    for step in (
        _status_at_end,
        _never_an_imprint,
        _district,
        _regions,
        _of_periodical,
        _swapped,
        _city,
        _collection,
        _house_as_container,
    ):
        fields = step(text, fields)
    return fields


def _printed(text: str, one: Labelled) -> str:
    return one_line(text[one.start : one.end]).strip(" .,;:")


def is_region(text: str) -> bool:
    """Tell whether ``text`` is a state, province or country, or its abbreviation."""
    return fold(text.strip(" ,;:")) in words("regions") or fold(text.strip(" .,;:") + ".") in words("regions")


def _is_house(text: str) -> bool:
    return fold(text) in words("houses") or fold(text) in words("publisher_words")


def saints(text: str, fields: Fields) -> Fields:
    """Give "St. Louis" its saint, whose full stop ends the field before: "Levee towns. St | Louis, MO"."""
    if "St" not in text:
        return fields
    changed = {}
    for one in fields:
        match = _SAINT.search(text, 0, one.start) if one.field in ("place", "publisher", "container") else None
        if match is None:
            continue
        before = next(
            (other for other in fields if other.start < match.start("saint") < other.end < one.start), None
        )
        if any(other.start >= match.start("saint") and other.end <= one.start for other in fields):
            continue
        changed[one] = one._replace(start=match.start("saint"))
        if before is not None:
            changed[before] = before._replace(end=max(match.start(), before.start + 1))
    return tuple(changed.get(one, one) for one in fields) if changed else fields


def _never_an_imprint(text: str, fields: list[Labelled]) -> list[Labelled]:
    """A month, a season or "forthcoming" is no place and no publisher."""
    kept = []
    for one in fields:
        if one.field in ("place", "publisher"):
            printed = _printed(text, one).lower()
            if _STATUS.fullmatch(printed):
                continue
            if printed in numbered("months") or printed in numbered("seasons"):
                continue
        kept.append(one)
    return kept


def _status_at_end(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part "Advance online publication" off a field; what it ends, without a place, is the periodical."""
    for one in fields:
        if one.field not in ("publisher", "container", "title"):
            continue
        match = _NOT_YET.search(text, one.start, one.end)
        if match is None:
            continue
        found = {other.field for other in fields}
        name = "container" if one.field == "publisher" and not found & {"container", "place"} else one.field
        rest = one._replace(field=name, end=match.start())
        return [*(rest if other is one else other for other in fields), Labelled("note", *match.span("status"))]
    return fields


def _of_periodical(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give a periodical the place that tells it from others: "Journal of Zoology (London) 269: 414"."""
    if any(one.field == "publisher" for one in fields):
        return fields
    for (container, place), (_, volume) in pairwise(_neighbours(fields)):
        if (container.field, place.field, volume.field) != ("container", "place", "volume"):
            continue
        bracketed = text[place.end : place.end + 1] == ")"
        joint, behind = text[container.end : place.start], text[place.end + bracketed : volume.start]
        if joint in (" (", ". (", ", ") and bracketed == ("(" in joint) and behind in (" ", ", "):
            whole = container._replace(end=place.end + bracketed)
            return [whole if one is container else one for one in fields if one is not place]
    return fields


def _neighbours(fields: list[Labelled]) -> list[tuple[Labelled, Labelled]]:
    ordered = sorted(fields, key=lambda one: one.start)
    return list(pairwise(ordered))


def _district(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Give "Washington" the "D. C." that was taken for the publisher's first words."""
    for place, house in _neighbours(fields):
        match = _DISTRICT.match(text, house.start, house.end) if house.field == "publisher" else None
        if match is not None and place.field == "place" and _printed(text, place).endswith("Washington"):
            whole = place._replace(end=house.start + len(match[0].rstrip(" ,:")))
            rest = house._replace(start=match.end())
            return [whole if one is place else rest if one is house else one for one in fields]
    return fields


def _regions(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Join "Cambridge" with its "MA", and "Peabody, Ma.: Hendrickson", whose town was taken for a publisher."""
    for town, region in _neighbours(fields):
        if region.field not in ("place", "publisher") or not _COMMA.fullmatch(text, town.end, region.start):
            continue
        if not is_region(_printed(text, region)) or town.field not in ("publisher", "place"):
            continue
        if town.field == "publisher" and region.field == "place" and not are_places(_printed(text, town)):
            closed = re.match(r"\.?\s?:", text[region.end :]) is not None
            another = any(one.field == "publisher" and one.start > region.end for one in fields)
            if not closed or not another:
                continue
        whole = Labelled("place", town.start, region.end)
        return [whole if one is town else one for one in fields if one is not region]
    return fields


def _swapped(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Swap "Leningrad, Nedra", where only the first is a place; what alone is printed and a place is the place."""
    houses = [one for one in fields if one.field == "publisher"]
    places = [one for one in fields if one.field == "place"]
    if len(houses) != 1 or not are_places(_printed(text, houses[0])) or _is_house(_printed(text, houses[0])):
        return fields
    house = houses[0]
    if not places and any(one.field == "title" for one in fields):
        return [one._replace(field="place") if one is house else one for one in fields]
    if len(places) != 1 or are_places(_printed(text, places[0])) or is_region(_printed(text, places[0])):
        return fields
    place = places[0]
    if not re.fullmatch(r"\s?[,:]\s?", text[house.end : place.start]):
        return fields
    turned = {house: house._replace(field="place"), place: place._replace(field="publisher")}
    return [turned.get(one, one) for one in fields]


def _city(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Take the city before its state or country: "Southern Nevada Water Authority, Las Vegas" | "Nev."."""
    for before, place in _neighbours(fields):
        if place.field != "place" or not is_region(_printed(text, place)):
            continue
        if before.field not in ("publisher", "container", "title") or not _COMMA.fullmatch(
            text, before.end, place.start
        ):
            continue
        match = _CITY_AT_END.fullmatch(text, before.start, before.end)
        if match is None:
            continue
        city = _last_place(match["city"]) if not match["comma"] else match["city"]
        if not city or (not match["comma"] and before.field == "title"):
            continue
        if match["comma"] and not are_places(city) and (before.field == "title" or is_organisation(city)):
            continue
        start = match.end("city") - len(city)
        rest = before._replace(end=len(text[:start].rstrip(" ,")))
        whole = place._replace(start=start)
        return [rest if one is before else whole if one is place else one for one in fields]
    return fields


def _last_place(name: str) -> str:
    """Return the known place that ``name`` ends in, or nothing."""
    parts = name.split(" ")
    return next((tail for k in range(len(parts)) if are_places(tail := " ".join(parts[k:]))), "")


def _collection(text: str, fields: list[Labelled]) -> list[Labelled]:
    """Part "Gallimard, Coll. Folio Essais" into house and series."""
    if any(one.field == "series" for one in fields):
        return fields
    for one in fields:
        match = _COLLECTION.search(text, one.start, one.end) if one.field == "publisher" else None
        if match is not None:
            rest = one._replace(end=match.start())
            return [
                *(rest if other is one else other for other in fields),
                Labelled("series", *match.span("series")),
            ]
    return fields


def _house_as_container(text: str, fields: list[Labelled]) -> list[Labelled]:
    """An institution before a place, behind the title of what has no number and no pages, published it."""
    found = {one.field for one in fields}
    if found & {"publisher", "volume", "issue", "pages", "editor"} or not {"title", "place"} <= found:
        return fields
    for before, place in _neighbours(fields):
        if (
            before.field != "container"
            or place.field != "place"
            or not _COMMA.fullmatch(text, before.end, place.start)
        ):
            continue
        printed = _printed(text, before)
        if not re.search(r"[.?!”\"]\s$", text[: before.start]) or len(printed.split()) > 8:
            continue
        known = fold(printed) in periodicals() or _HELD.search(printed) or _IN.search(text[: before.start])
        if known or not is_organisation(printed) or not is_title_case(printed):
            continue
        return [one._replace(field="publisher") if one is before else one for one in fields]
    return fields
