"""What can go wrong before there is a response, by class, each with a sentence a person understands."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import BadStatusLine, HTTPException, IncompleteRead, LineTooLong, RemoteDisconnected

from citekit.links.result import Status


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request got no response.

    ``transient``: it may work in a moment. ``network``: a machine without network would fail just so.
    ``unsure``: the fault may be on this side.
    """

    status: Status
    detail: str
    transient: bool = False
    network: bool = False
    unsure: bool = False


class FetchFailure(Exception):
    """Carries a Failure from where it is found to where the request was made.

    Neither an OSError nor one of http.client's errors: the layers between must not wrap it.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


TIMED_OUT = Failure(Status.TIMEOUT, "the server did not answer in time", transient=True)

_UNREACHABLE = {
    errno.ENETUNREACH,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.EHOSTDOWN,
    errno.EADDRNOTAVAIL,
    errno.EACCES,
    errno.EPERM,
}
_RESET = {errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED, errno.ESHUTDOWN}

_CERTIFICATE = {
    9: "is not valid yet",
    10: "has expired",
    18: "is self-signed",
    19: "comes from an authority that is not trusted",
    20: "comes from an authority that is not trusted, or its chain is incomplete",
    21: "comes from an authority that is not trusted, or its chain is incomplete",
    23: "has been revoked",
    26: "is not meant for a web server",
    62: "is for another host",
    64: "is for another address",
}
"""OpenSSL's X509_V_ERR codes (x509_vfy.h), in words."""


def failure_of(error: BaseException) -> Failure:
    """Return the failure behind an exception, however it was wrapped by requests and urllib3."""
    for inner in _chain(error):
        if isinstance(inner, FetchFailure):
            return inner.failure
        found = _failure_of_one(inner)
        if found is not None:
            return found
    return Failure(Status.PROTOCOL_ERROR, f"the answer makes no sense ({type(error).__name__})")


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The exception and what lies beneath it, the innermost first."""
    seen: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue:
        one = queue.pop(0)
        if one is None or one in seen:
            continue
        seen.append(one)
        queue += [one.__cause__, one.__context__, getattr(one, "reason", None)]
        queue += [argument for argument in one.args if isinstance(argument, BaseException)]
        queue = [entry for entry in queue if isinstance(entry, BaseException)]
    return reversed(seen)


def _failure_of_one(error: BaseException) -> Failure | None:
    if isinstance(error, ssl.SSLError):
        return tls_failure(error)
    if isinstance(error, TimeoutError):
        return TIMED_OUT
    if isinstance(error, socket.gaierror):
        return Failure(Status.DNS_ERROR, f"the name cannot be looked up: {error.strerror}", network=True)
    if isinstance(error, RemoteDisconnected):
        return EMPTY
    if isinstance(error, BadStatusLine | LineTooLong | IncompleteRead):
        return Failure(Status.PROTOCOL_ERROR, "the server's answer is not HTTP")
    if isinstance(error, OSError) and error.errno is not None:
        return connection_failure(error)
    if isinstance(error, HTTPException):
        return Failure(Status.PROTOCOL_ERROR, f"the server's answer is not proper HTTP ({error})")
    return None


EMPTY = Failure(Status.RESET, "the server closed the connection without an answer", transient=True)


def connection_failure(error: OSError) -> Failure:
    """Return the failure that an error number of the socket functions means."""
    if error.errno == errno.ECONNREFUSED:
        return Failure(Status.REFUSED, "the server refuses connections", transient=True)
    if error.errno in _RESET:
        return Failure(Status.RESET, "the server broke the connection off", transient=True)
    if error.errno in _UNREACHABLE:
        detail = f"the server cannot be reached ({error.strerror})"
        return Failure(Status.TIMEOUT, detail, transient=True, network=True)
    return Failure(Status.RESET, f"the connection failed ({error.strerror or error})", transient=True)


def tls_failure(error: ssl.SSLError) -> Failure:
    """Return the failure that an error of the TLS handshake means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = _CERTIFICATE.get(error.verify_code, f"is not accepted ({error.verify_message})")
        return Failure(Status.TLS_ERROR, f"the server's certificate {reason}")
    reason = (error.reason or "").upper().replace(" ", "_")
    if "CERTIFICATE_REQUIRED" in reason or "HANDSHAKE_FAILURE_ALERT_CLIENT" in reason:
        return Failure(Status.AUTH_REQUIRED, "the server asks for a certificate of the reader's", unsure=True)
    if reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"):
        return Failure(Status.TLS_ERROR, "the server does not speak TLS on this port")
    if "PROTOCOL" in reason or "VERSION" in reason:
        return Failure(Status.TLS_ERROR, "the server only speaks an old version of TLS")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or "EOF" in reason:
        return Failure(Status.TLS_ERROR, "the server broke the TLS handshake off", transient=True)
    if "APPLICATION_PROTOCOL" in reason:
        return Failure(Status.TLS_ERROR, "the server only speaks a newer HTTP than this program", unsure=True)
    words = reason.replace("_", " ").lower() or "unknown reason"
    return Failure(Status.TLS_ERROR, f"no secure connection could be made ({words})")
