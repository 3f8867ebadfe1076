"""Recombined references: the print of one labelled reference around the contents of others.

The marks and the order of a real reference stay, its title, names, container, publisher and place come from
references that print theirs in the same form. So the model learns how references are built rather than which words
they hold. What editors change from one list to the next is changed in some: quotation marks, capitals, "&".
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from citekit.parse.labelling.tokens import Token, tokenize
from citekit.train.corpora import OTHER, Example
from citekit.train.damage import Pieces

_NAMES = frozenset(("author", "editor"))
_EXCHANGED = _NAMES | {"title", "container", "publisher", "place", "series", "institution"}
_NUMBERED = frozenset(("volume", "issue", "pages", "date"))
_JOINING = frozenset("and und et y e al & ; / –".split())
_FIRST_TOKENS = 5
_TAG = re.compile(r"</?(?:i|em|italic|b|sub|sup)>", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_CENTURY = re.compile(r"(?<=\b(?:19|20))\d\d\b")
_OPENING = re.compile(r"[“„«](?=\w)|(?<!\S)\"(?=\w)")
_CLOSING = re.compile(r"[”»]|(?<=[\w.,?!])[\"“]")
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("‘", "’"), ("'", "'"))
_NUMBERS = (("[", "] "), ("", ". "), ("(", ") "))


class _Field(NamedTuple):
    label: str
    start: int
    end: int
    tokens: Sequence[Token]


def recombined(examples: Sequence[Example], copies: int = 1, seed: int = 1) -> Iterator[Example]:
    """Yield ``copies`` references for each of ``examples`` that has two fields or more; the same for a seed."""
    rng = random.Random(seed)
    donors: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for example in examples:
        for field in _fields(example):
            if field.label in _EXCHANGED:
                donors[_form(example, field)].append(example.text[field.start : field.end])
    for copy in range(copies):
        for example in examples:
            fields = _fields(example)
            if len(fields) > 1:
                pieces = _restyled(list(_exchanged(example, fields, donors, rng)), rng)
                yield _labelled(pieces, f"{example.name}-recombined-{copy}")


def _fields(example: Example) -> list[_Field]:
    fields = []
    position = 0
    for label, run in groupby(example.labels):
        tokens = example.tokens[position : position + len(list(run))]
        position += len(tokens)
        if label != OTHER:
            fields.append(_Field(label, tokens[0].start, tokens[-1].end, tokens))
    return fields


def _form(example: Example, field: _Field) -> tuple[object, ...]:
    """What a field and its stand-in have in common: how names are printed, whether words are abbreviated."""
    tokens = field.tokens
    if field.label in _NAMES:
        shapes = [_shape(token) for token in tokens]
        return (field.label, *shapes[:_FIRST_TOKENS], shapes[-1], frozenset(_JOINING.intersection(shapes)))
    tagged = any(token.kind == "tag" for token in tokens)
    if field.label == "title":
        return field.label, tagged, "container" in example.labels
    if field.label == "container":
        abbreviated = any(token.text == "." for token in tokens[:-1])
        return field.label, tagged, abbreviated, "volume" in example.labels
    return field.label, tagged


def _shape(token: Token) -> str:
    text = token.text
    if token.kind != "word":
        return text if token.kind == "mark" else token.kind
    if text in _JOINING:
        return text
    if len(text) == 1 or text.isupper():
        return "X" if len(text) == 1 else "XX"
    return "Xx" if text[0].isupper() else "xx"


def _exchanged(
    example: Example, fields: Sequence[_Field], donors: dict[tuple[object, ...], list[str]], rng: random.Random
) -> Iterator[tuple[str, str]]:
    """The pieces of a reference with other contents; a field that is printed in two parts stays as it is."""
    parts = Counter(field.label for field in fields)
    position = 0
    for field in fields:
        yield OTHER, example.text[position : field.start]
        printed = example.text[field.start : field.end]
        if field.label in _EXCHANGED and parts[field.label] == 1:
            printed = rng.choice(donors[_form(example, field)])
        elif field.label in _NUMBERED:
            digits = _CENTURY if field.label == "date" else _SHORT_NUMBER
            printed = digits.sub(lambda found: _number(len(found[0]), rng), printed)
        yield field.label, printed
        position = field.end
    yield OTHER, example.text[position:]


def _number(length: int, rng: random.Random) -> str:
    return str(rng.randint(10 ** (length - 1), 10**length - 1))


def _restyled(pieces: Pieces, rng: random.Random) -> Pieces:
    """Pieces as another editor might have printed them."""
    for change, share in _CHANGES:
        if rng.random() < share:
            pieces = change(pieces, rng)
    return [piece for piece in pieces if piece[1]]


def _untagged(pieces: Pieces, _: random.Random) -> Pieces:
    return [(label, _TAG.sub("", text)) for label, text in pieces]


def _requoted(pieces: Pieces, rng: random.Random) -> Pieces:
    opening, closing = rng.choice(_QUOTES)
    return [
        (label, _OPENING.sub(opening, _CLOSING.sub(closing, text)) if label == OTHER else text)
        for label, text in pieces
    ]


def _capitals(pieces: Pieces, rng: random.Random) -> Pieces:
    """Names in capitals, or in small letters where they were in capitals."""
    raised = rng.random() < 0.5

    def change(found: re.Match[str]) -> str:
        word = found[0]
        if raised:
            return word.upper() if word[0].isupper() else word
        return word.title() if word.isupper() else word

    return [(label, re.sub(r"[^\W\d_]{3,}", change, text) if label in _NAMES else text) for label, text in pieces]


def _closed_initials(pieces: Pieces, _: random.Random) -> Pieces:
    return [
        (label, re.sub(r"\b([A-Z])\. (?=[A-Z]\.)", r"\1.", text) if label in _NAMES else text)
        for label, text in pieces
    ]


def _joined(pieces: Pieces, rng: random.Random) -> Pieces:
    one, other = rng.choice([(" & ", " and "), (" and ", " & ")])
    return [(label, text.replace(one, other) if label in _NAMES else text) for label, text in pieces]


def _dashes(pieces: Pieces, rng: random.Random) -> Pieces:
    dash = rng.choice(["-", "–", "--", "—"])
    return [
        (label, re.sub(r"(?<=\d)\s*[-–—]+\s*(?=\d)", dash, text) if label == "pages" else text)
        for label, text in pieces
    ]


def _ends(pieces: Pieces, rng: random.Random) -> Pieces:
    return [*pieces[:-1], (OTHER, rng.choice(["", ".", ";"]))] if pieces[-1][0] == OTHER else pieces


def _counted(pieces: Pieces, rng: random.Random) -> Pieces:
    """The number of a list before a reference that has none."""
    if any(label == "citation-number" for label, _ in pieces) or pieces[0][1].strip():
        return pieces
    opening, closing = rng.choice(_NUMBERS)
    return [(OTHER, opening), ("citation-number", str(rng.randint(1, 250))), (OTHER, closing), *pieces[1:]]


_CHANGES: tuple[tuple[Callable[[Pieces, random.Random], Pieces], float], ...] = (
    (_untagged, 0.4), (_requoted, 0.12), (_capitals, 0.1), (_closed_initials, 0.1), (_joined, 0.1),
    (_dashes, 0.12), (_ends, 0.1), (_counted, 0.06),
)  # fmt: skip


def _labelled(pieces: Pieces, name: str) -> Example:
    """Pieces as a reference, each token with the label of the piece that it begins in."""
    owners = [label for label, text in pieces for _ in text]
    text = "".join(printed for _, printed in pieces)
    tokens = tokenize(text)
    return Example("recombined", name, text, tokens, [owners[token.start] for token in tokens])
