"""Lists of works cited in every layout that marks where an entry begins, and in none that does."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from citekit.extraction.headings import Section, section_of
from citekit.extraction.layout import read_layout
from citekit.extraction.works_cited import find_lists, find_lists_without_name

HERE = Path(__file__).parent
ENTRIES = (HERE / "entries.txt").read_text(encoding="utf-8").splitlines()
WIDTH = 84
PROSE = textwrap.fill(
    "A paragraph before the list says nothing of note. It is there because no list stands alone, and because what "
    "has been said before it must not be taken for a part of it, however long it may be or however it may end. "
    * 3,
    WIDTH,
)


def wrapped(
    label: Callable[[int], str], first: str, rest: str, between: str, listed: Sequence[str] = ENTRIES
) -> str:
    """The entries with a label each, the first line and the others indented, and what stands between entries."""
    lines = (
        textwrap.fill(
            label(number) + entry, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
        for number, entry in enumerate(listed, 1)
    )
    return between.join(lines)


MANNERS: dict[str, tuple[Callable[[int], str], str, str, str]] = {
    "hanging": (lambda n: "", "", "    ", "\n"),
    "hanging, blank lines": (lambda n: "", "", "    ", "\n\n"),
    "blank lines": (lambda n: "", "", "", "\n\n"),
    "first line indented": (lambda n: "", "    ", "", "\n"),
    "no mark at all": (lambda n: "", "", "", "\n"),
    "[1]": (lambda n: f"[{n}] ", "", "     ", "\n"),
    "[1] flat": (lambda n: f"[{n}] ", "", "", "\n"),
    "1.": (lambda n: f"{n}. ", "", "    ", "\n"),
    "1. flat": (lambda n: f"{n}. ", "", "", "\n"),
    "(1)": (lambda n: f"({n}) ", "", "", "\n"),
    "1)": (lambda n: f"{n}) ", "", "", "\n"),
    "bare numbers": (lambda n: f"{n} ", "", "", "\n"),
    "bullets": (lambda n: "• ", "  ", "    ", "\n"),
    "hyphens": (lambda n: "- ", "", "  ", "\n"),
}
LAYOUTS = {
    **{name: wrapped(*manner) for name, manner in MANNERS.items()},
    "double spaced": wrapped(*MANNERS["hanging"]).replace("\n", "\n\n"),
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


CHAPTERS = ["Introduction", "A Model of Entry", "Data and Methods"]


@pytest.mark.parametrize("manner", MANNERS)
def test_short_lists_of_chapters_help_each_other(manner: str) -> None:
    """A list of a few entries says little of how it is laid out; all lists of a thesis together say enough."""
    text = "A Thesis\n"
    for number, title in enumerate(CHAPTERS):
        listed = wrapped(*MANNERS[manner], ENTRIES[5 * number : 5 * number + 5])
        text += f"\n\fChapter {number + 1}\n\n{title}\n\n{PROSE}\n\nReferences\n\n{listed}\n"
    layout = read_layout(text)
    lists = find_lists(layout)
    assert [len(one.entries) for one in lists] == [5, 5, 4]
    assert [bare(span.of(layout.text)) for one in lists for span in one.entries] == ENTRIES


def test_a_year_at_the_head_of_a_page_is_no_page_number() -> None:
    pages = [f"{PROSE}\n\n{' ' * 30}{number}" for number in range(1, 4)]
    pages.append("References\n\nAbe, Kim. A Title. Oxford: Oxford University Press,\n\n" + " " * 30 + "4")
    pages.append("1991.\nBaker, Lee. Another Title. London: Press, 1992.\n\n" + " " * 30 + "5")
    text = "\n\f".join(pages)
    layout = read_layout(text)
    entries = [" ".join(span.of(layout.text).split()) for one in find_lists(layout) for span in one.entries]
    assert entries == [
        "Abe, Kim. A Title. Oxford: Oxford University Press, 1991.",
        "Baker, Lee. Another Title. London: Press, 1992.",
    ]


def test_the_heading_that_the_next_pages_repeat_stays() -> None:
    """``3 Results`` opens a section after a list of works, and then is the head of its pages."""
    lines = LAYOUTS["hanging"].split("\n")
    listed = [f"References\n\n{chr(10).join(lines[:12])}", "\n".join(lines[12:])]
    pages = [PROSE, *listed, *(PROSE for _ in range(3))]
    heads = ["1 Background", "", "2.4 References", "3 Results of the Study", *["3 Results of the Study"] * 2]
    numbered = [
        f"{head}{' ' * 40}{number}\n\n{page}" if number != 4 else f"{head}\n\n{page}\n\n{' ' * 30}4"
        for number, (head, page) in enumerate(zip(heads, pages, strict=True), 1)
    ]
    layout = read_layout("\n\f".join(numbered))
    assert [bare(span.of(layout.text)) for one in find_lists(layout) for span in one.entries] == ENTRIES
    assert layout.text.count("3 Results of the Study") == 1


UNDATED = ["Archivio di Stato di Venezia, Senato Mar, reg. 15.", "ISO/IEC 23090-6: Immersive media metrics."]


@pytest.mark.parametrize("place", [0, 7, 14])
def test_what_has_no_author_and_no_year_may_be_listed(place: int) -> None:
    listed = [*ENTRIES[:place], *UNDATED, *ENTRIES[place:]]
    entries = (textwrap.fill(entry, WIDTH, subsequent_indent="    ", break_on_hyphens=False) for entry in listed)
    after = "Curriculum Vitae\n\nJane Author was born in Leeds. She studied history and was a nurse before that."
    layout = read_layout(f"A Title\n\n{PROSE}\n\nSources\n\n" + "\n".join(entries) + f"\n\n{after}\n")
    assert [bare(span.of(layout.text)) for one in find_lists(layout) for span in one.entries] == listed


def test_a_list_under_a_heading_of_its_own_kind() -> None:
    text = f"A Title\n\n{PROSE}\n\nBooks That Were Read\n\n{LAYOUTS['hanging']}\n\nAppendix\n\n{PROSE}\n"
    layout = read_layout(text)
    assert find_lists(layout) == []
    found = find_lists_without_name(layout)
    assert [bare(span.of(layout.text)) for one in found for span in one.entries] == ENTRIES


def test_notes_are_no_list_without_a_name() -> None:
    notes = "\n".join(f"{number}. {entry}" for number, entry in enumerate(ENTRIES, 1))
    for heading in ("Notes", "What Else Is to Be Said"):
        assert find_lists_without_name(read_layout(f"A Title\n\n{PROSE}\n\n{heading}\n\n{notes}\n")) == []


def test_a_heading_without_a_blank_line_before_it() -> None:
    layout = read_layout(f"A Title\n{PROSE}\nReferences\n{LAYOUTS['hanging']}\n")
    assert [bare(span.of(layout.text)) for one in find_lists(layout) for span in one.entries] == ENTRIES


HEADINGS = {
    Section.LIST: "References|8 References|REFERENCES CITED|R EFERENCES|Works Cited:|VII. Bibliography|"
    "## References|**Sources**|4.7. Literature Cited|"
    "References to Chapter 3|CHAPTER 6: REFERENCES|References (continued)|Archival Sources|"
    "B I B L I O G R A P H Y|Thesis References|Bibliography for Part Two|Litteraturförteckning|Quellennachweise|"
    "Literaturverzeichnis|Quellen- und Literaturverzeichnis|Références bibliographiques|"
    "Bibliografía|Źródła|Список литературы|参考文献|Bibliography of Works Cited|\\section*{References}",
    Section.NOTES: "Notes|NOTES|Endnotes|Anmerkungen|Notes and References|Przypisy|註",
    Section.OTHER: "Appendix A: Proofs|Acknowledgements|Über den Autor|Curriculum Vitae|About the Author",
    Section.PART: "Chapter 3|CHAPTER TWO|Part II: Cases|Teil 4",
    None: "The list of all references in this thesis|Bibliography          68|References ........ 95|A Study|"
    "Literature Review|Part of the problem|"
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
