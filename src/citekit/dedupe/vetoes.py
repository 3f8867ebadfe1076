"""What forbids to merge two records, whatever else agrees (cannot-link evidence)."""

from __future__ import annotations

import re

from citekit.dedupe.columns import Columns
from citekit.dedupe.comparison import Agreement, Comparison, DateLevel, KindLevel
from citekit.dedupe.containers import ContainerLevel
from citekit.dedupe.names import AuthorLevel, compare_authors
from citekit.dedupe.title_words import CONTINUATION, Notice
from citekit.dedupe.titles import TitleLevel

_COCHRANE = re.compile(r"cd\d{3,6}")
"""The number of a Cochrane review; every update bears it again."""


def vetoes_of(a: Columns, b: Columns, found: Comparison) -> list[str]:
    """Return what forbids to merge two records, whatever else agrees."""
    vetoes = []
    if found.doi is Agreement.DIFFERENT:
        vetoes.append("doi")
    if found.pmid is Agreement.DIFFERENT:
        vetoes.append("pmid")
    if a.title.notice is not b.title.notice and not _one_review(found):
        vetoes.append("notice")
    if found.kind is KindLevel.EXCLUDED:
        vetoes.append("kind")
    misprinted = found.doi is Agreement.EQUAL or _one_page(a, found)
    if found.title.level is TitleLevel.NUMBERED and not found.explained and not misprinted:
        vetoes.append("numerals")
    identified = Agreement.EQUAL in (found.doi, found.pmid, found.url)
    if not identified and _other_occasion(a, b, found):
        vetoes.append("date")
    if not identified and a.kind == b.kind == "article" and _other_issue(found):
        vetoes.append("issue")
    if a.preprint is not b.preprint and "any" not in (a.kind, b.kind) and _published(b if a.preprint else a):
        vetoes.append("preprint")
    if a.translators and b.translators and compare_authors(a.translators, b.translators) <= AuthorLevel.NAMESAKE:
        vetoes.append("translator")
    if a.kind == b.kind == "speech" and found.container < ContainerLevel.MISSING:
        vetoes.append("occasion")
    if _other_edition(a, b, found):
        vetoes.append("edition")
    if a.first_page == b.first_page and _COCHRANE.fullmatch(a.first_page) and _other_version(found):
        vetoes.append("version")
    if not found.explained and not _one_page(a, found) and _later_part(found):
        vetoes.append("numerals")
    if found.volume is Agreement.DIFFERENT and a.kind == b.kind == "book":
        vetoes.append("volume")
    if found.number is Agreement.DIFFERENT and (found.corporate or {a.kind, b.kind} & {"law", "report"}):
        vetoes.append("number")
    return vetoes


def _other_occasion(a: Columns, b: Columns, found: Comparison) -> bool:
    """Speeches, statements, news and yearbooks come again under one title: their dates tell them apart."""
    if found.date not in (DateLevel.OTHER_YEAR, DateLevel.NEXT_YEAR, DateLevel.OTHER_DAY, DateLevel.NEXT_DAY):
        return False
    if found.corporate and not (a.volume and b.volume) and "article" not in (a.kind, b.kind):
        return True
    return len(a.start) == len(b.start) == 3 and found.date is not DateLevel.NEXT_DAY


def _one_page(a: Columns, found: Comparison) -> bool:
    """Tell whether two records begin on one page of one volume, where no two parts of a work begin."""
    in_one_volume = found.container >= ContainerLevel.LEARNT and found.volume is Agreement.EQUAL
    own = found.page is Agreement.EQUAL and a.first_page.isdigit() and len(a.first_page) > 1
    return in_one_volume and own and found.authors >= AuthorLevel.PARTIAL


def _other_issue(found: Comparison) -> bool:
    """Tell whether two texts stand in two issues of one volume, as a paper and its abstract in a supplement do."""
    return (
        found.volume is Agreement.EQUAL
        and found.issue is Agreement.DIFFERENT
        and found.page is Agreement.DIFFERENT
    )


def _other_version(found: Comparison) -> bool:
    """Tell whether two records of one Cochrane review are of two versions, which share number and title."""
    return found.date is DateLevel.OTHER_YEAR or (
        found.date is DateLevel.NEXT_YEAR and found.issue is Agreement.DIFFERENT
    )


def _later_part(found: Comparison) -> bool:
    """Tell whether only one title ends in a small numeral, or says that it continues the other."""
    rest = found.title.left + found.title.right
    one_sided = TitleLevel.CONTAINED <= found.title.level <= TitleLevel.SUBTITLE
    small = all(word.isdigit() and len(word) < 4 for word in rest)
    return one_sided and (small or any(word in CONTINUATION for word in rest))


def _one_review(found: Comparison) -> bool:
    """Nobody reviews his own book in one place and year: the two records are of the review."""
    same_place = found.container >= ContainerLevel.LEARNT and found.date in (DateLevel.YEAR, DateLevel.DAY)
    return same_place and found.authors >= AuthorLevel.INITIALS and found.notices == {Notice.NONE, Notice.REVIEW}


def _published(one: Columns) -> bool:
    """Tell whether a record that is no preprint says where it came out."""
    return bool(one.container or one.publisher or one.doi)


def _other_edition(a: Columns, b: Columns, found: Comparison) -> bool:
    if found.edition is Agreement.DIFFERENT:
        return True
    return bool(a.edition) != bool(b.edition) and found.date is DateLevel.OTHER_YEAR
