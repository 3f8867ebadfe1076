"""What earlier runs found: so that nothing is asked twice in a day, and nothing dies of one bad hour.

One SQLite file, by default in the user's cache directory: a row for every check of every run.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import time
from typing import Any

from citekit.errors import UnreadableInput
from citekit.links.result import CONNECTION_STATUSES, Hop, LinkCheck, Status, Verdict

HOUR, DAY = 3600.0, 86400.0

LIFETIMES: dict[Status, float] = {
    Status.ALIVE: 7 * DAY,
    Status.MOVED: 7 * DAY,
    Status.REDIRECTED: 3 * DAY,
    Status.INSECURE: 3 * DAY,
    Status.DEAD: DAY,
    Status.CLIENT_ERROR: DAY,
    Status.AUTH_REQUIRED: 7 * DAY,
    Status.BLOCKED: 3 * DAY,
    Status.LEGAL: 7 * DAY,
    Status.RATE_LIMITED: HOUR,
    Status.ROBOTS: DAY,
    Status.REDIRECT_LOOP: DAY,
    Status.TOO_MANY_REDIRECTS: DAY,
    Status.TLS_ERROR: HOUR,
    Status.FRAGMENT_MISSING: DAY,
    Status.SOFT_404: DAY,
    Status.PARKED: DAY,
    Status.DRIFTED: DAY,
}
"""How long a finding holds; what is not here is asked again in every run."""

APART = 20 * HOUR
"""Two failures of a connection count as two only when they lie so far apart."""

_SCHEMA = """
create table if not exists runs (id integer primary key, started real not null, finished real);
create table if not exists checks (
    id integer primary key, run integer not null references runs(id), url text not null, asked text not null,
    checked real not null, verdict text not null, status text not null, result text not null
);
create index if not exists checks_by_url on checks (url, checked);
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A link whose verdict is another than in the run before."""

    before: LinkCheck
    now: LinkCheck


def default_path() -> Path:
    """Return the history's place in the user's cache directory."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "citekit" / "links.sqlite"


class History:
    """The findings of earlier runs, and of the one under way. Raises UnreadableInput for a file that is none."""

    def __init__(self, path: str | os.PathLike[str], *, resume: bool = False) -> None:
        self._lock = threading.Lock()
        self.path = Path(path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self.path, check_same_thread=False, timeout=10)
            self._database.executescript("pragma journal_mode = wal; pragma synchronous = normal;" + _SCHEMA)
        except (OSError, sqlite3.Error) as error:
            hint = "name another file with --history, or go without: --no-cache"
            raise UnreadableInput(f"this is no history of links ({error})", path=str(path), hint=hint) from None
        self._resumed = self._unfinished_run() if resume else None
        self._run = self._resumed if self._resumed is not None else self._begin()
        self.changes: list[Change] = []

    def _unfinished_run(self) -> int | None:
        row = self._database.execute("select id, finished from runs order by id desc limit 1").fetchone()
        return int(row[0]) if row is not None and row[1] is None else None

    def _begin(self) -> int:
        cursor = self._database.execute("insert into runs (started) values (?)", (time(),))
        self._database.commit()
        return int(cursor.lastrowid or 0)

    def known(self, url: str, asked: str, *, anything: bool = False) -> LinkCheck | None:
        """Return a finding that still holds: young enough, or of the run that is resumed, or any at all."""
        with self._lock:
            row = self._database.execute(
                "select checked, run, result from checks where url = ? and asked = ?"
                " order by checked desc, id desc",
                (url, asked),
            ).fetchone()
        if row is None:
            return None
        checked, run, result = row
        check = from_json(json.loads(result))
        if anything or run == self._resumed or time() - checked < LIFETIMES.get(check.status, 0.0):
            return check
        return None

    def with_strikes(self, check: LinkCheck, strikes: int) -> LinkCheck:
        """Return a connection's failure as ``unsure`` until it was seen so many times, on days apart."""
        if check.verdict is not Verdict.BAD or check.status not in CONNECTION_STATUSES or strikes <= 1:
            return check
        seen = 1 + self._failures_before(check.url)
        if seen >= strikes:
            return check
        detail = f"{check.detail} ({seen}. failure; it counts as broken after {strikes}, on days apart)"
        return replace(check, verdict=Verdict.UNSURE, detail=detail)

    def _failures_before(self, url: str) -> int:
        """Count the unbroken row of failures before now, each a day after the one before it."""
        with self._lock:
            rows = self._database.execute(
                "select checked, status from checks where url = ? order by checked desc, id desc", (url,)
            ).fetchall()
        count, last = 0, time()
        for checked, status in rows:
            if status in (Status.OFFLINE, Status.SKIPPED):
                continue
            if status not in CONNECTION_STATUSES:
                break
            if last - checked >= APART:
                count, last = count + 1, checked
        return count

    def note(self, check: LinkCheck, asked: str) -> None:
        """Write a finding down, at once, so that an interruption loses nothing."""
        if check.status in (Status.SKIPPED, Status.OFFLINE):
            return
        with self._lock:
            before = self._database.execute(
                "select result from checks where url = ? order by checked desc, id desc", (check.url,)
            ).fetchone()
            self._database.execute(
                "insert into checks (run, url, asked, checked, verdict, status, result)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                (self._run, check.url, asked, time(), check.verdict, check.status, json.dumps(check.to_json())),
            )
            self._database.commit()
        if before is not None:
            earlier = from_json(json.loads(before[0]))
            if earlier.verdict is not check.verdict:
                self.changes.append(Change(earlier, check))

    def finish(self) -> None:
        """Mark the run as done: there is nothing to resume."""
        with self._lock:
            self._database.execute("update runs set finished = ? where id = ?", (time(), self._run))
            self._database.commit()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()


def question(fragments: bool, content: bool, titles: Sequence[str]) -> str:
    """Return a digest of what was asked about a link: another question is another finding."""
    asked = json.dumps([fragments, content, sorted(titles)], ensure_ascii=False)
    return hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:16]


def from_json(value: dict[str, Any]) -> LinkCheck:
    """Read what LinkCheck.to_json wrote."""
    hops = tuple(Hop(**{**hop, "redirect": hop["redirect"] or ""}) for hop in value["hops"])
    known = {**value, "verdict": Verdict(value["verdict"]), "status": Status(value["status"])}
    return LinkCheck(**{**known, "references": tuple(value["references"]), "hops": hops})
