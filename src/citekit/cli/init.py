"""``citekit init [DIRECTORY]``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Begin a project: write a commented citekit.toml.")
@click.argument("directory", type=click.Path(path_type=Path), default=".")
def command(directory: Path) -> int:
    """Write a commented citekit.toml in DIRECTORY that names the text files there as its papers."""
    from citekit.project.starter import start_project

    path = start_project(directory)
    click.echo(f"Wrote {path}. Look through it, then run: citekit build {directory}", err=True)
    return 0
