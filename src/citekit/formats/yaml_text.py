"""YAML in and out, for the formats that are YAML. Plain numbers and dates stay the text they are written as."""

from __future__ import annotations

from typing import Any

import yaml

from citekit.errors import SyntaxProblem

_LIMIT = 2_000_000
"""How many nodes a document may have once its aliases are followed."""


class _TextLoader(yaml.SafeLoader):
    """Reads true, false and null as such, and every other plain scalar as text."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if first not in "yYnNoO"
}


class _TypedLoader(yaml.SafeLoader):
    """Reads numbers as numbers, dates as text."""


_TypedLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str, *, numbers: bool = False) -> Any:
    """Return the first document that is not empty. Raises SyntaxProblem with line and column.

    Plain numbers are text as they are written, or with ``numbers`` what they mean.
    """
    loader = _TypedLoader if numbers else _TextLoader
    try:
        documents = [one for one in yaml.load_all(text, Loader=loader) if one is not None]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise SyntaxProblem(
            f"not YAML: {error.problem or error.context}",
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise SyntaxProblem(f"not YAML: {error}") from None
    value = documents[0] if documents else None
    _count(value, _LIMIT, set())
    return value


def _count(value: Any, budget: int, path: set[int]) -> int:
    """Refuse what grows without end when its aliases are followed."""
    if budget <= 0:
        raise SyntaxProblem("refused: the document's aliases expand without end")
    if not isinstance(value, dict | list):
        return budget - 1
    if id(value) in path:
        raise SyntaxProblem("refused: a value contains itself")
    path.add(id(value))
    for one in value.values() if isinstance(value, dict) else value:
        budget = _count(one, budget - 1, path)
    path.discard(id(value))
    return budget


class _Dumper(yaml.SafeDumper):
    """Writes every string that could be read as something else in quotes; no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a value that comes twice twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists under their key."""
        super().increase_indent(flow, False)


def dump(value: Any) -> str:
    """Return a value as YAML in block style, keys in their order, letters as they are."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
