"""The training commands from outside: what is wrong with their input is said, and never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable

from citekit.errors import CitekitError


def run(work: Callable[[], int]) -> int:
    """Return the exit code of ``work``; 2, with the problem on standard error, where its input cannot be used."""
    try:
        return work()
    except CitekitError as error:
        hint = f"\n  hint: {error.hint}" if error.hint else ""
        sys.stderr.write(f"{error}{hint}\n")
        return 2
