"""Open connections, kept for the next request to the same host.

What requests' adapter needs of a pool and no more: most of the time that a check costs this machine goes by
between the request and the response, and 2,000 links should not take 2,000 handshakes.

Sources: RFC 9112 section 9.3 (persistence); section 3.2 (request target), sent to the letter.
"""

from __future__ import annotations

import re
import select
import socket
import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from http.client import IncompleteRead

from citekit.links.failures import FetchFailure, tls_failure
from citekit.links.response import TolerantResponse
from citekit.links.urls import Url

IDLE_LIMIT = 256
"""Connections that are kept open, over all hosts; the one unused for longest goes first."""

_UNSENDABLE = re.compile(r"[\x00-\x1f\x7f]")

Origin = tuple[str, str, int]
Connect = Callable[[str, int], socket.socket]


class Answer:
    """A response whose body is still to be read, and the connection that it comes over."""

    def __init__(self, pool: ConnectionPool, origin: Origin, connection: socket.socket, method: str) -> None:
        self._pool = pool
        self._origin = origin
        self._connection = connection
        self._response = TolerantResponse(connection, method=method)
        self._response.begin()
        self.status = self._response.status
        self.reason = self._response.reason
        self.pairs = self._response.pairs
        self.address = _address(connection)

    def read1(self, size: int, decode_content: bool = False) -> bytes:
        """Return what has come, at most ``size`` bytes; nothing at the end. Raises IncompleteRead before it."""
        chunk = self._response.read1(size)
        if not chunk and self._response.length:
            raise IncompleteRead(b"", self._response.length)
        return chunk

    def release(self) -> None:
        """Keep the connection for the next request if this response was read to its end; else close it."""
        response = self._response
        whole = response.isclosed() if response.chunked else response.length == 0
        response.close()
        if whole and not response.will_close:
            self._pool.keep(self._origin, self._connection)
        else:
            self._connection.close()


class ConnectionPool:
    """Connections by origin. ``connect`` opens a guarded one; ``context`` makes it secure."""

    def __init__(self, connect: Connect, context: ssl.SSLContext) -> None:
        self._connect = connect
        self._context = context
        self._lock = threading.Lock()
        self._idle: OrderedDict[int, tuple[Origin, socket.socket]] = OrderedDict()
        self._by_origin: dict[Origin, list[int]] = {}

    def send(self, url: Url, method: str, headers: Mapping[str, str], body: str | None) -> Answer:
        """Send a request and return the response to it, its body unread."""
        connection = self._take(url.origin) or self._open(url)
        try:
            connection.sendall(_head(url, method, headers) + (body or "").encode("utf-8"))
            return Answer(self, url.origin, connection, method)
        except BaseException:
            connection.close()
            raise

    def keep(self, origin: Origin, connection: socket.socket) -> None:
        """Take back a connection that is free again."""
        with self._lock:
            number = connection.fileno()
            self._idle[number] = (origin, connection)
            self._by_origin.setdefault(origin, []).append(number)
            oldest = self._forget(next(iter(self._idle))) if len(self._idle) > IDLE_LIMIT else None
        if oldest is not None:
            oldest.close()

    def close(self) -> None:
        """Close what is not in use."""
        with self._lock:
            idle = [connection for _, connection in self._idle.values()]
            self._idle.clear()
            self._by_origin.clear()
        for connection in idle:
            connection.close()

    def _take(self, origin: Origin) -> socket.socket | None:
        while True:
            with self._lock:
                numbers = self._by_origin.get(origin)
                if not numbers:
                    return None
                connection = self._forget(numbers[-1])
            if not _has_something_to_say(connection):
                return connection
            connection.close()

    def _forget(self, number: int) -> socket.socket:
        origin, connection = self._idle.pop(number)
        numbers = self._by_origin[origin]
        numbers.remove(number)
        if not numbers:
            del self._by_origin[origin]
        return connection

    def _open(self, url: Url) -> socket.socket:
        connection = self._connect(url.host, url.port)
        if url.scheme != "https":
            return connection
        try:
            return self._context.wrap_socket(connection, server_hostname=url.host.rstrip("."))
        except ssl.SSLError as error:
            connection.close()
            raise FetchFailure(tls_failure(error)) from None
        except BaseException:
            connection.close()
            raise


def _address(connection: socket.socket) -> str | None:
    """The address on the other side; None where that side is already gone."""
    try:
        return str(connection.getpeername()[0])
    except OSError:
        return None


def _has_something_to_say(connection: socket.socket) -> bool:
    """Tell whether an idle connection has been closed on the other side, or holds bytes nobody asked for."""
    poll = select.poll() if hasattr(select, "poll") else None
    if poll is None:
        return bool(select.select([connection], [], [], 0)[0])
    poll.register(connection, select.POLLIN | select.POLLERR | select.POLLHUP)
    return bool(poll.poll(0))


def _head(url: Url, method: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"{method} {url.target} HTTP/1.1", f"Host: {url.authority}"]
    lines += [f"{name}: {_UNSENDABLE.sub('', value)}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
