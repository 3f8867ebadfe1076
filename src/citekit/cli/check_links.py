"""``citekit check-links [FILE|URL …]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citekit.errors import ConfigProblem, UnreadableInput
from citekit.files import write_text

if TYPE_CHECKING:
    from citekit.links import LinkCheck, LinkOptions, LinkRun, LinkTarget

FORMATS = ("text", "json", "markdown", "html", "junit", "sarif", "github")


@click.command(short_help="Check that every link still leads where it should.")
@click.argument("inputs", nargs=-1, required=True, metavar="[FILE|URL]...")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option("--timeout", type=float, default=20.0, show_default=True, help="Seconds for all that one URL needs.")
@click.option("--max-per-host", type=int, default=2, show_default=True, help="Connections to one host at a time.")
@click.option("--delay", type=float, default=0.01, show_default=True, help="Seconds between requests to a host.")
@click.option("--allow-network", multiple=True, metavar="CIDR", help="Private addresses that may be asked.")
@click.option("--ca-bundle", metavar="FILE", help="Certificates of the authorities to trust.")
@click.option("--fragments", is_flag=True, help="Look for the place that #fragments point to.")
@click.option("--no-content", is_flag=True, help="Judge by the status alone, not by what the page says.")
@click.option("--robots", is_flag=True, help="Ask for nothing that robots.txt forbids.")
@click.option("--contact", metavar="ADDRESS", help="Who asks: goes into the User-Agent.")
@click.option("--proxy-from-environment", is_flag=True, help="Use HTTP_PROXY and its kin.")
@click.option("--doi-api", metavar="URL", default="https://doi.org/api/handles", help="The handle system's API.")
@click.option("--isbn-resolver", metavar="URL", default="https://openlibrary.org/isbn", help="What knows ISBNs.")
@click.option(
    "--archive",
    type=click.Choice(["never", "bad", "all"]),
    default="bad",
    show_default=True,
    help="For which links to look for an archived copy.",
)
@click.option("--wayback-api", metavar="URL", help="The Wayback Machine's availability API.")
@click.option("--time-gate", metavar="URL", help="A Memento TimeGate to ask as well.")
@click.option("--time-map", metavar="URL", help="Memento TimeMaps to ask as well.")
@click.option("--history", metavar="FILE", help="Keep what was found in this file, not in the user's cache.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep earlier findings.")
@click.option("--resume", is_flag=True, help="Go on where the last run was interrupted.")
@click.option(
    "--strikes",
    type=click.IntRange(1),
    help="Failed connections, on days apart, until a link counts as broken [default: 2 with --history, else 1].",
)
@click.option("--offline", is_flag=True, help="Ask nothing of the network; earlier findings count.")
@click.option("--fix", is_flag=True, help="Write new addresses and archived copies into the files.")
@click.option("--yes", is_flag=True, help="With --fix: do not ask first.")
@click.option("--undo", "undo_", is_flag=True, help="Take the last --fix of the files back; checks nothing.")
@click.option("--save-page-now", is_flag=True, help="Have the working pages archived; needs --archive-key.")
@click.option("--archive-key", metavar="KEY:SECRET", envvar="CITEKIT_ARCHIVE_KEY", help="A key of archive.org.")
def command(
    inputs: tuple[str, ...],
    format_: str,
    output: Path | None,
    no_content: bool,
    fix: bool,
    yes: bool,
    undo_: bool,
    **settings: Any,
) -> int:
    """Check the links in FILES (any bibliography, or one URL a line; - is standard input) or the URLs given.

    Exits with 0 where no link is broken, 1 where some are, 3 where there was no network to tell.
    """
    if undo_:
        return _undo(inputs)
    from citekit.cli.link_inputs import targets_in
    from citekit.links.report import places_of, report, summary

    targets = [target for text in inputs for target in targets_in(text)]
    checks, complete = _run(targets, _options(content=not no_content, **settings))
    click.echo(summary(checks), err=True)
    text = report(checks, places_of(targets), format_)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
    if fix:
        _fix(checks, targets, ask=not yes)
    return exit_code(checks) if complete else 130


def exit_code(checks: Iterable[LinkCheck]) -> int:
    """Return 1 where a link is broken, 3 where there was no network to find out, else 0."""
    from citekit.links import Status, Verdict

    found = list(checks)
    if any(check.verdict is Verdict.BAD for check in found):
        return 1
    return 3 if any(check.status is Status.OFFLINE for check in found) else 0


def _options(
    allow_network: tuple[str, ...],
    no_cache: bool,
    history: str | None,
    strikes: int | None,
    wayback_api: str | None,
    save_page_now: bool,
    archive_key: str | None,
    **settings: Any,
) -> LinkOptions:
    from citekit.links import LinkOptions, networks
    from citekit.links.history import default_path

    if no_cache and (history or settings["resume"]):
        raise ConfigProblem("--no-cache keeps nothing: it does not go with --history or --resume")
    if save_page_now and not archive_key:
        raise ConfigProblem("--save-page-now needs a key", hint="give --archive-key or set CITEKIT_ARCHIVE_KEY")
    if wayback_api is not None:
        settings["wayback_api"] = wayback_api
    return LinkOptions(
        allow_networks=networks(allow_network),
        history=None if no_cache else history or str(default_path()),
        save_page_now=archive_key if save_page_now else None,
        strikes=strikes or (2 if history else 1),
        **settings,
    )


def _run(targets: list[LinkTarget], options: LinkOptions) -> tuple[list[LinkCheck], bool]:
    """Check the links with a progress bar; Ctrl-C leaves what is known. Tells whether all were checked."""
    from citekit.cli.progress import progress_bar

    with progress_bar() as show:

        def progress(check: LinkCheck, done: int, total: int) -> None:
            if show is not None:
                show(check.url[:40], done, total)

        run = _prepare(targets, options, progress)
        try:
            return run.run(), True
        except KeyboardInterrupt:
            click.echo("citekit: interrupted; what is known so far follows (--resume goes on)", err=True)
            return run.results(), False
        finally:
            for change in run.changes:
                was, now = change.before.verdict, change.now.verdict
                click.echo(f"changed: {change.now.url} was {was} ({change.before.status}), is {now}", err=True)


def _prepare(targets: list[LinkTarget], options: LinkOptions, progress: Any) -> LinkRun:
    """Make the run; a cache that cannot be written is done without, a history that was named is not."""
    from citekit.links import LinkRun
    from citekit.links.history import default_path

    try:
        return LinkRun(targets, options=options, progress=progress)
    except UnreadableInput as error:
        if options.history != str(default_path()):
            raise
        click.echo(f"citekit: {error}; going on without", err=True)
        return LinkRun(targets, options=replace(options, history=None), progress=progress)


def _fix(checks: list[LinkCheck], targets: list[LinkTarget], *, ask: bool) -> None:
    """Show what would change, then write it, if the user agrees."""
    from citekit.links.fix import apply, fixes_of, patch
    from citekit.links.report import places_of

    patches = [patch(path, fixes) for path, fixes in fixes_of(checks, places_of(targets)).items()]
    patches = [one for one in patches if one.before != one.after]
    if not patches:
        click.echo("there is nothing to fix", err=True)
        return
    for one in patches:
        click.echo(one.diff(), err=True, nl=False)
    if ask and not sys.stdin.isatty():
        click.echo("nothing was written: --yes agrees to the changes", err=True)
    elif not ask or click.confirm("Write these changes?", err=True):
        for one in patches:
            apply(one)
        click.echo("written; citekit check-links --undo takes it back", err=True)


def _undo(inputs: tuple[str, ...]) -> int:
    from citekit.links.fix import undo

    for text in inputs:
        undo(Path(text))
        click.echo(f"{text}: as it was before", err=True)
    return 0
