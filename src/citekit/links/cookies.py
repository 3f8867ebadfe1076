"""Cookies within one check: some sites redirect until theirs comes back.

Source: RFC 6265 sections 5.1.3 (domain matching), 5.1.4 (path matching), 5.2 and 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from time import time

from citekit.links.urls import Url

_LIMIT = 50


@dataclass(frozen=True, slots=True)
class _Cookie:
    name: str
    value: str
    domain: str
    host_only: bool
    path: str
    secure: bool


class Cookies:
    """The cookies that one check was given; forgotten when it ends."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], _Cookie] = {}

    def take(self, url: Url, values: list[str]) -> None:
        """Keep what the ``Set-Cookie`` headers of an answer from ``url`` say."""
        for value in values:
            self._take_one(url, value)

    def header(self, url: Url) -> str:
        """Return the ``Cookie`` header for a request to ``url``; empty where there is none."""
        return "; ".join(
            f"{cookie.name}={cookie.value}"
            for cookie in self._cookies.values()
            if _belongs(cookie, url) and (url.scheme == "https" or not cookie.secure)
        )

    def _take_one(self, url: Url, value: str) -> None:
        pair, *rest = value.split(";")
        name, equals, content = pair.strip().partition("=")
        if not equals or not name.strip() or len(value) > 8192:
            return
        attributes = {}
        for attribute in rest:
            key, _, argument = attribute.strip().partition("=")
            attributes[key.strip().lower()] = argument.strip()
        domain = attributes.get("domain", "").lower().lstrip(".")
        if domain and (not _domain_match(url.host, domain) or ("." not in domain and domain != url.host)):
            return
        path = attributes.get("path", "")
        if not path.startswith("/"):
            path = url.path.rpartition("/")[0] or "/"
        cookie = _Cookie(
            name.strip(), content.strip(), domain or url.host, not domain, path, "secure" in attributes
        )
        key3 = (cookie.name, cookie.domain, cookie.path)
        if _is_over(attributes):
            self._cookies.pop(key3, None)
        elif len(self._cookies) < _LIMIT or key3 in self._cookies:
            self._cookies[key3] = cookie


def _is_over(attributes: dict[str, str]) -> bool:
    age = attributes.get("max-age")
    if age is not None:
        return age.lstrip("-").isdigit() and int(age[:12]) <= 0
    try:
        return parsedate_to_datetime(attributes.get("expires", "")).timestamp() <= time()
    except (ValueError, OverflowError):
        return False


def _belongs(cookie: _Cookie, url: Url) -> bool:
    if cookie.host_only:
        if url.host != cookie.domain:
            return False
    elif not _domain_match(url.host, cookie.domain):
        return False
    path, prefix = url.path, cookie.path
    return path == prefix or (path.startswith(prefix) and (prefix.endswith("/") or path[len(prefix)] == "/"))


def _domain_match(host: str, domain: str) -> bool:
    if host == domain:
        return True
    try:
        ip_address(host)
    except ValueError:
        return host.endswith(f".{domain}")
    return False
