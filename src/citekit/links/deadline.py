"""One deadline for everything that a thread does on the network.

A socket's own timeout starts again with every packet, so a server that sends a byte a second never runs into
it. The sockets of :mod:`citekit.links.connection` ask here, before each call, how much time is left.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

_current = threading.local()


class DeadlineExceeded(TimeoutError):
    """The time of this check is over."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let what this thread does within the block end ``seconds`` from now."""
    _current.end = monotonic() + seconds
    try:
        yield
    finally:
        _current.end = None


def remaining() -> float | None:
    """Return the seconds left, None where there is no deadline. Raises DeadlineExceeded at its end."""
    end = getattr(_current, "end", None)
    if end is None:
        return None
    left: float = end - monotonic()
    if left <= 0:
        raise DeadlineExceeded("out of time")
    return left
