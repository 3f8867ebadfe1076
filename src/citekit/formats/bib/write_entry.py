"""A reference to an entry: the finest type, the fields in the order people expect, the braces titles need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from citekit.formats.bib import mapping
from citekit.formats.bib.dates import read_edtf, write_edtf, write_year_month
from citekit.formats.bib.entry import Entry
from citekit.formats.bib.mapping import FieldRow, Kind, TypeRow
from citekit.formats.bib.names import write_names
from citekit.formats.bib.read_entry import CUSTOM, csl_type, row_applies, row_of_field
from citekit.formats.bib.tex_write import closing_ok, to_tex
from citekit.model import Date, Name, Reference
from citekit.model.reference import DATE_FIELDS, NAME_FIELDS
from citekit.model.variables import field_name, variable_name

_KEY_SAFE = re.compile(r"[^\s,{}\"#%()=~\\]+")
_KEY_UNSAFE = re.compile(r"[\s,{}\"#%()=~\\]+")
_OURS = frozenset(("id", "type", "translated_title", "aliases", "provenance", "custom", "extra"))
_WHERE = ("journal", "booktitle", "school", "institution", "organization", "publisher")
_EDITOR_TYPES = ("director", "compiler", "organizer")
_LANGUAGE_NAMES = {tag.partition("-")[0] + "-": name for name, tag in reversed(mapping.LANGUAGES.items())}
_LANGUAGE_NAMES |= {tag: name for name, tag in reversed(mapping.LANGUAGES.items())}
_GENRE_KEYS = {genre: key for key, genre in mapping.GENRES.items()}


@dataclass(frozen=True)
class Dialect:
    """BibTeX or BibLaTeX, in ASCII or UTF-8; ``for_styles`` repeats what BibTeX's styles would not show."""

    biblatex: bool
    ascii_only: bool
    for_styles: bool = True


class EntryWriter:
    """Writes one reference. A value is TeX in braces, or, for ``month``, an expression without them."""

    def __init__(self, reference: Reference, dialect: Dialect) -> None:
        self.reference = reference
        self.dialect = dialect
        kept = reference.custom.get(CUSTOM)
        self.kept: Mapping[str, Any] = kept if isinstance(kept, Mapping) else {}
        self.fields: dict[str, str] = {}

    def write(self) -> Entry:
        """Return the entry: type, key, and fields with their delimiters, in order."""
        reference = self.reference
        kind, subtype = self._type()
        key = reference.id if _KEY_SAFE.fullmatch(reference.id) else _KEY_UNSAFE.sub("_", reference.id)
        self._variables(kind)
        self._titles(kind)
        if subtype:
            self._put("entrysubtype", subtype)
        if key != reference.id:
            self._put("csl-id", reference.id if closing_ok(reference.id) else self._tex(reference.id))
        if reference.aliases:
            self._put("ids", ",".join(reference.aliases))
        if not self.dialect.biblatex and self.dialect.for_styles:
            self._classic(kind)
        self._kept_fields()
        return Entry(kind, key, dict(sorted(self.fields.items(), key=lambda item: _place(item[0]))))

    def _tex(self, text: str, *, title: bool = False) -> str:
        return to_tex(text, ascii_only=self.dialect.ascii_only, title=title)

    def _put(self, name: str, tex: str) -> None:
        if tex:
            self.fields[name] = f"{{{tex}}}"

    def _type(self) -> tuple[str, str]:
        reference = self.reference
        kept = self.kept.get("type")
        if isinstance(kept, str) and re.fullmatch(r"\w+", kept):
            subtype = self._kept_field("entrysubtype")
            if (csl_type(kept, subtype) or "document") == reference.type:
                return kept, ""
        row = type_row(reference.type)
        if self.dialect.biblatex:
            return self._biblatex_type(row)
        if row.bibtex == "misc" or not all(self._has(need) for need in row.needs):
            return "misc", "" if reference.type == "document" else reference.type
        if reference.type == "thesis":
            if not reference.genre:
                return "misc", "thesis"
            return ("mastersthesis" if reference.genre == mapping.GENRES["mathesis"] else "phdthesis"), ""
        plain = csl_type(row.bibtex, "") == reference.type
        return row.bibtex, "" if plain else row.subtype or reference.type

    def _biblatex_type(self, row: TypeRow) -> tuple[str, str]:
        """The finest type; what stands nowhere but at an address is ``@online``."""
        reference = self.reference
        if reference.type == "chapter" and reference.container_author:
            return "inbook", ""
        if row.biblatex in ("article", "review") and not reference.container_title:
            return ("online" if reference.url else "misc"), reference.type
        if row.biblatex == "misc" and reference.type in ("interview", "article") and reference.url:
            return "online", reference.type
        return row.biblatex, row.subtype

    def _kept_field(self, name: str) -> str:
        fields = self.kept.get("fields")
        value = fields.get(name, "") if isinstance(fields, Mapping) else ""
        return value if isinstance(value, str) else ""

    def _has(self, need: str) -> bool:
        return any(getattr(self.reference, field_name(name) or "") for name in need.split("|"))

    def _variables(self, kind: str) -> None:
        reference = self.reference
        for attribute in type(reference).model_fields:
            if attribute in _OURS:
                continue
            value = getattr(reference, attribute)
            if value is None or value == ():
                continue
            variable = variable_name(attribute)
            row = row_of_variable(variable, reference.type)
            name = self._field_name(row, variable)
            if attribute in NAME_FIELDS:
                self._names(name, variable, value)
            elif attribute in DATE_FIELDS:
                self._date(name, variable, value)
            else:
                self._text(name, row, variable, value, kind)

    def _field_name(self, row: FieldRow | None, variable: str) -> str:
        if row is None:
            return mapping.LEFTOVER + variable.lower()
        name = row.biblatex if self.dialect.biblatex else row.bibtex
        # BibTeX's styles warn of a number without a series, and of one beside a volume.
        unwanted = self.reference.volume or not self.reference.collection_title
        if variable == "collection-number" and not self.dialect.biblatex and unwanted:
            return mapping.LEFTOVER + variable
        if variable == "issue" and name == "number" and not self.dialect.biblatex and not self.reference.volume:
            return "issue"  # the styles warn of a number without a volume
        return name

    def _names(self, name: str, variable: str, names: tuple[Name, ...]) -> None:
        alone = sum(1 for kind in _EDITOR_TYPES if getattr(self.reference, kind)) == 1
        if self.dialect.biblatex and variable in _EDITOR_TYPES and alone and not self.reference.editor:
            self._put("editortype", variable)
            name = "editor"
        written, notes = write_names(names, ascii_only=self.dialect.ascii_only)
        self._put(name, written)
        if notes:
            self._put(f"{name}+an:csl", notes)

    def _date(self, name: str, variable: str, date: Date) -> None:
        written = write_edtf(date)
        if variable != "issued":
            self._put(name, written or self._tex(date.literal or str(date.parts[0][0])))
        elif self.dialect.biblatex and (written is not None or date.literal is None):
            self._put("date", written or str(date.parts[0][0]))
        else:
            year, month = write_year_month(date)
            self._put("year", self._tex(year) if year and not year.startswith("-") else year or "")
            if month:
                self.fields["month"] = month
            if written and not _year_month_suffices(date):
                self._put("date", written)

    def _text(self, name: str, row: FieldRow | None, variable: str, value: str, entry_kind: str) -> None:
        kind = row.kind if row else Kind.TITLE if "title" in variable else Kind.TEXT
        if kind in (Kind.VERBATIM, Kind.DOI):
            self._put(name, value if closing_ok(value) else value.replace("{", "%7B").replace("}", "%7D"))
        elif kind is Kind.PAGES:
            self._put(name, re.sub(r"[-–]", "--", value) if not re.search(r"[-–]{2}", value) else self._tex(value))
        elif kind is Kind.LANGUAGE:
            known = _LANGUAGE_NAMES.get(value) or _LANGUAGE_NAMES.get(f"{value}-")
            self._put(name if known else "language", known or self._tex(value))
            if known and mapping.LANGUAGES[known] != value:
                self._put(f"{mapping.LEFTOVER}language", self._tex(value))
        elif variable == "genre" and self._is_canonical_genre(value, entry_kind):
            if self.dialect.biblatex:
                self._put("type", _GENRE_KEYS[value])
        else:
            tex = self._tex(value, title=kind is Kind.TITLE)
            self._put(name, f"{{{tex}}}" if _would_be_a_list(name, value) else tex)

    def _is_canonical_genre(self, genre: str, entry_kind: str) -> bool:
        """Tell whether a genre is said by a word of BibLaTeX's, or by BibTeX's entry type alone."""
        if self.dialect.biblatex:
            return self.reference.type in ("report", "thesis") and genre in _GENRE_KEYS
        alone = {"phdthesis": mapping.GENRES["phdthesis"], "mastersthesis": mapping.GENRES["mathesis"]}
        return alone.get(entry_kind) == genre

    def _titles(self, kind: str) -> None:
        """The translated title; and where a style shows a web page's site only as an organisation, that."""
        reference = self.reference
        if reference.translated_title:
            inner = self._tex(reference.translated_title)
            self._put("titleaddon", f"[{inner}]")
            if not self.dialect.biblatex and "title" in self.fields:
                self.fields["title"] = f"{self.fields['title'][:-1]} [{inner}]}}"
        if self.dialect.biblatex and kind == "online" and reference.container_title:
            name = "booktitle" if "booktitle" in self.fields else "journaltitle"
            if not reference.publisher:
                self.fields["organization"] = self.fields[name]
            elif reference.publisher == reference.container_title:
                self.fields["publisher"] = self.fields[name]

    def _classic(self, kind: str) -> None:
        """What BibTeX's standard styles need to show an address, and to sort a work without an author."""
        reference = self.reference
        sorted_by = reference.author or (reference.editor and kind not in ("misc", "article"))
        if not sorted_by and reference.title and not self._kept_field("key"):
            self.fields["key"] = self.fields["title"]
        told = ""
        if reference.url and "{" not in reference.url and "}" not in reference.url:
            told = f"\\url{{{reference.url}}}"
            accessed = write_edtf(reference.accessed) if reference.accessed else None
            if accessed and read_edtf(accessed) == reference.accessed:
                told += f" (accessed {accessed})"
        if self._kept_field("howpublished"):
            return
        if kind == "misc":
            said = [self.fields[name][1:-1] for name in _WHERE if name in self.fields]
            where = ", ".join(dict.fromkeys(said))
            self._put("howpublished", ". ".join(filter(None, (where, told))))
        else:
            note = self.fields.get("note", "{}")[1:-1]
            number = f"No. {self.fields['issue'][1:-1]}" if "issue" in self.fields else ""
            self._put("note", ". ".join(filter(None, (note, number, told))))

    def _kept_fields(self) -> None:
        """Fields that have no variable go back as they were; so does a subtype that CSL does not know."""
        fields = self.kept.get("fields")
        if not isinstance(fields, Mapping):
            return
        for name, value in fields.items():
            if (
                isinstance(value, str)
                and re.fullmatch(r"[^\s=,{}\"#@()][^\s=,{}\"#]*", name)
                and closing_ok(value)
            ):
                spoken = "annote" if name == "annotation" and not self.dialect.biblatex else name
                if spoken not in self.fields:
                    self.fields[spoken] = f"{{{value}}}"


def _would_be_a_list(name: str, value: str) -> bool:
    lists = (
        "publisher",
        "institution",
        "organization",
        "location",
        "school",
        "address",
        "origpublisher",
        "language",
    )
    return name in lists and re.search(r"(?i)\sand\s", value) is not None


def _year_month_suffices(date: Date) -> bool:
    from citekit.formats.bib.dates import read_year_month
    from citekit.formats.bib.tex_read import from_tex

    year, month = write_year_month(date)
    spoken = from_tex((month or "").replace('"', "").replace(" # ", ""))
    return read_year_month(from_tex(year or ""), spoken) == date


@cache
def type_row(csl: str) -> TypeRow:
    """Return the row of a CSL type."""
    return next(row for row in mapping.TYPES if row.csl == csl)


@cache
def row_of_variable(variable: str, csl: str) -> FieldRow | None:
    """Return the row for a variable in an entry of a CSL type, ``None`` where another row has its field."""
    for row in mapping.FIELDS:
        if row.csl == variable and row_applies(row, csl):
            reading = row_of_field(row.biblatex, csl)
            return row if reading is not None and reading.csl == variable else None
    return None


_ORDER = (
    """
    author editor editortype bookauthor translator title titleaddon shorttitle journaltitle journal shortjournal
    booktitle series edition volume number issue part chapter pages pagetotal volumes type version eventtitle
    eventdate venue publisher institution school organization location address date year month pubstate
    entrysubtype howpublished doi isbn issn pmid pmcid url urldate langid language note
    """
).split()
_PLACES = {name: place for place, name in enumerate(_ORDER)}


@cache
def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name.partition("+")[0], len(_ORDER)), "" if name in _PLACES else name


def entry_text(entry: Entry) -> str:
    """Return an entry as text, one field a line."""
    lines = "".join(f"  {name} = {value},\n" for name, value in entry.fields.items())
    return f"@{entry.kind}{{{entry.key},\n{lines}}}\n"
