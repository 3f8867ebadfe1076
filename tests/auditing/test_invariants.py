"""What holds for any text: nothing is raised, spans lie in the text, edits change what they say and no more."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.auditing import audit, restyle
from citekit.auditing.checks.dates import url_date
from citekit.auditing.proof.differences import differences
from citekit.auditing.proof.tokens import tokens
from citekit.auditing.restyling.edits import Edit, applied
from citekit.auditing.wording import balanced, distance, is_short_title
from citekit.extraction.paper import read_paper
from citekit.model import Source, Span

TODAY = datetime.date(2026, 1, 1)
WORDS = st.sampled_from(
    """
    Berg Cole *Salt “Coast,” (2004) 2004. http://a.example/2004/05/03 <http://b.example> pp.3-9 Vol.3 Ibid. ibid.,
    ¹ ² ³ See: [1] [2] Works Cited References - — – ' " * ( ) ; : 12 June 31, 2004 Żak Zak “ ” ‘ ’
    """.split()
)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=12)


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_nothing_is_raised_and_spans_lie_in_the_text(lines: list[str]) -> None:
    text = "\n\n".join(lines) + "\n"
    paper = read_paper(Source("text", text))
    for finding in audit(paper, style="apa", today=TODAY):
        if finding.span is not None:
            assert 0 <= finding.span.start <= finding.span.end <= len(text)
    for style in ("apa", "chicago-notes-bibliography"):
        restyle(paper, style)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_audited(text: str) -> None:
    assert all(finding.code for finding in audit(read_paper(Source("text", text)), candidates=()))


@given(st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=12).map(" ".join))
def test_two_readings_are_equal_where_nothing_differs(one: str, other: str) -> None:
    left, right = tokens(one), tokens(other)
    assert differences(left, left) == []
    same = [(token.text, token.after_blank) for token in left] == [
        (token.text, token.after_blank) for token in right
    ]
    assert (differences(left, right) == []) == same
    for difference in differences(left, right):
        assert 0 <= difference.start <= difference.end <= len(one)


@given(st.text(alphabet="abc ", max_size=30), st.data())
def test_edits_change_what_they_cover(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(cuts[at], cuts[at + 1]) for at in range(0, len(cuts) - 1, 2)]
    assert applied(text, [Edit(span, span.of(text), "same") for span in spans]) == text
    gone = applied(text, [Edit(span, "", "gone") for span in spans])
    assert len(gone) == len(text) - sum(end - start for start, end in spans)


@given(st.text(alphabet="abcd", max_size=8), st.text(alphabet="abcd", max_size=8))
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert (distance(one, other, 8) == 0) == (one == other)
    assert distance(one, other, 8) == distance(other, one, 8)
    assert distance(one, other, 1) == min(distance(one, other, 8), 2)


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/news/2018/09/05/title", (2018, 9, 5)),
        ("https://a.example/2018/jun/08/title", (2018, 6, 8)),
        ("https://a.example/2018-10/26/c_137560869.htm", (2018, 10, 26)),
        ("https://a.example/shishin_20150427e.html", (2015, 4, 27)),
        ("https://a.example/interactive/2017/03/politics/", (2017, 3, None)),
        ("https://a.example/2017/12/NSS-Final-12-18-2017-0905.pdf", (2017, 12, None)),
        ("https://a.example/180511/clm1805110004-n1.html", None),
        ("https://a.example/pdf/270414.pdf", None),
        ("https://a.example/article/DGXMZO3696284026102018MM8000", None),
        ("https://a.example/2018/02/30/title", (2018, 2, None)),
        ("https://a.example/2018/01/02/2019/03/04", None),
        ("https://2018.example/05/03", None),
    ],
)
def test_dates_in_addresses(url: str, date: tuple[int, int, int | None] | None) -> None:
    found = url_date(url)
    assert (found and found[:3]) == date


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Salt on the Coast", "Salt on the Coast: A History", True),
        ("the Coast", "Salt on the Coast: A History", True),
        ("Salt on the Coasts", "Salt on the Coast: A History", False),
        ("US Salt", "U.S. Salt", False),
        ("Meeting (‘2+2’", "Meeting (‘2+2’ Talks)", False),
        ("Salt on the co", "Salt on the Coast", False),
    ],
)
def test_short_titles(short: str, full: str, fits: bool) -> None:
    assert is_short_title(short, full) is fits


def test_brackets() -> None:
    assert balanced("a (b [c]) d")
    assert not balanced("a (b")
    assert not balanced("a) b(")
