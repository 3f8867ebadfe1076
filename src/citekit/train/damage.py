"""What scans, plain-text conversion and careless typing do to print, done on purpose to labelled pieces of it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Pieces = list[tuple[str, str]]
"""(label, text) in order; label ``O`` for punctuation and joining words."""

_LOOKALIKE = {"l": "1", "1": "l", "0": "O", "o": "0", "e": "c", "c": "e", "i": "l", "I": "l", "n": "u", "u": "n",
              "h": "b", "m": "rn", "t": "f", "S": "5", "B": "8", "g": "q", "y": "v"}  # fmt: skip
_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_QUOTES = re.compile('[“”„«»‹›‘’‚"]')
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_INSIDE_WORD = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_WORDED = frozenset(("title", "container", "author", "editor", "publisher", "series", "place"))


def damaged(pieces: Pieces, rng: random.Random, share: float = 0.3) -> Pieces:
    """Return ``pieces`` with the damage of one source of text, or, but for ``share`` of them, unharmed."""
    pieces = [(label, text.translate(_BLANKS)) for label, text in pieces if text]
    if not pieces:
        return []
    if rng.random() < 0.3:
        pieces = _dashes(pieces, rng)
    if rng.random() < 0.25:
        pieces = _quotes(pieces, rng)
    if rng.random() < 0.1:
        pieces = _ends(pieces, rng)
    if rng.random() < 0.2:
        pieces = _spacing(pieces, rng)
    if rng.random() > share:
        return pieces
    for harm, weight in _HARMS:
        if rng.random() < weight:
            pieces = harm(pieces, rng)
    return [piece for piece in pieces if piece[1]]


def _each(pieces: Pieces, change: Callable[[str], str], labels: frozenset[str] | None = None) -> Pieces:
    return [(label, change(text) if labels is None or label in labels else text) for label, text in pieces]


def _dashes(pieces: Pieces, rng: random.Random) -> Pieces:
    """Ranges with a hyphen, a long dash or blanks instead of the dash of good print."""
    dash = rng.choice(["-", "-", "-", "—", " - ", " – ", "- "])
    return _each(
        pieces,
        lambda text: re.sub(r"(?<=\d)\s*[–—-]\s*(?=\d)", dash, text),
        frozenset(("pages", "volume", "issue")),
    )


def _quotes(pieces: Pieces, rng: random.Random) -> Pieces:
    """Quotation marks as typewriters have them, in the wrong shape, or lost; apostrophes with them."""
    kind = rng.choice(["straight", "straight", "single", "english", "lost", "backtick"])

    def change(match: re.Match[str]) -> str:
        opens = match[0] in "“„«‹‘‚"
        if kind == "lost":
            return ""
        if kind == "english":
            return "“" if opens else "”"
        if kind == "backtick":
            return "``" if opens else "''"
        return '"' if kind == "straight" else "'"

    def typed(text: str) -> str:
        apostrophe = "’" if kind in ("lost", "english") else "'"
        parts = _INSIDE_WORD.split(text)  # apostrophes are no quotation marks
        return apostrophe.join(_QUOTES.sub(change, part) for part in parts)

    return _each(pieces, typed)


def _ends(pieces: Pieces, rng: random.Random) -> Pieces:
    """Another mark, or none, at the end."""
    label, text = pieces[-1]
    bare = text.rstrip(" .;,")
    return [*pieces[:-1], (label, bare), ("O", rng.choice(["", "", ";", ",", " .", "."]))]


def _spacing(pieces: Pieces, rng: random.Random) -> Pieces:
    """Blanks behind the marks between numbers, or none: "2009;28(7-8): 650-7", "12,34-56"."""
    after = rng.choice(["", " "])
    marks = rng.choice([":", ":", ",", ";:", ",:;", "(", "):"])

    def change(text: str) -> str:
        for mark in marks:
            if mark == "(":
                text = re.sub(r"^ *\(", after + "(", text)
            else:
                text = re.sub(re.escape(mark) + " *$", mark + after, text)
        return text

    kept = list(pieces)
    for place in range(1, len(pieces) - 1):
        label, text = pieces[place]
        if label == "O" and pieces[place - 1][1][-1:].isdigit() and pieces[place + 1][1][:1].isdigit():
            kept[place] = label, change(text)
    return kept


def _moved_blanks(pieces: Pieces, rng: random.Random) -> Pieces:
    """Blanks on the other side of marks, and lost between words, as text taken out of PDFs has them."""
    moved, lost = rng.choice([(0.9, 0.0), (0.7, 0.06), (0.9, 0.1), (0.3, 0.1), (0.0, 0.08)])

    def change(text: str) -> str:
        text = re.sub(r"(?<=[^\s.,;:])([.,;:)]) ", lambda m: f" {m[1]}" if rng.random() < moved else m[0], text)
        text = re.sub(r" ([(\[])(?=\S)", lambda m: f"{m[1]} " if rng.random() < moved / 2 else m[0], text)
        return re.sub(r"(?<=[a-z]) (?=[a-zA-Z][a-z])", lambda m: "" if rng.random() < lost else m[0], text)

    return _each(pieces, change)


def _hyphens(pieces: Pieces, rng: random.Random) -> Pieces:
    """Words broken at the ends of lines."""
    joint = rng.choice(["- ", "- ", "-\n", " - ", "\u00ad "])
    share = rng.choice([0.02, 0.05])

    def change(text: str) -> str:
        return re.sub(r"(?<=[a-zà-ÿ]{3})(?=[a-zà-ÿ]{3})", lambda _: joint if rng.random() < share else "", text)

    return _each(pieces, change, _WORDED)


def _lookalikes(pieces: Pieces, rng: random.Random) -> Pieces:
    """Letters and figures that a scan takes for others."""
    share = rng.choice([0.01, 0.03])

    def change(text: str) -> str:
        return "".join(_LOOKALIKE.get(c, c) if rng.random() < share else c for c in text)

    return _each(pieces, change, _WORDED)


def _diacritics(pieces: Pieces, rng: random.Random) -> Pieces:
    """Letters without their diacritics, or with them behind."""
    form = rng.choice(["lost", "apart"])

    def change(text: str) -> str:
        apart = unicodedata.normalize("NFD", text)
        return apart if form == "apart" else "".join(c for c in apart if not unicodedata.combining(c))

    return _each(pieces, change)


def _ligatures(pieces: Pieces, rng: random.Random) -> Pieces:
    """Ligatures as one character, or lost."""
    lost = rng.random() < 0.3
    pattern = re.compile("|".join(_LIGATURES))
    return _each(pieces, lambda text: pattern.sub(lambda m: "" if lost else _LIGATURES[m[0]], text))


def _lost_blanks(pieces: Pieces, rng: random.Random) -> Pieces:
    """No blank behind a point or comma."""
    share = rng.choice([0.15, 0.5])
    return _each(pieces, lambda text: re.sub(r"(?<=[.,:;]) ", lambda _: "" if rng.random() < share else " ", text))


def _stray_blanks(pieces: Pieces, rng: random.Random) -> Pieces:
    """Blanks before points, inside brackets, around apostrophes and hyphens."""
    kind = rng.choice(["points", "brackets", "joints"])
    if kind == "points":
        return _each(
            pieces, lambda text: re.sub(r"(?<=\S)(?=[.,;:])", lambda _: " " if rng.random() < 0.5 else "", text)
        )
    if kind == "brackets":
        return _each(
            pieces, lambda text: re.sub(r"([(\[«])(?=\S)", r"\1 ", re.sub(r"(?<=\S)([)\]»])", r" \1", text))
        )
    return _each(pieces, lambda text: re.sub(r"(?<=\w)([’'–-])(?=\w)", r" \1 ", text))


def _lines(pieces: Pieces, rng: random.Random) -> Pieces:
    """Ends of lines instead of blanks, or once the end of a page with its number."""
    if rng.random() < 0.2:
        place = rng.randrange(len(pieces))
        label, text = pieces[place]
        broken = text.replace(" ", f"\n{rng.randint(2, 400)}\n", 1)
        return [*pieces[:place], (label, broken), *pieces[place + 1 :]]
    end = rng.choice(["\n", "\n", "\n    ", "\r\n"])
    return _each(pieces, lambda text: re.sub(" ", lambda _: end if rng.random() < 0.15 else " ", text))


def _capitals(pieces: Pieces, rng: random.Random) -> Pieces:
    """Small capitals or a heading's capitals as capitals."""
    label = rng.choice(["author", "author", "title", "container", "publisher"])
    return _each(pieces, str.upper, frozenset((label,)))


_HARMS: list[tuple[Callable[[Pieces, random.Random], Pieces], float]] = [
    (_hyphens, 0.3), (_lookalikes, 0.15), (_diacritics, 0.1), (_ligatures, 0.1), (_lost_blanks, 0.15),
    (_stray_blanks, 0.2), (_moved_blanks, 0.25), (_lines, 0.1), (_capitals, 0.12),
]  # fmt: skip
