"""One request, one reply: GET, streamed, capped, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from requests.structures import CaseInsensitiveDict
from requests.utils import get_environ_proxies

from citekit.links.addresses import Resolver
from citekit.links.body import CHUNK, Body, read_body
from citekit.links.connection import Guard, GuardedAdapter, GuardedRequest
from citekit.links.deadline import deadline
from citekit.links.exchange import Reply, Request
from citekit.links.failures import failure_of
from citekit.links.network import Network
from citekit.links.options import LinkOptions
from citekit.links.pool import Answer

NAME_SECONDS_OFFLINE = 1.0
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


class Fetcher:
    """Sends requests over connections that all checks of a run share. Safe to use from many threads."""

    def __init__(self, options: LinkOptions, network: Network) -> None:
        self._options = options
        self._network = network
        self._resolver = Resolver()
        self._guard = Guard(self._resolver, options.allow_networks, options.timeout)
        self._adapter = GuardedAdapter(options, self._guard)
        self._headers: CaseInsensitiveDict[str] = CaseInsensitiveDict(
            {
                "User-Agent": options.user_agent,
                "Accept": ACCEPT,
                "Accept-Language": "en,*;q=0.5",
                "Accept-Encoding": "gzip, deflate",
            }
        )

    def close(self) -> None:
        """Close all connections."""
        self._adapter.close()

    def fetch(self, request: Request) -> Reply:
        """Send ``request`` and return what came of it before its seconds were over."""
        started = monotonic()
        if self._network.known_down:
            self._resolver.limit = NAME_SECONDS_OFFLINE
        try:
            with deadline(request.seconds):
                reply = self._exchange(request)
        except Exception as error:  # the layers below leak all sorts: UnicodeError, LocationParseError, ValueError
            return Reply(failure=failure_of(error), elapsed=monotonic() - started)
        status, reason, headers, body, address = reply
        return Reply(None, status, reason, headers, body, monotonic() - started, address)

    def _exchange(self, request: Request) -> tuple[int, str, list[tuple[str, str]], Body, str | None]:
        sent: Mapping[str, str] = self._headers
        if request.headers or request.form is not None:
            sent = {**self._headers, **request.headers}
        if request.form is not None:
            form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(request.form))}
            sent = {**sent, **form}
        prepared = GuardedRequest(request.url, sent, request.form)
        proxies = self._proxies_for(request)
        if proxies:
            self._guard.refuse_private(request.url.host)
        response = self._adapter.send(
            prepared,
            stream=True,
            timeout=request.seconds,
            verify=self._options.ca_bundle or True,
            proxies=proxies,
        )
        raw: Any = response.raw
        status, reason = response.status_code, str(response.reason or "")
        if not isinstance(raw, Answer):
            return status, reason, *self._through_proxy(raw, request)
        try:
            body = read_body(raw.read1, _header(raw.pairs, "content-encoding"), self._limit(request))
        finally:
            raw.release()
        return status, reason, raw.pairs, body, raw.address

    def _through_proxy(self, raw: Any, request: Request) -> tuple[list[tuple[str, str]], Body, None]:
        """Read what came through a proxy; whose address that is says nothing about the server."""
        pairs = list(raw.headers.iteritems())
        try:
            encoding = _header(pairs, "content-encoding")
            return pairs, read_body(lambda size: raw.read1(size, False), encoding, self._limit(request)), None
        finally:
            raw.close()

    def _limit(self, request: Request) -> int:
        return max(request.body_limit or self._options.body_limit, CHUNK)

    def _proxies_for(self, request: Request) -> dict[str, str] | None:
        if not self._options.proxy_from_environment:
            return None
        return dict(get_environ_proxies(request.url.text)) or None


def _header(pairs: list[tuple[str, str]], name: str) -> str:
    return ", ".join(value for key, value in pairs if key.lower() == name)
