"""Word documents (.docx): paragraphs, italics, list numbers, and the real footnotes and endnotes.

Source: ECMA-376, Part 1, WordprocessingML: 17.3 (paragraphs and runs), 17.9 (numbering), 17.11 (notes).
"""

from __future__ import annotations

import os
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.errors import UnreadableInput
from citekit.extraction.sources.notes_section import raised, with_notes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 200_000_000  # bytes of one part; no paper comes near it


def read_docx(path: str | os.PathLike[str]) -> str:
    """Return the text of a Word document. Raises UnreadableInput where the file is missing or is none."""
    name = os.fspath(path)
    try:
        with zipfile.ZipFile(Path(path)) as archive:
            body = _part(archive, "word/document.xml", name)
            if body is None:
                raise UnreadableInput("this archive holds no Word document", path=name)
            document = _Document(
                notes={
                    "footnoteReference": _notes(_part(archive, "word/footnotes.xml", name), "footnote"),
                    "endnoteReference": _notes(_part(archive, "word/endnotes.xml", name), "endnote"),
                },
                numbering=_numbering(_part(archive, "word/numbering.xml", name)),
            )
    except FileNotFoundError:
        raise UnreadableInput("no such file", path=name, hint="check the spelling of the path") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise UnreadableInput(
            f"not a Word document: {error}", path=name, hint="save it as .docx, or export it as plain text"
        ) from None
    paragraphs = [document.paragraph(one) for one in body.iter(f"{_W}p")]
    return with_notes(paragraphs, document.printed)


def _part(archive: zipfile.ZipFile, name: str, path: str) -> Element | None:
    from xml.etree import ElementTree

    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.file_size > _LARGEST:
        raise UnreadableInput(f"{name} is larger than any paper", path=path)
    data = archive.read(info)
    if b"<!DOCTYPE" in data[:2000]:
        raise UnreadableInput(f"{name} declares a document type, which Word never does", path=path)
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise UnreadableInput(f"{name} is damaged: {error}", path=path) from None


def _notes(part: Element | None, kind: str) -> dict[str, Element]:
    """Notes by their id; separators are no notes."""
    if part is None:
        return {}
    found = part.iter(f"{_W}{kind}")
    return {note.get(f"{_W}id", ""): note for note in found if note.get(f"{_W}type", "normal") == "normal"}


def _numbering(part: Element | None) -> dict[str, str]:
    """The pattern of the first level of each numbered list: ``[%1]``, ``%1.``; a bullet where it has no number."""
    if part is None:
        return {}
    patterns = {}
    for abstract in part.iter(f"{_W}abstractNum"):
        level = abstract.find(f"{_W}lvl")
        if level is not None:
            style = _value(level.find(f"{_W}numFmt"))
            text = _value(level.find(f"{_W}lvlText"))
            patterns[abstract.get(f"{_W}abstractNumId", "")] = text if style == "decimal" and "%1" in text else "-"
    links = ((number.get(f"{_W}numId", ""), number.find(f"{_W}abstractNumId")) for number in part.iter(f"{_W}num"))
    return {number: patterns.get(_value(abstract), "-") for number, abstract in links}


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


@dataclass
class _Document:
    """What the paragraphs refer to, and the notes in the order in which the text refers to them."""

    notes: dict[str, dict[str, Element]]
    numbering: dict[str, str]
    printed: list[str] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def paragraph(self, paragraph: Element) -> str:
        """Return a paragraph's text, with its list number before it."""
        text = _joined(self._runs(paragraph))
        number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is None or not text.strip() or _value(number) == "0":
            return text
        pattern = self.numbering.get(_value(number), "-")
        self._counts[_value(number)] += 1
        return f"{pattern.replace('%1', str(self._counts[_value(number)]))} {text}"

    def _runs(self, paragraph: Element) -> Iterator[tuple[str, bool]]:
        for run in paragraph.iter(f"{_W}r"):
            properties = run.find(f"{_W}rPr")
            italic = _is_on(properties, "i")
            lifted = properties is not None and _value(properties.find(f"{_W}vertAlign")) == "superscript"
            for part in run:
                tag = part.tag.removeprefix(_W)
                if tag == "t" and part.text:
                    text = part.text
                    yield (raised(int(text)), False) if lifted and text.isdecimal() else (text, italic)
                elif tag == "tab":
                    yield " ", italic
                elif tag in ("br", "cr"):
                    yield "\n", italic
                elif tag == "noBreakHyphen":
                    yield "-", italic
                elif tag in self.notes:
                    yield self._marker(self.notes[tag].get(part.get(f"{_W}id", ""))), False

    def _marker(self, note: Element | None) -> str:
        if note is None:
            return ""
        place = len(self.printed)
        self.printed.append("")
        paragraphs = (_joined(self._runs(paragraph)).strip() for paragraph in note.iter(f"{_W}p"))
        self.printed[place] = " ".join(paragraph for paragraph in paragraphs if paragraph)
        return raised(place + 1)


def _is_on(properties: Element | None, name: str) -> bool:
    element = properties.find(f"{_W}{name}") if properties is not None else None
    return element is not None and element.get(f"{_W}val", "true") not in ("0", "false", "off")


def _joined(pieces: Iterator[tuple[str, bool]]) -> str:
    """Join runs; italic ones that follow each other are set between one pair of asterisks."""
    text = ""
    was_italic = False
    for piece, italic in pieces:
        if italic != was_italic and piece.strip():
            stripped = text.rstrip() if was_italic else text
            text = f"{stripped}*{text[len(stripped) :]}"
            was_italic = italic
            if italic and piece[0] == " ":
                lead = len(piece) - len(piece.lstrip())
                text, piece = f"{text[:-1]}{piece[:lead]}*", piece[lead:]
        text += piece
    if was_italic:
        stripped = text.rstrip()
        text = f"{stripped}*{text[len(stripped) :]}"
    return text
