"""Whatever the fields hold, the processor renders, and HTML stays well formed."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.csl import Processor
from citekit.csl.date_input import parse
from citekit.csl.name_input import read
from citekit.csl.richtext import marked
from citekit.csl.textcase import CASES
from citekit.csl.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, TYPES

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
TAGGED = st.lists(
    st.sampled_from(
        [
            "<i>",
            "</i>",
            "<b>",
            "</b>",
            "<sc>",
            '<span class="nocase">',
            "</span>",
            '"',
            "'",
            "“",
            "”",
            "a",
            " ",
            "B.",
            "?",
        ]
    ),
    max_size=14,
).map("".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3000, 3000) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "circa", "suffix"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
VARIABLES = st.sampled_from(
    sorted(
        NAME_VARIABLES
        | DATE_VARIABLES
        | NUMBER_VARIABLES
        | {"title", "container-title", "note", "language", "URL", "nonsense"}
    )
)
ITEMS = st.fixed_dictionaries(
    {"id": st.just("a"), "type": st.sampled_from(sorted(TYPES))},
    optional={"title": TAGGED | TEXT, "container-title": TAGGED, "publisher": TEXT, "volume": TEXT, "page": TEXT},
)


@settings(max_examples=80, deadline=None)
@given(ITEMS, st.dictionaries(VARIABLES, JSON | TAGGED, max_size=6))
def test_anything_renders(item: dict[str, Any], more: dict[str, Any]) -> None:
    for style in ("apa", "chicago-notes-bibliography", "ieee"):
        processor = Processor(style, [{**item, **more}])
        (citation,) = processor.cite([{"citationItems": [{"id": "a"}], "properties": {"noteIndex": 1}}])
        ElementTree.fromstring(f"<r>{_printable(citation)}</r>")
        ElementTree.fromstring(_printable(processor.bibliography()))


def _printable(text: str) -> str:
    """Without the few characters that XML cannot hold at all; the processor hands them on."""
    return "".join(c for c in text if c in "\n\t" or 0x20 <= ord(c) < 0xFFFE or ord(c) > 0xFFFF)


@given(TAGGED)
def test_marks_balance(text: str) -> None:
    from citekit.csl import marks as m

    depth = 0
    for character in marked(text):
        if character in m.FORMATS:
            depth += 1
        elif character == m.CLOSE:
            depth -= 1
        assert depth >= 0
    assert depth == 0


@given(st.sampled_from(sorted(CASES)), TAGGED | TEXT)
def test_text_case_changes_case_only(case: str, text: str) -> None:
    before = marked(text)
    assert CASES[case](before).casefold() == before.casefold() or "ß" in text or not text.isascii()


@given(TEXT)
def test_raw_dates_keep_what_they_cannot_read(text: str) -> None:
    date = parse(text)
    assert date is None or date.literal or date.start is not None


@given(JSON)
def test_names_never_fail(value: object) -> None:
    assert isinstance(read(value), tuple)
