"""``citekit cited FILE``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="List the keys that a document cites.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(file: Path, format_: str) -> int:
    r"""List the keys that FILE cites, each once, in the order of their first citation.

    FILE is LaTeX (\cite{key} and its family), Markdown ([@key]) or a template (cite("key")).
    """
    from citekit.cli.output import as_json
    from citekit.cli.sources import read_source
    from citekit.pages.writing import cited_keys

    source = read_source(file)
    found: dict[str, list[int]] = {}
    for key, span in cited_keys(source.text, str(file)):
        found.setdefault(key, []).append(source.position(span.start)[0])
    if format_ == "json":
        click.echo(as_json([{"key": key, "lines": lines} for key, lines in found.items()]))
    else:
        for key in found:
            click.echo(key)
    return 0
