"""What the arguments of ``citekit check-links`` ask to check: bibliographies, lists of URLs, URLs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from citekit.errors import UnreadableInput
from citekit.links import LinkTarget, targets_of

if TYPE_CHECKING:
    from citekit.model import Reference

_ADDRESS = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?://|(?!\\)\S)|www\.|10\.\d{4,9}/\S|doi:|arxiv:|isbn:", re.IGNORECASE
)

_LISTS = {"", ".txt", ".text", ".list", ".urls", ".url"}


def targets_in(argument: str) -> list[LinkTarget]:
    """Return what an argument asks to check. Raises UnreadableInput where it is neither file nor address."""
    if argument == "-":
        from citekit.cli.sources import read_source

        return _in_text(read_source(Path("-")).text, "-")
    if _exists(argument):
        return _in_file(Path(argument))
    if _ADDRESS.match(argument.strip()):
        return list(targets_of([argument]))
    raise UnreadableInput(
        "no such file", path=argument, hint="check the spelling; an address begins with https://"
    )


def _exists(text: str) -> bool:
    try:
        return Path(text).exists()
    except (OSError, ValueError):
        return False


def _in_file(path: Path) -> list[LinkTarget]:
    from citekit.files import read_text

    if path.suffix.lower() in _LISTS:
        return _in_text(read_text(path), str(path))
    from citekit.formats.registry import format_of_path

    known = format_of_path(path)
    if known is None or not known.reads:
        return _in_text(read_text(path), str(path))
    from citekit.cli.sources import read_references

    references, _ = read_references([path])
    return _located(references, str(path), path.read_text(encoding="utf-8", errors="replace"))


def _in_text(text: str, name: str) -> list[LinkTarget]:
    """Read a list of addresses, one a line, or a bibliography whose format its text betrays."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line and not line.startswith("#")]
    if not any(_ADDRESS.match(line) for _, line in lines):
        from citekit.formats import read
        from citekit.formats.registry import sniff

        if (found := sniff(text)) is not None:
            return _located(read(text, found.name), name, text)
    return [replace(target, file=name, line=number) for number, line in lines for target in targets_of([line])]


def _located(references: Iterable[Reference], name: str, text: str) -> list[LinkTarget]:
    """Return the links of ``references`` with the lines of the file on which they or their entries stand."""
    return [
        replace(target, file=name, line=_line_of(text, target.url, target.key))
        for target in targets_of(references)
    ]


def _line_of(text: str, *needles: str | None) -> int | None:
    for needle in needles:
        if needle and (found := text.find(needle)) >= 0:
            return text.count("\n", 0, found) + 1
    return None
