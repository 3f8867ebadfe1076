"""What forbids to merge two records, whatever else agrees (cannot-link evidence)."""

from __future__ import annotations

from citekit.dedupe.columns import Columns
from citekit.dedupe.comparison import Agreement, Comparison, DateLevel, KindLevel
from citekit.dedupe.containers import ContainerLevel
from citekit.dedupe.names import AuthorLevel, compare_authors
from citekit.dedupe.title_words import CONTINUATION, Notice
from citekit.dedupe.titles import TitleLevel


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
    if found.title.level is TitleLevel.NUMBERED and not found.explained and found.doi is not Agreement.EQUAL:
        vetoes.append("numerals")
    identified = Agreement.EQUAL in (found.doi, found.pmid, found.url)
    if not identified and _other_occasion(a, b, found):
        vetoes.append("date")
    if a.preprint is not b.preprint and "any" not in (a.kind, b.kind) and _published(b if a.preprint else a):
        vetoes.append("preprint")
    if a.translators and b.translators and compare_authors(a.translators, b.translators) <= AuthorLevel.NAMESAKE:
        vetoes.append("translator")
    if a.kind == b.kind == "speech" and found.container < ContainerLevel.MISSING:
        vetoes.append("occasion")
    if _other_edition(a, b, found):
        vetoes.append("edition")
    if not found.explained and _later_part(found):
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
