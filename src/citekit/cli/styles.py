"""``citekit styles [PATTERN]``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="List the citation styles that can be rendered.")
@click.argument("pattern", required=False)
@click.option(
    "--styles-directory",
    "directories",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Look here for .csl files first; may be given more than once.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(pattern: str | None, directories: tuple[Path, ...], format_: str) -> int:
    """List the styles whose name or title contains PATTERN, or all of them.

    Names are what --style takes. A dependent style, such as a journal's, is shown with the style it follows.
    """
    from citekit.cli.output import as_json, write_data
    from citekit.csl.repository import style_names

    styles = style_names(pattern, directories)
    if format_ == "json":
        write_data(as_json([{"name": s.name, "title": s.title, "parent": s.parent} for s in styles]))
    else:
        for style in styles:
            follows = f"  (as {style.parent})" if style.parent else ""
            click.echo(f"{style.name}  {style.title}{follows}")
    if not styles:
        click.echo(f"no style matches '{pattern}'", err=True)
    return 0 if styles else 1
