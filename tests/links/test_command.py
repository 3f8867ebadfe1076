"""``citekit check-links`` from end to end: a process of its own, against the loopback server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from loopback import Certificates, Loopback, Situation

ALLOW = ("--allow-network", "127.0.0.0/8", "--delay", "0", "--timeout", "3", "--no-cache")


def situation(name: str, **data: object) -> Situation:
    return Situation(name, data)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Situation]]:
    rows = [
        situation("alive", answers=[{}]),
        situation("dead", answers=[{"status": "404 Not Found"}]),
        situation(
            "moved",
            answers=[
                {"path": "/page", "status": "301 Moved", "headers": {"Location": "/new"}},
                {"path": "/new"},
            ],
        ),
    ]
    with Loopback(rows, Certificates(tmp_path_factory.mktemp("certificates"))):
        yield {row.name: row for row in rows}


def citekit(*arguments: str, stdin: str = "", home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ)
    if home is not None:
        environment["XDG_CACHE_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-m", "citekit", "check-links", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )


def test_a_bibliography_has_its_titles_keys_and_lines(served: dict[str, Situation], tmp_path: Path) -> None:
    library = tmp_path / "library.bib"
    library.write_text(
        "@misc{rice2001,\n  title = {On the Harvest of Rice},\n  year = 2001,\n"
        f"  url = {{{served['alive'].url}}}\n}}\n\n"
        "@misc{wheat2002,\n  title = {On Wheat},\n  year = 2002,\n"
        f"  url = {{{served['dead'].url}}}\n}}\n"
    )
    done = citekit(str(library), *ALLOW, "--format", "json")
    checks = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(check["references"], check["verdict"], check["status"]) for check in checks] == [
        (["rice2001"], "ok", "alive"),
        (["wheat2002"], "bad", "dead"),
    ]
    plain = citekit(str(library), *ALLOW)
    assert plain.stdout.startswith(f"{library}:10:1: dead {served['dead'].url}: ")
    assert "(wheat2002)" in plain.stdout


def test_a_list_of_addresses(served: dict[str, Situation], tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text(f"# links\n{served['alive'].url}\n\n{served['alive'].url}\nhttp://[::1/\n")
    done = citekit(str(listed), *ALLOW, "--format", "json")
    assert [check["status"] for check in json.loads(done.stdout)] == ["alive", "invalid-url"]
    assert done.returncode == 1


def test_standard_input_and_exit_code_0(served: dict[str, Situation]) -> None:
    done = citekit("-", *ALLOW, stdin=served["alive"].url)
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 link: 1 ok" in done.stderr


def test_offline_is_exit_code_3() -> None:
    done = citekit("https://library.invalid/", "--offline", "--no-cache", "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)[0]["status"] == "offline"


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-file.bib",),
        ("http://a.invalid/", "--allow-network", "here"),
        ("http://a.invalid/", "--ca-bundle", "no-such-file"),
        ("http://a.invalid/", "--timeout", "0"),
        ("http://a.invalid/", "--save-page-now"),
        ("http://a.invalid/", "--history", "/proc/no/such/file"),
        (),
    ],
)
def test_what_cannot_be_used_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = citekit(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_without_leave_loopback_is_private(served: dict[str, Situation]) -> None:
    before = len(served["alive"].requests)
    done = citekit(served["alive"].url, "--no-cache", "--format", "json")
    assert json.loads(done.stdout)[0]["status"] == "private-refused"
    assert len(served["alive"].requests) == before


@pytest.mark.parametrize("format_", ["json", "sarif", "junit", "html", "markdown", "github"])
def test_reports(served: dict[str, Situation], format_: str) -> None:
    done = citekit(served["dead"].url, served["moved"].url, *ALLOW, "--format", format_)
    assert done.returncode == 1
    assert served["dead"].url in done.stdout
    if format_ in ("json", "sarif"):
        json.loads(done.stdout)
    elif format_ == "junit":
        assert ElementTree.fromstring(done.stdout).get("failures") == "1"


def test_the_cache_answers_the_second_time(served: dict[str, Situation], tmp_path: Path) -> None:
    arguments = [argument for argument in ALLOW if argument != "--no-cache"]
    citekit(served["alive"].url, *arguments, home=tmp_path)
    before = len(served["alive"].requests)
    done = citekit(served["alive"].url, *arguments, "--format", "json", home=tmp_path)
    assert json.loads(done.stdout)[0]["status"] == "alive"
    assert len(served["alive"].requests) == before


def test_fix_and_undo(served: dict[str, Situation], tmp_path: Path) -> None:
    library = tmp_path / "library.bib"
    text = f"@misc{{rice2001,\n  title = {{On the Harvest of Rice}},\n  url = {{{served['moved'].url}}}\n}}\n"
    library.write_text(text)
    shown = citekit(str(library), *ALLOW, "--fix")
    assert f"+  url = {{{served['moved'].fill('{origin}/new')}}}" in shown.stderr
    assert library.read_text() == text
    citekit(str(library), *ALLOW, "--fix", "--yes")
    assert library.read_text() == text.replace("/page", "/new")
    assert citekit(str(library), "--undo").returncode == 0
    assert library.read_text() == text
