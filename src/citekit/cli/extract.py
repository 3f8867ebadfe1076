"""``citekit extract PAPER``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.sources import read_paper


@click.command(short_help="Find a paper's notes, works cited, citations and references.")
@click.argument("paper", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(paper: Path, format_: str, output: Path | None) -> int:
    """Find every note, works-cited entry and citation in PAPER, and read the references in them.

    PAPER is a text file, or .docx, .html, .tex, .md and, with pypdf, .pdf; '-' reads standard input. Spans count
    the characters of its text.
    """
    from citekit.cli.output import as_json, exit_code, print_findings, write_data
    from citekit.pages.extraction_report import extraction_report

    result = read_paper(paper)
    write_data(as_json(result.to_json()) if format_ == "json" else extraction_report(result), output)
    if format_ == "text":
        print_findings(result.findings, {result.source.name: (str(paper), result.source)})
    return exit_code(result.findings)
