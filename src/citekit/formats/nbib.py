"""NBIB, the tagged format of PubMed and MEDLINE.

Not held: people other than authors and editors, particles apart from family names, access dates.

Source: National Library of Medicine, *MEDLINE/PubMed Data Element (Field) Descriptions*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from citekit.formats import tagged
from citekit.formats.bib.dates import MONTHS, read_year_month
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.formats.tagged import Record
from citekit.model import Date, Finding, Name, Reference, Span
from citekit.model.keys import make_key

TAGS = (
    ("PMID", "PMID"),
    ("title", "TI"),
    ("volume", "VI"),
    ("issue", "IP"),
    ("page", "PG"),
    ("abstract", "AB"),
    ("container-title", "JT"),
    ("container-title-short", "TA"),
    ("publisher-place", "PL"),
    ("PMCID", "PMC"),
    ("publisher", "PB"),
    ("edition", "EN"),
    ("collection-title", "CTI"),
    ("ISBN", "ISBN"),
    ("note", "GN"),
    ("status", "PST"),
    ("source", "DB"),
    ("chapter-number", "CP"),
)
"""CSL variable and MEDLINE tag, both ways."""

TYPES = (
    ("article-journal", "Journal Article"),
    ("chapter", "Book Chapter"),
    ("book", "Book"),
    ("report", "Technical Report"),
    ("review", "Book Review"),
    ("article-newspaper", "Newspaper Article"),
    ("dataset", "Dataset"),
    ("paper-conference", "Congress"),
    ("interview", "Interview"),
    ("speech", "Address"),
    ("webpage", "Webcast"),
    ("article", "Preprint"),
    ("legislation", "Legislation"),
    ("document", "Document"),
    ("thesis", "Academic Dissertation"),
)
"""CSL type and MEDLINE publication type; a record that names none of these is a journal article."""

LANGUAGES = {
    "en": "eng",
    "de": "ger",
    "fr": "fre",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "nl": "dut",
    "ru": "rus",
    "ja": "jpn",
    "zh": "chi",
    "pl": "pol",
    "cs": "cze",
    "da": "dan",
    "sv": "swe",
    "no": "nor",
    "fi": "fin",
    "hu": "hun",
    "tr": "tur",
    "ko": "kor",
    "el": "gre",
    "he": "heb",
    "ar": "ara",
    "uk": "ukr",
    "ro": "rum",
}

_TAG = re.compile(r"\ufeff?([A-Z]{2,4}) {0,2}- ?")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def read(text: str) -> ReadResult:
    """Return the references of a MEDLINE text; a record begins at each PMID, or after a blank line."""
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for record in _records(text):
        values = _values(record)
        values["id"] = "?"
        reference, problems = reference_of(values)
        key = record.first("CKEY") or make_key(reference, taken)
        reference = reference.replace(id=key if key not in taken else make_key(reference, taken))
        taken.add(reference.id)
        references.append(reference)
        span = Span(record.start, record.start + 1)
        findings.extend(problem.model_copy(update={"key": reference.id, "span": span}) for problem in problems)
    return ReadResult(references, findings)


def _records(text: str) -> list[Record]:
    text = text.replace("\r\n", "\n")
    records: list[Record] = []
    for offset, tag, value in tagged.lines(text, _TAG):
        if tag == "PMID" or not records or text[:offset].endswith("\n\n"):
            records.append(Record(offset))
        records[-1].lines.append((tag, value))
    return records


def _values(record: Record) -> dict[str, Any]:
    kinds = {value.lower(): csl for csl, value in TYPES}
    types = [kinds[value.lower()] for value in record.all("PT") if value.lower() in kinds]
    values: dict[str, Any] = {"type": types[-1] if types else "article-journal"}
    for variable, tag in TAGS:
        if text := record.first(tag):
            values[variable] = text
    if not values.get("title") and (title := record.first("BTI")):
        values["title"] = title
        values["type"] = "book"
    elif book := record.first("BTI"):
        values["container-title"] = book
        values["type"] = "chapter"
    authors = [_person(value) for value in record.all("FAU") or record.all("AU")]
    corporate = [Name(literal=value) for value in record.all("CN")]
    editors = [_person(value) for value in record.all("FED") or record.all("ED")]
    for variable, names in (("author", [*authors, *corporate]), ("editor", editors)):
        if found := [name.to_csl() for name in names if name is not None]:
            values[variable] = found
    for value in record.all("LID", "AID"):
        if value.endswith("[doi]") and "DOI" not in values:
            values["DOI"] = value.removesuffix("[doi]").strip()
    serials = record.all("IS")
    if serials:
        linking = [value for value in serials if "Linking" not in value] or serials
        values["ISSN"] = linking[0].partition(" ")[0]
    if (date := _date(record.first("DP", "DEP"))) is not None:
        values["issued"] = date.to_csl()
    if language := record.first("LA"):
        values["language"] = {code: tag for tag, code in LANGUAGES.items()}.get(language, language)
    if keywords := [*record.all("MH"), *record.all("OT")]:
        values["keyword"] = ", ".join(keywords)
    if translated := record.first("TT"):
        values["custom"] = {"translated-title": translated}
    return values


def _person(text: str) -> Name | None:
    """Read ``Family, Given, Suffix``, or ``Family AB`` where only that is there."""
    if "," in text:
        return tagged.read_name(text)
    family, _, initials = text.rpartition(" ")
    if family and initials.isupper() and len(initials) <= 4:
        return Name(family=family, given=" ".join(f"{initial}." for initial in initials))
    return Name(family=text) if text else None


def _date(text: str) -> Date | None:
    """Read ``2013 Oct 5``, ``2013 Oct-Nov``, ``2013 Spring``, ``20131005``."""
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{8}", text):
        return read_year_month(text[:4], text[4:6], text[6:])
    year, _, rest = text.partition(" ")
    return read_year_month(year, re.sub(r"(\w+) (\d+)", r"\1 \2", rest)) or Date(literal=text)


def write(references: Iterable[Reference]) -> str:
    """Return the references in MEDLINE's tags, a blank line between records."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    item = reference.to_csl()
    lines = [("PMID", reference.pmid)] if reference.pmid else []
    lines.append(("CKEY", reference.id))
    for variable, tag in TAGS:
        if variable in item and tag != "PMID":
            lines.append((tag, item[variable]))
    lines += [("CN" if name.literal else "FAU", tagged.write_name(name)) for name in reference.author]
    lines += [("FED", tagged.write_name(name)) for name in reference.editor]
    if reference.doi:
        lines.append(("LID", f"{reference.doi} [doi]"))
    if reference.issn:
        lines.append(("IS", reference.issn))
    if reference.issued:
        lines.append(("DP", _date_text(reference.issued)))
    if reference.language:
        lines.append(("LA", LANGUAGES.get(reference.language, reference.language)))
    lines += [("OT", word) for word in (reference.keyword or "").split(", ") if word]
    if reference.translated_title:
        lines.append(("TT", reference.translated_title))
    other = "Journal Article" if reference.type.startswith("article") else "Document"
    lines.append(("PT", dict(TYPES).get(reference.type, other)))
    return "".join(f"{tag:<4}- {' '.join(value.split())}\n" for tag, value in lines if value)


def _date_text(date: Date) -> str:
    if not date.parts:
        return date.literal or ""
    year, *rest = date.parts[0]
    if date.season:
        return f"{year} {_SEASONS[date.season - 1]}"
    month = MONTHS[rest[0] - 1].capitalize() if rest else ""
    day = str(rest[1]) if len(rest) > 1 else ""
    if len(date.parts) > 1 and len(date.parts[1]) > 1 and date.parts[1][0] == year:
        last = date.parts[1]
        if len(last) == 2:
            month += f"-{MONTHS[last[1] - 1].capitalize()}"
        elif last[1] == rest[0]:
            day += f"-{last[2]}"
    elif len(date.parts) > 1 and date.parts[1] != (0,):
        return f"{year}-{date.parts[1][0]}"
    return " ".join(filter(None, (str(year), month, day)))
