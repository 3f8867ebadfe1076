"""``citekit bibliography FILE… --style NAME``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.rendering import rendering_options


@click.command(short_help="Format references as a bibliography in a CSL style.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@rendering_options
@click.option("--standalone", is_flag=True, help="A whole HTML page or LaTeX document, not just the list.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(
    files: tuple[Path, ...], style: str, format_: str, locale: str | None, standalone: bool, output: Path | None
) -> int:
    """Format the references in FILES (BibTeX, CSL-JSON, RIS and other formats) as one bibliography."""
    from citekit.cli.output import exit_code, write_data
    from citekit.cli.sources import read_references
    from citekit.pages import render_bibliography
    from citekit.pages.documents import bibliography_document

    references, findings = read_references(files)
    text = render_bibliography(references, style=style, format=format_, locale=locale)
    if standalone:
        text = bibliography_document(text, format_, title="References", language=locale or "en")
    write_data(text, output)
    return exit_code(findings)
