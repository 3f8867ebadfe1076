from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citekit
from citekit.errors import CitekitError
from citekit.pages.writing import cited_keys, render_document

DOCUMENTS = Path(__file__).parent / "fixtures" / "documents"
REFERENCES = citekit.read(DOCUMENTS / "works.json")


@pytest.mark.parametrize("expected", sorted(DOCUMENTS.glob("*.expected")), ids=lambda path: path.stem)
def test_documents(expected: Path) -> None:
    document = expected.with_suffix("")
    text = document.read_text(encoding="utf-8")
    style = re.search(r"style: (\S+)", text)
    assert style
    result = render_document(text, REFERENCES, name=document.name, style=style[1])
    assert result.rstrip() == expected.read_text(encoding="utf-8").rstrip()


@pytest.mark.parametrize(
    ("name", "text", "line", "says", "hint"),
    [
        ("a.md.j2", 'One\n{{ cite("mill1978") }}', 2, "no reference has the key 'mill1978'", "mill1987"),
        ("a.md.j2", 'One\n{{ cite("mill1987", pag="3") }}', 2, "knows no 'pag'", "page"),
        ("a.md.j2", "One\n\n{{ cite( }}", 3, "unexpected", None),
        ("a.md.j2", "{{ unknown }}", 1, "undefined", None),
        ("a.md.j2", "{{ ''.__class__.__mro__ }}", 1, "unsafe", None),
        ("a.md.j2", "{{ cite('') }}", 1, "needs a key", None),
        ("a.md", "One\n\nsays [@mill1978].", 3, "no reference has the key 'mill1978'", "mill1987"),
        ("a.md", "says [@mill1987; nothing].", 1, "no key in 'nothing'", None),
    ],
)
def test_a_mistake_has_its_line(name: str, text: str, line: int, says: str, hint: str | None) -> None:
    with pytest.raises(CitekitError, match=says) as caught:
        render_document(text, REFERENCES, name=name)
    assert (caught.value.path, caught.value.line) == (name, line)
    assert hint is None or hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("name", "text", "keys"),
    [
        ("a.tex", r"\cite{a} \parencite[see][3]{b, c}", "a b c"),
        ("a.tex", r"\textcite*{a}\nocite{*} % \cite{no}", "a *"),
        ("a.tex", r"100\% \autocites[1]{a}[2]{b}{c}", "a b c"),
        ("a.tex", r"\citestyle{authoryear} \cite{a}{b}", "a"),
        ("a.md", "[see @a, p. 3; -@b] and @c says; me@x.org; `@d`", "a b c"),
        ("a.md", "@{https://a.org/b} and @a:b.c.", "https://a.org/b a:b.c"),
        ("a.md", "```\n@a\n```\n@b", "b"),
        ("a.md.j2", '{{ cite("a", page="3") }}{{ nocite("*") }}{{ cite(["see b; c", "d"]) }}', "a * see c d"),
        ("a.txt", "no citation at all", ""),
        ("a", r"\cite{a}", "a"),
    ],
)  # fmt: skip
def test_cited_keys(name: str, text: str, keys: str) -> None:
    found = cited_keys(text, name)
    assert [key for key, _ in found] == keys.split()
    assert all(span.of(text) == key for key, span in found)


@given(st.text(alphabet="@[]{}-a1;, `\\c.:", max_size=60))
def test_any_markdown_is_read_or_refused(text: str) -> None:
    with suppress(CitekitError):
        render_document(text, REFERENCES, name="a.md")
