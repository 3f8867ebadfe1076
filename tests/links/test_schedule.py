"""Politeness: what a host sees, whoever asks."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Generator
from itertools import pairwise

import pytest

from citekit.links.exchange import Reply, Request
from citekit.links.schedule import Job, Scheduler
from citekit.links.urls import Url, parse_url


class Web:
    """Takes requests, and notes what each host saw."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.starts: dict[str, list[float]] = defaultdict(list)
        self.order: list[str] = []
        self._lock = threading.Lock()

    def fetch(self, request: Request) -> Reply:
        host = request.url.host
        with self._lock:
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
            self.starts[host].append(time.monotonic())
            self.order.append(request.url.path)
        time.sleep(self.seconds)
        with self._lock:
            self.now[host] -= 1
        return Reply(http_status=200, elapsed=self.seconds)


def once(url: str, **more: object) -> Job[str]:
    reply = yield Request(parse_url(url), 5.0, **more)
    return f"{url} {reply.http_status}"


def run(web: Web, *jobs: Job[str], workers: int = 8, max_per_host: int = 2, delay: float = 0.0) -> dict[int, str]:
    results: dict[int, str] = {}
    scheduler: Scheduler[str] = Scheduler(web.fetch, workers=workers, max_per_host=max_per_host, delay=delay)
    scheduler.run(enumerate(jobs), results.__setitem__)
    return results


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_no_host_sees_more_than_its_limit(limit: int) -> None:
    web = Web(0.005)
    jobs = [once(f"http://h{number % 3}.example/{number}") for number in range(60)]
    results = run(web, *jobs, workers=16, max_per_host=limit)
    assert len(results) == 60
    assert set(web.most.values()) == {limit}


def test_requests_to_a_host_keep_their_distance() -> None:
    web = Web()
    run(web, *[once(f"http://a.example/{number}") for number in range(10)], delay=0.03)
    starts = sorted(web.starts["a.example"])
    assert min(after - before for before, after in pairwise(starts)) >= 0.025


def test_a_slow_host_is_given_time_to_recover() -> None:
    web = Web(0.1)
    run(web, *[once(f"http://a.example/{number}") for number in range(3)], delay=0.001, max_per_host=1)
    starts = web.starts["a.example"]
    assert all(after - before >= 0.19 for before, after in pairwise(starts))


def test_hosts_do_not_wait_for_each_other() -> None:
    web = Web(0.05)
    started = time.monotonic()
    run(web, *[once(f"http://h{number}.example/") for number in range(16)], workers=16)
    assert time.monotonic() - started < 0.4


def test_late_requests_come_after_everything_else() -> None:
    web = Web()

    def twice() -> Generator[Request, Reply, str]:
        yield Request(parse_url("http://a.example/first"), 5.0)
        yield Request(parse_url("http://a.example/again"), 5.0, late=True)
        return "done"

    run(web, twice(), *[once(f"http://a.example/{number}") for number in range(5)], workers=1, max_per_host=1)
    assert web.order[-1] == "/again"


def test_a_redirect_waits_in_the_other_hosts_queue() -> None:
    web = Web(0.01)

    def redirected(number: int) -> Generator[Request, Reply, str]:
        yield Request(parse_url(f"http://h{number}.example/"), 5.0)
        yield Request(parse_url("http://target.example/"), 5.0)
        return "done"

    run(web, *[redirected(number) for number in range(12)], workers=12)
    assert web.most["target.example"] == 2


def test_a_pause_holds_the_whole_host() -> None:
    web = Web()

    def asked_to_wait() -> Generator[Request, Reply, str]:
        yield Request(parse_url("http://a.example/first"), 5.0)
        yield Request(parse_url("http://a.example/again"), 5.0, late=True, wait=0.2, pause=0.2, slower=True)
        return "done"

    jobs = [once(f"http://a.example/{number}") for number in range(5)]
    run(web, asked_to_wait(), *jobs, workers=1, max_per_host=1)
    first, second, *_ = web.starts["a.example"]
    assert second - first >= 0.19


def test_a_mistake_in_a_check_reaches_the_caller() -> None:
    def wrong() -> Generator[Request, Reply, str]:
        yield Request(parse_url("http://a.example/"), 5.0)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(Web(), wrong(), *[once(f"http://a.example/{number}") for number in range(5)])


def test_nothing_to_do() -> None:
    def nothing() -> Generator[Request, Reply, str]:
        return "done"
        yield Request(Url("http", "a.example", 80, "/"), 1.0)

    assert run(Web()) == {}
    assert run(Web(), nothing()) == {0: "done"}


def test_a_host_that_answers_again_is_asked_at_the_usual_pace() -> None:
    web = Web()

    def refused_once() -> Generator[Request, Reply, str]:
        yield Request(parse_url("http://a.example/first"), 5.0)
        yield Request(parse_url("http://a.example/again"), 5.0, late=True, slower=True)
        return "done"

    started = time.monotonic()
    run(web, *[refused_once() for _ in range(6)], *[once(f"http://a.example/{number}") for number in range(50)])
    assert 0.05 < time.monotonic() - started < 5
    late = web.starts["a.example"][-3:]
    assert max(after - before for before, after in pairwise(late)) < 0.5
