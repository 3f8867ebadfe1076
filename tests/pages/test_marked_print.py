from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Provenance, Reference, Span
from citekit.pages.marked_print import marked_print

TEXT = "Brook, P. (1997). Weirs and mills. Journal of Rivers, 9(1), 1–20."


def marked(text: str, fields: dict[str, Span], start: int = 0) -> str:
    span = Span(start, start + len(text))
    origin = Provenance(source="s", span=span, text=text, fields=fields, confidence=0.5)
    return marked_print(Reference(id="brook1997", type="article-journal", provenance=(origin,)))


def test_fields_are_named_under_their_words() -> None:
    fields = {"author": Span(0, 9), "issued": Span(11, 15), "volume": Span(54, 55), "issue": Span(56, 57)}
    shifted = {name: span.shift(100) for name, span in fields.items()}
    expected = f"""brook1997: article-journal, confidence 0.50
  {TEXT}
  └────────  └───                                       └ └
  author     issued                                     volume
                                                          issue
"""
    assert marked(TEXT, shifted, 100) == expected


@given(st.text(min_size=1, max_size=300), st.data())
def test_any_print_can_be_shown(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda place: Span(place[0], min(len(text), sum(place)))
    )
    shown = marked(text, {"title": data.draw(places), "url": data.draw(places)})
    assert "title" in shown
    assert "URL" in shown
