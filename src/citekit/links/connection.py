"""Connections that go only where they may, and end when the check's time ends.

requests' transport adapter over connections of our own: they resolve the name, filter the addresses, connect to
an address that was looked at, and read with a timeout recalculated before every call.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any

import requests
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from requests.structures import CaseInsensitiveDict

from citekit.links.addresses import Endpoint, Resolver, is_allowed
from citekit.links.deadline import remaining
from citekit.links.failures import TIMED_OUT, Failure, FetchFailure, connection_failure
from citekit.links.options import LinkOptions, Network
from citekit.links.pool import Answer, ConnectionPool
from citekit.links.result import Status
from citekit.links.urls import Url


class DeadlineSocket(socket.socket):
    """A socket whose every call has the time that the check has left."""

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive within the deadline."""
        self.settimeout(remaining())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        """Send within the deadline."""
        self.settimeout(remaining())
        return super().sendall(*args, **kwargs)


class DeadlineTlsSocket(ssl.SSLSocket):
    """The same over TLS; OpenSSL's handshake and reads keep to a total time by themselves."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands within the deadline."""
        self.settimeout(remaining())
        super().do_handshake(block)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """Receive within the deadline."""
        self.settimeout(remaining())
        return super().recv_into(*args, **kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        """Send within the deadline."""
        self.settimeout(remaining())
        return super().sendall(*args, **kwargs)


class Guard:
    """Opens connections to the addresses that a run allows."""

    def __init__(self, resolver: Resolver, allowed: Sequence[Network], timeout: float) -> None:
        self._resolver = resolver
        self._allowed = tuple(allowed)
        self._connect_limit = timeout / 2

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a connected socket. Raises FetchFailure where the host has no address or none that is allowed."""
        endpoints = self._resolver.addresses(host, port, remaining())
        usable = [endpoint for endpoint in endpoints if is_allowed(endpoint.address, self._allowed)]
        if not usable:
            if not endpoints:
                raise FetchFailure(Failure(Status.DNS_ERROR, f"the host {host} has no address", network=True))
            detail = f"{host} is {endpoints[0].address}, an address that is not on the public internet"
            raise FetchFailure(Failure(Status.PRIVATE_REFUSED, detail, unsure=True))
        failure = TIMED_OUT
        for position, endpoint in enumerate(usable[:6]):
            try:
                return self._connect_to(endpoint, len(usable) - position)
            except TimeoutError:
                failure = TIMED_OUT
            except OSError as error:
                failure = connection_failure(error)
        raise FetchFailure(failure)

    def refuse_private(self, host: str) -> None:
        """Raise FetchFailure for an address that is not allowed; a proxy resolves names itself."""
        try:
            address = ip_address(host)
        except ValueError:
            return
        if not is_allowed(address, self._allowed):
            detail = f"{host} is an address that is not on the public internet"
            raise FetchFailure(Failure(Status.PRIVATE_REFUSED, detail, unsure=True))

    def _connect_to(self, endpoint: Endpoint, candidates: int) -> socket.socket:
        left = remaining()
        limit = self._connect_limit if left is None else min(left, self._connect_limit)
        connection = DeadlineSocket(endpoint.family, socket.SOCK_STREAM)
        try:
            connection.settimeout(limit / min(candidates, 3))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.connect(endpoint.sockaddr)
        except BaseException:
            connection.close()
            raise
        return connection


class GuardedRequest(requests.PreparedRequest):
    """A request that keeps its parsed address."""

    def __init__(self, address: Url, headers: Mapping[str, str], form: str | None = None) -> None:
        super().__init__()
        self.address = address
        self.form = form
        self.verb = "GET" if form is None else "POST"
        self.method = self.verb
        self.url = address.text
        self.body = form
        self.headers = headers if isinstance(headers, CaseInsensitiveDict) else CaseInsensitiveDict(headers)
        self.hooks = {"response": []}


class DirectPool:
    """What requests' adapter asks for a connection: sends one request over the run's own connections."""

    def __init__(self, pool: ConnectionPool, request: GuardedRequest) -> None:
        self._pool = pool
        self._request = request

    def urlopen(self, **_: Any) -> Answer:
        """Send the request; timeouts, retries and redirects are looked after elsewhere."""
        request = self._request
        return self._pool.send(request.address, request.verb, request.headers, request.form)


class GuardedAdapter(HTTPAdapter):
    """requests' adapter over guarded connections, with one TLS context; through a proxy where one is given."""

    def __init__(self, options: LinkOptions, guard: Guard) -> None:
        super().__init__(max_retries=0)
        self.pool = ConnectionPool(guard.connect, tls_context(options.ca_bundle))

    def close(self) -> None:
        """Close all connections."""
        self.pool.close()
        super().close()

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave connections of our own alone: their TLS context already holds the authorities."""
        if not isinstance(conn, DirectPool):
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]  # requests leaves it untyped

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """Return what sends a request: the run's own connections, or requests' way to a proxy."""
        if proxies or not isinstance(request, GuardedRequest):
            return super().get_connection_with_tls_context(request, verify, proxies, cert)
        return DirectPool(self.pool, request)

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        """Return what stands on the request line: for us, the target that was parsed already."""
        if proxies or not isinstance(request, GuardedRequest):
            return super().request_url(request, proxies)
        return request.address.target

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Return the response as it is; cookies and encodings are looked at elsewhere."""
        if not isinstance(resp, Answer):
            return super().build_response(req, resp)
        response = requests.Response()
        response.status_code, response.reason, response.raw = resp.status, resp.reason, resp
        return response


def tls_context(ca_bundle: str | None) -> ssl.SSLContext:
    """Return a context that trusts ``ca_bundle``, or the authorities that requests trusts."""
    context = ssl.create_default_context(cafile=ca_bundle or DEFAULT_CA_BUNDLE_PATH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = DeadlineTlsSocket
    return context
