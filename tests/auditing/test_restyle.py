"""Papers set in other styles: whole texts before and after, and what holds for every paper and style."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from citekit.auditing import restyle
from citekit.cli import restyle as command
from citekit.extraction import extract
from citekit.model import Paper

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDERS = sorted((HERE / "restyled").iterdir())
STYLES = ("apa", "chicago-notes-bibliography", "ieee", "modern-language-association", "nature")


def style_of(folder: Path) -> str:
    return (folder / "style.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_whole_texts(folder: Path) -> None:
    result = restyle(extract(folder / "paper.txt"), style_of(folder))
    assert result.text == (folder / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{one.code}\n" for one in result.findings) == (folder / "findings.txt").read_text(
        encoding="utf-8"
    )


def cited(paper: Paper) -> list[tuple[str | None, str | None]]:
    """Titles and locators of what is cited, in the order of the print; titles since keys may change."""
    titles = {reference.id: reference.title for reference in paper.references}
    found = [(one.span, item.reference, item.locator) for one in paper.citations for item in one.items]
    found += [(one.span, one.key, one.locator) for note in paper.notes for one in note.citations]
    return [(titles.get(key or ""), locator) for _, key, locator in sorted(found)]


@pytest.mark.parametrize("folder", ["text-to-text", "text-to-notes", "notes-to-notes"])
def test_the_new_text_cites_the_same_works(folder: str) -> None:
    before = extract(HERE / "restyled" / folder / "paper.txt")
    after = extract(restyle(before, style_of(HERE / "restyled" / folder)).text)
    titles = [Counter((title or "").casefold() for title, _ in cited(paper)) for paper in (before, after)]
    assert titles[0] == titles[1]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_prose_is_never_touched(folder: Path, style: str) -> None:
    text = (folder / "paper.txt").read_text(encoding="utf-8")
    after = restyle(extract(folder / "paper.txt"), style).text
    for sentence in (
        "that the towns kept",
        "came to the opposite conclusion",
        "was never large enough",
        "is another matter",
    ):
        assert text.count(sentence) == after.count(sentence)
    assert after.startswith(text[: text.index(" of a century") if " of a century" in text else 60])
    assert after.endswith("\n")


@pytest.mark.parametrize("name", ["wu-huaizhong-strategic-independence", "zakowski-japans-foreign-policy"])
def test_a_paper_in_its_own_style_changes_only_where_it_breaks_it(name: str) -> None:
    style = {"w": "china-international-studies", "z": "works-cited-author-title"}[name[0]]
    paper = extract(ROOT / f"references/{name}.txt")
    result = restyle(paper, ROOT / f"styles/{style}.csl")
    straight = str.maketrans("“”‘’", "\"\"''")
    different = [one for one in result.changes if one.before.translate(straight) != one.after.translate(straight)]
    assert len(different) <= 18
    after = extract(result.text)
    assert [one.reference for one in after.works_cited] == [one.reference for one in paper.works_cited]
    assert [note.kind for note in after.notes][:3] == [note.kind for note in paper.notes][:3]


def test_the_second_paper_in_apa(shared: Path) -> None:
    paper = extract(shared / "papers/004_f8d6ce0d1c545e2b.txt")
    result = restyle(paper, "apa")
    assert [one.code for one in result.findings] == ["restyle-not-cited"]
    assert "(Yamaguchi, 2017b, pp. 189–214)" in result.text
    assert "As stressed by Gideon Rose (1998, p. 158), the structure" in result.text
    assert "See: Zakowski (2015, pp. 140–153)." in result.text
    assert (
        "(Ministry of Foreign Affairs of Japan, “Joint Statement of the United States and Japan”)" in result.text
    )


def test_the_first_paper_in_apa(shared: Path) -> None:
    paper = extract(shared / "papers/000_55941b99f7ab097e.txt")
    result = restyle(paper, "apa")
    assert "playing such a role” (Miura, 2018)." in result.text
    assert 'through dialogue and cooperation" (Kishida, 2017, p. 11).' in result.text
    assert len(extract(result.text).notes) == 12
    assert {one.code for one in result.findings} == {"restyle-woven-in", "restyle-notes-kept"}


def test_the_command_writes_text_and_changes(tmp_path: Path) -> None:
    paper = HERE / "restyled/text-to-text/paper.txt"
    arguments = [
        str(paper),
        "--style",
        "apa",
        "-o",
        str(tmp_path / "out.txt"),
        "--changes",
        str(tmp_path / "changes.json"),
    ]
    result = CliRunner().invoke(command.command, arguments, standalone_mode=False, catch_exceptions=False)
    assert result.return_value == 0
    expected = (paper.parent / "expected.txt").read_text(encoding="utf-8")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == expected
    first = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))[0]
    assert first == {"line": 7, "what": "citation", "before": "(Berg 12)", "after": "(Berg, 2004, p. 12)"}
    plain = CliRunner().invoke(
        command.command,
        [str(paper), "--style", "apa", "--changes", str(tmp_path / "c.txt")],
        standalone_mode=False,
    )
    assert plain.stdout == expected
    assert "- (Berg 12)\n+ (Berg, 2004, p. 12)" in (tmp_path / "c.txt").read_text(encoding="utf-8")
