from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from citekit.errors import InvalidRecord
from citekit.model import Date, Name, Provenance, Reference, Span
from citekit.model.reference import DATE_FIELDS, NAME_FIELDS
from citekit.model.variables import DATE_VARIABLES, NAME_VARIABLES, TYPES, VARIABLES, field_name, variable_name

words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12)
names = st.one_of(
    st.builds(Name, literal=words),
    st.builds(
        Name, family=words, given=st.none() | words, suffix=st.none() | words, static_ordering=st.booleans()
    ),
)
single_dates = st.one_of(
    st.tuples(st.integers(-500, 2100)),
    st.tuples(st.integers(1, 2100), st.integers(1, 12)),
    st.tuples(st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28)),
)
dates = st.one_of(
    st.builds(Date, parts=st.lists(single_dates, min_size=1, max_size=2).map(tuple), circa=st.booleans()),
    st.builds(Date, literal=words),
)
FIELDS = {"container_title": Span(4, 6), "url": Span(6, 7), "author/0": Span(1, 3), "translated_title": Span(7, 8)}
references = st.builds(
    Reference,
    id=words,
    type=st.sampled_from(sorted(TYPES)),
    author=st.lists(names, max_size=3).map(tuple),
    issued=st.none() | dates,
    title=st.none() | words,
    translated_title=st.none() | words,
    note_field=st.none() | words,
    aliases=st.lists(words, max_size=2).map(tuple),
    provenance=st.lists(
        st.builds(Provenance, source=words, span=st.just(Span(3, 9)), text=words, fields=st.just(FIELDS)),
        max_size=2,
    ).map(tuple),
)


@given(references)
def test_csl_json_round_trip(reference: Reference) -> None:
    assert Reference.from_csl(reference.to_csl()) == reference


def test_every_variable_has_a_field_and_every_field_its_variable() -> None:
    fields = {field_name(variable) for variable in VARIABLES}
    own = {"id", "type", "translated_title", "aliases", "provenance", "custom", "extra"}
    assert fields == set(Reference.model_fields) - own
    assert all(variable_name(field) in VARIABLES for field in fields if field)
    assert {variable_name(field) for field in NAME_FIELDS} == NAME_VARIABLES
    assert {variable_name(field) for field in DATE_FIELDS} == DATE_VARIABLES


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"id": "a", "type": "boook"}, "boook"),
        ({"id": " "}, "needs an id"),
        ({"id": "a", "URL": "http:/nowhere"}, "not a web address"),
        ({"id": "a", "URL": "http://a b.org/"}, "not a web address"),
        ({"id": "a", "DOI": "12.34/x"}, "not a DOI"),
        ({"id": "a", "issued": {"date-parts": [[2018, 13]]}}, "no month 13"),
        ({"id": "a", "issued": {"date-parts": [[2018, 2, 30]]}}, "no day 30"),
        ({"id": "a", "issued": {"date-parts": [["soon"]]}}, "issued of a"),
        ({"id": "a", "issued": "2018"}, "issued of a"),
        ({"id": "a", "author": [{}]}, "author of a"),
        ({"id": "a", "page": "  "}, "page"),
    ],
)
def test_what_does_not_fit_is_named(item: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidRecord, match=says):
        Reference.from_csl(item)


def test_older_names_numbers_and_unknown_variables_are_kept() -> None:
    item = {"id": 7, "shortTitle": "S", "volume": 3, "mood": "good", "title": None, "issued": {"raw": "soon"}}
    reference = Reference.from_csl(item)
    assert reference.id == "7"
    assert reference.title_short == "S"
    assert reference.volume == "3"
    assert reference.to_csl()["mood"] == "good"
    assert reference.issued == Date(literal="soon")


def test_a_doi_is_kept_bare() -> None:
    assert Reference(id="a", doi="https://doi.org/10.1000/ABC.1").doi == "10.1000/ABC.1"


def test_records_do_not_change() -> None:
    reference = Reference(id="a", title="T")
    with pytest.raises(ValidationError, match="frozen"):
        reference.title = "U"  # type: ignore[misc]
    assert reference.replace(title="U") == Reference(id="a", title="U")
    with pytest.raises(ValueError, match="no month"):
        reference.replace(issued=Date.of(2018, 14))


def test_a_name_is_a_person_or_an_organisation() -> None:
    with pytest.raises(ValueError, match="not both"):
        Name(family="Abe", literal="Cabinet Office")
    assert str(Name(family="Wu", given="Huaizhong", static_ordering=True)) == "Wu Huaizhong"
    assert str(Name(family="Gogh", given="Vincent", non_dropping_particle="van")) == "Vincent van Gogh"


def test_in_json_the_fields_have_csl_names() -> None:
    origin = Provenance(source="s", span=Span(0, 9), text="t", fields=FIELDS)
    assert list(origin.to_json()["fields"]) == ["container-title", "URL", "author/0", "translated-title"]
