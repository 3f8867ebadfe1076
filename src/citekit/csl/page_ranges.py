"""Page ranges, expanded or abbreviated (CSL 1.0.2, Appendix V)."""

from __future__ import annotations

import re
from functools import lru_cache

_RANGE = re.compile(r"([^\W\d_]*)(\d+)\s*(?:[-–—]|--)\s*([^\W\d_]*)(\d+)(?![\w–—-])")
_HYPHEN = re.compile(r"\s*(?<!\\)(?:--+|[-–—])\s*")


@lru_cache(maxsize=65536)
def formatted(text: str, rule: str, delimiter: str, ampersand: str = "&") -> str:
    """Return a page field with its ranges formatted by ``rule`` (nothing: only the hyphens become ``delimiter``).

    ``ampersand`` is what the locale writes between two pages.
    """
    if not any(c in text for c in "-–—&"):
        return text
    text = re.sub(r"(?<=\w)\s*&\s*(?=\w)", f" {ampersand} ", text)
    if not rule:
        return _HYPHEN.sub(delimiter, text).replace("\\-", "-") if _is_range(text) else text.replace("\\-", "-")
    pieces = re.split(r"(\s*[,;&]\s*)", text)
    return "".join(piece if index % 2 else _one(piece, rule, delimiter) for index, piece in enumerate(pieces))


def _is_range(text: str) -> bool:
    return any(c.isdecimal() for c in text) or bool(re.search(r"[ivxlcdmIVXLCDM]\s*[-–—]", text))


def _one(text: str, rule: str, delimiter: str) -> str:
    text = text.replace("\\-", "\0")
    match = re.fullmatch(r"([^\W\d_]*)(\d+)\s*(?:--+|[-–—])\s*([^\W\d_]*)(\d+)", text)
    if match is None:
        spread = re.fullmatch(r"([ivxlcdm]+)\s*(?:--+|[-–—])\s*([ivxlcdm]+)", text, re.I)
        if spread:
            return f"{spread[1]}{delimiter}{spread[2]}"
        return re.sub(r"\s*(--+|[-–—])\s*", r"\1", text).replace("\0", "-")
    before, first, between, second = match.groups()
    if between != before:
        return f"{before}{first}-{between}{second}"
    if len(second) < len(first):
        second = first[: len(first) - len(second)] + second
    if rule == "expanded":
        return f"{before}{first}{delimiter}{before}{second}"
    return f"{before}{first}{delimiter}{_RULES.get(rule, _same)(first, second)}"


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
