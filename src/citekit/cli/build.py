"""``citekit build [DIRECTORY]``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="The whole way, for the project that citekit.toml describes.")
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--offline", is_flag=True, help="Do not check links.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(directory: Path, offline: bool, format_: str) -> int:
    """Build the library of the project in DIRECTORY, where its citekit.toml is.

    Reads the papers, extracts and parses their references, merges duplicates, checks links, renders the
    bibliographies and exports BibTeX; then says what was found and where it lies.
    """
    from citekit.cli.output import as_json, exit_code, print_findings, write_data
    from citekit.cli.progress import progress_bar
    from citekit.project import build
    from citekit.project.summary import summary_json, summary_text

    with progress_bar() as progress:
        result = build(directory, check=not offline, progress=progress)
    if format_ == "json":
        write_data(as_json(summary_json(result)))
    else:
        sources = {
            paper.source.name: (str(directory / paper.source.name), paper.source) for paper in result.papers
        }
        print_findings(result.findings, sources)
        write_data(summary_text(result))
    return exit_code(result.findings)
