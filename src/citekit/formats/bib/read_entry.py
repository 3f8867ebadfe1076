"""An entry to a reference: types, fields and values by the tables of ``mapping``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import ValidationError

from citekit.formats.bib import mapping
from citekit.formats.bib.dates import month_is_understood, read_edtf, read_year_month
from citekit.formats.bib.entry import Entry
from citekit.formats.bib.mapping import FieldRow, Kind
from citekit.formats.bib.names import read_names
from citekit.formats.bib.tex_read import from_tex, strip_whole_braces
from citekit.formats.bib.values import VALUE_READERS, balanced, clean_url, joined, read_date
from citekit.model import Finding, Reference, Span
from citekit.model.identifiers import is_url
from citekit.model.variables import DATE_VARIABLES, NAME_VARIABLES, TYPES, VARIABLES, field_name

CUSTOM = "bibtex"
"""Where ``Reference.custom`` keeps what a .bib entry says and CSL cannot: ``{"type": …, "fields": {…}}``."""

_URL_NOTE = re.compile(
    r"(?:(?P<rest>.*?)(?:\. |\A))?\\url\{(?P<url>[^{}]*)\}(?: \(accessed (?P<date>[0-9~/-]+)\))?\Z", re.DOTALL
)
_URL_WITH_COMMAND = re.compile(
    r"\\(?:url|path|nolinkurl)\s*\{[^{}]*\}|\\href\s*\{[^{}]*\}\s*\{.*\}|\S*://\S+", re.DOTALL
)
_BRACKETED = re.compile(r"\[(.*)\]|\\mkbibbrackets\s*\{(.*)\}", re.DOTALL)


@cache
def _canonical_type(kind: str) -> str | None:
    for row in mapping.TYPES:
        if kind == row.biblatex and not row.subtype:
            return row.csl
    if kind in mapping.READ_TYPES:
        return mapping.READ_TYPES[kind]
    return next((row.csl for row in mapping.TYPES if kind in (row.biblatex, row.bibtex)), None)


@cache
def csl_type(kind: str, subtype: str) -> str | None:
    """Return the CSL type of an entry type and its ``entrysubtype``, ``None`` where the type is unknown."""
    if subtype:
        if (kind, subtype) in mapping.READ_SUBTYPES:
            return mapping.READ_SUBTYPES[kind, subtype]
        for row in mapping.TYPES:
            if row.subtype == subtype and kind in (row.biblatex, row.bibtex):
                return row.csl
        if subtype in TYPES:
            return subtype
    return _canonical_type(kind)


@cache
def says_the_type(kind: str, subtype: str, csl: str) -> bool:
    """Tell whether the writer says all that ``kind`` and ``subtype`` say of a CSL type."""
    row = next(row for row in mapping.TYPES if row.csl == csl)
    if subtype and subtype not in (row.subtype, csl):
        return False
    return kind in (row.biblatex, row.bibtex) or (kind in mapping.SAME_TYPE and not subtype) or (
        kind in ("misc", "online") and subtype == csl
    )  # fmt: skip


@cache
def row_of_field(name: str, csl: str) -> FieldRow | None:
    """Return the row for a BibLaTeX field in an entry of a CSL type."""
    for row in mapping.FIELDS:
        if name in (row.biblatex, row.bibtex) and row_applies(row, csl):
            return row
    return None


@cache
def rows_to_read(csl: str) -> tuple[tuple[str, FieldRow, str], ...]:
    """Return the fields that an entry of a CSL type is read for, in the table's order, each with its attribute."""
    rows = [(row.biblatex, row, field_name(row.csl) or "") for row in mapping.FIELDS if row_applies(row, csl)]
    rows += [(row.bibtex, row, attribute) for _, row, attribute in rows if row.kind is Kind.LANGUAGE]
    return tuple(row for row in rows if row[1].csl not in ("issued", "publisher", "genre"))


def row_applies(row: FieldRow, csl: str) -> bool:
    """Tell whether a row is for a CSL type."""
    if not row.types:
        return True
    if "*books" in row.types:
        return csl not in mapping.PERIODICAL and csl not in mapping.NUMBERED
    return csl in row.types


class EntryReader:
    """Reads one entry. What a field says that has no variable stays in ``fields``."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.fields = _canonical_names(entry.fields)
        self.findings: list[Finding] = []
        subtype = self.fields.get("entrysubtype", "").strip().lower()
        known = csl_type(entry.kind, subtype)
        self.type = known or "document"
        self.values: dict[str, Any] = {"type": self.type}
        self.sources: dict[str, tuple[str, ...]] = {}
        self.custom: dict[str, Any] = {}
        if subtype and says_the_type(entry.kind, subtype, self.type):
            del self.fields["entrysubtype"]
        unsaid = known is None or not says_the_type(entry.kind, "", self.type)
        if "entrysubtype" in self.fields or (unsaid and not subtype):
            self.custom["type"] = entry.kind

    def read(self, key: str) -> Reference:
        """Return the reference, called ``key``."""
        self.values["id"] = key
        howpublished = self.fields.get("howpublished", "").strip()
        if howpublished and self._said_elsewhere(howpublished):
            del self.fields["howpublished"]
        self._web_address()
        self._titles()
        self._dates()
        self._publisher()
        self._genre()
        self._identity()
        self._rows()
        if self.fields:
            self.custom["fields"] = {name: balanced(value.strip()) for name, value in self.fields.items()}
        return self._reference()

    def _reference(self) -> Reference:
        for _ in range(len(self.values)):
            custom = {CUSTOM: self.custom} if self.custom else {}
            try:
                if custom:
                    return Reference(**self.values, custom=custom)
                return Reference(**self.values)
            except ValidationError as error:
                self._refuse(error)
        return Reference(id=str(self.values["id"]), type=self.type)

    def _refuse(self, error: ValidationError) -> None:
        """Take out what the model refuses; the field's words stay beside the record."""
        for problem in error.errors():
            attribute = str(problem["loc"][0])
            if attribute not in self.values:
                continue
            del self.values[attribute]
            for source in self.sources.get(attribute, ()):
                written = self.entry.fields.get(source)
                if written is not None:
                    self.custom.setdefault("fields", {})[source] = balanced(written.strip())
            message = problem["msg"].removeprefix("Value error, ")
            self._finding(
                "invalid-value", f"{attribute}: {message}", "the field is kept as it is, beside the record"
            )

    def _finding(self, code: str, message: str, hint: str) -> None:
        span = self.entry.span
        self.findings.append(
            Finding(
                code=code,
                message=message,
                span=Span(span.start, span.start + 1) if span else None,
                key=str(self.values["id"]),
                hint=hint,
            )
        )

    def _set(self, attribute: str, value: Any, *sources: str) -> None:
        self.values[attribute] = value
        self.sources[attribute] = sources

    def _take(self, name: str) -> str:
        return self.fields.pop(name, "").strip()

    def _web_address(self) -> None:
        """URL and access date, wherever they are: their fields, ``howpublished``, a note."""
        address = clean_url(self._take("url"))
        seen, accessed = "", ""
        for name in ("howpublished", "note"):
            written = self.fields.get(name, "")
            if "\\url" not in written and "\\href" not in written and "http" not in written:
                continue
            match = _URL_NOTE.match(written.strip())
            if match:
                seen, accessed = clean_url(match.group("url")), match.group("date") or ""
                if address in ("", seen):
                    self._leave(name, match.group("rest") or "")
                    break
                continue
            seen = clean_url(written)
            if name == "howpublished" and is_url(seen) and address in ("", seen):
                if not any(sign.isalpha() for sign in _URL_WITH_COMMAND.sub("", written)):
                    del self.fields[name]
                break
            seen = ""
        address = address or self._eprint_address()
        number = f"No. {self.fields.get('issue', '').strip()}"
        note = self.fields.get("note", "").strip()
        if note == number or note.endswith(f". {number}"):
            self._leave("note", note.removesuffix(number).removesuffix(". "))
        address = address or (seen if is_url(seen) else "")
        if address:
            self._set("url", address, "url")
        if accessed and "urldate" not in self.fields and (date := read_edtf(accessed)):
            self._set("accessed", date, "note")

    def _eprint_address(self) -> str:
        """The address of a work in an archive that has one for each of its works."""
        archive = self.fields.get("eprinttype", "").strip().lower()
        number = clean_url(self.fields.get("eprint", ""))
        address = mapping.ARCHIVES.get(archive, "") + number if archive in mapping.ARCHIVES and number else ""
        return address if is_url(address) else ""

    def _leave(self, name: str, rest: str) -> None:
        rest = rest.strip()
        if rest and not (name == "howpublished" and self._said_elsewhere(rest)):
            self.fields[name] = rest
        else:
            del self.fields[name]

    def _said_elsewhere(self, words: str) -> bool:
        """Tell whether ``howpublished`` repeats what other fields say, for styles that know no better."""
        names = ("journaltitle", "booktitle", "institution", "organization", "publisher")
        said = [self.fields[name].strip() for name in names if name in self.fields]
        return words in {", ".join(dict.fromkeys(said)), *said}

    def _titles(self) -> None:
        if "key" in self.fields and self.fields["key"].strip() == self.fields.get("title", "").strip():
            del self.fields["key"]
        for name, addition in (("title", "subtitle"), ("booktitle", "booksubtitle"),
                               ("journaltitle", "journalsubtitle")):  # fmt: skip
            if name in self.fields and addition in self.fields:
                self.fields[name] = joined(strip_whole_braces(self.fields[name]), self._take(addition))
        addon = _BRACKETED.fullmatch(self.fields.get("titleaddon", "").strip())
        if addon:
            inner = next(group for group in addon.groups() if group is not None)
            self._set("translated_title", from_tex(inner), "titleaddon")
            del self.fields["titleaddon"]
            title = self.fields.get("title", "").strip()
            if title.endswith(f" [{inner}]"):
                self.fields["title"] = title.removesuffix(f" [{inner}]")

    def _dates(self) -> None:
        written = self._take("date")
        year, month, day = (from_tex(self.fields.get(name, "")) for name in ("year", "month", "day"))
        date = read_date(written) if written else None
        if date is None and year:
            date = read_year_month(year, month, day)
        if date is not None:
            self._drop_year_and_month(month if date.literal is None else "")
            self._set("issued", date, "date", "year", "month")

    def _drop_year_and_month(self, month: str) -> None:
        """What the date says is not kept twice; a month that means nothing is."""
        self.fields.pop("year", None)
        if month_is_understood(month):
            self.fields.pop("month", None)
            self.fields.pop("day", None)
        else:
            self._finding("month", f"no month: {month}", "write a macro such as jan, or a number")

    def _publisher(self) -> None:
        site = self.fields.get("organization")
        if self.entry.kind == "online" and site in (self.fields.get("booktitle"), self.fields.get("journaltitle")):
            self.fields.pop("organization", None)
        if self.type in ("webpage", "post", "post-weblog"):
            order: tuple[str, ...] = ("organization", "publisher", "institution")
        elif self.type in ("thesis", "report"):
            order = ("institution", "publisher", "organization", "howpublished")
        else:
            order = ("publisher", "institution", "organization", "howpublished")
        for name in order:
            if name == "howpublished" and _URL_WITH_COMMAND.search(self.fields.get(name, "")):
                continue  # words around an address name no publisher
            if value := from_tex(self.fields.get(name, "")):
                self._set("publisher", value, name)
                del self.fields[name]
                break

    def _genre(self) -> None:
        written = self._take("type")
        genre = mapping.GENRES.get(written) or (from_tex(written) if written else "")
        if not genre:
            genre = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}.get(self.entry.kind, "")
        if genre:
            self._set("genre", genre, "type")

    def _identity(self) -> None:
        if identity := self._take("csl-id"):
            self.values["id"] = from_tex(identity) if "\\textbrace" in identity else identity
        if aliases := self._take("ids"):
            self._set("aliases", tuple(alias.strip() for alias in aliases.split(",") if alias.strip()), "ids")
        kind = self.fields.get("editortype", "").strip()
        if kind in NAME_VARIABLES and kind != "editor" and "editor" in self.fields:
            del self.fields["editortype"]
            self._names(kind, "editor", self._take("editor"))
        where = self.fields.get("eprinttype", "").strip().lower()
        if where in ("pubmed", "pmid") and (number := self.fields.get("eprint", "").strip()):
            self._set("pmid", number, "eprint")
            del self.fields["eprint"], self.fields["eprinttype"]

    def _rows(self) -> None:
        for name in [name for name in self.fields if name.startswith(mapping.LEFTOVER)]:
            self._leftover(name)
        if "address" in self.fields and "location" in self.fields and "venue" not in self.fields:
            self.fields["venue"] = self.fields.pop("location")
            self.fields["location"] = self.fields.pop("address")
        if "note" not in self.fields and "addendum" in self.fields:
            self.fields["note"] = self.fields.pop("addendum")
        for name, row, attribute in rows_to_read(self.type):
            if name not in self.fields:
                continue
            if attribute in self.values:
                if row.kind is Kind.LANGUAGE and self._same_language(name):
                    del self.fields[name]
                continue
            written = self.fields[name].strip()
            if not written:
                del self.fields[name]
                continue
            if row.kind is Kind.NAMES:
                del self.fields[name]
                self._names(row.csl, name, written)
                continue
            value = VALUE_READERS[row.kind](written)
            if value is not None and value != "":
                del self.fields[name]
                self._set(attribute, value, name)

    def _same_language(self, name: str) -> bool:
        """Tell whether a field names the language that ``csl-language`` tags."""
        tag = VALUE_READERS[Kind.LANGUAGE](self.fields[name])
        return str(tag).partition("-")[0] == str(self.values["language"]).partition("-")[0]

    def _names(self, variable: str, name: str, written: str) -> None:
        notes = self._take(f"{name}+an:csl")
        attribute = field_name(variable)
        try:
            names = read_names(written, notes)
        except ValidationError:
            names = ()
        if names and attribute:
            self._set(attribute, names, name)
        elif written:
            self.fields[name] = written

    def _leftover(self, name: str) -> None:
        variable = _LEFTOVERS.get(name)
        if variable is None or (attribute := field_name(variable)) is None:
            return
        written = self._take(name)
        if variable in NAME_VARIABLES:
            self._names(variable, name, written)
        elif variable in DATE_VARIABLES:
            self._set(attribute, read_date(written), name)
        elif written:
            self._set(attribute, from_tex(written, title="title" in variable), name)


_LEFTOVERS = {mapping.LEFTOVER + variable.lower(): variable for variable in VARIABLES}


def _canonical_names(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields by BibLaTeX's names; a field that is there under both names keeps both."""
    named = dict(fields)
    for name in fields:
        if name in mapping.FIELD_ALIASES and mapping.FIELD_ALIASES[name] not in named:
            named[mapping.FIELD_ALIASES[name]] = named.pop(name)
    return named
