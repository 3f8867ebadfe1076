"""``citekit audit PAPER``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citekit.cli.sources import read_paper

if TYPE_CHECKING:
    from citekit.auditing.acceptance import Acceptance, Sifted
    from citekit.auditing.proof import Comparison
    from citekit.model import Finding, Source


@click.command(short_help="Say what is wrong with a paper's references.")
@click.argument("paper", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--style", help="The paper's own style: a name or a .csl file. Default: citekit.toml, or a guess.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--accept", metavar="CODE[@KEY]", multiple=True, help="Accept these findings; needs --reason.")
@click.option("--reason", metavar="TEXT", help="Why the findings are right as they are.")
@click.option("--readings", is_flag=True, help="Show each reference that differs, in print and in the style.")
@click.option("--all", "show_all", is_flag=True, help="Show accepted findings too.")
def command(
    paper: Path,
    style: str | None,
    format_: str,
    accept: tuple[str, ...],
    reason: str | None,
    readings: bool,
    show_all: bool,
) -> int:
    """Hold PAPER's text against its list, its works against each other, and its print against its style.

    Prints every finding with its place, the printed words and a hint; 'citekit explain CODE' tells more. Findings
    that are right as they are can be accepted: they are kept, with the reason, in citekit-accepted.toml beside
    PAPER, and no longer shown or counted. PAPER is plain text, .docx, .html, .tex or .pdf; '-' reads standard
    input.
    """
    from citekit.auditing import audit
    from citekit.auditing.acceptance import read_acceptances, sift
    from citekit.auditing.proof import compare, infer_style
    from citekit.cli.output import exit_code

    read = read_paper(paper)
    source = read.source
    own, why = _own_style(paper, style)
    inferred = infer_style(read, _candidates(paper)) if own is None else None
    findings = audit(read, style=own, candidates=[inferred] if inferred else [])
    if inferred:
        own, why = inferred, "inferred"
    beside = _beside(paper)
    acceptances = read_acceptances(beside)
    if accept:
        acceptances += _accept(accept, reason, findings, source, beside)
    sifted = sift(findings, acceptances, source)
    differing = [one for one in compare(read, own) if one.differences] if readings and own else []
    if format_ == "json":
        _write_json(sifted, source, own, differing)
    else:
        _write_text(sifted, source, paper, f"{own} ({why})" if own else None, show_all)
        for one in differing:
            click.echo(_in_two_readings(one))
    return exit_code(sifted.shown)


def _beside(paper: Path) -> Path:
    from citekit.auditing.acceptance import FILE_NAME

    return (Path() if str(paper) == "-" else paper.parent) / FILE_NAME


def _own_style(paper: Path, style: str | None) -> tuple[str | os.PathLike[str] | None, str]:
    """The style that is named on the command line, or for this paper in the project's citekit.toml."""
    if style:
        return style, "named"
    from citekit.project import read_config
    from citekit.project.config import FILE_NAME

    for directory in _directories(paper):
        if not (directory / FILE_NAME).is_file():
            continue
        for one in read_config(directory).papers:
            texts = [directory / name for name in (one.references, one.text) if name]
            if one.style and any(text.resolve() == paper.resolve() for text in texts):
                path = Path(os.path.normpath(directory / one.style))
                return (path if path.is_file() else one.style), FILE_NAME
        break
    return None, ""


def _candidates(paper: Path) -> list[str | Path]:
    """The styles that are tried where none is named: those of a folder ``styles`` nearby, and the usual ones."""
    from citekit.auditing.proof import CANDIDATES

    folders = dict.fromkeys((directory / "styles").resolve() for directory in _directories(paper))
    own = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.csl"))]
    return [*own, *CANDIDATES]


def _directories(paper: Path) -> list[Path]:
    """The folder of the paper and the one above it, and the working directory."""
    here = [] if str(paper) == "-" else [paper.resolve().parent, paper.resolve().parent.parent]
    return [*here, Path.cwd()]


def _accept(
    wanted: Sequence[str], reason: str | None, findings: Sequence[Finding], source: Source, path: Path
) -> list[Acceptance]:
    """Write what is accepted to the file, and return it."""
    from citekit.auditing.acceptance import acceptance, read_acceptances, write_acceptances
    from citekit.auditing.explanations import explain

    if not (reason or "").strip():
        raise click.UsageError("--accept needs --reason: say why the finding is right as it is")
    before = read_acceptances(path)
    added = []
    for one in wanted:
        code, _, key = one.partition("@")
        explain(code)  # a misspelt code is an error of its own
        meant = [finding for finding in findings if finding.code == code and key in ("", finding.key or "")]
        if not meant:
            raise click.UsageError(f"there is no finding {one} here")
        fresh = (acceptance(finding, source, (reason or "").strip()) for finding in meant)
        added += [one for one in fresh if one not in added and one not in before]
    write_acceptances(path, added)
    click.echo(f"accepted {len(added)} in {path}", err=True)
    return added


def _in_two_readings(one: Comparison) -> str:
    """A reference as printed, as the style prints it, and each difference with its kind."""
    where = f"note {one.note}, {one.key}" if one.note is not None else one.key
    lines = [f"{where}", f"  print: {' '.join(one.printed.split())}", f"  style: {one.expected}"]
    lines += [f"  {each.kind.value}: {each.printed} | {each.expected}" for each in one.differences]
    return "\n".join(lines)


def _write_json(sifted: Sifted, source: Source, style: object, differing: Sequence[Comparison]) -> None:
    from citekit.cli.output import as_json, write_data

    def shown(finding: Finding) -> dict[str, object]:
        value = finding.to_json()
        if finding.span:
            line, column = source.position(finding.span.start)
            value |= {"line": line, "column": column, "words": " ".join(source.at(finding.span).split())}
        return value

    write_data(as_json({
        "paper": source.name,
        "style": str(style) if style else None,
        "findings": [shown(finding) for finding in [*sifted.shown, *sifted.unused]],
        "accepted": [{**shown(finding), "reason": why.reason} for finding, why in sifted.accepted],
        **({"readings": [_as_data(one) for one in differing]} if differing else {}),
    }))  # fmt: skip


def _as_data(one: Comparison) -> dict[str, object]:
    return {
        "key": one.key,
        "note": one.note,
        "printed": one.printed,
        "style": one.expected,
        "differences": [
            {
                "kind": each.kind.value,
                "printed": each.printed,
                "style": each.expected,
                "span": list(one.place(each)),
            }
            for each in one.differences
        ],
    }


def _write_text(sifted: Sifted, source: Source, paper: Path, style: str | None, show_all: bool) -> None:
    from citekit.cli.output import print_findings

    sources = {source.name: (str(paper), source)}
    with redirect_stderr(sys.stdout):  # here the findings are the data
        print_findings(sifted.shown, sources)
        if show_all:
            for finding, why in sifted.accepted:
                print_findings([finding.model_copy(update={"hint": f"accepted: {why.reason}"})], sources)
    print_findings(sifted.unused)
    held = f"print held against {style}" if style else "print not held against a style: name one with --style"
    accepted = f", {len(sifted.accepted)} accepted" if sifted.accepted else ""
    count = len(sifted.shown)
    click.echo(f"{count} finding{'' if count == 1 else 's'}{accepted}; {held}", err=True)
