from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

import pytest

from citekit.errors import CitekitError
from citekit.library import Library
from citekit.model import Reference
from citekit.project import Build, build

ROOT = Path(__file__).parents[2]
INPUTS = ("citekit.toml", "wu-huaizhong-strategic-independence.txt", "zakowski-japans-foreign-policy.txt")
PAPERS = {
    "wu-huaizhong-strategic-independence.txt": "000_55941b99f7ab097e.txt",
    "zakowski-japans-foreign-policy.txt": "004_f8d6ce0d1c545e2b.txt",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the two papers' library is built from, and of nothing that was built."""
    folder = tmp_path / "references"
    folder.mkdir()
    for name in INPUTS:
        shutil.copy(ROOT / "references" / name, folder)
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    return folder


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def content(reference: Reference) -> dict[str, object]:
    return {**reference.to_csl(), "custom": None, "translation": reference.translated_title}


def test_what_is_committed_is_what_a_build_makes(project: Path) -> None:
    build(project, check=False)
    (project / "library.html").unlink()  # it holds the links' state of the day and is not committed
    ours = {name for name in files(ROOT / "references") if not name.startswith(("papers/", "library.html"))}
    assert files(project) == ours
    _, different, missing = filecmp.cmpfiles(project, ROOT / "references", files(project), shallow=False)
    assert not different
    assert not missing


def test_the_full_papers_give_the_same(project: Path, shared: Path) -> None:
    printed = build(project, check=False)
    (project / "papers").mkdir()
    for name, original in PAPERS.items():
        shutil.copy(shared / "papers" / original, project / "papers" / name)
    full = build(project, check=False)
    assert [paper.source.text for paper in full.papers] != [paper.source.text for paper in printed.papers]
    assert [content(one) for one in full.references] == [content(one) for one in printed.references]
    assert [paper.title for paper in full.papers] == [paper.title for paper in printed.papers]
    assert [len(paper.citations) for paper in full.papers] == [0, 37]


def test_a_second_build_changes_nothing(project: Path) -> None:
    build(project, check=False)
    first = {name: (project / name).read_bytes() for name in files(project)}
    build(project, check=False)
    assert {name: (project / name).read_bytes() for name in files(project)} == first


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"apa"', '"apaa"', "apaa"),
        ('"text"', '"txt"', "txt"),
        ('references = "wu-', 'references = "vu-', "no such file"),
        ("[links]", "[linkz]", "no such setting"),
    ],
)
def test_a_build_that_fails_writes_nothing(project: Path, old: str, new: str, says: str) -> None:
    config = project / "citekit.toml"
    config.write_text(config.read_text().replace(old, new))
    with pytest.raises(CitekitError, match=says):
        build(project, check=False)
    assert files(project) == set(INPUTS)


FIRST = """Notes on Rivers

Notes

1 Jane Mill, *The River and the Town*, Oxford: Clarendon Press, 1987, p. 12.

2 Peter Brook, “Floods of the Severn,” *Journal of Rivers*, Vol. 3, No. 2, 1991, pp. 20-41.
"""
SECOND = """More on Rivers

Works Cited

- Mill, Jane. *The River and the Town*. Oxford: Clarendon Press, 1987.
- Brook, Peter. *A History of Weirs*. London: Batsford, 1980.
- Brook, Peter. “Weirs and Mills.” *Journal of Rivers*, vol. 9, no. 1, 1997, pp. 1-20.
"""


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    (tmp_path / "first.txt").write_text(FIRST)
    (tmp_path / "second.txt").write_text(SECOND)
    (tmp_path / "citekit.toml").write_text(
        "[[papers]]\nreferences = 'first.txt'\n[[papers]]\nreferences = 'second.txt'\n"
    )
    return tmp_path


def keys(result: Build) -> list[str]:
    return [reference.id for reference in result.references]


def test_a_work_that_two_papers_cite_is_one_record(rivers: Path) -> None:
    result = build(rivers, check=False)
    assert len(result.references) == 4
    assert [len(cluster.ids) for cluster in result.deduplication.clusters] == [2]


def test_a_merge_taken_back_stays_taken_back(rivers: Path) -> None:
    build(rivers, check=False)
    library = Library.load(rivers / "library.json")
    library.undo()
    library.save()
    assert len(build(rivers, check=False).references) == 5
    assert len(build(rivers, check=False).references) == 5
