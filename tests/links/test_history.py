"""What earlier runs found, and for how long it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import time

import pytest
from loopback import Certificates, Loopback, Situation

from citekit.errors import UnreadableInput
from citekit.links import LinkCheck, LinkOptions, LinkRun, LinkTarget, Status, Verdict, check_links, networks
from citekit.links.history import DAY, LIFETIMES, History, from_json, question
from citekit.links.result import Hop

QUESTION = question(False, True, [])


def made(verdict: Verdict, status: Status, url: str = "http://a.invalid/") -> LinkCheck:
    return LinkCheck(url, verdict, status, detail="so", references=("k",), hops=(Hop(url, 200),))


def age(path: Path, seconds: float) -> None:
    """Make everything in the history older."""
    with sqlite3.connect(path) as database:
        database.execute("update checks set checked = checked - ?", (seconds,))
    database.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "links.sqlite"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Situation]:
    situation = Situation("page", {"answers": [{}]})
    with Loopback([situation], Certificates(tmp_path)):
        yield situation


def test_json_comes_back_as_it_was() -> None:
    check = made(Verdict.BAD, Status.DEAD)
    assert from_json(check.to_json()) == check


@pytest.mark.parametrize("status", sorted(LIFETIMES))
def test_a_finding_holds_for_its_lifetime(path: Path, status: Status) -> None:
    history = History(path)
    history.note(made(Verdict.OK, status), QUESTION)
    assert history.known("http://a.invalid/", QUESTION) is not None
    assert history.known("http://a.invalid/", question(True, True, [])) is None
    age(path, LIFETIMES[status] + 1)
    assert history.known("http://a.invalid/", QUESTION) is None
    assert history.known("http://a.invalid/", QUESTION, anything=True) is not None
    history.close()


def test_a_failed_connection_is_asked_again(path: Path) -> None:
    history = History(path)
    history.note(made(Verdict.BAD, Status.TIMEOUT), QUESTION)
    assert history.known("http://a.invalid/", QUESTION) is None
    history.close()


def test_nobody_dies_of_one_bad_hour(path: Path) -> None:
    history = History(path)
    verdicts = []
    for days in (0, 0.1, 1, 0.1, 1):
        age(path, days * DAY)
        check = history.with_strikes(made(Verdict.BAD, Status.REFUSED), 3)
        history.note(check, QUESTION)
        verdicts.append(str(check.verdict))
    assert verdicts == ["unsure", "unsure", "unsure", "unsure", "bad"]
    history.note(made(Verdict.OK, Status.ALIVE), QUESTION)
    age(path, DAY)
    assert history.with_strikes(made(Verdict.BAD, Status.REFUSED), 3).verdict is Verdict.UNSURE
    history.close()


def test_what_is_dead_needs_no_strikes(path: Path) -> None:
    history = History(path)
    assert history.with_strikes(made(Verdict.BAD, Status.DEAD), 3).verdict is Verdict.BAD
    history.close()


def test_changes(path: Path) -> None:
    history = History(path)
    history.note(made(Verdict.OK, Status.ALIVE), QUESTION)
    history.note(made(Verdict.OK, Status.REDIRECTED), QUESTION)
    assert history.changes == []
    history.note(made(Verdict.BAD, Status.DEAD), QUESTION)
    assert [(change.before.verdict, change.now.verdict) for change in history.changes] == [("ok", "bad")]
    history.close()


def test_resume_takes_the_interrupted_run_up(path: Path) -> None:
    interrupted = History(path)
    interrupted.note(made(Verdict.BAD, Status.TIMEOUT), QUESTION)
    interrupted.close()
    resumed = History(path, resume=True)
    assert resumed.known("http://a.invalid/", QUESTION) is not None
    resumed.finish()
    resumed.close()
    after = History(path, resume=True)
    assert after.known("http://a.invalid/", QUESTION) is None
    after.close()


def test_no_history(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("this is no database, but it is longer than nothing " * 40)
    for wrong in (tmp_path / "text", tmp_path, tmp_path / "text" / "below"):
        with pytest.raises(UnreadableInput):
            History(wrong)


def test_a_run_asks_once(page: Situation, path: Path) -> None:
    settings = {"history": str(path), "allow_networks": networks(["127.0.0.0/8"]), "delay": 0.0}
    first = check_links([LinkTarget(page.url, key="a")], **settings)
    second = check_links([LinkTarget(page.url, key="b")], **settings)
    assert len(page.requests) == 1
    assert (first[0].references, second[0].references) == (("a",), ("b",))
    assert first[0].status == second[0].status == "alive"
    offline = check_links([page.url, "http://other.invalid/"], offline=True, **settings)
    assert [one.status for one in offline] == ["alive", "offline"]


def test_an_interruption_leaves_what_is_known(page: Situation, path: Path) -> None:
    def interrupt(check: LinkCheck, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    urls = [page.fill(f"{{origin}}/{number}") for number in range(20)]
    options = LinkOptions(history=str(path), allow_networks=networks(["127.0.0.0/8"]), max_per_host=1, delay=0.05)
    run = LinkRun(urls, options=options, progress=interrupt)
    started = time()
    with pytest.raises(KeyboardInterrupt):
        run.run()
    assert time() - started < 5
    statuses = [check.status for check in run.results()]
    assert len(statuses) == 20
    assert statuses.count(Status.ALIVE) >= 2
    assert Status.SKIPPED in statuses
    asked = len(page.requests)
    resumed = check_links(urls, options=options, resume=True)
    assert {check.status for check in resumed} == {Status.ALIVE}
    assert len(page.requests) <= asked + 19
