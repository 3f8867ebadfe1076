"""Cite grouping and collapsing (CSL 1.0.2, Cite Grouping, Cite Collapsing)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from citekit.csl.context import Context
from citekit.csl.position import CiteItem
from citekit.csl.richtext import affix


@dataclass(slots=True)
class Cite:
    """One rendered cite and what grouping needs to know about it."""

    item: CiteItem
    context: Context
    text: str
    names: str  # the output of the first cs:names element
    number: int
    year: str = ""  # the cite without names and year-suffix
    delimiter: str | None = None  # what stands before it, where not the layout's delimiter
    in_group: bool = False
    collapsed: bool = False
    locator_printed: bool = False

    @property
    def nameless(self) -> bool:
        """Whether the cite shows no names and nothing in their place: a date alone, or a label."""
        return not self.names and (self.context.begins_with_date or not self.context.texts)

    @property
    def extends(self) -> bool:
        """Whether the cite may be in a range, behind its start."""
        return not (self.locator_printed or self.item.prefix or self.item.suffix)

    @property
    def starts(self) -> bool:
        """Whether the cite may be the start of a range."""
        return not (self.locator_printed or self.item.suffix)


@dataclass(frozen=True)
class Rules:
    """The delimiters and the kind of collapsing of a style's ``cs:citation``."""

    collapse: str
    delimiter: str
    group_delimiter: str
    suffix_delimiter: str
    after_collapse: str
    grouping: bool
    suffixes: bool
    moving: bool  # whether cites move to their group; those that no cs:sort has ordered stay

    @classmethod
    def of(cls, options: Mapping[str, str], delimiter: str, in_text: bool, is_sorted: bool) -> Rules:
        """Read the rules from the options of ``cs:citation``."""
        collapse = options.get("collapse", "")
        group = options.get("cite-group-delimiter")
        suffix = options.get("year-suffix-delimiter")
        after = options.get("after-collapse-delimiter")
        # The default of ", " is for in-text citations; in notes, cites of a group stand apart like all others.
        between = affix(group) if group is not None else ", " if in_text and after is None else delimiter
        return cls(
            collapse=collapse,
            delimiter=delimiter,
            group_delimiter=between,
            suffix_delimiter=affix(suffix) if suffix is not None else between if group is not None else delimiter,
            after_collapse=affix(after) if after is not None else delimiter,
            grouping=group is not None or collapse.startswith("year"),
            moving=in_text and is_sorted,
            suffixes=options.get("disambiguate-add-year-suffix") == "true",
        )


def grouped(cites: list[Cite]) -> list[Cite]:
    """Cites with the same names together, at the place of the first (CSL 1.0.2, Cite Grouping)."""
    groups: dict[str, list[Cite]] = {}
    order: list[list[Cite]] = []
    for cite in cites:
        if cite.names and cite.names in groups:
            groups[cite.names].append(cite)
            continue
        group = [cite]
        order.append(group)
        if cite.names:
            groups[cite.names] = group
    return [cite for group in order for cite in group]


def joined(cites: list[Cite], rules: Rules, again: Callable[[Cite, str], str]) -> str:
    """Return a citation's cites as one text.

    ``again`` renders a cite once more, without names or without years.
    """
    if rules.grouping:
        if rules.moving:
            cites = grouped(cites)
        _collapse_years(cites, rules, again)
    elif rules.collapse == "citation-number":
        cites = _collapse_numbers(cites)
    out = ""
    for index, cite in enumerate(cites):
        if not cite.text:
            continue
        if out:
            delimiter = rules.delimiter if cite.delimiter is None else cite.delimiter
            if cite.item.prefix[:1] == ",":
                delimiter = ""
            elif index and cites[index - 1].item.suffix.rstrip()[-1:] in ",;" and cites[index - 1].item.suffix:
                delimiter = " " if not cites[index - 1].item.suffix.endswith(" ") else ""
            out += delimiter
        out += cite.text
    return out


def _collapse_years(cites: list[Cite], rules: Rules, again: Callable[[Cite, str], str]) -> None:
    """Names only once in each group, and with ``year-suffix`` each year only once."""
    collapsing = rules.collapse.startswith("year")
    with_suffixes = rules.collapse.startswith("year-suffix") and rules.suffixes
    group_collapsed = False
    last = cites[0].names if cites else ""
    for index in range(1, len(cites)):
        before, cite = cites[index - 1], cites[index]
        # A date or label that stands alone cannot show that it belongs to somebody else.
        same = cite.names == last if cite.names else cite.nameless
        last = cite.names or last
        if not same:
            if group_collapsed or rules.collapse == "year":
                cite.delimiter = rules.after_collapse
            group_collapsed = False
            continue
        cite.in_group = True
        cite.delimiter = rules.group_delimiter
        if not collapsing:
            continue
        group_collapsed = True
        if with_suffixes and _same_year(before, cite):
            cite.collapsed = True
            cite.delimiter = rules.suffix_delimiter
            cite.text = again(cite, "suffix")
        elif cite.names:
            cite.text = again(cite, "names")
    if rules.collapse == "year-suffix-ranged" and with_suffixes:
        _range_suffixes(cites)


def _same_year(before: Cite, cite: Cite) -> bool:
    return (
        bool(cite.context.year_suffix and before.context.year_suffix)
        and not cite.item.locator
        and not before.item.locator
        and not cite.item.prefix
        and not before.item.suffix
        and cite.year == before.year
    )


def _range_suffixes(cites: list[Cite]) -> None:
    start = 0
    while start < len(cites):
        end = start
        while (
            end + 1 < len(cites)
            and cites[end + 1].collapsed
            and _rank(cites[end + 1].context.year_suffix) == _rank(cites[end].context.year_suffix) + 1
            and (end == start or cites[end].starts)
        ):
            end += 1
        if end - start >= 2:
            for cite in cites[start + 1 : end]:
                cite.text = ""
            cites[end].delimiter = "–"
        start = end + 1


def _rank(suffix: str) -> int:
    number = 0
    for letter in suffix:
        if letter.isalpha():
            number = number * 26 + ord(letter) - 96
    return number


def _collapse_numbers(cites: list[Cite]) -> list[Cite]:
    """Ranges of three or more rising numbers as first and last (CSL 1.0.2, collapse: citation-number)."""
    out: list[Cite] = []
    start = 0
    while start < len(cites):
        end = start
        while (
            cites[end].number > 0
            and end + 1 < len(cites)
            and cites[end + 1].number == cites[end].number + 1
            and cites[end + 1].extends
            and cites[end].starts
        ):
            end += 1
        if end - start >= 2:
            cites[end].delimiter = "–"
            out += [cites[start], cites[end]]
        else:
            out += cites[start : end + 1]
        start = end + 1
    return out
