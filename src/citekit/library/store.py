"""The store: references under unique keys, in a CSL-JSON file, with merges that can be taken back one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from citekit.dedupe import Deduplication, deduplicate
from citekit.errors import CitekitError
from citekit.formats import read_file, write
from citekit.library.edits import Edit, edit_of
from citekit.library.journal import Journal, Merge, Undo, journal_path
from citekit.library.memory import Memory
from citekit.library.order import Order
from citekit.library.relations import Naming, Repointing, as_shown, as_written
from citekit.model import Finding, Reference
from citekit.model.keys import make_key


class Library:
    """References by key. ``library["miura2018"]`` also finds a record by a former key of its.

    Nothing is written before ``save``. ``findings`` holds what was found wrong while loading.
    """

    def __init__(self, references: Iterable[Reference] = (), journal: Journal | None = None) -> None:
        self.journal = journal or Journal()
        self.findings: list[Finding] = []
        self.path: Path | None = None
        self._records: dict[str, Reference] = {}
        self._remembered: Memory | None = None  # with the two that follow, made when first asked for
        self._order = Order()
        self._naming = Naming()
        self.add(references)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Library:
        """Read a library and the journal beside it. Raises UnreadableInput, SyntaxProblem, UnknownFormat."""
        result = read_file(path)
        library = cls(result.references, Journal.load(journal_path(path)))
        library.findings = [*result.findings, *library.findings]
        library.path = Path(path)
        return library

    def save(self, path: str | os.PathLike[str] | None = None) -> None:
        """Write the library as CSL-JSON to ``path`` (default: where it was read), and the journal beside it.

        The journal goes first: a merge that is in the file can always be taken back. Raises UnreadableInput where
        it cannot be written, ValueError where there is no path.
        """
        target = Path(path) if path is not None else self.path
        if target is None:
            raise ValueError("a library that was not loaded needs a path to be saved to")
        self.journal.save(journal_path(target))
        write(list(self), target, "csl-json")
        self.path = target

    def __iter__(self) -> Iterator[Reference]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.resolve(key) is not None

    def __getitem__(self, key: str) -> Reference:
        found = self.resolve(key)
        if found is None:
            raise KeyError(key)
        return self._records[found]

    def resolve(self, key: str) -> str | None:
        """Return the key that ``key`` is or was made an alias of; None where the library knows neither."""
        if key in self._records:
            return key
        return next((one.id for one in self if key in one.aliases), None)

    def add(self, references: Iterable[Reference]) -> list[str]:
        """Add records; return their keys. A key that is taken gives way to a new one, and a finding says so."""
        keys = []
        taken = set(self._records) | {alias for one in self for alias in one.aliases}
        for one in references:
            if one.id in taken:
                key = make_key(one, taken)
                message = f"the key {one.id} is taken; the record is called {key} here"
                self.findings.append(Finding(code="duplicate-key", message=message, key=key))
                one = one.replace(id=key)
            self._records[one.id] = one
            if self._remembered is not None:
                self._order.append(one.id)
                self._naming.put(one)
            taken.add(one.id)
            keys.append(one.id)
        return keys

    def replace(self, reference: Reference) -> None:
        """Put an edited record in the place of the one with its key. Raises KeyError where there is none."""
        if reference.id not in self._records:
            raise KeyError(reference.id)
        self._records[reference.id] = reference
        if self._remembered is not None:
            self._naming.put(self._as_written(reference.id))

    @property
    def distinct(self) -> set[frozenset[str]]:
        """The pairs of keys that a person has told apart, by the keys of today."""
        pairs = set()
        for pair in self.journal.distinct:
            today = frozenset(self.resolve(key) or key for key in pair)
            if len(today) == 2:
                pairs.add(today)
        return pairs

    def mark_distinct(self, one: str, other: str) -> None:
        """Remember that two records are of two works: they will be neither merged nor proposed again.

        Raises KeyError for a key that the library does not know.
        """
        self.journal.record_distinct(self[one].id, self[other].id)

    def forget_distinct(self, one: str, other: str) -> None:
        """Take back that two records are of two works."""
        self.journal.record_same(one, other)

    def deduplicate(self, fresh: Iterable[Reference] | None = None, **options: Any) -> Deduplication:
        """Look for duplicates in the library, or, with ``fresh``, for those of new records in it."""
        apart = [(min(pair), max(pair)) for pair in self.distinct]
        if fresh is None:
            return deduplicate(self, distinct=apart, **options)
        return deduplicate(fresh, against=self, distinct=apart, **options)

    def merge(self, keys: Iterable[str], reasons: Iterable[str] = (), score: float | None = None) -> Merge:
        """Join the records ``keys`` under the first key, and journal it.

        Relations of other records that name a key merged away name the first key from now on. Raises KeyError for
        an unknown key, ValueError where fewer than two records are named.
        """
        current = list(dict.fromkeys(self[key].id for key in keys))
        if len(current) < 2:
            raise ValueError("a merge needs two records")
        memory = self._memory()
        written = {key: self._as_written(key) for key in current}
        edits = [self._edit(key, written[key]) for key in reversed(current)]
        merge = Merge(
            number=self.journal.next_number(),
            keys=tuple(current),
            originals=tuple(one for key, one in written.items() if key not in memory.groups),
            merged=written[current[0]],
            reasons=tuple(reasons),
            score=score,
            edits=tuple(edit for edit in edits if edit),
            places={key: self._order.before(key) for key in current[1:]},
        )
        others = self._bearers([name for key in current for name in memory.keys_of(key, self._records[key])])
        memory.join(merge)
        for key in current[1:]:
            del self._records[key]
            self._naming.drop(key)
        made = memory.made(memory.groups[current[0]])
        repointed = self._show({made.id: made}, others)
        merge = replace(merge, merged=self._records[made.id], repointed=tuple(repointed))
        return self.journal.record_merge(merge)

    def merge_clusters(self, found: Deduplication) -> list[Merge]:
        """Merge every cluster of a deduplication of this library."""
        return [self.merge(one.ids, one.reasons, one.score) for one in found.clusters]

    def undo(self, which: int | str | None = None) -> list[str]:
        """Take one merge back: by its number, by a key it joined, or the last one. Later merges stay.

        Returns the keys of the records that stand again for themselves or were made anew. What was edited in the
        merged record since then stays with the record that keeps the key. Raises KeyError where there is no such
        merge, CitekitError where a record that stands again would find its key taken.
        """
        undone = self._find(which)
        memory = self._memory()
        group = memory.groups[undone.keys[0]]
        last = self._edit(group[0], self._as_written(group[0])) if group[0] in self._records else None
        edits = (last,) if last else ()
        others = self._bearers(memory.keys_of(group[0]))
        later = Memory([*self.journal.events, Undo(undone.number)])
        parts = list(dict.fromkeys(tuple(later.groups.get(key, [key])) for key in group))
        for key in (part[0] for part in parts[1:]):
            if key in self._records:
                raise CitekitError(
                    f"the key {key} of a record that was merged away is that of another record now",
                    hint=f"give the record that is called {key} another key, then take the merge back",
                )
        self._remembered = later
        rebuilt = {part[0]: later.made(part, edits, memory) for part in parts}
        self._naming.drop(group[0])
        repointed = self._show(rebuilt, others)
        self._records = {key: self._records[key] for key in self._order if key in self._records}
        alone = tuple(part[0] for part in parts if len(part) == 1)
        undo = Undo(undone.number, tuple(rebuilt), alone, edits, tuple(repointed))
        later.part(undo)
        self.journal.record_undo(undo)
        return list(rebuilt)

    def history(self) -> list[Merge]:
        """Return the merges that hold, the oldest first."""
        return list(self.journal.active())

    def _find(self, which: int | str | None) -> Merge:
        active = list(self.journal.active())
        if which is None and active:
            return active[-1]
        for one in reversed(active):
            if which == one.number or which in one.keys or which in one.merged.aliases:
                return one
        raise KeyError(which if which is not None else "no merge to undo")

    def _memory(self) -> Memory:
        """Return what the merges that hold have made of the records. The first call takes stock of the library."""
        if self._remembered is None:
            self._remembered = Memory(self.journal.events)
            self._order = Order(self._records)
            places: dict[str, str] = {}
            for merge in self.journal.active():
                places |= merge.places or dict.fromkeys(merge.keys[1:], merge.keys[0])
            self._order.restore(places)
            self._naming = Naming()
            for key in self._records:
                self._naming.put(self._as_written(key))
        return self._remembered

    def _today(self, key: str) -> str:
        return key if key in self._records else self._memory().today(key)

    def _as_written(self, key: str) -> Reference:
        """Return a record with its relations as they were written."""
        return as_written(self._records[key], self.journal.written.get(key, {}), self._today)

    def _edit(self, key: str, now: Reference) -> Edit | None:
        """Return what a person has changed in a merged record since it was made."""
        memory = self._memory()
        return edit_of(memory.made(memory.groups[key]), now) if key in memory.groups else None

    def _bearers(self, keys: Iterable[str]) -> dict[str, Reference]:
        """Return the records that name any of ``keys`` in a relation, their relations as written."""
        return {key: self._as_written(key) for key in self._naming.of(keys)}

    def _show(self, made: Mapping[str, Reference], others: Mapping[str, Reference]) -> list[Repointing]:
        """Put records made anew into the library; let their relations and those of ``others`` name today's keys.

        Returns what has changed in the relations.
        """
        groups = self._memory().groups
        standing = {key: one for key, one in others.items() if key in self._records}
        self._records.update(made)
        for one in made.values():
            self._naming.put(one)
        repointed: list[Repointing] = []
        for key, one in {**standing, **made}.items():
            self._records[key], changed = as_shown(one, self._today, key if key in groups else "")
            known = {} if key in made else self.journal.written.get(key, {})
            told = {change.path for change in changed}
            repointed += [change for change in changed if known.get(change.path) != change]
            repointed += [replace(old, now=old.written) for path, old in known.items() if path not in told]
        return repointed
