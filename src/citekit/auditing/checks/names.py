"""Names of people and of periodicals, publishers and places, spelt in more than one way."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from citekit.auditing.subject import Subject
from citekit.auditing.wording import distance, folded, plain_marks, quoted
from citekit.model import Finding, Name, Reference, Severity


class _Printed(NamedTuple):
    """A name and where it is printed; no reference for the paper's own byline."""

    family: str
    given: str
    reference: Reference | None
    role: str


def names_spelt_in_two_ways(subject: Subject) -> Iterator[Finding]:
    """One person's name with and without its accents, or with a letter changed."""
    names = [*_bylines(subject), *_people(subject)]
    groups: dict[str, list[_Printed]] = defaultdict(list)
    for name in names:
        groups[folded(name.family)].append(name)
    for group in groups.values():
        yield from _in_group(subject, group)
    yield from _one_letter_apart(subject, names)


def _people(subject: Subject) -> Iterator[_Printed]:
    for reference in subject.paper.references:
        for role in ("author", "editor", "translator"):
            for name in getattr(reference, role):
                if name.family:
                    yield _Printed(_family(name), name.given or "", reference, role)


def _family(name: Name) -> str:
    return " ".join(part for part in (name.non_dropping_particle, name.family) if part)


def _bylines(subject: Subject) -> Iterator[_Printed]:
    """The paper's authors, both ways round: which part is the family name, print does not say."""
    for author in subject.paper.authors:
        parts = author.split()
        if len(parts) >= 2:
            yield _Printed(parts[-1], " ".join(parts[:-1]), None, "author")
            yield _Printed(parts[0], " ".join(parts[1:]), None, "author")


def _in_group(subject: Subject, group: list[_Printed]) -> Iterator[Finding]:
    """Names whose letters are the same but for accents, case or hyphens."""
    told = set()
    for index, one in enumerate(group):
        for other in group[:index]:
            if plain_marks(one.family).casefold() == plain_marks(other.family).casefold() or not _may_be_one(
                one.given, other.given
            ):
                continue
            told_key = (one.family, other.family)
            if told_key in told or one.reference is None:
                continue
            told.add(told_key)
            yield _finding(subject, one, other)


def _one_letter_apart(subject: Subject, names: list[_Printed]) -> Iterator[Finding]:
    """Family names that differ in one letter, of people whose given names are the same and printed in full."""
    by_given: dict[str, list[_Printed]] = defaultdict(list)
    for name in names:
        if any(len(part.strip(".")) > 2 for part in name.given.split()):
            by_given[folded(name.given)].append(name)
    for group in by_given.values():
        families = sorted({folded(name.family) for name in group})
        for index, one in enumerate(families):
            for other in families[:index]:
                if min(len(one), len(other)) >= 5 and distance(one, other, 1) == 1:
                    pair = [next(name for name in group if folded(name.family) == key) for key in (one, other)]
                    later, earlier = sorted(pair, key=lambda name: name.reference is None)
                    if later.reference is not None:
                        yield _finding(subject, later, earlier)


def _finding(subject: Subject, one: _Printed, other: _Printed) -> Finding:
    where = "the paper's byline" if other.reference is None else other.reference.id
    return subject.finding(
        "name-spelt-two-ways",
        f"{quoted(one.family)} here, {quoted(other.family)} in {where}",
        about=one.reference,
        field=one.role,
        hint="if it is one person, spell the name in one way",
    )


def _may_be_one(given: str, other: str) -> bool:
    """Tell whether two given names can be one person's: equal, or one the initials of the other."""
    left, right = (re.findall(r"[^\W\d_]+", text) for text in (given, other))
    if not left or not right:
        return True
    for one, two in zip(left, right, strict=False):
        short, long = sorted((folded(one), folded(two)), key=len)
        if not long.startswith(short) or (short != long and len(short) > 2):
            return False
    return True


_SOURCES = {"container_title": "periodical or website", "publisher": "publisher", "publisher_place": "place"}


def sources_spelt_in_two_ways(subject: Subject) -> Iterator[Finding]:
    """One periodical, publisher or place in two spellings: with and without an article, accent or capital."""
    for attribute, what in _SOURCES.items():
        groups: dict[str, list[Reference]] = defaultdict(list)
        for reference in subject.paper.references:
            if value := getattr(reference, attribute):
                groups[_without_article(value)].append(reference)
        for group in groups.values():
            spellings = Counter(plain_marks(getattr(reference, attribute)) for reference in group)
            if len(spellings) < 2:
                continue
            usual = spellings.most_common(1)[0][0]
            for reference in group:
                spelling = plain_marks(getattr(reference, attribute))
                if spelling != usual:
                    yield subject.finding(
                        "source-spelt-two-ways",
                        f"the {what} is {quoted(spelling)} here and {quoted(usual)} elsewhere",
                        about=reference,
                        field=attribute,
                        severity=_weight(spelling, usual),
                        hint="spell it in one way",
                    )


def _weight(one: str, other: str) -> Severity:
    """Capitals, articles and blanks matter less than letters."""
    bare = [re.sub(r"^the|[\s.,-]", "", text.casefold()) for text in (one, other)]
    return Severity.INFO if bare[0] == bare[1] else Severity.WARNING


def _without_article(text: str) -> str:
    return folded(re.sub(r"^(?:the|der|die|das|le|la|les|il|el)\s+", "", text, flags=re.I).replace("&", "and"))
