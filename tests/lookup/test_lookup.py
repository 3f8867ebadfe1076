"""Lookups against a server of our own that answers as the services do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner

from citekit.cli.lookup import command as lookup_command
from citekit.cli.verify import command as verify_command
from citekit.lookup import (
    Client,
    LookupOptions,
    Query,
    Unanswered,
    differences,
    fill,
    look_up,
    queries_of,
    recognise,
)
from citekit.lookup.client import BASES
from citekit.model import Date, Name, Reference

CROSSREF = {
    "DOI": "10.1000/x", "type": "journal-article", "title": ["The Rise of Things"], "volume": "3", "page": "1-9",
    "author": [{"given": "Ann", "family": "Smith", "sequence": "first"}, {"given": "Bo", "family": "Lee"}],
    "container-title": ["Journal of X"], "issued": {"date-parts": [[2020, 3]]}, "reference-count": 2,
    "URL": "http://dx.doi.org/10.1000/x", "publisher": "Press", "ISSN": ["1234-5679"],
}  # fmt: skip
RETRACTED = {**CROSSREF, "DOI": "10.1000/r", "updated-by": [{"type": "retraction", "DOI": "10.1000/n"}]}
DATACITE = {
    "doi": "10.5281/zenodo.1", "titles": [{"title": "Data of X"}], "publicationYear": 2021, "publisher": "Zenodo",
    "creators": [{"name": "Smith, Ann", "nameType": "Personal", "givenName": "Ann", "familyName": "Smith"}],
    "types": {"resourceTypeGeneral": "Dataset"}, "url": "https://example.org/1",
}  # fmt: skip
BOOK = {
    "title": "The Book", "subtitle": "a sequel", "authors": [{"name": "Rick van Roe"}], "number_of_pages": 99,
    "publishers": [{"name": "Press"}], "publish_places": [{"name": "Oslo"}], "publish_date": "May 3, 2001",
}  # fmt: skip
ARXIV = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><id>http://arxiv.org/abs/2101.00001v2</id><published>2021-01-01T00:00:00Z</published>
<title>On  things
 that matter</title><summary>Words.</summary><author><name>Ann Smith</name></author>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/x</arxiv:doi></entry></feed>"""
MEDLINE = """PMID- 123
TI  - A trial.
FAU - Smith, Ann
DP  - 2013 Oct
JT  - Journal of Y
PT  - Retracted Publication
"""


@dataclass
class Services:
    """The server: what it was asked, how often it is still to be busy, where it is."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    busy: int = 0

    def answer(self, path: str, query: dict[str, list[str]]) -> str | None:
        path = unquote(path)
        works = {"/crossref/works/10.1000/x": CROSSREF, "/crossref/works/10.1000/r": RETRACTED}
        if path in works:
            return json.dumps({"status": "ok", "message-type": "work", "message": works[path]})
        if path == "/crossref/works":
            items = [{**CROSSREF, "title": ["Something else"]}, CROSSREF]
            return json.dumps({"message": {"items": items}})
        if path == "/datacite/dois/10.5281/zenodo.1":
            return json.dumps({"data": {"id": "10.5281/zenodo.1", "type": "dois", "attributes": DATACITE}})
        if path == "/doi/10.9999/other":
            return json.dumps({"type": "book", "title": "Negotiated", "DOI": "10.9999/other"})
        if path == "/openlibrary/api/books":
            return json.dumps({"ISBN:9783161484100": BOOK} if "9783161484100" in query["bibkeys"][0] else {})
        if path == "/arxiv/api/query":
            return ARXIV if query["id_list"] == ["2101.00001"] else ARXIV.partition("<entry>")[0] + "</feed>"
        if path == "/pubmed/entrez/eutils/efetch.fcgi":
            return MEDLINE if query["id"] == ["123"] else "\n"
        return None


@pytest.fixture
def services() -> Iterator[Services]:
    state = Services()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            state.agents.append(self.headers["User-Agent"])
            parts = urlsplit(self.path)
            answer = None if state.busy else state.answer(parts.path, parse_qs(parts.query))
            self.send_response(503 if state.busy else 200 if answer is not None else 404)
            state.busy = max(0, state.busy - 1)
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write((answer or "").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()


def client(services: Services, **settings: object) -> Client:
    bases = {name: f"{services.url}/{name}" for name in BASES}
    return Client(LookupOptions(bases=bases, delay=0, timeout=5, **settings))  # type: ignore[arg-type]  # test settings


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("https://doi.org/10.1000/x", "doi:10.1000/x"),
        ("doi: 10.1000/X_y", "doi:10.1000/X_y"),
        ("10.48550/arXiv.2101.00001", "arxiv:2101.00001"),
        ("arXiv:2101.00001v2", "arxiv:2101.00001v2"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv:hep-th/9901001"),
        ("PMID: 123", "pmid:123"),
        ("978-3-16-148410-0", "isbn:9783161484100"),
        ("978-3-16-148410-1", "title:978-3-16-148410-1"),
        ("The Rise of Things", "title:The Rise of Things"),
    ],
)
def test_recognised(text: str, query: str) -> None:
    assert str(recognise(text)) == query


@pytest.mark.parametrize(
    ("text", "service", "title", "year"),
    [
        ("10.1000/x", "crossref", "The Rise of Things", 2020),
        ("10.5281/zenodo.1", "datacite", "Data of X", 2021),
        ("10.9999/other", "doi", "Negotiated", None),
        ("9783161484100", "openlibrary", "The Book: a sequel", 2001),
        ("arXiv:2101.00001", "arxiv", "On things that matter", 2021),
        ("PMID:123", "pubmed", "A trial.", 2013),
        ("the rise of things!", "crossref", "The Rise of Things", 2020),
    ],
)
def test_services(services: Services, text: str, service: str, title: str, year: int | None) -> None:
    found = look_up(recognise(text), client(services))
    assert found is not None
    assert (found.service, found.reference.title) == (service, title)
    assert (found.reference.issued.year if found.reference.issued else None) == year


def test_a_book(services: Services) -> None:
    found = look_up(recognise("9783161484100"), client(services))
    assert found is not None
    assert found.reference.author == (Name(family="Roe", given="Rick", non_dropping_particle="van"),)
    assert found.reference.issued == Date.of(2001, 5, 3)
    assert found.reference.publisher_place == "Oslo"


@pytest.mark.parametrize(
    "text", ["10.1000/nothing", "9780306406157", "arXiv:9999.00001", "PMID:9", "No such work"]
)
def test_not_found(services: Services, text: str) -> None:
    assert look_up(recognise(text), client(services)) is None


def test_polite(services: Services, tmp_path: Path) -> None:
    services.busy = 2
    asking = client(services, mailto="a@example.org", cache=tmp_path / "cache")
    assert look_up(recognise("10.1000/x"), asking) is not None
    assert len(services.asked) == 3
    assert "mailto%3D" not in services.asked[0]
    assert "mailto=a%40example.org" in services.asked[0]
    assert "mailto:a@example.org" in services.agents[0]
    assert look_up(recognise("10.1000/x"), asking) is not None
    assert len(services.asked) == 3


def test_no_network() -> None:
    bases = dict.fromkeys(BASES, "http://127.0.0.1:9")
    with pytest.raises(Unanswered):
        look_up(recognise("10.1000/x"), Client(LookupOptions(bases=bases, delay=0, tries=1, timeout=2)))


def test_fill_takes_only_what_is_missing(services: Services) -> None:
    reference = Reference(id="a", type="article-journal", title="The rise of things", doi="10.1000/x", volume="4")
    found = look_up(queries_of(reference)[0], client(services))
    assert found is not None
    filled, changes = fill(reference, found)
    assert (filled.title, filled.volume, filled.page) == ("The rise of things", "4", "1-9")
    assert {change.variable for change in changes} == {
        "author", "issued", "page", "container-title", "ISSN", "publisher",
    }  # fmt: skip
    assert all(change.old is None and change.service == "crossref" for change in changes)
    overwritten, _ = fill(reference, found, overwrite=True)
    assert overwritten.volume == "3"


def test_differences(services: Services) -> None:
    right = Reference(
        id="a",
        type="article-journal",
        doi="10.1000/x",
        title="The Rise of Things",
        author=(Name(family="Smith", given="A."),),
        issued=Date.of(2020),
        page="1–9",
    )
    found = look_up(queries_of(right)[0], client(services))
    assert found is not None
    assert differences(right, found) == []
    wrong = right.replace(title="Quite another work", issued=Date.of(2019), author=(Name(family="Jones"),))
    assert [one.code for one in differences(wrong, found)] == ["other-title", "other-issued", "other-author"]
    retracted = look_up(Query(recognise("10.1000/r").kind, "10.1000/r"), client(services))
    assert retracted is not None
    assert "retracted" in [one.code for one in differences(right, retracted)]


def arguments(services: Services) -> list[str]:
    return [part for name in BASES for part in ("--base", f"{name}={services.url}/{name}")]


def test_lookup_command(services: Services, tmp_path: Path) -> None:
    run = CliRunner()
    result = run.invoke(lookup_command, ["10.1000/x", *arguments(services)], standalone_mode=False)
    assert result.return_value == 0
    assert json.loads(result.stdout)[0]["id"] == "smith2020"
    assert run.invoke(lookup_command, ["No such", *arguments(services)], standalone_mode=False).return_value == 1
    path = tmp_path / "a.bib"
    path.write_text("@article{a, doi = {10.1000/x}}\n@book{b, title = {None}}\n", encoding="utf-8")
    result = run.invoke(
        lookup_command, ["--fill", str(path), "--dry-run", *arguments(services)], standalone_mode=False
    )
    changes = json.loads(result.stdout)
    assert {change["key"] for change in changes} == {"a"}
    assert {"key": "a", "variable": "volume", "old": None, "new": "3", "source": "crossref"} in changes
    nowhere = [part for name in BASES for part in ("--base", f"{name}=http://127.0.0.1:9")]
    result = run.invoke(lookup_command, ["10.1000/x", *nowhere], standalone_mode=False)
    assert result.return_value == 3


def test_verify_command(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "a.bib"
    path.write_text(
        "@article{a, doi = {10.1000/x}, year = 1999, title = {The Rise of Things}}\n"
        "@article{c, doi = {10.1000/nothing}}\n@article{d, pmid = {123}}\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(verify_command, [str(path), *arguments(services)], standalone_mode=False)
    assert result.return_value == 1
    assert "other-issued issued 1999, not 2020, says crossref (a)" in result.stdout
    assert "unknown-identifier no service knows doi:10.1000/nothing (c)" in result.stdout
    assert "retracted retraction of this work, says pubmed (d)" in result.stdout
