"""Punctuation where pieces of output meet: collisions, and quotation marks (CSL 1.0.2, Localized Options).

Every pair of marks that meet is looked up in one table; a mark that stands in a field beside another one is kept
apart from it by ``marks.KEEP``. Where the locale has punctuation in quotes, what follows a closing quotation mark
moves inside.
"""

from __future__ import annotations

import re

from citekit.csl import marks as m

# (what stands, what comes): what remains. A pair that is not here stays as it is.
_TABLE: dict[str, str] = {
    "::": ":", ".:": ".:", ";:": ";", "!:": "!", "?:": "?", ",:": ",:",
    ":.": ":", "..": ".", ";.": ";", "!.": "!", "?.": "?", ",.": ",.",
    ":;": ":;", ".;": ".;", ";;": ";", "!;": "!;", "?;": "?;", ",;": ",;",
    ":!": "!", ".!": ".!", ";!": "!", "!!": "!", "?!": "?!", ",!": ",!",
    ":?": "?", ".?": ".?", ";?": "?", "!?": "!?", "??": "?", ",?": ",?",
    ":,": ":,", ".,": ".,", ";,": ";,", "!,": "!,", "?,": "?,", ",,": ",",
}  # fmt: skip
_POINTS = ".,:;!?"
_INSIDE = ".,!?"  # what moves into a quotation
_CLUSTER = re.compile(f"[{_POINTS}]?[{m.INLINE}{m.QUOTE_CLOSE}{_POINTS}]*[{_POINTS}]")
_MEETING = re.compile(f"[{_POINTS}{m.QUOTE_CLOSE}][{m.INLINE}{m.QUOTE_CLOSE}]*[{_POINTS}]")
_BESIDE = re.compile(f"({m.BLOCK_CLOSE}{m.RIGHT_INLINE})([{_POINTS}]+)")
_SPACES = re.compile(f" ([{m.INLINE}{m.QUOTE_OPEN}{m.QUOTE_CLOSE}{m.BLOCK_CLOSE}{m.RIGHT_INLINE}]*) ")


def resolved(text: str, inside_quotes: bool) -> str:
    """Return marked text whose meeting points are merged and whose double blanks are single.

    Points that begin what stands beside a margin go to the end of the margin.
    """
    if m.RIGHT_INLINE in text:
        text = _BESIDE.sub(r"\2\1", text)
    if _MEETING.search(text):
        merge = _inside if inside_quotes else _outside
        text = _CLUSTER.sub(merge, text)
    while _SPACES.search(text):
        text = _SPACES.sub(r" \1", text)
    return text


def _inside(match: re.Match[str]) -> str:
    """One cluster of points, formatting and quotation marks, with points moved into the quotation."""
    out: list[str] = []
    last = quote = -1  # where the last point and the first closing quotation mark stand in ``out``
    for character in match.group():
        if character not in _POINTS:
            if character == m.QUOTE_CLOSE and quote < 0:
                quote = len(out)
            out.append(character)
            continue
        outer = quote >= 0 and last > quote
        if quote >= 0 and not outer and character in _INSIDE:
            merged = _TABLE[out[last] + character] if last >= 0 else character
            if last >= 0 and len(merged) == 1:
                out[last] = merged
            else:
                last = quote if last < 0 else last + 1
                out.insert(last, character)
                quote += 1
            continue
        merged = _met(out, last, character, fenced=quote < 0)
        if last >= 0 and len(merged) == 1:
            if outer and merged in _INSIDE:
                del out[last]
                out.insert(quote, merged)
                last, quote = quote, quote + 1
            else:
                out[last] = merged
        else:
            out.append(character)
            last = len(out) - 1
    return "".join(out)


def _outside(match: re.Match[str]) -> str:
    """One cluster, its points merged; a comma or semicolon before the closing quotation mark moves behind it."""
    out: list[str] = []
    last = quote = -1
    for character in match.group():
        if character not in _POINTS:
            if character == m.QUOTE_CLOSE and quote < 0:
                quote = len(out)
            out.append(character)
            continue
        if quote >= 0 and 0 <= last < quote and out[last] in ",;":
            out.append(out.pop(last))
            quote -= 1
            last = len(out) - 1
        merged = _met(out, last, character, fenced=True)
        if last >= 0 and len(merged) == 1:
            out[last] = merged
        else:
            out.append(character)
            last = len(out) - 1
    return "".join(out)


def _met(out: list[str], last: int, character: str, *, fenced: bool) -> str:
    """What remains of the last point and the one that comes.

    Behind a formatted or quoted element, its own question or exclamation does not swallow what comes.
    """
    if last < 0:
        return character
    if fenced and out[last] in "!?" and m.OUTSIDE in out[last:]:
        return out[last] + character
    return _TABLE[out[last] + character]
