"""HTML pages: paragraphs, italics, raised note marks, list items."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from citekit.extraction.headings import Section, section_of
from citekit.extraction.letters import SUPERSCRIPTS
from citekit.extraction.sources.notes_section import raised

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tbody td th thead title tr ul
    """.split()
)
_SKIPPED = frozenset("head script style template noscript svg math nav button select".split())
_ITALIC = frozenset("i em cite".split())
_NOTE_IDS = re.compile(r"(?:fn|footnote|endnote|note)s?[\W_]*\d+|(?:foot|end)note[\w-]*", re.IGNORECASE)
_BACK_LINK = re.compile("[↩↑⏎]\\ufe0e?")


def html_to_text(source: str) -> str:
    """Return the text of a page: one paragraph a block. Broken markup is read as far as it goes."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._current = ""
        self._skipping = 0
        self._raised = 0
        self._noted = False
        self._lists: list[int | None] = []  # the number of the last item; None in a list with bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif self._skipping:
            return
        elif tag == "br":
            self._current += " "
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._open_block(tag)
            self._open_note(tag, dict(attrs))
        elif tag in _ITALIC:
            self._current += "*"
        elif tag == "sup":
            self._raised += 1

    def _open_block(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li" and self._lists:
            last = self._lists[-1]
            if last is None:
                self._current = "- "
            else:
                self._lists[-1] = last + 1
                self._current = f"{last + 1}. "

    def _open_note(self, tag: str, attributes: dict[str, str | None]) -> None:
        """An item or a block whose name says that it is a note; links to it are raised numbers."""
        name = attributes.get("id") or ""
        role = attributes.get("role") or attributes.get("epub:type") or ""
        digits = re.search(r"\d+", name)
        if tag not in ("li", "aside", "p", "div", "dd") or not digits or "ref" in name.lower():
            return
        if not _NOTE_IDS.fullmatch(name) and not re.search("(?:foot|end)note", role):
            return
        if not self._noted and (not self._paragraphs or section_of(self._paragraphs[-1]) is not Section.NOTES):
            self._paragraphs.append("Notes")
        self._noted = True
        number = self._lists[-1] if tag == "li" and self._lists and self._lists[-1] else int(digits[0])
        self._current = f"{raised(number)} "

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif self._skipping:
            return
        elif tag in _BLOCKS:
            self._end_paragraph()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif tag in _ITALIC:
            stripped = self._current.rstrip()
            if stripped.endswith("*") and stripped.count("*") % 2:
                self._current = stripped[:-1]
            else:
                self._current = f"{stripped}*{self._current[len(stripped) :]}"
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        number = re.fullmatch(r"\s*[\[(]?(\d{1,4})[\])]?\s*", data)
        if self._raised and number:
            data = raised(int(number[1]))
        self._current += re.sub(r"\s+", " ", _BACK_LINK.sub("", data))

    def _end_paragraph(self) -> None:
        text = self._current.strip()
        if text and text != "-" and not re.fullmatch(rf"\d+\.|[{SUPERSCRIPTS}]+", text):
            self._paragraphs.append(text)
            self._current = ""
        elif not text:
            self._current = ""

    def text(self) -> str:
        """Return the paragraphs, with a blank line between them."""
        self._end_paragraph()
        return "\n\n".join(self._paragraphs) + "\n"
