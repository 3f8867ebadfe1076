"""Typst markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_SPECIAL = re.compile(r"[\\#$*_`<>@\[\]~'\"]|(?<=-)-|(?<=/)/|(?<=/)\*|(?<=\.)\.|-(?=\?)")
_LINE_START = re.compile(r"^([-+=/]|\d+\.)(?=\s|=|$)")
_FUNCTIONS = {
    "italic": "emph",
    "bold": "strong",
    "small-caps": "smallcaps",
    "underline": "underline",
    "superscript": "super",
    "subscript": "sub",
}
_TEXT = {
    "oblique": 'style: "oblique"',
    "font-style-normal": 'style: "normal"',
    "no-decoration": 'style: "normal"',
    "light": 'weight: "light"',
    "font-weight-normal": 'weight: "regular"',
}


class Typst(Output):
    """``#emph[...];``: the semicolon keeps what follows from being taken for code."""

    name = "typst"

    def escape(self, text: str) -> str:
        """A backslash before Typst's own characters, comments and dashes."""
        return _SPECIAL.sub(r"\\\g<0>", text)

    def format(self, kind: str, text: str) -> str:
        """A call with the text as content."""
        if kind in _FUNCTIONS:
            return f"#{_FUNCTIONS[kind]}[{text}];"
        return f"#text({_TEXT[kind]})[{text}];" if kind in _TEXT else text

    def link(self, address: str, text: str) -> str:
        """``#link``."""
        target = address.replace("\\", "\\\\").replace('"', '\\"')
        return f'#link("{target}")[{text}];'

    def block(self, kind: str, text: str) -> str:
        """A fixed box for the margin, blocks for the others."""
        if kind == "left-margin":
            return f"#box(width: 2.5em)[{text.strip()}];"
        return text if kind == "right-inline" else f"#block[{text}];"

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """A paragraph, with a hanging indent where the style asks for it."""
        text = _LINE_START.sub(r"\\\1", text.strip())
        if layout.hanging_indent or layout.second_field_align:
            return f"#par(hanging-indent: 2.5em)[{text}]"
        return f"#par[{text}]"

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """Paragraphs."""
        return "\n\n".join(entries)
