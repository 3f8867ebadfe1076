"""A list as a whole: repeated authors, order of names, offsets, keys."""

from __future__ import annotations

from citekit.parse import parse_entries

LIST = """\
Holloway, M. *The Salt Roads of Anatolia*. London: Verso, 2004.
———. *Harbours of the Baltic*. London: Verso, 2004.
Lindqvist, P. and Moreau, C. “Tariffs.” *World Politics*, vol. 12, no. 1, 1999, pp. 1-20.
Tran Quoc. *Rivers of the South*. Hanoi: World Publishers, 2011.
Ministry of Health. *Annual Report* (May 3, 2014). Web. June 1, 2016, http://www.example.org/r.pdf.
"""


def entries(text: str) -> list[tuple[str, int]]:
    found, offset = [], 0
    for line in text.splitlines(keepends=True):
        found.append((line.rstrip("\n"), offset))
        offset += len(line)
    return found


def test_a_dash_repeats_the_author_above() -> None:
    parsed = parse_entries(entries(LIST), source="list.txt")
    first, second = parsed[0].reference, parsed[1].reference
    assert second.author == first.author
    assert second.title == "Harbours of the Baltic"
    origin = second.provenance[0]
    assert origin.fields["author"].of(LIST) == "———"
    assert origin.span.of(LIST) == origin.text == LIST.splitlines()[1]


def test_keys_are_unique_and_avoid_those_taken() -> None:
    keys = [one.reference.id for one in parse_entries(entries(LIST), taken={"holloway2004"})]
    assert keys[:2] == ["holloway2004b", "holloway2004c"]
    assert len(set(keys)) == len(keys)


def test_a_name_without_comma_in_an_inverted_list_stands_family_first() -> None:
    name = parse_entries(entries(LIST))[3].reference.author[0]
    assert (name.family, name.given, name.static_ordering) == ("Tran", "Quoc", True)
    alone = parse_entries([("Tran Quoc. *Rivers of the South*. Hanoi: World Publishers, 2011.", 0)])
    assert alone[0].reference.author[0].family == "Quoc"


def test_spans_count_from_the_source() -> None:
    for one in parse_entries(entries(LIST), source="list.txt"):
        origin = one.reference.provenance[0]
        assert origin.source == "list.txt"
        assert one.reference.title is not None
        assert origin.fields["title"].of(LIST) == one.reference.title


def test_line_breaks_and_hyphens_inside_an_entry() -> None:
    text = "Holloway, M. *The Salt Roads of Ana-\ntolia*. London: Verso, 2004, <http://www.example.org/salt-\nroads.html>."
    reference = parse_entries([(text, 0)])[0].reference
    assert reference.title == "The Salt Roads of Anatolia"
    assert reference.url == "http://www.example.org/salt-roads.html"


def test_other_ways_of_leaving_the_author_out() -> None:
    parsed = parse_entries([
        ("Weber, Karl (2004): Die Ordnung der Märkte. Berlin: Nomos.", 0),
        ("– Die Ordnung der Städte. Berlin: Nomos, 2006.", 100),
        ("(2008): Die Ordnung der Dörfer. Berlin: Nomos.", 200),
    ])  # fmt: skip
    assert [str(one.reference.author[0]) for one in parsed] == ["Karl Weber"] * 3
    assert [one.reference.issued.year for one in parsed if one.reference.issued] == [2004, 2006, 2008]


def test_dashes_before_every_entry_are_bullets() -> None:
    parsed = parse_entries([
        ("- Weber, Karl. *Märkte*. Berlin: Nomos, 2004.", 0),
        ("- Moreau, Claire. *Ports*. Paris: Seuil, 2006.", 100),
    ])  # fmt: skip
    assert [one.reference.author[0].family for one in parsed] == ["Weber", "Moreau"]
