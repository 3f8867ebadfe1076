"""``citekit export FILE… --to FORMAT``; also called ``convert``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="Convert references: BibTeX, BibLaTeX, CSL-JSON and more.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--from", "from_", metavar="FORMAT", help="The format of FILES; their suffix or their look otherwise."
)
@click.option("--to", metavar="FORMAT", help="The format to write; the suffix of the output file otherwise.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option("--sort", is_flag=True, help="Sort by key; without it the order is that of the files.")
@click.option("--list", "list_", is_flag=True, help="List the formats and stop.")
def command(
    files: tuple[Path, ...], from_: str | None, to: str | None, output: Path | None, sort: bool, list_: bool
) -> int:
    """Read the references in FILES and write them in another format.

    Without --to or an output file it is CSL-JSON. '-' is standard input.
    """
    from citekit.cli.output import exit_code, print_findings
    from citekit.cli.sources import read_source
    from citekit.formats import find_format, format_of_path, formats, loads, read_file
    from citekit.formats import write as write_references
    from citekit.model import Finding, Reference

    if list_:
        for one in formats():
            ways = " and ".join(way for way, is_so in (("in", one.reads), ("out", one.writes)) if is_so)
            click.echo(f"{one.name:<14}{one.title:<22}{ways:<12}{' '.join(one.suffixes)}")
        return 0
    if not files:
        raise click.UsageError("name a file to read, or - for standard input")
    target = find_format(to) if to else (format_of_path(output) if output else None) or find_format("csl-json")
    references: list[Reference] = []
    findings: list[Finding] = []
    for path in files:
        if str(path) == "-":
            source = read_source(path)
            result = loads(source.text, from_, source.name)
        else:
            result = read_file(path, from_)
        if result.source:
            print_findings(result.findings, {result.source.name: (result.source.name, result.source)})
        references.extend(result.references)
        findings.extend(result.findings)
    if sort:
        references.sort(key=lambda reference: reference.id)
    text = write_references(references, output, target.name)
    if output is None:
        click.echo(text, nl=False)
    return exit_code(findings)
