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
# Pairs that the table above merges where the affixes of neighbours meet, but not elsewhere: a suffix and a
# delimiter keep both; what follows the end of a group goes before the suffix that the group ends with.
_UNMERGED = frozenset(":. :? :! ;. ;: ;? ;! ?. ?: !. !:".split())
_POINTS = ".,:;!?"
_INSIDE = ".,!?"  # what moves into a quotation
_MARKS = f"{m.INLINE}{m.QUOTE_CLOSE}"
_SIGNS = m.INLINE.replace(m.END, "")
_CLUSTER = re.compile(
    f"(?:{m.SUFFIX}[^{m.ALL}{_POINTS}]*)?[{_SIGNS}]*[{_POINTS}{m.QUOTE_CLOSE}{m.END}][{_MARKS}{_POINTS}]*[{_POINTS}]"
)
_BESIDE = re.compile(f"({m.BLOCK_CLOSE}{m.RIGHT_INLINE})[{m.PLACES}]*([{_POINTS}]+)")
_SPACES = re.compile(f" ([{m.TERM}{m.PLACES}]*(?:{m.BLOCK_CLOSE}{m.RIGHT_INLINE})?[{m.TERM}{m.PLACES}]*) ")
_USED = re.compile(f"[{m.PLACES.replace(m.LEAF, '').replace(m.END, '')}{m.OUTSIDE}{m.SEALED}{m.KEEP}]+")
_SUFFIX_ENDS = m.SUFFIXED + m.NUMBERED + m.OWN + m.LIFTED
_CLOSERS = m.CLOSE + m.OUTSIDE + m.FENCED + m.END + m.QUOTE_CLOSE


def resolved(text: str, inside_quotes: bool) -> str:
    """Return marked text whose meeting points are merged and whose double blanks are single.

    Points that begin what stands beside a margin go to the end of the margin.
    """
    if m.RIGHT_INLINE in text:
        text = _BESIDE.sub(r"\2\1", text)
    text = _CLUSTER.sub(_merge_inside if inside_quotes else _merge_outside, text)
    while _SPACES.search(text):
        text = _SPACES.sub(r" \1", text)
    return _USED.sub("", text)


def _merge_inside(match: re.Match[str]) -> str:
    return _Meeting(True).of(match[0])


def _merge_outside(match: re.Match[str]) -> str:
    return _Meeting(False).of(match[0])


class _Meeting:
    """One cluster of points, formatting and quotation marks, as far as it has been read."""

    __slots__ = ("closed", "inside_quotes", "last", "out", "quote", "swallowed")

    def __init__(self, inside_quotes: bool) -> None:
        self.inside_quotes = inside_quotes
        self.out: list[str] = []
        self.last = -1  # where the last point stands
        self.quote = -1  # where the first quotation ends
        self.closed = False  # whether the suffix of a group or macro has merged with a quotation's last point
        self.swallowed = False  # whether the last point has merged with the suffix behind it

    def of(self, cluster: str) -> str:
        """The cluster with its points merged, and moved into the quotation or out of it."""
        out = self.out
        for character in cluster:
            if character in _POINTS:
                (self._into if self.inside_quotes else self._behind)(character)
                continue
            if self.quote < 0 and character in (m.QUOTE_CLOSE, m.END):
                self.quote = len(out) + (character == m.END)
            if not (self.swallowed and character in _SUFFIX_ENDS):
                out.append(character)
            elif character == m.OWN:
                self.closed = True
        return "".join(out)

    def _into(self, character: str) -> None:
        """A point where the locale has punctuation in quotes: it goes before a quotation's end."""
        out, quote, last = self.out, self.quote, self.last
        outer = quote >= 0 and last > quote
        since = out[quote:] if quote >= 0 else []
        if m.SUFFIX in since and self._deeper():
            self._before_suffix(character)
            return
        moves = character in _INSIDE or (m.WITHIN in since and m.OWN not in since)
        if (
            moves and (self.closed or m.OWN in since) and last >= 0
        ):  # the suffix of a group has moved in: only one like it follows
            moves = len(_TABLE[out[last] + character]) == 1 and not (m.JOINT in since and character in "?!")
        if quote < 0 or outer or not moves or m.FORMAT_PREFIXED in since or self._apart():
            merged = self._merged(character, fenced=quote < 0)
            own_quotes = m.OUTSIDE in since and m.SUFFIXED not in since and m.OWN not in since
            if character == ":" and 0 <= last < quote and own_quotes and out[last] != ":":
                merged = out[last] + character
            self._add(character, merged)
            if outer and len(merged) == 1 and merged in _INSIDE and self.last >= 0 and self.last > self.quote:
                del out[self.last]
                out.insert(quote, merged)
                self.last, self.quote = quote, quote + 1
            return
        merged = _TABLE[out[last] + character] if last >= 0 else character
        if last >= 0 and len(merged) == 1:
            out[last] = merged
        else:
            self.last = quote if last < 0 else last + 1
            out.insert(self.last, character)
            self.quote += 1

    def _behind(self, character: str) -> None:
        """A point elsewhere; a comma, colon or semicolon before the closing quotation mark moves behind it."""
        out = self.out
        if self.quote >= 0 and 0 <= self.last < self.quote and out[self.last] in ",;:":
            out.append(out.pop(self.last))
            self.quote -= 1
            self.last = len(out) - 1
        self._add(character, self._merged(character, fenced=True))

    def _add(self, character: str, merged: str) -> None:
        """Let the last point and the one that comes be ``merged``; nothing where that is done already."""
        if not merged:
            return
        self.swallowed = self.last >= 0 and len(merged) == 1
        if self.swallowed:
            self.out[self.last] = merged
        else:
            self.out.append(character)
            self.last = len(self.out) - 1

    def _apart(self) -> bool:
        """Whether a prefix comes, behind or inside formats: it merges with nothing there."""
        since = self.out[self.last + 1 :]
        if m.PREFIXED not in since and m.FORMAT_PREFIXED not in since:
            return False
        return m.FENCED in since or any(mark in m.FORMATS for mark in since)

    def _merged(self, character: str, *, fenced: bool) -> str:
        """What remains of the last point and the one that comes; nothing where that has found its place."""
        if self.last < 0:
            return character
        pair = self.out[self.last] + character
        if self._apart():
            return pair
        since = self.out[self.last + 1 :]
        if m.FORMAT_PREFIXED in since and (m.SUFFIXED not in since or m.OUTSIDE in self.out):
            return pair
        if pair not in _UNMERGED:
            return _TABLE[pair]
        prefixed = m.PREFIXED in since or m.FORMAT_PREFIXED in since
        direct = not prefixed and m.JOINT not in since
        if m.BETWEEN in since:
            unmerged = False
        elif m.NUMBERED in since:
            unmerged = direct or m.LIFTED in since or m.JOINT in since
        elif m.LIFTED in since or (m.SUFFIXED in since and direct):
            self._lift(character)
            return ""
        elif m.JOINT in since:
            unmerged = prefixed or any(mark in since for mark in (m.SUFFIXED, m.OWN, m.OUTSIDE))
        elif m.FORMAT_PREFIXED in since:
            unmerged = True
        else:
            unmerged = fenced and m.OUTSIDE in since
        return pair if unmerged else _TABLE[pair]

    def _deeper(self) -> bool:
        """Whether the last point ends the suffix of a text one level deeper than where the next one comes from."""
        since = self.out[self.last + 1 :]
        if m.BETWEEN in since:
            return False
        beside = m.PREFIXED in since or m.FORMAT_PREFIXED in since or m.JOINT in since
        return m.LIFTED in since or (m.SUFFIXED in since and not beside)

    def _before_suffix(self, character: str) -> None:
        """Put a point into a quotation, before the suffix that a quoted text of a deeper level has."""
        out, last = self.out, self.last
        inside = last < self.quote
        place = last if inside else self.quote
        earlier = _TABLE.get(out[place - 1] + character, "") if place else ""
        if len(earlier) == 1:
            out[place - 1] = earlier
            return
        merged = _TABLE[character + out[last]] if inside else character if character == out[last] else ""
        if len(merged) == 1:
            del out[last]
        out.insert(place, merged if len(merged) == 1 else character)
        self.last, self.quote = (place, self.quote) if len(merged) == 1 and inside else (last + 1, self.quote + 1)

    def _lift(self, character: str) -> None:
        """Put a point before the suffix of a text that is one level deeper than where the point comes from."""
        out = self.out
        start = next((i for i in range(self.last - 1, -1, -1) if out[i] == m.SUFFIX), self.last)
        place = start
        while place and out[place - 1] in _CLOSERS:
            place -= 1
        earlier = _TABLE.get(out[place - 1] + character, "") if place else ""
        if len(earlier) == 1:
            out[place - 1] = earlier
            return
        following = next((i for i in range(start + 1, len(out)) if out[i] not in m.ALL), self.last)
        merged = _TABLE.get(character + out[following], "")
        if place == start and len(merged) == 1:
            out[following] = merged
        else:
            out.insert(place, character)
            self.last += 1
            self.quote += self.quote >= place
