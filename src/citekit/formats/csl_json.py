"""CSL-JSON: an array of items, one item alone, or items wrapped by the programs that export them.

Source: the CSL-JSON schema (csl-data). Wrappers read: ``{"items": […]}`` (Zotero's and Better BibTeX's JSON,
the Web API), Crossref's and DataCite's API answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from citekit.errors import SyntaxProblem
from citekit.formats.api_answers import as_csl
from citekit.formats.lenient import lenient_reference, reference_of
from citekit.formats.result import ReadResult
from citekit.model import Finding, Reference, Severity
from citekit.model.keys import make_key

_WRAPPERS = ("items", "references", "data", "message")


def read(text: str) -> ReadResult:
    """Return the references in a JSON text. Raises SyntaxProblem with line and column where it is no JSON."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise SyntaxProblem(f"not JSON: {error.msg}", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise SyntaxProblem("not CSL-JSON: nested too deeply") from None
    references: list[Reference] = []
    findings: list[Finding] = []
    taken: set[str] = set()
    for index, item in enumerate(_items(value)):
        reference, problems = read_item(item, index, taken)
        findings.extend(problems)
        if reference is not None:
            references.append(reference)
            taken.add(reference.id)
    return ReadResult(references, findings)


def read_item(item: Any, index: int, taken: set[str]) -> tuple[Reference | None, list[Finding]]:
    """Read one item; values that do not fit are kept in ``custom`` and named in findings."""
    if not isinstance(item, Mapping):
        finding = Finding(
            code="not-an-item",
            message=f"item {index + 1} is not an object but {json.dumps(item)[:40]}",
            severity=Severity.ERROR,
            hint="each item is an object with id and type",
        )
        return None, [finding]
    values = _normalised(item)
    findings: list[Finding] = []
    if not str(values.get("id") or "").strip():
        values["id"] = "?"
        provisional, _ = lenient_reference(values)
        values["id"] = make_key(provisional, taken)
        message = f"item {index + 1} has no id; it is called {values['id']} here"
        findings.append(Finding(code="missing-key", message=message, key=values["id"]))
    reference, problems = reference_of(values)
    return reference, [*findings, *problems]


def write(references: Iterable[Reference]) -> str:
    """Return the references as a JSON array, two spaces deep, in UTF-8 without escapes."""
    return json.dumps([one.to_csl() for one in references], ensure_ascii=False, indent=2) + "\n"


def _items(value: Any) -> Iterator[Any]:
    """The items in any of the wrappers."""
    if isinstance(value, list):
        yield from value
        return
    if not isinstance(value, Mapping):
        raise SyntaxProblem("not CSL-JSON: neither an object nor an array", hint="expected [{…}, …]")
    for wrapper in _WRAPPERS:
        inner = value.get(wrapper)
        if isinstance(inner, list) or (isinstance(inner, Mapping) and wrapper in ("message", "data")):
            yield from _items(inner)
            return
    if "type" not in value and value and all(isinstance(one, Mapping) and "type" in one for one in value.values()):
        for key, one in value.items():
            yield {"id": key, **one}
        return
    yield value


def _normalised(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item as CSL-JSON with ``id`` as text, whatever service or program it comes from."""
    values = dict(item["csl"]) if isinstance(item.get("csl"), Mapping) else as_csl(item)
    if "id" in values:
        values["id"] = "" if values["id"] is None else str(values["id"])
    elif "citation-key" in values:
        values["id"] = str(values["citation-key"])
    elif "DOI" in values:
        values["id"] = str(values["DOI"])
    return values
