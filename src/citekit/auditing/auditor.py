"""The audit of a paper: what extraction found, what the checks find, what the print has against its style."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from citekit.auditing.checks import CHECKS
from citekit.auditing.proof import CANDIDATES, compare, infer_style, proof_findings
from citekit.auditing.proof.inference import Style
from citekit.auditing.subject import Subject
from citekit.model import Finding, Paper, Severity

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def audit(
    paper: Paper,
    *,
    style: Style | None = None,
    candidates: Iterable[Style] = CANDIDATES,
    today: datetime.date | None = None,
) -> list[Finding]:
    """Return what is wrong, or looks wrong, with the references of ``paper``, in the order of the print.

    The findings of extraction are among them, each once. The printed references are held against ``style``, the
    paper's own: a style's name, a path to a .csl file or its XML. Without one, the one of ``candidates`` is taken
    that reproduces most of the print, if any does; with none, print is not held against style. ``today`` decides
    which dates lie in the future. Raises StyleNotFound, InvalidStyle.
    """
    subject = Subject(paper, today or datetime.date.today())
    found = [finding for check in CHECKS for finding in check(subject)]
    own = style or infer_style(paper, candidates)
    if own is not None:
        found += proof_findings(compare(paper, own), paper.source.name, style_is_known=style is not None)
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
