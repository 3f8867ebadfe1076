"""Reading and writing files and texts in any format."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from citekit import files
from citekit.errors import SyntaxProblem, UnknownFormat, UnreadableInput
from citekit.formats.registry import Format, find_format, format_of_path, formats, sniff
from citekit.formats.result import ReadResult
from citekit.model import Finding, Reference, Severity, Source

_BINARY_LOOK = 8192
_SHARED_SUFFIXES = (".xml", ".yaml", ".yml")
"""Suffixes of several formats, which only the text tells apart."""


def read(
    path_or_text: str | os.PathLike[str],
    format: str | None = None,
) -> list[Reference]:
    """Return the references in a file or a text.

    A string is a path where a file of that name exists, or where it has no line end, ``{`` or ``@``. ``format``
    is a name such as ``bibtex``; without it the suffix decides, then the look of the text. Raises
    UnreadableInput for a file that cannot be read, UnknownFormat where the format is none or cannot be told.
    """
    if is_path(path_or_text):
        return read_file(path_or_text, format).references
    return loads(os.fspath(path_or_text), format).references


def is_path(path_or_text: str | os.PathLike[str]) -> bool:
    """Tell whether ``path_or_text`` names a file rather than being the text itself."""
    if not isinstance(path_or_text, str):
        return True
    if "\n" in path_or_text or not path_or_text.strip() or len(path_or_text) > 4096:
        return False
    try:
        if Path(path_or_text).exists():
            return True
    except (OSError, ValueError):
        return False
    return not any(sign in path_or_text for sign in "{@")


def read_file(
    path: str | os.PathLike[str],
    format: str | None = None,
) -> ReadResult:
    """Read a file: references and findings. Raises UnreadableInput and UnknownFormat as ``read`` does.

    UTF-8 is expected; a file in Windows-1252 or Latin-1 is read as such and a finding says so.
    """
    name = os.fspath(path)
    text, findings = read_any_encoding(path)
    chosen = find_format(format) if format else format_of_path(path)
    if not format and (chosen is None or not chosen.reads or Path(path).suffix.lower() in _SHARED_SUFFIXES):
        chosen = sniff(text) or chosen
    if chosen is None:
        raise UnknownFormat("cannot tell this file's format", path=name, hint="name it with --from")
    return _read(text, chosen, name, findings)


def loads(
    text: str,
    format: str | None = None,
    source: str = "<text>",
) -> ReadResult:
    """Read a text: references and findings. Raises UnknownFormat, and SyntaxProblem for what is no such text."""
    chosen = find_format(format) if format else sniff(text)
    if chosen is None:
        raise UnknownFormat("cannot tell this text's format", path=source, hint="name it with --from")
    return _read(text, chosen, source, [])


def _read(text: str, chosen: Format, name: str, findings: list[Finding]) -> ReadResult:
    try:
        result = chosen.read(text)
    except SyntaxProblem as problem:
        problem.path = problem.path or name
        raise
    every = [finding.model_copy(update={"source": name}) for finding in [*findings, *result.findings]]
    return ReadResult(result.references, every, Source(name, text))


def write(
    references: Iterable[Reference],
    path: str | os.PathLike[str] | None = None,
    format: str | None = None,
    *,
    ascii_only: bool | None = None,
) -> str:
    """Return the references in ``format``, and write them to ``path`` unless that is None.

    Without ``format`` the path's suffix decides. ``ascii_only`` says how BibTeX and BibLaTeX write letters: as
    TeX names them (BibTeX's default), or in UTF-8 (BibLaTeX's). Raises UnknownFormat, and UnreadableInput where
    ``path`` cannot be written to.
    """
    chosen = find_format(format) if format else format_of_path(path) if path is not None else None
    if chosen is None:
        names = ", ".join(one.name for one in formats() if one.writes)
        raise UnknownFormat("which format?", path=os.fspath(path) if path else None, hint=f"one of {names}")
    text = chosen.write(references, ascii_only=ascii_only)
    if path is not None:
        files.write_text(path, text)
    return text


def patch(path: str | os.PathLike[str], references: Iterable[Reference], *, remove: bool = False) -> bool:
    """Change a .bib file only where its references changed, every other byte the same; tell whether it changed.

    References that the file has not are added; entries that ``references`` has not stay unless ``remove``. A file
    that was not UTF-8 becomes UTF-8 if it changes. Raises UnreadableInput.
    """
    from citekit.formats.bib.patch import patch as patch_text

    text = _exact_text(path)
    patched = patch_text(text, references, remove=remove)
    if patched != text:
        files.write_text(path, patched)
    return patched != text


def _exact_text(path: str | os.PathLike[str]) -> str:
    """Return a file's text with its own line ends and byte order mark."""
    text, _ = read_any_encoding(path)
    data = Path(path).read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text


def read_any_encoding(path: str | os.PathLike[str]) -> tuple[str, list[Finding]]:
    """Return a file's text and a finding where it is not UTF-8. Raises UnreadableInput."""
    try:
        return files.read_text(path), []
    except UnreadableInput:
        try:
            data = Path(path).read_bytes()
        except OSError:
            data = b""
        if not data.strip():
            raise
        sixteen = _sixteen_bit(data)
        if sixteen is None and b"\x00" in data[:_BINARY_LOOK]:
            raise
    text, encoding, at = sixteen or decode_eight_bit(data)
    finding = Finding(
        code="encoding",
        message=f"not UTF-8: read as {encoding}",
        severity=Severity.WARNING,
        span=(at, at + 1),
        hint="save the file as UTF-8",
    )
    return text.replace("\r\n", "\n").replace("\r", "\n"), [finding]


def _sixteen_bit(data: bytes) -> tuple[str, str, int] | None:
    """Return the text of UTF-16 without a byte order mark: mostly ASCII, so every other byte is zero."""
    look = data[:_BINARY_LOOK]
    for encoding, zeros, others in (("UTF-16-LE", look[1::2], look[0::2]), ("UTF-16-BE", look[0::2], look[1::2])):
        if zeros.count(0) * 10 > len(zeros) * 9 and others.count(0) * 10 < len(others):
            try:
                return data.decode(encoding), encoding, 0
            except UnicodeDecodeError:
                return None
    return None


def decode_eight_bit(data: bytes) -> tuple[str, str, int]:
    """Return the text of bytes that are no UTF-8, the encoding, and where the first such character stands.

    Windows-1252 where every byte means something in it, Latin-1 otherwise.
    """
    encoding = "Windows-1252"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "Latin-1"
    first = next((index for index, character in enumerate(text) if ord(character) > 127), 0)
    return text, encoding, first
