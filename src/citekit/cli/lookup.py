"""``citekit lookup IDENTIFIER…`` and ``citekit lookup --fill FILE``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from citekit.lookup import Change, Client
    from citekit.model import Reference

Command = TypeVar("Command", bound=Callable[..., int])


def asking_options(function: Command) -> Command:
    """Add the options that say how services are asked."""
    for option in (
        click.option("--mailto", metavar="ADDRESS", help="Your e-mail address; services answer faster."),
        click.option("--base", "bases", multiple=True, metavar="SERVICE=URL", help="Ask a service elsewhere."),
        click.option("--timeout", type=float, default=15.0, show_default=True, help="Seconds for an answer."),
        click.option("--cache", type=click.Path(path_type=Path), help="Keep answers here for 30 days."),
    ):
        function = option(function)
    return function


def client_of(mailto: str | None, bases: tuple[str, ...], timeout: float, cache: Path | None) -> Client:
    """Make a client of the options' values."""
    from citekit.lookup import Client, LookupOptions

    named = {}
    for base in bases:
        service, equals, url = base.partition("=")
        if not equals:
            raise click.UsageError(f"--base {base}: write it as crossref=https://…")
        named[service] = url
    return Client(LookupOptions(mailto=mailto, bases=named, timeout=timeout, cache=cache))


@click.command(short_help="Find the record of a DOI, ISBN, arXiv id, PMID or title; fill in records.")
@click.argument("identifiers", nargs=-1)
@click.option("--fill", "file", type=click.Path(path_type=Path), help="Fill in what its records lack.")
@click.option("--overwrite", is_flag=True, help="With --fill: change what differs, too.")
@click.option("--titles", is_flag=True, help="With --fill: look titles up, too.")
@click.option("--to", default="csl-json", show_default=True, metavar="FORMAT", help="The format to write.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option("--dry-run", is_flag=True, help="Print the changes as JSON and write nothing.")
@asking_options
def command(
    identifiers: tuple[str, ...],
    file: Path | None,
    overwrite: bool,
    titles: bool,
    to: str,
    output: Path | None,
    dry_run: bool,
    mailto: str | None,
    bases: tuple[str, ...],
    timeout: float,
    cache: Path | None,
) -> int:
    """Look IDENTIFIERS up and write their records; or with --fill complete the records of a file.

    Asks Crossref, DataCite and the DOI's own registry, Open Library, arXiv and PubMed. Every change is printed
    with the service it comes from. The exit code is 1 where something was not found, 3 where a service could not
    be asked.
    """
    from citekit.cli.output import as_json, write_data
    from citekit.formats import write

    if bool(identifiers) == (file is not None):
        raise click.UsageError("name identifiers, or a file with --fill")
    client = client_of(mailto, bases, timeout, cache)
    changes: list[Change] = []
    if file is None:
        references, code = _find(identifiers, client)
    else:
        references, changes, code = _fill(file, client, overwrite=overwrite, titles=titles)
    if dry_run:
        write_data(as_json([change.to_json() for change in changes]))
        return code
    for change in changes:
        click.echo(f"{change.key}: {change.variable}: {change.old} -> {change.new} ({change.service})", err=True)
    text = write(references, output, to)
    if output is None:
        click.echo(text, nl=False)
    return code


def _find(identifiers: tuple[str, ...], client: Client) -> tuple[list[Reference], int]:
    from citekit.lookup import Unanswered, look_up, recognise
    from citekit.model.keys import make_key

    references: list[Reference] = []
    code = 0
    for identifier in identifiers:
        query = recognise(identifier)
        try:
            found = look_up(query, client)
        except Unanswered as error:
            click.echo(f"{query}: {error}", err=True)
            code = 3
            continue
        if found is None:
            click.echo(f"{query}: not found", err=True)
            code = code or 1
            continue
        for notice in found.notices:
            click.echo(f"{query}: {found.service} has a {notice} of this work", err=True)
        references.append(found.reference.replace(id=make_key(found.reference, {one.id for one in references})))
    return references, code


def _fill(
    file: Path, client: Client, *, overwrite: bool, titles: bool
) -> tuple[list[Reference], list[Change], int]:
    from citekit.cli.sources import read_references
    from citekit.lookup import Unanswered, fill, look_up, queries_of

    filled: list[Reference] = []
    changes: list[Change] = []
    code = 0
    for reference in read_references([file])[0]:
        for query in queries_of(reference, title=titles):
            try:
                found = look_up(query, client)
            except Unanswered as error:
                click.echo(f"{reference.id}: {error}", err=True)
                code = 3
                continue
            if found is None:
                click.echo(f"{reference.id}: {query} not found", err=True)
                code = code or 1
            else:
                reference, made = fill(reference, found, overwrite=overwrite)
                changes += made
                break
        filled.append(reference)
    return filled, changes, code
