"""Relations between records of one library: where they stand in a record, and what they name after a merge.

A relation names other records by their keys. When a record is merged away, its key becomes an alias of another,
and what named it has to name that one. The fields are BibLaTeX's (manual, "Entry Sets", "Cross-references",
"Related Entries"), kept beside a record that came from a .bib file, or under the same names in CSL-JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from citekit.model import Reference

RELATIONS = ("crossref", "entryset", "related", "xdata", "xref")
"""The fields that name other records: one key, or keys with commas between them."""

Path = tuple[str, ...]
"""The way to a field in a CSL-JSON item, such as ``("custom", "bibtex", "fields", "related")``."""

PLACES: tuple[Path, ...] = ((), ("custom",), ("custom", "bibtex", "fields"))
"""Where in an item the relations may stand."""

RELATION_PATHS: tuple[Path, ...] = tuple((*place, name) for place in PLACES for name in RELATIONS)


def relations(reference: Reference) -> dict[Path, Any]:
    """Return the relations of a record by their paths: a text of keys, or a list of them."""
    if not reference.custom and not reference.extra:
        return {}
    found: dict[Path, Any] = {}
    for place in PLACES:
        values: Any = reference.extra if not place else reference.custom
        for step in place[1:]:
            values = values.get(step) if isinstance(values, Mapping) else None
        if isinstance(values, Mapping):
            found |= {(*place, name): values[name] for name in RELATIONS if keys_in(values.get(name))}
    return found


def keys_in(value: Any) -> list[str]:
    """Return the keys that a relation names, in order."""
    if isinstance(value, str):
        return [key.strip() for key in value.split(",") if key.strip()]
    if isinstance(value, Sequence):
        return [key for key in value if isinstance(key, str)]
    return []


def with_keys(value: Any, keys: Sequence[str]) -> Any:
    """Return the relation ``value`` with other keys, in its own shape; None where none is left."""
    if keys_in(value) == list(keys):
        return value
    if not keys:
        return None
    if isinstance(value, str):
        return (", " if ", " in value else ",").join(keys)
    return list(keys)


def repointed(keys: Sequence[str], today: Callable[[str], str], own: str = "") -> list[str]:
    """Return the keys that a relation names today.

    A key that stands twice only because two records became one stands once. ``own`` is the key of the record that
    bears the relation, if it was merged: a work is not related to itself.
    """
    found: list[str] = []
    moved: set[str] = set()
    for key in keys:
        now = today(key)
        if (own and now == own) or now in moved or (now != key and now in found):
            continue
        if now != key:
            moved.add(now)
        found.append(now)
    return found


def with_relations(reference: Reference, changes: Mapping[Path, Any]) -> Reference:
    """Return a record with other relations; a value of None takes the field out."""
    custom, extra = reference.custom, reference.extra
    for path, value in changes.items():
        if path[0] == "custom":
            custom = _put(custom, path[1:], value)
        else:
            extra = _put(extra, path, value)
    if custom is reference.custom and extra is reference.extra:
        return reference
    return reference.replace(custom=custom, extra=extra)


def _put(values: Mapping[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """Return a copy of nested mappings with one value changed; a mapping that becomes empty goes with it."""
    made = dict(values)
    first, rest = path[0], path[1:]
    if rest:
        inner = made.get(first)
        value = _put(inner if isinstance(inner, Mapping) else {}, rest, value) or None
    if value is None:
        made.pop(first, None)
    else:
        made[first] = value
    return made


def repoint(reference: Reference, today: Callable[[str], str], own: str = "") -> Reference:
    """Return a record whose relations name today's keys; ``own`` as for ``repointed``."""
    changes = {}
    for path, value in relations(reference).items():
        now = with_keys(value, repointed(keys_in(value), today, own))
        if now != value:
            changes[path] = now
    return with_relations(reference, changes) if changes else reference
