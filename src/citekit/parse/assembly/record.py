"""From labelled stretches of print to a validated Reference with the span of every field."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any, NamedTuple

from citekit.model import Date, Finding, Name, Provenance, Reference, Severity, Span
from citekit.model.identifiers import doi as bare_doi
from citekit.model.identifiers import is_url
from citekit.model.keys import make_key
from citekit.parse.assembly.completion import complete
from citekit.parse.assembly.coverage import unparsed
from citekit.parse.assembly.work_type import work_type
from citekit.parse.confidence import INCOMPLETE
from citekit.parse.fields import Labelling
from citekit.parse.names.lists import read_names
from citekit.parse.normalisation import one_line, value
from citekit.parse.recognisers import numbering, weblinks
from citekit.parse.recognisers.dates import FoundDate, date_in, find_days, original_in

_TEXT_FIELDS = {
    "title": "title", "volume-title": "volume_title", "translated-title": "translated_title",
    "container": "container_title",
    "series": "collection_title", "publisher": "publisher", "place": "publisher_place", "genre": "genre",
    "medium": "medium", "archive": "archive_location", "isbn": "isbn", "issn": "issn",
    "pmid": "pmid", "pmcid": "pmcid",
    "note": "note_field",
    "authority": "authority",
    "source": "source",
    "citation-label": "citation_label",
}  # fmt: skip
_NUMBER_FIELDS = {
    "volume": "volume",
    "issue": "issue",
    "chapter": "chapter_number",
    "edition": "edition",
    "number": "number",
    "extent": "number_of_pages",
    "version": "version",
    "section": "section",
    "series-number": "collection_number",
}
_SEVERAL = ("publisher", "place")
_NAME_FIELDS = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "recipient": "recipient",
    "container-author": "container_author",
    "director": "director",
    "producer": "producer",
}
_COUNT_OF_VOLUMES = re.compile(r"(\d+)\s*(?:Bde|Bände|vols?|volumes|tomes?|tomos|voll|t)\.?", re.IGNORECASE)
_VOLUMES = re.compile(r"\s*(?:vols?|Bde|Bände|tomes|tomos|voll)\b\.?(?!\s*\d)", re.IGNORECASE)
_INITIAL_STOP = re.compile(r"[\s.(-][^\W\d_a-z]\.(?=\s?[,;:)(])")
"""The stop of an initial that ends the names: "Bobbio N. (1994)", "Ginzburg C., …"."""
_ABBREVIATED_END = re.compile(
    r".{0,5}(?:[\s./](?:[A-Za-z]|Br|Main)|\b(?:Mass|Calif|Conn|Ill|Mich|Penn|Fla|phil|iur)|, Inc|, Ltd|& Co)\.",
    re.DOTALL,
)
"""A place or kind that ends in an abbreviation keeps its stop: "Frankfurt a. M.", "Cambridge, Mass."."""
_ROLE_BEHIND = re.compile(r"\.?\s?[(\[]?\s?(?:hgg?|hrsg|eds?)\b", re.IGNORECASE)
_NUMBER_MARK = re.compile(r"(?:no|nr|núm|num|number|n)\b[.°º]?\s*(?=\S*\d)|[№#]\s*", re.IGNORECASE)
_EDITION_MARK = re.compile(
    r"(?<=[\w.ªº°])\s+\(?(?:edn?|edition|éd|édition|edizione|edición|edição|aufl|auflage|vyd|vydání|uppl|upplaga|utg|"
    r"kiad|kiadás|baskı|wyd|изд|dr|druk|painos)\b\.?$",
    re.IGNORECASE,
)
_RANGE_GOES_ON = re.compile(r"\s?[-–—‐‑‒−+]{1,2}\s?[A-Za-z]?\d+(?:[-–—‐‑‒−]\d+)?(?![\w/-])")
"""The rest of a range whose dash a labeller stumbled over: U+2011, "1+4-90"."""
_SAME = re.compile(
    r"\W*(?:ders|dies|dens|idem|id|eadem|ead)\b\.?\W*(?P<role>hgg?|hrsg|eds?|a cura di)?\b.{0,3}", re.IGNORECASE
)
_EDGE = " \n\t\u00a0,;:"
_EXTENT_TYPES = (
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "chapter",
    "paper-conference",
    "review",
)


_WORDED = ("short", "interview", "letter")
"""Forms that their own words say: "the author's interview with", "letter from"."""


class Assembled(NamedTuple):
    """A record, the place in the work that the citation names, and what to look at."""

    reference: Reference
    label: str | None
    locator: str | None
    findings: tuple[Finding, ...]


class Surroundings(NamedTuple):
    """Where a citation stands: source, offset of its text there, keys in use, and the list's habits."""

    source: str = ""
    offset: int = 0
    taken: Container[str] = ()
    list_is_inverted: bool = False
    in_note: bool = False


def assemble(text: str, labelling: Labelling, where: Surroundings) -> Assembled:
    """Return the Reference that ``labelling`` reads from ``text``; never raises for what is printed.

    In a note a single page, and any page of a book, is the place cited (the locator) and not the work's extent.
    """
    return _Assembly(text, complete(text, labelling), where).result()


class _Assembly:
    def __init__(self, text: str, labelling: Labelling, where: Surroundings) -> None:
        self.text, self.labelling, self.where = text, labelling, where
        self.values: dict[str, Any] = {}
        self.printed: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.findings: list[Finding] = []
        self.label: str | None = None
        self.locator: str | None = None
        self.leftover: list[str] = []

    def result(self) -> Assembled:
        for field, name in _TEXT_FIELDS.items():
            self._text(field, name)
        for field, name in _NUMBER_FIELDS.items():
            self._number(field, name)
        for field, name in _NAME_FIELDS.items():
            self._names(field, name)
        self._date("date", "issued")
        self._date("accessed", "accessed")
        self._day()
        self._links()
        self._type()
        self._pages()
        if self.leftover:
            note = "; ".join(
                [*([self.values["note_field"]] if "note_field" in self.values else []), *self.leftover]
            )
            self.values["note_field"] = note
        return self._finished()

    def _set(self, name: str, content: Any, start: int, end: int) -> None:
        self.values[name] = content
        self.spans[name] = Span(start, end).shift(self.where.offset)

    def _tight(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end

    def _text(self, field: str, name: str) -> None:
        spans = self.labelling.spans(field)
        for start, end in spans:
            if field in ("place", "genre", "publisher") and _ABBREVIATED_END.match(self.text, max(end - 6, start)):
                end += 1
            content = value(self.text[start:end])
            if not content:
                continue
            if name in self.values:
                if field in _SEVERAL:
                    self._join(name, content, start, end)
                else:
                    self.leftover.append(content)
                continue
            at = self.text.find(content, start, end)
            exact = (at, at + len(content)) if at >= 0 and value(content) == content else self._tight(start, end)
            self._set(name, content, *exact)
            self.printed[field] = content

    def _join(self, name: str, content: str, start: int, end: int) -> None:
        """Join the imprints of two houses: "London: SCM; Philadelphia: Trinity" is London; Philadelphia."""
        first, behind = self.spans[name], Span(*self._tight(start, end)).shift(self.where.offset)
        self.spans.setdefault(f"{name}/0", first)
        self.spans[f"{name}/{self.values[name].count('; ') + 1}"] = behind
        self.values[name] = f"{self.values[name]}; {content}"
        self.spans[name] = Span(first.start, behind.end)

    def _number(self, field: str, name: str) -> None:
        for start, end in self.labelling.spans(field):
            if field == "number" and (mark := _NUMBER_MARK.match(self.text, start, end)):
                start = mark.end()
            if field == "edition" and (mark := _EDITION_MARK.search(self.text, start, end)):
                end = mark.start()
            content, target = numbering.tidy(self.text[start:end]), name
            if field == "volume" and (counted := _COUNT_OF_VOLUMES.fullmatch(content)):
                target, content, end = "number_of_volumes", counted[1], start + len(counted[1])
            elif field == "volume" and content.isdigit() and _VOLUMES.match(self.text, end):
                target = "number_of_volumes"  # "2 vol."
            if content and target not in self.values:
                self._set(target, content, *self._tight(start, end))
                self.printed[field] = content

    def _names(self, field: str, name: str) -> None:
        names: list[Name] = []
        spans: list[tuple[int, int]] = []
        for start, end in self.labelling.spans(field):
            if field == "editor" and (same := _SAME.fullmatch(self.text, start, end)):
                if "author" in self.values and (same["role"] or _ROLE_BEHIND.match(self.text, end)):
                    self.values[field], self.spans[field] = self.values["author"], self.spans["author"]
                continue
            if _INITIAL_STOP.match(self.text, max(end - 2, 0)):
                end += 1
            for found in read_names(self.text[start:end], list_is_inverted=self.where.list_is_inverted):
                names.append(found.name)
                spans.append((start + found.start, start + found.end))
        if not names:
            return
        self._set(name, tuple(names), spans[0][0], spans[-1][1])
        self.printed[field] = str(names[0]) if len(names) == 1 else "; ".join(str(one) for one in names)
        if len(names) > 1:
            for index, (start, end) in enumerate(spans):
                self.spans[f"{name}/{index}"] = Span(start, end).shift(self.where.offset)

    def _date(self, field: str, name: str) -> None:
        for start, end in self._dates(field):
            if end < len(self.text) and self.text[end] == "." and self.text[max(end - 2, 0)] in ". ":
                end += 1  # "n.d."
            found = date_in(self.text[start:end])
            if name in self.values:
                self._reprinted(found, start, name)
                break
            if found:
                self._set(name, found.date, start + found.start, start + found.end)
                self.printed[field] = "printed"
                if found.suffix and field == "date":
                    self._set("year_suffix", found.suffix, start + found.end - 1, start + found.end)
                if field == "date" and (original := original_in(self.text[start:end], found)):
                    self._set("original_date", original.date, start + original.start, start + original.end)
            elif words := value(self.text[start:end]):
                self._set(name, Date(literal=words), *self._tight(start, end))

    def _dates(self, field: str) -> list[tuple[int, int]]:
        """Return where dates are printed; of several only those with a year: "April, pp. 1223-1226. 2000"."""
        spans = self.labelling.spans(field)
        if len(spans) < 2:
            return spans
        found = [(span, date_in(self.text[span[0] : span[1]])) for span in spans]
        return [span for span, date in found if date is not None and date.date.year is not None] or spans

    def _day(self) -> None:
        """Complete a bare year by the day printed elsewhere."""
        issued = self.values.get("issued")
        for start, end in self.labelling.spans("day"):
            found = find_days(self.text[start:end])
            if found and issued is not None and len(issued.parts) == 1 and len(issued.parts[0]) == 1:
                year, (_, _, month, day) = issued.parts[0][0], found[0]
                try:
                    self.values["issued"] = Date.of(year, month, day)
                except ValueError:
                    continue  # 31 June

    def _reprinted(self, found: FoundDate | None, start: int, name: str) -> None:
        """Of "Orientalism. 1978. New York: Vintage, 1979" the first year is the original's."""
        first = self.values[name]
        imprint = min((a for one in ("place", "publisher") for a, _ in self.labelling.spans(one)), default=start)
        titles = self.labelling.spans("title")
        before = self.spans[name].start - self.where.offset
        if name != "issued" or found is None or not titles or not titles[0][0] < before < imprint < start:
            return
        if found.date.year and first.year and first.year < found.date.year and len(found.date.parts[0]) == 1:
            self.values["original_date"], self.spans["original_date"] = first, self.spans[name]
            self._set(name, found.date, start + found.start, start + found.end)

    def _links(self) -> None:
        for start, end in self.labelling.spans("url"):
            address = weblinks.address(self.text[start:end])
            if "url" in self.values or not is_url(address):
                self.leftover.append(one_line(self.text[start:end]))
                continue
            self._set("url", address, start, end)
            self.printed["url"] = address
            if "doi.org/" in address and (doi := bare_doi(re.sub(r"^https?://[^/]*/", "", address))):
                self._set("doi", doi, end - len(doi) if self.text[start:end].endswith(doi) else start, end)
        for start, end in self.labelling.spans("doi"):
            doi = bare_doi(re.sub(r"\s+", "", self.text[start:end]))
            if doi is None:
                self.leftover.append(one_line(self.text[start:end]))
            else:
                self._set("doi", doi, start, end)
        for start, end in self.labelling.spans("arxiv"):
            self._set("number", one_line(self.text[start:end]), start, end)
            self.printed["arxiv"] = self.values["number"]

    def _type(self) -> None:
        issued = self.values.get("issued")
        precision = len(issued.parts[0]) if issued and issued.parts else 1
        if self.labelling.spans("pages"):
            self.printed["pages"] = "printed"
        self.values["type"] = work_type(
            self.printed,
            form=self.labelling.form,
            date_precision=precision,
            has_editor="editor" in self.values or "container_author" in self.values,
        )

    def _pages(self) -> None:
        """Tell an extent from the place cited."""
        pages = self.labelling.spans("pages")
        cited = self.labelling.spans("locator")
        if pages:
            start, end = pages[0]
            if (rest := _RANGE_GOES_ON.match(self.text, end)) and self.text[end - 1].isdigit():
                end = rest.end()
                pages = [(start, end), *(one for one in pages[1:] if one[0] >= end)]
            content = numbering.tidy(self.text[start:end])
            extent = self.values["type"] == "legal_case" or (
                self.values["type"] in _EXTENT_TYPES
                and (numbering.is_range(content) or len(pages) > 1 or bool(cited))
            )
            if not self.where.in_note or extent:
                if content:
                    self._set("page", content, *self._tight(start, end))
                cited = pages[1:] + cited
            else:
                cited = pages + cited
        if cited and not pages and not self.where.in_note and self.labelling.form == "short":
            start, end = cited[0]
            found = numbering.locator_in(self.text[start:end])
            if found and found.label == "page":
                self._set("page", found.value, start + found.start, start + found.end)
                return
        chapter = self.spans.get("chapter_number")
        if not cited and not pages and chapter and self.where.in_note and self.values["type"] == "book":
            self.label, self.locator = "chapter", self.values.pop("chapter_number")
            self.spans["locator"] = self.spans.pop("chapter_number")
        if cited:
            start, end = cited[0]
            found = numbering.locator_in(self.text[start:end])
            content = found.value if found else numbering.tidy(self.text[start:end])
            if content:
                self.label, self.locator = found.label if found else "page", content
                self.spans["locator"] = Span(start, end).shift(self.where.offset)

    def _finished(self) -> Assembled:
        where = self.where
        span = Span(where.offset, where.offset + len(self.text))
        self._leave_nothing_unsaid(span)
        if not self.values.keys() - {"type"} and self.locator is None and self.labelling.form != "short":
            self.findings.append(Finding(
                code="unparsed-text", message="nothing in this citation was understood; its text is kept",
                span=span, source=where.source or None, hint="correct the record by hand",
            ))  # fmt: skip
        origin = Provenance(
            source=where.source, span=span, text=self.text, fields=self.spans, confidence=self.labelling.confidence
        )
        draft = Reference(id="draft", provenance=(origin,), **self.values)
        reference = draft.model_copy(update={"id": make_key(draft, where.taken)})
        findings = [finding.model_copy(update={"key": reference.id}) for finding in self.findings]
        return Assembled(reference, self.label, self.locator, (*findings, *self._low_confidence(reference, span)))

    def _leave_nothing_unsaid(self, span: Span) -> None:
        """Report words that ended in no field; a record that lacks them is rarely right."""
        left = [] if self.labelling.form in _WORDED else unparsed(self.text, self.labelling)
        if not left or not self.labelling.fields:
            return
        confidence = self.labelling.confidence
        self.labelling = self.labelling._replace(confidence=min(INCOMPLETE, confidence or INCOMPLETE))
        for one in left:
            self.findings.append(Finding(
                code="unparsed-text", message=f"these words are in no field: {one_line(one.of(self.text))}",
                span=one.shift(self.where.offset), source=self.where.source or None,
                hint="compare the record with the print",
            ))  # fmt: skip

    def _low_confidence(self, reference: Reference, span: Span) -> list[Finding]:
        confidence = self.labelling.confidence
        if confidence is None or confidence >= 0.5 or self.findings:
            return []  # a finding already says where to look
        return [Finding(
            code="low-confidence", severity=Severity.INFO, message=f"read with a confidence of only "
    f"{confidence:.2f}",
            span=span, source=self.where.source or None, key=reference.id, hint="compare the record with the "
    "print",
        )]  # fmt: skip
