"""Lists of works cited in every layout that marks where an entry begins, and in none that does."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import read_layout
from citekit.extraction.works_cited import find_lists

HERE = Path(__file__).parent
ENTRIES = (HERE / "entries.txt").read_text(encoding="utf-8").splitlines()
WIDTH = 84
PROSE = textwrap.fill(
    "A paragraph before the list says nothing of note. It is there because no list stands alone, and because what "
    "has been said before it must not be taken for a part of it, however long it may be or however it may end. "
    * 3,
    WIDTH,
)


def wrapped(label: Callable[[int], str], first: str, rest: str, between: str) -> str:
    """The entries with a label each, the first line and the others indented, and what stands between entries."""
    lines = (
        textwrap.fill(
            label(number) + entry, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
        for number, entry in enumerate(ENTRIES, 1)
    )
    return between.join(lines)


LAYOUTS = {
    "hanging": wrapped(lambda n: "", "", "    ", "\n"),
    "hanging, blank lines": wrapped(lambda n: "", "", "    ", "\n\n"),
    "blank lines": wrapped(lambda n: "", "", "", "\n\n"),
    "first line indented": wrapped(lambda n: "", "    ", "", "\n"),
    "no mark at all": wrapped(lambda n: "", "", "", "\n"),
    "[1]": wrapped(lambda n: f"[{n}] ", "", "     ", "\n"),
    "[1] flat": wrapped(lambda n: f"[{n}] ", "", "", "\n"),
    "1.": wrapped(lambda n: f"{n}. ", "", "    ", "\n"),
    "1. flat": wrapped(lambda n: f"{n}. ", "", "", "\n"),
    "(1)": wrapped(lambda n: f"({n}) ", "", "", "\n"),
    "1)": wrapped(lambda n: f"{n}) ", "", "", "\n"),
    "bare numbers": wrapped(lambda n: f"{n} ", "", "", "\n"),
    "bullets": wrapped(lambda n: "• ", "  ", "    ", "\n"),
    "hyphens": wrapped(lambda n: "- ", "", "  ", "\n"),
    "double spaced": wrapped(lambda n: "", "", "    ", "\n").replace("\n", "\n\n"),
    "a line each": "\n".join(ENTRIES),
    "a paragraph each": "\n\n".join(ENTRIES),
}


def bare(text: str) -> str:
    return " ".join(re.sub(r"^(?:\[\d+\]|\(\d+\)|\d+[.)]|\d+(?= [^\d]))\s", "", text).split())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "after",
    ["", f"\n\nAppendix\n\n{PROSE}", f"\n\nSome Last Words\n\n{PROSE}"],
    ids=["end", "appendix", "unknown"],
)
def test_every_entry_is_one_entry(layout: str, after: str) -> None:
    text = f"A Title\n\n{PROSE}\n\nReferences\n\n{LAYOUTS[layout]}{after}\n"
    lists = find_lists(read_layout(text))
    assert [bare(span.of(text)) for one in lists for span in one.entries] == ENTRIES


@pytest.mark.parametrize("number_at", ["top", "bottom"])
def test_pages_may_break_anywhere(number_at: str) -> None:
    lines = f"A Title\n\n{PROSE}\n\nReferences\n\n{LAYOUTS['hanging']}".split("\n")
    for height in (9, 10, 11, 12, 13):
        pages = []
        for page, start in enumerate(range(0, len(lines), height), 1):
            body = "\n".join(lines[start : start + height])
            head, foot = f"READING{' ' * 30}{page}", f"{' ' * 40}{page}"
            pages.append(f"{head}\n\n{body}" if number_at == "top" else f"{body}\n\n{foot}")
        layout = read_layout("\n\f".join(pages))
        entries = [bare(span.of(layout.text)) for one in find_lists(layout) for span in one.entries]
        assert entries == ENTRIES, height


HEADINGS = {
    Section.LIST: "References|8 References|REFERENCES CITED|R EFERENCES|Works Cited:|VII. Bibliography|"
    "## References|**Sources**|4.7. Literature Cited|"
    "References to Chapter 3|CHAPTER 6: REFERENCES|References (continued)|Archival Sources|"
    "B I B L I O G R A P H Y|Literaturverzeichnis|Quellen- und Literaturverzeichnis|Références bibliographiques|"
    "Bibliografía|Źródła|Список литературы|参考文献|Bibliography of Works Cited|\\section*{References}",
    Section.NOTES: "Notes|NOTES|Endnotes|Anmerkungen|Notes and References|Przypisy|註",
    Section.OTHER: "Appendix A: Proofs|Acknowledgements|Über den Autor|Curriculum Vitae|About the Author",
    Section.PART: "Chapter 3|CHAPTER TWO|Part II: Cases|Teil 4",
    None: "Bibliography          68|References ........ 95|A Study|Literature Review|Part of the problem|"
    "the references that are given in this paper are many and long and they would not fit in a heading at all",
}


@pytest.mark.parametrize(
    ("heading", "section"), [(text, section) for section, row in HEADINGS.items() for text in row.split("|")]
)
def test_headings(heading: str, section: Section | None) -> None:
    assert section_of(heading) is section


def test_subheadings_and_letters_are_no_entries() -> None:
    lines = ["A Title", "", PROSE, "", "Bibliography", "", "Books and Articles"]
    for number, entry in enumerate(ENTRIES):
        if number == 0 or entry[0] != ENTRIES[number - 1][0]:
            lines.append(entry[0])
        lines.append(textwrap.fill(entry, WIDTH, subsequent_indent="    ", break_on_hyphens=False))
    text = "\n".join(lines) + "\n"
    assert [bare(span.of(text)) for one in find_lists(read_layout(text)) for span in one.entries] == ENTRIES
