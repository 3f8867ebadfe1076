"""From marked text to an output format: flip-flop of formats and quotation marks, escapes, blocks.

Formats of one family (font-style and so on) alternate when nested: italics inside italics are upright again, and a
format that says what holds already (``normal`` inside upright text) is left out (CSL 1.0.2, Formatting, Quotes).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

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


class _Formats(NamedTuple):
    """What holds of one family of formats where the text stands."""

    value: str = ""  # of the innermost
    outermost: str = ""  # of the style's formats, against which a field's own are set
    styled: bool = False  # whether the style has set any
    opposable: bool = False  # whether it has set one that a ``normal`` format inside takes back
    flipped: bool = False  # whether a field's own format is open


_UNFORMATTED = _Formats()


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
        assembly = _Assembly(self)
        for token in tokens:
            if token:
                handle = _HANDLERS.get(token)
                if handle is None:
                    assembly.add(token)
                else:
                    handle(assembly, token)
        return assembly.result()


class _Assembly:
    """A text in the making: the open formats, innermost last, each with what it collects."""

    def __init__(self, finisher: Finisher) -> None:
        self.output = finisher.output
        self.links = finisher.links
        self.marks = (finisher.inner, finisher.outer)
        self.buffers: list[list[str]] = [[]]
        self.kinds: list[str] = []  # what each open buffer will become
        self.undo: list[tuple[str, _Formats]] = []  # the family of each, and what held before
        self.tails: list[str] = [""]  # the family of the format that each open buffer ends with, if it does
        self.state = dict.fromkeys(_NORMAL, _UNFORMATTED)
        self.depths: list[int] = []  # of the open quotations
        self.addresses: list[str] = []
        self.in_address = False
        self.ended = False  # whether a text is over, and only points that have moved into it follow
        self.kind = ""  # the mark before the next format: a field's own, of names, of one text

    def add(self, text: str) -> None:
        """Text proper, or part of a link's address."""
        if self.in_address:
            self.addresses[-1] += text
        else:
            self.buffers[-1].append(self.output.escape(text))
            if not self.ended:
                self.tails[-1] = ""

    def _open(self, kind: str, family: str = "", before: _Formats = _UNFORMATTED) -> None:
        self.kinds.append(kind)
        self.undo.append((family, before))
        self.buffers.append([])
        self.tails.append("")

    def open_format(self, mark: str) -> None:
        """A format; a field's own means the opposite inside one of the same value (flip-flop)."""
        family, value, kind = _FAMILIES[mark]
        before = self.state[family]
        about, self.kind = self.kind, ""
        if about == m.FLIP:
            if value == (before.value if before.flipped else before.outermost):
                value, kind = "", _NORMAL[family]
            self.state[family] = before._replace(value=value, flipped=True)
        else:
            if not value and not before.opposable and mark not in _ALWAYS:
                kind = f"?{kind}" if about == m.LEAF else ""
            self.state[family] = _Formats(
                value,
                before.outermost if before.styled else value,
                True,
                before.opposable or (bool(value) and about != m.NAMED),
                before.flipped,
            )
        self._open(kind, family, before)

    def open_other(self, mark: str) -> None:
        """A stretch without formats of others, of fixed case, or a year-suffix."""
        undecorated = mark == m.NO_DECORATION and any(formats.value for formats in self.state.values())
        self._open("no-decoration" if undecorated else "")

    def open_link(self, mark: str) -> None:
        """A link, whose address comes first."""
        self._open("", "link")
        self.addresses.append("")
        self.in_address = True

    def end_address(self, mark: str) -> None:
        """The end of a link's address."""
        self.in_address = False

    def close(self, mark: str) -> None:
        """The end of a format or link."""
        self.ended = False
        if len(self.buffers) == 1:
            return
        content = "".join(self.buffers.pop())
        kind = self.kinds.pop()
        family, before = self.undo.pop()
        tail = self.tails.pop()
        if family == "link":
            address = self.addresses.pop()
            content = self.output.link(address, content) if content and self.links else content
        elif family in self.state:
            if kind[:1] == "?":  # a "normal" that takes nothing back is said only against what its text ends with
                kind = kind[1:] if tail == family else ""
            self.tails[-1] = family if self.state[family].value else tail
            self.state[family] = before
        self.buffers[-1].append(self.output.format(kind, content) if kind and content else content)

    def open_block(self, mark: str) -> None:
        """A display block."""
        self._open(_BLOCKS[mark], "block")

    def close_block(self, mark: str) -> None:
        """The end of a display block."""
        if len(self.buffers) > 1:
            content = "".join(self.buffers.pop())
            self.undo.pop()
            self.tails.pop()
            self.tails[-1] = ""
            self.buffers[-1].append(self.output.block(self.kinds.pop(), content))

    def open_quote(self, mark: str) -> None:
        """A quotation: outer and inner marks take turns, where a field has quotation marks of its own."""
        styled, self.kind = self.kind == m.LEAF, ""
        self.depths.append(1 if styled else (self.depths[-1] if self.depths else 0) + 1)
        self.buffers[-1].append(self.output.escape(self.marks[self.depths[-1] % 2][0]))
        self.tails[-1] = ""

    def close_quote(self, mark: str) -> None:
        """The end of a quotation."""
        depth = self.depths.pop() if self.depths else 0
        self.buffers[-1].append(self.output.escape(self.marks[depth % 2][1]))
        self.tails[-1] = ""

    def end(self, mark: str) -> None:
        """The end of a text proper."""
        self.ended = True

    def about(self, mark: str) -> None:
        """What the format that follows is about."""
        self.kind = mark

    def ignore(self, mark: str) -> None:
        """A mark that has done its work."""

    def result(self) -> str:
        """The whole text; what was left open is closed without a format."""
        while len(self.buffers) > 1:
            content = "".join(self.buffers.pop())
            self.buffers[-1].append(content)
        return "".join(self.buffers[0])


_HANDLERS: dict[str, Callable[[_Assembly, str], None]] = {
    **dict.fromkeys(m.ALL, _Assembly.ignore),
    **dict.fromkeys(_FAMILIES, _Assembly.open_format),
    **dict.fromkeys((m.NO_DECORATION, m.NO_CASE, m.YEAR_SUFFIX), _Assembly.open_other),
    **dict.fromkeys(_BLOCKS, _Assembly.open_block),
    **dict.fromkeys((m.FLIP, m.NAMED, m.LEAF), _Assembly.about),
    m.CLOSE: _Assembly.close,
    m.END: _Assembly.end,
    m.BLOCK_CLOSE: _Assembly.close_block,
    m.QUOTE_OPEN: _Assembly.open_quote,
    m.QUOTE_CLOSE: _Assembly.close_quote,
    m.LINK: _Assembly.open_link,
    m.LINK_TEXT: _Assembly.end_address,
}


def capitalized_start(text: str) -> str:
    """Capitalise a term that begins a note or an entry (CSL 1.0.2, Citation: a note to developers)."""
    match = _LEADING_TERM.match(text)
    if match is None:
        return text
    at = match.end()
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
