"""Synthetic references: the facts of known works, printed in many styles, with a label for every token.

Most are printed by the CSL processor in the installed styles, entries of bibliographies and citations in notes;
the rest in what no style has: the prints of fields and countries (``patterns``), the habits of presses and law
reviews (``templates``). A part is damaged on purpose, as scans and plain-text conversions are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from citekit.train import families, rendered, templates
from citekit.train.corpora import OTHER, Example
from citekit.train.damage import Pieces, damaged
from citekit.train.facts import LANGUAGES, Facts
from citekit.train.invented import Item
from citekit.train.labelling import example, labelled
from citekit.train.records import Work
from citekit.train.rendered import Stretch
from citekit.train.styles import StyleChoice, choose

RENDERED, PATTERNED = 0.45, 0.35
"""The shares that the CSL processor and the ``patterns`` print; the rest is of ``templates``."""
_BATCH = 16  # items printed in one style
_LANGUAGE_WEIGHTS = (50, 17, 12, 14, 3, 2, 1, 1)
_SIGNALS = {
    "en": ["See", "See also", "Cf.", "See e.g."], "de": ["Vgl.", "Siehe", "Vgl. auch"], "fr": ["Voir", "Cf."],
    "it": ["Cfr.", "Si veda"], "es": ["Véase"], "pt": ["Ver", "Cf."], "nl": ["Zie"], "pl": ["Zob.", "Por."],
}  # fmt: skip
_PAGE_MARKS = ("page",) * 20 + ("section", "note", "paragraph")


def references(works: Sequence[Work], count: int, seed: int = 1) -> Iterator[Example]:
    """Yield ``count`` synthetic references printed from ``works``; the same for the same seed."""
    rng = random.Random(seed)
    facts = Facts(works)
    number = 0
    for pieces in rendered_pieces(facts, round(count * RENDERED), rng):
        yield example(_worn(pieces, rng, 0.3), f"rendered-{number}")
        number += 1
    for _ in range(round(count * PATTERNED)):
        drawn = families.printed(facts, rng)
        if drawn is not None:
            yield example(_worn(drawn, rng, 0.25), f"pattern-{number}")
            number += 1
    while number < count:
        language = rng.choices(LANGUAGES[:5], _LANGUAGE_WEIGHTS[:5])[0]
        known = language if rng.random() < 0.75 else rng.choices(LANGUAGES[:5], _LANGUAGE_WEIGHTS[:5])[0]
        drawn = templates.printed(facts.work(rng, known), rng, language)
        if drawn is not None:
            yield example(_worn(drawn, rng, 0.15), f"template-{number}")
            number += 1


def rendered_pieces(facts: Facts, count: int, rng: random.Random, *, apart: bool = False) -> Iterator[Pieces]:
    """Yield ``count`` references as the CSL processor prints them, in styles trained on or those kept apart."""
    done = 0
    for style in choose(rng, 3 * count // _BATCH + 10, apart=apart):
        for _, stretches in printed_in(style, facts, rng):
            pieces = _written(stretches, rng)
            if sum(label != OTHER for label, _ in pieces) > 1:
                if done == count:
                    return
                done += 1
                yield pieces


def printed_in(
    style: StyleChoice, facts: Facts, rng: random.Random, size: int = _BATCH
) -> list[tuple[Item, list[Stretch]]]:
    """Return a batch of records, each with its print in one style and one language; none where that fails."""
    language = style.language
    if language == "en":
        language = rng.choices(LANGUAGES, _LANGUAGE_WEIGHTS)[0]
    known = language if language in LANGUAGES else "en"
    items = [
        facts.item(rng, known if rng.random() < 0.75 else rng.choices(LANGUAGES, _LANGUAGE_WEIGHTS)[0], number)
        for number in range(size)
    ]
    locale = language if language != style.language else None
    try:
        if style.notes and rng.random() < 0.6:
            cited = [*items, *rng.sample(items, size // 3)]
            notes = [_note(item, place, known, rng) for place, item in enumerate(cited, 1)]
            return list(zip(cited, rendered.cites(style.name, items, notes, locale), strict=True))
        listed = rendered.entries(style.name, items, locale)
    except (ValueError, KeyError):  # a style that the processor cannot use
        return []
    return [(item, listed[item["id"]]) for item in items if item["id"] in listed]


def _note(item: Item, place: int, language: str, rng: random.Random) -> Item:
    """A note that cites one work, with the place cited or without."""
    cite: Item = {"id": item["id"]}
    if rng.random() < 0.6:
        first = rng.randint(1, 480)
        cite["locator"] = str(first) if rng.random() < 0.7 else f"{first}-{first + rng.randint(1, 9)}"
        cite["label"] = rng.choice(_PAGE_MARKS)
        if cite["label"] != "page":
            cite["locator"] = str(rng.randint(1, 24))
    if rng.random() < 0.05:
        cite["prefix"] = rng.choice(_SIGNALS.get(language, _SIGNALS["en"]))
    return {"citationItems": [cite], "properties": {"noteIndex": place}}


def _written(stretches: Sequence[Stretch], rng: random.Random) -> Pieces:
    """Labelled pieces, with italics lost or marked, small capitals as capitals or lost."""
    opened, closed = rng.choices([("", ""), ("*", "*"), ("_", "_"), ("<i>", "</i>")], [88, 6, 4, 2])[0]
    capitals = rng.random() < 0.5
    pieces: Pieces = []
    for (label, text), stretch in zip(labelled(stretches), stretches, strict=True):
        if stretch.format == "small-caps" and capitals:
            text = text.upper()
        if stretch.format == "italic" and opened and text.strip():
            pieces += [(OTHER, opened), (label, text), (OTHER, closed)]
        else:
            pieces.append((label, text))
    return pieces


def _worn(pieces: Pieces, rng: random.Random, share: float) -> Pieces:
    """Pieces damaged, and with the number of a list before some."""
    numbered = any(label == "citation-number" for label, _ in pieces)
    if numbered:
        number = str(rng.randint(1, 300))
        pieces = [
            (label, number if label == "citation-number" and text.isdigit() else text) for label, text in pieces
        ]
        if rng.random() < 0.3:
            pieces = _unnumbered(pieces)
    elif rng.random() < 0.06:
        opening, closing = rng.choice([("", ". "), ("[", "] "), ("(", ") "), ("", " ")])
        pieces = [(OTHER, opening), ("citation-number", str(rng.randint(1, 300))), (OTHER, closing), *pieces]
    return damaged(pieces, rng, share)


def _unnumbered(pieces: Pieces) -> Pieces:
    """Pieces without the number before them and the marks around it."""
    place = next(index for index, (label, _) in enumerate(pieces) if label == "citation-number")
    rest = pieces[place + 1 :]
    return [(rest[0][0], rest[0][1].lstrip("]). \u00a0")), *rest[1:]] if place < 2 and rest else pieces
