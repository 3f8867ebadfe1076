"""``citekit build [DIRECTORY]``."""

from __future__ import annotations

import time
from pathlib import Path

import click


@click.command(short_help="The whole way, for the project that citekit.toml describes.")
@click.argument("directory", type=click.Path(path_type=Path), default=".")
@click.option("--offline", is_flag=True, help="Do not check links.")
@click.option("--watch", is_flag=True, help="Build again whenever the papers or citekit.toml change.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(directory: Path, offline: bool, watch: bool, format_: str) -> int:
    """Build the library of the project in DIRECTORY, where its citekit.toml is.

    Reads the papers, extracts and parses their references, merges duplicates, checks links, renders the
    bibliographies, exports BibTeX and writes the library page; then says what was found and where it lies.
    """
    code = _build(directory, offline, format_)
    while watch:
        _wait_for_a_change(directory)
        code = _build_again(directory, offline, format_)
    return code


def _build(directory: Path, offline: bool, format_: str) -> int:
    from citekit.cli.output import as_json, exit_code, print_findings, write_data
    from citekit.cli.progress import progress_bar
    from citekit.project import build
    from citekit.project.summary import summary_json, summary_text

    with progress_bar() as progress:
        result = build(directory, check=not offline, progress=progress)
    if format_ == "json":
        write_data(as_json(summary_json(result)))
    else:
        read = zip(result.inputs, result.papers, strict=True)
        print_findings(result.findings, {paper.source.name: (str(path), paper.source) for path, paper in read})
        write_data(summary_text(result))
    return exit_code(result.findings)


def _build_again(directory: Path, offline: bool, format_: str) -> int:
    """Build, but go on watching where the change has broken something."""
    from citekit.errors import CitekitError

    try:
        return _build(directory, offline, format_)
    except CitekitError as error:
        click.echo(f"citekit: {error}", err=True)
        return 2


def _wait_for_a_change(directory: Path) -> None:
    before = _state(directory)
    while _state(directory) == before:
        time.sleep(0.5)


def _state(directory: Path) -> list[tuple[str, int]]:
    """The names and times of everything that a build reads."""
    from citekit.errors import CitekitError
    from citekit.project.config import FILE_NAME, read_config
    from citekit.project.pipeline import input_files

    files = [directory / FILE_NAME]
    try:
        config = read_config(directory)
    except CitekitError:
        pass
    else:
        files += input_files(config)
        files += [directory / paper.style for paper in config.papers if paper.style]
    return [(str(file), file.stat().st_mtime_ns) for file in files if file.is_file()]
