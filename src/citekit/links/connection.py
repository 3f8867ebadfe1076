"""Connections that go only where they may, and end when the check's time ends.

requests' transport adapter over urllib3 connections of our own: they resolve the name, filter the addresses,
connect to an address that was looked at, and read with a timeout recalculated before every call.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from typing import Any

import requests
from requests.adapters import DEFAULT_CA_BUNDLE_PATH, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from citekit.links.addresses import Endpoint, Resolver, is_allowed
from citekit.links.deadline import remaining
from citekit.links.failures import TIMED_OUT, Failure, FetchFailure, connection_failure, tls_failure
from citekit.links.options import LinkOptions, Network
from citekit.links.response import TolerantResponse
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


_sending = threading.local()


def _exact_target(url: str) -> str:
    """Return the target as it was parsed: urllib3 rewrites percent signs, which browsers leave alone."""
    target: str | None = getattr(_sending, "target", None)
    return url if target is None else target


class _GuardedConnection(HTTPConnection):
    response_class = TolerantResponse
    guard: Guard

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        super().putrequest(method, _exact_target(url), *args, **kwargs)

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self._dns_host, self.port or 80)


class _GuardedTlsConnection(HTTPSConnection):
    response_class = TolerantResponse
    guard: Guard

    def putrequest(self, method: str, url: str, *args: Any, **kwargs: Any) -> None:
        super().putrequest(method, _exact_target(url), *args, **kwargs)

    def _new_conn(self) -> socket.socket:
        return self.guard.connect(self._dns_host, self.port or 443)

    def connect(self) -> None:
        try:
            super().connect()
        except ssl.SSLError as error:
            raise FetchFailure(tls_failure(error)) from None


class GuardedRequest(requests.PreparedRequest):
    """A request that keeps its parsed address."""

    def __init__(self, address: Url, headers: Mapping[str, str], form: str | None = None) -> None:
        super().__init__()
        self.address = address
        self.method = "GET" if form is None else "POST"
        self.url = address.text
        self.body = form
        self.headers = headers if isinstance(headers, CaseInsensitiveDict) else CaseInsensitiveDict(headers)
        self.hooks = {"response": []}


class GuardedAdapter(HTTPAdapter):
    """requests' adapter over guarded connections, with one pool for all hosts and one TLS context."""

    def __init__(self, options: LinkOptions, guard: Guard) -> None:
        self._guard = guard
        self._options = options
        self.context = tls_context(options.ca_bundle)
        super().__init__(pool_connections=512, pool_maxsize=options.max_per_host, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Make the pools that all requests share."""
        plain = type("Connection", (_GuardedConnection,), {"guard": self._guard})
        secure = type("TlsConnection", (_GuardedTlsConnection,), {"guard": self._guard})
        manager = PoolManager(
            num_pools=connections, maxsize=maxsize, block=block, ssl_context=self.context, **pool_kwargs
        )
        manager.pool_classes_by_scheme = {
            "http": type("Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        self.poolmanager = manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request, its target to the letter."""
        _sending.target = None
        if isinstance(request, GuardedRequest) and not kwargs.get("proxies"):
            _sending.target = request.address.target
        return super().send(request, *args, **kwargs)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the pool alone: its TLS context already holds the authorities."""

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> Any:
        """Return the pool for a request: always with the run's own TLS context."""
        if proxies or not isinstance(request, GuardedRequest):
            return super().get_connection_with_tls_context(request, verify, proxies, cert)
        address = request.address
        return self.poolmanager.connection_from_host(address.host, address.port, address.scheme)

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        """Return what stands on the request line: for us, the target that was parsed already."""
        if proxies or not isinstance(request, GuardedRequest):
            return super().request_url(request, proxies)
        return request.address.target

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        """Return the response as it is; cookies and encodings are looked at elsewhere."""
        response = requests.Response()
        response.status_code, response.reason, response.raw = resp.status, resp.reason, resp
        return response


def tls_context(ca_bundle: str | None) -> ssl.SSLContext:
    """Return a context that trusts ``ca_bundle``, or the authorities that requests trusts."""
    context = ssl.create_default_context(cafile=ca_bundle or DEFAULT_CA_BUNDLE_PATH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = DeadlineTlsSocket
    return context
