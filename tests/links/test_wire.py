"""Whatever a server sends, a check ends with a finding."""

from __future__ import annotations

import gzip
import resource
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.links import Verdict, check_links, networks
from citekit.links.body import read_body

ALLOWED = networks(["127.0.0.0/8"])


class Sender:
    """A server that answers every connection with the same bytes, a bounded number of times."""

    def __init__(self) -> None:
        self.answer = b""
        self._listener = socket.create_server(("127.0.8.1", 0))
        self._listener.settimeout(30)
        self.url = f"http://127.0.8.1:{self._listener.getsockname()[1]}/"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        for _ in range(5000):
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.settimeout(2)
                    connection.recv(65536)
                    connection.sendall(self.answer)
                except OSError:
                    continue

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@pytest.fixture(scope="module")
def sender() -> Iterator[Sender]:
    server = Sender()
    yield server
    server.close()


HEADS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: ",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\nRetry-After: ",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: ",
        b"HTTP/1.1 200 OK\r\nRefresh: ",
        b"HTTP/1.1 ",
        b"",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=HEADS, rest=st.binary(max_size=80))
def test_any_answer_gives_a_finding(sender: Sender, head: bytes, rest: bytes) -> None:
    sender.answer = head + rest
    (check,) = check_links(
        [sender.url], timeout=1, delay=0, backoff=0, max_wait=0.01, allow_networks=ALLOWED, canaries=()
    )
    assert check.detail
    assert "the check itself" not in check.detail
    assert check.elapsed_ms <= 1500


def test_a_gzip_bomb_costs_no_memory(sender: Sender) -> None:
    bomb = gzip.compress(b"\0" * 100_000_000)
    sender.answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b"
        % (len(bomb), bomb)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (check,) = check_links([sender.url], timeout=3, delay=0, allow_networks=ALLOWED)
    assert check.verdict is Verdict.OK
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


@given(
    st.binary(max_size=300), st.sampled_from(["", "gzip", "deflate", "gzip, deflate", "br"]), st.integers(1, 64)
)
def test_any_body_can_be_read(data: bytes, encoding: str, step: int) -> None:
    pieces = [data[index : index + step] for index in range(0, len(data), step)] + [b""] * 2
    body = read_body(lambda _: pieces.pop(0), encoding, 1000)
    assert len(body.data) <= 1000


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate"]))
def test_what_was_packed_is_unpacked(data: bytes, encoding: str) -> None:
    import zlib

    packed = gzip.compress(data) if encoding == "gzip" else zlib.compress(data)
    pieces = [packed[index : index + 7] for index in range(0, len(packed), 7)] + [b""]
    body = read_body(lambda _: pieces.pop(0), encoding, 10_000)
    assert (body.data, body.complete) == (data, True)
