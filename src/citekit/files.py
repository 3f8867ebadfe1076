"""Text files: read whole with a clear error, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from citekit.errors import UnreadableInput

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decode(data: bytes, path: str | None = None) -> str:
    """Return the text of a file's bytes: UTF-8, or UTF-16 with a byte order mark.

    Line ends become line feeds. Raises UnreadableInput, naming line and column, where the bytes are neither.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\x00" in data[:8192]:
        raise UnreadableInput(
            "this is a binary file, not text",
            path=path,
            hint="export the document as plain text (UTF-8) first",
        )
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise UnreadableInput(
            f"not valid UTF-8 (byte 0x{data[error.start]:02x})",
            path=path,
            line=line,
            column=column,
            hint="save the file as UTF-8; if it comes from Windows it may be in Windows-1252",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(path: str | os.PathLike[str]) -> str:
    """Return the text of the file at ``path``; raises UnreadableInput where there is none to be had."""
    name = os.fspath(path)
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UnreadableInput("no such file", path=name, hint="check the spelling of the path") from None
    except IsADirectoryError:
        raise UnreadableInput("this is a directory, not a file", path=name, hint="name a file in it") from None
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=name) from None
    text = decode(data, name)
    if not text.strip():
        raise UnreadableInput("the file is empty", path=name)
    return text


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8: into a temporary file first, which then takes the old one's place.

    Raises UnreadableInput where the directory cannot be written to.
    """
    target = Path(path)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise UnreadableInput(
            f"cannot write here: {error.strerror}", path=os.fspath(path), hint="name a directory that exists"
        ) from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
