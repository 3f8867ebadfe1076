"""The services: what each is asked, and its answer as a record.

Sources: Crossref REST API; DataCite REST API; DOI content negotiation (crosscite.org); Open Library Books API;
arXiv API (Atom); NCBI E-utilities (efetch).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import quote

from citekit.errors import CitekitError
from citekit.formats import csl_json, nbib, xml_text
from citekit.formats.bib.dates import read_edtf, read_year_month
from citekit.formats.lenient import reference_of
from citekit.formats.markup import plain
from citekit.lookup.client import Client, Unanswered
from citekit.lookup.query import Kind, Query
from citekit.model import Date, Name, Reference
from citekit.model.keys import ascii_fold, make_key

_CSL = "application/vnd.citationstyles.csl+json"
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_NEAR = 0.9
"""How alike two titles are, of 1, before one is taken for the other."""


@dataclass(frozen=True)
class Found:
    """A record, the service it comes from, and notices that the service has about the work (a retraction)."""

    reference: Reference
    service: str
    notices: tuple[str, ...] = field(default=())


def look_up(query: Query, client: Client) -> Found | None:
    """Return the record for a query, ``None`` where no service knows it.

    Raises Unanswered where a service that might have known it could not be asked.
    """
    unanswered: Unanswered | None = None
    for ask in _SERVICES[query.kind]:
        try:
            found = ask(query.value, client)
        except Unanswered as error:
            unanswered = unanswered or error
            continue
        if found is not None:
            return found
    if unanswered is not None:
        raise unanswered
    return None


def _crossref(doi: str, client: Client) -> Found | None:
    answer = client.get("crossref", f"/works/{quote(doi, safe='')}")
    if answer is None:
        return None
    work = _json(answer, "crossref").get("message") or {}
    return _found(csl_json.read(answer).references, "crossref", _notices(work))


def _datacite(doi: str, client: Client) -> Found | None:
    answer = client.get("datacite", f"/dois/{quote(doi, safe='')}")
    return _found(csl_json.read(answer).references, "datacite") if answer is not None else None


def _negotiated(doi: str, client: Client) -> Found | None:
    answer = client.get("doi", f"/{quote(doi, safe='/:;().-_')}", accept=_CSL)
    if answer is None or not answer.lstrip().startswith("{"):
        return None
    return _found(csl_json.read(answer).references, "doi")


def _open_library(isbn: str, client: Client) -> Found | None:
    params = {"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "data"}
    answer = client.get("openlibrary", "/api/books", params)
    book = _json(answer, "openlibrary").get(f"ISBN:{isbn}") if answer is not None else None
    if not isinstance(book, dict):
        return None
    date = str(book.get("publish_date") or "")
    values: dict[str, Any] = {
        "id": "?",
        "type": "book",
        "title": book.get("title"),
        "author": [_person(str(one.get("name"))).to_csl() for one in book.get("authors") or [] if one.get("name")],
        "publisher": next((one.get("name") for one in book.get("publishers") or []), None),
        "publisher-place": next((one.get("name") for one in book.get("publish_places") or []), None),
        "number-of-pages": book.get("number_of_pages"),
        "ISBN": isbn,
    }
    if subtitle := book.get("subtitle"):
        values["title"] = f"{values['title']}: {subtitle}"
    if date:
        year = re.search(r"\b\d{4}\b", date)
        rest = re.sub(r"\b\d{4}\b,?", "", date).strip(" ,")
        read = (read_edtf(date) or read_year_month(year.group(), rest)) if year else None
        values["issued"] = (read or Date(literal=date)).to_csl()
    return _found([reference_of(values)[0]], "openlibrary")


def _arxiv(number: str, client: Client) -> Found | None:
    answer = client.get("arxiv", "/api/query", {"id_list": number})
    if answer is None:
        return None
    entry = xml_text.parse(answer).find(f"{_ATOM}entry")
    if entry is None or "api/errors" in xml_text.find_text(entry, f"{_ATOM}id"):
        return None
    names = [_person(xml_text.text_of(one)).to_csl() for one in entry.findall(f"{_ATOM}author/{_ATOM}name")]
    published = read_edtf(xml_text.find_text(entry, f"{_ATOM}published").partition("T")[0])
    bare = re.sub(r"v\d+$", "", number)
    values: dict[str, Any] = {
        "id": "?",
        "type": "article",
        "title": xml_text.find_text(entry, f"{_ATOM}title"),
        "author": names,
        "abstract": xml_text.find_text(entry, f"{_ATOM}summary"),
        "DOI": xml_text.find_text(entry, f"{_ARXIV}doi") or None,
        "URL": f"https://arxiv.org/abs/{bare}",
        "number": f"arXiv:{number}",
        "publisher": "arXiv",
        "issued": published.to_csl() if published else None,
    }
    return _found([reference_of(values)[0]], "arxiv") if values["title"] else None


def _pubmed(number: str, client: Client) -> Found | None:
    params = {"db": "pubmed", "id": number, "rettype": "medline", "retmode": "text"}
    answer = client.get("pubmed", "/entrez/eutils/efetch.fcgi", params)
    records = [one for one in nbib.read(answer or "").references if one.pmid == number]
    retracted = re.search(r"^(?:PT  - Retracted Publication|RIN - )", answer or "", re.MULTILINE)
    return _found(records, "pubmed", ("retraction",) if retracted else ())


def _crossref_title(title: str, client: Client) -> Found | None:
    """The work of that title, if one of the first five that Crossref finds has it."""
    answer = client.get("crossref", "/works", {"query.bibliographic": title, "rows": "5"})
    if answer is None:
        return None
    works = (_json(answer, "crossref").get("message") or {}).get("items") or []
    for work in works:
        records = csl_json.read(json.dumps([work])).references
        if records and same_title(title, records[0].title or ""):
            return _found(records[:1], "crossref", _notices(work))
    return None


_SERVICES: dict[Kind, tuple[Callable[[str, Client], Found | None], ...]] = {
    Kind.DOI: (_crossref, _datacite, _negotiated),
    Kind.ISBN: (_open_library,),
    Kind.ARXIV: (_arxiv,),
    Kind.PMID: (_pubmed,),
    Kind.TITLE: (_crossref_title,),
}


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same but for case, punctuation, accents and a letter or two."""
    left, right = (re.sub(r"[^a-z0-9]+", " ", ascii_fold(plain(text)).lower()).strip() for text in (one, other))
    if not left or not right:
        return plain(one).strip().casefold() == plain(other).strip().casefold()
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _NEAR


def _found(references: list[Reference], service: str, notices: tuple[str, ...] = ()) -> Found | None:
    if not references:
        return None
    reference = references[0]
    return Found(reference.replace(id=make_key(reference)), service, notices)


def _notices(work: dict[str, Any]) -> tuple[str, ...]:
    """What Crossref says has happened to a work since: a retraction, a correction."""

    def kinds() -> Iterator[str]:
        for update in work.get("updated-by") or []:
            if isinstance(update, dict) and update.get("type"):
                yield str(update["type"])
        if any(str(title).upper().startswith(("RETRACTED", "RETRACTION")) for title in work.get("title") or []):
            yield "retraction"

    return tuple(dict.fromkeys(kinds()))


def _json(text: str, service: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError:
        raise Unanswered(f"{service} sent no JSON") from None
    if not isinstance(value, dict):
        raise CitekitError(f"{service} sent something else than a record")
    return value


def _person(name: str) -> Name:
    """Read a name in Western order, as these services print it."""
    from citekit.formats.bib.names import read_name

    words = name.split()
    if len(words) < 2:
        return Name(literal=name)
    return read_name(re.sub(r"[{}\\#%&$]", "", name)) or Name(literal=name)
