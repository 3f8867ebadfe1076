"""Markdown: CommonMark, with the HTML that CommonMark lets through where it has no signs of its own.

Pandoc's extensions (``~``, ``^``, ``$``, ``@``) are escaped too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_SPECIAL = re.compile(r"[\\`*\[\]<~^${}|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<!\w)@(?=\w)")
_LINE_START = re.compile(r"^(\s*)(?:([-+>#=])|(\d{1,9})([.)])(?=\s|$))", re.M)
# Emphasis is written with these and resolved when its neighbours are known.
_EM, _EM_END, _STRONG, _STRONG_END = "\ufdf0", "\ufdf1", "\ufdf2", "\ufdf3"
_PAIR = re.compile("([\ufdf0\ufdf2])([^\ufdf0-\ufdf3]*)([\ufdf1\ufdf3])")
_SPANS = {
    "font-style-normal": "font-style:normal;",
    "no-decoration": "font-style:normal;",
    "small-caps": "font-variant:small-caps;",
    "font-variant-normal": "font-variant:normal;",
    "light": "font-weight:lighter;",
    "font-weight-normal": "font-weight:normal;",
    "text-decoration-none": "text-decoration:none;",
}
_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"})


class Markdown(Output):
    """``*emphasis*``, ``**strong**``, and HTML for the rest."""

    name = "markdown"

    def escape(self, text: str) -> str:
        """A backslash before what Markdown would take for a sign."""
        return _SPECIAL.sub(r"\\\g<0>", text)

    def format(self, kind: str, text: str) -> str:
        """Emphasis, or an HTML element."""
        if kind in ("italic", "oblique"):
            return f"{_EM}{text}{_EM_END}"
        if kind == "bold":
            return f"{_STRONG}{text}{_STRONG_END}"
        if kind in ("superscript", "subscript"):
            tag = "sup" if kind == "superscript" else "sub"
            return f"<{tag}>{text}</{tag}>"
        if kind == "underline":
            return f"<u>{text}</u>"
        return f'<span style="{_SPANS[kind]}">{text}</span>' if kind in _SPANS else text

    def link(self, address: str, text: str) -> str:
        """``[text](address)``."""
        return f"[{text}]({address.translate(_ADDRESS)})"

    def block(self, kind: str, text: str) -> str:
        """Blocks on lines of their own; a margin number stays on the line of what it numbers."""
        return (
            f"{text.strip()} " if kind == "left-margin" else text if kind == "right-inline" else f"\n\n{text}\n\n"
        )

    def finish(self, text: str) -> str:
        """Write emphasis with stars where CommonMark would see it, else as HTML."""
        while _PAIR.search(text):
            text = _PAIR.sub(_emphasis, text)
        return text

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """A paragraph that does not look like a list or a heading."""
        return _LINE_START.sub(_escaped_start, text.strip())

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """Paragraphs."""
        return "\n\n".join(entries)


def _emphasis(match: re.Match[str]) -> str:
    inner = match[2]
    text = inner.strip(" ")
    if not text:
        return inner
    lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
    sign, tag = ("*", "i") if match[1] == _EM else ("**", "b")
    before = match.string[match.start() - 1 : match.start()] if match.start() and not lead else " "
    after = match.string[match.end() : match.end() + 1] if not tail else " "
    safe = (
        (text[0].isalnum() or not before.isalnum())
        and (text[-1].isalnum() or not after.isalnum())
        and "*" not in (before, after)
        and before not in (_EM, _EM_END, _STRONG, _STRONG_END)
        and after not in (_EM, _EM_END, _STRONG, _STRONG_END)
        and "*" not in text.replace("\\*", "")
        and "<" not in text[0] + text[-1]
    )
    written = f"{sign}{text}{sign}" if safe else f"<{tag}>{text}</{tag}>"
    return f"{lead}{written}{tail}"


def _escaped_start(match: re.Match[str]) -> str:
    blank, sign, number, point = match.groups()
    return f"{blank}\\{sign}" if sign else f"{blank}{number}\\{point}"
