"""What a response's status means for a reader.

Sources: RFC 9110 section 15 and the codes that servers in the field have added to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from citekit.links.exchange import Reply
from citekit.links.result import Status, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """Status, verdict and the sentence that goes with them."""

    status: Status
    verdict: Verdict
    detail: str


def bad(status: Status, detail: str) -> Judgement:
    """A link that is broken for a reader."""
    return Judgement(status, Verdict.BAD, detail)


def unsure(status: Status, detail: str) -> Judgement:
    """A link about which this machine cannot tell."""
    return Judgement(status, Verdict.UNSURE, detail)


def ok(status: Status, detail: str) -> Judgement:
    """A link that works."""
    return Judgement(status, Verdict.OK, detail)


_CLOUDFLARE = {
    520: "the server behind Cloudflare gave an answer it could not use",
    521: "the server behind Cloudflare is down",
    522: "the server behind Cloudflare did not answer in time",
    523: "the server behind Cloudflare cannot be reached",
    524: "the server behind Cloudflare did not answer in time",
    525: "the server behind Cloudflare cannot be reached over TLS",
    526: "the server behind Cloudflare has an invalid certificate",
    530: "the server behind Cloudflare cannot be found",
}

_JUDGEMENTS: dict[int, Judgement] = {
    401: unsure(Status.AUTH_REQUIRED, "the page asks for a login"),
    402: unsure(Status.AUTH_REQUIRED, "the page asks for payment"),
    403: unsure(Status.BLOCKED, "the server refuses to show the page to this program; a reader may see it"),
    404: bad(Status.DEAD, "the page does not exist"),
    407: unsure(Status.AUTH_REQUIRED, "a proxy asks for a login"),
    408: bad(Status.TIMEOUT, "the server gave up waiting"),
    410: bad(Status.DEAD, "the page is gone for good"),
    418: unsure(Status.BLOCKED, "the server does not talk to programs"),
    426: unsure(Status.BLOCKED, "the server asks for a newer protocol than this program speaks"),
    429: unsure(Status.RATE_LIMITED, "the server asks for fewer requests"),
    430: unsure(Status.BLOCKED, "the server refuses to show the page to this program"),
    440: unsure(Status.AUTH_REQUIRED, "the page asks for a login"),
    450: unsure(Status.LEGAL, "a filter keeps the page from being shown"),
    451: unsure(Status.LEGAL, "the page is withheld here for legal reasons"),
    495: unsure(Status.AUTH_REQUIRED, "the server asks for a certificate of the reader's"),
    496: unsure(Status.AUTH_REQUIRED, "the server asks for a certificate of the reader's"),
    498: unsure(Status.AUTH_REQUIRED, "the page asks for a valid token"),
    511: unsure(Status.AUTH_REQUIRED, "the network asks for a login before it lets anything through"),
    999: unsure(Status.BLOCKED, "the server does not talk to programs"),
}

TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 509, *_CLOUDFLARE} - {530})
"""Statuses after which the same request may well succeed."""

RETRY_AFTER = frozenset({429, 503})


def judge_status(reply: Reply) -> Judgement:
    """Judge a response by its status alone; a redirect with nowhere to go is judged as what it is."""
    code = reply.http_status
    if code in _JUDGEMENTS:
        return _JUDGEMENTS[code]
    named = f"{code} {reply.reason}".strip()
    if 200 <= code < 300:
        return ok(Status.ALIVE, "the page is there")
    if code == 300:
        return ok(Status.ALIVE, "the server offers several versions of the page")
    if code == 304:
        return unsure(Status.PROTOCOL_ERROR, "the server says the page has not changed, which nobody asked")
    if 300 <= code < 400:
        return bad(Status.PROTOCOL_ERROR, f"the server redirects ({named}) without saying where to")
    if 400 <= code < 500:
        return bad(Status.CLIENT_ERROR, f"the server rejects the request ({named})")
    if code in _CLOUDFLARE:
        return bad(Status.SERVER_ERROR, _CLOUDFLARE[code])
    if 500 <= code < 600:
        return bad(Status.SERVER_ERROR, f"the server failed ({named})")
    return unsure(Status.PROTOCOL_ERROR, f"the server answers with a status that nobody knows ({named})")
