"""``citekit dedupe FILE… [--against LIBRARY]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from citekit.model import Reference


@click.command(short_help="Find duplicates and related works.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--against", type=click.Path(path_type=Path), metavar="LIBRARY", help="Look for them in a library.")
@click.option(
    "--from", "from_", metavar="FORMAT", help="The format of the files, where suffix and text do not tell."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="A report to read, JSON for a program, or a page with the records side by side.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write to this file, not to standard output."
)
@click.option(
    "--merge-from", type=click.FloatRange(0, 1), help="Pairs of this score and more count as duplicates."
)
@click.option(
    "--propose-from", type=click.FloatRange(0, 1), help="Pairs of this score and more are shown for review."
)
def command(
    files: tuple[Path, ...],
    against: Path | None,
    from_: str | None,
    format_: str,
    output: Path | None,
    merge_from: float | None,
    propose_from: float | None,
) -> int:
    """Report which records of FILES are of one work, which belong together, and why. Nothing is changed.

    Pairs that are neither sure nor unlikely are listed for you to decide. Exit code 1 says that there
    are duplicates or pairs to review.
    """
    from citekit.cli.output import as_json, print_findings, write_data
    from citekit.dedupe import MERGE, PROPOSE, deduplicate
    from citekit.dedupe.report import html_report, summary, text_report
    from citekit.library import Library

    records = [one for file in files for one in _read(file, from_)]
    sure = MERGE if merge_from is None else merge_from
    likely = PROPOSE if propose_from is None else propose_from
    if against is not None:
        found = Library.load(against).deduplicate(records, merge_from=sure, propose_from=likely)
    elif len(files) == 1 and str(files[0]) != "-" and _has_journal(files[0]):
        found = Library.load(files[0]).deduplicate(merge_from=sure, propose_from=likely)
    else:
        found = deduplicate(records, merge_from=sure, propose_from=likely)
    print_findings(found.findings)
    if format_ == "json":
        write_data(as_json(found.to_json()), output)
    elif format_ == "html":
        write_data(html_report(found, f"Duplicates in {', '.join(file.name for file in files)}"), output)
    else:
        write_data(text_report(found), output)
    if format_ != "text" or output is not None:
        click.echo(summary(found), err=True)
    return int(bool(found.clusters or found.proposed))


def _has_journal(file: Path) -> bool:
    """Tell whether a file is a library in which a person has told records apart."""
    from citekit.library import journal_path

    return file.suffix == ".json" and journal_path(file).exists()


def _read(file: Path, format_: str | None) -> list[Reference]:
    from citekit.cli.output import print_findings
    from citekit.cli.sources import read_source
    from citekit.formats import loads, read_file

    on_stdin = str(file) == "-"
    result = loads(read_source(file).text, format_, "<stdin>") if on_stdin else read_file(file, format_)
    print_findings(result.findings)
    return list(result.references)
