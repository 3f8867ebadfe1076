"""Printed words as tokens, so that two readings can be laid side by side."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    <(?:https?|ftp)://[^<>\s]+> | (?:https?|ftp)://[^\s<>]+?(?=[.,;:)]*(?:[\s<>]|$))
    | \d+
    | (?:[-–—―]\s?){2,}[-–—―] | [—―]{2,}
    | [^\W\d_]+-[ \t]*\n\s*(?![A-Z])[^\W\d_]+
    | [^\W\d_]+(?:['’][^\W\d_]+)*
    | \S
    """,
    re.VERBOSE,
)
_LINE_BREAK = re.compile(r"-[ \t]*\n\s*")
_STRAIGHT = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛‹›ʼ", "'")})
_CURLY = frozenset("“”„‟‘’‚‛")


class Token(NamedTuple):
    """A word, a number, a web address or a mark.

    ``text`` has straight quotation marks and one form of the dash for a repeated author, ``printed`` its own.
    """

    text: str
    printed: str
    start: int
    end: int
    after_blank: bool

    @property
    def kind(self) -> str:
        """``word``, ``number``, ``url``, or the mark itself: what neighbours of a difference are compared by."""
        if "://" in self.text:
            return "url"
        if self.text[0].isdigit():
            return "number"
        return "word" if self.text[0].isalpha() else self.text


def tokens(text: str) -> list[Token]:
    """Return the tokens of ``text`` in order."""
    found = []
    for match in _TOKEN.finditer(text):
        blank = match.start() > 0 and text[match.start() - 1].isspace()
        printed = _LINE_BREAK.sub("", match[0])
        repeated = len(printed) > 1 and printed[0] in "-–—―"
        found.append(Token("———" if repeated else printed.translate(_STRAIGHT), printed, *match.span(), blank))
    return found


def quotation_shape(found: list[Token]) -> str | None:
    """Return ``curly`` or ``straight`` for the quotation marks and apostrophes of a print, None where it has none.

    A print that has both is told by the marks around its title, the first ones.
    """
    for token in found:
        for character in token.printed:
            if character in _CURLY:
                return "curly"
            if character in "\"'" and token.kind != "url":
                return "straight"
    return None
