"""Whatever is printed: no exception, no record lost, no value that the text does not hold at its span."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from citekit.model import Reference
from citekit.parse import parse_entries, parse_notes, parse_references
from citekit.parse.normalisation import value
from citekit.parse.recognisers.numbering import tidy
from citekit.parse.recognisers.weblinks import address

SHARDS = st.sampled_from(
    ["“", "”", "‘", "’", '"', "'", "*", "«", "»", "(", ")", "[", "]", ".", ",", ":", ";", "–", "-", " ", "\n", "/",
     "2011", "1999a", "12", "3–5", "pp. ", "p.", "vol. ", "No. ", "in ", "In: ", "ed. ", "eds.", "Smith", "Li Wei",
     "J.", "Smith, J.", "and", "et al.", "Routledge", "London", "The New York Times", "Ministry of Trade", "ibid.",
     "op. cit.", "See ", "cf. ", "n. 4", "http://", "https://example.org/a_(b)", "www.a.b", "10.1000/182", "doi:",
     "March 3, 2014", "2018年9月5日", "Web.", "accessed ", "interview with Ana Ruiz on ", "thesis",
     "5th ed.", "S. 12 ff.",
     "[M]", "《", "》", "「", "」", "年", "编, ", "第3期", " // ", "М.: ", "Иванов И. И. ", "С. 5", "№ 3",
     "a cura di ", "hrsg. von ", "2 Bde.", "[Blog post]", "Ders. (Hg.): ", "o. J.", "MDCCXXVIII", "平成27年",
     "Winter 1998/99", "hdl:1/2", "SANTOS, José dos", "José Ortega y Gasset", "(Studien 14)", "« ", " »",
     "Trans. A. Sheridan.", "Cm 5860", "60‑1", "Discussion Paper 5", "김영수", "________", "[1897] 1951",
     "Web. 12 Oct. 2011", "Universität Bonn", "s. l.",
     "山口敬之", "\u00ad", "\u200b", "é", "ł", "<i>", "</i>", "http://[", "31 February 2010", "<http://a b>", "—"]
)  # fmt: skip
PRINT = st.one_of(
    st.text(max_size=80), st.lists(SHARDS, max_size=14).map("".join), st.lists(SHARDS, max_size=14).map(" ".join)
)

TEXT_FIELDS = (
    "title", "translated_title", "container_title", "collection_title", "publisher", "publisher_place", "genre",
    "medium",
)  # fmt: skip


def check(reference: Reference, source: str) -> None:
    origin = reference.provenance[0]
    assert origin.span.of(source) == origin.text
    for name, span in origin.fields.items():
        assert origin.span.covers(span)
        printed = span.of(source)
        if name in TEXT_FIELDS:
            assert value(printed) == getattr(reference, name)
        elif name in ("volume", "issue", "page", "chapter_number", "edition"):
            assert tidy(printed) == getattr(reference, name)
        elif name == "url":
            assert address(printed) == reference.url
        elif name in ("issued", "accessed"):
            date = getattr(reference, name)
            assert date.literal or (date.year is not None and re.search(r"\d{1,4}|[MDCLXVI]{4}|元", printed))
        elif name in ("author", "editor", "translator"):
            for one in getattr(reference, name):
                words = re.findall(r"\w+", " ".join(filter(None, (one.family, one.given, one.literal))))
                joined = re.sub(r"[\s\u00ad\u200b-]+", "", printed)
                assert all(word in joined for word in words)


@settings(max_examples=300, deadline=None)
@given(st.lists(PRINT, max_size=4))
@example(["10.1000/", "(((", "“", "*", ""])
def test_references(texts: list[str]) -> None:
    references = parse_references(texts)
    assert len(references) == len(texts)
    assert len({reference.id for reference in references}) == len(texts)
    for reference, text in zip(references, texts, strict=True):
        check(reference, text)


@settings(max_examples=300, deadline=None)
@given(st.lists(PRINT, max_size=4))
def test_notes(texts: list[str]) -> None:
    notes = parse_notes(texts)
    assert len(notes) == len(texts)
    for note, text in zip(notes, texts, strict=True):
        assert note.span == (0, len(text))
        assert text.endswith(note.text)
        end = 0
        for citation in note.citations:
            assert citation.span.of(text) == citation.text
            assert citation.span.start >= end
            end = citation.span.end
            check(citation.reference, text)


@settings(max_examples=150, deadline=None)
@given(st.lists(PRINT, max_size=5))
def test_entries(texts: list[str]) -> None:
    source = "\n".join(texts)
    offsets = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    parsed = parse_entries(list(zip(texts, offsets, strict=True)), source="list.txt")
    assert len(parsed) == len(texts)
    for one in parsed:
        assert one.reference.provenance[0].source == "list.txt"
        assert one.reference.provenance[0].span.of(source) == one.reference.provenance[0].text
