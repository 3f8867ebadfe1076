"""Quotation marks and italics in a printed citation: what they enclose, outermost first."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘", "「": "」", "『": "』", "《": "》",
            "〈": "〉", '"': '"', "*": "*", "'": "'", "‹": "›", "”": "”"}  # fmt: skip
_CANDIDATE = re.compile(r"[“„«»‘‚「『《〈\"*'‹”]|<(?:i|em|italic)>|``", re.IGNORECASE)
_TAG_END = re.compile(r"</(?:i|em|italic)>", re.IGNORECASE)


class Mark(NamedTuple):
    """A quoted or italic stretch; ``start`` and ``end`` take in the marks, ``inner_*`` what they enclose."""

    kind: str  # "quoted" or "italic"
    start: int
    end: int
    inner_start: int
    inner_end: int


def find_marks(text: str) -> list[Mark]:
    """Return the outermost quoted and italic stretches of ``text``, in order.

    A mark that is never closed encloses nothing. Apostrophes are no marks.
    """
    marks: list[Mark] = []
    position = 0
    while found := _CANDIDATE.search(text, position):
        mark = _mark_at(text, found)
        if mark is None:
            position = found.start() + 1
        else:
            marks.append(mark)
            position = mark.end
    return marks


def _mark_at(text: str, found: re.Match[str]) -> Mark | None:
    opening, start, inner = found[0], found.start(), found.end()
    if opening == "«" and text[inner : inner + 1].isspace():
        return _spaced(text, start, inner)
    if inner >= len(text) or text[inner].isspace():
        return None
    if opening.startswith("<"):
        end = _TAG_END.search(text, inner)
        return Mark("italic", start, end.end(), inner, end.start()) if end else None
    if opening == "``":
        end_at = text.find("''", inner)
        return Mark("quoted", start, end_at + 2, inner, end_at) if end_at > 0 else None
    if opening in "\"*'‘”»" and start and (text[start - 1].isalnum() or text[start - 1] in ".,!?"):
        return None
    close = _closing(text, opening, inner)
    if close is None or close == inner:
        return None
    return Mark("italic" if opening in "*『《" else "quoted", start, close + 1, inner, close)


def _spaced(text: str, start: int, inner: int) -> Mark | None:
    """Read « a French quotation », which has blanks inside its marks."""
    close = text.find("»", inner)
    words = text[inner : max(close, inner)]
    if close < 0 or not words.strip() or not words[-1].isspace():
        return None
    begin = inner + len(words) - len(words.lstrip())
    return Mark("quoted", start, close + 1, begin, inner + len(words.rstrip()))


def _closing(text: str, opening: str, start: int) -> int | None:
    if opening in "'‘‚":
        return _closing_single(text, _CLOSERS[opening], start)
    closers = _CLOSERS[opening]
    depth = 0
    for index in range(start, len(text)):
        character = text[index]
        if character == opening and opening not in closers:
            depth += 1
        elif character in closers:
            if opening in '"*' and not _may_close(text, index):
                continue
            if depth == 0:
                return index
            depth -= 1
    if depth:  # a nested opening that was never closed: take the first closing mark after all
        return next((i for i in range(len(text) - 1, start, -1) if text[i] in closers), None)
    return None


def _may_close(text: str, index: int) -> bool:
    """Straight marks close where no word goes on; ``"a "b" c"`` nests by spaces."""
    if text[index - 1].isspace():
        return False
    following = text[index + 1 : index + 2]
    return not following.isalnum()


def _closing_single(text: str, closers: str, start: int) -> int | None:
    """An apostrophe looks like the closing mark: take the first one that a separator or the end follows.

    The plural possessive (``the Workers’ Party``) is followed by a space and a word, so such a mark counts only
    if there is no better one.
    """
    fallback = None
    depth = 0
    for index in range(start, len(text)):
        character = text[index]
        if character == "‘" and closers == "’":
            depth += 1
        if character not in closers:
            continue
        before, after = text[index - 1], text[index + 1 : index + 2]
        if before.isspace() or after.isalnum():
            continue
        rest = text[index + 1 : index + 5].lstrip()
        if not after or after in ",.;:)]" or before in ",.?!" or rest[:1] in "([“*" or re.match(r"in\b|\d", rest):
            if depth:
                depth -= 1
                continue
            return index
        if fallback is None:
            fallback = index
    return fallback
