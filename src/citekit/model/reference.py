"""A reference: one work as a validated, immutable record in CSL's data model.

Source: CSL 1.0.2, appendices III (types) and IV (variables); the CSL-JSON schema (csl-data).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from citekit.errors import InvalidRecord
from citekit.model import identifiers
from citekit.model.date import Date
from citekit.model.name import Name
from citekit.model.provenance import Provenance
from citekit.model.variables import LEGACY_VARIABLES, TYPES, field_name, variable_name

Names = tuple[Name, ...]


class Reference(BaseModel):
    """One work. Fields are the CSL variables in snake case: ``container_title``, ``doi``, ``note_field``.

    Values are kept as printed. What is not a CSL variable goes into ``extra`` and is written back by
    ``to_csl``. ``aliases`` are former keys. Raises pydantic's ValidationError, a ValueError, for an
    impossible date, a URL or DOI that is none, an empty name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str = "document"

    author: Names = ()
    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editor_translator: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    illustrator: Names = ()
    interviewer: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()

    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None

    chapter_number: str | None = None
    citation_number: str | None = None
    collection_number: str | None = None
    edition: str | None = None
    first_reference_note_number: str | None = None
    issue: str | None = None
    locator: str | None = None
    number: str | None = None
    number_of_pages: str | None = None
    number_of_volumes: str | None = None
    page: str | None = None
    page_first: str | None = None
    part_number: str | None = None
    printing_number: str | None = None
    section: str | None = None
    supplement_number: str | None = None
    version: str | None = None
    volume: str | None = None

    abstract: str | None = None
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    citation_key: str | None = None
    citation_label: str | None = None
    collection_title: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    dimensions: str | None = None
    division: str | None = None
    doi: str | None = None
    event_place: str | None = None
    event_title: str | None = None
    genre: str | None = None
    isbn: str | None = None
    issn: str | None = None
    jurisdiction: str | None = None
    keyword: str | None = None
    language: str | None = None
    license: str | None = None
    medium: str | None = None
    note_field: str | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    original_title: str | None = None
    part_title: str | None = None
    pmcid: str | None = None
    pmid: str | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    reviewed_title: str | None = None
    scale: str | None = None
    source: str | None = None
    status: str | None = None
    title: str | None = None
    title_short: str | None = None
    url: str | None = None
    volume_title: str | None = None
    year_suffix: str | None = None

    translated_title: str | None = None
    """The translation printed beside the title, as in *Antō [Battle]*. No CSL variable: travels in ``custom``."""

    aliases: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    custom: Mapping[str, Any] = Field(default_factory=dict)
    extra: Mapping[str, Any] = Field(default_factory=dict)

    def model_post_init(self, context: Any, /) -> None:
        """Keep only what is set: a record has a dozen of the 120 variables, and a library many records."""
        kept = {name: value for name, value in self.__dict__.items() if value != _DEFAULTS[name]}
        object.__setattr__(self, "__dict__", kept)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            if name not in _DEFAULTS:
                return super().__getattr__(name)
            return {} if name in ("custom", "extra") else _DEFAULTS[name]

    @field_validator("id")
    @classmethod
    def _has_a_key(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("a reference needs an id")
        return value

    @field_validator("type")
    @classmethod
    def _known_type(cls, value: str) -> str:
        if value not in TYPES:
            raise ValueError(f"{value!r} is not a CSL type")
        return value

    @field_validator("url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not identifiers.is_url(value):
            raise ValueError(f"{value!r} is not a web address")
        return value

    @field_validator("doi")
    @classmethod
    def _bare_doi(cls, value: str | None) -> str | None:
        if value is None:
            return None
        bare = identifiers.doi(value)
        if bare is None:
            raise ValueError(f"{value!r} is not a DOI")
        return bare

    @field_validator("page", "volume", "issue", "locator")
    @classmethod
    def _one_line(cls, value: str | None) -> str | None:
        if value is not None and ("\n" in value or not value.strip()):
            raise ValueError("a number or range stands on one line and is not blank")
        return value

    @classmethod
    def from_csl(cls, item: Mapping[str, Any]) -> Reference:
        """Read one CSL-JSON item. Raises InvalidRecord that names every value that does not fit.

        Variables that CSL does not know are kept in ``extra``; a number where CSL has text becomes text; the
        names that older Zotero versions used (``shortTitle``, ``journalAbbreviation``) are read as theirs.
        """
        values: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for variable, value in item.items():
            if value is None or value in ("", [], {}):
                continue
            name = field_name(LEGACY_VARIABLES.get(variable, variable))
            if name is None:
                extra[variable] = value
            else:
                values[name] = _from_csl_value(name, value, str(item.get("id", "?")))
        custom = dict(values.pop("custom", {}))
        values.update(_ours_from_custom(custom))
        try:
            return cls(**values, custom=custom, extra=extra)
        except ValidationError as error:
            raise InvalidRecord(_explain(error, str(item.get("id", "?")))) from None

    def to_csl(self) -> dict[str, Any]:
        """Return the reference as a CSL-JSON item, without what is not set.

        Provenance, aliases and the translated title travel under ``custom``, where CSL-JSON has room for them.
        """
        item: dict[str, Any] = {"id": self.id, "type": self.type}
        for name in type(self).model_fields:
            if name in _OURS or name in ("id", "type"):
                continue
            value = getattr(self, name)
            if value is None or value == ():
                continue
            if name in NAME_FIELDS:
                value = [one.to_csl() for one in value]
            elif name in DATE_FIELDS:
                value = value.to_csl()
            item[variable_name(name)] = value
        item.update(self.extra)
        custom = dict(self.custom)
        if self.translated_title:
            custom["translated-title"] = self.translated_title
        if self.aliases:
            custom["aliases"] = list(self.aliases)
        if self.provenance:
            custom["provenance"] = [origin.to_json() for origin in self.provenance]
        if custom:
            item["custom"] = custom
        return item

    def replace(self, **changes: Any) -> Reference:
        """Return a copy with ``changes``, validated again."""
        values = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**{**values, **changes})


_DEFAULTS = {name: field.get_default(call_default_factory=True) for name, field in Reference.model_fields.items()}

_OURS = ("translated_title", "aliases", "provenance", "custom", "extra")

NAME_FIELDS = frozenset(name for name, field in Reference.model_fields.items() if field.annotation == Names)
DATE_FIELDS = frozenset(
    name for name, field in Reference.model_fields.items() if Date in get_args(field.annotation)
)


def _from_csl_value(name: str, value: Any, key: str) -> Any:
    try:
        if name in NAME_FIELDS:
            return tuple(Name.from_csl(one) for one in value)
        if name in DATE_FIELDS:
            return Date.from_csl(value)
    except (TypeError, ValueError, AttributeError) as error:
        reason = _explain(error, "") if isinstance(error, ValidationError) else str(error)
        raise InvalidRecord(f"{variable_name(name)} of {key}: {reason}") from None
    if name == "custom":
        return value if isinstance(value, Mapping) else {"value": value}
    return str(value) if isinstance(value, int | float) else value


def _ours_from_custom(custom: dict[str, Any]) -> dict[str, Any]:
    """Take out of ``custom`` what ``to_csl`` put there."""
    ours: dict[str, Any] = {}
    if isinstance(translated := custom.get("translated-title"), str):
        ours["translated_title"] = translated
        del custom["translated-title"]
    if isinstance(aliases := custom.get("aliases"), list):
        ours["aliases"] = tuple(str(alias) for alias in aliases)
        del custom["aliases"]
    origins = custom.get("provenance")
    if isinstance(origins, list) and all(isinstance(one, Mapping) and "span" in one for one in origins):
        ours["provenance"] = tuple(Provenance.from_json(one) for one in custom.pop("provenance"))
    return ours


def _explain(error: ValidationError, key: str) -> str:
    reasons = []
    for problem in error.errors():
        place = ".".join(str(part) for part in problem["loc"])
        message = problem["msg"].removeprefix("Value error, ")
        reasons.append(f"{place}: {message}" if place else message)
    return f"{key}: " * bool(key) + "; ".join(reasons)
