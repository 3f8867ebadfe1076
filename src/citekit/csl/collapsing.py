"""Cite grouping and collapsing (CSL 1.0.2, Cite Grouping, Cite Collapsing)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from citekit.csl import marks as m
from citekit.csl.context import Context
from citekit.csl.position import CiteItem
from citekit.csl.richtext import affix

_NO_WORD = re.compile(r"\W+")


@dataclass(slots=True)
class Cite:
    """One rendered cite and what grouping needs to know about it."""

    item: CiteItem
    context: Context
    bare: str  # the cite without what the citing text puts around it
    text: str
    in_group: bool = False  # with the names of the cite before
    collapsed: bool = False  # without names of its own, or any text that is no date

    @property
    def number(self) -> int:
        """The citation number, where the cite shows that and nothing else; else 0."""
        context = self.context
        if not context.number_shown or _NO_WORD.sub("", m.plain(self.bare)) != context.citation_number:
            return 0
        return int(context.citation_number)

    @property
    def suffix_alone(self) -> bool:
        """Whether the cite shows its year-suffix and nothing else."""
        return bool(self.context.year_suffix) and _NO_WORD.sub("", self.bare) == self.context.year_suffix

    def follows_suffix_of(self, before: Cite) -> bool:
        """Whether the cite shows its year-suffix alone, and the one before ends in one with the same affixes."""
        if not (self.suffix_alone and before.context.year_suffix):
            return False
        if before.item.suffix or self.item.prefix or self.item.suffix:
            return False
        left, _, right = self.bare.partition(self.context.year_suffix)
        return before.bare.endswith(f"{left}{before.context.year_suffix}{right}")


@dataclass(frozen=True)
class Rules:
    """The delimiters and the kind of collapsing of a style's ``cs:citation``."""

    collapse: str
    delimiter: str
    group_delimiter: str | None
    suffix_delimiter: str
    after_collapse: str | None
    in_text: bool
    years: bool  # whether years are left out: where year-suffixes tell them apart

    @classmethod
    def of(cls, options: Mapping[str, str], delimiter: str, in_text: bool) -> Rules:
        """Read the rules from the options of ``cs:citation``."""
        group = options.get("cite-group-delimiter")
        suffix = options.get("year-suffix-delimiter", group)
        after = options.get("after-collapse-delimiter")
        collapse = options.get("collapse", "")
        suffixes = options.get("disambiguate-add-year-suffix") == "true"
        return cls(
            collapse=collapse,
            delimiter=delimiter,
            group_delimiter=None if group is None else affix(group),
            suffix_delimiter=delimiter if suffix is None else affix(suffix),
            after_collapse=None if after is None else affix(after),
            in_text=in_text,
            years=collapse.startswith("year-suffix") and suffixes,
        )

    @property
    def grouping(self) -> bool:
        """Whether it matters which cites have the same names."""
        return bool(self.collapse) or self.group_delimiter is not None or self.after_collapse is not None

    @property
    def moving(self) -> bool:
        """Whether cites that are sorted move to the first one with the same names."""
        return self.group_delimiter is not None or (self.in_text and bool(self.collapse))


def grouped(names: Sequence[str], keys: Sequence[object], collate: Callable[[str], str]) -> list[int]:
    """Places of cites with the same names together, at the place of the first (CSL 1.0.2, Cite Grouping).

    ``keys`` are what the cites are sorted by first. Where groups begin with the same key, their names decide, as
    ``collate`` has them compare; cites without names come last.
    """
    groups: dict[str, list[int]] = {}
    ranks: dict[object, int] = {}
    for place, (text, key) in enumerate(zip(names, keys, strict=True)):
        ranks.setdefault(key, place)
        groups.setdefault(text, []).append(place)

    def rank(group: tuple[str, list[int]]) -> tuple[int, bool, str]:
        text, places = group
        return ranks[keys[places[0]]], not text, collate(text)

    return [place for _, group in sorted(groups.items(), key=rank) for place in group]


def joined(cites: list[Cite], rules: Rules) -> str:
    """Return a citation's cites as one text."""
    shown = [cite for cite in cites if cite.text]
    delimiters = ["", *(_delimiter(before, cite, rules) for before, cite in pairwise(shown))]
    if rules.years:
        ranged = rules.collapse == "year-suffix-ranged"
        shown, delimiters = _suffixes(shown, delimiters, rules.suffix_delimiter, ranged)
    elif rules.collapse == "citation-number":
        linked = [False, *(_consecutive(before, cite) for before, cite in pairwise(shown))]
        shown, delimiters = _ranged(shown, delimiters, linked)
    return "".join(
        _after(shown[place - 1], cite, delimiters[place]) + cite.text if place else cite.text
        for place, cite in enumerate(shown)
    )


def _delimiter(before: Cite, cite: Cite, rules: Rules) -> str:
    """What stands between two cites."""
    if not rules.grouping:
        return rules.delimiter
    if rules.after_collapse is not None:
        if not rules.collapse:
            return rules.after_collapse
        ends = before.collapsed or rules.collapse != "year-suffix"
        if before.item.locator or (ends and not cite.collapsed):
            return rules.after_collapse
        return rules.delimiter
    if cite.in_group and rules.group_delimiter is not None:
        return rules.group_delimiter
    if rules.collapse and cite.collapsed and rules.in_text and not cite.context.number_shown:
        return ", "  # the default is for in-text citations; in notes, cites of a group stand apart like all others
    return rules.delimiter


def _after(before: Cite, cite: Cite, delimiter: str) -> str:
    """The delimiter between two cites, as far as neither they nor the citing text have one there."""
    first = m.plain(cite.text)[:1]
    if cite.item.prefix[:1] in (",", ".", ";") or (first in (",", ";") and delimiter.startswith(first)):
        return ""
    if before.item.suffix.rstrip()[-1:] in (",", ";", "."):
        return "" if before.item.suffix.endswith(" ") else delimiter[len(delimiter.rstrip()) :]
    return delimiter


def _suffixes(
    cites: list[Cite], delimiters: list[str], delimiter: str, ranged: bool
) -> tuple[list[Cite], list[str]]:
    """Year-suffixes that follow one another have a delimiter of their own, or become ranges."""
    linked = [False] * len(cites)
    for place in range(1, len(cites)):
        before, cite = cites[place - 1], cites[place]
        step = _rank(cite.context.year_suffix) - _rank(before.context.year_suffix)
        if step >= 0 and cite.follows_suffix_of(before):
            delimiters[place] = delimiter
            linked[place] = step == 1
    return _ranged(cites, delimiters, linked) if ranged else (cites, delimiters)


def _rank(suffix: str) -> int:
    number = 0
    for letter in suffix:
        if letter.isalpha():
            number = number * 26 + ord(letter) - 96
    return number


def _consecutive(before: Cite, cite: Cite) -> bool:
    return bool(
        before.number
        and cite.number == before.number + 1
        and not (before.item.suffix or cite.item.prefix or cite.item.suffix)
    )


def _ranged(cites: list[Cite], delimiters: list[str], linked: list[bool]) -> tuple[list[Cite], list[str]]:
    """Three or more cites of which each is linked to the one before, as first and last."""
    out: list[Cite] = []
    between: list[str] = []
    start = 0
    while start < len(cites):
        end = start
        while end + 1 < len(cites) and linked[end + 1]:
            end += 1
        if end - start >= 2:
            out += [cites[start], cites[end]]
            between += [delimiters[start], "–"]
        else:
            out += cites[start : end + 1]
            between += delimiters[start : end + 1]
        start = end + 1
    return out, between
