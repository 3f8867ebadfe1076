"""The formats by name and suffix. A format's module is imported when it is first used."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType

from citekit.errors import UnknownFormat
from citekit.formats.result import ReadResult
from citekit.model import Reference


@dataclass(frozen=True)
class Format:
    """A file format: its name, what people call it, the suffixes of its files and what can be done with it.

    ``module`` is the module in this package that has ``read(text)`` and ``write(references)``.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    module: str
    aliases: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = True
    has_letters: bool = False
    """Whether letters beyond ASCII can be written as commands."""

    @cached_property
    def _module(self) -> ModuleType:
        return import_module(f"citekit.formats.{self.module}")

    def read(self, text: str) -> ReadResult:
        """Read a text in this format. Raises SyntaxProblem where it is not in this format at all."""
        if not self.reads:
            raise UnknownFormat(
                f"{self.title} can be written but not read", hint=f"readable: {_names(reads=True)}"
            )
        result: ReadResult = self._module.read(text)
        return result

    def write(self, references: Iterable[Reference], *, ascii_only: bool | None = None) -> str:
        """Return the references in this format; ``ascii_only`` is for BibTeX and BibLaTeX, no other heeds it."""
        if not self.writes:
            raise UnknownFormat(
                f"{self.title} can be read but not written", hint=f"writable: {_names(reads=False)}"
            )
        options = {} if ascii_only is None or not self.has_letters else {"ascii_only": ascii_only}
        text: str = self._module.write(references, **options)
        return text


FORMATS: tuple[Format, ...] = (
    Format("bibtex", "BibTeX", (".bib", ".bibtex"), "bibtex", ("bib",), has_letters=True),
    Format("biblatex", "BibLaTeX", (".biblatex",), "biblatex", has_letters=True),
    Format("ris", "RIS", (".ris",), "ris"),
    Format("nbib", "NBIB (PubMed)", (".nbib", ".medline"), "nbib", ("medline", "pubmed")),
    Format("csl-json", "CSL-JSON", (".json", ".csljson"), "csl_json", ("csljson", "json", "csl")),
    Format("csl-yaml", "CSL-YAML", (".yaml", ".yml"), "csl_yaml", ("yaml",)),
    Format("hayagriva", "Hayagriva", (), "hayagriva", ("typst",)),
    Format("endnote-xml", "EndNote XML", (".xml",), "endnote_xml", ("endnote", "enw-xml")),
    Format("mods", "MODS", (".mods",), "mods"),
    Format("csv", "CSV", (".csv",), "csv_table"),
    Format("tsv", "TSV", (".tsv", ".tab"), "tsv_table"),
    Format("cff", "CITATION.cff", (".cff",), "cff", ("citation-cff",)),
    Format("coins", "COinS", (), "coins", reads=False),
    Format("jats", "JATS", (), "jats", reads=False),
    Format("json-ld", "JSON-LD (schema.org)", (".jsonld",), "json_ld", ("jsonld", "schema.org"), reads=False),
    Format("tei", "TEI", (".tei",), "tei", reads=False),
)


def formats() -> tuple[Format, ...]:
    """Return every format there is."""
    return FORMATS


def find_format(name: str) -> Format:
    """Return the format called ``name``, in any case. Raises UnknownFormat with the nearest names."""
    wanted = name.strip().lower().replace("_", "-").removeprefix(".")
    for one in FORMATS:
        if wanted == one.name or wanted in one.aliases:
            return one
    names = [alias for one in FORMATS for alias in (one.name, *one.aliases)]
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(one.name for one in FORMATS)}"
    raise UnknownFormat(f"no format is called {name!r}", hint=hint)


def format_of_path(path: str | os.PathLike[str]) -> Format | None:
    """Return the format that a file's suffix promises, ``None`` where it promises none."""
    name = Path(path).name.lower()
    if name == "citation.cff":
        return find_format("cff") if any(one.name == "cff" for one in FORMATS) else None
    suffix = Path(name).suffix
    return next((one for one in FORMATS if suffix in one.suffixes), None) if suffix else None


_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("csl-json", re.compile(r"\s*[\[{]\s*[\]}{\"]")),
    ("ris", re.compile(r"(?:.*\n){0,40}?\s*TY  ?-")),
    ("nbib", re.compile(r"(?:.*\n){0,10}?(?:PMID|CKEY|STAT)-\s")),
    ("mods", re.compile(r"(?s)\s*<.{0,2000}?<(?:\w+:)?mods\b")),
    ("endnote-xml", re.compile(r"(?s)\s*<.{0,2000}?<(?:xml|records|record)\b")),
    ("cff", re.compile(r"(?s).{0,2000}?^cff-version\s*:", re.MULTILINE)),
    ("csl-yaml", re.compile(r"(?s)(?:---\s*\n)?\s*(?:references:|-\s+(?:id|type)\s*:)")),
    ("bibtex", re.compile(r"(?s).*?@\s*\w+\s*[{(]")),
    ("hayagriva", re.compile(r"(?s)[^\s:#][^:\n]*:\s*\n\s+\w[\w-]*\s*:")),
)


def sniff(text: str) -> Format | None:
    """Return the format that ``text`` looks like."""
    known = {one.name: one for one in FORMATS}
    for name, sign in _SIGNS:
        if name in known and sign.match(text):
            return known[name]
    return None


def _names(*, reads: bool) -> str:
    return ", ".join(one.name for one in FORMATS if (one.reads if reads else one.writes))
