"""Every output format: specials come out as themselves, and a reader of the format reads back what was meant."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import Layout, Output, Processor
from citekit.csl.output import NAMES, named
from citekit.errors import UnknownFormat

REFERENCES = json.loads((Path(__file__).parent / "fixtures" / "references.json").read_text(encoding="utf-8"))
PLAIN = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title>'
    "<id>http://example.org/t</id><updated>2024-01-01T00:00:00+00:00</updated></info>"
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)


def bibliography(output: str, style: str = "apa", **options: bool) -> str:
    return Processor(style, REFERENCES, output=output, **options).bibliography()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("style", ["apa", "chicago-notes-bibliography", "modern-language-association", "ieee"])
@pytest.mark.parametrize("output", NAMES)
def test_the_same_entries_in_every_format(output: str, style: str) -> None:
    processor = Processor(style, REFERENCES, output=output)
    assert [e.id for e in processor.bibliography_entries()] == processor.order
    assert all(entry.text for entry in processor.bibliography_entries())


def test_text_has_no_markup() -> None:
    text = bibliography("text", "ieee")
    assert "H2O" in text
    assert "<i>" not in text
    assert "Daily_Planet" in text


def test_html_is_well_formed() -> None:
    root = ElementTree.fromstring(bibliography("html", links=True))
    text = squeezed("".join(root.itertext()))
    assert "50 % of $5 & more" in text
    assert [a.get("href") for a in root.iter("a")][:1] == ["https://example.org/a_b/c~d?x=1&y=#top"]
    assert "https://doi.org/10.1000/x_y(2)" in [a.get("href") for a in root.iter("a")]


def test_markdown_reads_back() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    entries = bibliography("markdown")
    rendered = markdown_it.MarkdownIt("commonmark").render(entries)
    text = squeezed(html.unescape(re.sub(r"<[^>]+>", "", rendered.replace("<tag>", "&lt;tag&gt;"))))
    assert text == squeezed(bibliography("text").replace("\n", " "))


def test_markdown_emphasis_beside_letters() -> None:
    style = PLAIN.replace(
        '<bibliography><layout><text variable="title"/>',
        '<bibliography><layout><text variable="title" font-style="italic"/><text value="s"/>',
    )
    processor = Processor(style, [{"id": "1", "title": "Time."}, {"id": "2", "title": "Life"}], output="markdown")
    assert [e.text for e in processor.bibliography_entries()] == ["<i>Time.</i>s", "*Life*s"]


def test_latex_escapes() -> None:
    latex = bibliography("latex")
    for written in (
        r"50 \% of \$5 \& more",
        r"Daily\_Planet",
        r"C:\textbackslash{}temp",
        r"\{and\}",
        r"\textless{}tag",
    ):
        assert written in latex
    assert r"\textsubscript{2}" in latex
    assert latex.count("{") - latex.count(r"\{") == latex.count("}") - latex.count(r"\}")


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no LaTeX here")
def test_latex_runs(tmp_path: Path) -> None:
    body = bibliography("latex", "ieee")
    document = tmp_path / "refs.tex"
    document.write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\begin{document}\n"
        + body
        + "\n\\end{document}\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", document.name],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-2000:]


def test_rst_reads_back() -> None:
    core = pytest.importorskip("docutils.core")
    nodes = pytest.importorskip("docutils.nodes")
    document = core.publish_doctree(bibliography("rst"), settings_overrides={"report_level": 2, "halt_level": 2})
    text = squeezed(" ".join(node.astext() for node in document.findall(nodes.paragraph)))
    assert text == squeezed(bibliography("text").replace("\n", " "))


def test_rtf_is_ascii_and_balanced() -> None:
    rtf = bibliography("rtf")
    assert rtf.isascii()
    bare = re.sub(r"\\[\\{}]", "", rtf)
    assert bare.count("{") == bare.count("}")
    assert r"\u216?sterg" in rtf


def test_typst_escapes() -> None:
    typst = bibliography("typst")
    assert r"Daily\_Planet" in typst
    assert r"\@ Home" in typst
    assert r"\[Anchor\]" in typst
    assert r"https:/\/" in typst


def test_links_only_when_asked() -> None:
    assert "<a " not in bibliography("html")
    assert r"\href{https://example.org/a_b" not in bibliography("latex")
    assert "https://example.org/a\\_b" in bibliography("latex", links=True).replace("\\href{", "")


def test_a_format_of_ones_own() -> None:
    class Shouting(Output):
        name = "shouting"

        def escape(self, text: str) -> str:
            return text.upper()

        def format(self, kind: str, text: str) -> str:
            return f"<{kind}>{text}</{kind}>"

        def entry(self, key: str, text: str, layout: Layout) -> str:
            return f"{key}: {text}"

    processor = Processor(PLAIN, [{"id": "a", "title": "x <i>y</i>"}], output=Shouting())
    assert processor.bibliography() == "a: X <italic>Y</italic>"


def test_an_unknown_format() -> None:
    with pytest.raises(UnknownFormat, match="docx"):
        named("docx")


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_latex_braces_balance_whatever_the_title(title: str) -> None:
    (entry,) = Processor(PLAIN, [{"id": "a", "title": f"x{title}"}], output="latex").bibliography_entries()
    bare = re.sub(r"\\[{}]", "", entry.text)
    assert bare.count("{") == bare.count("}")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab *_`[]<>&\\#1.-+!|~^$@(){}\"'"), min_size=1, max_size=25))
def test_markdown_prints_what_was_said(title: str) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    title = f"x{title}x"
    plain = Processor(PLAIN, [{"id": "a", "title": title}], output="text").bibliography()
    entry = Processor(PLAIN, [{"id": "a", "title": title}], output="markdown").bibliography()
    rendered = markdown_it.MarkdownIt("commonmark", {"html": False}).render(entry)
    assert squeezed(html.unescape(re.sub(r"</?p>", "", rendered))) == squeezed(plain)
