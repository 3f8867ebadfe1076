"""What the merges that hold have made: which records are one, what they were, and what was edited in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from citekit.dedupe import merge as merge_records
from citekit.library.edits import Edit, with_edit
from citekit.library.journal import Merge, Undo
from citekit.model import Reference


class Memory:
    """The state that a journal's merges add up to.

    ``groups`` gives for every key the keys of the records that are one with it, led by the one that stays;
    ``originals`` every record that was ever merged, as it was when it last stood for itself.
    """

    def __init__(self, events: Iterable[Merge | Undo] = ()) -> None:
        events = list(events)
        self.groups: dict[str, list[str]] = {}
        self.originals: dict[str, Reference] = {}
        self._edits: defaultdict[str, list[Edit]] = defaultdict(list)
        self._former: dict[str, str] = {}
        undone = {one.number for one in events if isinstance(one, Undo)}
        for one in events:
            if isinstance(one, Undo):
                self.part(one)
            else:
                self.join(one, holds=one.number not in undone)

    def join(self, merge: Merge, *, holds: bool = True) -> None:
        """Take a merge into account; of one that no longer holds, only what it tells of the records before it."""
        self.originals.update((record.id, record) for record in merge.originals)
        for edit in merge.edits:
            self._edits[edit.key].append(edit)
        if holds:
            joined = list(dict.fromkeys(leaf for key in merge.keys for leaf in self.groups.get(key, [key])))
            self.groups.update(dict.fromkeys(joined, joined))
            for key in joined:
                self._former.update(dict.fromkeys(self.originals[key].aliases, key))

    def part(self, undo: Undo) -> None:
        """Take note of the edits that an undo tells of; those of a record that stands alone again are in it."""
        for edit in undo.edits:
            self._edits[edit.key].append(edit)
        for key in undo.alone:
            self._edits.pop(key, None)

    def made(self, keys: Sequence[str], extra: Iterable[Edit] = (), before: Memory | None = None) -> Reference:
        """Return the record made of ``keys``, with the edits of them; its relations are as they were written.

        Where edits meet, that of the record whose key stays counts. ``extra`` edits come last; ``before``: where
        else the edits are to be taken from.
        """
        record = merge_records([self.originals[key] for key in keys], keys[0])
        edits = (before or self)._edits
        for edit in [edit for key in reversed(keys) for edit in edits.get(key, ())]:
            record = with_edit(record, edit)
        for edit in extra:
            record = with_edit(record, edit) if edit.key in keys else record
        return record

    def today(self, key: str) -> str:
        """Return the key of the record that ``key`` was merged into; itself where it was not."""
        leaf = key if key in self.groups else self._former.get(key, key)
        head = self.groups[leaf][0] if leaf in self.groups else key
        return key if head == leaf else head

    def keys_of(self, key: str, record: Reference | None = None) -> list[str]:
        """Return every key, and every alias, that a record answers to; ``record``: one that is not merged."""
        if key not in self.groups:
            return [key, *(record.aliases if record else ())]
        return [name for leaf in self.groups[key] for name in (leaf, *self.originals[leaf].aliases)]
