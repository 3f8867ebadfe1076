"""``citekit doctor``."""

from __future__ import annotations

import click


@click.command(short_help="Say what is installed and what is missing.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(format_: str) -> int:
    """Say what citekit finds on this machine, and what is missing for which task."""
    from citekit.cli.output import as_json
    from citekit.project.doctor import diagnose

    found = diagnose()
    if format_ == "json":
        click.echo(as_json([one._asdict() for one in found]))
    else:
        for one in found:
            mark = "ok      " if one.ok else "missing " if one.needed else "optional"
            click.echo(f"{mark}  {one.name}  {one.detail}{'' if one.ok else f'  ({one.fix})'}")
    return int(any(one.needed and not one.ok for one in found))
