"""Brackets in notes: within those of a group, a macro, a date, a citation or its layout, others are square.

Only the affixes that hold other things count, neither those of a single text nor brackets in fields. The
specification is silent; engines agree on this for notes.
"""

from __future__ import annotations

import re

_OPEN, _SHUT = "\U0007fffe", "\U0007ffff"  # noncharacters, as in ``marks``; they stand for the brackets themselves
_MARKS = re.compile(f"[{_OPEN}{_SHUT}]")
_PAIRS = (("(", ")"), ("[", "]"))


def nesting(affix: str) -> str:
    """Return an affix with its round brackets as such that may turn square."""
    return affix.replace("(", _OPEN).replace(")", _SHUT)


def settled(text: str) -> str:
    """Return marked text with such brackets round or square, by how deep they stand."""
    if _OPEN not in text and _SHUT not in text:
        return text
    depth = 0

    def settle(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] == _OPEN:
            depth += 1
            return _PAIRS[(depth - 1) % 2][0]
        depth = max(depth - 1, 0)
        return _PAIRS[depth % 2][1]

    return _MARKS.sub(settle, text)
