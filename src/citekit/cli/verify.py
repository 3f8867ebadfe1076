"""``citekit verify FILE…``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from citekit.cli.lookup import asking_options, client_of

if TYPE_CHECKING:
    from citekit.lookup import Client
    from citekit.model import Finding, Reference


@click.command(short_help="Compare records with what their identifiers resolve to.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--titles", is_flag=True, help="Look records without an identifier up by their title.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@asking_options
def command(
    files: tuple[Path, ...],
    titles: bool,
    format_: str,
    mailto: str | None,
    bases: tuple[str, ...],
    timeout: float,
    cache: Path | None,
) -> int:
    """Look every record of FILES up by its DOI, PMID, arXiv id or ISBN and say what differs.

    Finds wrong years, titles and authors, identifiers that are another work's, and retractions. The exit code is
    1 where something differs, 3 where a service could not be asked.
    """
    from citekit.cli.output import as_json, write_data
    from citekit.cli.sources import read_references
    from citekit.lookup import queries_of

    client = client_of(mailto, bases, timeout, cache)
    findings: list[Finding] = []
    unanswered = nameless = damaged = 0
    for path in files:
        references, damage = read_references([path])
        damaged += len(damage)
        for reference in references:
            nameless += not queries_of(reference, title=titles)
            found, asked = _check(reference, client, titles=titles)
            findings += [finding.model_copy(update={"source": str(path)}) for finding in found]
            unanswered += not asked
    if format_ == "json":
        write_data(as_json([finding.to_json() for finding in findings]))
    else:
        for finding in findings:
            click.echo(f"{finding.source}: {finding.code} {finding.message} ({finding.key})")
    if nameless:
        click.echo(f"{nameless} without an identifier to ask about; --titles looks titles up", err=True)
    return 1 if findings or damaged else 3 if unanswered else 0


def _check(reference: Reference, client: Client, *, titles: bool) -> tuple[list[Finding], bool]:
    """Return what differs, and whether the services could be asked."""
    from citekit.lookup import Unanswered, differences, look_up, queries_of
    from citekit.model import Finding

    asked = True
    for query in queries_of(reference, title=titles):
        try:
            found = look_up(query, client)
        except Unanswered as error:
            click.echo(f"{reference.id}: {error}", err=True)
            asked = False
            continue
        if found is not None:
            return differences(reference, found), True
        message = f"no service knows {query}"
        hint = "the identifier may be mistyped"
        return [Finding(code="unknown-identifier", message=message, key=reference.id, hint=hint)], True
    return [], asked
