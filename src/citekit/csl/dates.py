"""Dates (CSL 1.0.2, Date): localised and own formats, ranges, seasons, BC and AD, and dates as sort keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.date_input import Date, Point
from citekit.csl.formatting import decorator, marked_affixes, strip_periods, text_case
from citekit.csl.locale import NAMESPACE, Locale
from citekit.csl.richtext import affix, literal, superscripts
from citekit.csl.textcase import title

_INDEX = {"year": 0, "month": 1, "day": 2}
_SHOWN = {"year": ("year",), "year-month": ("year", "month")}
# The first year that nobody takes for anything but a year: "987" does without the "AD" that "79 AD" needs.
_UNMISTAKABLE = 500
Render = Callable[[Point], str]


class Part(NamedTuple):
    """A compiled ``cs:date-part``: what it shows, with and without its affixes."""

    rank: int  # 0 year, 1 month, 2 day
    bare: Render
    dress: Callable[[str], str]  # puts its formats around a text
    prefix: str
    suffix: str
    range_delimiter: str

    def full(self, point: Point) -> str:
        """The part with its affixes; nothing where the date lacks it."""
        text = self.bare(point)
        return f"{self.prefix}{text}{self.suffix}" if text else ""


class DateFormat:
    """A compiled ``cs:date``: a function of the date, remembered for every date that it has seen."""

    def __init__(self, element: Element, locale: Locale) -> None:
        self.parts, delimiter, localised = _date_parts(element, locale)
        self.delimiter = affix(delimiter)
        # A localised format is taken as the locale has it: of the element's attributes, its affixes alone count.
        kept = ("prefix", "suffix", "display")
        self.decorate = decorator({k: v for k, v in element.attrib.items() if localised is None or k in kept})
        self.change = text_case(localised.attrib) if localised is not None else None
        self._known: dict[tuple[Date, str], str] = {}

    def __call__(self, date: Date, year_suffix: str = "") -> str:
        """Return the formatted date. A year-suffix follows the first year."""
        key = (date, year_suffix)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 16384:
                self._known.clear()
            found = self._known[key] = self._format(date, year_suffix)
        return found

    @property
    def has_year(self) -> bool:
        """Whether the format shows a year."""
        return any(part.rank == 0 for part in self.parts)

    def _format(self, date: Date, year_suffix: str) -> str:
        if date.start is None:
            year = next((part for part in self.parts if part.rank == 0), None)  # whose place it takes
            text = (
                f"{year.prefix}{literal(date.literal)}{year_suffix}{year.suffix}" if year and date.literal else ""
            )
        elif date.end is not None:
            text = self._range(date.start, date.end, year_suffix)
        else:
            text = self._join(self.parts, date.start, year_suffix)
            if text and date.open_ended:
                text += next((part.range_delimiter for part in self.parts if part.rank == 0), "–")
        if not text:
            return ""
        if self.change:
            text = self.change(text)
        if text[-1] == m.SUFFIXED:
            text = text[:-1] + m.LIFTED
        return self.decorate(text) if self.decorate else text

    def _join(self, parts: list[Part], point: Point, year_suffix: str) -> str:
        pieces = []
        for part in parts:
            text = part.bare(point)
            if text:
                piece = f"{part.prefix}{text}{part.suffix}"
                if part.rank == 0 and year_suffix:  # dressed as the year is, affixes and all
                    piece += f"{part.prefix}{part.dress(year_suffix)}{part.suffix}"
                    year_suffix = ""
                pieces.append(piece)
        return self.delimiter.join(pieces)

    def _range(self, start: Point, end: Point, year_suffix: str) -> str:
        shown = [part for part in self.parts if part.bare(start) or part.bare(end)]
        differing = next((i for i in range(3) if start[i] != end[i] and any(p.rank == i for p in shown)), None)
        if differing is None:
            return self._join(self.parts, start, year_suffix)
        varying = [position for position, part in enumerate(shown) if part.rank >= differing]
        first, last = varying[0], varying[-1]
        delimiter = next(part.range_delimiter for part in shown if part.rank == differing)
        block = shown[first : last + 1]
        left = [part for part in block if part.bare(start)]
        right = [part for part in block if part.bare(end)]
        if left:
            left[-1] = left[-1]._replace(suffix="")
        if right:
            right[0] = right[0]._replace(prefix="")
        tail_suffix = right[-1].suffix if right and last + 1 < len(shown) else (right[-1].suffix if right else "")
        if right:
            right[-1] = right[-1]._replace(suffix="")
        suffix_left = year_suffix if differing != 0 else ""
        middle = (
            self._join(left, start, suffix_left)
            + delimiter
            + self._join(right, end, year_suffix if differing == 0 else "")
        )
        pieces = [
            self._join(shown[:first], start, year_suffix),
            f"{middle}{tail_suffix}",
            self._join(shown[last + 1 :], end, year_suffix),
        ]
        return self.delimiter.join(piece for piece in pieces if piece)


def _date_parts(element: Element, locale: Locale) -> tuple[list[Part], str, Element | None]:
    """The parts that a ``cs:date`` shows, its delimiter, and the localised format that it calls."""
    form = element.get("form")
    own = {part.get("name", ""): part for part in element.findall(NAMESPACE + "date-part")}
    if form is None:
        attributes = [dict(part.attrib) for part in element.findall(NAMESPACE + "date-part")]
        return [_part(a, locale) for a in attributes], element.get("delimiter", ""), None
    localised = locale.dates.get(form)
    if localised is None:
        return [], "", None
    shown = _SHOWN.get(element.get("date-parts", ""), ("year", "month", "day"))
    parts = []
    for part in localised.findall(NAMESPACE + "date-part"):
        name = part.get("name", "")
        if name not in shown:
            continue
        attributes_of = dict(part.attrib)
        if name in own:
            attributes_of |= {k: v for k, v in own[name].attrib.items() if k not in ("prefix", "suffix")}
        parts.append(_part(attributes_of, locale))
    return parts, localised.get("delimiter", ""), localised


def _part(attributes: dict[str, str], locale: Locale) -> Part:
    name = attributes.get("name", "year")
    form = attributes.get("form", "")
    render = {"year": _year, "month": _month, "day": _day}[name](form, locale)
    inner = {k: v for k, v in attributes.items() if k not in ("prefix", "suffix")}
    decorate, change = decorator(inner), text_case(attributes)
    if attributes.get("text-case") == "title":
        change = title
    stripped = attributes.get("strip-periods") == "true"

    def bare(point: Point) -> str:
        text = render(point)
        if not text:
            return ""
        if stripped:
            text = strip_periods(text)
        if change:
            text = change(text)
        return decorate(text) if decorate else text

    return Part(
        _INDEX[name],
        bare if stripped or change or decorate else render,
        decorate or str,
        *marked_affixes(attributes),
        affix(attributes.get("range-delimiter") or "–"),
    )


def _year(form: str, locale: Locale) -> Render:
    bc, ad = locale.term("bc"), locale.term("ad")

    def render(point: Point) -> str:
        year = point[0]
        if form == "short" and year > 999:
            return f"{year % 100:02}"
        if year < 0:
            return f"{-year}{bc}"
        if 0 < year < _UNMISTAKABLE:
            return f"{year}{ad}"
        return str(year) if year else ""

    return render


def _month(form: str, locale: Locale) -> Render:
    term_form = "short" if form == "short" else "long"
    names = [superscripts(literal(locale.term(f"month-{number:02}", term_form))) for number in range(1, 13)]
    seasons = [literal(locale.term(f"season-{number:02}")) for number in range(1, 5)]
    words = ["", *names, *seasons]
    if form == "numeric":
        return lambda point: str(point[1]) if 0 < point[1] <= 12 else words[point[1]]
    if form == "numeric-leading-zeros":
        return lambda point: f"{point[1]:02}" if 0 < point[1] <= 12 else words[point[1]]
    return lambda point: words[point[1]]


def _day(form: str, locale: Locale) -> Render:
    genders = ["", *(locale.gender(f"month-{number:02}") for number in range(1, 13)), *[""] * 4]

    def ordinal(point: Point) -> str:
        day = point[2]
        if not day:
            return ""
        if locale.limit_day_ordinals and day != 1:
            return str(day)
        return superscripts(f"{day}{locale.ordinal_suffix(day, genders[point[1]])}")

    if form == "ordinal":
        return ordinal
    if form == "numeric-leading-zeros":
        return lambda point: f"{point[2]:02}" if point[2] else ""
    return lambda point: str(point[2]) if point[2] else ""


def sort_text(date: Date, shown: frozenset[int] = frozenset((0, 1, 2))) -> str:
    """A date as a sort key (CSL 1.0.2, Sorting Variables): YYYYMMDD, only the parts shown, then a range's end."""
    if date.start is None:
        return ""
    text = _sort_point(date.start, shown)
    if date.end is not None:
        text += f"-{_sort_point(date.end, shown)}"
    elif date.open_ended:
        text += "-"
    return text


def _sort_point(point: Point, shown: frozenset[int]) -> str:
    year, month, day = (value if i in shown else 0 for i, value in enumerate(point))
    month = 0 if month > 12 else month
    # Years before Christ count backwards; a constant keeps all numbers positive and of one length.
    return f"{100000 + year:06}{month:02}{day:02}"
