"""The evidence weighed: how strongly the agreement of each column speaks for or against one work.

Weights are natural logarithms of odds, set once for every kind of literature, from what such an agreement means;
the sum is turned into a probability by one curve. A veto (cannot-link) is no weight: it forbids the merge.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from citekit.dedupe.columns import ROMAN_PAGE, Columns
from citekit.dedupe.comparison import Agreement, Comparison, DateLevel, KindLevel
from citekit.dedupe.containers import ContainerLevel
from citekit.dedupe.names import AuthorLevel
from citekit.dedupe.title_words import STAGES
from citekit.dedupe.titles import TitleLevel
from citekit.dedupe.vetoes import vetoes_of

MERGE = 0.85
"""Pairs of this score and more are merged."""

PROPOSE = 0.12
"""Pairs between this score and MERGE are proposed for review."""

PRIOR = -4.0

_CURVE = (
    (-8.0, 0.001), (-4.0, 0.008), (-1.0, 0.04), (0.0, 0.12), (1.0, 0.2), (2.0, 0.25), (2.75, 0.85), (3.5, 0.92),
    (4.5, 0.95), (6.0, 0.975), (8.0, 0.99), (10.0, 0.998), (14.0, 0.9995),
)  # fmt: skip
"""Weight and the share of pairs of that weight that are one work, among 4,500 labelled pairs of four kinds."""

_TITLE_PER_WEIGHT = {
    TitleLevel.EXACT: 1.4,
    TitleLevel.SPELLING: 1.25,
    TitleLevel.SUBTITLE: 1.15,
    TitleLevel.BEGINNING: 1.0,
    TitleLevel.CONTAINED: 1.0,
    TitleLevel.SIMILAR: 0.8,
    TitleLevel.NUMBERED: 0.3,
}
_TITLE_BASE = {
    TitleLevel.EXACT: 0.6,
    TitleLevel.SPELLING: 0.3,
    TitleLevel.SUBTITLE: 0.3,
    TitleLevel.BEGINNING: 0.0,
    TitleLevel.CONTAINED: -0.3,
    TitleLevel.SIMILAR: -1.5,
    TitleLevel.NUMBERED: -4.0,
    TitleLevel.OVERLAP: -4.0,
    TitleLevel.DIFFERENT: -10.0,
    TitleLevel.MISSING: -1.5,
}
_TITLE_LOSS = {TitleLevel.BEGINNING: 0.8, TitleLevel.CONTAINED: 1.5, TitleLevel.SIMILAR: 2.0}
_TITLE_MOST = {
    TitleLevel.BEGINNING: 5.0,
    TitleLevel.CONTAINED: 5.0,
    TitleLevel.SIMILAR: 4.0,
    TitleLevel.NUMBERED: 1.0,
}
_AUTHORS = {
    AuthorLevel.CONFLICT: -7.5,
    AuthorLevel.NAMESAKE: -4.0,
    AuthorLevel.FEW: -1.5,
    AuthorLevel.MISSING: 0.0,
    AuthorLevel.UNREADABLE: 1.7,
    AuthorLevel.PARTIAL: 1.5,
    AuthorLevel.FAMILY: 2.0,
    AuthorLevel.INITIALS: 2.6,
    AuthorLevel.FULL: 3.2,
}
_DATES = {
    DateLevel.OTHER_YEAR: -6.0,
    DateLevel.SLIP: -0.8,
    DateLevel.OTHER_DAY: -1.5,
    DateLevel.NEXT_DAY: -0.5,
    DateLevel.MISSING: 0.0,
    DateLevel.NEXT_YEAR: -1.8,
    DateLevel.YEAR: 1.5,
    DateLevel.DAY: 3.0,
}
_CONTAINERS = {
    ContainerLevel.RIVAL: -4.0,
    ContainerLevel.DIFFERENT: -2.0,
    ContainerLevel.OVERLAP: -1.6,
    ContainerLevel.MISSING: 0.0,
    ContainerLevel.LEARNT: 1.0,
    ContainerLevel.ABBREVIATED: 1.3,
    ContainerLevel.EXACT: 1.5,
}
_PUBLISHERS = {
    ContainerLevel.RIVAL: -1.0,
    ContainerLevel.DIFFERENT: -1.0,
    ContainerLevel.OVERLAP: 0.0,
    ContainerLevel.MISSING: 0.0,
    ContainerLevel.LEARNT: 0.8,
    ContainerLevel.ABBREVIATED: 0.8,
    ContainerLevel.EXACT: 1.0,
}
_KINDS = {
    KindLevel.EXCLUDED: -6.0,
    KindLevel.UNLIKELY: -2.0,
    KindLevel.CONFUSED: -1.5,
    KindLevel.POSSIBLE: 0.0,
    KindLevel.SAME: 0.2,
}


def _scale(different: float, near: float, equal: float) -> dict[Agreement, float]:
    return {
        Agreement.DIFFERENT: different,
        Agreement.MISSING: 0.0,
        Agreement.NEAR: near,
        Agreement.EQUAL: equal,
    }


_VOLUME = _scale(-3.0, 0.5, 1.0)
_ISSUE = _scale(-1.2, 0.3, 0.5)
_PAGE = _scale(-2.5, 0.8, 2.5)
_NUMBER = _scale(-2.0, 0.5, 2.0)
_EDITION = _scale(-4.0, 0.0, 0.5)
_DOI = _scale(-8.0, 0.0, 9.0)
_ISBN = _scale(-2.5, 0.0, 3.0)
_PMID = _scale(-8.0, 0.0, 9.0)
_ARXIV = _scale(-6.0, 0.0, 7.0)
_URL = _scale(-1.5, 0.0, 5.0)


@dataclass(frozen=True, slots=True)
class PairScore:
    """What two records add up to: the log-odds, the probability, and the vetoes against merging them."""

    weight: float
    probability: float
    vetoes: tuple[str, ...]


def probability(weight: float) -> float:
    """Return the calibrated probability that a pair of this weight, without a veto, is one work."""
    if weight <= _CURVE[0][0]:
        return _CURVE[0][1]
    if weight >= _CURVE[-1][0]:
        return _CURVE[-1][1]
    at = bisect_right(_CURVE, (weight, 2.0))
    (low, below), (high, above) = _CURVE[at - 1], _CURVE[at]
    return below + (above - below) * (weight - low) / (high - low)


def score(a: Columns, b: Columns, found: Comparison) -> PairScore:
    """Add up the evidence of a comparison."""
    weight = PRIOR + title_weight(found, a.sparse or b.sparse) + author_weight(found)
    weight += _DATES[found.date] + _kind_weight(found)
    weight += _CONTAINERS[found.container] + _PUBLISHERS[found.publisher]
    weight += _VOLUME[found.volume] + _ISSUE[found.issue] + _PAGE[found.page]
    weight += _NUMBER[found.number] + _EDITION[found.edition] + _ISBN[found.isbn]
    weight += _DOI[found.doi] + _PMID[found.pmid] + _ARXIV[found.arxiv] + _URL[found.url]
    weight += _together(a, b, found) - _ELSEWHERE[conflicts_of_place(found)]
    if found.title.generic and not _named(found) and not _own_place(a, found):
        weight = min(weight, _GENERIC_MOST)
    if found.unreadable and found.authors >= AuthorLevel.MISSING and found.date >= DateLevel.MISSING:
        weight = max(weight, 0.0)  # what cannot be read speaks neither for nor against
    vetoes = tuple(vetoes_of(a, b, found))
    return PairScore(weight, probability(weight), vetoes)


def _together(a: Columns, b: Columns, found: Comparison) -> float:
    """Return what columns say only together, beyond what each says alone."""
    level, weight = found.title.level, 0.0
    if found.date is DateLevel.NEXT_YEAR and _one_printing(found):
        weight += 1.5
    if TitleLevel.CONTAINED <= level <= TitleLevel.EXACT and (a.sparse or b.sparse):
        weight += 3.0  # a short form points back at a work that is in the list
    in_one_volume = found.container >= ContainerLevel.LEARNT and found.volume is Agreement.EQUAL
    if in_one_volume and _own_page(a, found) and TitleLevel.SUBTITLE <= level <= TitleLevel.EXACT:
        weight += 1.5
    untitled = not a.title.forms and not b.title.forms and found.kind is KindLevel.SAME
    if untitled and found.date is DateLevel.DAY and found.authors >= AuthorLevel.INITIALS:
        weight += 2.5  # an interview or a letter is known by its people and its day
    if a.kind == b.kind == "entry" and level is TitleLevel.EXACT and found.container >= ContainerLevel.LEARNT:
        weight += 2.5  # a headword stands once in an encyclopedia
    if found.authors is AuthorLevel.MISSING and found.container < ContainerLevel.MISSING:
        weight -= 2.5  # one title in two places, and nobody to say that it is one text
    return weight - _of_an_office(a, b, found) - _another_text(a, b, found)


def _another_text(a: Columns, b: Columns, found: Comparison) -> float:
    """Return what to take off because two texts often share what these records share, and differ as they do."""
    level, page, off = found.title.level, found.page, 0.0
    if page is Agreement.DIFFERENT and found.container > ContainerLevel.MISSING and level < TitleLevel.SPELLING:
        off += 2.0  # two texts in one volume
    if _named(found):
        return off
    in_front = a.first_page.startswith(ROMAN_PAGE) and found.issue is not Agreement.EQUAL
    if level is TitleLevel.MISSING and page is Agreement.EQUAL and in_front:
        off += 2.5  # every issue has such a page
    if page is Agreement.DIFFERENT and level is TitleLevel.SIMILAR:
        off += 3.0  # one word replaced, another page: a series of papers
    if page is Agreement.DIFFERENT and found.authors < AuthorLevel.PARTIAL:
        off += 4.0  # a letter on the paper, under its title
    if page is not Agreement.EQUAL and STAGES.intersection(found.title.left + found.title.right):
        off += 4.0  # another report of one study
    if found.date is DateLevel.OTHER_YEAR and not _one_place(found):
        off += 3.0  # years apart, and no volume or page to say that one year is wrong
    articles = a.kind == b.kind == "article"
    if articles and found.container is ContainerLevel.DIFFERENT and not _one_place(found):
        off += 5.0  # what came out in two journals is two texts, an abstract and the paper
    if found.volume is Agreement.DIFFERENT and page is Agreement.DIFFERENT:
        off += 2.5  # an abstract and the paper: a slip in both is rare
    if found.volume is Agreement.DIFFERENT and page is Agreement.MISSING and articles:
        off += 6.0  # no page to say that one volume is wrong
    return off


def _of_an_office(a: Columns, b: Columns, found: Comparison) -> float:
    """Return what to take off because an issuer uses one title again and again, each time for another occasion."""
    if not found.corporate:
        return 0.0
    off = 0.0
    if found.date is DateLevel.MISSING and (a.start or b.start) and not (a.sparse or b.sparse):
        off += 1.0
    if found.url is Agreement.DIFFERENT and found.date < DateLevel.YEAR:
        off += 3.0
    return off


def _named(found: Comparison) -> bool:
    return Agreement.EQUAL in (found.doi, found.pmid, found.arxiv, found.url)


def _one_place(found: Comparison) -> bool:
    return max(found.volume, found.page) > Agreement.MISSING


def _own_place(a: Columns, found: Comparison) -> bool:
    """Tell whether two records under a generic title stand in one place, where no other text of that title stands.

    That is a page of its own, or any page or author within one issue. A review has its page seldom for itself.
    """
    if found.container < ContainerLevel.MISSING or found.authors < AuthorLevel.MISSING:
        return False
    signed_once = found.authors is AuthorLevel.MISSING and found.people_known == 1
    one_issue = found.volume is Agreement.EQUAL and found.issue is Agreement.EQUAL
    if one_issue and found.page is Agreement.EQUAL:
        return not signed_once
    if one_issue and found.page > Agreement.DIFFERENT and found.container > ContainerLevel.MISSING:
        return found.authors >= AuthorLevel.INITIALS
    return _own_page(a, found) and not signed_once


def _own_page(a: Columns, found: Comparison) -> bool:
    """Tell whether the first page that two records share is one's own: every issue has a page C1 and a page 1."""
    return found.page is Agreement.EQUAL and a.first_page.isdigit() and len(a.first_page) > 1


def worth_asking(found: Comparison) -> bool:
    """Tell whether a person could decide: two records without titles say too little, whatever else agrees."""
    if found.title.level is not TitleLevel.MISSING:
        return True
    return Agreement.EQUAL in (found.doi, found.pmid, found.arxiv, found.url, found.page)


def title_weight(found: Comparison, short_form: bool = False) -> float:
    """Return what the titles say; much for many words of their own, little for a generic title."""
    match = found.title
    level = match.level
    if match.generic and level >= TitleLevel.CONTAINED:
        return min(0.0, -match.lost)
    if short_form and level in (TitleLevel.BEGINNING, TitleLevel.CONTAINED):
        level = TitleLevel.SUBTITLE
    told = 0.0
    if found.explained and level not in (TitleLevel.EXACT, TitleLevel.MISSING):
        level = TitleLevel.SPELLING
        told = min(2.1, 0.7 * sum(word.isdigit() for word in match.left + match.right))  # volume, page, year
    gain = _TITLE_PER_WEIGHT.get(level, 0.0) * (match.shared - _TITLE_LOSS.get(level, 0.0) * match.lost)
    return _TITLE_BASE[level] + told + max(-2.0, min(gain, _TITLE_MOST.get(level, 8.0)))


def author_weight(found: Comparison) -> float:
    """Return what the names say; agreement of many names says more."""
    more = min(0.4 * (found.people - 1), 2.0) if found.authors >= AuthorLevel.FAMILY else 0.0
    return _AUTHORS[found.authors] + more


def _kind_weight(found: Comparison) -> float:
    """Return what the types say; types often confused count only where the containers differ as well."""
    if found.kind is KindLevel.CONFUSED and found.container >= ContainerLevel.MISSING:
        return 0.0
    if found.kind is KindLevel.UNLIKELY and found.container > ContainerLevel.MISSING:
        return 0.0
    return _KINDS[found.kind]


def conflicts_of_place(found: Comparison) -> int:
    """Count what speaks for another printing: container, volume, first page, year. One may be an error."""
    return (
        (found.container < ContainerLevel.MISSING) * (1 + (found.kind is KindLevel.CONFUSED))
        + (found.volume is Agreement.DIFFERENT)
        + (found.page is Agreement.DIFFERENT)
        + (found.date in (DateLevel.OTHER_YEAR, DateLevel.NEXT_YEAR))
    )


_GENERIC_MOST = 2.0
"""A generic title is no evidence: without an identifier or a page, two such records are never sure to be one."""

_ELSEWHERE = (0.0, 0.0, 4.5, 7.0, 9.0, 10.0)
"""What is taken off for so many conflicts of place, beyond the weight of each."""


def _one_printing(found: Comparison) -> bool:
    """Tell whether two neighbouring years can be those of one text, online first and then in print."""
    return Agreement.EQUAL in (found.volume, found.page, found.doi) or found.placed_once
