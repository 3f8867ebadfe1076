"""Marked text: how the processor's stages hand rich text to one another.

Every rendering element returns a plain ``str``. Formatting, quotation marks, links and display blocks are single
code points inside it, taken from the Unicode noncharacters (U+FDD0 to U+FDEF and a few more), which never occur in
text that people exchange. Joining, testing for emptiness and caching therefore cost what they cost on strings;
``finishing`` turns marked text into an output format at the very end.
"""

from __future__ import annotations

import re

# Formatting opens with one of these and closes with CLOSE (CSL 1.0.2, Formatting).
ITALIC = "\ufdd0"
OBLIQUE = "\ufdd1"
STYLE_NORMAL = "\ufdd2"
SMALL_CAPS = "\ufdd3"
VARIANT_NORMAL = "\ufdd4"
BOLD = "\ufdd5"
LIGHT = "\ufdd6"
WEIGHT_NORMAL = "\ufdd7"
UNDERLINE = "\ufdd8"
DECORATION_NONE = "\ufdd9"
SUP = "\ufdda"
SUB = "\ufddb"
BASELINE = "\ufddc"
NO_DECORATION = "\ufddd"
NO_CASE = "\ufdde"
CLOSE = "\ufddf"

QUOTE_OPEN = "\ufde0"
QUOTE_CLOSE = "\ufde1"

LINK = "\ufde2"  # followed by the address and LINK_TEXT; closes with CLOSE
LINK_TEXT = "\ufde3"

# Display blocks close with BLOCK_CLOSE (CSL 1.0.2, Display).
BLOCK = "\ufde4"
LEFT_MARGIN = "\ufde5"
RIGHT_INLINE = "\ufde6"
INDENT = "\ufde7"
BLOCK_CLOSE = "\ufde8"

KEEP = "\ufde9"  # stands between two characters that no punctuation rule may merge
TERM = "\ufdea"  # what follows is a term: capitalised where it begins a note or an entry
OUTSIDE = "\ufdeb"  # ends an element with formats or quotes; taken away where a group or macro ends with it
SEALED = "\ufdec"  # ends the suffix of such an element: a blank there stays beside the next one's
FLIP = "\ufded"  # before a format that a field has: it turns into its opposite where it holds already
YEAR_SUFFIX = "\ufdee"  # begins the year-suffix, which ends with CLOSE
NAMED = "\ufdef"  # before a format of names: ``normal`` formats inside know nothing of it
LEAF = "\U0001fffe"  # before a ``normal`` format of one text: said where the text ends with the opposite

# Where affixes and delimiters stand; only those that begin or end with a point are marked (see ``punctuation``).
PREFIXED = "\U0001ffff"  # before a prefix
FORMAT_PREFIXED = "\U0002fffe"  # before the prefix of an element with formats
FENCED = "\U0002ffff"  # behind an element's formats, and behind the suffix after these
JOINT = "\U0003fffe"  # at the ends of a delimiter
SUFFIX = "\U0003ffff"  # before the suffix of one text
SUFFIXED = "\U0004fffe"  # behind it
NUMBERED = "\U0004ffff"  # behind the suffix of a number
OWN = "\U0005fffe"  # behind the suffix of anything else
LIFTED = "\U0005ffff"  # behind these, where a group or macro ends too
WITHIN = "\U0006fffe"  # before a suffix that goes into the quotation that it follows
BETWEEN = "\U0008fffe"  # before the delimiter between two cites
END = "\U0006ffff"  # ends a text with quotation marks around its formats

FORMATS = "".join(map(chr, range(0xFDD0, 0xFDDF)))
PLACES = "".join(chr(plane * 0x10000 + end) for plane in (1, 2, 3, 4, 5, 6, 8) for end in (0xFFFE, 0xFFFF))
ALL = "".join(map(chr, range(0xFDD0, 0xFDF0))) + PLACES
INLINE = FORMATS + CLOSE + TERM + OUTSIDE + FLIP + YEAR_SUFFIX + NAMED + PLACES

_MARK = re.compile(f"[{ALL}]")
_LINK_ADDRESS = re.compile(f"{LINK}[^{LINK_TEXT}]*{LINK_TEXT}")

FORMATTING: dict[tuple[str, str], str] = {
    ("font-style", "italic"): ITALIC,
    ("font-style", "oblique"): OBLIQUE,
    ("font-style", "normal"): STYLE_NORMAL,
    ("font-variant", "small-caps"): SMALL_CAPS,
    ("font-variant", "normal"): VARIANT_NORMAL,
    ("font-weight", "bold"): BOLD,
    ("font-weight", "light"): LIGHT,
    ("font-weight", "normal"): WEIGHT_NORMAL,
    ("text-decoration", "underline"): UNDERLINE,
    ("text-decoration", "none"): DECORATION_NONE,
    ("vertical-align", "sup"): SUP,
    ("vertical-align", "sub"): SUB,
    ("vertical-align", "baseline"): BASELINE,
}

DISPLAY: dict[str, str] = {
    "block": BLOCK,
    "left-margin": LEFT_MARGIN,
    "right-inline": RIGHT_INLINE,
    "indent": INDENT,
}


def clean(text: str) -> str:
    """Drop from a user's text the code points that mean something here."""
    return _MARK.sub("", text)


def plain(text: str) -> str:
    """Return marked text without its marks (and without the addresses of its links)."""
    if LINK in text:
        text = _LINK_ADDRESS.sub("", text)
    return _MARK.sub("", text)
