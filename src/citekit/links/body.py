"""A response's body: streamed, unpacked, and capped in both sizes.

Source: RFC 9110 section 8.4.1 (content codings); "deflate" comes with and without the zlib wrapper.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

CHUNK = 64 * 1024
DECODED_CODINGS = ("identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True)
class Body:
    """What arrived. ``complete``: all of it; ``capped``: we stopped; ``broken``: why it ended too early."""

    data: bytes = b""
    complete: bool = True
    capped: bool = False
    broken: BaseException | None = None
    undecodable: str | None = None


def codings(header: str) -> list[str]:
    """Return the content codings of a ``Content-Encoding`` header in the order they were applied."""
    return [one for part in header.lower().split(",") if (one := part.strip()) and one != "identity"]


def read_body(read: Callable[[int], bytes], encoding: str, limit: int) -> Body:
    """Read with ``read(n)`` until it returns nothing, or ``limit`` bytes have come, packed or unpacked.

    An error on the way is no exception: what came before it may do, and ``broken`` says what it was.
    """
    applied = codings(encoding)
    if any(one not in DECODED_CODINGS for one in applied):
        return Body(complete=False, capped=True, undecodable=", ".join(applied))
    unpackers = [_Unpacker(one, limit) for one in reversed(applied)]
    data = bytearray()
    wire = 0
    while True:
        try:
            chunk = read(min(CHUNK, limit))
        except Exception as error:  # whatever http.client, urllib3 and the socket raise: it is looked at later
            return Body(bytes(data), complete=False, broken=error)
        if not chunk:
            return Body(bytes(data), undecodable=_unfinished(unpackers, wire, bool(data)))
        wire += len(chunk)
        try:
            for unpacker in unpackers:
                chunk = unpacker.feed(chunk)
        except zlib.error as error:
            return Body(bytes(data), complete=False, undecodable=str(error))
        data += chunk
        if len(data) >= limit or wire >= limit:
            return Body(bytes(data[:limit]), complete=False, capped=True)


def _unfinished(unpackers: list[_Unpacker], wire: int, some: bool) -> str | None:
    return "it ends too early" if wire and not some and any(not one.finished for one in unpackers) else None


class _Unpacker:
    """Unpacks one coding; never puts out more than ``limit`` bytes at a time."""

    def __init__(self, coding: str, limit: int) -> None:
        self._gzip = coding != "deflate"
        self._limit = limit
        self._stream = zlib.decompressobj(16 + zlib.MAX_WBITS if self._gzip else zlib.MAX_WBITS)
        self._started = False

    @property
    def finished(self) -> bool:
        return self._stream.eof

    def feed(self, chunk: bytes) -> bytes:
        if self._stream.eof:
            return b""  # what follows the end of a stream is padding to browsers
        try:
            out = self._stream.decompress(chunk, self._limit)
        except zlib.error:
            if self._gzip or self._started:
                raise
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            out = self._stream.decompress(chunk, self._limit)
        self._started = True
        return out
