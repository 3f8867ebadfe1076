"""Every code that citekit can emit has an explanation, and no explanation is left over."""

from __future__ import annotations

import ast
import itertools
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import citekit
from citekit.auditing import explanations
from citekit.auditing.proof import Kind
from citekit.formats.lint_values import VALUE_CHECKS

ROOT = Path(citekit.__file__).parent


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


@cache
def emitted() -> frozenset[str]:
    """The codes given to ``Finding(code=…)``, directly or through functions and tuples that carry a code."""
    found: set[str] = set()
    modules = trees()
    places: dict[str, set[int]] = defaultdict(set)
    for tree in modules.values():
        for name, at in _functions_that_take_a_code(tree):
            places[name].add(at)
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= set(itertools.chain.from_iterable(_constants(one) for one in _codes_of(node, places)))
            elif isinstance(node, ast.Tuple) and path.match("csl/validation.py") and _carries_a_code(node):
                found |= set(_constants(node.elts[0]))
    return frozenset(found)


def _functions_that_take_a_code(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
            if "code" in names and any(isinstance(one, ast.Call | ast.Tuple) for one in ast.walk(node)):
                yield node.name.strip("_"), names.index("code")


def _codes_of(call: ast.Call, places: dict[str, set[int]]) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    yield from (word.value for word in call.keywords if word.arg == "code")
    for at in places.get(name.strip("_"), ()):
        if len(call.args) > at + 1 and isinstance(call.args[at + 1], MESSAGE):
            yield call.args[at]


MESSAGE = (ast.JoinedStr, ast.Constant, ast.Name, ast.BinOp)


def _carries_a_code(node: ast.Tuple) -> bool:
    """A tuple of code, message and line."""
    return len(node.elts) == 3 and isinstance(node.elts[1], MESSAGE) and not isinstance(node.ctx, ast.Store)


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts that an argument can be: a constant, or a choice of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


COMPOSED = {
    *("isbn-check-digit", "issn-check-digit"),
    *(f"print-differs-{kind.value}" for kind in Kind),
    *("missing-publisher", "missing-place"),
    *(check.code for check in VALUE_CHECKS),
    *(f"other-{name}" for name in "title container-title volume issue page publisher doi isbn".split()),
    "retracted",
}
"""Codes put together from parts, which the source does not show as one constant."""


def test_every_code_is_explained() -> None:
    codes = emitted() | COMPOSED
    assert len(codes) > 40
    assert sorted(codes - set(explanations.codes())) == []


def test_no_explanation_is_left_over() -> None:
    assert sorted(set(explanations.codes()) - emitted() - COMPOSED) == []


@pytest.mark.parametrize("code", explanations.codes())
def test_an_explanation_says_what_why_and_what_to_do(code: str) -> None:
    one = explanations.explain(code)
    assert one.summary.strip()
    assert one.example.strip()
    assert one.advice.strip()
    assert len(one.summary) < 120
