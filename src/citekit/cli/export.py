"""``citekit export FILE… --to FORMAT``; also called ``convert``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from citekit.model import Finding, Reference


@click.command(short_help="Convert references: BibTeX, BibLaTeX, CSL-JSON and more.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--from", "from_", metavar="FORMAT", help="The format of FILES; their suffix or their look otherwise."
)
@click.option("--to", metavar="FORMAT", help="The format to write; the suffix of the output file otherwise.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option("--sort", is_flag=True, help="Sort by key; without it the order is that of the files.")
@click.option(
    "--cited-in",
    "documents",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Write only what this LaTeX, Markdown or template file cites; may be repeated.",
)
@click.option(
    "--keys", metavar="TEMPLATE", help="New keys, such as {auth}{year}{shorttitle}; the old ones become aliases."
)
@click.option(
    "--ascii/--utf-8", "ascii_only", default=None, help="How BibTeX and BibLaTeX write accented letters."
)
@click.option(
    "--update", is_flag=True, help="Change an existing .bib output only where references differ; keep its keys."
)
@click.option("--list", "list_", is_flag=True, help="List the formats and stop.")
def command(
    files: tuple[Path, ...],
    from_: str | None,
    to: str | None,
    output: Path | None,
    sort: bool,
    documents: tuple[Path, ...],
    keys: str | None,
    ascii_only: bool | None,
    update: bool,
    list_: bool,
) -> int:
    """Read the references in FILES and write them in another format.

    Without --to or an output file it is CSL-JSON. '-' is standard input.
    """
    from citekit.cli.output import exit_code
    from citekit.cli.sources import read_references
    from citekit.formats import find_format, format_of_path
    from citekit.formats import write as write_references

    if list_:
        return _list_formats()
    if not files:
        raise click.UsageError("name a file to read, or - for standard input")
    target = find_format(to) if to else (format_of_path(output) if output else None) or find_format("csl-json")
    references, findings = read_references(files, from_)
    if documents:
        references, missing = _cited_in(documents, references)
        findings += missing
    if sort:
        references.sort(key=lambda reference: reference.id)
    if keys:
        references = _with_keys(references, keys, output if update else None)
    if update:
        return _update(output, target.name, references) or exit_code(findings)
    if output is not None:
        _refuse_to_lose(output, files)
    text = write_references(references, output, target.name, ascii_only=ascii_only)
    if output is None:
        click.echo(text, nl=False)
    return exit_code(findings)


def _refuse_to_lose(output: Path, files: tuple[Path, ...]) -> None:
    """Stop where a .bib file is to be written over itself and holds more than its references."""
    from citekit.errors import UnreadableInput
    from citekit.formats import format_of_path, read_any_encoding
    from citekit.formats.bib.patch import first_beside_entries

    written = format_of_path(output)
    if written is None or written.name not in ("bibtex", "biblatex") or not output.exists():
        return
    if not any(path.exists() and path.samefile(output) for path in files):
        return
    text, _ = read_any_encoding(output)
    if (place := first_beside_entries(text)) is not None:
        raise UnreadableInput(
            "the comments and macros of this file would be lost",
            path=str(output),
            line=text.count("\n", 0, place) + 1,
            hint="add --update, which keeps them, or write to another file",
        )


def _with_keys(references: list[Reference], template: str, output: Path | None) -> list[Reference]:
    """Give new keys, also where records name each other; those that the file to be updated has already stay."""
    from citekit.dedupe.repointing import repoint
    from citekit.formats import read_file
    from citekit.formats.keys import make_keys

    there = {one.id for one in read_file(output).references} if output is not None and output.exists() else set()
    renamed = make_keys(references, template, keep=there)
    today = {old.id: new.id for old, new in zip(references, renamed, strict=True)}
    return [repoint(one, lambda key: today.get(key, key)) for one in renamed]


def _update(output: Path | None, target: str, references: list[Reference]) -> int:
    from citekit.formats import patch
    from citekit.formats import write as write_references

    if output is None or target not in ("bibtex", "biblatex"):
        raise click.UsageError("--update needs -o and a .bib file")
    if not output.exists():
        write_references(references, output, target)
    elif not patch(output, references):
        click.echo(f"{output}: nothing to change", err=True)
    return 0


def _list_formats() -> int:
    from citekit.formats import formats

    for one in formats():
        ways = " and ".join(way for way, is_so in (("in", one.reads), ("out", one.writes)) if is_so)
        click.echo(f"{one.name:<14}{one.title:<22}{ways:<12}{' '.join(one.suffixes)}")
    return 0


def _cited_in(documents: Iterable[Path], references: list[Reference]) -> tuple[list[Reference], list[Finding]]:
    from citekit.cli.output import print_findings
    from citekit.cli.sources import read_source
    from citekit.pages.writing import cited_references

    wanted: set[str] = set()
    findings: list[Finding] = []
    for document in documents:
        source = read_source(document)
        cited, missing = cited_references(source, str(document), references)
        wanted |= {reference.id for reference in cited}
        print_findings(missing, {source.name: (str(document), source)})
        findings += missing
    return [reference for reference in references if reference.id in wanted], findings
