"""Papers that are no plain text: the same references come out of each."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UnreadableInput
from citekit.extraction import extract
from citekit.extraction.sources.html import html_to_text
from citekit.extraction.sources.latex import latex_to_text
from citekit.model import Paper

HERE = Path(__file__).parent / "sources"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_docx(path: Path) -> Path:
    """A Word document from the parts in the folder of fixtures."""
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted((HERE / "docx").glob("*.xml")):
            archive.write(part, f"word/{part.name}")
    return path


def make_pdf(path: Path, *columns: list[str]) -> Path:
    """The least that is a PDF: one page, one font, in each column one line of text below the other."""
    content = ""
    for lines, left in zip(columns, (60, 330), strict=False):
        escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
        shown = "\n".join(f"({line}) Tj T*" for line in escaped)
        content += f"BT /F1 8 Tf 12 TL {left} 760 Td\n{shown}\nET\n"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    data = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    data += f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    path.write_bytes(data.encode("latin-1"))
    return path


def cited(paper: Paper) -> list[tuple[str, int]]:
    keys = [entry.reference for entry in paper.works_cited]
    return [
        (one.text, keys.index(item.reference) + 1)
        for one in paper.citations
        for item in one.items
        if item.reference
    ]


def test_word(tmp_path: Path) -> None:
    paper = extract(make_docx(tmp_path / "essay.docx"))
    assert paper.title == "Habits of Readers"
    assert [(note.number, note.text) for note in paper.notes] == [
        (1, "Ian Watt, *The Rise of the Novel* (London: Chatto and Windus, 1957), 35."),
        (2, "Watt, *The Rise of the Novel*, 49."),
    ]
    assert [note.marker.context for note in paper.notes if note.marker] == [
        "Novels were read alone.¹",
        "So the historians say.²",
    ]
    assert [entry.text for entry in paper.works_cited] == [
        "[1] Watt, Ian. *The Rise of the Novel*. London: Chatto and Windus, 1957.",
        "[2] Darnton, Robert. “What Is the History of Books?” *Daedalus* 111, no. 3 (1982): 65–83.",
        "[3] Chartier, Roger. *The Order of Books*. Stanford: Stanford University Press, 1994.",
        "[4] Johns, Adrian. *The Nature of the Book*. Chicago: University of Chicago Press, 1998.",
    ]
    assert cited(paper) == [("[2]", 2)]


def test_html() -> None:
    paper = extract(HERE / "essay.html")
    assert paper.title == "Habits of Readers"
    assert cited(paper) == [("(Darnton 66)", 2), ("(Watt 35)", 3)]
    assert [entry.text.split(".")[0] for entry in paper.works_cited] == [
        "Chartier, Roger",
        "Darnton, Robert",
        "Watt, Ian",
    ]
    assert paper.works_cited[1].text.endswith("*Daedalus* 111, no. 3 (1982): 65–83.")


def test_latex() -> None:
    paper = extract(HERE / "essay.tex")
    assert (paper.title, paper.authors) == ("Habits of Readers", ())
    assert [note.text for note in paper.notes] == ["Nobody has *counted* them."]
    assert paper.notes[0].marker is not None
    assert cited(paper) == [("[2, p. 35]", 2), ("[1]", 1), ("[3, 4]", 3), ("[3, 4]", 4)]
    assert paper.works_cited[0].text == (
        "[1] R. Darnton, “What Is the History of Books?” *Daedalus* 111 (1982), 65–83."
    )
    assert "É. Durkheim" in paper.works_cited[2].text


def test_pdf(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    lines = [
        "Habits of Readers",
        "",
        "Novels were read alone (Watt, 1957), and books by many (Darnton, 1982).",
        "",
        "References",
        "",
        "Darnton, R. (1982). What is the history of books? Daedalus, 111(3),",
        "    65-83.",
        "Watt, I. (1957). The rise of the novel. Chatto and Windus.",
    ]
    paper = extract(make_pdf(tmp_path / "essay.pdf", lines))
    assert cited(paper) == [("(Watt, 1957)", 2), ("(Darnton, 1982)", 1)]


def test_notes_at_the_end_of_a_page_of_html() -> None:
    paper = extract(HERE / "notes.html")
    assert [(note.number, note.text) for note in paper.notes] == [
        (1, "Ian Watt, *The Rise of the Novel* (London: Chatto and Windus, 1957), 35."),
        (2, "Nobody has counted them."),
    ]
    assert [note.marker.context for note in paper.notes if note.marker] == [
        "Novels were read alone.¹",
        "And books by many,² as they say.",
    ]
    assert len(paper.works_cited) == 2


def test_latex_that_cites_by_author_and_year() -> None:
    paper = extract(HERE / "natbib.tex")
    assert cited(paper) == [
        ("(Watt, 1957)", 2),
        ("(see Darnton, 1982; Watt, 1957, p. 12)", 1),
        ("(see Darnton, 1982; Watt, 1957, p. 12)", 2),
        ("Darnton (1982)", 1),
    ]
    assert paper.works_cited[0].text.startswith("Darnton, R.")


def test_pdf_with_two_columns(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    left = [f"words of the text, line {number}," for number in range(20)]
    left[4] = "as is known (Watt, 1957) and as"
    right = ["References", ""]
    for number in range(1, 10):
        right += [f"Abe, A. (199{number}). On matter {number}.", "    Oxford: Press."]
    right += ["Watt, I. (1957). The rise.", "    Chatto and Windus."]
    paper = extract(make_pdf(tmp_path / "essay.pdf", left, right))
    last = " ".join(paper.works_cited[-1].text.split())
    assert last == "Watt, I. (1957). The rise. Chatto and Windus."
    assert len(paper.works_cited) == 10
    assert cited(paper) == [("(Watt, 1957)", 10)]


@pytest.mark.parametrize("name", ["essay.docx", "essay.pdf"])
def test_what_is_not_what_its_name_says(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"neither fish nor flesh")
    with pytest.raises(UnreadableInput, match=name):
        extract(tmp_path / name)
    with pytest.raises(UnreadableInput):
        extract(tmp_path / f"no-{name}")


def test_a_word_document_that_declares_entities_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY a "b">]><w:document xmlns:w="{W}"/>')
    with pytest.raises(UnreadableInput, match="document type"):
        extract(tmp_path / "bomb.docx")


LATEX = r"\emph{ \footnote{ \cite[p.~3]{a} \bibitem{a} \begin{thebibliography}{9} \'e \c{c} { } [ ] % $ \\ ~"
HTML = "<p> </p> <i> </i> <sup>1</sup> <ul><li> </ul> <!-- --> &amp; &#12; <script> </script> <br/> word"
MARKUP = st.sampled_from([*LATEX.split(), *HTML.split(), " ", "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP | st.text(max_size=6), max_size=40))
def test_no_markup_is_too_broken(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert isinstance(latex_to_text(source), str)
    assert isinstance(html_to_text(source), str)


def test_deep_nesting_is_no_error() -> None:
    assert "x" in latex_to_text(r"\emph{" * 5000 + "x" + "}" * 5000)
    assert "x" in html_to_text("<i><ul><li>" * 5000 + "x")
