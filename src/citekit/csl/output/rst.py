"""reStructuredText. Its inline markup does not nest: the outermost format holds, superscripts excepted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_SPECIAL = re.compile(r"[\\*`|]|_(?![^\W_])")
_INLINE = re.compile("\ufdf0([^\ufdf1\ufdf2]*)\ufdf1([^\ufdf0-\ufdf2]*)\ufdf2")
_LINE_START = re.compile(r"^(\s*)(?=[-+•=~^\"'#.:>\[]|(?:\d+|[A-Za-z#]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$)|\()")
_MARKUP = {
    "italic": ("*", "*"),
    "oblique": ("*", "*"),
    "bold": ("**", "**"),
    "superscript": (":sup:`", "`"),
    "subscript": (":sub:`", "`"),
}
_OPEN, _TEXT, _CLOSE = "\ufdf0", "\ufdf1", "\ufdf2"


class Rst(Output):
    """``*emphasis*``, ``**strong**``, ``:sup:`` and ``:sub:``."""

    name = "rst"

    def escape(self, text: str) -> str:
        """A backslash before what would be markup."""
        return _SPECIAL.sub(r"\\\g<0>", text)

    def format(self, kind: str, text: str) -> str:
        """Markup to be resolved by ``finish``, which knows what is inside what."""
        return f"{_OPEN}{kind}{_TEXT}{text}{_CLOSE}" if kind in _MARKUP else text

    def link(self, address: str, text: str) -> str:
        """An anonymous hyperlink."""
        plain = re.sub("\ufdf0[^\ufdf1]*\ufdf1|\ufdf2", "", text).replace("<", "\\<")
        return f"\\ `{plain} <{address.replace('_', '%5F').replace('>', '%3E')}>`__\\ "

    def block(self, kind: str, text: str) -> str:
        """Blocks on lines of their own; a margin number stays on the line of what it numbers."""
        return (
            f"{text.strip()} " if kind == "left-margin" else text if kind == "right-inline" else f"\n\n{text}\n\n"
        )

    def finish(self, text: str) -> str:
        """Write markup from the inside out; a format around other markup gives way."""
        while match := _INLINE.search(text):
            before, inner, after = text[: match.start()], match[2], text[match.end() :]
            opened, closed = _MARKUP[match[1]]
            enclosed = before.count(_OPEN) > before.count(_CLOSE)
            bare = inner.strip(" ")
            if not bare or enclosed or ("`" in bare.replace("\\`", "") or "*" in bare.replace("\\*", "")):
                text = before + inner + after
                continue
            lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
            text = f"{before}{lead}\\ {opened}{bare}{closed}\\ {tail}{after}"
        return text

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """A paragraph that does not look like a list, a heading or a field."""
        text = text.strip()
        if text.startswith("\\ "):
            return text
        return _LINE_START.sub(r"\1\\", text)

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """Paragraphs."""
        return "\n\n".join(entries)
