"""Fields of references into marked text: the tags of CSL-JSON, quotation marks and apostrophes.

The tags are ``<i> <b> <sc> <sup> <sub> <span class="nocase"> <span class="nodecor">`` and small capitals as a
``style``; a tag without its partner is text. Straight quotation marks, and those of the locale, become marks,
so that nested ones alternate (flip-flop); a straight single mark inside a word, or without a partner, is an
apostrophe.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from citekit.csl import marks as m

_TAG = re.compile(
    r"""<(?P<close>/)?(?P<tag>i|b|sc|sup|sub|span)\s*(?:class=["'](?P<class>nocase|nodecor)["']"""
    r"""|style=["']font-variant:\s*small-caps;?["'])?\s*>"""
)
_TAG_MARKS = {
    "i": m.FLIP + m.ITALIC,
    "b": m.FLIP + m.BOLD,
    "sc": m.FLIP + m.SMALL_CAPS,
    "sup": m.FLIP + m.SUP,
    "sub": m.FLIP + m.SUB,
}
_SPAN_MARKS = {"nocase": m.NO_CASE, "nodecor": m.NO_DECORATION}
_NEEDS_WORK = re.compile(f"""[<"'“”‘„‚「『«»{m.ALL}]|[.,:;!?][.,:;!?]|  | [:;?!]""")
_DOUBLE = re.compile(r"([.,:;!?])(?=[.,:;!?])")
_POINTS = ".,:;!?"
_TWICE = re.compile(r"([.,:;!?])\1")
_QUOTED = re.compile(f"({m.QUOTE_CLOSE}[{m.FORMATS}{m.CLOSE}]*)(?=[.,:;!?])")
_SPACED = re.compile(r" ([:;?!»])")
_QUOTE = re.compile("[\"'“”‘’„‚「」『』«»]")
Quotes = tuple[str, str, str, str]  # a locale's outer pair and inner pair
NO_QUOTES: Quotes = ("", "", "", "")
_MARKS = frozenset("\"'")
_BEFORE_OPENING = set(" \u00a0\u202f([{—–-/")

SUPERSCRIPTS = str.maketrans(
    {**{c: f"{m.SUP}{p}{m.CLOSE}" for c, p in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+−=()", strict=True)}}
    | {
        c: f"{m.SUP}{p}{m.CLOSE}"
        for c, p in zip(
            "ªºʰʱʲʳʴʵʶʷʸᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶜᶠᶻˡˢˣⁱⁿ℠™",
            [*"aohɦjrɹɻʁwyABDEGHIJKLMNOPRTUWabdegkmoptuvcfzlsxin", "SM", "TM"],
            strict=True,
        )
    }
)
_SUPERSCRIPT = re.compile("[" + "".join(map(chr, SUPERSCRIPTS)) + "]")


def superscripts(text: str) -> str:
    """Unicode superscripts as raised text (CSL 1.0.2, Terms: superscripting in terms and fields)."""
    return text.translate(SUPERSCRIPTS) if _SUPERSCRIPT.search(text) else text


@lru_cache(maxsize=131072)
def marked(text: str, quotes: Quotes = NO_QUOTES, anywhere: bool = False) -> str:
    """Return a field's text as marked text; ``quotes`` are the marks that the locale uses.

    Where ``anywhere``, its inner marks are recognised outside of the outer ones too.
    """
    text = text.replace("\u200b", "") if "\u200b" in text else text
    if _NEEDS_WORK.search(text):
        text = m.clean(text)
        if "<" in text:
            text = _tags(text)
        if _QUOTE.search(text):
            text = _quotes(text, quotes, anywhere)
        text = _DOUBLE.sub(rf"\1{m.KEEP}", text)
        text = _QUOTED.sub(rf"\1{m.KEEP}", text)
        text = _SPACED.sub("\u202f\\1", text).replace("« ", "«\u202f")
        text = text.replace("  ", "\u00a0 ")
    return superscripts(text)


@lru_cache(maxsize=4096)
def affix(text: str) -> str:
    """Return a style's prefix, suffix or delimiter as marked text; quotation marks stay as they are written."""
    text = m.clean(html.unescape(text) if "&#" in text else text).replace("  ", "\u00a0 ")
    if _TWICE.match(text):  # a point written twice at the start counts once
        text = text[1:]
    return superscripts(_DOUBLE.sub(rf"\1{m.KEEP}", text))


@lru_cache(maxsize=4096)
def literal(text: str) -> str:
    """Return a style's own text (value, affix, delimiter) as marked text; its punctuation is kept together."""
    text = m.clean(html.unescape(text) if "&#" in text else text)
    text = _SPACED.sub("\u202f\\1", text).replace("« ", "«\u202f")
    text = text.replace("  ", "\u00a0 ")
    if _QUOTE.search(text):
        text = _quotes(text, NO_QUOTES, False)
    return superscripts(_DOUBLE.sub(rf"\1{m.KEEP}", text))


def edged(text: str) -> str:
    """Return a variable's, term's or value's text with marks at its ends.

    Its blanks stay beside those of affixes and delimiters; a lone point merges with nothing, one that begins it
    meets what is before as a prefix does.
    """
    if not text:
        return text
    if text[0] == " " or (text[0] in _POINTS and len(text) == 1):
        text = m.KEEP + text
    elif text[0] in _POINTS:
        text = m.PREFIXED + text
    return text + m.KEEP if text[-1] == " " else text


def _tags(text: str) -> str:
    """Replace balanced tags by marks."""
    pieces: list[str] = []
    open_tags: list[tuple[str, int]] = []  # tag, index in pieces
    position = 0
    for match in _TAG.finditer(text):
        tag = match["tag"]
        pieces.append(text[position : match.start()])
        position = match.end()
        if match["close"]:
            partner = next((i for i in range(len(open_tags) - 1, -1, -1) if open_tags[i][0] == tag), None)
            if partner is None:
                pieces.append(match.group())
                continue
            index = open_tags[partner][1]
            pieces[index] = _mark_of(pieces[index])
            del open_tags[partner:]
            pieces.append(m.CLOSE)
        else:
            if tag == "span" and _mark_of(match.group()) == "":
                pieces.append(match.group())
                continue
            open_tags.append((tag, len(pieces)))
            pieces.append(match.group())
    pieces.append(text[position:])
    return "".join(pieces)


def _mark_of(tag: str) -> str:
    match = _TAG.fullmatch(tag)
    if match is None:
        return tag
    if match["tag"] != "span":
        return _TAG_MARKS[match["tag"]]
    if match["class"]:
        return _SPAN_MARKS[match["class"]]
    return m.FLIP + m.SMALL_CAPS if "small-caps" in tag else ""


def _quotes(text: str, quotes: Quotes, anywhere: bool) -> str:
    """Replace paired quotation marks by marks and lone single ones by apostrophes."""
    out = list(text)
    outer, outer_end, inner, inner_end = quotes
    opened: list[tuple[str, int, str]] = []  # what closes it, where it stands, what it is
    pairs: list[tuple[int, int, str]] = []
    for index, character in enumerate(text):
        if character not in _MARKS and character not in quotes:
            continue
        before = _visible(text, index, -1)
        after = _visible(text, index, 1)
        if character == outer != outer_end:
            opened.append((outer_end, index, "outer"))
        elif character == inner != inner_end:
            opened.append((inner_end, index, "inner"))
        elif _closes(character, opened, before, after):
            while opened[-1][0] != character:
                opened.pop()
            _, start, kind = opened.pop()
            pairs.append((start, index, kind))
        elif character in "\"'" and _may_open(before, after, _opened_before(opened, index)):
            opened.append((character, index, "straight"))
    for start, end in _recognised(pairs, anywhere):
        out[start] = m.QUOTE_OPEN
        out[end] = m.QUOTE_CLOSE
    return "".join("’" if c == "'" else c for c in out)


def _recognised(pairs: list[tuple[int, int, str]], anywhere: bool) -> list[tuple[int, int]]:
    """The pairs that are set anew: straight ones, the locale's outer ones, and its inner ones inside of these.

    Inner ones elsewhere stay with all that they hold, unless ``anywhere`` recognises them too.
    """
    found: list[tuple[int, int]] = []
    left: list[tuple[int, int]] = []
    for start, end, kind in sorted(pairs):
        if kind != "straight" and not anywhere:
            inside = any(first < start and end < last for first, last in found)
            if any(first < start and end < last for first, last in left) or (kind == "inner" and not inside):
                left.append((start, end))
                continue
        found.append((start, end))
    return found


def _may_open(before: str, after: str, doubled: bool) -> bool:
    starts = not before or before in _BEFORE_OPENING or before in "“‘" or doubled
    return starts and bool(after) and not after.isspace()


def _opened_before(opened: list[tuple[str, int, str]], index: int) -> bool:
    """Whether the mark right before this one opened a quotation."""
    return bool(opened) and opened[-1][1] == index - 1


def _closes(character: str, opened: list[tuple[str, int, str]], before: str, after: str) -> bool:
    if not any(closer == character for closer, _, _ in opened):
        return False
    if character not in "\"'’":
        return True
    return bool(before) and not before.isspace() and not after.isalnum()


def _visible(text: str, index: int, step: int) -> str:
    """The next character that is no formatting mark, or nothing."""
    index += step
    while 0 <= index < len(text):
        if text[index] not in m.ALL:
            return text[index]
        index += step
    return ""
