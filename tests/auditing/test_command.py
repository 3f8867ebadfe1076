"""``citekit audit`` and ``citekit explain``: what they print, their exit codes, acceptances."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from citekit.auditing.acceptance import FILE_NAME
from citekit.cli import audit, explain
from citekit.errors import ConfigProblem, UnknownKey, UnreadableInput

FIXTURES = Path(__file__).parent / "fixtures"
STYLES = Path(__file__).parents[2] / "styles"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working directory has a say in which styles are tried."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return shutil.copy(FIXTURES / "dates-in-addresses/paper.txt", tmp_path / "paper.txt")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        audit.command, [str(one) for one in arguments], standalone_mode=False, catch_exceptions=False
    )


def test_findings_go_to_standard_output_with_place_key_and_hint(paper: Path) -> None:
    result = run(paper)
    assert result.return_value == 1
    assert f"{paper}:7:" in result.stdout
    assert "url-date-differs printed “May 3, 2004”" in result.stdout
    assert "(dahl2004)" in result.stdout
    assert "hint:" in result.stdout
    assert "not held against a style" in result.stderr


def test_a_paper_without_findings_is_clean() -> None:
    result = run(FIXTURES / "list-without-text/paper.txt", "--format", "json")
    assert result.return_value == 0
    assert json.loads(result.stdout)["findings"] == []


def test_accepted_findings_are_kept_with_their_reason_and_not_counted(paper: Path) -> None:
    before = json.loads(run(paper, "--format", "json").stdout)["findings"]
    first = run(paper, "--accept", "url-date-differs@dahl2004", "--reason", "the press “day”\nis meant")
    assert first.return_value == 1
    text = (paper.parent / FILE_NAME).read_text(encoding="utf-8")
    assert "dahl2004" in text
    after = json.loads(run(paper, "--format", "json").stdout)
    assert len(after["findings"]) == len(before) - 1
    assert [one["reason"] for one in after["accepted"]] == ["the press “day”\nis meant"]
    assert "accepted: the press" in run(paper, "--all").stdout
    assert "accepted: the press" not in run(paper).stdout
    assert run(paper, "--accept", "url-date-differs", "--reason", "all of them").return_value == 0
    assert (paper.parent / FILE_NAME).read_text(encoding="utf-8").startswith(text)


def test_an_acceptance_that_nothing_needs_is_told(paper: Path) -> None:
    run(paper, "--accept", "url-date-differs@dahl2004", "--reason", "so it is")
    paper.write_text(paper.read_text(encoding="utf-8").replace("2004-05-13", "2004-05-03"), encoding="utf-8")
    assert "acceptance-unused" in run(paper).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--accept", "url-date-differs"),
        ("--accept", "url-date-differs", "--reason", " "),
        ("--accept", "listed-twice", "--reason", "x"),
        ("--accept", "url-date-differs@nobody1999", "--reason", "x"),
    ],
)
def test_what_cannot_be_accepted_is_refused(paper: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(click.UsageError):
        run(paper, *arguments)
    assert not (paper.parent / FILE_NAME).exists()


def test_a_misspelt_code_gets_the_nearest(paper: Path) -> None:
    with pytest.raises(UnknownKey) as caught:
        run(paper, "--accept", "url-dates-differ", "--reason", "x")
    assert "url-date-differs" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[accepted]]\ncode = \n", 2),
        ('[[accepted]]\ncode = "x"\n', None),
        ("other = 1\n", None),
        ("accepted = [1]\n", None),
    ],
)
def test_a_broken_file_of_acceptances_is_named(paper: Path, text: str, line: int | None) -> None:
    (paper.parent / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigProblem) as caught:
        run(paper)
    assert (caught.value.path or "").endswith(FILE_NAME)
    assert caught.value.line == line


def test_the_style_comes_from_the_project_file(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "style-list/paper.txt", tmp_path / "paper.txt")
    shutil.copy(STYLES / "works-cited-author-title.csl", tmp_path / "own.csl")
    (tmp_path / "citekit.toml").write_text(
        '[[papers]]\nreferences = "paper.txt"\nstyle = "own.csl"\n', encoding="utf-8"
    )
    result = json.loads(run(tmp_path / "paper.txt", "--format", "json").stdout)
    assert result["style"].endswith("own.csl")
    assert "print-differs-date-order" in {one["code"] for one in result["findings"]}


def test_readings_show_print_and_style(tmp_path: Path) -> None:
    paper, style = FIXTURES / "style-list/paper.txt", STYLES / "works-cited-author-title.csl"
    text = run(paper, "--style", style, "--readings").stdout
    assert "  print: Cole, R. *Silver in the Hills*" in text
    assert "  date-order: 2 June | June 2," in text
    readings = json.loads(run(paper, "--style", style, "--readings", "--format", "json").stdout)["readings"]
    assert {one["kind"] for reading in readings for one in reading["differences"]} == {
        *("date-order", "url-brackets", "full-stop", "label")
    }


def test_a_style_near_the_paper_is_inferred(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "style-list/paper.txt", tmp_path / "paper.txt")
    (tmp_path / "styles").mkdir()
    shutil.copy(STYLES / "works-cited-author-title.csl", tmp_path / "styles/own.csl")
    assert json.loads(run(tmp_path / "paper.txt", "--format", "json").stdout)["style"].endswith("own.csl")


def test_a_paper_of_one_word_is_a_paper(tmp_path: Path) -> None:
    (tmp_path / "word.txt").write_text("word\n", encoding="utf-8")
    assert "no-references" in run(tmp_path / "word.txt").stdout


def test_a_missing_paper_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        run(tmp_path / "nothing.txt")


def test_explain_lists_all_and_explains_one() -> None:
    whole = CliRunner().invoke(explain.command, [], standalone_mode=False)
    assert "listed-not-cited" in whole.stdout
    one = CliRunner().invoke(explain.command, ["listed-not-cited", "--format", "json"], standalone_mode=False)
    assert json.loads(one.stdout)[0]["code"] == "listed-not-cited"
