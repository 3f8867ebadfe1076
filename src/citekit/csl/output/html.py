"""HTML, as fragments with the class names that CSL processors share."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.csl.output.base import Layout, Output

_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_TAGS = {
    "italic": ("<i>", "</i>"),
    "oblique": ("<em>", "</em>"),
    "font-style-normal": ('<span style="font-style:normal;">', "</span>"),
    "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "font-variant-normal": ('<span style="font-variant:normal;">', "</span>"),
    "bold": ("<b>", "</b>"),
    "light": ('<span style="font-weight:lighter;">', "</span>"),
    "font-weight-normal": ('<span style="font-weight:normal;">', "</span>"),
    "underline": ('<span style="text-decoration:underline;">', "</span>"),
    "text-decoration-none": ('<span style="text-decoration:none;">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "baseline": ('<span style="baseline">', "</span>"),
    "no-decoration": ('<span style="font-style:normal;">', "</span>"),
}
_BLOCKS = {
    "block": ("\n\n    ", "\n"),
    "left-margin": ("\n    ", ""),
    "right-inline": ("", "\n  "),
    "indent": ("", "\n  "),
}
_UNSAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


class Html(Output):
    """``<i>`` and ``<div class="csl-entry">``."""

    name = "html"

    def escape(self, text: str) -> str:
        """Numeric entities for ``&``, ``<`` and ``>``."""
        return text.translate(_ESCAPES) if "&" in text or "<" in text or ">" in text else text

    def format(self, kind: str, text: str) -> str:
        """An element or a span with a style."""
        before, after = _TAGS[kind]
        return f"{before}{text}{after}"

    def link(self, address: str, text: str) -> str:
        """An anchor; addresses other than http and https stay text."""
        if not address.startswith(("http://", "https://")):
            return text
        return f'<a href="{address.translate(_UNSAFE)}">{text}</a>'

    def block(self, kind: str, text: str) -> str:
        """A ``div`` of a class that tells the kind."""
        before, after = _BLOCKS[kind]
        return f'{before}<div class="csl-{kind}">{text}</div>{after}'

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """A ``div`` of class ``csl-entry``."""
        return f'  <div class="csl-entry">{text}</div>\n'

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """A ``div`` of class ``csl-bib-body``."""
        return f'<div class="csl-bib-body">\n{"".join(entries)}</div>'
