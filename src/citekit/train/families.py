"""References in the prints of ``patterns``: every character with its label."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from citekit.model import Name
from citekit.train import bylines, dates, imprints, patterns, science
from citekit.train.bylines import Byline
from citekit.train.corpora import OTHER
from citekit.train.damage import Pieces
from citekit.train.facts import LANGUAGES, Facts
from citekit.train.invented import Item, roman
from citekit.train.patterns import Choice, Family, Field, Part
from citekit.train.tables import by_language, entries
from citekit.train.templates import QUOTES

_WHOLE = 0.8  # how often what may be left out is printed
_TRIES = 4
_FOREIGN = 0.12  # how often a work of another language is cited
_GLUED = 0.4  # how often a series' letter and the volume are one word
_ABBREVIATED = 0.7  # how often a family of the sciences has a journal of its own field


class Print(NamedTuple):
    """One record, and the habits with which it is printed."""

    item: Item
    facts: Facts
    rng: random.Random
    family: Family
    byline: Byline
    quotes: tuple[str, str]

    def parts(self, parts: Sequence[Part]) -> Pieces | None:
        """The pieces of a pattern, or nothing where a field that it needs is empty."""
        pieces: Pieces = []
        for part in parts:
            if isinstance(part, str):
                pieces.append((OTHER, part))
                continue
            if isinstance(part, Field):
                inner: Pieces | None = self.field(part.name) or None
            elif isinstance(part, Choice):
                inner = self.parts(self.rng.choice(part.branches))
            else:
                inner = self.parts(part.parts)
                inner = inner if inner and self.rng.random() < _WHOLE else []
            if inner is None:
                return None
            pieces += inner
        return pieces

    def field(self, name: str) -> Pieces:
        """A field's label and text; nothing where the record has none."""
        label, make = _FIELDS[name]
        text = make(self)
        if name == "qtitle" and text:
            return [(OTHER, self.quotes[0]), (label, text), (OTHER, self.quotes[1])]
        return [(label, text)] if text else []

    @property
    def year(self) -> int:
        """The year of publication, or any."""
        if "issued" not in self.item:
            return self.rng.randint(1950, 2020)
        return int(self.item["issued"]["date-parts"][0][0])

    def names(self, variable: str) -> str:
        """A list of names."""
        names = [Name.from_csl(name) for name in self.item.get(variable, ())]
        return bylines.printed(names, self.byline, self.rng) if names else ""

    def surnames(self) -> str:
        """The authors’ surnames alone."""
        families = [str(name.get("family", "")) for name in self.item.get("author", ())][:3]
        return self.rng.choice(["/", ", ", " – "]).join(families) if all(families) else ""

    def hungarian(self) -> str:
        """The authors, surnames first."""
        names = [(name.get("family", ""), name.get("given", "")) for name in self.item.get("author", ())]
        return self.rng.choice([" – ", ", ", "–"]).join(f"{family} {given}".strip() for family, given in names)

    def text(self, variable: str) -> str:
        """A variable as it is."""
        return str(self.item.get(variable, ""))

    def journal(self) -> str:
        """A journal, abbreviated or not."""
        if self.family.science and self.rng.random() < _ABBREVIATED:
            return science.journal(self.rng, self.family.science)
        container = self.text("container-title")
        return science.abbreviated(container, self.rng) if self.rng.random() < 0.7 else container

    def first(self) -> str:
        """The first page."""
        found = re.match(r"\w+", self.text("page"))
        return found[0] if found else ""

    def cited(self) -> str:
        """A page or pages that are cited."""
        first = self.rng.randint(2, 480)
        dash = self.rng.choice("–-")
        return self.rng.choice([str(first)] * 4 + [f"{first}{dash}{first + self.rng.randint(1, 20)}"])

    def original(self) -> str:
        """The year of an earlier edition."""
        return str(self.year - self.rng.randint(2, 90))

    def date(self, form: str) -> str:
        """A date in a form of ``dates``."""
        return dates.written(self.rng, self.year, self.family.language, form)


def _number(low: int, high: int) -> Callable[[Print], str]:
    return lambda one: str(one.rng.randint(low, high))


def _text(variable: str) -> Callable[[Print], str]:
    return lambda one: one.text(variable)


def _date(form: str) -> Callable[[Print], str]:
    return lambda one: one.date(form)


def _entry(table: str, key: str) -> Callable[[Print], str]:
    return lambda one: one.rng.choice(entries(table, key))


def _roman(one: Print) -> str:
    volume = one.text("volume")
    return roman(int(volume)) if volume.isdigit() else ""


def _translator(one: Print) -> str:
    listed = one.item.get("translator")
    return bylines.spelled(Name.from_csl(listed[0]), "natural") if listed else ""


_FIELDS: dict[str, tuple[str, Callable[[Print], str]]] = {
    "authors": ("author", lambda one: one.names("author")),
    "surnames": ("author", Print.surnames), "hungarian": ("author", Print.hungarian),
    "body": ("author", lambda one: one.facts.body(one.rng, one.family.language)),
    "collaboration": ("institution", lambda one: science.collaboration(one.rng)),
    "editors": ("editor", lambda one: one.names("editor")), "translator": ("translator", _translator),
    "title": ("title", _text("title")), "qtitle": ("title", _text("title")), "item": ("archive", _text("title")),
    "container": ("container", _text("container-title")), "site": ("container", _text("container-title")),
    "journal": ("container", Print.journal), "meeting": ("container", _text("container-title")),
    "jhep": ("container", lambda one: one.rng.choice(["JHEP", "JHEP", "JCAP", "JINST", "J. High Energy Phys."])),
    "acronym": ("container", lambda one: science.conference(one.rng, one.year)),
    "atti": ("container", _entry("words", "atti")),
    "met": ("note", lambda one: imprints.meeting(one.rng, one.date("days"))),
    "volume": ("volume", _text("volume")), "romanvolume": ("volume", _roman), "issue": ("issue", _text("issue")),
    "tome": ("volume", _number(1, 12)), "vols": ("volume", _number(2, 12)),
    "romantome": ("volume", lambda one: roman(one.rng.randint(1, 9))),
    "lattice": ("volume", lambda one: f"{one.rng.choice(entries('sciences', 'conference'))}{one.year}"),
    "month2": ("volume", lambda one: f"{one.rng.randint(1, 12):02}"),
    "rank": (OTHER, lambda one: roman(one.rng.randint(2, 5))), "chapter": (OTHER, _number(1, 20)),
    "first": ("pages", Print.first), "pages": ("pages", _text("page")), "cited": ("pages", Print.cited),
    "article": ("pages", lambda one: science.article_number(one.rng)), "extent": ("pages", _number(60, 900)),
    "page": ("pages", lambda one: one.rng.choice(["", "", "A", "B", "C"]) + str(one.rng.randint(1, 48))),
    "year": ("date", lambda one: str(one.year)), "oldyear": ("date", _number(1480, 1799)),
    "ydate": ("date", lambda one: str(one.year) + one.rng.choice(["", "", "", "a", "b"])),
    "orig": ("date", Print.original), "year0": ("note", Print.original),
    "mdate": ("date", _date("issue")), "month": ("date", _date("month")), "mon": ("date", _date("short")),
    "dayno": ("date", _number(1, 28)), "day": ("date", _date("full")), "daymonth": ("date", _date("day month")),
    "monthday": ("date", _date("month day")), "ptmonth": ("date", _date("months")),
    "accessed": ("note", _date("full")),
    "publisher": ("publisher", _text("publisher")), "institution": ("publisher", _text("publisher")),
    "printer": ("publisher", lambda one: imprints.printer(one.rng)),
    "place": ("place", _text("publisher-place")), "town": ("place", lambda one: imprints.town(one.rng)),
    "series": ("series", _text("collection-title")), "number": ("volume", _text("number")),
    "report": ("number", _text("number")), "genre": ("genre", _text("genre")),
    "edition": ("edition", lambda one: one.rng.choice(by_language("words", "edition", one.family.language))),
    "url": ("url", _text("URL")), "doi": ("doi", _text("DOI")), "pmid": ("note", _number(1000000, 35000000)),
    "arxiv": ("number", lambda one: science.preprint(one.rng, max(one.year, 1992))),
    "class": ("note", lambda one: science.preprint_class(one.rng)), "status": ("note", _entry("words", "status")),
    "archive": ("archive", _text("archive")), "shelfmark": ("archive", _text("archive_location")),
    "home": ("archive", _text("archive-place")),
    "lt": (OTHER, lambda one: "<"), "gt": (OTHER, lambda one: ">"),
}  # fmt: skip


def printed(facts: Facts, rng: random.Random) -> Pieces | None:
    """Return one reference in one of the prints, or nothing where the record drawn lacks what they print."""
    families = patterns.families()
    family = rng.choices(families, [one.weight for one in families])[0]
    one = record(facts, rng, family)
    for _ in range(_TRIES):
        pieces = one.parts(rng.choice(family.patterns))
        if pieces is not None:
            return _stopped(_glued(pieces) if rng.random() < _GLUED else pieces)
    return None


def record(facts: Facts, rng: random.Random, family: Family) -> Print:
    """Return a record of a family's kind, now and then of another language, with the habits of its print."""
    known = family.language if family.language in LANGUAGES else "en"
    if rng.random() < _FOREIGN:
        known = rng.choice(LANGUAGES[:5])
    item = facts.complete(facts.item(rng, known, 0, family.kind), rng, known)
    byline = bylines.byline(rng, rng.choice(family.forms), family.language)
    return Print(item, facts, rng, family, byline, rng.choice(QUOTES.get(family.language, QUOTES["en"])))


def _glued(pieces: Pieces) -> Pieces:
    """Pieces without the blank between the letter of a journal's series and its volume: "Phys. Rev. D57"."""
    return [
        piece
        for place, piece in enumerate(pieces)
        if piece != (OTHER, " ")
        or not (0 < place < len(pieces) - 1 and pieces[place + 1][0] == "volume")
        or not re.search(r"[.\s][A-L]$", pieces[place - 1][1])
    ]


def _stopped(pieces: Pieces) -> Pieces:
    """Pieces without a second stop behind a field that ends in one: "et al..", "2nd ed.."."""
    kept: Pieces = []
    for label, text in pieces:
        ends = kept[-1][1][-1:] if kept else ""
        if label == OTHER and text[:1] == "." and ends in (".", "?", "!"):
            text = text[1:]
        if text:
            kept.append((label, text))
    return kept
