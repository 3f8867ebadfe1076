"""From marked text to an output format: flip-flop of formats and quotation marks, escapes, blocks.

Formats of one family (font-style and so on) alternate when nested: italics inside italics are upright again, and a
format that says what holds already (``normal`` inside upright text) is left out (CSL 1.0.2, Formatting, Quotes).
"""

from __future__ import annotations

import re

from citekit.csl import marks as m
from citekit.csl.locale import Locale
from citekit.csl.output.base import Output
from citekit.csl.punctuation import resolved

_TOKENS = re.compile(f"([{m.ALL}])")
_ANY = re.compile(f"[{m.ALL}]")

# mark: family, value, format's name
_FAMILIES: dict[str, tuple[str, str, str]] = {
    m.ITALIC: ("style", "italic", "italic"),
    m.OBLIQUE: ("style", "oblique", "oblique"),
    m.STYLE_NORMAL: ("style", "", "font-style-normal"),
    m.SMALL_CAPS: ("variant", "small-caps", "small-caps"),
    m.VARIANT_NORMAL: ("variant", "", "font-variant-normal"),
    m.BOLD: ("weight", "bold", "bold"),
    m.LIGHT: ("weight", "light", "light"),
    m.WEIGHT_NORMAL: ("weight", "", "font-weight-normal"),
    m.UNDERLINE: ("decoration", "underline", "underline"),
    m.DECORATION_NONE: ("decoration", "", "text-decoration-none"),
    m.SUP: ("align", "sup", "superscript"),
    m.SUB: ("align", "sub", "subscript"),
    m.BASELINE: ("align", "", "baseline"),
}
_NORMAL = {
    "style": "font-style-normal",
    "variant": "font-variant-normal",
    "weight": "font-weight-normal",
    "decoration": "text-decoration-none",
    "align": "baseline",
}
_ALWAYS = m.DECORATION_NONE + m.BASELINE  # said even where nothing is to be undone
_BLOCKS = {m.BLOCK: "block", m.LEFT_MARGIN: "left-margin", m.RIGHT_INLINE: "right-inline", m.INDENT: "indent"}
_LEADING_TERM = re.compile(f"(?:{m.LEFT_MARGIN}[^{m.BLOCK_CLOSE}]*{m.BLOCK_CLOSE})?[^\\w{m.TERM}]*{m.TERM}")


class Finisher:
    """Finishes marked text for one locale and one output format."""

    def __init__(self, locale: Locale, output: Output, *, links: bool = False) -> None:
        self.output = output
        self.inside_quotes = locale.punctuation_in_quote
        self.outer = (locale.term("open-quote"), locale.term("close-quote"))
        self.inner = (locale.term("open-inner-quote"), locale.term("close-inner-quote"))
        self.links = links

    def __call__(self, text: str) -> str:
        """Return marked text in the output format."""
        text = resolved(text, self.inside_quotes)
        if not _ANY.search(text):
            return self.output.finish(self.output.escape(text))
        return self.output.finish(self._build(_TOKENS.split(text)))

    def _build(self, tokens: list[str]) -> str:
        output = self.output
        escape = output.escape
        buffers: list[list[str]] = [[]]
        kinds: list[str] = []  # what each open buffer will become
        undo: list[tuple[str, str]] = []  # the family and its value before, for each
        state: dict[str, str] = {"style": "", "variant": "", "weight": "", "decoration": "", "align": ""}
        depth = 0
        address: list[str] = []
        reading_address = False
        for token in tokens:
            if not token:
                continue
            if len(token) > 1 or token not in m.ALL:
                if reading_address:
                    address[-1] += token
                else:
                    buffers[-1].append(escape(token))
            elif token in _FAMILIES:
                family, value, kind = _FAMILIES[token]
                now = state[family]
                if value and value == now:
                    value, kind = "", _NORMAL[family]
                elif value == now and token not in _ALWAYS:
                    kind = ""
                undo.append((family, now))
                state[family] = value
                kinds.append(kind)
                buffers.append([])
            elif token == m.CLOSE:
                if len(buffers) > 1:
                    content = "".join(buffers.pop())
                    kind = kinds.pop()
                    family, before = undo.pop()
                    if family == "link":
                        target = address.pop()
                        content = output.link(target, content) if content and self.links else content
                    elif family in state:
                        state[family] = before
                    buffers[-1].append(output.format(kind, content) if kind and content else content)
            elif token == m.QUOTE_OPEN:
                depth += 1
                buffers[-1].append(escape((self.outer if depth % 2 else self.inner)[0]))
            elif token == m.QUOTE_CLOSE:
                buffers[-1].append(escape((self.outer if depth % 2 else self.inner)[1]))
                depth = max(0, depth - 1)
            elif token == m.NO_DECORATION:
                changed = any(state.values())
                kinds.append("no-decoration" if changed else "")
                undo.append(("", ""))
                buffers.append([])
            elif token in (m.NO_CASE, m.YEAR_SUFFIX):
                kinds.append("")
                undo.append(("", ""))
                buffers.append([])
            elif token == m.LINK:
                kinds.append("")
                undo.append(("link", ""))
                buffers.append([])
                address.append("")
                reading_address = True
            elif token == m.LINK_TEXT:
                reading_address = False
            elif token in _BLOCKS:
                kinds.append(_BLOCKS[token])
                undo.append(("block", ""))
                buffers.append([])
            elif token == m.BLOCK_CLOSE:
                if len(buffers) > 1:
                    content = "".join(buffers.pop())
                    kind = kinds.pop()
                    undo.pop()
                    buffers[-1].append(output.block(kind, content))
            elif token == m.HARD_SPACE:
                buffers[-1].append(escape(" "))
        while len(buffers) > 1:
            content = "".join(buffers.pop())
            buffers[-1].append(content)
        return "".join(buffers[0])


def capitalized_start(text: str) -> str:
    """Capitalise a term that begins a note or an entry (CSL 1.0.2, Citation: a note to developers)."""
    match = _LEADING_TERM.match(text)
    if match is None:
        return text
    at = match.end()
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
