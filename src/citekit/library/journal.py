"""The journal: one JSON object a line, only ever appended to. What it says, replayed, gives the library's merges.

The kinds of line: ``merge`` (the keys joined, and every record as it was before), ``undo`` (the number of a merge
taken back) , ``distinct`` (two keys that a
person has told apart) and ``not-distinct`` (that taken back).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from citekit.errors import InvalidRecord, SyntaxProblem, UnreadableInput
from citekit.files import decode, write_text
from citekit.model import Reference


@dataclass(frozen=True)
class Merge:
    """One merge: ``keys`` were joined into one record under the first of them.

    ``originals`` holds those of the records that stood for themselves until then; ``merged`` what became of them.
    """

    number: int
    keys: tuple[str, ...]
    originals: tuple[Reference, ...]
    merged: Reference
    reasons: tuple[str, ...] = ()
    score: float | None = None
    time: str = ""

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
        )


@dataclass
class Journal:
    """All merges ever made, those taken back, and the pairs told apart."""

    merges: list[Merge] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    distinct: set[frozenset[str]] = field(default_factory=set)
    lines: list[dict[str, Any]] = field(default_factory=list)
    saved: int = 0  # so many of the lines stand in the file

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

    def record_merge(
        self,
        keys: Iterable[str],
        originals: Iterable[Reference],
        merged: Reference,
        reasons: Iterable[str] = (),
        score: float | None = None,
    ) -> Merge:
        """Add a merge and return it."""
        merge = Merge(
            number=max((one.number for one in self.merges), default=0) + 1,
            keys=tuple(keys),
            originals=tuple(originals),
            merged=merged,
            reasons=tuple(reasons),
            score=score,
            time=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._append(merge.to_json())
        return merge

    def record_undo(self, number: int) -> None:
        """Add that a merge was taken back."""
        self._append({"event": "undo", "merge": number, "time": datetime.now(UTC).isoformat(timespec="seconds")})

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
            self.merges.append(Merge.from_json(line))
        elif event == "undo":
            self.undone.add(int(line["merge"]))
        elif event == "distinct":
            one, other = line["keys"]
            self.distinct.add(frozenset((str(one), str(other))))
        elif event == "not-distinct":
            self.distinct.discard(frozenset(str(key) for key in line["keys"]))
        else:
            raise ValueError(f"no event is called {event!r}")
        self.lines.append(dict(line))


def journal_path(library: str | os.PathLike[str]) -> Path:
    """Return where the journal of a library stands: beside it, ``library.journal.jsonl``."""
    path = Path(library)
    return path.with_name(f"{path.stem}.journal.jsonl")
