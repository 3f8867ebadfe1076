"""The head of an HTTP response, read as tolerantly as browsers do.

The standard library stops at the first odd header line, at a hundred headers and at any interim response but
100; browsers do not, and a reader's page is alive when a browser shows it.

Sources: RFC 9110 section 15.2 (interim responses), RFC 9112 sections 2.2, 4, 5 and 6.3.
"""

from __future__ import annotations

import re
from http.client import HTTPMessage, HTTPResponse

from citekit.links.failures import EMPTY, Failure, FetchFailure
from citekit.links.result import Status

HEAD_LIMIT = 256 * 1024
_INTERIM_LIMIT = 10
_STATUS_LINE = re.compile(rb"(?i:\s{0,4}(?:HTTP(?:/(\d)(?:\.(\d+))?)?|ICY))[ \t]+(\d{3})(?!\d)[ \t]*([^\r\n]*)")


class TolerantResponse(HTTPResponse):
    """http.client's response with a head parser of our own."""

    _method: str | None
    pairs: list[tuple[str, str]]
    """The headers in the order in which they came."""

    def begin(self) -> None:
        """Read status line and headers. Raises FetchFailure where they are missing or no HTTP."""
        if self.headers is not None:
            return
        budget = HEAD_LIMIT
        for _ in range(_INTERIM_LIMIT):
            version, status, reason, used = self._read_status_line()
            budget -= used
            pairs, used = self._read_headers(budget)
            budget -= used
            if not 100 <= status < 200:
                break
            if status == 101:
                raise _not_http("the server changes to another protocol")
        else:
            raise _not_http("the server sends one interim answer after the other")
        self.code = self.status = status
        self.reason = reason
        self.version = version
        self.pairs = pairs
        self.headers = self.msg = HTTPMessage()
        self._frame()

    def _read_status_line(self) -> tuple[int, int, str, int]:
        line = self.fp.readline(HEAD_LIMIT)
        for _ in range(4):
            if line.strip() or not line:
                break
            line = self.fp.readline(HEAD_LIMIT)
        if not line:
            raise FetchFailure(EMPTY)
        match = _STATUS_LINE.match(line)
        if not match:
            if line[:4].upper() == b"HTTP":
                raise _not_http("the server's status line makes no sense")
            if line.lstrip()[:1] == b"<":
                raise _not_http("the server answers in HTTP/0.9, which browsers no longer read")
            raise _not_http("what the server answers is not HTTP")
        major, minor, status, reason = match.groups()
        version = 11 if (major, minor) != (b"1", b"0") and major is not None else 10
        return version, int(status), reason.decode("latin-1"), len(line)

    def _read_headers(self, budget: int) -> tuple[list[tuple[str, str]], int]:
        pairs: list[tuple[str, str]] = []
        used = 0
        while True:
            line = self.fp.readline(HEAD_LIMIT + 1)
            used += len(line)
            if used > budget:
                raise _not_http("the server's headers do not end")
            text = line.decode("latin-1").rstrip("\r\n")
            if not text:
                break
            if text[0] in " \t" and pairs:
                name, value = pairs[-1]
                pairs[-1] = (name, f"{value} {text.strip()}".strip())
                continue
            name, colon, value = text.partition(":")
            if colon and name.strip() and not re.search(r"[\x00-\x20\x7f]", name.strip()):
                pairs.append((name.strip(), value.strip().replace("\x00", "")))
        return pairs, used

    def _all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key.lower() == name]

    def _frame(self) -> None:
        """Find out where the body ends (RFC 9112 section 6.3)."""
        encodings = self._all("transfer-encoding")
        self.chunked = any("chunked" in encoding.lower() for encoding in encodings)
        self.chunk_left = None
        self.length = None if self.chunked else self._content_length()
        if self.status in (204, 304) or self._method == "HEAD":
            self.length = 0
        connection = ", ".join(self._all("connection")).lower()
        persistent = "keep-alive" in connection if self.version == 10 else "close" not in connection
        self.will_close = not persistent or (not self.chunked and self.length is None)

    def _content_length(self) -> int | None:
        values = {one.strip() for value in self._all("content-length") for one in value.split(",")}
        lengths = {int(value) for value in values if re.fullmatch(r"[0-9]{1,18}", value)}
        if len(lengths) > 1:
            raise _not_http("the server gives two different lengths")
        return lengths.pop() if lengths else None


def _not_http(detail: str) -> FetchFailure:
    return FetchFailure(Failure(Status.PROTOCOL_ERROR, detail, transient=True))
