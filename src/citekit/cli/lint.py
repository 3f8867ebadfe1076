"""``citekit lint FILE… [--fix]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from citekit.model import Finding, Source


@click.command(short_help="Find what breaks papers in bibliography files, and fix what is safe.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--fix", is_flag=True, help="Change in the files what can be fixed without changing what is meant.")
@click.option("--select", metavar="CODES", help="Only these checks, parted by commas.")
@click.option("--ignore", metavar="CODES", help="All but these checks, parted by commas.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--list", "list_", is_flag=True, help="List the checks and stop.")
def command(
    files: tuple[Path, ...], fix: bool, select: str | None, ignore: str | None, format_: str, list_: bool
) -> int:
    """Check FILES: BibTeX and BibLaTeX as written, other formats by their records.

    Prints one finding a line, with the line of the file below it. '-' is standard input; with --fix the fixed
    text of standard input goes to standard output.
    """
    from citekit.cli.output import as_json, exit_code, write_data
    from citekit.formats.lint import checks

    if list_:
        for one in checks():
            click.echo(f"{one.code:<24}{'fixable  ' if one.fixable else '         '}{one.summary}")
        return 0
    if not files:
        raise click.UsageError("name a file to check, or - for standard input")
    chosen = {code.strip() for code in (select or "").split(",") if code.strip()}
    left_out = {code.strip() for code in (ignore or "").split(",") if code.strip()}
    every: list[Finding] = []
    answers = []
    for path in files:
        findings, source, fixed = _lint(path, fix, chosen, left_out)
        every += findings
        if format_ == "json":
            answers += [_as_json(finding, source, str(path)) for finding in findings]
        else:
            _print(findings, source, str(path), to_errors=fix and str(path) == "-")
            if fixed:
                click.echo(f"{path}: {fixed} fixed", err=True)
    if format_ == "json":
        write_data(as_json(answers))
    return exit_code(every)


def _lint(path: Path, fix: bool, chosen: set[str], left_out: set[str]) -> tuple[list[Finding], Source, int]:
    """Check one file, and fix it in place where that was asked for."""
    from citekit.cli.sources import read_source
    from citekit.files import write_text
    from citekit.formats import format_of_path, loads, read_any_encoding, sniff
    from citekit.formats.lint import lint_bib, lint_records

    def wanted(code: str) -> bool:
        return code not in left_out and (not chosen or code in chosen)

    text, findings = (read_source(path).text, []) if str(path) == "-" else read_any_encoding(path)
    kind = format_of_path(path) or sniff(text)
    if kind is not None and kind.name not in ("bibtex", "biblatex"):
        result = loads(text, kind.name, str(path))
        assert result.source is not None
        return [one for one in [*findings, *lint_records(result)] if wanted(one.code)], result.source, 0
    linted = lint_bib(text, fix=fix, wanted=wanted)
    if fix and str(path) == "-":
        click.echo(linted.text, nl=False)
    elif fix and linted.text != text:
        write_text(path, linted.text)
    return [*(one for one in findings if wanted(one.code)), *linted.findings], linted.source, linted.fixed


def _print(findings: list[Finding], source: Source, path: str, *, to_errors: bool) -> None:
    for finding in findings:
        place = path
        below = ""
        if finding.span is not None:
            line, column = source.position(finding.span.start)
            place = f"{path}:{line}:{column}"
            words = source.line(line).expandtabs(1)
            start = max(0, column - 60)
            below = f"\n    {words[start : start + 100]}\n    {' ' * (column - 1 - start)}^"
        key = f" ({finding.key})" if finding.key else ""
        click.echo(f"{place}: {finding.code} {finding.message}{key}{below}", err=to_errors)
        if finding.hint:
            click.echo(f"  hint: {finding.hint}", err=to_errors)


def _as_json(finding: Finding, source: Source, path: str) -> dict[str, object]:
    value = {"path": path, **finding.to_json()}
    if finding.span is not None:
        value["line"], value["column"] = source.position(finding.span.start)
    return value
