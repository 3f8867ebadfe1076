"""Relations of the library's records while keys are merged away and come back.

What a relation says today follows from what was written into it and from the merges that hold. So the written
value is kept beside the shown one: any merge can be taken back, in any order, and what a person has changed in the
shown value meanwhile is carried over to the written one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from citekit.dedupe.repointing import Path, keys_in, relations, repointed, with_keys, with_relations
from citekit.model import Reference

Today = Callable[[str], str]


@dataclass(frozen=True)
class Repointing:
    """One relation that names today's keys: ``written`` is what it said of itself, ``now`` what it says."""

    key: str
    path: Path
    written: Any
    now: Any

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"key": self.key, "path": list(self.path), "written": self.written, "now": self.now}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Repointing:
        """Read what ``to_json`` gives. Raises KeyError or TypeError where it is none."""
        path = tuple(str(step) for step in value["path"])
        return cls(str(value["key"]), path, value["written"], value["now"])


Written = Mapping[Path, Repointing]


def as_written(reference: Reference, known: Written, today: Today) -> Reference:
    """Return a record with its relations as they were written, before keys were merged away."""
    if not known:
        return reference
    shown = relations(reference)
    changes = {path: _written(one, shown.get(path), today) for path, one in known.items()}
    return with_relations(reference, changes)


def _written(one: Repointing, shown: Any, today: Today) -> Any:
    """Return the written value of a relation that may have been edited since it was repointed."""
    if shown == one.now:
        return one.written
    names, wanted = keys_in(one.now), keys_in(shown)
    image = {key: key if key in names else today(key) for key in keys_in(one.written)}
    keys = [key for key, now in image.items() if now in wanted or now not in names]  # those not shown are kept
    kept = [name for name in wanted if name in names]
    if kept != [name for name in names if name in kept]:  # put in another order
        place = {name: at for at, name in enumerate(wanted)}
        keys.sort(key=lambda key: place.get(image[key], -1))
    for at, name in enumerate(wanted):
        if name not in names:
            following = wanted[at + 1 :]
            keys.insert(
                next((i for i, key in enumerate(keys) if image.get(key, key) in following), len(keys)), name
            )
    return with_keys(shown if shown is not None else one.written, keys)


def as_shown(reference: Reference, today: Today, own: str) -> tuple[Reference, list[Repointing]]:
    """Return a record, its relations as written, with those of today, and what was repointed for that."""
    changes, made = {}, []
    for path, value in relations(reference).items():
        now = with_keys(value, repointed(keys_in(value), today, own))
        if now != value:
            changes[path] = now
            made.append(Repointing(reference.id, path, value, now))
    return (with_relations(reference, changes) if changes else reference), made


class Naming:
    """Which records name a key in a relation, as written."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[str, ...]] = {}
        self._by_key: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def put(self, reference: Reference) -> None:
        """Take note of what a record, its relations as written, names."""
        self.drop(reference.id)
        keys = tuple(key for value in relations(reference).values() for key in keys_in(value))
        if keys:
            self._named[reference.id] = keys
            for key in keys:
                self._by_key[key][reference.id] = None

    def drop(self, key: str) -> None:
        """Forget a record."""
        for named in self._named.pop(key, ()):
            self._by_key[named].pop(key, None)

    def of(self, keys: Iterable[str]) -> list[str]:
        """Return the records that name any of ``keys``, each once."""
        return list(dict.fromkeys(one for key in keys for one in self._by_key.get(key, ())))
