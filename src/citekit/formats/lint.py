"""What breaks papers in a bibliography file: named checks, each with a hint, some with a safe fix.

A .bib file is checked as it is written; any other file by its records alone. What the reader finds (damaged
entries, duplicate keys, unknown macros) is reported with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citekit.formats.bib.blocks import Block, Field, split
from citekit.formats.bib.entry import Entry, Macros
from citekit.formats.bib.inherit import resolve
from citekit.formats.bib.read_file import read as read_bib
from citekit.formats.lint_values import VALUE_CHECKS, ValueCheck
from citekit.formats.result import ReadResult
from citekit.model import Finding, Severity, Source, Span
from citekit.model.checks import check as check_record

REQUIRED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journaltitle", "date"),
    "book": ("author|editor", "title", "date"),
    "booklet": ("title",),
    "collection": ("editor", "title", "date"),
    "inbook": ("author|editor", "title", "date"),
    "incollection": ("author", "title", "booktitle", "date"),
    "inproceedings": ("author", "title", "booktitle", "date"),
    "conference": ("author", "title", "booktitle", "date"),
    "inreference": ("title", "booktitle", "date"),
    "manual": ("title",),
    "mastersthesis": ("author", "title", "institution", "date"),
    "mvbook": ("author|editor", "title", "date"),
    "online": ("title", "url|doi|eprint"),
    "patent": ("author", "title", "number", "date"),
    "periodical": ("title", "date"),
    "phdthesis": ("author", "title", "institution", "date"),
    "proceedings": ("title", "date"),
    "report": ("author|editor", "title", "institution", "date"),
    "techreport": ("author|editor", "title", "institution", "date"),
    "thesis": ("author", "title", "institution", "date"),
    "unpublished": ("author", "title"),
}
"""Entry type and the fields it is nothing without; a bar parts alternatives."""

_ALSO = {
    "journaltitle": ("journal", "shortjournal", "eprint"),
    "date": ("year", "pubstate", "eprint"),
    "institution": ("school", "publisher", "organization"),
}


@dataclass(frozen=True)
class Linted:
    """The findings that are left, the text (fixed where that was asked for), and how many were fixed."""

    findings: list[Finding]
    text: str
    fixed: int
    source: Source


@dataclass(frozen=True)
class CheckInfo:
    """A check's code, what it looks for, and whether it can be fixed safely."""

    code: str
    summary: str
    fixable: bool


def checks() -> list[CheckInfo]:
    """Return every check by code; those of the reader and of the records are told in summary."""
    own = [CheckInfo(one.code, one.summary, one.fix is not None) for one in VALUE_CHECKS]
    reader = [
        (
            "damaged entries",
            "unclosed-value, unclosed-entry, missing-comma, stray-text, wrong-delimiter, unread-entry",
        ),
        ("duplicate-key", "two entries with one key"),
        ("duplicate-field", "a field given twice with two values"),
        ("missing-key", "an entry without a key"),
        ("missing-parent", "crossref or xdata that names no entry of the file"),
        ("undefined-macro", "a word without braces that is no @string"),
        ("unquoted-value", "words without braces"),
        ("invalid-value", "a URL, DOI or date that is none"),
        ("missing-field", "a field that the entry type needs"),
        ("isbn-check-digit", "an ISBN or ISSN whose check digit does not agree (issn-check-digit)"),
        ("pages-descend", "a range of pages that ends before it begins"),
        ("accessed-before-issued", "an access date before the date of publication"),
    ]
    return [*own, *(CheckInfo(code, summary, fixable=False) for code, summary in reader)]


def lint_bib(text: str, *, fix: bool = False, wanted: Callable[[str], bool] = lambda _: True) -> Linted:
    """Check a .bib text; with ``fix`` change what can be changed without changing what is meant.

    ``wanted`` tells by code which checks to run.
    """
    fixed = 0
    if fix:
        text, fixed = _fixed(text, wanted)
    result = read_bib(text)
    findings = [*result.findings, *_placed_record_findings(text, result), *_entry_findings(text)]
    findings += [finding for finding, _ in _value_findings(text)]
    findings = [finding for finding in findings if wanted(finding.code)]
    findings.sort(key=lambda finding: (finding.span.start if finding.span else 0, finding.code))
    return Linted(findings, text, fixed, Source("", text))


def lint_records(result: ReadResult) -> list[Finding]:
    """Check the records of any other file, and return these findings with those of its reader."""
    return [*result.findings, *_record_findings(result)]


def _record_findings(result: ReadResult) -> Iterator[Finding]:
    """The model's own checks on each record."""
    for reference in result.references:
        yield from check_record(reference)


_FIELD_OF_CODE = {
    "isbn-check-digit": ("isbn",),
    "issn-check-digit": ("issn",),
    "pages-descend": ("pages",),
    "accessed-before-issued": ("urldate",),
}


def _placed_record_findings(text: str, result: ReadResult) -> Iterator[Finding]:
    """The findings on records, each at the field it is about."""
    blocks = [block for block in split(text) if block.is_entry]
    for block, reference in zip(blocks, result.references, strict=True):
        for finding in check_record(reference):
            names = _FIELD_OF_CODE.get(finding.code, ())
            at = next((field.value_span.start for field in block.fields if field.name in names), block.span.start)
            yield finding.model_copy(update={"span": Span(at, at + 1)})


def _entries(text: str) -> list[tuple[Block, Entry]]:
    macros = Macros()
    pairs: list[tuple[Block, Entry]] = []
    for block in split(text):
        if block.kind == "string":
            macros.define(block)
        elif block.is_entry:
            pairs.append((block, macros.entry(block)))
    resolve([entry for _, entry in pairs])
    return pairs


def _entry_findings(text: str) -> Iterator[Finding]:
    for block, entry in _entries(text):
        missing = [need for need in REQUIRED.get(entry.kind, ()) if not _has(entry, need)]
        if missing and "crossref" not in entry.fields:
            words = ", ".join(need.replace("|", " or ") for need in missing)
            yield Finding(
                code="missing-field",
                message=f"@{entry.kind} without {words}",
                span=Span(block.span.start, block.span.start + 1),
                key=entry.key or None,
                hint="add it, or choose the type that the work is",
            )


def _has(entry: Entry, need: str) -> bool:
    return any(
        entry.fields.get(name, "").strip() for one in need.split("|") for name in (one, *_ALSO.get(one, ()))
    )


def _value_findings(text: str) -> Iterator[tuple[Finding, tuple[Field, ValueCheck]]]:
    """Run the checks of single values; each finding with the field and the check it comes from."""
    for block in split(text):
        if not block.is_entry:
            continue
        for field in block.fields:
            for check in VALUE_CHECKS:
                if not check.applies(field.name):
                    continue
                for offset, message in check.find(field.value, field.name):
                    at = field.value_span.start + offset
                    finding = Finding(
                        code=check.code,
                        message=message,
                        severity=Severity.WARNING,
                        span=Span(at, at + 1),
                        key=block.key or None,
                        hint=check.hint,
                    )
                    yield finding, (field, check)


def _fixed(text: str, wanted: Callable[[str], bool]) -> tuple[str, int]:
    """Fix value by value, one check after the other, until nothing is left to fix."""
    total = 0
    for check in VALUE_CHECKS:
        if check.fix is None or not wanted(check.code):
            continue
        edits: dict[int, tuple[int, str]] = {}
        for finding, (field, found_by) in _value_findings(text):
            if found_by is check and finding.span is not None:
                new = check.fix(field.value, field.name)
                if new != field.value:
                    edits[field.value_span.start] = (field.value_span.end, new)
                    total += 1
        text = _apply(text, edits)
    return text, total


def _apply(text: str, edits: dict[int, tuple[int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start in sorted(edits):
        end, new = edits[start]
        pieces += (text[at:start], new)
        at = end
    return "".join([*pieces, text[at:]])
