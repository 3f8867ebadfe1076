"""What a person has changed in a merged record: a difference, put on whatever the record is made into next.

A difference is told by the paths of a CSL-JSON item. Lists of keys (relations, aliases) are told by what was put
in and taken out, so that an edit of one key does not hold on to the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from citekit.dedupe.merging import VARIANTS
from citekit.dedupe.repointing import RELATION_PATHS, Path, keys_in, with_keys
from citekit.model import Reference

_ALIASES: Path = ("custom", "aliases")
_LISTS = frozenset((*RELATION_PATHS, _ALIASES))
_MADE_BY_MERGING = frozenset({("id",), ("custom", "provenance"), ("custom", VARIANTS)})


@dataclass(frozen=True)
class Edit:
    """The changes made by hand to the merged record ``key``: at each path what stood there and what stands now."""

    key: str
    changes: tuple[tuple[Path, Any, Any], ...]

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {
            "key": self.key,
            "changes": [{"path": list(path), "was": was, "now": now} for path, was, now in self.changes],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Edit:
        """Read what ``to_json`` gives. Raises KeyError or TypeError where it is none."""
        changes = ((tuple(str(step) for step in one["path"]), one["was"], one["now"]) for one in value["changes"])
        return cls(str(value["key"]), tuple(changes))


def edit_of(made: Reference, now: Reference) -> Edit | None:
    """Return what was changed in a record since it was made; None where nothing was."""
    if made == now:
        return None
    was, is_now = dict(_leaves(made.to_csl())), dict(_leaves(now.to_csl()))
    paths = [path for path in dict.fromkeys((*was, *is_now)) if was.get(path) != is_now.get(path)]
    return Edit(now.id, tuple((path, was.get(path), is_now.get(path)) for path in paths)) if paths else None


def with_edit(reference: Reference, edit: Edit) -> Reference:
    """Return a record with the changes of an edit. Raises InvalidRecord where they make no record."""
    item = reference.to_csl()
    for path, was, now in edit.changes:
        if path in _LISTS:
            now = _edited_list(_at(item, path), was, now)
        _set(item, path, now)
    return Reference.from_csl(item)


def _leaves(item: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the fields of an item with their paths; what stands in ``custom`` is parted as far as it goes."""
    for name, value in item.items():
        here = (*path, name)
        if here in _MADE_BY_MERGING:
            continue
        if here[0] == "custom" and isinstance(value, Mapping):
            yield from _leaves(value, here)
        else:
            yield here, value


def _edited_list(value: Any, was: Any, now: Any) -> Any:
    """Return a list of keys without those taken out and with those put in; where it can, in the edit's order."""
    before, after = keys_in(was), keys_in(now)
    keys = [key for key in keys_in(value) if key in after or key not in before]
    keys += [key for key in after if key not in before and key not in keys]
    return now if sorted(keys) == sorted(after) else with_keys(value if value is not None else now, keys)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _set(item: dict[str, Any], path: Path, value: Any) -> None:
    for step in path[:-1]:
        inner = item.get(step)
        item[step] = dict(inner) if isinstance(inner, Mapping) else {}
        item = item[step]
    if value is None:
        item.pop(path[-1], None)
    else:
        item[path[-1]] = value
