"""Families of print that no CSL style has, or not so: the habits of presses, law reviews and journals.

Each reference draws its own order of names, quotation marks, separators and abbreviations from what journals,
publishers and law reviews in several languages use; every character has its label.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from citekit.model import Name
from citekit.train.corpora import OTHER
from citekit.train.damage import Pieces
from citekit.train.records import Work


class House(NamedTuple):
    """The habits that one reference keeps throughout."""

    language: str
    names: str  # "natural", "inverted", "initials", "initials-first", "vancouver", "capitals"
    joint: str
    last: str
    quotes: tuple[str, str]
    italics: tuple[str, str]
    comma: str  # between parts: "," or "."


QUOTES = {
    "en": [("“", "”"), ('"', '"'), ("‘", "’"), ("", ""), ("", "")],
    "de": [("„", "“"), ('"', '"'), ("»", "«"), ("", ""), ("", "")],
    "fr": [("« ", " »"), ("«", "»"), ("“", "”"), ("", "")],
    "it": [("“", "”"), ("«", "»"), ("", ""), ("", ""), ("", "")],
    "es": [("«", "»"), ("“", "”"), ("", "")],
}
_AND = {"en": ["and", "and", "&"], "de": ["und", "und", "/"], "fr": ["et"], "it": ["e", "-"], "es": ["y"]}
_EDITORS = {
    "en": ["ed. by", "edited by", "eds.", "ed."],
    "de": ["hrsg. v.", "hrsg. von", "hg. v.", "Hrsg."],
    "fr": ["sous la dir. de", "éd. par", "dir."],
    "it": ["a cura di", "a c. di"],
    "es": ["ed. de", "eds.", "coord."],
}
_VOLUME = {
    "en": ["", "", "vol. ", "Vol. "],
    "de": ["", "Bd. ", "Jg. "],
    "fr": ["vol. ", "t. ", ""],
    "it": ["", "vol. ", "a. "],
    "es": ["vol. ", ""],
}
_ISSUE = {
    "en": ["no. ", "No. ", "("],
    "de": ["Heft ", "H. ", "Nr. ", "("],
    "fr": ["n° ", "no "],
    "it": ["n. ", "fasc. ", "("],
    "es": ["núm. ", "n.º ", "("],
}
_PAGES = {
    "en": ["pp. ", "", "", "pp ", "at "],
    "de": ["S. ", "S. ", ""],
    "fr": ["p. ", "pp. "],
    "it": ["pp. ", "p. "],
    "es": ["pp. ", "págs. "],
}
_IN = {
    "en": ["in ", "In ", "In: ", "in: "],
    "de": ["in: ", "In: ", "in "],
    "fr": ["in ", "dans "],
    "it": ["in ", "in: "],
    "es": ["en ", "en: "],
}


def printed(work: Work, rng: random.Random, language: str) -> Pieces | None:
    """Return ``work`` printed in one family of print, or nothing where it lacks what that family prints.

    ``language`` is that of its terms: ``en``, ``de``, ``fr``, ``it`` or ``es``.
    """
    shape = _SHAPES[rng.choices(range(len(_SHAPES)), _WEIGHTS)[0]]
    return shape(work, _house(rng, language), rng)


def _house(rng: random.Random, language: str) -> House:
    names = rng.choices(
        ["natural", "inverted", "initials", "initials-first", "vancouver", "capitals"], [30, 25, 15, 18, 6, 6]
    )[0]
    marked = rng.random() < 0.15
    return House(
        language, names, rng.choice([", ", ", ", "; ", " / ", "/"]) if names != "vancouver" else ", ",
        rng.choice(_AND[language]), rng.choice(QUOTES[language]), ("*", "*") if marked else ("", ""),
        rng.choices([",", "."], [60, 40])[0],
    )  # fmt: skip


def _initials(given: str) -> str:
    return " ".join(part[0] + "." for part in re.split(r"[\s.-]+", given) if part)


def _name(name: Name, house: House, position: int) -> str:
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    given = name.given or ""
    if not given or name.literal:
        return name.literal or family
    style = house.names
    if style == "inverted":
        return f"{family}, {given}" if position == 0 or house.joint != ", " else f"{given} {family}"
    if style == "initials":
        return f"{family}, {_initials(given)}"
    if style == "initials-first":
        return f"{_initials(given)} {family}"
    if style == "vancouver":
        return f"{family} {_initials(given).replace('. ', '').rstrip('.')}"
    if style == "capitals":
        return f"{family.upper()}, {given}" if position % 2 == 0 else f"{given} {family.upper()}"
    return f"{given} {family}"


def _names(names: Sequence[Name], house: House, rng: random.Random) -> str:
    if len(names) > 3 and rng.random() < 0.4:
        return _name(names[0], house, 0) + rng.choice([" et al.", ", et al."])
    printed = [_name(name, house, i) for i, name in enumerate(names)]
    if len(printed) == 1:
        return printed[0]
    last = house.last if house.last in ("/", "-") else f" {house.last} "
    return house.joint.join(printed[:-1]) + (" - " if last == "-" else last) + printed[-1]


def _author(work: Work, house: House, rng: random.Random) -> Pieces:
    return [("author", _names(work.authors, house, rng))] if work.authors else []


def _title(work: Work, house: House, quoted: bool) -> Pieces:
    opening, closing = house.quotes if quoted else house.italics
    return [(OTHER, opening), ("title", work.title), (OTHER, closing)]


def _volume(work: Work, house: House, rng: random.Random) -> Pieces:
    pieces: Pieces = []
    if work.volume:
        pieces += [(OTHER, rng.choice(_VOLUME[house.language])), ("volume", work.volume)]
    if work.issue:
        mark = rng.choice(_ISSUE[house.language])
        joint = rng.choice(["", " "]) if mark == "(" else rng.choice([", ", " "])
        pieces += [
            (OTHER, (joint if pieces else " ".strip()) + mark),
            ("issue", work.issue),
            (OTHER, ")" if mark == "(" else ""),
        ]
    return pieces


def _pages(work: Work, house: House, rng: random.Random) -> Pieces:
    return [(OTHER, rng.choice(_PAGES[house.language])), ("pages", work.pages)] if work.pages else []


def _joined(parts: Sequence[Pieces], separator: str) -> Pieces:
    pieces: Pieces = []
    for part in parts:
        if part:
            pieces += ([(OTHER, separator)] if pieces else []) + part
    return pieces


def _imprint(work: Work, house: House, rng: random.Random) -> Pieces:
    """Place, publisher and year in one of the usual orders."""
    place: Pieces = [("place", work.place)] if work.place else []
    publisher: Pieces = [("publisher", work.publisher)] if work.publisher else []
    year: Pieces = [("date", work.year)]
    order = rng.random()
    if house.language == "de" and order < 0.5:
        return _joined([_joined([place, publisher], ": ") if order < 0.1 else place, year], " ")
    if order < 0.45:
        return _joined([_joined([place, publisher], ": "), year], ", ")
    if order < 0.6:
        return [(OTHER, "("), *_joined([_joined([place, publisher], ": "), year], ", "), (OTHER, ")")]
    if order < 0.7:
        return [(OTHER, "("), *_joined([publisher, year], " " if rng.random() < 0.5 else ", "), (OTHER, ")")]
    if order < 0.85:
        return _joined([place, publisher, year], ", ")
    return _joined([publisher, place, year], ", ")


def _article(work: Work, house: House, rng: random.Random) -> Pieces | None:
    """Year behind: notes and footnotes, MLA, Chicago, continental bibliographies."""
    if work.kind != "article" or not work.pages:
        return None
    stop = house.comma + " "
    container: Pieces = [(OTHER, house.italics[0]), ("container", work.container), (OTHER, house.italics[1])]
    if house.language == "it" and rng.random() < 0.6:
        container = [(OTHER, rng.choice(["in ", ""]) + "«"), ("container", work.container), (OTHER, "»")]
    elif (house.language in ("de", "fr") and rng.random() < 0.5) or rng.random() < 0.05:
        container = [(OTHER, rng.choice(_IN[house.language])), *container]
    volume, pages, year = _volume(work, house, rng), _pages(work, house, rng), [("date", work.year)]
    bracketed: Pieces = [(OTHER, "("), *year, (OTHER, ")")]
    tail = rng.choice([
        _joined([_joined([container, volume, bracketed], " "), pages], rng.choice([", ", ": "])),
        _joined([container, volume, year, pages], ", "),
        _joined([_joined([container, volume], " "), year, pages], ", "),
        _joined([_joined([container, volume], rng.choice([", ", " "])), pages, year], ", "),
    ])  # fmt: skip
    return [
        *_joined([_author(work, house, rng), _title(work, house, True), tail], stop),
        (OTHER, rng.choice([".", ".", ""])),
    ]


def _author_date(work: Work, house: House, rng: random.Random) -> Pieces | None:
    """Year behind the author: APA, Harvard, the sciences, German sociology ("Name, Vorname, 1976: …")."""
    if not work.authors:
        return None
    year = work.year + rng.choice(["", "", "", "a", "b"])
    opening, closing = rng.choice(
        [(" (", "). "), (" (", ") "), (", ", ": "), (" ", ". "), (". ", ". "), (", (", "), "), (" (", "): ")]
    )
    head: Pieces = [*_author(work, house, rng), (OTHER, opening), ("date", year), (OTHER, closing)]
    title = _title(work, house, rng.random() < 0.3 and work.kind != "book")
    stop = rng.choice([". ", ", "])
    if work.kind == "article":
        numbered = _joined([[("container", work.container)], _volume(work, house, rng)], rng.choice([", ", " "]))
        tail = _joined([numbered, _pages(work, house, rng)], rng.choice([", ", ": ", ":"]))
        if house.language == "de" or rng.random() < 0.1:
            tail = [(OTHER, rng.choice(_IN[house.language])), *tail]
    elif work.kind == "chapter":
        tail = _container_book(work, house, rng)
        tail = _joined([tail, _bare_imprint(work, rng)], rng.choice([". ", ", "]))
    else:
        tail = _bare_imprint(work, rng)
    return [*head, *_joined([title, tail], stop), (OTHER, rng.choice([".", ""]))]


def _bare_imprint(work: Work, rng: random.Random) -> Pieces:
    place: Pieces = [("place", work.place)] if work.place else []
    publisher: Pieces = [("publisher", work.publisher)] if work.publisher else []
    if rng.random() < 0.25 and place:
        return place
    return _joined([place, publisher], ": ") if rng.random() < 0.7 else _joined([publisher, place], ", ")


def _container_book(work: Work, house: House, rng: random.Random) -> Pieces:
    """A chapter's book, with its editors before or behind the title."""
    lead = rng.choice(_IN[house.language])
    book: Pieces = [(OTHER, house.italics[0]), ("container", work.container), (OTHER, house.italics[1])]
    pages = _pages(work, house, rng)
    if not work.editors:
        return _joined([[(OTHER, lead), *book], pages], ", ")
    editors = ("editor", _names(work.editors, house, rng))
    if rng.random() < 0.45:
        mark = {"en": "(eds.)", "de": "(Hrsg.)", "fr": "(éd.)", "it": "(a cura di)", "es": "(eds.)"}[
            house.language
        ]
        front: Pieces = [(OTHER, lead), editors, (OTHER, f" {mark}{rng.choice([',', ':', ''])} ")]
        return _joined([[*front, *book], pages], ", ")
    role = rng.choice(_EDITORS[house.language])
    return _joined([[(OTHER, lead), *book], [(OTHER, role + " "), editors], pages], ", ")


def _chapter(work: Work, house: House, rng: random.Random) -> Pieces | None:
    if work.kind != "chapter" or not work.authors:
        return None
    pages = _pages(work, house, rng) if rng.random() < 0.5 else []
    head = [_author(work, house, rng), _title(work, house, True)]
    book = _container_book(work._replace(pages="" if pages else work.pages), house, rng)
    return [
        *_joined([*head, book, _imprint(work, house, rng), pages], house.comma + " "),
        (OTHER, rng.choice([".", ""])),
    ]


def _book(work: Work, house: House, rng: random.Random) -> Pieces | None:
    """A book in a note or a bibliography, with a page or without."""
    if work.kind != "book" or not work.authors:
        return None
    if rng.random() < 0.15:
        work = work._replace(title=" ".join(re.split(r"[:.,]", work.title)[0].split()[: rng.randint(1, 3)]))
    page: Pieces = []
    if rng.random() < 0.35:
        page = [
            (OTHER, rng.choice(_PAGES[house.language])),
            ("pages", str(rng.randint(2, 480)) + rng.choice(["", "", "–" + str(rng.randint(481, 600)), " ff"])),
        ]
    stop = rng.choice([house.comma + " ", ": "]) if house.language == "de" else house.comma + " "
    front = _joined([_author(work, house, rng), _title(work, house, False)], stop)
    imprint = _imprint(work, house, rng)
    gap = " " if imprint and imprint[0][1] == "(" else house.comma + " "
    return [
        *_joined([_joined([front, imprint], gap), page], rng.choice([", ", " "])),
        (OTHER, rng.choice([".", ""])),
    ]


def _law(work: Work, house: House, rng: random.Random) -> Pieces | None:
    """Law reviews: "(1983) 46 Modern Law Review 1, 8"; "46 Mod. L. Rev. 1 (1983)"."""
    if work.kind != "article" or not work.volume or not work.pages or not work.authors:
        return None
    first = re.match(r"\w+", work.pages)
    page = first[0] if first else work.pages
    head = _joined([_author(work, house, rng), _title(work, house, True)], ", ")
    pin: Pieces = []
    if rng.random() < 0.35:
        start = rng.randint(2, 900)
        several = rng.choice([f"{start}", f"{start}", f"{start}–{start + 1}", f"{start} and {start + 3}"])
        pin = [(OTHER, rng.choice([" at ", ", ", ", at ", " at p. "])), ("pages", several)]
    if rng.random() < 0.6:
        return [*head, (OTHER, " ("), ("date", work.year), (OTHER, ") "), ("volume", work.volume), (OTHER, " "),
                ("container", work.container), (OTHER, " "), ("pages", page), *pin, (OTHER, ".")]  # fmt: skip
    return [*head, (OTHER, ", "), ("volume", work.volume), (OTHER, " "), ("container", work.container),
            (OTHER, " "), ("pages", page), *pin, (OTHER, " ("), ("date", work.year), (OTHER, ").")]  # fmt: skip


def _cited(house: House, rng: random.Random) -> Pieces:
    """The page or pages cited, in the ways of notes: "S. 24 und S. 49", "S. 89 Fn. 17", "at 24–6", "p. 5 ff"."""
    first = rng.randint(2, 700)
    later = first + rng.randint(1, 40)
    mark = {"de": "S. ", "it": "p. ", "fr": "p. ", "es": "p. "}.get(house.language, rng.choice(["", "p. ", "at "]))
    joint = rng.choice([", ", ", ", ": "]) if mark != "at " else rng.choice([" ", ", "])
    shape = rng.random()
    if shape < 0.6:
        return [(OTHER, joint + mark), ("pages", f"{first}{rng.choice(['', '', '', ' ff', 'f'])}")]
    if shape < 0.82:
        several = rng.choice(["pp. ", "pp "]) if mark in ("p. ", "at ") and rng.random() < 0.5 else mark
        return [(OTHER, joint + several), ("pages", f"{first}{rng.choice(['–', '-', '—'])}{later}")]
    if shape < 0.92:
        word = {"de": "und", "it": "e", "fr": "et", "es": "y"}.get(house.language, "and")
        again = mark if mark != "at " else ""
        return [(OTHER, joint + mark), ("pages", f"{first} {word} {again}{later}")]
    note = {"de": "Fn.", "it": "nota", "fr": "note"}.get(house.language, "n.")
    return [(OTHER, joint + mark), ("pages", str(first)), (OTHER, f" {note} {rng.randint(1, 90)}")]


def _short(work: Work, house: House, rng: random.Random) -> Pieces | None:
    """Author and year or short title, with a page: what notes repeat."""
    if not work.authors:
        return None
    surnames = rng.choice([" and ", "/", " und ", " & "]).join(
        name.family or str(name) for name in work.authors[:3]
    )
    page = _cited(house, rng)
    if rng.random() < 0.6:
        return [
            ("author", surnames),
            (OTHER, rng.choice([" ", ", ", " ("])),
            ("date", work.year),
            *page,
            (OTHER, "."),
        ]
    brief = " ".join(work.title.split(":")[0].split()[:4])
    return [("author", surnames), (OTHER, ", "), ("title", brief), *page, (OTHER, ".")]


_SHAPES: list[Callable[[Work, House, random.Random], Pieces | None]] = [
    _article,
    _author_date,
    _chapter,
    _book,
    _law,
    _short,
]
_WEIGHTS = [26, 28, 18, 22, 10, 4]
