"""What an entry lacks and its like have: the paper's own habit decides what is required."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from urllib.parse import urlsplit

from citekit.auditing.subject import Subject
from citekit.auditing.wording import distance, quoted
from citekit.auditing.works import family, names_of
from citekit.model import Finding, Reference, Severity

_LEAST = 4  # entries that show a habit
_MOSTLY = 0.8

_SERIALS = ("article-journal", "article-magazine", "article-newspaper")


def _lacking(
    subject: Subject, group: Sequence[Reference], has: Callable[[Reference], object], unread: str
) -> list[Reference]:
    """The members of a group that lack what nearly all have; none where there is no such habit.

    What stands unread in the print and matches ``unread`` may be the thing itself: then nothing is claimed.
    """
    lacking = [reference for reference in group if not has(reference)]
    if len(group) - len(lacking) < _LEAST or len(group) - len(lacking) < _MOSTLY * len(group):
        return []
    return [one for one in lacking if subject.is_trusted(one) and not re.search(unread, subject.unread(one))]


_A_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"
_A_NUMBER = r"\d"
_A_NAME = r"[^\W\d_a-z][^\W\d_]{3}"


def access_date_missing(subject: Subject) -> Iterator[Finding]:
    """A web page without the day of access, where the others have one."""
    web = [one for one in subject.paper.references if one.url]
    for reference in _lacking(subject, web, lambda one: one.accessed, _A_YEAR):
        yield subject.finding(
            "missing-access-date",
            f"{quoted(subject.printed(reference))} has no access date; "
            f"{_share(web, lambda one: one.accessed)} have",
            about=reference,
            hint="add the day on which the page was read",
        )


def date_missing(subject: Subject) -> Iterator[Finding]:
    """A work without a date of publication, where the others have one.

    A title that ends in a year, as a yearbook's does, makes it a notice: the reader can tell.
    """
    works = [one for one in subject.paper.references if one.type not in ("interview", "personal_communication")]
    for reference in _lacking(subject, works, lambda one: one.issued, _A_YEAR):
        if re.search(rf"[(,]\s*{_A_YEAR}", reference.container_title or ""):
            continue  # read as part of the container's name
        named = next(
            (t for t in (reference.title, reference.container_title) if t and re.search(r"\b(1[5-9]|20)\d\d$", t)),
            None,
        )
        told = f"; its title {quoted(named)} names a year" if named else ""
        yield subject.finding(
            "missing-date",
            f"{quoted(subject.printed(reference))} has no date; "
            f"{_share(works, lambda one: one.issued)} have{told}",
            about=reference,
            severity=Severity.INFO if named else Severity.WARNING,
            hint="add the date of publication, or “n.d.”",
        )


def place_in_periodical_missing(subject: Subject) -> Iterator[Finding]:
    """An article with neither pages nor an address, where the paper gives all others one of the two."""
    articles = [one for one in subject.paper.references if _appeared_in_an_issue(one)]
    cited_at = {cite.key for cite in subject.cites if cite.locator}

    def findable(reference: Reference) -> bool:
        return bool(reference.page or reference.url or reference.doi or reference.id in cited_at)

    for reference in _lacking(subject, articles, findable, _A_NUMBER):
        yield subject.finding(
            "missing-pages-or-address",
            f"{quoted(subject.printed(reference))} has neither pages nor a web address; "
            f"{_share(articles, findable)} have one of them",
            about=reference,
            hint="add the page, the address or the DOI",
        )


def _appeared_in_an_issue(reference: Reference) -> bool:
    if reference.type not in _SERIALS or not reference.container_title:
        return False
    to_the_day = reference.issued is not None and any(len(part) == 3 for part in reference.issued.parts)
    return bool(reference.volume or reference.issue or to_the_day)


def publisher_missing(subject: Subject) -> Iterator[Finding]:
    """A book without its publisher, or without the place of publication, where the others have one."""
    books = [one for one in subject.paper.references if one.type == "book" and not (one.url or one.genre)]
    for code, attribute, what in (
        ("missing-publisher", "publisher", "publisher"),
        ("missing-place", "publisher_place", "place of publication"),
    ):
        for reference in _lacking(subject, books, attrgetter(attribute), _A_NAME):
            yield subject.finding(
                code,
                f"{quoted(subject.printed(reference))} has no {what}; other books here have",
                about=reference,
                hint=f"add the {what}",
            )


def site_not_named(subject: Subject) -> Iterator[Finding]:
    """A page whose periodical or institution other pages of the same host name, and it does not."""
    by_host: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.paper.references:
        if reference.url:
            by_host[_host(reference)].append(reference)
    for host, references in by_host.items():
        names = Counter(name for one in references if (name := _source_name(one)))
        if len(names) != 1:
            continue
        [(name, count)] = names.items()
        unnamed = [one for one in references if not _source_name(one) and not _names_itself(one, name)]
        if count < len(unnamed):
            continue
        for reference in unnamed:
            yield subject.finding(
                "missing-source-name",
                f"{quoted(subject.printed(reference))} does not name {quoted(name)}, as "
                f"{'another entry' if count == 1 else f'{count} others'} with pages of {host} "
                f"{'does' if count == 1 else 'do'}",
                about=reference,
                severity=Severity.INFO if reference.author and reference.type == "speech" else Severity.WARNING,
                hint="name it here too, or nowhere",
            )


def source_on_another_host(subject: Subject) -> Iterator[Finding]:
    """A page said to be of an institution or a periodical whose other pages all stand on one other host."""
    by_name: dict[str, list[Reference]] = defaultdict(list)
    for reference in subject.paper.references:
        if reference.url and (name := _source_name(reference)):
            by_name[name].append(reference)
    for name, references in by_name.items():
        hosts = Counter(_host(one) for one in references)
        usual, count = hosts.most_common(1)[0]
        if count < _LEAST - 1 or len(references) - count > 1:
            continue
        for reference in references:
            host = _host(reference)
            if host != usual and not _related(host, usual):
                yield subject.finding(
                    "source-on-another-host",
                    f"{quoted(name)} is named for a page of {host}; {count} others with this name are on {usual}",
                    about=reference,
                    field="url",
                    severity=Severity.INFO,
                    hint="see who answers for the page",
                )


def _host(reference: Reference) -> str:
    return (urlsplit(reference.url or "").hostname or "").removeprefix("www.")


def _related(host: str, other: str) -> bool:
    """Whether one host is part of the other (edition.cnn.com), or both have one name (bbc.com, bbc.co.uk).

    Names a slip of the keys apart are the business of ``host_mistyped``.
    """
    if distance(_name(host), _name(other), 2) <= 2:
        return True
    return host.endswith(f".{other}") or other.endswith(f".{host}")


def _name(host: str) -> str:
    return host.split(".")[0]


def _source_name(reference: Reference) -> str | None:
    if reference.type in _SERIALS:
        return reference.container_title
    if reference.type in ("chapter", "paper-conference"):
        return reference.publisher
    return reference.container_title or reference.publisher


def _names_itself(reference: Reference, name: str) -> bool:
    """Whether the author is the institution."""
    return any(family(one) == name for one in names_of(reference))


def _share(group: Sequence[Reference], has: Callable[[Reference], object]) -> str:
    return f"{sum(1 for one in group if has(one))} of the {len(group)} of its kind"
