"""The journal: one JSON object a line, only ever appended to. What it says, replayed, gives the library's merges.

The kinds of line: ``merge`` (the keys joined, every record as it was before, and the relations of other records
that named a key merged away), ``undo`` (the number of a merge taken back, and the relations again), ``distinct``
(two keys that a person has told apart) and ``not-distinct`` (that taken back).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citekit.errors import InvalidRecord, SyntaxProblem, UnreadableInput
from citekit.files import decode, write_text
from citekit.library.edits import Edit
from citekit.library.relations import Repointing, Written
from citekit.model import Reference


@dataclass(frozen=True)
class Merge:
    """One merge: ``keys`` were joined into one record under the first of them.

    ``originals`` holds those of the records that stood for themselves until then, their relations as written;
    ``merged`` what became of them. ``edits`` are what a person had changed in records that earlier merges made,
    ``places`` the keys behind which the merged-away ones stood.
    """

    number: int
    keys: tuple[str, ...]
    originals: tuple[Reference, ...]
    merged: Reference
    reasons: tuple[str, ...] = ()
    score: float | None = None
    time: str = ""
    edits: tuple[Edit, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    repointed: tuple[Repointing, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the journal's line for this merge as JSON values."""
        line: dict[str, Any] = {
            "event": "merge",
            "number": self.number,
            "time": self.time,
            "keys": list(self.keys),
            "reasons": list(self.reasons),
        }
        if self.score is not None:
            line["score"] = round(self.score, 4)
        line["originals"] = [one.to_csl() for one in self.originals]
        line["merged"] = self.merged.to_csl()
        if self.edits:
            line["edits"] = [one.to_json() for one in self.edits]
        if self.places:
            line["places"] = dict(self.places)
        if self.repointed:
            line["repointed"] = [one.to_json() for one in self.repointed]
        return line

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Merge:
        """Read a journal's line. Raises KeyError, TypeError or InvalidRecord where it is no merge."""
        return cls(
            number=int(line["number"]),
            keys=tuple(str(key) for key in line["keys"]),
            originals=tuple(Reference.from_csl(item) for item in line["originals"]),
            merged=Reference.from_csl(line["merged"]),
            reasons=tuple(str(reason) for reason in line.get("reasons", ())),
            score=line.get("score"),
            time=str(line.get("time", "")),
            edits=tuple(Edit.from_json(one) for one in line.get("edits", ())),
            places={str(key): str(before) for key, before in line.get("places", {}).items()},
            repointed=_repointed(line),
        )


@dataclass(frozen=True)
class Undo:
    """A merge taken back: which records stand again, and which of them ``alone``, no longer made of others.

    ``edits`` are what a person had changed in the record that was taken apart.
    """

    number: int
    restored: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    repointed: tuple[Repointing, ...] = ()
    time: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the journal's line as JSON values."""
        line: dict[str, Any] = {"event": "undo", "merge": self.number, "time": self.time}
        line |= {"restored": list(self.restored), "alone": list(self.alone)}
        if self.edits:
            line["edits"] = [one.to_json() for one in self.edits]
        if self.repointed:
            line["repointed"] = [one.to_json() for one in self.repointed]
        return line

    @classmethod
    def from_json(cls, line: Mapping[str, Any]) -> Undo:
        """Read a journal's line. Raises KeyError or TypeError where it is none."""
        return cls(
            number=int(line["merge"]),
            restored=tuple(str(key) for key in line.get("restored", ())),
            alone=tuple(str(key) for key in line.get("alone", ())),
            edits=tuple(Edit.from_json(one) for one in line.get("edits", ())),
            repointed=_repointed(line),
            time=str(line.get("time", "")),
        )


@dataclass
class Journal:
    """All merges ever made, those taken back, and the pairs told apart."""

    merges: list[Merge] = field(default_factory=list)
    events: list[Merge | Undo] = field(default_factory=list)
    """Merges and what was taken back, in the order of time."""
    undone: set[int] = field(default_factory=set)
    distinct: set[frozenset[str]] = field(default_factory=set)
    written: dict[str, Written] = field(default_factory=dict)
    """The relations that name other keys than were written into them, by the records that bear them."""
    lines: list[dict[str, Any]] = field(default_factory=list)
    saved: int = 0  # so many of the lines stand in the file
    _keys: set[str] = field(default_factory=set)  # of the records that a merge has kept

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Journal:
        """Read the journal at ``path``; one that does not exist is empty.

        Raises SyntaxProblem, with the line, where it is damaged: a merge that cannot be read cannot be undone.
        """
        file = Path(path)
        journal = cls()
        if not file.exists():
            return journal
        try:
            text = decode(file.read_bytes(), os.fspath(path))
        except OSError as error:
            raise UnreadableInput(error.strerror or str(error), path=os.fspath(path)) from None
        for number, raw in enumerate(text.split("\n"), start=1):
            if raw.strip():
                try:
                    journal._replay(json.loads(raw))
                except (ValueError, KeyError, TypeError, AttributeError, InvalidRecord) as error:
                    raise SyntaxProblem(
                        f"not a line of a journal: {error}",
                        path=os.fspath(path),
                        line=number,
                        hint="restore it from a copy, or move it away: then nothing can be undone",
                    ) from None
        journal.saved = len(journal.lines)
        return journal

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the journal if it has grown since it was read. Raises UnreadableInput."""
        if self.saved == len(self.lines) and (Path(path).exists() or not self.lines):
            return
        write_text(path, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.lines))
        self.saved = len(self.lines)

    def active(self) -> Iterator[Merge]:
        """Yield the merges that hold, in the order they were made."""
        return (merge for merge in self.merges if merge.number not in self.undone)

    def next_number(self) -> int:
        """Return the number of the next merge."""
        return self.merges[-1].number + 1 if self.merges else 1

    def record_merge(self, merge: Merge) -> Merge:
        """Add a merge and return it, with the time."""
        self._append(replace(merge, time=_now()).to_json())
        return self.merges[-1]

    def record_undo(self, undo: Undo) -> None:
        """Add that a merge was taken back, with the time."""
        self._append(replace(undo, time=_now()).to_json())

    def record_distinct(self, one: str, other: str) -> None:
        """Add that two records are of two works."""
        if frozenset((one, other)) not in self.distinct:
            self._append({"event": "distinct", "keys": sorted((one, other))})

    def record_same(self, one: str, other: str) -> None:
        """Take back that two records are of two works."""
        if frozenset((one, other)) in self.distinct:
            self._append({"event": "not-distinct", "keys": sorted((one, other))})

    def _append(self, line: dict[str, Any]) -> None:
        self._replay(line)

    def _replay(self, line: Mapping[str, Any]) -> None:
        event = line["event"]
        if event == "merge":
            merge = Merge.from_json(line)
            self._keys.update(one.id for one in merge.originals)
            if unknown := [key for key in merge.keys if key not in self._keys]:
                raise ValueError(f"it does not say what {', '.join(unknown)} was")
            self.merges.append(merge)
            self.events.append(merge)
            self._note(merge.keys, merge.repointed)
        elif event == "undo":
            undo = Undo.from_json(line)
            self.undone.add(undo.number)
            self.events.append(undo)
            self._note(undo.restored, undo.repointed)
        elif event == "distinct":
            one, other = line["keys"]
            self.distinct.add(frozenset((str(one), str(other))))
        elif event == "not-distinct":
            self.distinct.discard(frozenset(str(key) for key in line["keys"]))
        else:
            raise ValueError(f"no event is called {event!r}")
        self.lines.append(dict(line))

    def _note(self, made_anew: Iterable[str], repointed: Iterable[Repointing]) -> None:
        """Keep what the relations were written as; those of records that were made anew are all told again."""
        for key in made_anew:
            self.written.pop(key, None)
        for one in repointed:
            known = {path: other for path, other in self.written.pop(one.key, {}).items() if path != one.path}
            if one.written != one.now:
                known[one.path] = one
            if known:
                self.written[one.key] = known


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _repointed(line: Mapping[str, Any]) -> tuple[Repointing, ...]:
    return tuple(Repointing.from_json(one) for one in line.get("repointed", ()))


def journal_path(library: str | os.PathLike[str]) -> Path:
    """Return where the journal of a library stands: beside it, ``library.journal.jsonl``."""
    path = Path(library)
    return path.with_name(f"{path.stem}.journal.jsonl")
