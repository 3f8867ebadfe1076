"""What the commands print: data to standard output, findings and the rest to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from citekit.model import Finding, Severity, Source


def write_data(text: str, output: Path | None = None) -> None:
    """Print ``text`` on standard output, or write it to the file ``output``."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from citekit.files import write_text

    write_text(output, text if text.endswith("\n") else text + "\n")


def as_json(value: Any) -> str:
    """Return JSON as a person and a program can read it."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def print_findings(findings: Iterable[Finding], sources: Mapping[str, tuple[str, Source]] | None = None) -> None:
    """Print findings as ``path:line:col: CODE message (key)``, each with its hint below.

    ``sources`` maps a source's name to the path to show for it and its text.
    """
    for finding in findings:
        click.echo(f"{_place(finding, sources or {})}{finding.code} {finding.message}{_key(finding)}", err=True)
        if finding.hint:
            click.echo(f"  hint: {finding.hint}", err=True)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 where a finding wants a person's attention; notices alone are 0."""
    return int(any(finding.severity is not Severity.INFO for finding in findings))


def _place(finding: Finding, sources: Mapping[str, tuple[str, Source]]) -> str:
    if finding.source is None or finding.source not in sources:
        return f"{finding.source}: " if finding.source else ""
    path, source = sources[finding.source]
    if finding.span is None:
        return f"{path}: "
    line, column = source.position(finding.span.start)
    return f"{path}:{line}:{column}: "


def _key(finding: Finding) -> str:
    return f" ({finding.key})" if finding.key else ""
