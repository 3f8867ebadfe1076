"""What extract takes, and what it does with any text at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citekit.errors import UnreadableInput
from citekit.extraction import extract
from citekit.model import Paper


def test_a_path_is_read_and_names_the_source(tmp_path: Path) -> None:
    path = tmp_path / "essay.txt"
    path.write_text("An essay\n\nReferences\n\nShannon, C. E. (1948). A mathematical theory.\n", encoding="utf-8")
    assert extract(path).source.name == "essay.txt"
    assert extract(str(path)).source.name == "essay.txt"
    assert extract(path, name="mine").source.name == "mine"


@pytest.mark.parametrize("path", ["no-such-file.txt", "no such file.txt", "folder/nothing"])
def test_a_path_to_nothing_is_an_error(path: str) -> None:
    with pytest.raises(UnreadableInput):
        extract(path)
    with pytest.raises(UnreadableInput):
        extract(Path(path))


def test_a_text_without_references_gives_a_finding() -> None:
    paper = extract("A sentence that cites nothing.\n\nAnother one, in 2010 (as it happens).\n")
    assert (paper.notes, paper.works_cited, paper.citations) == ((), (), ())
    assert [finding.code for finding in paper.findings] == ["no-references"]
    assert extract("").findings[0].code == "no-references"


def check_spans(paper: Paper) -> None:
    text = paper.source.text
    for note in paper.notes:
        assert 0 <= note.span.start < note.span.end <= len(text)
        if note.marker:
            assert 0 <= note.marker.span.start < note.marker.span.end <= len(text)
    for entry in paper.works_cited:
        assert 0 <= entry.span.start < entry.span.end <= len(text)
        assert same_words(entry.text, entry.span.of(text))
    for citation in paper.citations:
        assert same_words(citation.text, citation.span.of(text))
    for finding in paper.findings:
        assert finding.span is None or 0 <= finding.span.start <= finding.span.end <= len(text)
    paper.to_json()


def same_words(text: str, printed: str) -> bool:
    """The printed words hold those of ``text`` in order; between them may stand page furniture."""
    rest = iter(printed.split())
    return all(word in rest for word in text.split())


PIECES = st.sampled_from(
    "References|Notes|Works Cited|Literatur|¹|²|³|1 |2. |[3] |[1]|(Smith 2010)|(Smith, *A*, 37–50)|“Title (sub”|"
    "Smith, J. (2010). A title. Journal, 3(2), 1–10.|- Weber, M. *Economy*. 1922.|———. 1923.|See note 1.|"
    "A sentence that says so.¹ |\f|\n|\n\n|    |12\n|RUNNING HEAD 12|[^1]|[^1]: |(((|]]|“|*|https://example.org/a_(b)."
    "|[^note]|[^note]: |^[in place]|^[|Works Cited\n\n|Amor-\n|etti (2002)|word.3,32|[see 1, p. 2]|Books Read\n\n"
    "|ibid.|Ebd., S. 3|中村（2010）|Литература|1990a, b|supra note 2|(2010; 2011)|\r|\x00|\x85|\u2028|𝔘𝔫𝔦".split(
        "|"
    )
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=12), max_size=40))
def test_no_text_is_too_odd(pieces: list[str]) -> None:
    check_spans(extract("\n" + "".join(pieces)))
