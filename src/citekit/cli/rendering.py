"""What ``bibliography`` and ``cite`` share: the options for style and format, and reading the references."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from citekit.model import Finding, Reference

FORMATS = ("text", "html", "markdown", "latex", "rtf", "typst", "rst")

Command = TypeVar("Command", bound=Callable[..., int])


def rendering_options(function: Command) -> Command:
    """Add --style, --format and --locale to a command."""
    for option in (
        click.option("--locale", help="A language such as de-DE; the style's own where not given."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="The markup.",
        ),
        click.option("--style", default="apa", show_default=True, help="A style's name, or a .csl file."),
    ):
        function = option(function)
    return function


def read_references(paths: Iterable[Path]) -> tuple[list[Reference], list[Finding]]:
    """Read the references of all files in order, print what is wrong in them, and return both."""
    from citekit.cli.output import print_findings
    from citekit.cli.sources import read_source
    from citekit.formats import loads, read_file

    references: list[Reference] = []
    findings: list[Finding] = []
    for path in paths:
        if str(path) == "-":
            source = read_source(path)
            result = loads(source.text, source=source.name)
        else:
            result = read_file(path)
        if result.source:
            print_findings(result.findings, {result.source.name: (result.source.name, result.source)})
        references.extend(result.references)
        findings.extend(result.findings)
    return references, findings
