from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import ConfigProblem
from citekit.project import build, read_config
from citekit.project.doctor import diagnose
from citekit.project.starter import start_project

TEXT = """On Rivers

Works Cited

- Mill, Jane. *The River and the Town*. Oxford: Clarendon Press, 1987.
"""


def test_a_new_project_builds_as_it_is(tmp_path: Path) -> None:
    (tmp_path / 'my "first" paper.txt').write_text(TEXT)
    start_project(tmp_path)
    assert read_config(tmp_path).papers[0].references == 'my "first" paper.txt'
    result = build(tmp_path, check=False)
    assert [one.title for one in result.references] == ["The River and the Town"]


def test_a_project_is_not_overwritten(tmp_path: Path) -> None:
    path = start_project(tmp_path)
    path.write_text("mine")
    with pytest.raises(ConfigProblem, match="already"):
        start_project(tmp_path)
    assert path.read_text() == "mine"


def test_the_doctor_finds_what_the_tests_run_with() -> None:
    found = {one.name: one for one in diagnose()}
    assert found["Python"].ok
    assert found["CSL styles"].ok
    assert all(one.fix for one in found.values() if not one.ok)
