"""CSL-YAML: CSL-JSON's items in YAML, as pandoc reads and writes them.

The items stand under ``references``, or alone as a list. A date may be CSL-JSON's, a mapping of year, month and
day, a list of two such, or a text in EDTF.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats import yaml_text
from citekit.formats.bib.dates import read_edtf
from citekit.formats.csl_json import read_item
from citekit.formats.result import ReadResult
from citekit.model import Finding, Reference
from citekit.model.variables import DATE_VARIABLES


def read(text: str) -> ReadResult:
    """Return the references in a YAML text. Raises SyntaxProblem where it is no such YAML."""
    value = _items(yaml_text.load(text))
    typed = _items(yaml_text.load(text, numbers=True)) if "custom:" in text else None
    if not isinstance(value, list):
        raise SyntaxProblem("not CSL-YAML: no list of references", hint="expected references: and a list below it")
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for index, item in enumerate(value):
        values = _as_json(item)
        if typed and isinstance(values, dict) and "custom" in values:
            values["custom"] = typed[index]["custom"]  # numbers of ours, not of the work
        reference, problems = read_item(values, index, taken)
        findings.extend(problems)
        if reference is not None:
            references.append(reference)
            taken.add(reference.id)
    return ReadResult(references, findings)


def _items(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get("references", [value] if "type" in value else None)
    return value


def _as_json(item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    return {
        str(variable): _date(value) if variable in DATE_VARIABLES else value for variable, value in item.items()
    }


def _date(value: Any) -> Any:
    """Return a date as CSL-JSON has it."""
    if isinstance(value, str):
        date = read_edtf(value)
        return date.to_csl() if date else {"literal": value}
    if isinstance(value, Mapping) and "year" in value:
        value = [value]
    if isinstance(value, list) and value and all(isinstance(one, Mapping) and "year" in one for one in value):
        names = ("year", "month", "day")
        parts = [[one[name] for name in names if one.get(name) not in (None, "")] for one in value]
        extra = {name: one for name, one in value[0].items() if name not in names}
        return {"date-parts": parts, **extra}
    return value


def write(references: Iterable[Reference]) -> str:
    """Return the references as YAML under ``references``."""
    return yaml_text.dump({"references": [one.to_csl() for one in references]})
