"""A record from values some of which do not fit: what fits becomes the record, the rest is kept and named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citekit.errors import InvalidRecord
from citekit.model import Finding, Reference, Severity


def lenient_reference(values: Mapping[str, Any], kept: str = "unread") -> tuple[Reference, list[Finding]]:
    """Make a reference of CSL-JSON ``values``; what the model refuses goes to ``custom[kept]`` with a finding.

    ``values`` must have an ``id``. A date that is none becomes a literal date.
    """
    findings: list[Finding] = []
    key = str(values["id"])
    good: dict[str, Any] = {"id": key}
    refused: dict[str, Any] = {}
    for variable, value in values.items():
        if variable in ("id", "custom") or value is None:
            continue
        try:
            Reference.from_csl({"id": key, variable: value})
        except InvalidRecord as error:
            findings.append(_refusal(variable, error, key))
            literal = _as_literal_date(value)
            if literal is not None and _fits({"id": key, variable: literal}):
                good[variable] = literal
            else:
                refused[variable] = value
        except (TypeError, AttributeError) as error:
            findings.append(_refusal(variable, error, key))
            refused[variable] = value
        else:
            good[variable] = value
    custom = dict(values["custom"]) if isinstance(values.get("custom"), Mapping) else {}
    if refused:
        custom[kept] = refused
    if custom:
        good["custom"] = custom
    return Reference.from_csl(good), findings


def reference_of(values: Mapping[str, Any]) -> tuple[Reference, list[Finding]]:
    """Make a reference of CSL-JSON ``values``, leniently where they do not fit."""
    try:
        return Reference.from_csl(values), []
    except InvalidRecord:
        return lenient_reference(values)


def _fits(values: Mapping[str, Any]) -> bool:
    try:
        Reference.from_csl(values)
    except InvalidRecord:
        return False
    return True


def _refusal(variable: str, error: Exception, key: str) -> Finding:
    return Finding(
        code="invalid-value",
        message=f"{variable}: {str(error).rpartition(': ')[2] or error}",
        severity=Severity.WARNING,
        key=key,
        hint="the value is kept as text beside the record; correct it in the file",
    )


def _as_literal_date(value: Any) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    if not isinstance(parts, list):
        return None
    ranges = ["-".join(str(number) for number in part) for part in parts if isinstance(part, list) and part]
    return {"literal": "/".join(ranges)} if ranges else None
