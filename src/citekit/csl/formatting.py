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
def _wrapper(opened: str, prefix: str, suffix: str, quotes: bool, display: str) -> Decorator | None:
    before = prefix + opened + (m.QUOTE_OPEN if quotes else "")
    fence = m.OUTSIDE if quotes or opened else ""
    after = (
        (m.QUOTE_CLOSE if quotes else "")
        + m.CLOSE * len(opened)
        + fence
        + suffix
        + (m.SEALED if fence and suffix.endswith(" ") else "")
    )
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


def decorator(attributes: Mapping[str, str], *, affixes_inside: bool = False) -> Decorator | None:
    """Return the function that puts formats, quotes, affixes and display block around an element's text, or None.

    Affixes stand outside of the formats, but inside on ``cs:layout``.
    """
    opened = opening(attributes)
    prefix, suffix = affix(attributes.get("prefix", "")), affix(attributes.get("suffix", ""))
    quotes = attributes.get("quotes") == "true"
    display = m.DISPLAY.get(attributes.get("display", ""), "")
    if affixes_inside and opened and (prefix or suffix):
        inner, outer = _wrapper("", prefix, suffix, quotes, ""), _wrapper(opened, "", "", False, display)
        if inner and outer:
            return lambda text: outer(inner(text))
    return _wrapper(opened, prefix, suffix, quotes, display)
