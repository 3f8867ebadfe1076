"""How links are checked: every knob, with the value that suits a bibliography."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

from citekit._version import __version__
from citekit.errors import ConfigProblem

Network = IPv4Network | IPv6Network

USER_AGENT = f"Mozilla/5.0 (compatible; citekit/{__version__}; checks the links of a bibliography)"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkOptions:
    """Options of a check.

    ``timeout`` is one deadline in seconds for everything that one URL needs on the network: name, connection,
    headers, body, redirects and retries together; waiting for a turn does not count. A host never sees more
    than ``max_per_host`` requests at a time, ``delay`` seconds between the starts of two, and after each answer
    a pause as long as it took. ``max_wait`` is the longest ``Retry-After`` that is waited for. ``contact`` is
    added to the User-Agent.
    """

    timeout: float = 20.0
    max_per_host: int = 2
    delay: float = 0.01
    workers: int = 32
    retries: int = 2
    backoff: float = 0.4
    max_wait: float = 15.0
    max_redirects: int = 20
    body_limit: int = 256 * 1024
    fragment_limit: int = 4 * 1024 * 1024
    fragments: bool = False
    content: bool = True
    offline: bool = False
    robots: bool = False
    proxy_from_environment: bool = False
    allow_networks: tuple[Network, ...] = ()
    ca_bundle: str | None = None
    contact: str | None = None
    doi_api: str = "https://doi.org/api/handles"
    isbn_resolver: str = "https://openlibrary.org/isbn"
    archive: str = "bad"
    wayback_api: str = "https://archive.org/wayback/available"
    time_gate: str | None = None
    time_map: str | None = None
    save_page_now: str | None = None
    save_api: str = "https://web.archive.org/save"
    history: str | None = None
    resume: bool = False
    strikes: int | None = None
    canaries: tuple[str, ...] = field(default=("www.iana.org", "doi.org", "dns.google"))

    def __post_init__(self) -> None:
        if self.timeout <= 0:
            raise ConfigProblem("the timeout has to be more than 0 seconds")
        if self.max_per_host < 1:
            raise ConfigProblem("a host needs at least one connection")
        if self.delay < 0:
            raise ConfigProblem("the delay cannot be negative")
        if self.save_page_now is not None and ":" not in self.save_page_now:
            raise ConfigProblem("a key for the archive has two parts, KEY:SECRET")
        if self.archive not in ("never", "bad", "all"):
            raise ConfigProblem(f"archive is never, bad or all, not {self.archive!r}")
        if self.ca_bundle is not None and not os.path.isfile(self.ca_bundle):
            raise ConfigProblem("no such file of certificates", path=self.ca_bundle)

    @property
    def user_agent(self) -> str:
        """The User-Agent header: who asks, and where to complain."""
        return USER_AGENT if not self.contact else USER_AGENT[:-1] + f"; {self.contact})"


def networks(ranges: Sequence[str]) -> tuple[Network, ...]:
    """Read CIDR ranges. Raises ConfigProblem for one that is none."""
    found = []
    for text in ranges:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            raise ConfigProblem(
                f"{text!r} is no range of addresses", hint="such as 127.0.0.0/8 or ::1/128"
            ) from None
    return tuple(found)
