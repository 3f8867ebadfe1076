"""What a check says about one URL: a verdict, a fine status, a sentence, and the chain of hops behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What a person should conclude."""

    OK = "ok"
    BAD = "bad"
    UNSURE = "unsure"


class Status(StrEnum):
    """What was found, in more detail than a verdict."""

    ALIVE = "alive"
    MOVED = "moved"
    REDIRECTED = "redirected"
    DEAD = "dead"
    CLIENT_ERROR = "client-error"
    SERVER_ERROR = "server-error"
    AUTH_REQUIRED = "auth-required"
    BLOCKED = "blocked"
    LEGAL = "legal"
    RATE_LIMITED = "rate-limited"
    ROBOTS = "robots"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"
    PROTOCOL_ERROR = "protocol-error"
    REDIRECT_LOOP = "redirect-loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    TLS_ERROR = "tls-error"
    DNS_ERROR = "dns-error"
    INVALID_URL = "invalid-url"
    UNSUPPORTED = "unsupported"
    PRIVATE_REFUSED = "private-refused"
    INSECURE = "insecure"
    FRAGMENT_MISSING = "fragment-missing"
    SOFT_404 = "soft-404"
    PARKED = "parked"
    DRIFTED = "drifted"
    OFFLINE = "offline"
    SKIPPED = "skipped"


CONNECTION_STATUSES = frozenset(
    {
        Status.TIMEOUT,
        Status.REFUSED,
        Status.RESET,
        Status.PROTOCOL_ERROR,
        Status.TLS_ERROR,
        Status.DNS_ERROR,
        Status.SERVER_ERROR,
    }
)
"""What may be over tomorrow: a link dies of these only when they last."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of a check and how it was answered.

    ``redirect`` says what sent the reader on: a status (``301``), ``refresh`` for the header, ``meta-refresh``
    for the element; empty at the end of the chain.
    """

    url: str
    http_status: int | None = None
    redirect: str = ""
    address: str | None = None
    error: str | None = None
    elapsed_ms: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the hop as JSON values."""
        return {
            "url": self.url,
            "http_status": self.http_status,
            "redirect": self.redirect or None,
            "address": self.address,
            "error": self.error,
            "elapsed_ms": self.elapsed_ms,
        }


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """The finding about one URL. ``references`` are the keys of the records that give it."""

    url: str
    verdict: Verdict
    status: Status
    final_url: str | None = None
    suggested_url: str | None = None
    http_status: int | None = None
    detail: str = ""
    archived: str | None = None
    elapsed_ms: int = 0
    references: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the check as JSON values, every member always there."""
        return {
            "url": self.url,
            "verdict": self.verdict.value,
            "status": self.status.value,
            "final_url": self.final_url,
            "suggested_url": self.suggested_url,
            "http_status": self.http_status,
            "detail": self.detail,
            "archived": self.archived,
            "elapsed_ms": self.elapsed_ms,
            "references": list(self.references),
            "hops": [hop.to_json() for hop in self.hops],
        }
