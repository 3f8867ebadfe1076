"""URLs as browsers read them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.links.urls import InvalidUrl, UnsupportedScheme, from_header, join, parse_url

PARSED = [
    ("HTTP://Example.ORG", "http://example.org/"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:443", "https://example.org/"),
    ("https://example.org:8443", "https://example.org:8443/"),
    ("http://example.org?x=1", "http://example.org/?x=1"),
    ("http://example.org/a/./b/../c", "http://example.org/a/c"),
    ("http://example.org/a/..", "http://example.org/"),
    ("http://example.org/%2e%2E/a", "http://example.org/a"),
    ("http://example.org/%zz", "http://example.org/%zz"),
    ("http://example.org/a b\u00a0", "http://example.org/a%20b"),
    ("http://example.org/é?ü", "http://example.org/%C3%A9?%C3%BC"),
    ("http:\\\\example.org\\a", "http://example.org/a"),
    ("http:/example.org/a", "http://example.org/a"),
    ("http://exa\tmple.org/\na", "http://example.org/a"),
    ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://faß.example/", "http://xn--fa-hia.example/"),
    ("http://例え。テスト/", "http://xn--r8jz45g.xn--zckzah/"),
    ("http://☃.example/", "http://xn--n3h.example/"),
    ("http://user:pw@example.org/", "http://example.org/"),
    ("http://a@b@example.org/", "http://example.org/"),
    ("http://ex%61mple.org/", "http://example.org/"),
    ("www.example.org/a", "http://www.example.org/a"),
    ("http://example.org./", "http://example.org./"),
    ("http://127.1/", "http://127.0.0.1/"),
    ("http://0x7f.0.0.1/", "http://127.0.0.1/"),
    ("http://017700000001/", "http://127.0.0.1/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://１２７.０.０.１/", "http://127.0.0.1/"),
    ("http://1.example/", "http://1.example/"),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
def test_parse(text: str, expected: str) -> None:
    assert parse_url(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "http:",
        "http://",
        "http:///",
        "http:///path",
        "http://?x",
        "http:example.org",
        "example",
        "//example.org/",
        "http://[::1/",
        "http://[::1]x/",
        "http://[zz]/",
        "http://[fe80::1%25eth0]/",
        "http://a:b/",
        "http://a:65536/",
        "http://a:0/",
        "http://a..b/",
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://a.1/",
        "htp://a/",
        "htpps://a/",
        "http://.a/",
        "http://a b/",
        "http://a%20b/",
        "http://a%ff/",
        "http://" + "a" * 64 + "/",
        "http://\ud800/",
    ],
)
def test_malformed(text: str) -> None:
    with pytest.raises(InvalidUrl):
        parse_url(text)


@pytest.mark.parametrize(
    "text", ["mailto:a@b.example", "ftp://a/", "javascript:x", "file:///a", "urn:isbn:1", "tel:1"]
)
def test_other_schemes(text: str) -> None:
    with pytest.raises(UnsupportedScheme):
        parse_url(text)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("b", "http://h.example/a/b"),
        ("/b", "http://h.example/b"),
        ("../b", "http://h.example/b"),
        ("../../b", "http://h.example/b"),
        ("?q=1", "http://h.example/a/page?q=1"),
        ("#x", "http://h.example/a/page?old#x"),
        ("//other.example/b", "http://other.example/b"),
        ("\\\\other.example\\b", "http://other.example/b"),
        ("https://other.example", "https://other.example/"),
        ("b;c=1?d", "http://h.example/a/b;c=1?d"),
        ("http://u:p@other.example/", "http://other.example/"),
        ("./b c", "http://h.example/a/b%20c"),
        ("http:b", "http://h.example/a/b"),
        ("http:/b", "http://h.example/b"),
        ("https:/b.example", "https://b.example/"),
    ],
)
def test_join(location: str, expected: str) -> None:
    found = join(parse_url("http://h.example/a/page?old"), location)
    assert found.with_fragment() == expected
    assert found.userinfo is None


def test_a_fragment_is_inherited() -> None:
    base = parse_url("http://h.example/a#x")
    assert join(base, "/b").with_fragment() == "http://h.example/b#x"
    assert join(base, "/b#y").with_fragment() == "http://h.example/b#y"


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        (b"/caf\xc3\xa9", "/caf%C3%A9"),
        (b"/caf\xe9", "/caf%E9"),
        ("http://bücher.example/é".encode(), "http://bücher.example/%C3%A9"),
    ],
)
def test_raw_bytes_in_a_header(wire: bytes, expected: str) -> None:
    assert from_header(wire.decode("latin-1")) == expected


@given(
    st.one_of(st.text(), st.text().map(lambda text: f"http://{text}"), st.text().map("http://a.example/{}".format))
)
def test_anything_is_a_url_or_a_finding(text: str) -> None:
    try:
        url = parse_url(text)
    except (InvalidUrl, UnsupportedScheme):
        return
    assert url.text.isascii()
    assert not any(character.isspace() for character in url.text)
    assert parse_url(url.text).text == url.text


@given(st.text())
def test_anything_can_be_a_location(text: str) -> None:
    try:
        url = join(parse_url("http://h.example/a/b?c#d"), text)
    except (InvalidUrl, UnsupportedScheme):
        return
    assert parse_url(url.text).text == url.text


@pytest.mark.parametrize("location", ["http:" * 5000, "//" * 5000, "../" * 5000, "%" * 9999, "[" * 99, "a:b"])
def test_locations_made_to_hurt(location: str) -> None:
    with contextlib.suppress(InvalidUrl, UnsupportedScheme):
        join(parse_url("http://h.example/a/page"), location)
