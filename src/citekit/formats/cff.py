"""``CITATION.cff``: how to cite a software or a data set, and what it refers to.

Read: the work that is preferred to be cited, or the software itself, then the references. Written: the first
reference as the preferred citation, the others as references. Not held: people other than authors, editors and
translators; ranges of dates; access dates of more than a day.

Source: *Citation File Format* 1.2.0, schema guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats import yaml_text
from citekit.formats.bib.dates import read_edtf
from citekit.formats.lenient import reference_of
from citekit.formats.result import ReadResult
from citekit.model import Date, Finding, Name, Reference
from citekit.model.keys import make_key

TYPES = (
    ("article-journal", "article"),
    ("article-magazine", "magazine-article"),
    ("article-newspaper", "newspaper-article"),
    ("article", "unpublished"),
    ("bill", "bill"),
    ("book", "book"),
    ("broadcast", "video"),
    ("dataset", "dataset"),
    ("document", "generic"),
    ("entry-dictionary", "dictionary"),
    ("entry-encyclopedia", "encyclopedia"),
    ("graphic", "art"),
    ("hearing", "hearing"),
    ("legal_case", "legal-case"),
    ("legislation", "statute"),
    ("regulation", "legal-rule"),
    ("manuscript", "manuscript"),
    ("map", "map"),
    ("motion_picture", "film-broadcast"),
    ("musical_score", "music"),
    ("pamphlet", "pamphlet"),
    ("paper-conference", "conference-paper"),
    ("patent", "patent"),
    ("personal_communication", "personal-communication"),
    ("post-weblog", "blog"),
    ("report", "report"),
    ("software", "software"),
    ("song", "sound-recording"),
    ("speech", "presentation"),
    ("standard", "standard"),
    ("thesis", "thesis"),
    ("webpage", "website"),
    ("periodical", "serial"),
    ("chapter", "edited-work"),
    ("interview", "audiovisual"),
)
"""CSL type and CFF type, both ways."""

READ_TYPES = {
    "software-code": "software",
    "software-container": "software",
    "software-executable": "software",
    "software-virtual-machine": "software",
    "data": "dataset",
    "database": "dataset",
    "conference": "paper-conference",
    "proceedings": "book",
    "multimedia": "document",
    "government-document": "report",
    "grant": "report",
    "catalogue": "book",
    "video": "motion_picture",
    "slides": "speech",
}

FIELDS = (
    ("title", "title"),
    ("container-title", "journal"),
    ("container-title-short", "abbreviation"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("DOI", "doi"),
    ("URL", "url"),
    ("abstract", "abstract"),
    ("version", "version"),
    ("license", "license"),
    ("ISBN", "isbn"),
    ("ISSN", "issn"),
    ("edition", "edition"),
    ("number", "number"),
    ("collection-title", "collection-title"),
    ("genre", "thesis-type"),
    ("note", "notes"),
    ("status", "status"),
    ("section", "section"),
    ("number-of-pages", "pages"),
    ("number-of-volumes", "number-volumes"),
    ("PMCID", "pmcid"),
    ("medium", "medium"),
    ("volume-title", "volume-title"),
    ("archive", "repository"),
)
"""CSL variable and CFF field, both ways."""

PEOPLE = (
    ("author", "authors"),
    ("editor", "editors"),
    ("translator", "translators"),
    ("collection-editor", "editors-series"),
    ("recipient", "recipients"),
)
_PERSON = (
    ("family", "family-names"),
    ("given", "given-names"),
    ("non_dropping_particle", "name-particle"),
    ("suffix", "name-suffix"),
)


def read(text: str) -> ReadResult:
    """Return the references of a CITATION.cff. Raises SyntaxProblem where it is none."""
    value = yaml_text.load(text)
    if not isinstance(value, Mapping) or "cff-version" not in value:
        raise SyntaxProblem("not a CITATION.cff: no cff-version", hint="it begins with cff-version: 1.2.0")
    works = [one for one in (value.get("preferred-citation"),) if isinstance(one, Mapping)]
    if not works or (works[0].get("title") or "") != (value.get("title") or ""):
        works.append({"type": "software", **value})
    works += [one for one in value.get("references") or [] if isinstance(one, Mapping)]
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for work in works:
        reference, problems = reference_of({"id": "?", **_values(work)})
        key = str(work.get("id") or work.get("label") or make_key(reference, taken))
        reference = reference.replace(id=key if key not in taken else make_key(reference, taken))
        taken.add(reference.id)
        references.append(reference)
        findings.extend(problem.model_copy(update={"key": reference.id}) for problem in problems)
    return ReadResult(references, findings)


def _values(work: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(work.get("type", "generic"))
    values: dict[str, Any] = {
        "type": READ_TYPES.get(kind) or {cff: csl for csl, cff in TYPES}.get(kind, "document")
    }
    for variable, name in FIELDS:
        if work.get(name) is not None:
            values[variable] = str(work[name])
    for variable, name in PEOPLE:
        if names := [one for person in work.get(name) or [] if (one := _name(person))]:
            values[variable] = names
    for name in ("publisher", "institution"):
        entity = work.get(name)
        if isinstance(entity, Mapping) and entity.get("name"):
            values.setdefault("publisher", str(entity["name"]))
            place = entity.get("location") or entity.get("city")
            if place:
                values.setdefault("publisher-place", str(place))
    if isinstance(work.get("conference"), Mapping):
        values["event-title"] = str(work["conference"].get("name", ""))
    if "URL" not in values and work.get("repository-code"):
        values["URL"] = str(work["repository-code"])
    if (
        "container-title" not in values
        and work.get("collection-title")
        and kind in ("conference-paper", "edited-work")
    ):
        values["container-title"] = values.pop("collection-title")
    first, last = str(work.get("start") or ""), str(work.get("end") or "")
    if first or last:
        values["page"] = f"{first}-{last}" if first and last and first != last else first or last
    if keywords := work.get("keywords"):
        values["keyword"] = ", ".join(map(str, keywords)) if isinstance(keywords, list) else str(keywords)
    if languages := work.get("languages"):
        values["language"] = str(languages[0]) if isinstance(languages, list) else str(languages)
    _read_dates(work, values)
    return values


def _read_dates(work: Mapping[str, Any], values: dict[str, Any]) -> None:
    year, month = (str(work.get(name) or "") for name in ("year", "month"))
    written = [str(work[name]) for name in ("date-released", "date-published", "issue-date") if work.get(name)]
    if year:
        written.append(f"{year.zfill(4)}-{month.zfill(2)}" if month else year.zfill(4))
    if (date := next((found for one in written if (found := read_edtf(one))), None)) is not None:
        values["issued"] = date.to_csl()
    elif year:
        values["issued"] = {"literal": year}
    if (accessed := read_edtf(str(work.get("date-accessed") or ""))) is not None:
        values["accessed"] = accessed.to_csl()


def _name(person: Any) -> dict[str, Any] | None:
    if not isinstance(person, Mapping):
        return None
    if person.get("name"):
        return Name(literal=str(person["name"])).to_csl()
    found = {ours: str(person[theirs]) for ours, theirs in _PERSON if person.get(theirs)}
    if "family" in found or "given" in found:
        return Name(**found).to_csl()
    return Name(literal=str(person["alias"])).to_csl() if person.get("alias") else None


def write(references: Iterable[Reference]) -> str:
    """Return a CITATION.cff whose preferred citation is the first reference."""
    works = [_work(reference) for reference in references]
    if not works:
        return ""
    head: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Please cite this work as below.",
        "title": works[0].get("title", ""),
        "authors": works[0].get("authors", []),
        "preferred-citation": works[0],
    }
    if len(works) > 1:
        head["references"] = works[1:]
    return yaml_text.dump(head)


def _work(reference: Reference) -> dict[str, Any]:
    item = reference.to_csl()
    work: dict[str, Any] = {"type": dict(TYPES).get(reference.type, "generic"), "label": reference.id}
    for variable, name in PEOPLE:
        if names := getattr(reference, variable.replace("-", "_")):
            work[name] = [_person(one) for one in names]
    for variable, name in FIELDS:
        if variable in item:
            work[name] = item[variable]
    if (
        work["type"] in ("conference-paper", "edited-work")
        and "journal" in work
        and "collection-title" not in work
    ):
        work["collection-title"] = work.pop("journal")
    if reference.publisher:
        entity = {"name": reference.publisher}
        if reference.publisher_place:
            entity["location"] = reference.publisher_place
        work["institution" if reference.type in ("thesis", "report") else "publisher"] = entity
    if reference.event_title:
        work["conference"] = {"name": reference.event_title}
    if reference.page:
        first, dash, last = reference.page.partition("-")
        work |= {"start": first, "end": last} if dash and first and last else {"start": reference.page}
    if reference.keyword:
        work["keywords"] = reference.keyword.split(", ")
    if reference.language:
        work["languages"] = [reference.language]
    if reference.issued:
        _write_date(work, reference.issued)
    if reference.accessed and reference.accessed.parts and len(reference.accessed.parts[0]) == 3:
        year, month, day = reference.accessed.parts[0]
        work["date-accessed"] = f"{year:04}-{month:02}-{day:02}"
    return work


def _write_date(work: dict[str, Any], date: Date) -> None:
    if not date.parts:
        work["year"] = date.literal
        return
    year, month, day = (*date.parts[0], 0, 0)[:3]
    if day:
        work["date-published"] = f"{year:04}-{month:02}-{day:02}"
    else:
        work["year"] = year
        if month:
            work["month"] = month


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"name": name.literal}
    parts = {ours: getattr(name, ours) for ours, _ in _PERSON}
    particles = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle)))
    parts["non_dropping_particle"] = particles or None
    return {theirs: text for ours, theirs in _PERSON if (text := parts[ours])}
