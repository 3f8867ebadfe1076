"""Where the names of known journals stand among the tokens of a citation, whole or abbreviated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from citekit.parse.labelling.tokens import Token
from citekit.parse.tables import lines

_JOINING = frozenset("and und et y e the".split())  # not in the table
_INSIDE = frozenset(".-&/–,:")
_WIDEST = 22  # tokens
_MANY = 4


@cache
def _names() -> frozenset[str]:
    return frozenset(lines("journals"))


@cache
def _starts() -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in _names())


def journals(tokens: Sequence[Token], lowered: Sequence[str]) -> list[str]:
    """For each token what the known name that it is in looks like, and which part it is; empty outside of names.

    A name's looks are its number of words (up to 4), ``c`` for capitals or ``l``, and for the tokens before and
    behind it ``w`` for a word, else a full stop. The part is ``B``, ``I`` or ``E``, ``S`` for a whole name.
    """
    found = [""] * len(tokens)
    position = 0
    while position < len(tokens):
        end = _end(position, tokens, lowered) if lowered[position] in _starts() else None
        if end is None:
            position += 1
            continue
        looks = _looks(tokens, position, end)
        inner = [looks + "I"] * (end - position - 1)
        found[position : end + 1] = [looks + "B", *inner, looks + "E"] if end > position else [looks + "S"]
        position = end + 1
    return found


def _end(first: int, tokens: Sequence[Token], lowered: Sequence[str]) -> int | None:
    """The last token of the longest known name that begins at ``first``."""
    name = lowered[first]
    end = first if name in _names() else None
    for place in range(first + 1, min(first + _WIDEST, len(tokens))):
        token = tokens[place]
        if token.kind == "word":
            if lowered[place] not in _JOINING:
                name += " " + lowered[place]
                end = place if name in _names() else end
        elif token.text not in _INSIDE and token.kind != "tag":
            break
    return end


def _looks(tokens: Sequence[Token], first: int, last: int) -> str:
    words = [token.text for token in tokens[first : last + 1] if token.kind == "word"]
    capitals = sum(word[0].isupper() for word in words)
    case = "c" if words[0][0].isupper() and capitals * 2 > len(words) else "l"
    before = "w" if first and tokens[first - 1].kind == "word" else "."
    behind = "w" if last + 1 < len(tokens) and tokens[last + 1].kind == "word" else "."
    return f"{min(len(words), _MANY)}{case}{before}{behind}"
