from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from citekit.cli.dedupe import command as dedupe
from citekit.cli.merge import command as merge
from citekit.cli.undo import command as undo
from citekit.errors import CitekitError, UnreadableInput

OKADA = {"type": "book", "author": [{"family": "Okada", "given": "Rei"}], "issued": {"date-parts": [[2004]]}}
RECORDS = [
    {"id": "a", "title": "Sovereignty & the Sea: A History", **OKADA},
    {"id": "b", "title": "Sovereignty and the Sea", **OKADA},
    {"id": "c", "title": "Sovereignty and the Sea", **OKADA, "issued": {"date-parts": [[2010]]}, "edition": "2"},
]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    return path


def run(command: object, *arguments: object, answers: str = "") -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments], input=answers, standalone_mode=False)  # type: ignore[arg-type]  # click's commands are untyped objects here


def keys(path: Path) -> list[str]:
    return [item["id"] for item in json.loads(path.read_text(encoding="utf-8"))]


def test_the_report_as_json(library: Path) -> None:
    result = run(dedupe, library, "--format", "json")
    value = json.loads(result.stdout)
    assert [one["ids"] for one in value["clusters"]] == [["a", "b"]]
    assert {one["relation"] for one in value["related"]} == {"edition"}
    assert result.return_value == 1
    assert "1 duplicate cluster" in result.stderr


def test_the_report_as_text_and_html(library: Path, tmp_path: Path) -> None:
    text = run(dedupe, library).stdout
    assert "Sovereignty & the Sea: A History" in text
    assert "because same title, one without its subtitle" in text
    page = tmp_path / "report.html"
    run(dedupe, library, "--format", "html", "-o", page)
    html = page.read_text(encoding="utf-8")
    assert "Sovereignty <del>&amp;</del> the Sea<del>: A History</del>" in html
    assert "Sovereignty <ins>and</ins> the Sea" in html


def test_a_file_without_duplicates_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "clean.json"
    path.write_text(json.dumps(RECORDS[:1]), encoding="utf-8")
    result = run(dedupe, path)
    assert result.return_value == 0
    assert "0 duplicate clusters" in result.stdout


def test_new_records_against_a_library(library: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "new.json"
    fresh.write_text(json.dumps([{**RECORDS[2], "id": "n"}]), encoding="utf-8")
    value = json.loads(run(dedupe, fresh, "--against", library, "--format", "json").stdout)
    assert [one["ids"] for one in value["clusters"]] == [["c", "n"]]


def test_merge_and_undo(library: Path) -> None:
    assert run(merge, library, "--dry-run").return_value == 0
    assert keys(library) == ["a", "b", "c"]
    run(merge, library, "--auto")
    assert keys(library) == ["a", "c"]
    assert "a + b" in run(undo, library, "--list").stdout
    run(undo, library, "b")
    assert keys(library) == ["a", "b", "c"]
    run(merge, library, "--auto")
    assert keys(library) == ["a", "b", "c"], "what was undone is not merged again"
    with pytest.raises(CitekitError, match="to take back"):
        raise run(undo, library).exception or AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("answers", "left", "asked_again"),
    [
        ("y", ["a", "c"], False),
        ("n", ["a", "b", "c"], False),
        ("s", ["a", "b", "c"], True),
        ("yun", ["a", "b", "c"], False),
        ("q", ["a", "b", "c"], True),
        ("", ["a", "b", "c"], True),
        ("?xy", ["a", "c"], False),
    ],
)
def test_review(library: Path, answers: str, left: list[str], asked_again: bool) -> None:
    run(merge, library, "--interactive", answers=answers)
    assert keys(library) == left
    again = run(merge, library, "--interactive", answers="q")
    assert ("pair 1:" in again.stderr) is asked_again


@pytest.mark.parametrize("command", [merge, undo])
def test_a_library_that_is_not_there(command: object, tmp_path: Path) -> None:
    result = run(command, tmp_path / "none.json", *(["--auto"] if command is merge else []))
    assert isinstance(result.exception, UnreadableInput)


def test_merge_wants_to_be_told_how(library: Path, tmp_path: Path) -> None:
    assert "--auto" in str(run(merge, library).exception)
    bib = tmp_path / "a.bib"
    assert "export" in str(run(merge, bib, "--auto").exception.message)  # type: ignore[union-attr]  # it is a UsageError
