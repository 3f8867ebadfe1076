"""The JSON of services and programs that is nearly CSL-JSON, or not at all: Crossref, DataCite, Zotero.

Sources: Crossref REST API, "API JSON format"; DataCite Metadata Schema 4; Zotero Web API 3, item fields.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from citekit.formats.bib.dates import read_edtf, read_year_month
from citekit.model.variables import NAME_VARIABLES, TYPES, VARIABLES

CROSSREF_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "book-set": "book",
    "reference-entry": "entry-encyclopedia",
    "posted-content": "article",
    "dissertation": "thesis",
    "peer-review": "review",
    "report-component": "report",
    "report-series": "report",
    "journal": "periodical",
    "journal-issue": "periodical",
    "component": "document",
    "database": "dataset",
    "grant": "document",
    "other": "document",
    "book-track": "chapter",
}
"""Crossref's types where CSL calls them otherwise."""

_CROSSREF_KEPT = VARIABLES | {"id", "type", "custom", "journalAbbreviation", "shortTitle"}
_CROSSREF_CLASHES = frozenset("source license references".split())
"""Crossref's words for other things than CSL's variables of that name."""

DATACITE_TYPES = {
    "dataset": "dataset",
    "software": "software",
    "text": "document",
    "journalarticle": "article-journal",
    "book": "book",
    "bookchapter": "chapter",
    "conferencepaper": "paper-conference",
    "dissertation": "thesis",
    "preprint": "article",
    "report": "report",
    "standard": "standard",
    "image": "graphic",
    "audiovisual": "motion_picture",
    "sound": "song",
    "collection": "collection",
    "computationalnotebook": "software",
    "peerreview": "review",
    "journal": "periodical",
    "datapaper": "article-journal",
    "event": "event",
    "model": "software",
}

ZOTERO_TYPES = {
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "book": "book",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "report": "report",
    "thesis": "thesis",
    "webpage": "webpage",
    "blogPost": "post-weblog",
    "forumPost": "post",
    "document": "document",
    "manuscript": "manuscript",
    "patent": "patent",
    "map": "map",
    "film": "motion_picture",
    "videoRecording": "motion_picture",
    "tvBroadcast": "broadcast",
    "radioBroadcast": "broadcast",
    "podcast": "broadcast",
    "audioRecording": "song",
    "artwork": "graphic",
    "computerProgram": "software",
    "dataset": "dataset",
    "encyclopediaArticle": "entry-encyclopedia",
    "dictionaryEntry": "entry-dictionary",
    "letter": "personal_communication",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
    "interview": "interview",
    "presentation": "speech",
    "preprint": "article",
    "standard": "standard",
    "statute": "legislation",
    "bill": "bill",
    "case": "legal_case",
    "hearing": "hearing",
}
_ZOTERO_FIELDS = {
    "title": "title",
    "shortTitle": "title-short",
    "abstractNote": "abstract",
    "publicationTitle": "container-title",
    "bookTitle": "container-title",
    "proceedingsTitle": "container-title",
    "websiteTitle": "container-title",
    "blogTitle": "container-title",
    "encyclopediaTitle": "container-title",
    "dictionaryTitle": "container-title",
    "forumTitle": "container-title",
    "programTitle": "container-title",
    "journalAbbreviation": "container-title-short",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "numPages": "number-of-pages",
    "edition": "edition",
    "publisher": "publisher",
    "university": "publisher",
    "institution": "publisher",
    "studio": "publisher",
    "company": "publisher",
    "label": "publisher",
    "network": "publisher",
    "repository": "publisher",
    "place": "publisher-place",
    "series": "collection-title",
    "seriesTitle": "collection-title",
    "seriesNumber": "collection-number",
    "reportNumber": "number",
    "patentNumber": "number",
    "number": "number",
    "archiveID": "number",
    "reportType": "genre",
    "thesisType": "genre",
    "websiteType": "genre",
    "manuscriptType": "genre",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "url": "URL",
    "language": "language",
    "rights": "license",
    "archive": "archive",
    "archiveLocation": "archive_location",
    "callNumber": "call-number",
    "libraryCatalog": "source",
    "conferenceName": "event-title",
    "meetingName": "event-title",
    "numberOfVolumes": "number-of-volumes",
    "versionNumber": "version",
    "medium": "medium",
    "extra": "note",
    "citationKey": "citation-key",
}
_ZOTERO_CREATORS = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookAuthor": "container-author",
    "seriesEditor": "collection-editor",
    "contributor": "contributor",
    "interviewee": "author",
    "interviewer": "interviewer",
    "director": "director",
    "composer": "composer",
    "performer": "performer",
    "presenter": "author",
    "programmer": "author",
    "recipient": "recipient",
    "reviewedAuthor": "reviewed-author",
    "inventor": "author",
    "artist": "author",
    "cartographer": "author",
    "podcaster": "author",
    "scriptwriter": "script-writer",
}


def as_csl(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as CSL-JSON, whatever it comes from; one that is CSL-JSON is returned as it is."""
    attributes = item.get("attributes")
    if isinstance(attributes, Mapping):
        return _datacite(attributes)
    if "creators" in item and "titles" in item:
        return _datacite(item)
    inner = item.get("data")
    if isinstance(inner, Mapping) and "itemType" in inner:
        return _zotero({"key": item.get("key"), **inner})
    if "itemType" in item:
        return _zotero(item)
    if item.get("type") in CROSSREF_TYPES or "reference-count" in item or isinstance(item.get("title"), list):
        return _crossref(item)
    return dict(item)


def _crossref(item: Mapping[str, Any]) -> dict[str, Any]:
    """A work as Crossref has it: titles in lists, ORCIDs in names, dates of every stage."""
    values: dict[str, Any] = {}
    for name, value in item.items():
        if name not in _CROSSREF_KEPT or name in _CROSSREF_CLASHES:
            continue
        if isinstance(value, list) and name not in NAME_VARIABLES:
            value = next((one for one in value if isinstance(one, str)), None)
        values[name] = _unescaped(value) if isinstance(value, str) else value
    kind = str(item.get("type", ""))
    values["type"] = CROSSREF_TYPES.get(kind, kind if kind in TYPES else "document")
    if subtitle := next(iter(item.get("subtitle") or []), ""):
        title = str(values.get("title") or "")
        values["title"] = f"{title}: {_unescaped(subtitle)}" if title else _unescaped(subtitle)
    if short := next(iter(item.get("short-container-title") or []), None):
        values["container-title-short"] = short
    for name in NAME_VARIABLES & values.keys():
        values[name] = [_crossref_name(one) for one in values[name] or [] if isinstance(one, Mapping)]
    if not _has_parts(values.get("issued")):
        stages = ("published", "published-print", "published-online", "posted")
        values["issued"] = next((item[stage] for stage in stages if _has_parts(item.get(stage))), None)
    if number := item.get("article-number"):
        values.setdefault("number", str(number))
    event = item.get("event")
    values.pop("event", None)
    if isinstance(event, Mapping):
        values["event-title"], values["event-place"] = event.get("name"), event.get("location")
    institution = (
        next(iter(item.get("institution") or []), None) if isinstance(item.get("institution"), list) else None
    )
    if isinstance(institution, Mapping) and not values.get("publisher"):
        values["publisher"] = institution.get("name")
    return values


def _crossref_name(name: Mapping[str, Any]) -> dict[str, Any]:
    if name.get("name"):
        return {"literal": _unescaped(str(name["name"]))}
    return {part: name[part] for part in ("family", "given", "suffix", "literal") if name.get(part)}


def _has_parts(date: Any) -> bool:
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    return bool(isinstance(parts, list) and parts and parts[0] and parts[0][0])


def _unescaped(text: str) -> str:
    """Crossref's titles are HTML, at times twice: entities, JATS tags, line breaks of whoever typed them."""
    text = re.sub(r"</?(?:jats:|mml:)[^>]*>", "", html.unescape(html.unescape(text)))
    return " ".join(re.sub(r"<(/?)scp>", r"<\1sc>", text).split())


def _datacite(work: Mapping[str, Any]) -> dict[str, Any]:
    kinds = work.get("types") if isinstance(work.get("types"), Mapping) else {}
    general = str((kinds or {}).get("resourceTypeGeneral") or "").replace(" ", "").lower()
    csl = str((kinds or {}).get("citeproc") or "")
    values: dict[str, Any] = {
        "id": work.get("doi") or work.get("id"),
        "type": DATACITE_TYPES.get(general) or (csl if csl in TYPES else "document"),
        "DOI": work.get("doi"),
        "URL": work.get("url"),
        "version": work.get("version"),
        "language": work.get("language"),
        "publisher": _named(work.get("publisher")),
    }
    for title in work.get("titles") or []:
        kind = title.get("titleType")
        if not kind:
            values.setdefault("title", title.get("title"))
        elif kind == "Subtitle" and values.get("title"):
            values["title"] = f"{values['title']}: {title.get('title')}"
        elif kind == "TranslatedTitle":
            values["custom"] = {"translated-title": title.get("title")}
    values["author"] = [_datacite_name(one) for one in work.get("creators") or []]
    contributors = work.get("contributors") or []
    values["editor"] = [_datacite_name(one) for one in contributors if one.get("contributorType") == "Editor"]
    issued = next((one.get("date") for one in work.get("dates") or [] if one.get("dateType") == "Issued"), None)
    date = read_edtf(str(issued or "")) or read_year_month(str(work.get("publicationYear") or ""), "")
    values["issued"] = date.to_csl() if date else None
    container = work.get("container")
    if isinstance(container, Mapping):
        first, last = (str(container.get(name) or "") for name in ("firstPage", "lastPage"))
        values |= {
            "container-title": container.get("title"),
            "volume": container.get("volume"),
            "issue": container.get("issue"),
            "page": f"{first}-{last}" if first and last else first or None,
        }
    descriptions = work.get("descriptions") or []
    values["abstract"] = next(
        (one.get("description") for one in descriptions if one.get("descriptionType") == "Abstract"), None
    )
    values["keyword"] = ", ".join(
        str(one.get("subject")) for one in work.get("subjects") or [] if one.get("subject")
    )
    rights = work.get("rightsList") or []
    values["license"] = next((one.get("rights") for one in rights if one.get("rights")), None)
    return {name: value for name, value in values.items() if value}


def _named(value: Any) -> str | None:
    return str(value.get("name")) if isinstance(value, Mapping) else value


def _datacite_name(name: Mapping[str, Any]) -> dict[str, Any]:
    if name.get("nameType") != "Organizational" and (name.get("familyName") or name.get("givenName")):
        parts = {"family": name.get("familyName"), "given": name.get("givenName")}
        return {part: text for part, text in parts.items() if text}
    whole = str(name.get("name") or "")
    if name.get("nameType") == "Personal" and "," in whole:
        family, _, given = whole.partition(",")
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": whole}


def _zotero(item: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": item.get("citationKey") or item.get("citekey") or item.get("key") or item.get("itemKey"),
        "type": ZOTERO_TYPES.get(str(item.get("itemType")), "document"),
    }
    for name, variable in _ZOTERO_FIELDS.items():
        if item.get(name) not in (None, ""):
            values.setdefault(variable, str(item[name]))
    for creator in item.get("creators") or []:
        role = _ZOTERO_CREATORS.get(str(creator.get("creatorType")), "contributor")
        if creator.get("name"):
            name_ = {"literal": creator["name"]}
        else:
            name_ = {
                part: creator[key]
                for part, key in (("family", "lastName"), ("given", "firstName"))
                if creator.get(key)
            }
        if name_:
            values.setdefault(role, []).append(name_)
    for name, variable in (("date", "issued"), ("accessDate", "accessed"), ("issueDate", "issued")):
        text = str(item.get(name) or "")
        if text:
            date = read_edtf(text.partition(" ")[0]) or read_edtf(text) or read_year_month(text, "")
            values.setdefault(variable, date.to_csl() if date else {"literal": text})
    tags = [str(tag.get("tag")) for tag in item.get("tags") or [] if isinstance(tag, Mapping) and tag.get("tag")]
    if tags:
        values["keyword"] = ", ".join(tags)
    if not values.get("id"):
        values.pop("id", None)
    return values
