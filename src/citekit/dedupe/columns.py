"""A record's normalised columns: all that blocking and comparing look at. Pure; made once per record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from citekit.dedupe import identifiers
from citekit.dedupe.containers import Container, read_container
from citekit.dedupe.folding import ROMAN, canonical, fold, words
from citekit.dedupe.people import Person, identities, read_names
from citekit.dedupe.title_words import Notice
from citekit.dedupe.titles import Title, read_title
from citekit.model import Date, Reference

KINDS = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "news",
    "bill": "law", "book": "book", "chapter": "chapter", "classic": "book", "dataset": "dataset",
    "document": "any", "entry": "entry", "entry-dictionary": "entry", "entry-encyclopedia": "entry",
    "legal_case": "law", "legislation": "law", "manuscript": "report", "pamphlet": "report",
    "paper-conference": "paper",
    "post": "web", "post-weblog": "web", "regulation": "law", "report": "report", "review": "review",
    "review-book": "review", "software": "software", "speech": "speech", "thesis": "thesis", "treaty": "law",
    "webpage": "web", "interview": "speech", "hearing": "law", "periodical": "journal", "collection": "book",
}  # fmt: skip


_DEGREE = re.compile(
    r"\s*(?:ph\.?\s?d|d\.?\s?phil|m\.?\s?(?:sc|phil|a)|doctoral|master|dissertation|thesis)\b", re.IGNORECASE
)


_LOOSE_KINDS = frozenset({"article", "paper", "any", "other", "chapter"})
_THESIS = re.compile(
    r"\s*(?:ph\.?\s?d\.?|doctoral|master'?s?|m\.?\s?sc\.?|diploma)\s+(?:thesis|dissertation)\b", re.IGNORECASE
)
_REPORT = re.compile(r"\s*(?:tech(?:nical|n?\.)?\s+rep(?:ort|t?\.)|research\s+(?:report|memo))", re.IGNORECASE)


def _stated_kind(reference: Reference) -> str:
    """Return what the words before a school or a number say that the work is: a thesis, a report."""
    for text in (reference.publisher, reference.container_title, reference.number):
        if text and (kind := _kind_in(text)):
            return kind
    return ""


@lru_cache(maxsize=16384)
def _kind_in(text: str) -> str:
    return "thesis" if _THESIS.match(text) else "report" if _REPORT.match(text) else ""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What is compared of one record. Empty strings and None where the record says nothing."""

    kind: str
    title: Title
    authors: tuple[Person, ...]
    translators: tuple[Person, ...]
    contributors: tuple[Person, ...]  # editors and the like; they stand in where no author is named
    start: tuple[int, ...]  # the date, to its precision
    end: tuple[int, ...]
    container: Container | None
    publisher: Container | None
    volume: str
    issue: str
    first_page: str
    last_page: str
    number: str
    edition: str
    doi: str
    isbns: frozenset[str]
    pmid: str
    arxiv: str
    url: str
    language: str
    preprint: bool
    record: Reference  # the words of its other fields explain one that only one title has

    @property
    def year(self) -> int:
        """The year the work came out; 0 where it is not known."""
        return self.start[0] if self.start else 0

    @property
    def sparse(self) -> bool:
        """A short form: it names title or author, but neither date nor place."""
        return not (self.start or self.container or self.publisher or self.doi or self.isbns or self.url)


def columns(reference: Reference) -> Columns:
    """Return the normalised columns of one record."""
    title = read_title(reference.title, reference.translated_title, reference.original_title)
    kind = KINDS.get(reference.type, "other")
    if kind == "review" or reference.reviewed_title:
        kind, title = "review", Title(title.forms, Notice.REVIEW, title.weight)
    if _DEGREE.match(reference.volume or reference.genre or reference.issue or ""):
        kind = "thesis"
    elif kind in _LOOSE_KINDS and (stated := _stated_kind(reference)):
        kind = stated
    start, end = _dates(reference.issued)
    container = _container(reference)
    publisher = read_container(reference.publisher, True) if reference.publisher else None
    first, last = pages(reference.page or reference.page_first)
    authors = read_names(reference.author) if reference.author else ()
    others = () if authors else _contributors(reference)
    url = identifiers.normal_url(reference.url) if reference.url else ""
    doi = identifiers.normal_doi(reference.doi) if reference.doi else ""
    if not doi and reference.url:
        doi = identifiers.doi_in_url(reference.url) or ""
    number = _label(reference.number)
    volume, issue = _label(reference.volume or reference.part_number), _label(reference.issue)
    return Columns(
        kind=kind, title=title, authors=authors, translators=read_names(reference.translator), contributors=others,
        start=start, end=end, container=container,
        publisher=publisher, volume=volume, issue=issue, first_page=first, last_page=last, number=number,
        edition=_edition(reference.edition), doi=doi,
        isbns=identifiers.normal_isbns(reference.isbn) if reference.isbn else frozenset(),
        pmid=re.sub(r"\D", "", reference.pmid or ""),
        arxiv=_arxiv(doi, reference.url, reference.number, reference.note_field), url=url,
        language=fold(reference.language or "")[:2], preprint=_preprint(reference, doi),
        record=reference,
    )  # fmt: skip


def columns_of(references: Iterable[Reference]) -> list[Columns]:
    """Return the columns of a batch of records."""
    return [columns(reference) for reference in references]


def _dates(date: Date | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if date is None:
        return (), ()
    if date.parts:
        return date.parts[0], date.parts[1] if len(date.parts) > 1 else ()
    found = re.search(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)", date.literal or "")
    return ((int(found[1]),) if found else ()), ()


def _container(reference: Reference) -> Container | None:
    name = (
        reference.container_title or reference.container_title_short or reference.archive or reference.event_title
    )
    return read_container(name) if name else None


def _contributors(reference: Reference) -> tuple[Person, ...]:
    for names in (reference.editor, reference.compiler, reference.collection_editor, reference.director):
        if names:
            return read_names(names)
    return ()


_PAGES = re.compile(r"([a-z]{0,2}\d+)\s*(?:[a-z]?)\s*(?:-+\s*([a-z]{0,2}\d+))?", re.IGNORECASE)


ROMAN_PAGE = "rom"
"""Before a page counted in Roman digits: front matter, of which every issue has its own."""

_ROMAN_PAGES = re.compile(r"\s*([ivxl]+)\s*(?:-+\s*([ivxl]+)\s*)?")
_LOST_FIRST = re.compile(r"\s*[a-z]+\s*-\s*(\d+)\s*")
"""A range that has lost its first page: ``Suppl-29``, ``t-8``."""


@lru_cache(maxsize=65536)
def _fold_pages(text: str) -> tuple[str, str]:
    text = re.sub(r"[‐-―−]", "-", text.lower())
    text = re.sub(r"^\s*(?:pp?|pages?|s|seiten?)\b\.?\s*", "", text)
    if re.fullmatch(r"\s*\d+\s*(?:pp?|pages|s|seiten|leaves)\.?\s*", text):
        return "", ""  # how many, not which
    if roman := _ROMAN_PAGES.fullmatch(text):
        first, last = (ROMAN.get(one or "", "") for one in roman.groups())
        return (ROMAN_PAGE + first, last) if first else ("", "")
    if not (found := _PAGES.search(text)):
        return "", ""
    if lost := _LOST_FIRST.fullmatch(text):
        return "", lost[1].lstrip("0")
    first, last = found[1], found[2] or ""
    if last.isdigit() and first.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    prefix = "".join(c for c in first if not c.isdigit())
    number = first[len(prefix) :].lstrip("0")
    return prefix + number if number else "", last.lstrip("0")


def pages(text: str | None) -> tuple[str, str]:
    """Return first and last page; ``904–33`` ends at 933."""
    return _fold_pages(text) if text else ("", "")


@lru_cache(maxsize=65536)
def _label_of(text: str) -> str:
    parts = [ROMAN.get(word, canonical(word)) for word in words(text)]
    parts = [
        word for word in parts if word not in ("vol", "volume", "no", "number", "nr", "issue", "bd", "jg", "t")
    ]
    return "-".join(parts) if any(character.isdigit() for part in parts for character in part) else ""


def _label(text: str | None) -> str:
    """Return a volume's, issue's or document's number in comparable form."""
    return _label_of(text) if text else ""


def _edition(text: str | None) -> str:
    """Return an edition's number, or its words; a first edition is as good as none."""
    if not text:
        return ""
    parts = [
        canonical(word) for word in words(text) if word not in ("ed", "edn", "edition", "aufl", "auflage", "the")
    ]
    number = next((word for word in parts if word.isdigit()), "-".join(parts))
    return "" if number == "1" else number


def _arxiv(doi: str, *texts: str | None) -> str:
    for text in (doi, *texts):
        if text and "arxiv" in text.lower() and (number := identifiers.arxiv_number(text)):
            return number
    return ""


_PREPRINT = re.compile(
    r"\b(?:arxiv|(?:bio|med|chem|psy|soc|eart?h)r?-?a?r[xχ]iv|ssrn|repec|research square|preprints?"
    r"|working papers?|discussion papers?|nber|techrxiv|hal archives)\b",
    re.IGNORECASE,
)
_PREPRINT_DOI = (
    "10.48550/",
    "10.1101/20",
    "10.2139/ssrn",
    "10.21203/rs",
    "10.31234/osf",
    "10.26434/",
    "10.20944/",
)


def _preprint(reference: Reference, doi: str) -> bool:
    """Tell whether the record says that it is a preprint or a working paper."""
    if doi.startswith(_PREPRINT_DOI):
        return True
    if reference.type in ("article-journal", "paper-conference") and reference.volume:
        return False
    texts = (reference.container_title, reference.publisher, reference.genre, reference.number, reference.archive,
             reference.collection_title)  # fmt: skip
    return any(text and _PREPRINT.search(text) for text in texts)


@lru_cache(maxsize=4096)
def context_words(one: Columns) -> frozenset[str]:
    """Return the words of every field but the title, and the numbers of the date."""
    record = one.record
    found = {str(part) for part in one.start} | {one.volume, one.issue, one.first_page, one.last_page}
    texts = [
        record.container_title, record.publisher, record.authority, record.number, record.genre,
        record.event_title,
        record.collection_title, record.edition, record.publisher_place, record.archive, record.archive_location,
        record.note_field, record.volume, record.issue, record.page,
    ]  # fmt: skip
    texts += [f"{name.family or ''} {name.given or ''} {name.literal or ''}" for name in record.author[:6]]
    texts += [f"{name.family or ''} {name.given or ''}" for name in record.editor[:6]]
    for text in texts:
        if text:
            found.update(ROMAN.get(word) or canonical(word) for word in words(text))
    return frozenset(found)


def signature(one: Columns) -> tuple[object, ...]:
    """Return a value that is equal for records between which no column differs."""
    return (
        one.kind, one.title.notice, tuple(form.compact for form in one.title.forms),
        identities(one.authors or one.contributors), one.start, one.end,
        one.container.tokens if one.container else None, one.publisher.tokens if one.publisher else None,
        one.volume, one.issue, one.first_page, one.last_page, one.number, one.edition, one.doi, one.isbns,
        one.pmid, one.arxiv, one.url, one.language, one.preprint, identities(one.translators),
    )  # fmt: skip


def content_order(one: Columns) -> tuple[str, ...]:
    """Return texts by which records are sorted whatever the order they came in; few records share all of them."""
    form = one.title.forms[0].compact if one.title.forms else ""
    names = "; ".join(f"{name.family}, {' '.join(name.given)}" for name in one.authors or one.contributors)
    return (
        form, names, "-".join(map(str, one.start)), one.volume, one.issue, one.first_page, one.last_page, one.doi,
        one.url, one.pmid, one.number, one.edition, one.kind,
    )  # fmt: skip
