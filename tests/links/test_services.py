"""DOI resolver, archives and robots.txt, each served from loopback."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from loopback import Certificates, Loopback, Situation

from citekit.links import LinkCheck, LinkTarget, check_links, networks
from citekit.links.archive import mementos
from citekit.links.robots import parse_robots
from citekit.model import Reference

ALLOWED = networks(["127.0.0.0/8"])
Serve = Callable[..., Situation]


def check(*entries: object, **settings: object) -> list[LinkCheck]:
    return check_links(entries, timeout=3, delay=0, backoff=0.05, allow_networks=ALLOWED, canaries=(), **settings)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    running: list[Loopback] = []

    def start(*answers: dict[str, object]) -> Situation:
        situation = Situation("service", {"answers": list(answers), "host": f"127.0.9.{len(running) + 1}"})
        server = Loopback([situation], Certificates(tmp_path))
        running.append(server.__enter__())
        return situation

    yield start
    for server in running:
        server.__exit__()


def handle(code: int, target: str | None = None) -> str:
    values = [{"index": 1, "type": "URL", "data": {"format": "string", "value": target}}] if target else []
    return json.dumps({"responseCode": code, "handle": "10.1000/1", "values": values})


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("answer", "verdict", "status", "final"),
    [
        (
            {"body": handle(1, "https://press.example/1"), "headers": JSON},
            "ok",
            "alive",
            "https://press.example/1",
        ),
        ({"body": handle(100), "status": "404 Not Found", "headers": JSON}, "bad", "dead", None),
        ({"body": handle(200), "headers": JSON}, "bad", "dead", None),
        ({"body": handle(2), "status": "500 Oops", "headers": JSON}, "unsure", "server-error", None),
        ({"body": "<p>no", "status": "403 Forbidden"}, "unsure", "blocked", None),
        ({"body": "<p>hello"}, "unsure", "protocol-error", None),
        ({"body": "[]", "headers": JSON}, "unsure", "protocol-error", None),
    ],
)
def test_the_resolver_decides_about_a_doi(
    serve: Serve, answer: dict[str, object], verdict: str, status: str, final: str | None
) -> None:
    api = serve({"path": "/api/10.1000/a%3C1%3E", **answer})
    reference = Reference(id="smith", title="On DOIs", doi="10.1000/a<1>")
    (found,) = check(reference, doi_api=api.fill("{origin}/api"))
    assert (found.verdict, found.status, found.final_url) == (verdict, status, final)
    assert found.references == ("smith",)
    assert found.url == "https://doi.org/10.1000/a%3C1%3E"


@pytest.mark.parametrize(
    "url",
    [
        "doi:10.1000/1",
        "10.1000/1",
        "http://dx.doi.org/10.1000/1",
        "https://doi.org/10.1000/1",
        "https://doi.org/10.1000%2F1",
        "https://hdl.handle.net/10.1000/1",
    ],
)
def test_spellings_of_a_doi(serve: Serve, url: str) -> None:
    api = serve({"path": "/api/10.1000/1", "body": handle(1, "https://press.example/1"), "headers": JSON})
    assert check(url, doi_api=api.fill("{origin}/api"))[0].status == "alive"


def test_a_record_with_doi_and_url_has_two_links_unless_they_are_one() -> None:
    both = Reference(id="a", doi="10.1000/1", url="https://press.invalid/1")
    one = Reference(id="b", doi="10.1000/1", url="https://doi.org/10.1000/1")
    assert [found.url for found in check(both, one, offline=True)] == [
        "https://press.invalid/1",
        "https://doi.org/10.1000/1",
    ]


def test_urls_that_do_not_fit_a_record_are_checked_all_the_same() -> None:
    kept = Reference(id="a", custom={"unread": {"URL": "http://[::1/"}})
    noted = Reference(id="b", note_field="See http://n.invalid/a_(b), and (http://n.invalid/c).")
    found = check(kept, noted, offline=True)
    assert [(one.url, one.status) for one in found] == [
        ("http://[::1/", "invalid-url"),
        ("http://n.invalid/a_(b)", "offline"),
        ("http://n.invalid/c", "offline"),
    ]


def test_isbn(serve: Serve) -> None:
    catalogue = serve({"path": "/isbn/9780140449136"}, {"path": "/isbn/9780306406157", "status": "404 Not Found"})
    found = check(
        "urn:isbn:978-0-14-044913-6",
        "isbn:9780306406157",
        "urn:isbn:9780140449137",
        isbn_resolver=catalogue.fill("{origin}/isbn"),
    )
    assert [(one.verdict, one.status) for one in found] == [
        ("ok", "alive"),
        ("unsure", "skipped"),
        ("bad", "invalid-url"),
    ]


def snapshot(url: str, **more: object) -> str:
    closest = {"available": True, "url": url, "timestamp": "20190412000000", "status": "200", **more}
    return json.dumps({"archived_snapshots": {"closest": closest}})


def test_a_broken_link_gets_the_copy_nearest_to_its_day(serve: Serve) -> None:
    page = serve({"status": "404 Not Found"})
    copy = "http://web.archive.org/web/20190412000000/" + page.url
    archive = serve({"body": snapshot(copy), "headers": JSON})
    target = LinkTarget(page.url, key="a", day=date(2019, 4, 11))
    (found,) = check(target, wayback_api=archive.fill("{origin}/available"))
    assert found.archived == copy.replace("http://web", "https://web")
    assert "timestamp=20190411" in archive.requests[0]


@pytest.mark.parametrize(
    "answer",
    [
        {"body": '{"archived_snapshots": {}}'},
        {"body": snapshot("http://web.archive.org/x", available=False)},
        {"body": snapshot("http://web.archive.org/x", status="404")},
        {"body": "<p>busy"},
        {"body": "null"},
        {"end": "close-now"},
    ],
)
def test_no_copy(serve: Serve, answer: dict[str, object]) -> None:
    page, archive = serve({"status": "410 Gone"}), serve(answer)
    assert check(page.url, wayback_api=archive.fill("{origin}/available"))[0].archived is None


def test_archives_are_asked_when_they_should_be(serve: Serve) -> None:
    page = serve({})
    archive = serve({"body": snapshot("https://web.archive.org/web/2019/x"), "headers": JSON})
    api = archive.fill("{origin}/available")
    assert check(page.url, wayback_api=api)[0].archived is None
    assert check(page.url, wayback_api=api, archive="never")[0].archived is None
    assert not archive.requests
    assert check(page.url, wayback_api=api, archive="all")[0].archived == "https://web.archive.org/web/2019/x"


def test_time_gate(serve: Serve) -> None:
    page = serve({"status": "404 Not Found"})
    gate = serve({"status": "302 Found", "headers": {"Location": "https://archive.example/2019/page"}})
    (found,) = check(
        LinkTarget(page.url, day=date(2019, 4, 11)), wayback_api="", time_gate=gate.fill("{origin}/gate")
    )
    assert found.archived == "https://archive.example/2019/page"
    assert "Accept-Datetime: Thu, 11 Apr 2019 12:00:00 GMT" in gate.requests[0]


LINKS = (
    '<http://a.example/>; rel="original",\n'
    '<http://archive.example/2001/http://a.example/>; rel="first memento";'
    ' datetime="Tue, 20 Jun 2001 18:02:59 GMT",\n'
    '<http://archive.example/2019/http://a.example/>; rel="memento";'
    ' datetime="Fri, 12 Apr 2019 10:00:00 GMT",\n'
    '<http://archive.example/x>; rel="memento"; datetime="some day"\n'
)


def test_time_map(serve: Serve) -> None:
    page = serve({"status": "404 Not Found"})
    lists = serve({"body": LINKS, "headers": {"Content-Type": "application/link-format"}})
    (found,) = check(
        LinkTarget(page.url, day=date(2003, 1, 1)), wayback_api="", time_map=lists.fill("{origin}/map")
    )
    assert found.archived == "http://archive.example/2001/http://a.example/"
    assert len(mementos(LINKS)) == 2


def test_save_page_now_wants_a_key_and_posts(serve: Serve) -> None:
    page, api = serve({}), serve({"body": '{"job_id": "1"}', "headers": JSON})
    assert check(page.url, save_api=api.fill("{origin}/save"))[0].archived is None
    assert not api.requests
    (found,) = check(page.url, save_api=api.fill("{origin}/save"), save_page_now="key:secret")
    assert found.archived is not None
    assert page.url in found.archived
    assert api.requests[0].startswith("POST /save ")
    assert "Authorization: LOW key:secret" in api.requests[0]


def test_robots_are_honoured_on_demand(serve: Serve) -> None:
    page = serve({"path": "/robots.txt", "body": "User-agent: *\nDisallow: /page"}, {"path": "/page"})
    assert check(page.url)[0].status == "alive"
    assert (check(page.url, robots=True)[0].verdict, check(page.url, robots=True)[0].status) == (
        "unsure",
        "robots",
    )


@pytest.mark.parametrize(
    ("text", "target", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Citekit\nDisallow: /b", "/a", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("user-agent : * # all\ndisallow: /a # this", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("nonsense\n: /\nDisallow: /", "/a", True),
    ],
)
def test_rules(text: str, target: str, allowed: bool) -> None:
    assert parse_robots(text).allow(target) is allowed


def test_a_host_that_always_asks_to_wait_is_not_waited_for_forever(serve: Serve) -> None:
    page = serve({"status": "429 Slow", "headers": {"Retry-After": "1"}})
    started = time.monotonic()
    found = check(*[page.fill(f"{{origin}}/{number}") for number in range(12)], max_wait=1.5)
    assert {one.status for one in found} == {"rate-limited"}
    assert time.monotonic() - started < 12
    assert len(page.requests) <= 12 + 3
