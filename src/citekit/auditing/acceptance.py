"""Findings that a person has looked at and accepted, kept with the reason in ``citekit-accepted.toml``.

::

    [[accepted]]
    code = "url-date-differs"
    paper = "paper.txt"
    key = "borger2018"
    words = "June 9, 2018"
    reason = "the address has the American day"

``paper``, ``key`` and ``words`` may be left out; what is there must agree with the finding.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from citekit.errors import ConfigProblem
from citekit.files import read_text, write_text
from citekit.model import Finding, Severity, Source

FILE_NAME = "citekit-accepted.toml"
_LONGEST = 80


class Acceptance(NamedTuple):
    """One finding that is to be shown no more, and why."""

    code: str
    reason: str
    paper: str | None = None
    key: str | None = None
    words: str | None = None

    def covers(self, finding: Finding, source: Source) -> bool:
        """Tell whether this is about ``finding``."""
        return (
            self.code == finding.code
            and self.paper in (None, source.name)
            and self.key in (None, finding.key)
            and self.words in (None, _words(finding, source))
        )


def acceptance(finding: Finding, source: Source, reason: str) -> Acceptance:
    """Return the acceptance of one finding, and of no other."""
    return Acceptance(finding.code, reason, source.name, finding.key, _words(finding, source))


def read_acceptances(path: Path) -> list[Acceptance]:
    """Return what the file at ``path`` accepts; nothing where there is none. Raises ConfigProblem."""
    if not path.exists():
        return []
    text = read_text(path)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error))
        line, column = (int(match[2]), int(match[3])) if match else (None, None)
        raise ConfigProblem(match[1] if match else str(error), path=str(path), line=line, column=column) from None
    entries = tables.get("accepted", [])
    if set(tables) - {"accepted"} or not isinstance(entries, list):
        raise ConfigProblem("only [[accepted]] tables are known here", path=str(path))
    return [_acceptance(entry, path, number) for number, entry in enumerate(entries, 1)]


def _acceptance(entry: Any, path: Path, number: int) -> Acceptance:
    known = Acceptance._fields
    if (
        not isinstance(entry, dict)
        or set(entry) - set(known)
        or not all(isinstance(v, str) for v in entry.values())
    ):
        raise ConfigProblem(f"entry {number}: the settings here are {', '.join(known)}, all text", path=str(path))
    if not entry.get("code") or not entry.get("reason", "").strip():
        raise ConfigProblem(
            f"entry {number} needs a code and a reason", path=str(path), hint='add reason = "why it is right"'
        )
    return Acceptance(**entry)


def write_acceptances(path: Path, added: Iterable[Acceptance]) -> None:
    """Add acceptances to the end of the file at ``path``; what stands there stays as it is."""
    before = read_text(path).rstrip("\n") + "\n" if path.exists() else "# Findings that are right as they are.\n"
    write_text(path, before + "".join(_table(one) for one in added))


def _table(one: Acceptance) -> str:
    values = {"code": one.code, "paper": one.paper, "key": one.key, "words": one.words, "reason": one.reason}
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value]
    return "\n[[accepted]]\n" + "\n".join(lines) + "\n"


class Sifted(NamedTuple):
    """Findings to show, findings accepted, and acceptances that nothing needs any more."""

    shown: list[Finding]
    accepted: list[tuple[Finding, Acceptance]]
    unused: list[Finding]


def sift(findings: Iterable[Finding], acceptances: Sequence[Acceptance], source: Source) -> Sifted:
    """Part the accepted findings from the others."""
    shown: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    for finding in findings:
        covering = next((one for one in acceptances if one.covers(finding, source)), None)
        if covering is None:
            shown.append(finding)
        else:
            accepted.append((finding, covering))
    used = {one for _, one in accepted}
    unused = [
        Finding(
            code="acceptance-unused",
            message=f"{one.code} was accepted ({one.reason}) and occurs no more",
            severity=Severity.INFO,
            key=one.key,
            hint=f"take it out of {FILE_NAME}",
        )
        for one in acceptances
        if one not in used and one.paper in (None, source.name)
    ]
    return Sifted(shown, accepted, unused)


def _words(finding: Finding, source: Source) -> str | None:
    """The beginning of the printed words of a finding, on one line."""
    return " ".join(source.at(finding.span).split())[:_LONGEST] if finding.span else None
