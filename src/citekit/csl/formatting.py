"""What the formatting attributes of an element do to its text (CSL 1.0.2, Formatting, Affixes, Quotes, Text-case).

``decorator`` compiles an element's attributes once into a function of the text; the commonest cases are kept
apart, because they run for every element of every entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from citekit.csl import marks as m
from citekit.csl.richtext import affix
from citekit.csl.textcase import CASES, dotted, with_dots

Decorator = Callable[[str], str]
_POINTS = ".,:;!?"
_STRIPPED = re.compile(r"\.(?![a-z])")

# The order in which formats nest, innermost first.
_ORDER = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def opening(attributes: Mapping[str, str]) -> str:
    """Return the marks that open the formats set on an element, outermost first."""
    found = [m.FORMATTING.get((name, attributes[name]), "") for name in _ORDER if name in attributes]
    return "".join(reversed(found))


def opposed(attributes: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Return the formats that would take back those set on an element: ``font-style`` ``normal`` for italics."""
    return frozenset((name, "normal") for name in _ORDER if attributes.get(name, "normal") != "normal")


def strip_periods(text: str) -> str:
    """Return the text of a term without its periods (CSL 1.0.2, Strip-periods)."""
    return text.replace(".", "")


def strip_field_periods(text: str) -> str:
    """Return the text of a field or value without its periods; not one before a small letter (``p.m``)."""
    return _STRIPPED.sub("", text) if "." in text else text


def text_case(attributes: Mapping[str, str], language: str = "") -> Decorator | None:
    """The change of case that an element asks for; title case is left to those who know the item's language."""
    change = CASES.get(attributes.get("text-case", ""))
    return with_dots(change) if change and dotted(language) else change


class _Frame(NamedTuple):
    """What stands before and behind an element's text.

    ``behind_other`` where a text has formats of its own, or a number is none.
    """

    before: str
    behind: str
    behind_other: str


def _frame(opened: str, prefix: str, suffix: str, quotes: str, display: str, kind: str) -> _Frame:
    outer, inner = quotes == "outside", quotes == "inside"
    leaf = kind in (m.LEAF, m.NUMBERED)
    formats = "".join((m.LEAF if leaf else kind) + mark for mark in opened)
    quoted = m.LEAF + m.QUOTE_OPEN
    before = quoted * outer + formats + quoted * inner
    closed = m.QUOTE_CLOSE * inner + m.CLOSE * len(opened)
    if outer:
        closed = (m.END if opened else "") + closed + m.QUOTE_CLOSE
    behind = closed + (m.OUTSIDE if leaf and closed else "") + (m.FENCED if opened else "")
    if quotes == "anew" and leaf:
        behind += m.OUTSIDE + m.JOINT
    if prefix[:1] and prefix[0] in _POINTS:
        prefix = (m.FORMAT_PREFIXED if opened else m.PREFIXED) + prefix
    display_end = m.BLOCK_CLOSE if display else ""
    before = display + prefix + before
    if suffix[-1:] and suffix[-1] in _POINTS:
        fence = m.FENCED if opened else ""
        other = f"{behind}{suffix}{fence}{m.OWN}{display_end}"
        if kind == m.LEAF:
            rich = f"{behind}{suffix}{fence}{display_end}"
            return _Frame(before, f"{behind}{m.SUFFIX}{suffix}{fence}{m.SUFFIXED}{display_end}", rich)
        if kind == m.NUMBERED:
            return _Frame(before, f"{behind}{suffix}{fence}{m.NUMBERED}{display_end}", other)
        return _Frame(before, other, other)
    sealed = suffix.endswith(" ") and (closed or kind == m.NUMBERED)
    behind += suffix + (m.SEALED if sealed else "") + display_end
    return _Frame(before, behind, behind)


@lru_cache(maxsize=4096)
def _wrapper(opened: str, prefix: str, suffix: str, quotes: str, display: str, kind: str) -> Decorator | None:
    before, behind, behind_other = _frame(opened, prefix, suffix, quotes, display, kind)
    if not before and not behind:
        return None
    if behind != behind_other:

        def by_text(text: str) -> str:
            if not text:
                return ""
            if kind == m.NUMBERED:
                other = not (text[0].isdecimal() and text[-1].isdecimal())
            else:
                other = m.CLOSE in text or m.QUOTE_CLOSE in text
            return f"{before}{text}{behind_other if other else behind}"

        return _kept_apart(by_text, before)
    if suffix[:1] in (":", ";") and not kind:
        within = behind.replace(suffix, m.WITHIN + suffix, 1)

        def by_end(text: str) -> str:
            return (
                f"{before}{text}{within if text[-1] == m.QUOTE_CLOSE and text[-2:-1] != m.CLOSE else behind}"
                if text
                else ""
            )

        return _kept_apart(by_end, before)
    if not before:
        return lambda text: text + behind if text else ""
    return _kept_apart(lambda text: before + text + behind if text else "", before)


def _kept_apart(wrap: Decorator, before: str) -> Decorator:
    """Two prefixes that meet keep both their points."""
    if before[-1:] not in tuple(_POINTS):
        return wrap
    apart = _POINTS + m.PREFIXED + m.FORMAT_PREFIXED
    return lambda text: wrap(m.KEEP + text if text and text[0] in apart else text)


def decorator(attributes: Mapping[str, str], kind: str = "") -> Decorator | None:
    """Return the function that puts formats, quotes, affixes and display block around an element's text, or None.

    Affixes stand outside of all; quotation marks outside of an element's own formats, but
    inside those of a macro call. ``kind`` is the mark that says what the element is: ``LEAF``
    for one text, ``NUMBERED`` for a number, ``NAMED`` for names.
    """
    opened = opening(attributes)
    prefix, suffix = affix(attributes.get("prefix", "")), affix(attributes.get("suffix", ""))
    around = "inside" if "macro" in attributes else "outside"
    quotes = {"true": around, "false": "anew"}.get(attributes.get("quotes", ""), "")
    display = m.DISPLAY.get(attributes.get("display", ""), "")
    return _wrapper(opened, prefix, suffix, quotes, display, kind)


def marked_affixes(attributes: Mapping[str, str]) -> tuple[str, str]:
    """Return the prefix and the suffix of a part of a date, marked as those of one text are."""
    prefix, suffix = affix(attributes.get("prefix", "")), affix(attributes.get("suffix", ""))
    if prefix[:1] in tuple(_POINTS):
        prefix = m.PREFIXED + prefix
    return prefix, f"{m.SUFFIX}{suffix}{m.SUFFIXED}" if suffix[-1:] in tuple(_POINTS) else suffix


def jointed(delimiter: str) -> str:
    """Return a group's delimiter with marks where its points may meet others."""
    before = m.JOINT if delimiter[:1] in tuple(_POINTS) else ""
    return f"{before}{delimiter}{m.JOINT if delimiter[-1:] in tuple(_POINTS) else ''}"


def formatted(attributes: Mapping[str, str]) -> Decorator | None:
    """Return the function that puts an element's formats, and nothing else, around text, or None."""
    return _wrapper(opening(attributes), "", "", "", "", m.LEAF)
