"""What a record found says beyond, or against, the record at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from citekit.formats.markup import plain
from citekit.lookup.services import Found, same_title
from citekit.model import Date, Finding, Name, Reference, Severity
from citekit.model.identifiers import doi as bare_doi
from citekit.model.keys import ascii_fold
from citekit.model.reference import DATE_FIELDS, NAME_FIELDS
from citekit.model.variables import variable_name

_NOT_FILLED = frozenset(
    "id type custom extra aliases provenance translated_title citation_key citation_number citation_label keyword"
    " source note_field annote call_number license archive year_suffix".split()
)
_COMPARED = ("title", "container_title", "volume", "issue", "page", "publisher", "doi", "isbn")


@dataclass(frozen=True)
class Change:
    """A variable that a lookup would set: what it was, what it would be, and who says so."""

    key: str
    variable: str
    old: Any
    new: Any
    service: str

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "key": self.key,
            "variable": self.variable,
            "old": self.old,
            "new": self.new,
            "source": self.service,
        }


def fill(reference: Reference, found: Found, *, overwrite: bool = False) -> tuple[Reference, list[Change]]:
    """Return the reference with what it lacks filled in, and the changes; with ``overwrite`` what differs too."""
    changes: list[Change] = []
    values: dict[str, Any] = {}
    for attribute in type(reference).model_fields:
        if attribute in _NOT_FILLED:
            continue
        old, new = getattr(reference, attribute), getattr(found.reference, attribute)
        if attribute == "url" and bare_doi(str(new)):
            continue  # the address of a DOI says no more than the DOI
        if new in (None, ()) or old == new or (old not in (None, ()) and not overwrite):
            continue
        values[attribute] = new
        variable = variable_name(attribute)
        changes.append(
            Change(reference.id, variable, _plain(attribute, old), _plain(attribute, new), found.service)
        )
    if reference.type == "document" and found.reference.type != "document":
        values["type"] = found.reference.type
        changes.append(Change(reference.id, "type", "document", found.reference.type, found.service))
    return (reference.replace(**values) if values else reference), changes


def _plain(attribute: str, value: Any) -> Any:
    if value in (None, ()):
        return None
    if attribute in NAME_FIELDS:
        return [one.to_csl() for one in value]
    return value.to_csl() if attribute in DATE_FIELDS else value


def differences(reference: Reference, found: Found) -> list[Finding]:
    """Return what the record says otherwise than what its identifier resolves to, and notices about the work."""
    other = found.reference
    findings = [
        _finding(
            reference, found, "retracted" if "retract" in notice else "notice", f"{notice} of this work", True
        )
        for notice in found.notices
    ]
    for attribute in _COMPARED:
        ours, theirs = getattr(reference, attribute), getattr(other, attribute)
        if ours and theirs and not _agree(attribute, ours, theirs):
            name = variable_name(attribute)
            findings.append(_finding(reference, found, f"other-{name.lower()}", f"{name}: {ours}, not {theirs}"))
    if reference.issued and other.issued and not _same_time(reference.issued, other.issued):
        ours, theirs = (one.year for one in (reference.issued, other.issued))
        findings.append(_finding(reference, found, "other-issued", f"issued {ours}, not {theirs}"))
    if reference.author and other.author and not _same_people(reference.author, other.author):
        ours, theirs = (", ".join(str(one) for one in names) for names in (reference.author, other.author))
        findings.append(_finding(reference, found, "other-author", f"author: {ours}, not {theirs}"))
    return findings


def _finding(reference: Reference, found: Found, code: str, message: str, grave: bool = False) -> Finding:
    return Finding(
        code=code,
        message=f"{message}, says {found.service}",
        severity=Severity.ERROR if grave else Severity.WARNING,
        key=reference.id,
        hint="compare both with the work; the identifier may be another work's",
    )


def _agree(attribute: str, ours: str, theirs: str) -> bool:
    if attribute in ("title", "container_title", "publisher"):
        short, long = sorted((_folded(ours), _folded(theirs)), key=len)
        return same_title(ours, theirs) or (len(short) > 3 and long.startswith(short))
    if attribute == "page":
        return _digits(ours)[:1] == _digits(theirs)[:1]
    if attribute == "isbn":
        return bool(_digits(ours.replace("-", "")) and set(_isbns(ours)) & set(_isbns(theirs)))
    return _folded(ours) == _folded(theirs)


def _folded(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", ascii_fold(plain(text)).lower())


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _isbns(text: str) -> list[str]:
    """The numbers of an ISBN that its two lengths share."""
    bare = (re.sub(r"[^\dXx]", "", one) for one in re.split(r"[,;]\s*|\s{1,}(?=97)", text))
    return [one[-10:-1] for one in bare if one]


def _same_time(ours: Date, theirs: Date) -> bool:
    if ours.year is None or theirs.year is None:
        return True
    return abs(ours.year - theirs.year) == 0 or any(part[:1] == theirs.parts[0][:1] for part in ours.parts)


def _same_people(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> bool:
    """Compare the family names of the first authors; one may list fewer."""
    pairs = zip(ours, theirs, strict=False)
    return all(_overlap(_name(one), _name(other)) for one, other in pairs)


def _name(name: Name) -> str:
    return _folded(name.literal or f"{name.non_dropping_particle or ''}{name.family or name.given or ''}")


def _overlap(one: str, other: str) -> bool:
    return one == other or (bool(one and other) and (one.endswith(other) or other.endswith(one)))
