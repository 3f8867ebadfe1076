"""What stands beside the CSL variables of merged records, in ``custom`` and ``extra``: united field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from citekit.dedupe.repointing import Path, keys_in, relations, with_keys
from citekit.model import Reference

_ONE_KEY = frozenset({"crossref", "xref"})
_OF_RELATED = ("relatedtype", "relatedstring", "relatedoptions")
"""What BibLaTeX says of all the entries that ``related`` names: those of another type cannot join them."""

_FIELDS = ("custom", "bibtex", "fields")


def united(mappings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one mapping of several; the first that has a value gives it, mappings within are united in turn."""
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for one in mappings for name in one):
        values = [one[name] for one in mappings if name in one]
        inner = [value for value in values if isinstance(value, Mapping)]
        found[name] = united(inner) if len(inner) == len(values) > 1 else values[0]
    return found


def bib_fields(reference: Reference) -> Mapping[str, Any]:
    """Return the fields of a .bib entry that no CSL variable says."""
    kept = reference.custom.get("bibtex")
    fields = kept.get("fields") if isinstance(kept, Mapping) else None
    return fields if isinstance(fields, Mapping) else {}


def united_relations(references: Sequence[Reference]) -> dict[Path, Any]:
    """Return what the records name in relations, together: every key once, those of the first record first."""
    found: dict[Path, Any] = {}
    kinds: dict[Path, tuple[Any, ...]] = {}
    for one in references:
        kind = tuple(bib_fields(one).get(name) for name in _OF_RELATED)
        for path, value in relations(one).items():
            if path not in found:
                found[path], kinds[path] = value, kind
            elif path[-1] not in _ONE_KEY and (path[-1] != "related" or kind == kinds[path]):
                both = dict.fromkeys([*keys_in(found[path]), *keys_in(value)])
                found[path] = with_keys(found[path], list(both))
    if kind_of := kinds.get((*_FIELDS, "related")):
        found |= {(*_FIELDS, name): value for name, value in zip(_OF_RELATED, kind_of, strict=True)}
    return found


def lost_fields(references: Sequence[Reference], merged: Reference) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the .bib fields of the records that the merged one says otherwise: name, and value with its origin."""
    said = bib_fields(merged)
    for one in references:
        for name, value in bib_fields(one).items():
            whole = said.get(name)
            if value != whole and not (keys_in(value) and set(keys_in(value)) <= set(keys_in(whole))):
                yield name, {"value": value, "from": one.id}
