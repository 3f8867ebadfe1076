"""Items: CSL-JSON as the world has it, made ready for rendering (CSL 1.0.2, Appendix IV).

Whatever cannot be used is left out with a finding; nothing here raises.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Container, Mapping
from typing import Any

from citekit.csl import date_input, name_input
from citekit.csl.date_input import Date
from citekit.csl.name_input import Name
from citekit.csl.variables import DATE_VARIABLES, KNOWN, NAME_VARIABLES, SHORT_FORMS, SYNONYMS, TYPES

_TAGGED = re.compile(r"</?(?:jats|mml):?[a-zA-Z-]*[^<>]*>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_OTHERS = re.compile(r"[,&–-]")
_NOTE_LINE = re.compile(r"^\s*([A-Za-z][-_A-Za-z]*)\s*:\s*(.*?)\s*$")
_NOTE_BRACES = re.compile(r"\{:([A-Za-z][-_A-Za-z]*):\s*(.*?)\s*\}")

Report = Callable[[str, str, str], None]


class Item:
    """One reference: its text, name and date variables apart, each ready to render."""

    __slots__ = ("dates", "id", "index", "language", "names", "text", "type")

    def __init__(self, source: Mapping[str, Any], index: int, report: Report) -> None:
        self.index = index
        self.text: dict[str, str] = {}
        self.names: dict[str, tuple[Name, ...]] = {}
        self.dates: dict[str, Date] = {}
        self.id = str(source.get("id", index + 1))
        kind = source.get("type")
        self.type = str(kind) if kind else ""
        if kind and self.type not in TYPES:
            report(self.id, "unknown-type", f"unknown type {self.type!r}; rendered as a document")
        for variable, value in source.items():
            if variable in ("id", "type") or value is None:
                continue
            self._take(SYNONYMS.get(variable, variable), value, report)
        note = self.text.get("note")
        if note and ":" in note:
            self._read_note(note)
        self._complete()
        self.language = self.text.get("language", "")
        if self.language:
            self.names = {v: name_input.in_language(names, self.language) for v, names in self.names.items()}

    def _take(self, variable: str, value: Any, report: Report) -> None:
        if variable in NAME_VARIABLES:
            names = name_input.read(value)
            if names:
                self.names[variable] = names
            elif value:
                report(self.id, "unusable-names", f"{variable} holds no names; left out")
        elif variable in DATE_VARIABLES:
            date = date_input.read(value)
            if date is not None:
                self.dates[variable] = date
            elif value and _holds_something(value):
                report(self.id, "unusable-date", f"{variable} holds no date; left out")
        elif variable in KNOWN:
            text = _text(value)
            if text is None:
                report(self.id, "unusable-value", f"{variable} is neither text nor a number; left out")
            elif text:
                self.text.setdefault(variable, text)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            text = _text(value)
            if text:
                self.text.setdefault(variable, text)

    def _read_note(self, note: str) -> None:
        """Variables written into ``note``: ``key: value`` lines at its start, and ``{:key: value}`` anywhere.

        They are taken out of it; what the reference says by itself comes first.
        """
        found, rest = _note_variables(note, self.text)
        if not found:
            return
        self.text["note"] = rest
        if not rest:
            del self.text["note"]
        names: dict[str, list[Name]] = {}
        for key, value in found:
            if key == "type":
                self.type = value if value in TYPES else self.type
            elif key in NAME_VARIABLES:
                family, _, given = (part.strip() for part in value.partition("||"))
                names.setdefault(key, []).extend(
                    name_input.read({"family": family, "given": given} if given else {"literal": family})
                )
            elif key in DATE_VARIABLES:
                if (date := date_input.read(value)) is not None:
                    self.dates[key] = date
            elif value:
                self.text.setdefault(key, value)
        for key, found_names in names.items():
            self.names.setdefault(key, tuple(found_names))

    def _complete(self) -> None:
        """Variables that follow from others."""
        text = self.text
        page = text.get("page")
        if page and "page-first" not in text:
            first = page if "\\-" in page else _OTHERS.split(page, maxsplit=1)[0].strip()
            if first:
                text["page-first"] = first
        for long, short in SHORT_FORMS.items():
            if short not in text and (old_short := text.get(f"{long}Short")):
                text[short] = old_short


def _note_variables(note: str, held: Container[str]) -> tuple[list[tuple[str, str]], str]:
    """The variables in a note that are not ``held`` already, and what is left of the note."""

    def taken(match: re.Match[str] | None) -> bool:
        if match is None or match[1] in held:
            return False
        return match[1] in KNOWN or match[1].islower()

    found = [(match[1], match[2]) for match in _NOTE_BRACES.finditer(note) if taken(match)]
    bare = _NOTE_BRACES.sub(lambda match: "" if taken(match) else match[0], note)
    rest: list[str] = []
    reading = True
    for number, line in enumerate(bare.split("\n")):
        match = _NOTE_LINE.match(line) if reading else None
        if match and taken(match):
            found.append((match[1], match[2]))
        else:
            reading = reading and (number == 0 or match is not None or not line.strip())
            rest.append(line)
    return found, "\n".join(rest).strip()


def _holds_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_something(v) for v in value.values())
    if isinstance(value, list):
        return any(_holds_something(v) for v in value)
    return value is not None and value != ""


def _text(value: object) -> str | None:
    """A field's text: lists (Crossref's titles) give their first text, numbers their digits.

    None where unusable.
    """
    if isinstance(value, str):
        if "<" in value and _TAGGED.search(value):
            value = _TAGGED.sub("", value)
        return unescaped(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, list):
        texts = [t for t in map(_text, value) if t]
        return texts[0] if texts else ""
    return None


def unescaped(text: str) -> str:
    """Text whose HTML entities are characters."""
    return html.unescape(text) if _ENTITY.search(text) else text
