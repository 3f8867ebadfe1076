"""Links that go through a resolver: DOIs and other handles, ISBNs. The resolver's answer decides.

A publisher that shuts programs out says nothing about a DOI; the handle system does.

Sources: DOI proxy server REST API (handle records, response codes 1, 2, 100, 200); RFC 3187 (ISBN as URN).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote

from citekit.links.check import Outcome, Steps, Trail, UrlCheck
from citekit.links.classify import Judgement, bad, judge_status, ok, unsure
from citekit.links.exchange import Reply
from citekit.links.options import LinkOptions
from citekit.links.result import Hop, Status
from citekit.links.urls import InvalidUrl, UnsupportedScheme, Url, parse_url

_HANDLE_URL = re.compile(
    r"https?://(?:(?:dx\.|www\.)?doi\.org|hdl\.handle\.net)"
    r"/((?:10|[1-9]\d{0,5})(?:\.[\w\-]+)*(?:/|%2F)[^\s?#]+)",
    re.IGNORECASE,
)
_ISBN = re.compile(r"(?:urn:)?isbn:\s*([\dXx\- ]{10,17})", re.IGNORECASE)

_FOUND, _NO_SUCH_HANDLE, _NO_VALUES = 1, 100, 200


@dataclass(frozen=True, slots=True)
class Lookup:
    """What to ask a resolver: a ``handle`` or an ``isbn``."""

    kind: str
    name: str

    def address(self, options: LinkOptions) -> str:
        """Return the URL to ask."""
        if self.kind == "isbn":
            return f"{options.isbn_resolver.rstrip('/')}/{self.name}"
        return f"{options.doi_api.rstrip('/')}/{quote(self.name, safe='/:;()._-')}"


def lookup_of(url: str) -> Lookup | None:
    """Return what a link asks of a resolver, None for a page. Raises InvalidUrl for an impossible ISBN."""
    if match := _HANDLE_URL.fullmatch(url.strip().partition("#")[0].partition("?")[0]):
        return Lookup("handle", unquote(match.group(1)))
    if match := _ISBN.fullmatch(url.strip()):
        from citekit.model.identifiers import isbn_is_valid  # with it come all records, which URLs do not need

        isbn = re.sub(r"[\s\-]", "", match.group(1)).upper()
        if not isbn_is_valid(isbn):
            raise InvalidUrl("the check digit of its ISBN does not agree")
        return Lookup("isbn", isbn)
    return None


def resolve(check: UrlCheck, lookup: Lookup, url: Url) -> Steps[Outcome]:
    """Ask the resolver at ``url``; yields requests, returns the outcome."""
    trail = Trail(check.options.timeout)
    for _ in range(check.options.max_redirects):
        reply = yield from check.ask(trail, url, {"Accept": "application/json"}, 0)
        if reply.failure is not None:
            return check.failed(trail, url, reply, reply.failure)
        check.network.note_contact(reply.address)
        trail.hops.append(
            Hop(url.text, reply.http_status, address=reply.address, elapsed_ms=round(1000 * reply.elapsed))
        )
        following = check.redirect_target(reply, url) if lookup.kind == "isbn" else None
        if following is None:
            break
        url = following
    judgement, target = _judge_handle(reply) if lookup.kind == "handle" else (_judge_isbn(reply), url)
    return replace(check.outcome(trail, judgement, url), final=target, http_status=reply.http_status)


def _judge_handle(reply: Reply) -> tuple[Judgement, Url | None]:
    record = _record(reply)
    code = record.get("responseCode")
    if code == _FOUND:
        return ok(Status.ALIVE, "the DOI is registered"), _target(record)
    if code == _NO_SUCH_HANDLE or (code is None and reply.http_status == 404):
        return bad(Status.DEAD, "nobody has registered this DOI"), None
    if code == _NO_VALUES:
        return bad(Status.DEAD, "the DOI is registered but leads nowhere"), None
    judgement = judge_status(reply)
    status = judgement.status if judgement.status is not Status.ALIVE else Status.PROTOCOL_ERROR
    return unsure(status, "the DOI resolver gave no answer that says anything"), None


def _judge_isbn(reply: Reply) -> Judgement:
    if reply.http_status == 404:
        return unsure(Status.SKIPPED, "the catalogue does not know the ISBN, but no catalogue knows all")
    judgement = judge_status(reply)
    if judgement.status is Status.ALIVE:
        return ok(Status.ALIVE, "the catalogue knows the ISBN")
    return unsure(judgement.status, f"the catalogue could not be asked: {judgement.detail}")


def _record(reply: Reply) -> dict[str, Any]:
    try:
        record = json.loads(reply.body.data)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _target(record: dict[str, Any]) -> Url | None:
    """Return the address that a handle record gives."""
    values = record.get("values")
    for value in values if isinstance(values, list) else []:
        if isinstance(value, dict) and str(value.get("type", "")).upper() == "URL":
            data = value.get("data")
            try:
                return parse_url(str(data.get("value", "") if isinstance(data, dict) else data))
            except (InvalidUrl, UnsupportedScheme):
                continue
    return None
