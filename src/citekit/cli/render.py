"""``citekit render DOCUMENT --library FILE --style NAME``."""

from __future__ import annotations

from pathlib import Path

import click

from citekit.cli.rendering import FORMATS


@click.command(short_help="Render a document with citations: a template or Markdown.")
@click.argument("document", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--library",
    "libraries",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where the references are (BibTeX, CSL-JSON, …); library.json where not given. May be repeated.",
)
@click.option("--style", default="apa", show_default=True, help="A style's name, or a .csl file.")
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The markup; the document's own suffix says it."
)
@click.option("--locale", help="A language such as de-DE; the style's own where not given.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
def command(
    document: Path,
    libraries: tuple[Path, ...],
    style: str,
    format_: str | None,
    locale: str | None,
    output: Path | None,
) -> int:
    """Render DOCUMENT with its citations and bibliography.

    A template (report.md.j2) calls {{ cite("key", page="3") }}, {{ nocite("*") }} and {{ bibliography() }}.
    Markdown (paper.md) has pandoc's [see @key, p. 3]. In a note style each citation becomes a footnote.
    """
    from citekit.cli.output import exit_code, write_data
    from citekit.cli.sources import read_references, read_source
    from citekit.pages.writing import render_document

    source = read_source(document)
    references, findings = read_references(libraries or (Path("library.json"),))
    text = render_document(source.text, references, name=str(document), style=style, format=format_, locale=locale)
    write_data(text, output)
    return exit_code(findings)
