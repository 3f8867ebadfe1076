"""Cookies within one check."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.links.cookies import Cookies
from citekit.links.urls import parse_url

HOME = "http://www.press.example/a/b"


@pytest.mark.parametrize(
    ("given_by", "cookies", "asked", "sent"),
    [
        (HOME, ["a=1"], HOME, "a=1"),
        (HOME, ["a=1"], "http://www.press.example/a/c", "a=1"),
        (HOME, ["a=1"], "http://www.press.example/c", ""),
        (HOME, ["a=1; Path=/"], "http://www.press.example/c", "a=1"),
        (HOME, ["a=1; path=/x"], "http://www.press.example/xy", ""),
        (HOME, ["a=1; Path=/"], "http://other.example/", ""),
        (HOME, ["a=1; Path=/"], "http://sub.www.press.example/", ""),
        (HOME, ["a=1; Path=/; Domain=press.example"], "http://x.press.example/", "a=1"),
        (HOME, ["a=1; Path=/; Domain=.press.example"], "http://press.example/", "a=1"),
        (HOME, ["a=1; Path=/; Domain=example"], "http://www.press.example/", ""),
        (HOME, ["a=1; Path=/; Domain=other.example"], "http://other.example/", ""),
        ("http://127.0.0.1/", ["a=1; Domain=0.0.1"], "http://127.0.0.1/", ""),
        ("http://127.0.0.1/", ["a=1; Domain=127.0.0.1"], "http://127.0.0.1:81/", "a=1"),
        (HOME, ["a=1; Secure; Path=/"], "http://www.press.example/", ""),
        (HOME, ["a=1; Secure; Path=/"], "https://www.press.example/", "a=1"),
        (HOME, ["a=1; Path=/", "b=2; Path=/", "a=3; Path=/"], "http://www.press.example/", "a=3; b=2"),
        (HOME, ["a=1", "a=; Max-Age=0"], HOME, ""),
        (HOME, ["a=1", "a=; Expires=Sat, 01 Jan 2000 00:00:00 GMT"], HOME, ""),
        (HOME, ["a=1; Expires=some day"], HOME, "a=1"),
        (HOME, ["a=b=c"], HOME, "a=b=c"),
        (HOME, ["nothing", "=1", ""], HOME, ""),
    ],
)
def test_what_goes_where(given_by: str, cookies: list[str], asked: str, sent: str) -> None:
    jar = Cookies()
    jar.take(parse_url(given_by), cookies)
    assert jar.header(parse_url(asked)) == sent


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_header_is_a_cookie_or_none(values: list[str]) -> None:
    jar = Cookies()
    jar.take(parse_url(HOME), values)
    jar.header(parse_url(HOME))
