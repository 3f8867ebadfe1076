"""A .bib file to references: blocks, macros, inheritance, entries."""

from __future__ import annotations

from citekit.formats.bib.blocks import split
from citekit.formats.bib.entry import Entry, Macros
from citekit.formats.bib.inherit import resolve
from citekit.formats.bib.read_entry import EntryReader
from citekit.formats.result import ReadResult
from citekit.model import Finding, Reference, Severity, Span
from citekit.model.keys import make_key


def read(text: str) -> ReadResult:
    """Return the references of a BibTeX or BibLaTeX file, with a finding for everything damaged or odd."""
    entries, findings = entries_of(text)
    references = references_of(entries, findings)
    findings.sort(key=lambda finding: finding.span.start if finding.span else 0)
    return ReadResult(references, findings)


def references_of(entries: list[Entry], findings: list[Finding]) -> list[Reference]:
    """Return one reference for each entry, in order; what was wrong with them is added to ``findings``."""
    resolve(entries)
    references: list[Reference] = []
    taken: dict[str, Span | None] = {entry.key: entry.span for entry in entries if entry.key}
    seen: set[str] = set()
    for entry in entries:
        reader = EntryReader(entry)
        reference = reader.read(entry.key or "?")
        if not entry.key and reference.id == "?":
            key = make_key(reference, taken)
            taken[key] = entry.span
            reference = reference.replace(id=key)
            entry.findings.append(
                _about(entry, "missing-key", f"an entry without a key; it is called {key} here", key)
            )
        elif entry.key in seen:
            entry.findings.append(
                _about(
                    entry,
                    "duplicate-key",
                    f"the key {entry.key} is there twice; both entries were read",
                    entry.key,
                )
            )
        seen.add(entry.key)
        references.append(reference)
        findings.extend(entry.findings)
        entry.fields.clear()  # the record has them now; a large file should not be in memory thrice
        findings.extend(finding.model_copy(update={"key": reference.id}) for finding in reader.findings)
    return references


def _about(entry: Entry, code: str, message: str, key: str) -> Finding:
    at = entry.span.start if entry.span else 0
    return Finding(
        code=code,
        message=message,
        severity=Severity.WARNING,
        span=Span(at, at + 1),
        key=key,
        hint="every entry needs a key of its own",
    )


def entries_of(text: str) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a file with macros put in, and what was found on the way."""
    macros = Macros()
    entries: list[Entry] = []
    findings: list[Finding] = []
    for block in split(text):
        if block.kind == "string":
            findings.extend([*block.findings, *macros.define(block)])
        elif block.is_entry:
            entries.append(macros.entry(block))
        elif block.kind == "":
            findings.extend(_lost_entry(text, block.span))
    return entries, findings


def _lost_entry(text: str, span: Span) -> list[Finding]:
    """Free text is a comment, unless an entry's beginning stands at the start of one of its lines."""
    for line in span.of(text).splitlines(keepends=True):
        if line.startswith("@") and line[1:2].isalpha():
            return [
                Finding(
                    code="unread-entry",
                    message="this looks like an entry but cannot be read as one",
                    severity=Severity.ERROR,
                    span=Span(span.start, span.start + 1),
                    hint="an entry reads @type{key, field = {value}}",
                )
            ]
    return []
