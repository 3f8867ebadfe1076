from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import ConfigProblem, UnreadableInput
from citekit.project import read_config

PAPER = '[[papers]]\nreferences = "a.txt"\n'


def test_defaults(tmp_path: Path) -> None:
    (tmp_path / "citekit.toml").write_text(PAPER)
    config = read_config(tmp_path)
    assert config.library.file == "library.json"
    assert config.papers[0].references == "a.txt"
    assert config.papers[0].text is None


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ("[library\n", 1, "Expected", "toml.io"),
        (PAPER + "[library]\nfiles = 'x'\n", 4, "no such setting", "did you mean 'file'?"),
        ("[libary]\n" + PAPER, 1, "no such setting", "did you mean 'library'?"),
        (PAPER + "[links]\ntimeout = 'long'\n", 4, "links.timeout", None),
        (PAPER + "[links]\ntimeout = -1\n", 4, "links.timeout", None),
        ("[[papers]]\ntext = 'a.txt'\n", 1, "this setting is missing", "references"),
        ("[library]\n", None, "papers", "references"),
        ("directory = 'x'\n" + PAPER, 1, "no such setting", None),
    ],
)
def test_what_cannot_be_done_is_named_with_its_line(
    tmp_path: Path, text: str, line: int | None, says: str, hint: str | None
) -> None:
    (tmp_path / "citekit.toml").write_text(text)
    with pytest.raises(ConfigProblem, match=says) as caught:
        read_config(tmp_path)
    assert caught.value.line == line
    if hint is not None:
        assert hint in (caught.value.hint or "")


def test_a_directory_without_a_project(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_config(tmp_path)
