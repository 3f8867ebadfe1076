"""``citekit restyle PAPER --style NAME``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citekit.cli.sources import read_paper

if TYPE_CHECKING:
    from citekit.auditing.restyling import Change


@click.command(short_help="Set a paper's citations in another style.")
@click.argument("paper", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--style", required=True, help="The style to set it in: a name ('citekit styles') or a .csl file.")
@click.option("--locale", help="The language of the style's own words, such as de-DE.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option(
    "--changes", type=click.Path(path_type=Path), help="Write the list of changes here (.json for programs)."
)
def command(paper: Path, style: str, locale: str | None, output: Path | None, changes: Path | None) -> int:
    """Give PAPER's text back with its notes, its citations in the text and its list set in another style.

    From notes to citations in the text and the other way round too: notes that only cite become citations,
    citations become notes. What cannot be set without guessing stays as printed and is told. PAPER is plain text,
    .docx, .html, .tex or .pdf, and comes back as plain text; '-' reads standard input.
    """
    from citekit.auditing import restyle
    from citekit.cli.output import as_json, exit_code, print_findings, write_data

    read = read_paper(paper)
    source = read.source
    result = restyle(read, style, locale=locale)
    if changes is not None:
        as_data = changes.suffix == ".json"
        write_data(
            as_json([one._asdict() for one in result.changes]) if as_data else _shown(result.changes), changes
        )
    write_data(result.text, output)
    print_findings(result.findings, {source.name: (str(paper), source)})
    click.echo(f"{len(result.changes)} changes", err=True)
    return exit_code(result.findings)


def _shown(changes: Sequence[Change]) -> str:
    """One change in three lines: where, before, after."""
    return "\n".join(f"line {one.line}, {one.what}\n- {one.before}\n+ {one.after}" for one in changes)
