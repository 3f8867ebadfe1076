"""Page ranges, expanded or abbreviated (CSL 1.0.2, Appendix V)."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.csl.numbers import set_ranges, split

_NUMBER = re.compile(r"([^\W\d_]*)(\d+)")
_DASH = re.compile(r"\s*(?<!\\)[-–]\s*")


@lru_cache(maxsize=65536)
def formatted(text: str, rule: str, delimiter: str, ampersand: str = "&") -> str:
    """Return a page field with its ranges formatted by ``rule`` (nothing: only the hyphens become ``delimiter``).

    ``ampersand`` is what the locale writes between two pages. A hyphen between things that make no range, or
    behind a backslash, stays one.
    """
    if not any(c in text for c in "-–&"):
        return text
    pieces = split(text)
    for index in range(1, len(pieces), 2):
        if _DASH.fullmatch(pieces[index]):
            pieces[index] = "-"
        elif pieces[index].strip() == "&":
            pieces[index] = f" {ampersand} "
    set_ranges(pieces, delimiter, keep_letters=True)
    if rule:
        for index in range(1, len(pieces), 2):
            if pieces[index] == delimiter:
                pieces[index + 1] = _second(pieces[index - 1], pieces[index + 1], rule)
    return "".join(pieces).replace("\\-", "-")


def _second(start: str, end: str, rule: str) -> str:
    """The second number of a range, completed or cut as ``rule`` says."""
    whole, part = _NUMBER.fullmatch(start), _NUMBER.fullmatch(end)
    if whole is None or part is None:
        return end
    first, second = whole[2], part[2]
    if len(second) < len(first):
        second = first[: len(first) - len(second)] + second
    if rule == "expanded":
        return f"{part[1]}{second}"
    return _RULES.get(rule, _same)(first, second)


def _same(_: str, second: str) -> str:
    return second


def _minimal(first: str, second: str, keep: int = 1) -> str:
    if len(first) != len(second):
        return second
    shared = 0
    while shared < len(second) - keep and first[shared] == second[shared]:
        shared += 1
    return second[shared:]


def _minimal_two(first: str, second: str) -> str:
    return _minimal(first, second, 2)


def _chicago_15(first: str, second: str) -> str:
    if len(first) < 3 or first.endswith("00"):
        return second
    if len(first) == 4 and len(second) == 4 and len(_minimal(first, second)) >= 3:
        return second
    return _minimal(first, second, 1 if first[-2] == "0" else 2)


def _chicago_16(first: str, second: str) -> str:
    if len(first) < 3 or first.endswith("00"):
        return second
    return _minimal(first, second, 1 if first[-2] == "0" else 2)


_RULES = {
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago_15,
    "chicago-15": _chicago_15,
    "chicago-16": _chicago_16,
}
