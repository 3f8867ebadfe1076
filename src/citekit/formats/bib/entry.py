"""An entry with its macros put in: the step between a file's blocks and references."""

from __future__ import annotations

from dataclasses import dataclass, field

from citekit.formats.bib.blocks import Block, pieces
from citekit.formats.bib.dates import MONTHS
from citekit.model import Finding, Span


@dataclass
class Entry:
    """An entry's type, key and fields; values are TeX without delimiters, macros replaced."""

    kind: str
    key: str
    fields: dict[str, str]
    span: Span | None = None
    findings: list[Finding] = field(default_factory=list)


class Macros:
    """The ``@string`` macros defined so far; the months are always there, and stand for themselves."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {month: month for month in MONTHS}

    def define(self, block: Block) -> list[Finding]:
        """Take in an ``@string`` block."""
        findings: list[Finding] = []
        for one in block.fields:
            self._values[one.name] = self.value(one.value, one.value_span, block.key, findings)
        return findings

    def value(self, written: str, span: Span, key: str, findings: list[Finding]) -> str:
        """Return a value without its delimiters, its pieces joined and its macros replaced."""
        if written[:1] == "{" and written[-1] == "}" and "#" not in written:
            return written[1:-1]
        out = []
        if written.rstrip().endswith("#"):
            findings.append(
                Finding(
                    code="unquoted-value",
                    message="the # at the end joins nothing",
                    span=span,
                    key=key or None,
                    hint="take it out, or write what should follow",
                )
            )
        for kind, piece in pieces(written):
            if kind == "words":
                out.append(piece)
                findings.append(
                    Finding(
                        code="unquoted-value",
                        message=f"{piece[:40]} stands without braces",
                        span=span,
                        key=key or None,
                        hint=f"write {{{piece[:40]}}}",
                    )
                )
            elif kind != "macro":
                out.append(piece)
            elif kind == "macro" and piece.lower() in self._values:
                out.append(self._values[piece.lower()])
            else:
                out.append(piece)
                findings.append(
                    Finding(
                        code="undefined-macro",
                        message=f"{piece} is no macro of this file; it is read as the word itself",
                        span=span,
                        key=key or None,
                        hint=f"define it with @string, or write {{{piece}}}",
                    )
                )
        return "".join(out)

    def entry(self, block: Block) -> Entry:
        """Return the block as an entry. The first of two fields with one name counts, as in BibTeX."""
        entry = Entry(block.kind, block.key, {}, block.span, list(block.findings))
        for one in block.fields:
            value = self.value(one.value, one.value_span, block.key, entry.findings)
            if one.name not in entry.fields:
                entry.fields[one.name] = value
            elif value.strip() != entry.fields[one.name].strip():
                entry.findings.append(
                    Finding(
                        code="duplicate-field",
                        message=f"{one.name} is given twice; the first counts",
                        span=one.span,
                        key=block.key or None,
                        hint="keep one of the two",
                    )
                )
        return entry
