"""Which addresses a host has, and which of them may be connected to.

Addresses are filtered after resolution and the connection goes to the address that was looked at, so a name
that answers differently the second time (DNS rebinding) opens nothing.

Sources: IANA special-purpose address registries (RFC 6890); RFC 6052 and RFC 3056 for embedded IPv4.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from citekit.links.failures import Failure, FetchFailure
from citekit.links.options import Network
from citekit.links.result import Status
from citekit.links.urls import is_reserved_name

Address = IPv4Address | IPv6Address

_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_SPECIAL = (ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
_TEMPORARY = {socket.EAI_AGAIN, socket.EAI_FAIL, socket.EAI_SYSTEM}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address to connect to, as the socket functions want it."""

    family: int
    sockaddr: tuple[str, int] | tuple[str, int, int, int]

    @property
    def address(self) -> Address:
        """The address itself, without its zone."""
        return ip_address(self.sockaddr[0].partition("%")[0])


def is_public(address: Address) -> bool:
    """Tell whether an address, or the IPv4 address embedded in it, belongs to the public internet."""
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_allowed(address: Address, allowed: Sequence[Network]) -> bool:
    """Tell whether a connection to ``address`` may be opened: a public one, or one in ``allowed``."""
    candidates: list[Address] = [address]
    if isinstance(address, IPv6Address) and (inner := _embedded(address)) is not None:
        candidates.append(inner)
    if any(candidate in network for candidate in candidates for network in allowed):
        return True
    return is_public(address)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to, by mapping, NAT64, 6to4 or Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if any(address in network for network in _NAT64) or (int(address) >> 32 == 0 and int(address) > 1):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None


class Resolver:
    """Looks names up, each once in a run, within the time that the caller has left."""

    def __init__(self) -> None:
        self.limit: float | None = None
        """The most seconds to wait for a name server, set once there is known to be no network."""
        self._lock = threading.Lock()
        self._lookups: dict[str, _Lookup] = {}

    def addresses(self, host: str, port: int, timeout: float | None) -> list[Endpoint]:
        """Return the endpoints of ``host``. Raises FetchFailure where the name does not resolve in time."""
        if host.rstrip(".").endswith(".invalid") or host.rstrip(".") == "invalid":
            raise FetchFailure(Failure(Status.DNS_ERROR, f"the host {host} does not exist"))
        with self._lock:
            lookup = self._lookups.get(host)
            if lookup is None or lookup.is_stale:
                lookup = self._lookups[host] = _Lookup(host)
                lookup.start()
        if self.limit is not None:
            timeout = self.limit if timeout is None else min(timeout, self.limit)
        return [_with_port(endpoint, port) for endpoint in lookup.result(timeout)]


class _Lookup:
    """One call of getaddrinfo, in a thread of its own: the call itself knows no timeout."""

    def __init__(self, host: str) -> None:
        self.host = host
        self._done = threading.Event()
        self._found: list[Endpoint] = []
        self._failure: Failure | None = None

    @property
    def is_stale(self) -> bool:
        """A lookup that failed for the moment is made again when a retry asks."""
        return self._done.is_set() and self._failure is not None and self._failure.transient

    def start(self) -> None:
        try:
            ip_address(self.host)
        except ValueError:
            threading.Thread(target=self._run, name=f"resolve-{self.host}", daemon=True).start()
        else:
            self._run()

    def result(self, timeout: float | None) -> list[Endpoint]:
        if not self._done.wait(timeout):
            failure = Failure(Status.DNS_ERROR, f"no name server answered for {self.host} in time", network=True)
            raise FetchFailure(failure)
        if self._failure is not None:
            raise FetchFailure(self._failure)
        return self._found

    def _run(self) -> None:
        try:
            self._found = _getaddrinfo(self.host)
        except socket.gaierror as error:
            self._failure = _name_failure(self.host, error)
        except (OSError, UnicodeError, ValueError) as error:
            self._failure = Failure(Status.DNS_ERROR, f"the name {self.host} cannot be looked up: {error}")
        finally:
            self._done.set()


def _getaddrinfo(host: str) -> list[Endpoint]:
    try:
        found = socket.getaddrinfo(host, None, 0, socket.SOCK_STREAM)
    except socket.gaierror:
        if not (host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost")):
            raise
        return [Endpoint(socket.AF_INET, ("127.0.0.1", 0)), Endpoint(socket.AF_INET6, ("::1", 0, 0, 0))]
    endpoints: list[Endpoint] = []
    for family, _, _, _, sockaddr in found:
        if family in (socket.AF_INET, socket.AF_INET6) and isinstance(sockaddr[0], str):
            endpoint = Endpoint(family, sockaddr)
            if endpoint not in endpoints:
                endpoints.append(endpoint)
    return endpoints


def _with_port(endpoint: Endpoint, port: int) -> Endpoint:
    host, _, *rest = endpoint.sockaddr
    return Endpoint(endpoint.family, (host, port, *rest))  # type: ignore[arg-type]  # as long as it was


def _name_failure(host: str, error: socket.gaierror) -> Failure:
    if is_reserved_name(host):
        return Failure(Status.DNS_ERROR, f"the host {host} does not exist")
    if error.errno in _TEMPORARY:
        detail = f"the name server failed for {host} ({error.strerror})"
        return Failure(Status.DNS_ERROR, detail, transient=True, network=True, unsure=True)
    return Failure(Status.DNS_ERROR, f"the host {host} does not exist", network=True)
