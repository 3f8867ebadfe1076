"""The audit of a paper: what extraction found, what the checks find, what the print has against its style."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable

from citekit.auditing.checks import CHECKS
from citekit.auditing.subject import Subject
from citekit.model import Finding, Paper, Severity

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def audit(
    paper: Paper, *, style: str | os.PathLike[str] | None = None, today: datetime.date | None = None
) -> list[Finding]:
    """Return what is wrong, or looks wrong, with the references of ``paper``, in the order of the print.

    The findings of extraction are among them, each once. ``today`` decides what lies in the future.
    """
    subject = Subject(paper, today or datetime.date.today())
    found = [finding for check in CHECKS for finding in check(subject)]
    return in_order([*_unless_explained(paper.findings, found), *found])


def _unless_explained(general: Iterable[Finding], specific: Iterable[Finding]) -> list[Finding]:
    """Leave out findings of extraction that a check says more precisely at the same place."""
    precise = {finding.span for finding in specific if finding.code in _SAYS_MORE}
    return [one for one in general if not (one.code == "short-form-unresolved" and one.span in precise)]


_SAYS_MORE = {"short-form-ambiguous", "ibid-after-several"}


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by place, the graver first at one place, each once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda one: (one.span is None, one.span or (0, 0), _ORDER[one.severity], one.code, one.message),
    )
