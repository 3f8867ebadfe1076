"""A loopback server that stages what happens to links: one host of 127.0.0.0/8 per situation, raw sockets.

A situation is a table in ``situations/*.toml``: the URL to check, what the host answers to each path, and what a
check has to find. Answers are written to the socket as they stand, so that garbage can be staged too.
"""

from __future__ import annotations

import gzip
import selectors
import socket
import ssl
import struct
import threading
import time
import tomllib
import warnings
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import trustme

SITUATIONS = Path(__file__).parent / "situations"
LIFETIME = 120.0
PATIENCE = 20.0


@dataclass
class Situation:
    """One row of the table, and where it is staged."""

    name: str
    data: dict[str, Any]
    host: str = ""
    port: int = 0
    tls_port: int = 0
    served: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    open_now: int = 0
    open_most: int = 0

    def fill(self, text: str) -> str:
        """Put the situation's addresses into a text of the table."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (
            text.replace("{origin}", f"http://{host}:{self.port}")
            .replace("{secure}", f"https://{host}:{self.tls_port}")
            .replace("{local_secure}", f"https://localhost:{self.tls_port}")
            .replace("{host}", host)
            .replace("{port}", str(self.port))
        )

    @property
    def url(self) -> str:
        return self.fill(self.data.get("url", "{origin}/page"))


def load_situations() -> list[Situation]:
    """Read the whole table."""
    rows = []
    for path in sorted(SITUATIONS.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))["situation"]
        rows += [Situation(f"{path.stem}: {row['name']}", row) for row in table]
    return rows


class Certificates:
    """An authority that tests trust, and server certificates with all that can be wrong with one."""

    def __init__(self, folder: Path) -> None:
        self.authority = trustme.CA()
        stranger = trustme.CA()
        child = self.authority.create_child_ca()
        self.bundle = folder / "authority.pem"
        self.authority.cert_pem.write_to_path(str(self.bundle))
        now = datetime.now(UTC)
        past, future = now - timedelta(days=400), now + timedelta(days=400)
        self._issue = {
            "good": lambda *names: self.authority.issue_cert(*names),
            "expired": lambda *names: self.authority.issue_cert(
                *names, not_before=past, not_after=now - timedelta(1)
            ),
            "not-yet": lambda *names: self.authority.issue_cert(
                *names, not_before=now + timedelta(1), not_after=future
            ),
            "wrong-host": lambda *_: self.authority.issue_cert("other.example"),
            "untrusted": lambda *names: stranger.issue_cert(*names),
            "incomplete": lambda *names: child.issue_cert(*names),
        }

    def context(self, kind: str, host: str) -> ssl.SSLContext:
        """Return a server's context with the certificate of this kind."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if kind == "old-protocol":
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers("ALL:@SECLEVEL=0")
            kind = "good"
        if kind == "client-certificate":
            context.verify_mode = ssl.CERT_REQUIRED
            self.authority.configure_trust(context)
            kind = "good"
        certificate = self._issue[kind](host, "localhost")
        if kind == "incomplete":
            with certificate.private_key_and_cert_chain_pem.tempfile() as path:
                text = Path(path).read_text()
                leaf = text[: text.index("-----END CERTIFICATE-----") + 26]
                Path(path).write_text(leaf)
                context.load_cert_chain(path)
        else:
            certificate.configure_cert(context)
        return context


class Loopback:
    """Serves all situations from one thread that accepts and a thread per connection; stops by itself."""

    def __init__(self, situations: list[Situation], certificates: Certificates) -> None:
        self.situations = situations
        self._certificates = certificates
        self._selector = selectors.DefaultSelector()
        self._stop = threading.Event()
        self._end = time.monotonic() + LIFETIME
        self._lock = threading.Lock()
        for number, situation in enumerate(situations):
            situation.host = situation.data.get("host") or f"127.0.{1 + number // 200}.{1 + number % 200}"
            self._listen(situation, None)
            if kind := situation.data.get("tls"):
                self._listen(situation, self._certificates.context(kind, situation.host))
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._selector.close()

    def _listen(self, situation: Situation, context: ssl.SSLContext | None) -> None:
        family = socket.AF_INET6 if ":" in situation.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.bind((situation.host, 0))
        if situation.data.get("deaf"):
            listener.close()
            situation.port = 1024 + hash(situation.host) % 1000
            return
        listener.listen(64)
        listener.setblocking(False)
        port = listener.getsockname()[1]
        if context is None:
            situation.port = port
        else:
            situation.tls_port = port
        self._selector.register(listener, selectors.EVENT_READ, (situation, context))

    def _accept(self) -> None:
        while not self._stop.is_set() and time.monotonic() < self._end:
            for key, _ in self._selector.select(0.2):
                try:
                    connection, _ = key.fileobj.accept()
                except OSError:
                    continue
                threading.Thread(target=self._serve, args=(connection, *key.data), daemon=True).start()

    def _serve(self, connection: socket.socket, situation: Situation, context: ssl.SSLContext | None) -> None:
        connection.settimeout(PATIENCE)
        with self._lock:
            situation.open_now += 1
            situation.open_most = max(situation.open_most, situation.open_now)
        try:
            if situation.data.get("before") == "reset":
                _reset(connection)
                return
            if situation.data.get("before") == "hang":
                self._stop.wait(PATIENCE)
                return
            if situation.data.get("greeting"):
                connection.sendall(_bytes(situation.data["greeting"]))
                connection.recv(65536)
                return
            if context is not None:
                connection = _shake_hands(connection, context)
            while self._answer(connection, situation):
                pass
        except (OSError, ValueError):
            pass
        finally:
            with self._lock:
                situation.open_now -= 1
            connection.close()

    def _answer(self, connection: socket.socket, situation: Situation) -> bool:
        """Read one request and answer it; tell whether the connection stays open."""
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65536)
            if not received:
                return False
            head += received
        text = head.decode("latin-1")
        path = text.split(" ", 2)[1]
        with self._lock:
            situation.requests.append(text)
            answer = _choose(situation, path, text)
        return _play(connection, situation, answer, self._stop)


def _shake_hands(connection: socket.socket, context: ssl.SSLContext) -> ssl.SSLSocket:
    """Wrap a connection; after a failed handshake leave the other side time to read why."""
    secure = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
    try:
        secure.do_handshake()
    except OSError:
        time.sleep(0.3)
        secure.close()
        raise
    return secure


def _choose(situation: Situation, path: str, head: str) -> dict[str, Any]:
    """Find the answer to a request: by path and by what its head holds, one after the other, the last for ever."""
    fitting = [
        answer
        for answer in situation.data.get("answers", [])
        if answer.get("path", path) in (path, "*")
        and situation.fill(answer.get("if", "")) in head
        and not (answer.get("unless") and situation.fill(answer["unless"]) in head)
    ]
    if not fitting:
        return {"status": "404 Not Found", "body": "<title>404</title>no such page here"}
    served = situation.served.get(path, 0)
    situation.served[path] = served + 1
    return fitting[min(served, len(fitting) - 1)]


def _play(connection: socket.socket, situation: Situation, answer: dict[str, Any], stop: threading.Event) -> bool:
    stop.wait(answer.get("wait", 0))
    if answer.get("end") == "reset-now":
        _reset(connection)
        return False
    if answer.get("end") == "close-now":
        return False
    if answer.get("end") == "hang-now":
        stop.wait(PATIENCE)
        return False
    data, keep = _wire(situation, answer)
    if "drip" in answer:
        for index in range(len(data)):
            connection.sendall(data[index : index + 1])
            if stop.wait(answer["drip"]):
                return False
    else:
        connection.sendall(data)
    if "endless" in answer:
        end = time.monotonic() + PATIENCE
        chunk = _bytes(answer["endless"]) * 200
        while time.monotonic() < end and not stop.is_set():
            connection.sendall(chunk)
    if answer.get("end") == "hang":
        stop.wait(PATIENCE)
    if answer.get("end") == "reset":
        time.sleep(0.1)
        _reset(connection)
        return False
    return keep and answer.get("end") is None


def _wire(situation: Situation, answer: dict[str, Any]) -> tuple[bytes, bool]:
    """Return the bytes of an answer, and whether they leave the connection open."""
    if "raw" in answer:
        return _bytes(situation.fill(answer["raw"])), False
    body = _body(situation, answer)
    headers = {"Content-Type": "text/html; charset=utf-8", **answer.get("headers", {})}
    if answer.get("coding") == "gzip":
        body = gzip.compress(body)
    elif answer.get("coding") == "deflate":
        body = zlib.compress(body)
    elif answer.get("coding") == "raw-deflate":
        body = zlib.compress(body)[2:-4]
    if answer.get("coding"):
        headers["Content-Encoding"] = answer["coding"].removeprefix("raw-")
    keep = True
    if answer.get("frame") == "chunked":
        headers["Transfer-Encoding"] = "chunked"
        pieces = [body[index : index + 1000] for index in range(0, len(body), 1000)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    elif answer.get("frame") == "close":
        keep = False
    elif "Content-Length" not in headers:
        headers["Content-Length"] = str(len(body))
    lines = [f"HTTP/1.1 {answer.get('status', '200 OK')}"]
    for name, value in headers.items():
        values = value if isinstance(value, list) else [value]
        lines += [f"{name}: {situation.fill(one)}" for one in values]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body, keep


def _body(situation: Situation, answer: dict[str, Any]) -> bytes:
    text = situation.fill(answer.get("body", PAGE))
    if "filler" in answer:
        text = text.replace("{filler}", "Lorem ipsum dolor sit amet. " * (answer["filler"] // 28))
    if "hex" in answer:
        return bytes.fromhex(answer["hex"])
    return text.encode(answer.get("charset", "utf-8"), "xmlcharrefreplace")


PAGE = (
    "<!doctype html><html><head><title>On the harvest of rice</title></head><body><h1>On the harvest of rice</h1>"
    "<p>A page about the harvest of rice in the nineteenth century, with enough words to be one.</p></body></html>"
)


def _bytes(text: str) -> bytes:
    return text.encode("latin-1")


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
