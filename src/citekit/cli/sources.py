"""Input of the commands: a file, or standard input for ``-``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path

from citekit.errors import UnreadableInput
from citekit.files import decode
from citekit.model import Finding, Paper, Reference, Source


def read_source(path: Path) -> Source:
    """Read the text at ``path``, or standard input for ``-``. Raises UnreadableInput, also for an empty one."""
    if str(path) != "-":
        return Source.from_path(path)
    text = decode(sys.stdin.buffer.read(), "<stdin>")
    if not text.strip():
        raise UnreadableInput(
            "nothing came on standard input", path="<stdin>", hint="pipe a text into the command"
        )
    return Source("<stdin>", text)


def read_paper(path: Path) -> Paper:
    """Extract the paper at ``path``, whatever kind of file it is, or on standard input for ``-``.

    Raises UnreadableInput.
    """
    from citekit.extraction import extract
    from citekit.extraction.paper import read_paper as extract_source

    return extract(path) if str(path) != "-" else extract_source(read_source(path))


def read_references(paths: Iterable[Path], format: str | None = None) -> tuple[list[Reference], list[Finding]]:
    """Read the references of all files in order, print what is wrong in them, and return both.

    Raises UnreadableInput, UnknownFormat.
    """
    from citekit.cli.output import print_findings
    from citekit.formats import loads, read_file

    references: list[Reference] = []
    findings: list[Finding] = []
    for path in (one for pattern in paths for one in _matching(pattern)):
        if str(path) == "-":
            source = read_source(path)
            result = loads(source.text, format, source.name)
        else:
            result = read_file(path, format)
        if result.source:
            print_findings(result.findings, {result.source.name: (result.source.name, result.source)})
        references.extend(result.references)
        findings.extend(result.findings)
    return references, findings


def _matching(path: Path) -> list[Path]:
    """Return the files that a pattern such as ``*.bib`` names where no shell has done so, else the path itself."""
    pattern = str(path)
    if path.exists() or not has_magic(pattern):
        return [path]
    return [Path(name) for name in sorted(glob(pattern, recursive=True))] or [path]
