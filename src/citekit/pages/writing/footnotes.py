"""Footnotes in each output format: the marker where the citation stands, the note where it belongs."""

from __future__ import annotations


class Footnotes:
    """Plain text: ``[1]`` in the text, the notes at the end."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def add(self, note: str) -> str:
        """Keep a note; return its marker."""
        self.notes.append(note)
        return self.marker(len(self.notes))

    def marker(self, number: int) -> str:
        """Return what stands in the text for note ``number``."""
        return f"[{number}]"

    def note(self, number: int, text: str) -> str:
        """Return the note as it stands at the end."""
        return f"[{number}] {text}"

    def close(self, text: str) -> str:
        """Return the document with its notes."""
        if not self.notes:
            return text
        notes = "\n".join(self.note(number, note) for number, note in enumerate(self.notes, start=1))
        return f"{text.rstrip()}\n\n{notes}\n"


class MarkdownFootnotes(Footnotes):
    """Markdown's ``[^1]``, as pandoc, GitHub and most others read it."""

    def marker(self, number: int) -> str:
        """Return the reference."""
        return f"[^{number}]"

    def note(self, number: int, text: str) -> str:
        """Return the definition."""
        return f"[^{number}]: {text}"


class RstFootnotes(Footnotes):
    """reStructuredText's ``[1]_``, which must stand free of the word before it."""

    def marker(self, number: int) -> str:
        """Return the reference."""
        return f"\\ [{number}]_"

    def note(self, number: int, text: str) -> str:
        """Return the footnote."""
        return f".. [{number}] {text}"


class InlineFootnotes(Footnotes):
    """Formats that take the note where its marker stands."""

    opening, closing = "", ""

    def add(self, note: str) -> str:
        """Return the note itself."""
        return f"{self.opening}{note}{self.closing}"


class LatexFootnotes(InlineFootnotes):
    """LaTeX's footnote command."""

    opening, closing = r"\footnote{", "}"


class TypstFootnotes(InlineFootnotes):
    """Typst's footnote function."""

    opening, closing = "#footnote[", "]"


class RtfFootnotes(InlineFootnotes):
    """RTF's footnote destination."""

    opening, closing = r"{\super\chftn{\footnote {\super\chftn} ", "}}"


class HtmlFootnotes(Footnotes):
    """A linked superscript, and an ordered list at the end of the body."""

    def marker(self, number: int) -> str:
        """Return the link to the note."""
        return f'<sup><a id="fnref{number}" href="#fn{number}" role="doc-noteref">{number}</a></sup>'

    def note(self, number: int, text: str) -> str:
        """Return the list's item, with the way back."""
        return f'<li id="fn{number}">{text} <a href="#fnref{number}" role="doc-backlink">↩</a></li>'

    def close(self, text: str) -> str:
        """Return the document with the list before the end of its body."""
        if not self.notes:
            return text
        items = "\n".join(self.note(number, note) for number, note in enumerate(self.notes, start=1))
        section = f'<section role="doc-endnotes">\n<ol>\n{items}\n</ol>\n</section>\n'
        before, body, after = text.rpartition("</body>")
        return f"{before}{section}{body}{after}" if body else f"{text.rstrip()}\n{section}"


FOOTNOTES: dict[str, type[Footnotes]] = {
    "html": HtmlFootnotes,
    "latex": LatexFootnotes,
    "markdown": MarkdownFootnotes,
    "rst": RstFootnotes,
    "rtf": RtfFootnotes,
    "text": Footnotes,
    "typst": TypstFootnotes,
}
