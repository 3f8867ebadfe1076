"""Which entry type is which CSL type, and which field is which variable: two tables, each row both ways.

Sources: the BibLaTeX manual, "Entry Types" and "Entry Fields"; *BibTeXing*, section 3; CSL 1.0.2, appendices III
and IV. Where the manuals leave a choice, the row follows what pandoc and citation-js agree on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class TypeRow:
    """One CSL type: BibLaTeX's entry type, the ``entrysubtype`` that tells it from others, BibTeX's type.

    ``needs`` names what BibTeX's standard styles insist on; where it is missing the entry becomes ``@misc``,
    which insists on nothing. Alternatives are parted by a bar.
    """

    csl: str
    biblatex: str
    subtype: str = ""
    bibtex: str = "misc"
    needs: tuple[str, ...] = ()


_ARTICLE = ("author", "title", "container-title", "issued")
_BOOK = ("author|editor", "title", "publisher", "issued")
_PART = ("author", "title", "container-title", "publisher", "issued")

TYPES: tuple[TypeRow, ...] = (
    TypeRow("article-journal", "article", "", "article", _ARTICLE),
    TypeRow("article-magazine", "article", "magazine", "article", _ARTICLE),
    TypeRow("article-newspaper", "article", "newspaper", "article", _ARTICLE),
    TypeRow("article", "misc", "preprint"),
    TypeRow("bill", "legislation", "bill"),
    TypeRow("book", "book", "", "book", _BOOK),
    TypeRow("broadcast", "video", "broadcast"),
    TypeRow("chapter", "incollection", "", "incollection", _PART),
    TypeRow("classic", "book", "classic", "book", _BOOK),
    TypeRow("collection", "misc", "collection"),
    TypeRow("dataset", "dataset"),
    TypeRow("document", "misc"),
    TypeRow("entry", "inreference", "entry", "incollection", _PART),
    TypeRow("entry-dictionary", "inreference", "entry-dictionary", "incollection", _PART),
    TypeRow("entry-encyclopedia", "inreference", "", "incollection", _PART),
    TypeRow("event", "misc", "event"),
    TypeRow("figure", "image"),
    TypeRow("graphic", "artwork"),
    TypeRow("hearing", "legal", "hearing"),
    TypeRow("interview", "misc", "interview"),
    TypeRow("legal_case", "jurisdiction"),
    TypeRow("legislation", "legislation"),
    TypeRow("manuscript", "unpublished", "", "unpublished", ("author", "title", "note")),
    TypeRow("map", "misc", "map"),
    TypeRow("motion_picture", "movie"),
    TypeRow("musical_score", "music", "musical_score"),
    TypeRow("pamphlet", "booklet", "", "booklet", ("title",)),
    TypeRow("paper-conference", "inproceedings", "", "inproceedings", _ARTICLE),
    TypeRow("patent", "patent"),
    TypeRow("performance", "performance"),
    TypeRow("periodical", "periodical"),
    TypeRow("personal_communication", "letter"),
    TypeRow("post", "online", "post"),
    TypeRow("post-weblog", "online", "post-weblog"),
    TypeRow("regulation", "legislation", "regulation"),
    TypeRow("report", "report", "", "techreport", ("author", "title", "publisher", "issued")),
    TypeRow("review", "review", "", "article", _ARTICLE),
    TypeRow("review-book", "review", "review-book", "article", _ARTICLE),
    TypeRow("software", "software"),
    TypeRow("song", "music"),
    TypeRow("speech", "unpublished", "speech"),
    TypeRow("standard", "standard"),
    TypeRow("thesis", "thesis", "", "phdthesis", ("author", "title", "publisher", "issued")),
    TypeRow("treaty", "legal"),
    TypeRow("webpage", "online"),
)

READ_TYPES = {
    "mvbook": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "mvcollection": "book",
    "collection": "book",
    "suppcollection": "chapter",
    "manual": "report",
    "suppperiodical": "article-journal",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "www": "webpage",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "audio": "song",
    "commentary": "book",
    "video": "motion_picture",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "webpage": "webpage",
    "journal": "periodical",
}
"""Entry types that are only read. What they say beyond the CSL type is kept beside the record."""

SAME_TYPE = frozenset("inbook conference electronic www mastersthesis phdthesis techreport webpage".split())
"""Types of READ_TYPES that need not be kept: the canonical type says the same."""

READ_SUBTYPES = {
    ("video", "film"): "motion_picture",
    ("video", "tvbroadcast"): "broadcast",
    ("video", "tvepisode"): "broadcast",
    ("audio", "radiobroadcast"): "broadcast",
    ("audio", "radio"): "broadcast",
    ("audio", "podcast"): "broadcast",
}


class Kind(Enum):
    """How a field's value is written."""

    TEXT = "text"
    TITLE = "title"
    NAMES = "names"
    DATE = "date"
    VERBATIM = "verbatim"
    DOI = "doi"
    PAGES = "pages"
    LANGUAGE = "language"


@dataclass(frozen=True)
class FieldRow:
    """One variable: its BibLaTeX field and its BibTeX field, and the CSL types the row is for (none: all)."""

    csl: str
    biblatex: str
    bibtex: str
    kind: Kind = Kind.TEXT
    types: frozenset[str] = frozenset()


def _types(names: str) -> frozenset[str]:
    return frozenset(names.split())


PERIODICAL = _types("article-journal article-magazine article-newspaper article review review-book periodical")
NUMBERED = _types(
    """bill dataset document hearing interview legal_case legislation map patent post post-weblog regulation report
    software speech standard thesis treaty webpage manuscript figure graphic event personal_communication broadcast
    motion_picture song musical_score performance collection pamphlet"""
)
_THESIS = _types("thesis")
_REPORT = _types("report")
_WEB = _types("webpage post post-weblog")

FIELDS: tuple[FieldRow, ...] = (
    FieldRow("author", "author", "author", Kind.NAMES),
    FieldRow("editor", "editor", "editor", Kind.NAMES),
    FieldRow("translator", "translator", "translator", Kind.NAMES),
    FieldRow("container-author", "bookauthor", "bookauthor", Kind.NAMES),
    FieldRow("title", "title", "title", Kind.TITLE),
    FieldRow("title-short", "shorttitle", "shorttitle", Kind.TITLE),
    FieldRow("container-title", "journaltitle", "journal", Kind.TEXT, PERIODICAL),
    FieldRow("container-title", "booktitle", "booktitle"),
    FieldRow("container-title-short", "shortjournal", "shortjournal"),
    FieldRow("original-title", "origtitle", "origtitle"),
    FieldRow("reviewed-title", "reviewedtitle", "reviewedtitle"),
    FieldRow("volume-title", "volumetitle", "volumetitle"),
    FieldRow("part-title", "parttitle", "parttitle"),
    FieldRow("event-title", "eventtitle", "eventtitle"),
    FieldRow("event-place", "venue", "venue"),
    FieldRow("event-date", "eventdate", "eventdate", Kind.DATE),
    FieldRow("publisher", "institution", "school", Kind.TEXT, _THESIS),
    FieldRow("publisher", "institution", "institution", Kind.TEXT, _REPORT),
    FieldRow("publisher", "organization", "organization", Kind.TEXT, _WEB),
    FieldRow("publisher", "publisher", "publisher"),
    FieldRow("publisher-place", "location", "address"),
    FieldRow("original-publisher", "origpublisher", "origpublisher"),
    FieldRow("original-publisher-place", "origlocation", "origlocation"),
    FieldRow("issued", "date", "date", Kind.DATE),
    FieldRow("original-date", "origdate", "origdate", Kind.DATE),
    FieldRow("edition", "edition", "edition"),
    FieldRow("volume", "volume", "volume"),
    FieldRow("number-of-volumes", "volumes", "volumes"),
    FieldRow("part-number", "part", "part"),
    FieldRow("issue", "number", "number", Kind.TEXT, PERIODICAL),
    FieldRow("issue", "issue", "issue"),
    FieldRow("number", "number", "number", Kind.TEXT, NUMBERED),
    FieldRow("collection-title", "series", "series"),
    FieldRow("collection-number", "number", "number", Kind.TEXT, frozenset({"*books"})),
    FieldRow("chapter-number", "chapter", "chapter"),
    FieldRow("page", "pages", "pages", Kind.PAGES),
    FieldRow("number-of-pages", "pagetotal", "pagetotal"),
    FieldRow("version", "version", "version"),
    FieldRow("genre", "type", "type"),
    FieldRow("status", "pubstate", "pubstate"),
    FieldRow("language", "langid", "language", Kind.LANGUAGE),
    FieldRow("keyword", "keywords", "keywords"),
    FieldRow("note", "note", "note"),
    FieldRow("annote", "annotation", "annote"),
    FieldRow("abstract", "abstract", "abstract"),
    FieldRow("call-number", "library", "library"),
    FieldRow("ISBN", "isbn", "isbn", Kind.VERBATIM),
    FieldRow("ISSN", "issn", "issn", Kind.VERBATIM),
    FieldRow("DOI", "doi", "doi", Kind.DOI),
    FieldRow("PMID", "pmid", "pmid", Kind.VERBATIM),
    FieldRow("PMCID", "pmcid", "pmcid", Kind.VERBATIM),
    FieldRow("URL", "url", "url", Kind.VERBATIM),
    FieldRow("accessed", "urldate", "urldate", Kind.DATE),
)

FIELD_ALIASES = {
    "address": "location",
    "annote": "annotation",
    "archiveprefix": "eprinttype",
    "journal": "journaltitle",
    "primaryclass": "eprintclass",
    "school": "institution",
    "hyphenation": "langid",
    "numpages": "pagetotal",
    "lastchecked": "urldate",
    "urlaccessdate": "urldate",
    "keyword": "keywords",
    "journal-abbreviation": "shortjournal",
}
"""Other names of fields, most of them BibTeX's, and what BibLaTeX calls them."""

LEFTOVER = "csl-"
"""What CSL can say and BibLaTeX has no field for is written as ``csl-…``; every program passes over it."""

LANGUAGES = {
    "english": "en-US", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "australian": "en-AU", "canadian": "en-CA", "newzealand": "en-NZ", "german": "de-DE", "ngerman": "de-DE",
    "austrian": "de-AT", "naustrian": "de-AT", "nswissgerman": "de-CH", "swissgerman": "de-CH",
    "french": "fr-FR", "francais": "fr-FR", "acadian": "fr-CA", "canadien": "fr-CA", "italian": "it-IT",
    "spanish": "es-ES", "mexican": "es-MX", "portuguese": "pt-PT", "portuges": "pt-PT", "brazilian": "pt-BR",
    "brazil": "pt-BR", "dutch": "nl-NL", "danish": "da-DK", "swedish": "sv-SE", "norwegian": "nb-NO",
    "norsk": "nb-NO", "nynorsk": "nn-NO", "finnish": "fi-FI", "icelandic": "is-IS", "polish": "pl-PL",
    "czech": "cs-CZ", "slovak": "sk-SK", "slovene": "sl-SI", "slovenian": "sl-SI", "croatian": "hr-HR",
    "serbian": "sr-RS", "bosnian": "bs-BA", "hungarian": "hu-HU", "magyar": "hu-HU", "romanian": "ro-RO",
    "bulgarian": "bg-BG", "russian": "ru-RU", "ukrainian": "uk-UA", "greek": "el-GR",
    "polutonikogreek": "el-GR", "turkish": "tr-TR", "latin": "la", "catalan": "ca-AD", "basque": "eu",
    "galician": "gl-ES", "estonian": "et-EE", "latvian": "lv-LV", "lithuanian": "lt-LT", "hebrew": "he-IL",
    "arabic": "ar", "persian": "fa-IR", "farsi": "fa-IR", "japanese": "ja-JP", "chinese": "zh-CN",
    "korean": "ko-KR", "vietnamese": "vi-VN", "thai": "th-TH", "hindi": "hi-IN", "welsh": "cy-GB",
    "irish": "ga-IE", "afrikaans": "af-ZA", "indonesian": "id-ID", "esperanto": "eo",
}  # fmt: skip
"""The languages' names in babel and polyglossia, and CSL's name of their locale. The first name of a locale is
written."""

ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com/books?id=",
}
"""Archives that ``eprinttype`` names, and what stands before the number in the address of a work there."""

GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "candthesis": "Candidate thesis",
    "bathesis": "Bachelor’s thesis",
    "resreport": "Research report",
    "techreport": "Technical report",
    "software": "Computer software",
    "datacd": "Data CD",
    "audiocd": "Audio CD",
}
"""BibLaTeX's localisation keys for ``type``, and what they say in English."""
