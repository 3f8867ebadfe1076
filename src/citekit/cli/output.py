"""What the commands print: data to standard output, findings and the rest to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from citekit.model import Finding, Severity, Source

_WINDOW = 90
"""How much of a long line is shown around the place of a finding."""


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
    """Print findings as ``path:line:col: CODE message (key)``, with the line, a caret under it, and a hint.

    ``sources`` maps a source's name to the path to show for it and its text.
    """
    for finding in findings:
        path, source = (sources or {}).get(finding.source or "", (finding.source, None))
        place = f"{path}: " if path else ""
        if source and finding.span:
            line, column = source.position(min(finding.span.start, len(source.text)))
            place = f"{path}:{line}:{column}: "
        key = f" ({finding.key})" if finding.key else ""
        click.echo(f"{place}{finding.code} {finding.message}{key}", err=True)
        if source and finding.span:
            _print_line(source.line(line), column - 1)
        if finding.hint:
            click.echo(f"  hint: {finding.hint}", err=True)


def _print_line(text: str, at: int) -> None:
    """Print the stretch of a line that surrounds a place, and a caret below it."""
    start = max(0, at - _WINDOW // 3) if len(text) > _WINDOW else 0
    shown = text[start : start + _WINDOW].replace("\t", " ")
    opening = "…" if start else ""
    closing = "…" if start + _WINDOW < len(text) else ""
    click.echo(f"  {opening}{shown}{closing}", err=True)
    click.echo("  " + " " * (len(opening) + at - start) + "^", err=True)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 where a finding wants a person's attention; notices alone are 0."""
    return int(any(finding.severity is not Severity.INFO for finding in findings))
