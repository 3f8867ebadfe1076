"""The check of one URL, from its first request to a judgement: redirects, retries, content.

Written as a generator that yields requests and is sent replies, so that it reads from top to bottom while the
scheduler decides when each request goes out.
"""

from __future__ import annotations

import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from time import time
from typing import TypeVar

from citekit.links import classify, parked, redirects, soft_404, walls
from citekit.links.charset import decode
from citekit.links.classify import Judgement, bad, ok, unsure
from citekit.links.cookies import Cookies
from citekit.links.deadline import DeadlineExceeded
from citekit.links.drift import holds, is_titled
from citekit.links.exchange import Reply, Request
from citekit.links.failures import Failure, failure_of
from citekit.links.network import Network
from citekit.links.options import LinkOptions
from citekit.links.page import Page, looks_like_html, read_page
from citekit.links.redirects import PERMANENT, Redirect
from citekit.links.result import Hop, Status
from citekit.links.soft_404 import Landing, Suspicion
from citekit.links.urls import UNSAFE_PORTS, InvalidUrl, UnsupportedScheme, Url

T = TypeVar("T")
Steps = Generator[Request, Reply, T]

FIRST_TRY = 0.85
"""The part of a URL's time that its first try may take, so that a server that hangs once gets a second one."""

REFUSED_SCHEMES = frozenset({"about", "blob", "chrome", "data", "file", "filesystem", "javascript", "view-source"})
"""Schemes to which browsers follow no redirect."""

SAME_VISITS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found before fragments and titles are looked at."""

    judgement: Judgement
    final: Url | None = None
    suggested: Url | None = None
    http_status: int | None = None
    hops: tuple[Hop, ...] = ()
    elapsed: float = 0.0
    reply: Reply | None = None
    page: Page | None = None


@dataclass(slots=True)
class Trail:
    """The way so far."""

    left: float
    hops: list[Hop] = field(default_factory=list)
    cookies: Cookies = field(default_factory=Cookies)
    visits: dict[tuple[str, str], int] = field(default_factory=dict)
    spent: float = 0.0
    suggested: Url | None = None
    permanent: bool = True


class UrlCheck:
    """Checks URLs with the options and the knowledge of a run."""

    def __init__(self, options: LinkOptions, network: Network) -> None:
        self.options = options
        self.network = network
        self._waited: dict[str, float] = {}

    def steps(self, start: Url, *, body_limit: int, cited: Sequence[str] = ()) -> Steps[Outcome]:
        """Check ``start``, which is cited by titles; yields the requests to make, returns the outcome."""
        trail = Trail(self.options.timeout)
        url = start
        headers = _credentials(start)
        while True:
            if url.port in UNSAFE_PORTS:
                return self.outcome(trail, bad(Status.UNSUPPORTED, f"browsers do not open port {url.port}"), url)
            cookie = trail.cookies.header(url)
            place = (url.text, cookie)
            trail.visits[place] = trail.visits.get(place, 0) + 1
            if trail.visits[place] > SAME_VISITS:
                return self.outcome(trail, bad(Status.REDIRECT_LOOP, "the redirects go round in circles"), url)
            own = headers if url.origin == start.origin else {}
            reply = yield from self.ask(trail, url, {**own, "Cookie": cookie} if cookie else own, body_limit)
            if reply.failure is not None:
                return self.failed(trail, url, reply, reply.failure)
            self.network.note_contact(reply.address)
            trail.cookies.take(url, reply.header_all("Set-Cookie"))
            html, page = _read(reply)
            redirect = redirects.redirect_of(reply, url)
            if redirect is None and page is not None and 200 <= reply.http_status < 300:
                redirect = redirects.meta_refresh_of(page, url)
            _add_hop(trail, url, reply, redirect)
            if redirect is None:
                return (yield from self._judge(trail, start, Landing(url, reply, page), html, cited))
            if len(trail.hops) > self.options.max_redirects:
                detail = f"more than {self.options.max_redirects} redirects"
                return self.outcome(trail, bad(Status.TOO_MANY_REDIRECTS, detail), url, reply)
            try:
                following = redirect.target(url)
            except (InvalidUrl, UnsupportedScheme) as error:
                return self.outcome(trail, _lost(error), url, reply)
            _note_permanence(trail, redirect, following)
            url = following

    def ask(self, trail: Trail, url: Url, headers: dict[str, str], body_limit: int) -> Steps[Reply]:
        """Request ``url``, and again after what is transient, as long as there is time."""
        tries = 0
        wait, pause, slower = 0.0, 0.0, False
        while True:
            share = FIRST_TRY if tries == 0 else 1.0
            request = Request(
                url, trail.left * share, headers, body_limit, wait=wait, late=tries > 0, pause=pause, slower=slower
            )
            reply = yield request
            trail.left -= reply.elapsed
            trail.spent += reply.elapsed
            tries += 1
            again = self._wait_before_retry(url, reply, tries)
            if again is None or trail.left < 0.05 * self.options.timeout:
                return reply
            wait = again
            slower = reply.http_status in classify.RETRY_AFTER
            pause = again if slower and reply.header("Retry-After") else 0.0

    def _wait_before_retry(self, url: Url, reply: Reply, tries: int) -> float | None:
        """Return the seconds after which to try once more; None where that is no use."""
        backoff: float = self.options.backoff * 2 ** (tries - 1) * random.uniform(1.0, 1.3)
        if tries > self.options.retries:
            return None
        if reply.failure is not None:
            if reply.failure.network and not self.network.is_up():
                return None
            few = reply.failure.status not in (Status.RESET, Status.TLS_ERROR)
            return backoff if reply.failure.transient and not (few and tries > 1) else None
        if reply.http_status not in classify.TRANSIENT:
            return None
        if reply.http_status in classify.RETRY_AFTER and (header := reply.header("Retry-After")):
            seconds = retry_after(header)
            if seconds is not None:
                return self._waiting_for(url, max(seconds, 0.1))
        return backoff * (2 if reply.http_status == 429 else 1)

    def _waiting_for(self, url: Url, seconds: float) -> float | None:
        """Return ``seconds`` if they may be waited for, of which a host gets no more than twice ``max_wait``."""
        waited = self._waited.get(url.host, 0.0) + seconds
        if seconds > self.options.max_wait or waited > 2 * self.options.max_wait:
            return None
        self._waited[url.host] = waited
        return seconds

    def failed(self, trail: Trail, url: Url, reply: Reply, failure: Failure) -> Outcome:
        """Return the outcome of a request that got no response."""
        hop = Hop(url.text, error=failure.detail, elapsed_ms=round(reply.elapsed * 1000))
        trail.hops.append(hop)
        if failure.network and not self.network.is_up():
            judgement = unsure(Status.OFFLINE, "this machine has no network: nothing is known about the link")
            return self.outcome(trail, judgement, url)
        make = unsure if failure.unsure else bad
        return self.outcome(trail, make(failure.status, failure.detail), url)

    def _judge(
        self, trail: Trail, start: Url, landing: Landing, html: str, cited: Sequence[str]
    ) -> Steps[Outcome]:
        url, reply, page = landing.url, landing.reply, landing.page
        judgement = walls.bot_wall(reply, html, page) or _judge_body(reply, page)
        judgement = judgement or _come_back(reply) or classify.judge_status(reply)
        if judgement.status is Status.ALIVE and self.options.content:
            found = yield from self._judge_content(trail, start, landing, cited)
            judgement = found or judgement
        if judgement.status is Status.ALIVE:
            judgement = _judge_way(trail, start, url, judgement)
        return self.outcome(trail, judgement, url, reply, page)

    def _judge_content(
        self, trail: Trail, start: Url, landing: Landing, cited: Sequence[str]
    ) -> Steps[Judgement | None]:
        if landing.page is not None and is_titled(landing.page, cited):
            return None
        if reason := parked.parked(start, landing.url, landing.page):
            return bad(Status.PARKED, reason)
        level, reason = soft_404.suspicion(start, landing.url, landing.page)
        if soft_404.is_home(landing.url) and landing.page is not None and holds(landing.page, cited):
            return None
        if level is Suspicion.STRONG:
            return bad(Status.SOFT_404, reason)
        if wall := walls.login_wall(start, landing.url, landing.page):
            return wall
        if level is Suspicion.WEAK and (yield from self._same_as_nonsense(trail, start, landing)):
            return bad(Status.SOFT_404, f"{reason}, as for any address there")
        return None

    def _same_as_nonsense(self, trail: Trail, start: Url, landing: Landing) -> Steps[bool]:
        """Ask for a neighbouring address that cannot exist, and compare."""
        probe = Trail(trail.left)
        url = soft_404.sibling(start)
        reply = Reply()
        for _ in range(5):
            cookie = probe.cookies.header(url)
            reply = yield from self.ask(probe, url, {"Cookie": cookie} if cookie else {}, 0)
            if reply.failure is not None:
                break
            probe.cookies.take(url, reply.header_all("Set-Cookie"))
            following = self.redirect_target(reply, url)
            if following is None:
                break
            url = following
        trail.spent += probe.spent
        if reply.failure is not None:
            return False
        return soft_404.same_page(landing, Landing(replace(url, fragment=None), reply, _read(reply)[1]))

    @staticmethod
    def redirect_target(reply: Reply, url: Url) -> Url | None:
        """Return where a response sends the reader, where that is a page on the web."""
        redirect = redirects.redirect_of(reply, url)
        try:
            return redirect.target(url) if redirect is not None else None
        except (InvalidUrl, UnsupportedScheme):
            return None

    def outcome(
        self, trail: Trail, judgement: Judgement, url: Url, reply: Reply | None = None, page: Page | None = None
    ) -> Outcome:
        """Return the outcome at the end of a trail."""
        status = reply.http_status if reply is not None else None
        suggested = trail.suggested if judgement.verdict == "ok" else None
        return Outcome(judgement, url, suggested, status, tuple(trail.hops), trail.spent, reply, page)


def retry_after(value: str) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for (seconds or a date); None where it is neither."""
    value = value.strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(parsedate_to_datetime(value).timestamp() - time(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _credentials(url: Url) -> dict[str, str]:
    """The user and password written into a URL, for its own origin and no other."""
    if url.userinfo is None:
        return {}
    from base64 import b64encode
    from urllib.parse import unquote

    user, _, password = url.userinfo.partition(":")
    token = b64encode(f"{unquote(user)}:{unquote(password)}".encode()).decode("ascii")
    return {"Authorization": f"Basic {token}"}


def _read(reply: Reply) -> tuple[str, Page | None]:
    data = reply.body.data
    if not data or not looks_like_html(data, reply.media_type):
        return "", None
    html = decode(data, reply.header("Content-Type"))
    return html, read_page(html)


def _add_hop(trail: Trail, url: Url, reply: Reply, redirect: Redirect | None) -> None:
    kind = redirect.kind if redirect is not None else ""
    trail.hops.append(Hop(url.text, reply.http_status, kind, reply.address, None, round(reply.elapsed * 1000)))


def _note_permanence(trail: Trail, redirect: Redirect, following: Url) -> None:
    trail.permanent = trail.permanent and redirect.kind in PERMANENT
    if trail.permanent:
        trail.suggested = following


def _lost(error: InvalidUrl | UnsupportedScheme) -> Judgement:
    if isinstance(error, InvalidUrl):
        return bad(Status.INVALID_URL, f"the server redirects to a malformed address: {error}")
    detail = f"the server redirects to a {error.scheme}: address"
    return (bad if error.scheme in REFUSED_SCHEMES else unsure)(Status.UNSUPPORTED, detail)


def _judge_body(reply: Reply, page: Page | None) -> Judgement | None:
    """Judge a body that cannot be read; what a browser would still show is alive."""
    if not 200 <= reply.http_status < 300:
        return None
    body = reply.body
    if body.undecodable and not body.capped and not body.data:
        return bad(Status.PROTOCOL_ERROR, f"the page is not packed as its header says ({body.undecodable})")
    if body.broken is None:
        return None
    shown = page is None or bool(page.title or page.text)
    if body.data and shown:
        return ok(Status.ALIVE, "the page is there, but did not arrive whole")
    failure = failure_of(body.broken)
    if failure.status is Status.TIMEOUT or isinstance(body.broken, DeadlineExceeded):
        return unsure(Status.TIMEOUT, "the server answered, but the page did not arrive in time")
    return bad(failure.status, f"the page broke off: {failure.detail}")


def _come_back(reply: Reply) -> Judgement | None:
    """Judge an answer that names a time to come back."""
    if reply.http_status not in classify.RETRY_AFTER:
        return None
    seconds = retry_after(reply.header("Retry-After"))
    if seconds is None:
        return None
    status = Status.RATE_LIMITED if reply.http_status == 429 else Status.SERVER_ERROR
    return unsure(status, f"the server asks to come back in {_duration(seconds)}")


def _duration(seconds: float) -> str:
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def _judge_way(trail: Trail, start: Url, final: Url, judgement: Judgement) -> Judgement:
    """Judge a page that is alive by the way to it."""
    if start.scheme == "https" and final.scheme == "http":
        return ok(Status.INSECURE, "the link leads from a secure address to one that is not")
    if trail.suggested is not None and trail.suggested.text != start.text:
        return ok(Status.MOVED, f"the page has moved for good to {trail.suggested.with_fragment()}")
    if final.text != start.text:
        return ok(Status.REDIRECTED, f"the link leads to {final.with_fragment()}")
    return judgement
