"""Made-up references for the tests that write and read again."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from citekit.model import Date, Name, Reference
from citekit.model.variables import TYPES

LETTERS = "abcdefgzABCDGZéüßøÅłŁōŻž0123456789αΩ漢я"
SIGNS = " .,:;-–—'’“”\"()[]{}&%$#_~^\\/<>|@=+*!?`…€²"


def words(alphabet: str = LETTERS + SIGNS, longest: int = 24) -> st.SearchStrategy[str]:
    """Text on one line without white space at its ends or doubled within, as a field holds it."""
    return (
        st.text(alphabet, min_size=1, max_size=longest)
        .map(lambda text: " ".join(text.split()))
        .filter(lambda text: any(character.isalnum() for character in text))
    )


plain = words(LETTERS + " .,:;'()&%#_-")
name_part = words(LETTERS + " .'-", 12)
particle = st.sampled_from(["van", "de la", "von", "der"])
numbers = st.from_regex(r"[1-9][0-9]{0,3}[a-z]?", fullmatch=True)


@st.composite
def names(draw: st.DrawFn) -> Name:
    """A person or an organisation."""
    if draw(st.integers(0, 4)) == 0:
        return Name(literal=draw(words(LETTERS + " .,&-'#%")))
    values: dict[str, Any] = {"family": draw(name_part), "given": draw(name_part)}
    for part in ("non_dropping_particle", "dropping_particle"):
        if draw(st.integers(0, 4)) == 0:
            values[part] = draw(particle)
    if draw(st.integers(0, 5)) == 0:
        values["suffix"] = draw(st.sampled_from(["Jr.", "III"]))
    values["static_ordering"] = draw(st.integers(0, 5)) == 0
    if draw(st.integers(0, 8)) == 0:
        del values[draw(st.sampled_from(["family", "given"]))]
    return Name(**values)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """A day, a month, a year, or a range."""

    def part() -> tuple[int, ...]:
        return draw(
            st.one_of(
                st.tuples(st.integers(1000, 2100)),
                st.tuples(st.integers(1000, 2100), st.integers(1, 12)),
                st.tuples(st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
            )
        )

    first = part()
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return Date(parts=(first, (*(first[0] + 1 for _ in first[:1]), *first[1:])))
    if kind == 1:
        return Date(parts=(first[:1],), season=draw(st.integers(1, 4)))
    if kind == 2:
        return Date(parts=(first,), circa=True)
    return Date(parts=(first,))


TEXTS = """container_title publisher publisher_place collection_title event_title event_place edition genre
keyword note_field abstract annote archive original_title reviewed_title source medium status version""".split()
COUNTS = "volume issue number number_of_pages number_of_volumes chapter_number collection_number section".split()
PEOPLE = "author editor translator container_author director interviewer composer collection_editor".split()
DATES = "issued accessed event_date original_date submitted".split()


@st.composite
def references(draw: st.DrawFn, texts: st.SearchStrategy[str] = plain) -> Reference:
    """A reference with some of its variables set."""
    values: dict[str, Any] = {
        "id": draw(st.from_regex(r"[a-z][a-z0-9:_+-]{1,10}", fullmatch=True)),
        "type": draw(st.sampled_from(sorted(TYPES))),
    }
    if draw(st.integers(0, 9)):
        values["title"] = draw(words())
    for variable in draw(st.sets(st.sampled_from(TEXTS), max_size=6)):
        values[variable] = draw(texts)
    for variable in draw(st.sets(st.sampled_from(COUNTS), max_size=4)):
        values[variable] = draw(numbers)
    for variable in draw(st.sets(st.sampled_from(PEOPLE), max_size=3)):
        values[variable] = tuple(draw(st.lists(names(), min_size=1, max_size=3)))
    for variable in draw(st.sets(st.sampled_from(DATES), max_size=3)):
        values[variable] = draw(dates())
    if draw(st.booleans()):
        values["url"] = "https://example.org/" + draw(st.from_regex(r"[a-z_%#&=?/~.]{0,12}", fullmatch=True))
    if draw(st.booleans()):
        values["doi"] = "10.1000/" + draw(st.from_regex(r"[a-z_()<>;0-9]{1,9}", fullmatch=True))
    if draw(st.booleans()):
        values["page"] = draw(st.sampled_from(["1", "12-34", "S1-S9", "e5", "3, 7-9"]))
    if draw(st.integers(0, 4)) == 0:
        values["translated_title"] = draw(plain)
    if draw(st.integers(0, 4)) == 0:
        values["language"] = draw(st.sampled_from(["en", "de", "pt-BR", "ga-IE", "ja"]))
    if draw(st.integers(0, 6)) == 0:
        values["aliases"] = ("old-key", "older")
    return Reference(**values)
