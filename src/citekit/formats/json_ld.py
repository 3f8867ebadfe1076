"""JSON-LD with schema.org's vocabulary, for web pages and search engines. Written only.

Source: schema.org, ``CreativeWork`` and its subtypes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from citekit.formats.bib.dates import write_edtf
from citekit.formats.markup import plain
from citekit.model import Name, Reference

_TYPES = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "article": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "book": "Book",
    "classic": "Book",
    "chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "map": "Map",
    "motion_picture": "Movie",
    "song": "MusicRecording",
    "musical_score": "SheetMusic",
    "graphic": "VisualArtwork",
    "figure": "ImageObject",
    "legislation": "Legislation",
    "bill": "Legislation",
    "regulation": "Legislation",
    "periodical": "Periodical",
    "review": "Review",
    "review-book": "Review",
    "collection": "Collection",
    "broadcast": "Episode",
    "interview": "CreativeWork",
    "manuscript": "Manuscript",
}
_CONTAINERS = {
    "article-journal": "Periodical",
    "article-magazine": "Periodical",
    "article-newspaper": "Newspaper",
    "chapter": "Book",
    "paper-conference": "Book",
    "webpage": "WebSite",
    "post-weblog": "Blog",
}
_PEOPLE = (
    ("author", "author"),
    ("editor", "editor"),
    ("translator", "translator"),
    ("director", "director"),
    ("illustrator", "illustrator"),
    ("contributor", "contributor"),
    ("composer", "composer"),
)


def write(references: Iterable[Reference]) -> str:
    """Return a JSON-LD document whose ``@graph`` is the references."""
    graph = [_work(reference) for reference in references]
    document = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _work(reference: Reference) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": _TYPES.get(reference.type, "CreativeWork")}
    if reference.doi:
        work["@id"] = f"https://doi.org/{reference.doi}"
    said = (
        ("name", plain(reference.title or "")),
        ("alternateName", reference.translated_title),
        ("url", reference.url),
        (
            "datePublished",
            (write_edtf(reference.issued) or reference.issued.literal) if reference.issued else None,
        ),
        ("inLanguage", reference.language),
        ("abstract", plain(reference.abstract or "")),
        ("keywords", reference.keyword),
        ("bookEdition" if reference.type == "book" else "version", reference.edition or reference.version),
        ("isbn", reference.isbn),
        ("numberOfPages", reference.number_of_pages),
        ("reportNumber" if reference.type == "report" else "position", reference.number),
    )
    work |= {name: value for name, value in said if value}
    for variable, name in _PEOPLE:
        if names := getattr(reference, variable):
            work[name] = [_agent(one) for one in names]
    if reference.publisher:
        publisher: dict[str, Any] = {"@type": "Organization", "name": reference.publisher}
        if reference.publisher_place:
            publisher["address"] = reference.publisher_place
        work["sourceOrganization" if reference.type == "thesis" else "publisher"] = publisher
    _pages(work, reference.page)
    if part_of := _container(reference):
        work["isPartOf"] = part_of
    identifiers = [("doi", reference.doi), ("pmid", reference.pmid), ("pmcid", reference.pmcid)]
    values = [
        {"@type": "PropertyValue", "propertyID": kind, "value": value} for kind, value in identifiers if value
    ]
    if values:
        work["identifier"] = values
    return work


def _agent(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    parts = {
        "@type": "Person",
        "name": str(name),
        "familyName": family,
        "givenName": name.given,
        "honorificSuffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _pages(work: dict[str, Any], page: str | None) -> None:
    if not page:
        return
    first, dash, last = page.partition("-")
    if dash and first and last and "," not in page:
        work |= {"pageStart": first, "pageEnd": last}
    else:
        work["pagination"] = page


def _container(reference: Reference) -> dict[str, Any] | None:
    """The container; an article's issue and volume stand between it and its periodical."""
    inner: dict[str, Any] | None = None
    if reference.container_title:
        inner = {
            "@type": _CONTAINERS.get(reference.type, "CreativeWork"),
            "name": plain(reference.container_title),
        }
        if reference.issn:
            inner["issn"] = reference.issn
    for kind, number, value in (
        ("PublicationVolume", "volumeNumber", reference.volume),
        ("PublicationIssue", "issueNumber", reference.issue),
    ):
        if value:
            inner = {"@type": kind, number: value, **({"isPartOf": inner} if inner else {})}
    if reference.collection_title and inner is None:
        inner = {"@type": "CreativeWorkSeries", "name": reference.collection_title}
    return inner
