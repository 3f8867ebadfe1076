"""Keys by a template."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.cli.export import command
from citekit.errors import ConfigProblem
from citekit.formats import read
from citekit.formats.keys import make_keys
from citekit.model import Date, Name, Reference

WORK = Reference(
    id="old",
    title="The Rise of <i>Wikidata</i> and its Users",
    author=(
        Name(family="Żakowski", given="K."),
        Name(literal="The AP Group"),
        Name(family="O’Neil"),
        Name(family="Li"),
    ),
    issued=Date.of(2015),
    container_title="Journal of Things",
)


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("{auth}{year}{shorttitle}", "zakowski2015risewikidatausers"),
        ("{Auth}{year}{Word}", "Zakowski2015Rise"),
        ("{Auths}:{yy}", "ZakowskiAPOneilEtal:15"),
        ("{auth:3}{title:10}", "zakrisewikida"),
        ("{journal}-{id}", "jt-old"),
        ("{year}", "2015"),
    ],
)
def test_templates(template: str, key: str) -> None:
    (made,) = make_keys([WORK], template)
    assert made.id == key.replace("Oneil", "ONeil")
    assert made.aliases == ("old",)


def test_unique_stable_and_kept() -> None:
    works = [WORK, WORK.replace(id="other"), WORK.replace(id="third")]
    keys = [one.id for one in make_keys(works, "{auth}{year}")]
    assert keys == ["zakowski2015", "zakowski2015b", "zakowski2015c"]
    assert [one.id for one in make_keys(make_keys(works, "{auth}{year}"), "{auth}{year}")] == keys
    assert [one.id for one in make_keys(works, "{auth}{year}", keep={"other"})] == [keys[0], "other", keys[1]]


@settings(max_examples=50, deadline=None)
@given(title=st.text(max_size=30), family=st.text(max_size=10).filter(str.strip))
def test_always_a_key_in_ascii(title: str, family: str) -> None:
    (made,) = make_keys([Reference(id="x", title=title or None, author=(Name(family=family),))])
    assert made.id
    assert made.id.isascii()
    assert not set(made.id) & set(" ,{}\\\"#%~'()=")


@pytest.mark.parametrize("template", ["{nothing}", "plain", "{auth", "{auth}{"])
def test_a_template_that_is_none(template: str) -> None:
    with pytest.raises(ConfigProblem):
        make_keys([WORK], template)


def test_export_with_keys_and_update(tmp_path: Path) -> None:
    source, target = tmp_path / "a.json", tmp_path / "b.bib"
    source.write_text(
        '[{"id": "x", "type": "book", "title": "Öl", "issued": {"date-parts": [[2001]]}}]', encoding="utf-8"
    )
    arguments = [str(source), "-o", str(target), "--update", "--keys", "{word}{year}"]
    CliRunner().invoke(command, arguments, standalone_mode=False, catch_exceptions=False)
    text = target.read_text(encoding="utf-8")
    assert [(one.id, one.aliases) for one in read(target)] == [("ol2001", ("x",))]
    target.write_text("% mine\n" + text, encoding="utf-8")
    CliRunner().invoke(command, arguments, standalone_mode=False, catch_exceptions=False)
    assert target.read_text(encoding="utf-8") == "% mine\n" + text
    result = CliRunner().invoke(command, [str(source), "--to", "bibtex", "--utf-8"], standalone_mode=False)
    assert "{Öl}" in result.stdout
