"""What a check found, written into the library, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citekit.errors import SyntaxProblem, UnreadableInput
from citekit.formats import read
from citekit.links import LinkCheck, LinkTarget, Status, Verdict
from citekit.links.fix import Fix, apply, fixes_of, patch, undo
from citekit.links.report import places_of

COPY = "https://web.archive.org/web/20190412000000/http://a.example/p"

BIB = r"""% a comment that stays
@article{one,
  title = {One},
  url   = {http://a.example/p},
}
@misc{two, title = {Two}, url = {http://a.example/p/q}}
@misc{three,
	title = "Three",
	howpublished = "\url{http://a.example/x\_y\%20z}"
}
"""


def patched(path: Path, text: str, *fixes: Fix) -> str:
    path.write_text(text, encoding="utf-8")
    return patch(path, fixes).after


def test_a_new_address_replaces_the_whole_old_one(tmp_path: Path) -> None:
    after = patched(tmp_path / "a.bib", BIB, Fix("http://a.example/p", "one", new_url="https://b.example/new"))
    assert after == BIB.replace("{http://a.example/p},", "{https://b.example/new},")


def test_an_address_that_tex_escaped(tmp_path: Path) -> None:
    after = patched(
        tmp_path / "a.bib", BIB, Fix("http://a.example/x_y%20z", "three", new_url="https://b.example/")
    )
    assert r"\url{https://b.example/}" in after


@pytest.mark.parametrize("key", ["one", "two", "three"])
def test_an_archived_copy_joins_the_entry(tmp_path: Path, key: str) -> None:
    after = patched(tmp_path / "a.bib", BIB, Fix("http://a.example/p", key, archived=COPY))
    assert len(read(after, "bibtex")) == 3
    entry = after[after.index(f"{{{key},") :]
    assert entry.index("archiveurl") < entry.index("title")
    assert f"archiveurl = {{{COPY}}}," in entry
    assert "archivedate = {2019-04-12}," in entry
    assert patched(tmp_path / "a.bib", after, Fix("http://a.example/p", key, archived=COPY)) == after


def test_csl_json_keeps_its_layout(tmp_path: Path) -> None:
    items = [
        {"id": "one", "type": "webpage", "title": "Café", "URL": "http://a.example/p"},
        {"id": "two", "type": "webpage", "URL": "http://a.example/q"},
        {"id": "three", "type": "webpage", "URL": "http://a.example/r", "archive_location": "Box 3"},
    ]
    text = json.dumps(items, indent=1, ensure_ascii=False) + "\n"
    after = patched(
        tmp_path / "a.json",
        text,
        Fix("http://a.example/p", "one", new_url="https://b.example/"),
        Fix("http://a.example/q", "two", archived=COPY),
        Fix("http://a.example/r", "three", archived=COPY),
    )
    one, two, three = json.loads(after)
    assert one["URL"] == "https://b.example/"
    assert (two["archive"], two["archive_location"]) == ("Internet Archive", COPY)
    assert (three["archive_location"], three["custom"]["archived-url"]) == ("Box 3", COPY)
    assert after.startswith('[\n {\n  "id": "one"')
    assert "Café" in after
    assert patched(tmp_path / "a.json", text, Fix("http://other.example/", "one", new_url="x")) == text


def test_broken_json(tmp_path: Path) -> None:
    with pytest.raises(SyntaxProblem):
        patched(tmp_path / "a.json", "[{", Fix("http://a.example/p", "one", new_url="x"))


def test_what_is_fixed() -> None:
    def check(url: str, verdict: Verdict, status: Status, **more: str) -> LinkCheck:
        return LinkCheck(url, verdict, status, **more)

    checks = [
        check("http://a.example/1", Verdict.OK, Status.MOVED, suggested_url="http://a.example/new"),
        check("http://a.example/2", Verdict.OK, Status.REDIRECTED, final_url="http://a.example/new"),
        check("http://a.example/3", Verdict.BAD, Status.DEAD, archived=COPY),
        check("http://a.example/4", Verdict.BAD, Status.DEAD),
        check("http://a.example/5", Verdict.OK, Status.ALIVE, archived=COPY),
        check("http://a.example/6", Verdict.OK, Status.INSECURE, suggested_url="http://a.example/new"),
    ]
    targets = [LinkTarget(one.url, key="k", file="a.bib") for one in checks]
    fixes = fixes_of(checks, places_of([*targets, LinkTarget("http://a.example/1")]))
    assert fixes == {
        Path("a.bib"): [
            Fix("http://a.example/1", "k", new_url="http://a.example/new"),
            Fix("http://a.example/3", "k", archived=COPY),
        ]
    }


def test_undo(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(BIB, encoding="utf-8")
    with pytest.raises(UnreadableInput):
        undo(path)
    apply(patch(path, [Fix("http://a.example/p", "one", new_url="https://b.example/")]))
    assert path.read_text(encoding="utf-8") != BIB
    undo(path)
    assert path.read_text(encoding="utf-8") == BIB
    assert list(tmp_path.iterdir()) == [path]


def test_undo_does_not_lose_later_work(tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(BIB, encoding="utf-8")
    apply(patch(path, [Fix("http://a.example/p", "one", new_url="https://b.example/")]))
    path.write_text("later work", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        undo(path)
    assert path.read_text(encoding="utf-8") == "later work"
