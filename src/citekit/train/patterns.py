r"""The prints of references by field and language that the table ``patterns`` lists, read into parts.

``{field}`` is printed by ``families``; ``<a|b>`` is one of several; ``[…]`` is left out where one of its fields is
empty, and sometimes where none is; ``\[`` and ``\]`` are the marks themselves.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, TypeAlias

from citekit.train.tables import lines

_TOKENS = re.compile(r"\\.|[\[\]<>|]|\{\w+\}|[^\\\[\]<>|{}]+")
_HEAD = re.compile(r"\[(\w+) (\w+) ([\d.]+)(?: (\w+))? : ([\w -]+)\]")


class Field(NamedTuple):
    """A field to print."""

    name: str


class Choice(NamedTuple):
    """One of several branches."""

    branches: tuple[tuple[Part, ...], ...]


class Optional(NamedTuple):
    """What may be left out."""

    parts: tuple[Part, ...]


Part: TypeAlias = str | Field | Choice | Optional


class Family(NamedTuple):
    """References of one kind of work (of ``facts``), as one field or country prints them.

    ``forms`` are those of names (``bylines``), ``science`` the field whose journals they have.
    """

    language: str
    kind: str
    weight: float
    science: str
    forms: tuple[str, ...]
    patterns: tuple[tuple[Part, ...], ...]


@cache
def families() -> tuple[Family, ...]:
    """Return the families of the table, in its order."""
    found: list[Family] = []
    for line in lines("patterns"):
        head = _HEAD.fullmatch(line)
        if head:
            language, kind, weight, science, forms = head.groups()
            found.append(Family(language, kind, float(weight), science or "", tuple(forms.split()), ()))
        else:
            found[-1] = found[-1]._replace(patterns=(*found[-1].patterns, read(line)))
    return tuple(found)


def read(pattern: str) -> tuple[Part, ...]:
    """Return the parts of a pattern."""
    stack: list[list[list[Part]]] = [[[]]]
    for token in _TOKENS.findall(pattern):
        if token in "[<":
            stack.append([[]])
        elif token == "|":
            stack[-1].append([])
        elif token in "]>":
            branches = tuple(tuple(branch) for branch in stack.pop())
            stack[-1][-1].append(Optional(branches[0]) if token == "]" else Choice(branches))
        elif token.startswith("{"):
            stack[-1][-1].append(Field(token[1:-1]))
        else:
            stack[-1][-1].append(token.removeprefix("\\"))
    return tuple(stack[0][0])
