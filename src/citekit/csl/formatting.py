"""What the formatting attributes of an element do to its text (CSL 1.0.2, Formatting, Affixes, Quotes, Text-case).

``decorator`` compiles an element's attributes once into a function of the text; the commonest cases are kept
apart, because they run for every element of every entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from citekit.csl import marks as m
from citekit.csl.richtext import affix
from citekit.csl.textcase import CASES

Decorator = Callable[[str], str]
_POINTS = ".,:;!?"

# The order in which formats nest, innermost first.
_ORDER = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def opening(attributes: Mapping[str, str]) -> str:
    """Return the marks that open the formats set on an element, outermost first."""
    found = [m.FORMATTING.get((name, attributes[name]), "") for name in _ORDER if name in attributes]
    return "".join(reversed(found))


def strip_periods(text: str) -> str:
    """Return text without its periods (CSL 1.0.2, Strip-periods)."""
    return text.replace(".", "")


def text_case(attributes: Mapping[str, str]) -> Decorator | None:
    """The change of case that an element asks for; title case is left to those who know the item's language."""
    return CASES.get(attributes.get("text-case", ""))


@lru_cache(maxsize=4096)
def _wrapper(opened: str, prefix: str, suffix: str, quotes: str, display: str) -> Decorator | None:
    outer, inner = quotes == "outside", quotes == "inside"
    before = prefix + m.QUOTE_OPEN * outer + opened + m.QUOTE_OPEN * inner
    closed = m.QUOTE_CLOSE * inner + m.CLOSE * len(opened) + m.QUOTE_CLOSE * outer
    fence = m.OUTSIDE if closed else ""
    after = closed + fence + suffix + (m.SEALED if fence and suffix.endswith(" ") else "")
    if display:
        before, after = display + before, after + m.BLOCK_CLOSE
    if not before and not after:
        return None

    if not before:

        def append(text: str) -> str:
            return text + after if text else ""

        return append

    def surround(text: str) -> str:
        return before + text + after if text else ""

    if before[-1] not in _POINTS:
        return surround

    def after_point(text: str) -> str:
        # Two prefixes that meet keep both their points.
        return f"{before}{m.KEEP if text[0] in _POINTS else ''}{text}{after}" if text else ""

    return after_point


def decorator(attributes: Mapping[str, str]) -> Decorator | None:
    """Return the function that puts formats, quotes, affixes and display block around an element's text, or None.

    Affixes stand outside of all; quotation marks outside of an element's own formats, but
    inside those of a macro call.
    """
    opened = opening(attributes)
    prefix, suffix = affix(attributes.get("prefix", "")), affix(attributes.get("suffix", ""))
    quotes = ("inside" if "macro" in attributes else "outside") if attributes.get("quotes") == "true" else ""
    display = m.DISPLAY.get(attributes.get("display", ""), "")
    return _wrapper(opened, prefix, suffix, quotes, display)


def formatted(attributes: Mapping[str, str]) -> Decorator | None:
    """Return the function that puts an element's formats, and nothing else, around text, or None."""
    return _wrapper(opening(attributes), "", "", "", "")
