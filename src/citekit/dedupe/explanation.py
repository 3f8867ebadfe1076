"""Reasons in words: what agrees, what differs, in the order of its weight."""

from __future__ import annotations

from citekit.dedupe.columns import Columns
from citekit.dedupe.comparison import Agreement, Comparison, DateLevel, days_apart
from citekit.dedupe.containers import ContainerLevel
from citekit.dedupe.names import AuthorLevel
from citekit.dedupe.title_words import Notice
from citekit.dedupe.titles import TitleLevel

_TITLES = {
    TitleLevel.EXACT: "same title",
    TitleLevel.SPELLING: "same title, spelt otherwise",
    TitleLevel.SUBTITLE: "same title, one without its subtitle",
    TitleLevel.CONTAINED: "all words of one title stand in the other",
    TitleLevel.MISSING: "no title to compare",
}
_AUTHORS = {
    AuthorLevel.CONFLICT: "other authors",
    AuthorLevel.NAMESAKE: "same family name, other given name",
    AuthorLevel.FEW: "few authors in common",
    AuthorLevel.PARTIAL: "most authors in common",
    AuthorLevel.FAMILY: "same family names",
    AuthorLevel.INITIALS: "same authors as far as initials tell",
    AuthorLevel.FULL: "same authors",
}
_CONTAINERS = {
    ContainerLevel.DIFFERENT: "other {}",
    ContainerLevel.ABBREVIATED: "same {}, abbreviated",
    ContainerLevel.EXACT: "same {}",
}
_NOTICES = {
    Notice.ERRATUM: "a correction",
    Notice.RETRACTION: "a retraction",
    Notice.REPLY: "a reply",
    Notice.REVIEW: "a review",
}


def reasons(a: Columns, b: Columns, found: Comparison) -> tuple[str, ...]:
    """Return in words what speaks for and against two records being one work."""
    said = _identifiers(a, b, found)
    said.append(_title(found))
    if a.title.notice is not b.title.notice:
        said.append(f"one is {_NOTICES[max(a.title.notice, b.title.notice)]}")
    if found.authors in _AUTHORS:
        people = _AUTHORS[found.authors]
        said.append(people.replace("authors", "author") if max(len(a.authors), len(b.authors)) == 1 else people)
    said += [*_date(a, b, found), *_place(a, b, found)]
    return tuple(one for one in said if one)


def _identifiers(a: Columns, b: Columns, found: Comparison) -> list[str]:
    said = []
    for label, agreement in (
        ("DOI", found.doi),
        ("PMID", found.pmid),
        ("arXiv number", found.arxiv),
        ("ISBN", found.isbn),
    ):
        if agreement is Agreement.EQUAL:
            said.append(f"same {label}")
        elif agreement is Agreement.DIFFERENT:
            said.append(f"two different {label}s")
    if found.url is Agreement.EQUAL:
        said.append("same address")
    elif found.url is Agreement.DIFFERENT:
        said.append("another page of the same site")
    return said


def _title(found: Comparison) -> str:
    match = found.title
    if found.unreadable:
        return "titles in two scripts or languages"
    if found.explained:
        return "same title; what one has more stands in the other's fields"
    if match.level is TitleLevel.NUMBERED:
        left, right = ([word for word in side if word.isdigit()] for side in (match.left, match.right))
        return f"same title but for the numerals ({', '.join(left)} and {', '.join(right)})"
    if match.level is TitleLevel.SIMILAR:
        return f"similar titles ({' '.join(match.left[:4])} against {' '.join(match.right[:4])})"
    return _TITLES.get(match.level, "other title")


def _date(a: Columns, b: Columns, found: Comparison) -> list[str]:
    level = found.date
    if level is DateLevel.MISSING:
        return [] if not (a.start or b.start) else ["one has no date"]
    if level is DateLevel.DAY:
        return ["same day"]
    if level is DateLevel.YEAR:
        return ["same year"] if len(a.start) == len(b.start) == 1 else ["same date as far as given"]
    if level is DateLevel.SLIP:
        return [f"years that differ by a slip of digits ({a.year}, {b.year})"]
    if len(a.start) == len(b.start) == 3:
        days = days_apart(a.start, b.start)
        return (
            [f"other date: {_count(days, 'day')} apart"] if days < 60 else [f"other date ({_day(a)}, {_day(b)})"]
        )
    if a.year != b.year:
        return [f"other year ({a.year}, {b.year})"]
    return ["other month"]


def _day(one: Columns) -> str:
    return "-".join(f"{part:02d}" for part in one.start)


def _count(number: int, word: str) -> str:
    return f"one {word}" if number == 1 else f"{number} {word}s"


def _place(a: Columns, b: Columns, found: Comparison) -> list[str]:
    said = []
    noun = "journal" if "article" in (a.kind, b.kind) else "book" if "chapter" in (a.kind, b.kind) else "container"
    said.append(_CONTAINERS.get(found.container, "").format(noun))
    said.append(_CONTAINERS.get(found.publisher, "").format("publisher"))
    for label, agreement, one, other in (
        ("volume", found.volume, a.volume, b.volume),
        ("issue", found.issue, a.issue, b.issue),
        ("first page", found.page, a.first_page, b.first_page),
        ("number", found.number, a.number, b.number),
        ("edition", found.edition, a.edition, b.edition),
    ):
        if agreement is Agreement.EQUAL:
            said.append(f"same {label}")
        elif agreement is Agreement.DIFFERENT:
            said.append(f"other {label} ({one}, {other})")
    return said
