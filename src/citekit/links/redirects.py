"""Where a response sends the reader: ``Location``, the ``Refresh`` header, ``meta`` refresh.

Sources: RFC 9110 section 15.4; HTML Standard, "shared declarative refresh steps".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from citekit.links.exchange import Reply
from citekit.links.page import Page
from citekit.links.urls import InvalidUrl, UnsupportedScheme, Url, from_header, join

PERMANENT = frozenset({"301", "308"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REFRESH = re.compile(r"\s*(\d*)[\d.]*\s*(?:[;,]?\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(.*)))", re.I | re.S)

REFRESH_LIMIT = 10
"""Seconds: a page that waits longer before it sends its reader on is a page to read."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirect: what kind, and the target as given."""

    kind: str
    location: str

    def target(self, base: Url) -> Url:
        """Return the target's URL. Raises InvalidUrl or UnsupportedScheme."""
        return join(base, self.location)


def redirect_of(reply: Reply, base: Url) -> Redirect | None:
    """Return where the headers of the response from ``base`` send the reader; None where it stays."""
    if reply.http_status in _REDIRECTS:
        for value in reply.header_all("Location"):
            if value.strip():
                return Redirect(str(reply.http_status), from_header(value))
        return None
    if 200 <= reply.http_status < 300 and (value := reply.header("Refresh")):
        return _elsewhere(_refresh(value, "refresh"), base, base)
    return None


def meta_refresh_of(page: Page, base: Url) -> Redirect | None:
    """Return where a page's ``meta`` element sends the reader; None where it stays."""
    redirect = _refresh(page.refresh, "meta-refresh") if page.refresh is not None else None
    if redirect is None:
        return None
    try:
        page_base = join(base, page.base) if page.base else base
    except (InvalidUrl, UnsupportedScheme):
        page_base = base
    return _elsewhere(redirect, page_base, base)


def _elsewhere(redirect: Redirect | None, base: Url, here: Url) -> Redirect | None:
    """Return a refresh with its target resolved; None where it only reloads the page, or a browser ignores it."""
    if redirect is None:
        return None
    try:
        target = redirect.target(base)
    except (InvalidUrl, UnsupportedScheme):
        return None
    return None if target.text == here.text else Redirect(redirect.kind, target.with_fragment())


def _refresh(value: str, kind: str) -> Redirect | None:
    match = _REFRESH.match(value)
    if not match or not (match.group(1) or value.lstrip().startswith(".")):
        return None
    seconds = int(match.group(1)[:6] or 0)
    url = next((group for group in match.groups()[1:] if group), "").strip()
    if not url or seconds > REFRESH_LIMIT:
        return None
    return Redirect(kind, from_header(url) if kind == "refresh" else url)
