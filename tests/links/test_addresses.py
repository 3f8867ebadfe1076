"""Which addresses may be asked, what names resolve to, and when a machine is offline."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from loopback import Certificates, Loopback, Situation

from citekit.errors import ConfigProblem
from citekit.links import check_links, networks
from citekit.links.addresses import is_allowed, is_public

LOOPBACK = networks(["127.0.0.0/8"])

PRIVATE = """
    0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8
    192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::10.0.0.1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe
    2002:a00:1:: 2002:7f00:1:: fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1 2001:db8::1 100::1
""".split()

PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.215.14 2606:4700:4700::1111
    2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
""".split()

Lookup = Callable[..., list[Any]]


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not is_allowed(ip_address(address), ())


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_allowed(ip_address(address), ())


def test_what_is_allowed_is_allowed_in_every_spelling() -> None:
    assert is_allowed(ip_address("127.0.0.1"), LOOPBACK)
    assert is_allowed(ip_address("::ffff:127.0.0.1"), LOOPBACK)
    assert not is_allowed(ip_address("10.0.0.1"), LOOPBACK)
    with pytest.raises(ConfigProblem):
        networks(["127.0.0.0/99"])


class Names:
    """Stands in for the name server: each name's addresses, and how often it was asked."""

    def __init__(self, addresses: dict[str, list[str]], error: int = socket.EAI_NONAME) -> None:
        self.addresses = addresses
        self.error = error
        self.asked: Counter[str] = Counter()

    def __call__(self, host: str, port: object = None, *_: object, **__: object) -> list[Any]:
        try:
            ip_address(host)
        except ValueError:
            self.asked[host] += 1
        found = self.addresses.get(host) or ([host] if ip_like(host) else [])
        if not found:
            raise socket.gaierror(self.error, "no such name")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in found]


def ip_like(host: str) -> bool:
    return host.replace(".", "").isdigit()


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Situation]:
    situation = Situation("page", {"answers": [{}], "host": "127.0.7.1"})
    with Loopback([situation], Certificates(tmp_path)):
        yield situation


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Callable[[Names], Names]:
    def install(names: Names) -> Names:
        monkeypatch.setattr(socket, "getaddrinfo", names)
        return names

    return install


def test_only_the_address_that_was_looked_at_is_connected_to(
    page: Situation, resolve: Callable[[Names], Names]
) -> None:
    names = resolve(Names({"mixed.example": ["10.0.0.1", "127.0.7.1"]}))
    urls = [page.fill(f"http://mixed.example:{{port}}/{number}") for number in range(5)]
    found = check_links(urls, allow_networks=LOOPBACK, canaries=(), delay=0)
    assert {check.status for check in found} == {"alive"}
    assert {hop.address for check in found for hop in check.hops} == {"127.0.7.1"}
    assert names.asked["mixed.example"] == 1


def test_a_public_name_of_a_private_host(page: Situation, resolve: Callable[[Names], Names]) -> None:
    resolve(Names({"inside.example.org": ["127.0.7.1"]}))
    (check,) = check_links([page.fill("http://inside.example.org:{port}/")], canaries=())
    assert (check.verdict, check.status) == ("unsure", "private-refused")
    assert not page.requests


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_FAIL])
def test_offline_is_found_out_once(page: Situation, resolve: Callable[[Names], Names], error: int) -> None:
    names = resolve(Names({}, error))
    urls = [f"http://host{number}.org/" for number in range(10)] + [page.url]
    found = check_links(urls, allow_networks=LOOPBACK, delay=0, backoff=0)
    assert [check.status for check in found] == ["offline"] * 10 + ["alive"]
    assert {check.verdict for check in found[:10]} == {"unsure"}
    assert all(check.final_url is None for check in found[:10])
    assert max(names.asked.values()) == 1


def test_a_dead_host_is_no_missing_network(resolve: Callable[[Names], Names]) -> None:
    resolve(Names({"canary.example": ["8.8.8.8"]}))
    (check,) = check_links(["http://gone.org/"], canaries=("canary.example",), archive="never")
    assert (check.verdict, check.status) == ("bad", "dns-error")
    assert check.final_url == "http://gone.org/"


def test_a_failing_name_server_is_not_the_hosts_fault(resolve: Callable[[Names], Names]) -> None:
    names = resolve(Names({"canary.example": ["8.8.8.8"]}, socket.EAI_AGAIN))
    (check,) = check_links(["http://gone.org/"], canaries=("canary.example",), backoff=0)
    assert (check.verdict, check.status) == ("unsure", "dns-error")
    assert names.asked["gone.org"] == 2


def test_names_that_are_reserved_are_dead_without_any_network(resolve: Callable[[Names], Names]) -> None:
    resolve(Names({}, socket.EAI_AGAIN))
    found = check_links(["http://a.invalid/", "http://b.test/", "http://c.example/"], backoff=0)
    assert {(str(check.verdict), str(check.status)) for check in found} == {("bad", "dns-error")}
