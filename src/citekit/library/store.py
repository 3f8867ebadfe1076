"""The store: references under unique keys, in a CSL-JSON file, with merges that can be taken back one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from citekit.dedupe import Deduplication, deduplicate, merge
from citekit.formats import read_file, write
from citekit.library.journal import Journal, Merge, journal_path
from citekit.model import Finding, Reference
from citekit.model.keys import make_key

_NOT_EDITED = frozenset({"id", "aliases", "provenance", "custom"})  # what merging itself fills


class Library:
    """References by key. ``library["miura2018"]`` also finds a record by a former key of its.

    Nothing is written before ``save``. ``findings`` holds what was found wrong while loading.
    """

    def __init__(self, references: Iterable[Reference] = (), journal: Journal | None = None) -> None:
        self.journal = journal or Journal()
        self.findings: list[Finding] = []
        self.path: Path | None = None
        self._records: dict[str, Reference] = {}
        self._remembered: tuple[dict[str, list[str]], dict[str, Reference]] | None = None
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
            taken.add(one.id)
            keys.append(one.id)
        return keys

    def replace(self, reference: Reference) -> None:
        """Put an edited record in the place of the one with its key. Raises KeyError where there is none."""
        if reference.id not in self._records:
            raise KeyError(reference.id)
        self._records[reference.id] = reference

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

        Raises KeyError for an unknown key, ValueError where fewer than two records are named.
        """
        current = list(dict.fromkeys(self[key].id for key in keys))
        if len(current) < 2:
            raise ValueError("a merge needs two records")
        groups, originals = self._memory()
        fresh = [self._records[key] for key in current if key not in groups]
        edits: dict[str, Any] = {}
        for key in reversed(current):
            edits |= self._edits(key)
        originals.update((one.id, one) for one in fresh)
        leaves = [leaf for key in current for leaf in groups.get(key, [key])]
        merged = merge([originals[leaf] for leaf in leaves], current[0])
        merged = merged.replace(**edits) if edits else merged
        self._records[current[0]] = merged
        for key in current[1:]:
            del self._records[key]
        groups.update(dict.fromkeys(leaves, leaves))
        return self.journal.record_merge(current, fresh, merged, reasons, score)

    def merge_clusters(self, found: Deduplication) -> list[Merge]:
        """Merge every cluster of a deduplication of this library."""
        return [self.merge(one.ids, one.reasons, one.score) for one in found.clusters]

    def undo(self, which: int | str | None = None) -> list[str]:
        """Take one merge back: by its number, by a key it joined, or the last one. Later merges stay.

        Returns the keys of the records that stand again for themselves or were made anew. What was edited in the
        merged record since then stays with the record that keeps the key. Raises KeyError where there is no such
        merge.
        """
        undone = self._find(which)
        touched = self._memory()[0][undone.keys[0]]
        head = touched[0]
        edits = self._edits(head)
        self.journal.record_undo(undone.number)
        self._remembered = None
        groups, originals = self._memory()
        parts = list(dict.fromkeys(tuple(groups.get(key, [key])) for key in touched))
        rebuilt = {part[0]: merge([originals[key] for key in part], part[0]) for part in parts}
        if edits:
            rebuilt[head] = rebuilt[head].replace(**edits)
        self._put_back(head, rebuilt)
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

    def _memory(self) -> tuple[dict[str, list[str]], dict[str, Reference]]:
        """Return for every merged record the keys of its group, led by the key that stays, and all the originals.

        An original is a record that was ever merged, as it was when it last stood for itself.
        """
        if self._remembered is None:
            groups: dict[str, list[str]] = {}
            for one in self.journal.active():
                joined = list(dict.fromkeys(leaf for key in one.keys for leaf in groups.get(key, [key])))
                groups.update(dict.fromkeys(joined, joined))
            originals = {record.id: record for one in self.journal.merges for record in one.originals}
            self._remembered = groups, originals
        return self._remembered

    def _edits(self, key: str) -> dict[str, Any]:
        """Return the fields of a merged record that a person has changed since it was made."""
        groups, originals = self._memory()
        if key not in groups or key not in self._records:
            return {}
        leaves = groups[key]
        now, made = self._records[key], merge([originals[leaf] for leaf in leaves], key)
        names = (now.model_fields_set | made.model_fields_set) - _NOT_EDITED
        return {name: getattr(now, name) for name in names if getattr(now, name) != getattr(made, name)}

    def _put_back(self, head: str, rebuilt: dict[str, Reference]) -> None:
        """Put records in the place of the merged one, in the library's order."""
        records: dict[str, Reference] = {}
        for key, one in self._records.items():
            if key == head:
                records.update(rebuilt)
            elif key not in rebuilt:
                records[key] = one
        for key, one in rebuilt.items():
            records.setdefault(key, one)
        self._records = records
