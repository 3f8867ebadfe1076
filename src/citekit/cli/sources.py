"""Input of the commands: a file, or standard input for ``-``."""

from __future__ import annotations

import sys
from pathlib import Path

from citekit.errors import UnreadableInput
from citekit.files import decode
from citekit.model import Source


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
