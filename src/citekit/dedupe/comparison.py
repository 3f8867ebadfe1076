"""Two records side by side: how each of their columns agrees. No weights here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from itertools import pairwise

from citekit.dedupe.batch import BatchKnowledge
from citekit.dedupe.columns import Columns, context_words
from citekit.dedupe.containers import ContainerLevel, compare_containers
from citekit.dedupe.folding import guess_language
from citekit.dedupe.identifiers import is_deep
from citekit.dedupe.names import AuthorLevel, compare_authors
from citekit.dedupe.people import same_people
from citekit.dedupe.title_words import Notice
from citekit.dedupe.titles import TitleLevel, TitleMatch, compare_titles, other_scripts, unlike


class Agreement(IntEnum):
    """How two short values agree."""

    DIFFERENT = 0
    MISSING = 1
    NEAR = 2
    EQUAL = 3


class DateLevel(IntEnum):
    """How two dates agree."""

    OTHER_YEAR = 0
    SLIP = 1  # a digit is wrong: no other reading makes sense of two such years
    OTHER_DAY = 2  # one year, other months or days
    NEXT_DAY = 3
    MISSING = 4
    NEXT_YEAR = 5
    YEAR = 6
    DAY = 7


class KindLevel(IntEnum):
    """Whether records of two types can be of one work."""

    EXCLUDED = 0
    UNLIKELY = 1
    CONFUSED = 2  # types that are often taken for one another
    POSSIBLE = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two records agree, column by column."""

    title: TitleMatch
    authors: AuthorLevel
    date: DateLevel
    kind: KindLevel
    container: ContainerLevel
    publisher: ContainerLevel
    volume: Agreement
    issue: Agreement
    page: Agreement
    number: Agreement
    edition: Agreement
    doi: Agreement
    isbn: Agreement
    pmid: Agreement
    arxiv: Agreement
    url: Agreement
    people: int  # how many names the shorter list holds
    people_known: int  # how many of the two records name somebody
    placed_once: bool  # only one of the two knows volume or pages, as when the other is ahead of print
    corporate: bool  # no person is named as author: title and issuer say less than the date
    notices: frozenset[Notice]
    unreadable: bool  # two scripts or languages: one title cannot be held against the other
    explained: bool  # every word that only one title has stands in another field of the other record


_NOTHING = BatchKnowledge()


def plausible(a: Columns, b: Columns) -> TitleMatch | None:
    """Return the comparison of the titles if the two records are worth a closer look, else None. Cheap."""
    identified = _share_identifier(a, b)
    if (
        a.kind == b.kind
        and not identified
        and same_people(a.translators, b.translators)
        and unlike(a.title, b.title)
    ):
        return None
    match = compare_titles(a.title, b.title)
    if match.level > TitleLevel.OVERLAP or identified:
        return match
    if bool(a.translators) != bool(b.translators) and a.authors and b.authors:
        return match if compare_authors(a.authors, b.authors) > AuthorLevel.MISSING else None
    reworked = match.level is TitleLevel.OVERLAP and match.shared >= 1.9
    return match if reworked and compare_kinds(a.kind, b.kind) < KindLevel.CONFUSED else None


def _share_identifier(a: Columns, b: Columns) -> bool:
    """Tell whether two records have an identifier, an address, or volume and first page in common."""
    return bool(
        (a.doi and a.doi == b.doi)
        or (a.first_page and a.first_page == b.first_page and a.volume == b.volume)
        or (a.url and a.url == b.url)
        or (a.pmid and a.pmid == b.pmid)
        or (a.arxiv and a.arxiv == b.arxiv)
        or (a.isbns and a.isbns & b.isbns)
    )


def compare(
    a: Columns, b: Columns, match: TitleMatch | None = None, knowledge: BatchKnowledge = _NOTHING
) -> Comparison:
    """Compare two records column by column.

    ``match`` is the comparison of their titles, if it is known; ``knowledge`` what the batch tells.
    """
    match = match or compare_titles(a.title, b.title)
    if unreadable := match.level <= TitleLevel.OVERLAP and (other_scripts(a.title, b.title) or _translated(a, b)):
        match = replace(match, level=TitleLevel.MISSING)
    if not match.generic and knowledge.recurs(a.title) and knowledge.recurs(b.title):
        match = replace(match, generic=True)
    return Comparison(
        title=match,
        authors=_authors(a, b),
        date=compare_dates(a, b),
        kind=compare_kinds(a.kind, b.kind),
        container=knowledge.venues.compare(a.container, b.container),
        publisher=compare_containers(a.publisher, b.publisher),
        volume=_labels(a.volume, b.volume),
        issue=_labels(a.issue, b.issue),
        page=_pages(a, b),
        number=_labels(a.number, b.number),
        edition=_labels(a.edition, b.edition),
        doi=_unless_shared(knowledge, a.doi, _exact(a.doi, b.doi)),
        isbn=_isbns(a, b),
        pmid=_exact(a.pmid, b.pmid),
        arxiv=_exact(a.arxiv, b.arxiv),
        url=_unless_shared(knowledge, a.url, _urls(a.url, b.url)),
        people=min(len(a.authors or a.contributors), len(b.authors or b.contributors)),
        people_known=bool(a.authors or a.contributors) + bool(b.authors or b.contributors),
        placed_once=bool(a.volume or a.first_page) != bool(b.volume or b.first_page),
        corporate=_corporate(a) and _corporate(b),
        notices=frozenset((a.title.notice, b.title.notice)),
        unreadable=unreadable,
        explained=_explained(a, b, match),
    )


def _translated(a: Columns, b: Columns) -> bool:
    """Tell whether two titles are in two languages, and their texts begin on one page of one volume.

    Databases translate the title of an article, each for itself; the article stays where it is.
    """
    if not (a.volume and a.volume == b.volume and len(a.first_page) > 1 and a.first_page == b.first_page):
        return False
    one, other = (guess_language(columns.record.title or "") for columns in (a, b))
    return bool(one and other and one != other)


def _authors(a: Columns, b: Columns) -> AuthorLevel:
    """Authors against authors; where one record has none, its editors against the other's names."""
    left, right = a.authors or a.contributors, b.authors or b.contributors
    return compare_authors(left, right)


def compare_dates(a: Columns, b: Columns) -> DateLevel:
    """Compare two dates as far as both are precise."""
    one, other = a.start, b.start
    if not one or not other:
        return DateLevel.MISSING
    if one[0] != other[0]:
        if abs(one[0] - other[0]) == 1:
            return DateLevel.NEXT_YEAR if min(len(one), len(other)) < 3 else DateLevel.OTHER_YEAR
        return DateLevel.SLIP if _is_slip(one[0], other[0]) else DateLevel.OTHER_YEAR
    shared = min(len(one), len(other))
    if one[:shared] == other[:shared]:
        return DateLevel.DAY if shared == 3 else DateLevel.YEAR
    if (a.end and one <= other <= a.end) or (b.end and other <= one <= b.end):
        return DateLevel.DAY
    return DateLevel.NEXT_DAY if shared == 3 and days_apart(one, other) <= 1 else DateLevel.OTHER_DAY


def days_apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return the days between two full dates; a large number where one is no day of our calendar."""
    try:
        return abs((date(*one[:3]) - date(*other[:3])).days)
    except (TypeError, ValueError):
        return 10_000


def _is_slip(one: int, other: int) -> bool:
    """Two digits changed places, or one digit is wrong so that decades lie between the years."""
    a, b = str(one), str(other)
    if len(a) != len(b):
        return False
    wrong = [index for index in range(len(a)) if a[index] != b[index]]
    if len(wrong) == 1:
        return abs(one - other) >= 40
    return (
        len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    )


_BOUND = frozenset({"book", "report", "thesis", "any", "other"})
_LOOSE = frozenset({"any", "other", "web"})
_NEVER = frozenset(
    frozenset(pair.split("-"))
    for pair in """
    thesis-book thesis-article thesis-paper thesis-chapter book-article book-chapter book-paper book-entry
    book-news book-speech dataset-article dataset-book dataset-paper dataset-report dataset-thesis software-article
    software-paper law-article journal-article entry-article speech-book news-book software-book dataset-software
    """.split()
)
_UNLIKELY = frozenset(
    frozenset(pair.split("-")) for pair in "article-report paper-report thesis-report news-speech".split()
)
_CONFUSED = frozenset(
    frozenset(pair.split("-")) for pair in "article-paper chapter-article chapter-paper entry-chapter".split()
)


def compare_kinds(a: str, b: str) -> KindLevel:
    """Compare two types of records. A review is never what it reviews; a web page may be anything."""
    if a == b:
        return KindLevel.SAME
    if "review" in (a, b):
        return KindLevel.EXCLUDED
    if a in _LOOSE or b in _LOOSE:
        return KindLevel.POSSIBLE
    pair = frozenset((a, b))
    if pair in _NEVER:
        return KindLevel.EXCLUDED
    if pair in _CONFUSED:
        return KindLevel.CONFUSED
    return KindLevel.UNLIKELY if pair in _UNLIKELY else KindLevel.POSSIBLE


def _exact(a: str, b: str) -> Agreement:
    if not a or not b:
        return Agreement.MISSING
    return Agreement.EQUAL if a == b else Agreement.DIFFERENT


def _unless_shared(knowledge: BatchKnowledge, a: str, found: Agreement) -> Agreement:
    """To share an identifier that many titles bear says nothing; to have another one still tells apart."""
    return Agreement.MISSING if found is Agreement.EQUAL and a in knowledge.shared else found


def _labels(a: str, b: str) -> Agreement:
    """Volume, issue, number, edition: ``11-12`` and ``11`` are near."""
    if not a or not b:
        return Agreement.MISSING
    if a == b:
        return Agreement.EQUAL
    left, right = set(a.split("-")), set(b.split("-"))
    return Agreement.NEAR if left <= right or right <= left else Agreement.DIFFERENT


def _pages(a: Columns, b: Columns) -> Agreement:
    one, other = a.first_page, b.first_page
    if not one or not other:
        ends = (a.last_page, b.last_page)
        same_end = (
            all(ends) and min(map(len, ends)) > 1 and (ends[0].endswith(ends[1]) or ends[1].endswith(ends[0]))
        )
        return Agreement.NEAR if same_end else Agreement.MISSING
    if one == other:
        return Agreement.EQUAL
    if a.last_page and a.last_page == b.last_page:
        return Agreement.NEAR
    if one.lstrip("abcdefghijklmnopqrstuvwxyz") == other.lstrip("abcdefghijklmnopqrstuvwxyz"):
        return Agreement.NEAR
    return Agreement.DIFFERENT


def _isbns(a: Columns, b: Columns) -> Agreement:
    """Compare ISBNs; that of a chapter is its book's and says nothing about the chapter."""
    if not a.isbns or not b.isbns or a.kind not in _BOUND or b.kind not in _BOUND:
        return Agreement.MISSING
    return Agreement.EQUAL if a.isbns & b.isbns else Agreement.DIFFERENT


def _urls(a: str, b: str) -> Agreement:
    """Two addresses: one page, one site, or two pages of one site."""
    if not a or not b:
        return Agreement.MISSING
    if a == b:
        return Agreement.EQUAL if is_deep(a) else Agreement.MISSING
    same_host = a.partition("/")[0] == b.partition("/")[0]
    return Agreement.DIFFERENT if same_host and is_deep(a) and is_deep(b) else Agreement.MISSING


def _corporate(one: Columns) -> bool:
    return all(name.corporate for name in one.authors or one.contributors)


def _explained(a: Columns, b: Columns, match: TitleMatch) -> bool:
    if not match.left and not match.right:
        return False
    if match.level < TitleLevel.NUMBERED and match.left and match.right:
        return False
    if not (set(match.left) <= context_words(b) and set(match.right) <= context_words(a)):
        return False
    return not (_counts_parts(a, match.left) or _counts_parts(b, match.right))


_PARTS = frozenset("part pt parts section teil phase partie parte".split())


def _counts_parts(one: Columns, rest: tuple[str, ...]) -> bool:
    """Tell whether a title says that its text is a part of that number; an issue's number does not explain it."""
    return any(
        word in _PARTS and number in rest and number.isdigit()
        for form in one.title.forms
        for word, number in pairwise(form.tokens)
    )
