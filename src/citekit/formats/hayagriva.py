"""Hayagriva's YAML, which Typst reads: entries by key, what a work is part of in ``parent``.

Braces keep the case of words in titles, as ``nocase`` spans do. Not held: event dates and places, rich text other
than ``nocase``, people without a role there, static ordering.

Source: the Hayagriva project, *The Hayagriva YAML File Format*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats import yaml_text
from citekit.formats.bib.dates import read_edtf, write_edtf
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.model import Date, Finding, Name, Reference

TYPES = (
    ("article-journal", "article", "periodical"),
    ("article-magazine", "article", "periodical"),
    ("article-newspaper", "article", "newspaper"),
    ("article", "article", ""),
    ("book", "book", ""),
    ("chapter", "chapter", "book"),
    ("paper-conference", "article", "proceedings"),
    ("entry-encyclopedia", "entry", "reference"),
    ("entry", "entry", ""),
    ("entry-dictionary", "entry", "reference"),
    ("report", "report", ""),
    ("thesis", "thesis", ""),
    ("webpage", "web", "web"),
    ("post-weblog", "article", "blog"),
    ("post", "post", "thread"),
    ("patent", "patent", ""),
    ("legal_case", "case", ""),
    ("legislation", "legislation", ""),
    ("manuscript", "manuscript", ""),
    ("motion_picture", "video", ""),
    ("song", "audio", ""),
    ("performance", "performance", ""),
    ("graphic", "artwork", ""),
    ("software", "repository", ""),
    ("periodical", "periodical", ""),
    ("document", "misc", ""),
)
"""CSL type, Hayagriva type, the type of the parent that a container becomes. The first row with both is read."""

READ_TYPES = {
    "anthos": "chapter",
    "anthology": "book",
    "proceedings": "book",
    "reference": "book",
    "newspaper": "periodical",
    "blog": "webpage",
    "conference": "event",
    "exhibition": "event",
    "scene": "motion_picture",
    "thread": "post",
    "original": "book",
}

_TEXTS = (
    ("volume", "volume"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("page", "page-range"),
    ("abstract", "abstract"),
    ("number-of-pages", "page-total"),
    ("number-of-volumes", "volume-total"),
    ("genre", "genre"),
    ("note", "note"),
    ("language", "language"),
    ("archive", "archive"),
    ("archive_location", "archive-location"),
    ("call-number", "call-number"),
    ("annote", "annote"),
    ("chapter-number", "chapter"),
)
_SERIALS = (
    ("DOI", "doi"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("number", "serial"),
)
_ROLES = (
    ("translator", "translator"),
    ("director", "director"),
    ("illustrator", "illustrator"),
    ("compiler", "compiler"),
    ("narrator", "narrator"),
    ("composer", "composer"),
    ("organizer", "organizer"),
    ("producer", "producer"),
    ("executive-producer", "executive-producer"),
    ("collaborator", "contributor"),
)
_IN_PARENT = ("volume", "issue", "edition")


def read(text: str) -> ReadResult:
    """Return the references in a Hayagriva text. Raises SyntaxProblem where it is no mapping of entries."""
    value = yaml_text.load(text)
    if not isinstance(value, Mapping):
        raise SyntaxProblem("not Hayagriva: the document is no mapping of keys to entries")
    references: list[Reference] = []
    findings: list[Finding] = []
    for key, entry in value.items():
        if not isinstance(entry, Mapping):
            findings.append(
                Finding(code="not-an-item", message=f"{key} is no entry", hint="each key has a mapping")
            )
            continue
        reference, problems = reference_of({"id": str(key), **_values(entry)})
        references.append(reference)
        findings.extend(problems)
    return ReadResult(references, findings)


def _values(entry: Mapping[str, Any]) -> dict[str, Any]:
    parents = entry.get("parent")
    parents = parents if isinstance(parents, list) else [parents] if isinstance(parents, Mapping) else []
    parents = [parent for parent in parents if isinstance(parent, Mapping)]
    host = parents[0] if parents else {}
    values: dict[str, Any] = {
        "type": _type(str(entry.get("type", "misc")).lower(), str(host.get("type", "")).lower())
    }
    for source in (entry, *parents):
        _take(values, source, own=source is entry)
    if host and (title := _title(host)):
        values["container-title"] = title[0]
    if len(parents) > 1 and (title := _title(parents[1])):
        values["collection-title"] = title[0]
    if "author" not in values and host.get("author"):
        values["container-author"] = _names(host["author"])
    return {variable: value for variable, value in values.items() if value not in (None, "", [])}


def _type(kind: str, parent: str) -> str:
    for csl, own, host in TYPES:
        if own == kind and (host == parent or (not host and not parent)):
            return csl
    if kind in READ_TYPES:
        return READ_TYPES[kind]
    return next((csl for csl, own, _ in TYPES if own == kind), "document")


def _take(values: dict[str, Any], source: Mapping[str, Any], *, own: bool) -> None:
    """Take what an entry, or the work it is part of, says; what is there already stays."""
    if own and (title := _title(source)):
        values["title"] = title[0]
        values["title-short"] = title[1]
    for variable, name in _TEXTS:
        if source.get(name) is not None and (own or variable not in ("note", "abstract", "genre", "page")):
            values.setdefault(variable, _text(source[name]))
    if own and source.get("author"):
        values["author"] = _names(source["author"])
    if source.get("editor"):
        values.setdefault("editor", _names(source["editor"]))
    for affiliated in source.get("affiliated") or []:
        role = next((csl for csl, role in _ROLES if role == affiliated.get("role")), None)
        if role:
            values.setdefault(role if role != "collaborator" else "contributor", _names(affiliated.get("names")))
    publisher = source.get("publisher")
    if isinstance(publisher, Mapping):
        values.setdefault("publisher", _text(publisher.get("name")))
        values.setdefault("publisher-place", _text(publisher.get("location")))
    elif publisher is not None:
        values.setdefault("publisher", _text(publisher))
    if source.get("organization") is not None:
        values.setdefault("publisher", _text(source["organization"]))
    if source.get("location") is not None:
        values.setdefault("publisher-place", _text(source["location"]))
    _take_address(values, source)
    if source.get("date") is not None:
        date = str(source["date"])
        values.setdefault("issued", (read_edtf(date) or Date(literal=date)).to_csl())


def _take_address(values: dict[str, Any], source: Mapping[str, Any]) -> None:
    address = source.get("url")
    if isinstance(address, Mapping):
        values.setdefault("URL", _text(address.get("value")))
        if (date := read_edtf(str(address.get("date", "")))) is not None:
            values.setdefault("accessed", date.to_csl())
    elif address:
        values.setdefault("URL", _text(address))
    serial = source.get("serial-number")
    if isinstance(serial, Mapping):
        for variable, name in _SERIALS:
            if serial.get(name) is not None:
                values.setdefault(variable, _text(serial[name]))
    elif serial is not None:
        values.setdefault("number", _text(serial))


def _title(source: Mapping[str, Any]) -> tuple[str, str] | None:
    title = source.get("title")
    if title is None:
        return None
    short = _text(title.get("short")) if isinstance(title, Mapping) else ""
    return _text(title), short


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("value", "")
    return re.sub(r"\{([^{}]*)\}", r'<span class="nocase">\1</span>', str(value)) if value is not None else ""


def _names(value: Any) -> list[dict[str, Any]]:
    return [name.to_csl() for one in (value if isinstance(value, list) else [value]) if (name := _name(one))]


def _name(value: Any) -> Name | None:
    if isinstance(value, Mapping):
        parts = {"family": "name", "given": "given-name", "non_dropping_particle": "prefix", "suffix": "suffix"}
        found = {ours: str(value[theirs]) for ours, theirs in parts.items() if value.get(theirs)}
        return Name(**found) if "family" in found or "given" in found else None
    parts_ = [part.strip() for part in str(value or "").split(",")]
    if not parts_[0]:
        return None
    if len(parts_) == 1:
        return Name(literal=parts_[0])
    return Name(family=parts_[0], given=parts_[-1] or None, suffix=parts_[1] if len(parts_) > 2 else None)


def write(references: Iterable[Reference]) -> str:
    """Return the references as Hayagriva YAML, by key."""
    return yaml_text.dump({reference.id: _entry(reference) for reference in references})


def _entry(reference: Reference) -> dict[str, Any]:
    item = reference.to_csl()
    kind, host = next(((own, host) for csl, own, host in TYPES if csl == reference.type), ("misc", ""))
    entry: dict[str, Any] = {"type": kind}
    if reference.title:
        title = _braced(reference.title)
        entry["title"] = (
            {"value": title, "short": _braced(reference.title_short)} if reference.title_short else title
        )
    for role, name in (("author", "author"), ("editor", "editor")):
        if names := getattr(reference, role):
            entry[name] = [_written_name(one) for one in names]
    affiliated = [
        {"role": role, "names": [_written_name(one) for one in getattr(reference, csl.replace("-", "_"))]}
        for csl, role in _ROLES
        if getattr(reference, csl.replace("-", "_"), ())
    ]
    if affiliated:
        entry["affiliated"] = affiliated
    if reference.issued:
        entry["date"] = write_edtf(reference.issued) or reference.issued.literal or str(reference.issued.year)
    if reference.publisher and reference.publisher_place:
        entry["publisher"] = {"name": reference.publisher, "location": reference.publisher_place}
    elif reference.publisher:
        entry["publisher"] = reference.publisher
    elif reference.publisher_place:
        entry["location"] = reference.publisher_place
    serials = {name: item[variable] for variable, name in _SERIALS if variable in item}
    if serials:
        entry["serial-number"] = serials
    if reference.url:
        accessed = write_edtf(reference.accessed) if reference.accessed else None
        entry["url"] = {"value": reference.url, "date": accessed} if accessed else reference.url
    parent = (
        {"type": host or "misc", "title": _braced(reference.container_title)} if reference.container_title else {}
    )
    if host and not parent and _type(kind, "") != reference.type:
        parent = {"type": host}
    for variable, name in _TEXTS:
        if variable in item:
            (parent if parent and variable in _IN_PARENT else entry)[name] = _braced(item[variable])
    parents = [parent] if parent else []
    if reference.collection_title:
        parents += [{"type": "misc"}] * (not parents) + [{"type": "misc", "title": reference.collection_title}]
    if parents:
        entry["parent"] = parents if len(parents) > 1 else parents[0]
    return entry


def _braced(text: str) -> str:
    return re.sub(r'<span class="nocase">([^<]*)</span>', r"{\1}", text)


def _written_name(name: Name) -> str | dict[str, str]:
    if name.literal:
        return name.literal if "," not in name.literal else {"name": name.literal}
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    if particles or name.suffix or not name.given or not name.family or "," in f"{name.family}{name.given}":
        parts = {
            "name": name.family or name.given or "",
            "given-name": name.given if name.family else None,
            "prefix": particles or None,
            "suffix": name.suffix,
        }
        return {part: text for part, text in parts.items() if text}
    return f"{name.family}, {name.given}"
