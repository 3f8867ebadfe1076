"""URLs as a browser reads them: what is malformed, what is another scheme, and what goes on the wire.

Sources: WHATWG URL Standard (parsing, percent-encode sets), RFC 3986 section 5.2.4 (dot segments), UTS 46.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from ipaddress import AddressValueError, IPv6Address
from socket import inet_aton, inet_ntoa
from urllib.parse import unquote_to_bytes, urljoin

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_MISSPELT = re.compile(r"h{0,2}t{1,3}p{1,2}s{0,2}|h(?:tpt|ptt|tps?t|ttsp|tts)s?|ht+s?|hypertext")
_SLASHES = re.compile(r"[/\\]{2}")
_AUTHORITY = re.compile(r"[^/?#\\]*")
_PATH_UNSAFE = re.compile(r"[^\x21\x24-\x3b\x3d\x40-\x5f\x61-\x7a\x7c\x7e]")
_QUERY_UNSAFE = re.compile(r"[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]")
_NUMERIC = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$")
_FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
_DEFAULT_PORTS = {"http": 80, "https": 443}

UNSAFE_PORTS = frozenset(
    int(port)
    for port in """
    1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123
    135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993
    995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
    """.split()
)
"""Ports of other protocols, which browsers do not open (WHATWG Fetch, "port blocking")."""


class InvalidUrl(ValueError):
    """The text is no URL that a browser could open; the message says why."""


class UnsupportedScheme(ValueError):
    """A URL of another scheme than http and https; ``scheme`` names it."""

    def __init__(self, scheme: str) -> None:
        super().__init__(f"{scheme}: links are not checked")
        self.scheme = scheme


@dataclass(frozen=True, slots=True)
class Url:
    """A parsed http(s) URL; ``target`` is path and query as sent, ``userinfo`` never leaves its own host."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str | None = None
    userinfo: str | None = None

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """Host and port as written in a URL: IPv6 in brackets, no default port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The URL without user and fragment: what is fetched."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query without its question mark."""
        return self.target.partition("?")[2]

    def with_fragment(self) -> str:
        """Return the URL with its fragment, as a reader would keep it."""
        return self.text if self.fragment is None else f"{self.text}#{self.fragment}"

    def at(self, target: str) -> Url:
        """Return the URL of another page on the same host."""
        return replace(self, target=target, fragment=None)


def parse_url(text: str) -> Url:
    """Read an absolute URL. Raises InvalidUrl or UnsupportedScheme."""
    text = _strip(text)
    if not text:
        raise InvalidUrl("there is no URL")
    if text.lower().startswith("www."):
        text = f"http://{text}"
    match = _SCHEME.match(text)
    if not match:
        raise InvalidUrl("it does not begin with a scheme such as https://")
    scheme = match.group(1).lower()
    if scheme not in _DEFAULT_PORTS:
        if _MISSPELT.fullmatch(scheme):
            raise InvalidUrl(f"its scheme is misspelt ({scheme}:)")
        raise UnsupportedScheme(scheme)
    rest = text[match.end() :]
    if rest[:1] not in ("/", "\\") or rest[:3].replace("\\", "/") == "///":
        raise InvalidUrl("it names no host")
    rest = rest.lstrip("/\\")
    authority = _AUTHORITY.match(rest)
    assert authority is not None
    userinfo, at, hostport = authority.group().rpartition("@")
    host, port = _host_and_port(hostport, scheme)
    target, fragment = _target(rest[authority.end() :])
    return Url(scheme, host, port, target, fragment, userinfo if at and userinfo else None)


def join(base: Url, location: str) -> Url:
    """Resolve a redirect's target against the page that gave it; a fragment is inherited.

    User and password in ``location`` are dropped. Raises InvalidUrl or UnsupportedScheme.
    """
    location = _strip(location)
    if not location:
        raise InvalidUrl("the redirect names no target")
    match = _SCHEME.match(location)
    if match and match.group(1).lower() == base.scheme and not _SLASHES.match(location, match.end()):
        location = location[match.end() :]  # beside an http page, browsers read "http:b" as "b"
        match = None
    if match:
        found = parse_url(location)
    elif _SLASHES.match(location):
        found = parse_url(f"{base.scheme}:{location}")
    else:
        path, mark, fragment = location.partition("#")
        head, question, query = path.partition("?")
        head = head.replace("\\", "/")
        if ":" in head.partition("/")[0]:
            head = f"./{head}"
        found = parse_url(urljoin(base.text, head + question + query) + mark + fragment)
    if found.fragment is None and base.fragment is not None:
        found = replace(found, fragment=base.fragment)
    return replace(found, userinfo=None)


def from_header(value: str) -> str:
    """Return a ``Location`` value with its raw bytes, read as Latin-1 on the wire, percent-encoded as sent.

    Raw UTF-8 in the host's name is an internationalised name and decoded.
    """
    try:
        raw = value.encode("latin-1")
    except UnicodeEncodeError:
        return value
    match = re.match(rb"\s*(?:[A-Za-z][A-Za-z0-9+.\-]*:)?[/\\]{2}[^/?#\\]*", raw)
    end = match.end() if match else 0
    host = raw[:end].decode("utf-8", "replace")
    return host + "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in raw[end:])


def is_reserved_name(host: str) -> bool:
    """Tell whether a name can never exist in the public DNS (RFC 2606, RFC 6761)."""
    return host.rstrip(".").rpartition(".")[2] in {"invalid", "test", "example", "localhost"}


def _strip(text: str) -> str:
    text = text.strip("".join(map(chr, range(0x21))) + "\u00a0\u3000\ufeff\u200b")
    return re.sub(r"[\t\r\n]", "", text)


def _host_and_port(text: str, scheme: str) -> tuple[str, int]:
    if text.startswith("["):
        literal, bracket, rest = text[1:].partition("]")
        if not bracket:
            raise InvalidUrl("the bracket of its IPv6 address is not closed")
        try:
            host = str(IPv6Address(literal))
        except AddressValueError:
            raise InvalidUrl(f"{literal!r} is no IPv6 address") from None
        if "%" in literal or (rest and not rest.startswith(":")):
            raise InvalidUrl("something odd stands behind its IPv6 address")
        return host, _port(rest[1:], scheme)
    name, colon, port = text.rpartition(":")
    if not colon:
        name, port = text, ""
    return _host(name), _port(port, scheme)


def _port(text: str, scheme: str) -> int:
    if not text:
        return _DEFAULT_PORTS[scheme]
    if not re.fullmatch(r"[0-9]+", text):
        raise InvalidUrl(f"{text!r} is no port")
    number = int(text[:12])
    if not 0 < number < 65536:
        raise InvalidUrl(f"there is no port {text}")
    return number


def _host(name: str) -> str:
    if "%" in name:
        try:
            name = unquote_to_bytes(name).decode("utf-8")
        except UnicodeDecodeError:
            raise InvalidUrl("its host has a percent sign in it") from None
    if not name:
        raise InvalidUrl("it names no host")
    host = name.lower() if name.isascii() else _idna(name)
    if _NUMERIC.search(host):
        return _ipv4(host)
    if found := _FORBIDDEN_IN_HOST.search(host):
        raise InvalidUrl(f"its host has a {found.group()!r} in it")
    labels = host.removesuffix(".").split(".")
    if not all(labels):
        raise InvalidUrl("a part of its host's name is empty")
    if any(len(label) > 63 for label in labels) or len(host) > 254:
        raise InvalidUrl("its host's name is too long")
    return host


def _ipv4(host: str) -> str:
    """Return an IPv4 address, which may come in parts of any base, in its usual form."""
    try:
        return inet_ntoa(inet_aton(host.removesuffix(".")))
    except OSError:
        raise InvalidUrl(f"{host!r} is no IPv4 address") from None


def _idna(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        pass
    try:  # browsers open names that IDNA 2008 no longer allows, such as those with emoji
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise InvalidUrl(f"{name!r} is no host's name") from None


def _target(text: str) -> tuple[str, str | None]:
    rest, mark, fragment = text.partition("#")
    path, question, query = rest.partition("?")
    path = path.replace("\\", "/")
    if not path.startswith("/"):
        path = f"/{path}"
    if "." in path or "%2e" in path.lower():
        path = _without_dot_segments(path)
    path = _PATH_UNSAFE.sub(_percent, path)
    query = _QUERY_UNSAFE.sub(_percent, query)
    return path + question + query, _PATH_UNSAFE.sub(_percent_keep, fragment) if mark else None


def _without_dot_segments(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for index, segment in enumerate(segments):
        plain = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        last = index == len(segments) - 1
        if plain == "..":
            if kept:
                kept.pop()
            if last:
                kept.append("")
        elif plain == ".":
            if last:
                kept.append("")
        else:
            kept.append(segment)
    return "/" + "/".join(kept)


def _percent(match: re.Match[str]) -> str:
    character = match.group()
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _percent_keep(match: re.Match[str]) -> str:
    character = match.group()
    return character if not character.isascii() or character in "?#{}^|" else _percent(match)
