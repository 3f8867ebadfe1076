"""``citekit cite FILE CLUSTER… --style NAME``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.rendering import rendering_options


@click.command(short_help="Format citations in a CSL style.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("clusters", nargs=-1, required=True, metavar="CLUSTER…")
@rendering_options
def command(file: Path, clusters: tuple[str, ...], style: str, format_: str, locale: str | None) -> int:
    """Format citations of the references in FILE, one line for each CLUSTER, in the order of a document.

    A CLUSTER names one or more keys, each with a locator if need be: 'hosoya2018', 'hosoya2018, p. 3; abe2012'.
    In a note style every cluster is a note of its own, so that a repeated work is given its short form.
    """
    from citekit.cli.output import exit_code
    from citekit.cli.sources import read_references
    from citekit.pages import render_citations

    references, findings = read_references([file])
    for line in render_citations(references, clusters, style=style, format=format_, locale=locale):
        click.echo(line)
    return exit_code(findings)
