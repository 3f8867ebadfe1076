"""Relations worth saying between two works that are not one: editions, parts, versions, translations, reviews."""

from __future__ import annotations

from enum import StrEnum

from citekit.dedupe.columns import Columns
from citekit.dedupe.comparison import Agreement, Comparison, DateLevel, KindLevel
from citekit.dedupe.containers import ContainerLevel
from citekit.dedupe.folding import guess_language
from citekit.dedupe.names import AuthorLevel
from citekit.dedupe.scoring import PairScore
from citekit.dedupe.title_words import Notice
from citekit.dedupe.titles import TitleLevel, compare_forms


class Relation(StrEnum):
    """How two works belong together."""

    EDITION = "edition"
    PART = "part"
    VERSION = "version"
    TRANSLATION = "translation"
    REVIEW = "review"
    ERRATUM = "erratum"
    SAME_SERIES = "same-series"


_BOOKS = frozenset({"book", "report", "any", "thesis"})
_DATA = frozenset({"dataset", "software"})
_DRAFTS = frozenset({"thesis", "report", "paper", "speech"})
_SAME_PEOPLE = (AuthorLevel.PARTIAL, AuthorLevel.FAMILY, AuthorLevel.INITIALS, AuthorLevel.FULL)


def relate(a: Columns, b: Columns, found: Comparison, verdict: PairScore) -> tuple[Relation, str] | None:
    """Return the relation of two works that are not merged, and why; None where there is none to speak of."""
    level = found.title.level
    people = found.authors in _SAME_PEOPLE
    if relation := _about(a, b, found):
        return relation
    if not people and not (
        found.authors in (AuthorLevel.MISSING, AuthorLevel.UNREADABLE) and level >= TitleLevel.SUBTITLE
    ):
        return _translated(a, b, found)
    if level is TitleLevel.NUMBERED and not found.explained:
        return _numbered(found)
    if {a.kind, b.kind} & _DATA and a.kind != b.kind and found.title.shared >= 1.5:
        return Relation.PART, "one is the data or the program that belongs to the other"
    if relation := _translated(a, b, found):
        return relation
    if level >= TitleLevel.CONTAINED and level is not TitleLevel.MISSING:
        return _again(a, b, found, verdict)
    if people and level in (TitleLevel.OVERLAP, TitleLevel.SIMILAR) and found.title.shared >= 1.9:
        return _reworked(a, b, found)
    return None


def _about(a: Columns, b: Columns, found: Comparison) -> tuple[Relation, str] | None:
    """Texts about another text: notices, replies, reviews."""
    if found.title.level < TitleLevel.SIMILAR or found.title.level is TitleLevel.MISSING:
        return None
    notices = {a.title.notice, b.title.notice}
    if len(notices) == 2:
        if Notice.ERRATUM in notices:
            return Relation.ERRATUM, "one corrects the other"
        if Notice.RETRACTION in notices:
            return Relation.ERRATUM, "one retracts the other"
        if Notice.REPLY in notices:
            return Relation.REVIEW, "one replies to the other or comments on it"
        return Relation.REVIEW, "one reviews the other"
    book_and_article = "book" in (a.kind, b.kind) and {a.kind, b.kind} & {"article", "news", "review"}
    if book_and_article and found.authors <= AuthorLevel.NAMESAKE and found.title.shared >= 2:
        return Relation.REVIEW, "an article of another author under the title of the book: a review"
    return None


def _numbered(found: Comparison) -> tuple[Relation, str]:
    numbers = [word for word in (*found.title.left, *found.title.right) if word.isdigit()]
    left = ", ".join(word for word in found.title.left if word.isdigit())
    right = ", ".join(word for word in found.title.right if word.isdigit())
    if any(len(number) == 4 for number in numbers) or (found.corporate and found.date is DateLevel.OTHER_YEAR):
        return Relation.SAME_SERIES, f"one title but for the numerals: {left} and {right}"
    return Relation.PART, f"one title, other part: {left} and {right}"


def _translated(a: Columns, b: Columns, found: Comparison) -> tuple[Relation, str] | None:
    """Two languages: stated, or told by the script while numerals and date agree."""
    other_language = _languages_differ(a, b)
    level = found.title.level
    if level >= TitleLevel.SUBTITLE and level is not TitleLevel.MISSING and _by_translated_title(a, b):
        return Relation.TRANSLATION, "one bears as its title the translated title of the other"
    stated = bool(a.language and b.language and a.language != b.language)
    if stated and level >= TitleLevel.SIMILAR and level is not TitleLevel.MISSING:
        return Relation.TRANSLATION, "one title in two languages"
    possible = found.authors in (AuthorLevel.UNREADABLE, *_SAME_PEOPLE)
    other_words = other_language or (level is TitleLevel.OVERLAP and found.title.shared >= 0.9)
    if bool(a.translators) != bool(b.translators) and possible and other_words:
        return Relation.TRANSLATION, "one names a translator, the same author, another language"
    one_time = a.kind == b.kind and found.date in (DateLevel.YEAR, DateLevel.DAY)
    if stated and one_time and possible and _shares_numeral(a, b):
        return Relation.TRANSLATION, "other language and script, same numerals and date"
    return None


def _languages_differ(a: Columns, b: Columns) -> bool:
    """Tell by what the records say, else by the small words and the script of their titles."""
    if a.language and b.language:
        return a.language != b.language
    one, other = (guess_language(columns.record.title or "") for columns in (a, b))
    return bool(one and other and one != other)


def _by_translated_title(a: Columns, b: Columns) -> bool:
    """Tell whether two titles agree only by a translation printed beside one of them."""
    one, other = a.title.forms, b.title.forms
    if len(one) + len(other) == 2 or one[0].wide != other[0].wide:
        return False
    return compare_forms(one[0], other[0]).level < TitleLevel.SIMILAR


def _shares_numeral(a: Columns, b: Columns) -> bool:
    one = {word for form in a.title.forms for word in form.tokens if word.isdigit()}
    other = {word for form in b.title.forms for word in form.tokens if word.isdigit()}
    return bool(one & other)


def _again(a: Columns, b: Columns, found: Comparison, verdict: PairScore) -> tuple[Relation, str] | None:
    """One title, another publication."""
    if found.title.generic and not (found.corporate and found.authors in _SAME_PEOPLE):
        return None
    if found.kind is KindLevel.EXCLUDED or ({a.kind, b.kind} & _DRAFTS and a.kind != b.kind):
        return Relation.VERSION, f"same title, published as {_named(a)} and as {_named(b)}"
    if "volume" in verdict.vetoes:
        return Relation.PART, f"volumes {a.volume} and {b.volume} of one work"
    if found.corporate and found.date in (
        DateLevel.OTHER_DAY,
        DateLevel.NEXT_DAY,
        DateLevel.OTHER_YEAR,
        DateLevel.NEXT_YEAR,
    ):
        return Relation.SAME_SERIES, "same title and issuer, other date"
    if found.title.level is TitleLevel.CONTAINED and not verdict.vetoes:
        return None
    elsewhere = found.date is DateLevel.OTHER_YEAR or found.publisher <= ContainerLevel.DIFFERENT
    if "edition" in verdict.vetoes or (a.kind in _BOOKS and b.kind in _BOOKS and elsewhere):
        return Relation.EDITION, "another edition"
    if "translator" in verdict.vetoes:
        return Relation.TRANSLATION, "two translations of one work"
    if "version" in verdict.vetoes:
        return Relation.VERSION, "another version of one review"
    if "date" in verdict.vetoes:
        return Relation.SAME_SERIES, "same title, other date"
    if "preprint" in verdict.vetoes:
        return Relation.VERSION, "a preprint and its publication"
    if found.date is DateLevel.OTHER_YEAR:
        return Relation.VERSION, "same title, published in another year"
    if verdict.vetoes or found.container < ContainerLevel.MISSING or found.page is Agreement.DIFFERENT:
        return Relation.VERSION, "same title, published in another place"
    return None


def _reworked(a: Columns, b: Columns, found: Comparison) -> tuple[Relation, str] | None:
    """The same people on the same matter in another kind of publication: a thesis and its book."""
    if found.kind is KindLevel.EXCLUDED or (
        found.kind in (KindLevel.UNLIKELY, KindLevel.CONFUSED) and {a.kind, b.kind} & _DRAFTS
    ):
        return Relation.VERSION, f"same authors, titles that share their main words, {_named(a)} and {_named(b)}"
    return None


_NAMES = {"paper": "conference paper", "any": "document", "other": "other work", "news": "newspaper article",
          "web": "web page", "law": "legal text", "journal": "periodical"}  # fmt: skip


def _named(one: Columns) -> str:
    return _NAMES.get(one.kind, one.kind)
