"""Rich Text Format, in ASCII with Unicode escapes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_SPECIAL = re.compile(r"[\\{}]|[^\x00-\x7f]")
_WORDS = {
    "italic": "i",
    "oblique": "i",
    "font-style-normal": "i0",
    "no-decoration": "i0",
    "small-caps": "scaps",
    "font-variant-normal": "scaps0",
    "bold": "b",
    "font-weight-normal": "b0",
    "light": "b0",
    "underline": "ul",
    "text-decoration-none": "ulnone",
    "superscript": "super",
    "subscript": "sub",
    "baseline": "nosupersub",
}


class Rtf(Output):
    r"""``{\i ...}``, and paragraphs with indents."""

    name = "rtf"

    def escape(self, text: str) -> str:
        r"""A backslash before RTF's own characters, ``\uN?`` for all beyond ASCII."""
        return _SPECIAL.sub(_escaped, text).replace("\n", "\\line ")

    def format(self, kind: str, text: str) -> str:
        """A group with a control word."""
        return f"{{\\{_WORDS[kind]} {text}}}" if kind in _WORDS else text

    def link(self, address: str, text: str) -> str:
        """A hyperlink field."""
        target = self.escape(address.replace('"', "%22"))
        return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{target}"}}}}{{\\fldrslt{{{text}}}}}}}'

    def block(self, kind: str, text: str) -> str:
        """A tab after the margin, lines around the others."""
        return f"{text}\\tab " if kind == "left-margin" else text if kind == "right-inline" else f"{text}\\line "

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """A paragraph."""
        indent = "\\fi-720\\li720" if layout.hanging_indent or layout.second_field_align else ""
        spacing = f"\\sa{240 * layout.entry_spacing}\\sl{240 * layout.line_spacing}\\slmult1"
        return f"{{\\pard{indent}{spacing} {text.strip()}\\par}}"

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """A whole document."""
        return "\n".join(["{\\rtf1\\ansi\\deff0", *entries, "}"])


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\\{}":
        return f"\\{character}"
    units = character.encode("utf-16-le")
    values = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "".join(f"\\u{value}?" for value in values)
