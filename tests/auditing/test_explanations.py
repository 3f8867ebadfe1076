"""Every code that citekit can emit has an explanation, and no explanation is left over."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

import citekit
from citekit.auditing import explanations
from citekit.auditing.proof import Kind

ROOT = Path(citekit.__file__).parent


def trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def emitted() -> set[str]:
    """The codes given to ``Finding(code=…)``, directly or through functions with a parameter ``code``."""
    found = set()
    modules = trees()
    places = {name: at for tree in modules.values() for name, at in _functions_that_take_a_code(tree)}
    for tree in modules.values():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = [word.value for word in call.keywords if word.arg == "code"]
            if name in places and len(call.args) > places[name]:
                given.append(call.args[places[name]])
            found |= set(itertools.chain.from_iterable(_constants(node, tree) for node in given))
    return found


def _functions_that_take_a_code(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in ("self", "cls")]
            if "code" in names:
                yield node.name, names.index("code")


def _constants(node: ast.expr, tree: ast.Module) -> Iterator[str]:
    """The texts that an argument can be: a constant, or a choice of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body, tree)
        yield from _constants(node.orelse, tree)


COMPOSED = {
    *("isbn-check-digit", "issn-check-digit"),
    *(f"print-differs-{kind.value}" for kind in Kind),
    *("missing-publisher", "missing-place"),
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
