"""``citekit check-links [FILE|URL …]``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from citekit.links import LinkCheck, LinkOptions, LinkTarget

FORMATS = ("text", "json", "markdown", "html", "junit", "sarif", "github")

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?://|(?!\\)\S)|www\.|10\.\d{4,9}/\S|doi:|arxiv:", re.IGNORECASE)


@click.command(short_help="Check that every link still leads where it should.")
@click.argument("inputs", nargs=-1, required=True, metavar="[FILE|URL]...")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not standard output.")
@click.option("--timeout", type=float, default=20.0, show_default=True, help="Seconds for all that one URL needs.")
@click.option("--max-per-host", type=int, default=2, show_default=True, help="Connections to one host at a time.")
@click.option("--delay", type=float, default=0.05, show_default=True, help="Seconds between requests to a host.")
@click.option("--allow-network", multiple=True, metavar="CIDR", help="Private addresses that may be asked.")
@click.option("--ca-bundle", metavar="FILE", help="Certificates of the authorities to trust.")
@click.option("--fragments", is_flag=True, help="Look for the place that #fragments point to.")
@click.option("--no-content", is_flag=True, help="Judge by the status alone, not by what the page says.")
@click.option("--robots", is_flag=True, help="Ask for nothing that robots.txt forbids.")
@click.option("--contact", metavar="ADDRESS", help="Who asks: goes into the User-Agent.")
@click.option("--proxy-from-environment", is_flag=True, help="Use HTTP_PROXY and its kin.")
@click.option("--no-cache", is_flag=True, help="Neither use nor keep earlier findings.")
@click.option("--offline", is_flag=True, help="Ask nothing of the network; earlier findings count.")
def command(
    inputs: tuple[str, ...],
    format_: str,
    output: Path | None,
    allow_network: tuple[str, ...],
    no_content: bool,
    no_cache: bool,
    **settings: Any,
) -> int:
    """Check the links in FILES (any bibliography, or one URL a line; - is standard input) or the URLs given.

    Exits with 0 where no link is broken, 1 where some are, 3 where there was no network to tell.
    """
    from citekit.links import LinkOptions, networks

    options = LinkOptions(allow_networks=networks(allow_network), content=not no_content, **settings)
    targets = [target for text in inputs for target in _targets(text)]
    checks = _run(targets, options)
    from citekit.cli.output import write_data

    write_data(_report(checks, targets, format_), output)
    return exit_code(checks)


def exit_code(checks: Iterable[LinkCheck]) -> int:
    """Return 1 where a link is broken, 3 where there was no network to find out, else 0."""
    from citekit.links import Status, Verdict

    found = list(checks)
    if any(check.verdict is Verdict.BAD for check in found):
        return 1
    return 3 if any(check.status is Status.OFFLINE for check in found) else 0


def _targets(text: str) -> list[LinkTarget]:
    """Return what one argument asks to check. Raises UnreadableInput where it is neither a file nor an address."""
    from citekit.errors import UnreadableInput
    from citekit.links import targets_of

    if text == "-":
        from citekit.cli.sources import read_source

        return _in_text(read_source(Path("-")).text, "-")
    if _exists(text):
        return _in_file(Path(text))
    if _ADDRESS.match(text.strip()):
        return list(targets_of([text]))
    raise UnreadableInput("no such file", path=text, hint="check the spelling; an address begins with https://")


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _in_file(path: Path) -> list[LinkTarget]:
    from citekit.files import read_text
    from citekit.formats.registry import format_of_path

    known = format_of_path(path)
    if known is not None and known.reads:
        from citekit.cli.rendering import read_references

        references, _ = read_references([path])
        return _located(references, path, path.read_text(encoding="utf-8", errors="replace"))
    return _in_text(read_text(path), str(path))


def _in_text(text: str, name: str) -> list[LinkTarget]:
    """Read a list of addresses, one a line, or a bibliography whose format its text betrays."""
    from citekit.formats import read
    from citekit.formats.registry import sniff
    from citekit.links import LinkTarget, targets_of

    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
    if not any(_ADDRESS.match(line) for _, line in lines) and (found := sniff(text)) is not None:
        return _located(read(text, found.name), Path(name), text)
    return [
        LinkTarget(target.url, file=name, line=number) for number, line in lines for target in targets_of([line])
    ]


def _located(references: Iterable[Any], path: Path, text: str) -> list[LinkTarget]:
    """Return the links of ``references`` with the lines of the file on which they or their entries stand."""
    from dataclasses import replace

    from citekit.links import targets_of

    return [
        replace(target, file=str(path), line=_line_of(text, target.url, target.key))
        for target in targets_of(references)
    ]


def _line_of(text: str, *needles: str | None) -> int | None:
    for needle in needles:
        if needle and (found := text.find(needle)) >= 0:
            return text.count("\n", 0, found) + 1
    return None


def _run(targets: list[LinkTarget], options: LinkOptions) -> list[LinkCheck]:
    """Check the links with a progress bar; Ctrl-C leaves what is known."""
    from citekit.cli.progress import progress_bar
    from citekit.links import LinkRun

    with progress_bar() as show:

        def progress(check: LinkCheck, done: int, total: int) -> None:
            if show is not None:
                show(check.url[:40], done, total)

        run = LinkRun(targets, options=options, progress=progress)
        try:
            return run.run()
        except KeyboardInterrupt:
            click.echo("citekit: interrupted; what is known so far follows", err=True)
            return run.results()


def _report(checks: list[LinkCheck], targets: list[LinkTarget], format_: str) -> str:
    from citekit.links.report import places_of, report, summary

    click.echo(summary(checks), err=True)
    return report(checks, places_of(targets), format_)
