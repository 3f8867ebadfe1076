"""Citations by number or label: ``[12]``, ``[3–5]``, ``[BAD10]``, raised numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citekit.extraction.cited_item import CitedItem, read_items, split_prefix
from citekit.extraction.found_citation import FoundCitation, ResolvedItem
from citekit.extraction.letters import LOWER, SUPERSCRIPTS, UPPER, plain_digits
from citekit.extraction.works_index import WorksIndex
from citekit.model import Span

_NUMBERS = re.compile(r"\s*\d{1,4}(?:\s*(?:[,;]|[-–—])\s*\d{1,4})*\s*")
_PLACE = re.compile(r"(.+?),\s*((?:pp?\.|S\.|ch\.|§|sec\.|[Ff]ig\.|Thm\.)\s*.{1,40})")
_WIDEST = 60
_BEYOND = 2  # a number may exceed the list's last by an error, not by more


def numeric(inner: str, span: Span, index: WorksIndex) -> FoundCitation | None:
    """``[12]``, ``[3–5, 9]``, ``[BAD10]``, ``[see 12, p. 3]``: labels of entries."""
    inner = " ".join(inner.split())
    prefix, inner = split_prefix(inner)
    placed = _PLACE.fullmatch(inner)
    labels = _labels(placed[1] if placed else inner, index)
    if labels is None:
        return None
    items = [CitedItem() for _ in labels]
    if placed:
        located = read_items(f"X, {placed[2]}")[0]
        items[-1] = CitedItem(label=located.label, locator=located.locator)
    if prefix:
        items[0] = replace(items[0], prefix=prefix)
    resolved = tuple(
        ResolvedItem(item, tuple(works), bool(works), label)
        for item, label in zip(items, labels, strict=True)
        for works in [index.labelled(label)]
    )
    return FoundCitation(span, resolved, any(one.works for one in resolved), "number")


def _labels(inner: str, index: WorksIndex) -> list[str] | None:
    """The labels that the words between brackets are; None where they are none."""
    if _NUMBERS.fullmatch(inner):
        labels = list(_spread(inner)) if index.numbered else []
        within = all(0 < int(label) <= _BEYOND * len(index.works) for label in labels)  # no interval, no year
        return labels if labels and within else None
    for separator in (r"[,;]", r";"):
        labels = [part.strip() for part in re.split(separator, inner)]
        if all(index.labelled(label) for label in labels):
            return labels
    return None


_RANGE_OF_BRACKETS = re.compile(r"\[(\d{1,4})\]\s?[-–—]\s?\[(\d{1,4})\]")


def numeric_ranges(text: str, index: WorksIndex) -> list[FoundCitation]:
    """``[1]–[3]``, which means 2 as well."""
    if not index.numbered:
        return []
    matches = _RANGE_OF_BRACKETS.finditer(text)
    read = (numeric(f"{match[1]}–{match[2]}", Span(match.start(), match.end()), index) for match in matches)
    return [one for one in read if one is not None]


def _spread(inner: str) -> Iterator[str]:
    for part in re.split(r"[,;]", inner):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if len(ends) == 2 and 0 < ends[1] - ends[0] < _WIDEST:
            yield from (str(number) for number in range(ends[0], ends[1] + 1))
        else:
            yield from (str(number) for number in ends)


_RAISED = re.compile(rf"(?<![{SUPERSCRIPTS}⁻⁺\d])[{SUPERSCRIPTS}]+(?:[,⁻–‐-][{SUPERSCRIPTS}]+)*(?![⁺])")


def superscripts(text: str, index: WorksIndex) -> Iterator[FoundCitation]:
    """Raised numbers that point into a numbered list."""
    for match in _RAISED.finditer(text):
        plain = plain_digits(match[0]).replace("⁻", "-")
        line_start = text.rfind("\n", 0, match.start()) + 1
        labels = list(_spread(plain))
        if not text[line_start : match.start()].strip() or not all(index.labelled(label) for label in labels):
            continue
        resolved = tuple(ResolvedItem(CitedItem(), tuple(index.labelled(one)), True, one) for one in labels)
        yield FoundCitation(Span(match.start(), match.end()), resolved, True, "number")


_ROUND = re.compile(r"\((\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\)")
_POINT = re.compile(r"(?:[:;,.]|\b(?:and|or|und|oder|et|ou|y|o|e))\s*$")  # what stands before (1), (2) and (3)
_COVERED = 0.3  # of the list, before numbers in parentheses are citations rather than points of an argument
_FEWEST = 3


def round_brackets(text: str, index: WorksIndex) -> list[FoundCitation]:
    """Numbers in parentheses, ``(3, 5–7)``, where they cover a good part of a numbered list."""
    matches = (match for match in _ROUND.finditer(text) if not _POINT.search(text[: match.start()][-12:]))
    read = [numeric(match[1], Span(match.start(), match.end()), index) for match in matches]
    found = [one for one in read if one is not None and all(item.works for item in one.items)]
    covered = {item.number for one in found for item in one.items}
    return found if len(covered) >= max(_FEWEST, _COVERED * len(index.works)) else []


_SERIES = r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*"
_GLUED = re.compile(
    rf"(?:(?<=[{LOWER}]{{3}})|(?<=[{LOWER}{UPPER}]{{2}}[.,;:)”\"’])|(?<=[{LOWER}][.,;:][)”\"’]))({_SERIES})(?=[\s.,;:)]|$)"
)


_OF_SOMETHING = re.compile(
    r"\b(?:figs?|tabs?|vols?|nos?|nr|pp?|eqs?|secs?|ch|chaps?|art|ed|fn|abb|kap|bd|cf)\.$", re.IGNORECASE
)
_ABBREVIATED = 8


def glued(text: str, index: WorksIndex) -> list[FoundCitation]:
    """Raised numbers that a plain text has set on the line, ``shown before.3,32``; a good part of the list."""
    found = []
    for match in _GLUED.finditer(text):
        if _OF_SOMETHING.search(text, max(0, match.start() - _ABBREVIATED), match.start()):
            continue
        one = numeric(match[1], Span(match.start(1), match.end(1)), index)
        if one is not None and all(item.works for item in one.items):
            found.append(one)
    covered = {item.number for one in found for item in one.items}
    return found if len(covered) >= max(_FEWEST, _COVERED * len(index.works)) else []
