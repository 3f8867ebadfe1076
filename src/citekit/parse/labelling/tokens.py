"""The tokens that the statistical labeller sees: words, numbers, marks of punctuation, whole web addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from citekit.parse.recognisers.weblinks import find_links

_TOKEN = re.compile(r"</?(?:i|em|italic|b|sub|sup)>|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\S", re.IGNORECASE)


_GLUED = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-ZÀ-Þ][a-zà-ÿ])")
"""Where a blank was lost: "inAdvanced", "SpringerBerlin"."""


class Token(NamedTuple):
    """A token and its span; ``kind`` is ``word``, ``number``, ``mark``, ``url``, ``doi`` or ``tag``."""

    text: str
    start: int
    end: int
    kind: str


def tokenize(text: str) -> list[Token]:
    """Return the tokens of ``text``, in order; white space lies between them."""
    tokens: list[Token] = []
    position = 0
    for link in find_links(text):
        if link.kind in ("url", "doi") and link.inner_start >= position:
            tokens += _plain(text, position, link.inner_start)
            tokens.append(
                Token(text[link.inner_start : link.inner_end], link.inner_start, link.inner_end, link.kind)
            )
            position = link.inner_end
    return tokens + _plain(text, position, len(text))


def _plain(text: str, start: int, end: int) -> list[Token]:
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        printed = match[0]
        kind = _kind(printed)
        position = match.start()
        if kind == "word" and not (printed[1:].islower() or printed.isupper()):
            for glue in _GLUED.finditer(text, position, match.end()):
                if glue.start() > position:
                    tokens.append(Token(text[position : glue.start()], position, glue.start(), kind))
                    position = glue.start()
        tokens.append(Token(text[position : match.end()], position, match.end(), kind))
    return tokens


def _kind(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "word"
    if first.isdigit():
        return "number"
    return "tag" if len(text) > 1 else "mark"
