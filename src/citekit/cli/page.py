"""``citekit page FILE…``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Write the library as one web page to search, filter and copy from.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--style", "styles", multiple=True, help="A style to switch to; may be repeated.")
@click.option("--title", default="Library", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(files: tuple[Path, ...], styles: tuple[str, ...], title: str, output: Path | None) -> int:
    """Write the references in FILES as one HTML file that needs no network and no server.

    A build writes such a page too, library.html, which also knows where each reference is cited.
    """
    from citekit.cli.output import exit_code, write_data
    from citekit.cli.sources import read_references
    from citekit.pages.library_page import LibraryContents, library_page

    references, findings = read_references(files)
    contents = LibraryContents(references, findings=findings)
    if styles:
        contents = LibraryContents(references, findings=findings, styles=styles)
    write_data(library_page(contents, title=title), output)
    return exit_code(findings)
