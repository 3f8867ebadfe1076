"""What to look up: an identifier recognised by its form, or a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from citekit.model import Reference
from citekit.model.identifiers import doi as bare_doi
from citekit.model.identifiers import isbn_is_valid


class Kind(StrEnum):
    """What a query is."""

    DOI = "doi"
    ISBN = "isbn"
    ARXIV = "arxiv"
    PMID = "pmid"
    TITLE = "title"


@dataclass(frozen=True)
class Query:
    """One thing to look up: its kind, and its value without prefix or address around it."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.value}"


_ARXIV = re.compile(
    r"(?:arxiv:\s*|https?://arxiv\.org/(?:abs|pdf)/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid:?\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,8})/?", re.IGNORECASE)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?([\d\-\u2010-\u2015 ]{9,16}[\dXx])", re.IGNORECASE)


def recognise(text: str) -> Query:
    """Return what ``text`` is: a DOI, an arXiv id, a PMID, an ISBN whose check digit agrees, or else a title."""
    text = " ".join(text.split())
    if doi := bare_doi(text):
        archived = _ARXIV_DOI.fullmatch(doi)
        return Query(Kind.ARXIV, archived.group(1)) if archived else Query(Kind.DOI, doi)
    if match := _ARXIV.fullmatch(text):
        return Query(Kind.ARXIV, match.group(1) + (match.group(2) or ""))
    if match := _PMID.fullmatch(text):
        return Query(Kind.PMID, match.group(1))
    if (match := _ISBN.fullmatch(text)) and isbn_is_valid(match.group(1)):
        return Query(Kind.ISBN, re.sub(r"[^\dXx]", "", match.group(1)).upper())
    return Query(Kind.TITLE, text)


def queries_of(reference: Reference, *, title: bool = True) -> list[Query]:
    """Return what a record can be looked up by, the surest first; its title only with ``title``."""
    found: list[Query] = []
    if reference.doi:
        found.append(recognise(reference.doi))
    if reference.pmid and reference.pmid.isdigit():
        found.append(Query(Kind.PMID, reference.pmid))
    if reference.url and (address := recognise(reference.url)).kind in (Kind.ARXIV, Kind.DOI, Kind.PMID):
        found.append(address)
    numbers = [recognise(one) for one in re.split(r"[,;]\s*", reference.isbn or "") if one]
    found += [number for number in numbers if number.kind is Kind.ISBN]
    if title and reference.title and not found:
        found.append(Query(Kind.TITLE, reference.title))
    return list(dict.fromkeys(found))
