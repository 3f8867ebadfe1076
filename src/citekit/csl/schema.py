"""What the CSL schema says of an element, in words.

A RELAX NG validator answers yes or no, and its own messages are hard to read. This module reads the schema into a
table of elements, and walks a style along it until it meets the first thing that the schema has no place for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from citekit.csl.repository import NAMESPACE, schema_path

if TYPE_CHECKING:
    from lxml.etree import RelaxNG, _Element

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_CSL = f"{{{NAMESPACE}}}"
_CONTAINERS = {"group", "interleave", "oneOrMore", "div", "define"}
_FORMS = {"boolean": "true|false", "integer": r"\d+"}
_IN_WORDS = {"true|false": "write true or false", r"\d+": "write a whole number in digits"}
_MANY = 8  # more values than this are not listed in a message


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing in a style that the schema has no place for."""

    line: int | None
    message: str
    hint: str | None = None


@dataclass(slots=True)
class _Attribute:
    """An attribute: whether it must be there, its values, whether it takes several of them.

    ``values`` is None where anything goes; what matches ``form``, a regular expression, goes too.
    """

    required: bool
    values: set[str] | None
    several: bool
    form: str


@dataclass(slots=True)
class _Pattern:
    """What the schema says about one element in one place.

    ``one_of``: attributes of which one must be there; no more than one, where the flag beside them is set.
    ``some_child``: it must hold one element at least, whichever.
    """

    attributes: dict[str, _Attribute] = field(default_factory=dict)
    one_of: list[tuple[set[str], bool]] = field(default_factory=list)
    children: dict[str, list[_Element]] = field(default_factory=dict)
    required_children: set[str] = field(default_factory=set)
    some_child: bool = False
    text: bool = False


@lru_cache(maxsize=1)
def relax_ng() -> RelaxNG:
    """Return the validator for the CSL schema."""
    from lxml import etree

    return etree.RelaxNG(etree.parse(schema_path()))


def explain(root: _Element) -> Problem | None:
    """Return the first problem of the style at ``root``, or None where this reading of the schema finds none."""
    schema = _Schema()
    return schema.problem(root, schema.start)


class _Schema:
    """The schema's definitions, and the elements that they describe."""

    def __init__(self) -> None:
        from lxml import etree

        tree = etree.parse(schema_path()).getroot()
        self.definitions: dict[str, list[_Element]] = {}
        for define in tree.iter(f"{_RNG}define"):
            self.definitions.setdefault(define.get("name", ""), []).append(define)
        self._read: dict[_Element, _Pattern] = {}
        self.start = self.definitions["independent-style.style"][0].findall(f"{_RNG}element")
        self.names = {_name(element) for element in tree.iter(f"{_RNG}element")}

    def pattern(self, element: _Element) -> _Pattern:
        """Return what an ``element`` of the schema says; read once."""
        if element not in self._read:
            self._read[element] = pattern = _Pattern()
            for part in element:
                self._collect(part, pattern, True)
        return self._read[element]

    def _collect(self, node: _Element, pattern: _Pattern, required: bool, alone: bool = True) -> None:
        tag = str(node.tag).removeprefix(_RNG)
        if tag == "attribute":
            self._add_attribute(node, pattern, required)
        elif tag == "element":
            pattern.children.setdefault(_name(node), []).append(node)
            if required:
                pattern.required_children.add(_name(node))
        elif tag == "choice":
            self._collect_choice(node, pattern, required, alone)
        elif tag in {"optional", "zeroOrMore"} or tag in _CONTAINERS:
            for part in node:
                self._collect(part, pattern, required and tag in _CONTAINERS, alone and tag != "oneOrMore")
        elif tag == "ref":
            for define in self.definitions[node.get("name", "")]:
                self._collect(define, pattern, required, alone)
        elif tag in {"text", "data", "value", "list"}:
            pattern.text = True

    def _collect_choice(self, choice: _Element, pattern: _Pattern, required: bool, alone: bool) -> None:
        """Read alternatives. Where each of them brings an attribute of its own, one of these must be there."""
        alternatives = [node for node in choice if node.tag != f"{_RNG}notAllowed"]
        keys: list[set[str]] = []
        elements_only = required
        for node in alternatives:
            own = _Pattern()
            self._collect(node, own, True)
            keys.append({name for name, attribute in own.attributes.items() if attribute.required})
            elements_only = elements_only and bool(own.required_children or own.some_child)
            self._collect(node, pattern, required and len(alternatives) == 1)
        pattern.some_child = pattern.some_child or elements_only
        if required and len(keys) > 1 and all(len(key) == 1 for key in keys):
            pattern.one_of.append((set().union(*keys), alone))

    def _add_attribute(self, node: _Element, pattern: _Pattern, required: bool) -> None:
        name = _name(node)
        content = list(self._leaves(node))
        data = [leaf for leaf in content if leaf.tag == f"{_RNG}data"]
        forms = [
            leaf.findtext(f"{_RNG}param[@name='pattern']") or _FORMS.get(leaf.get("type", ""), "") for leaf in data
        ]
        known: set[str] | None = {leaf.text or "" for leaf in content if leaf.tag == f"{_RNG}value"}
        if not (forms or known) or "" in forms:
            known = None
        form = "|".join(forms)
        several = any(True for _ in node.iter(f"{_RNG}list"))
        old = pattern.attributes.get(name)
        if old is not None:
            known = None if known is None or old.values is None else known | old.values
            required, several = required or old.required, several or old.several
            form = "|".join(filter(None, dict.fromkeys((form, old.form))))
        pattern.attributes[name] = _Attribute(required, known, several, form)

    def _leaves(self, node: _Element) -> Iterator[_Element]:
        """Yield the values and data types that a ``node`` of the schema allows."""
        for part in node:
            if part.tag == f"{_RNG}ref":
                for define in self.definitions[part.get("name", "")]:
                    yield from self._leaves(define)
            elif part.tag in {f"{_RNG}value", f"{_RNG}data", f"{_RNG}text"}:
                yield part
            elif isinstance(part.tag, str) and part.tag != f"{_RNG}name":
                yield from self._leaves(part)

    def problem(self, element: _Element, candidates: list[_Element]) -> Problem | None:
        """Return the first problem in ``element``, which one of the ``candidates`` should describe."""
        patterns = [self.pattern(candidate) for candidate in candidates]
        found = _attribute_problem(element, patterns)
        if found is not None:
            return found
        allowed: dict[str, list[_Element]] = {}
        for pattern in patterns:
            for name, nodes in pattern.children.items():
                found_there = allowed.setdefault(name, [])
                found_there += [node for node in dict.fromkeys(nodes) if node not in found_there]
        present = set()
        for child in element.iterchildren("*"):
            name = _local(child)
            present.add(name)
            if name not in allowed:
                return self._misplaced(child, element, allowed)
            found = self.problem(child, allowed[name])
            if found is not None:
                return found
        missing = set.intersection(*(pattern.required_children for pattern in patterns)) - present
        if missing:
            return Problem(element.sourceline, f"cs:{_local(element)} lacks its cs:{min(missing)}")
        if not any(pattern.text for pattern in patterns) and (element.text or "").strip():
            return Problem(element.sourceline, f"cs:{_local(element)} holds text, and must hold elements only")
        if not present and all(pattern.some_child for pattern in patterns):
            return Problem(element.sourceline, f"cs:{_local(element)} is empty")
        return None

    def _misplaced(self, child: _Element, parent: _Element, allowed: Iterable[str]) -> Problem:
        name = _local(child)
        if name in self.names:
            message = f"cs:{name} cannot stand in cs:{_local(parent)}"
        else:
            message = f"there is no element cs:{name} in CSL"
        nearest = get_close_matches(name, allowed, 1)
        if nearest:
            hint = f"did you mean cs:{nearest[0]}?"
        else:
            places = ", ".join(f"cs:{other}" for other in sorted(allowed))
            hint = f"what can stand there: {places}" if places else f"cs:{_local(parent)} holds no elements"
        return Problem(child.sourceline, message, hint)


def _attribute_problem(element: _Element, patterns: list[_Pattern]) -> Problem | None:
    """Return what is wrong with the attributes of ``element``, where something is."""
    name, line = f"cs:{_local(element)}", element.sourceline
    known = {key for pattern in patterns for key in pattern.attributes}
    for key, value in element.attrib.items():
        if key not in known:
            return Problem(line, f"{name} has no attribute {key}", _nearest(str(key), known, "its attributes"))
        uses = [pattern.attributes[str(key)] for pattern in patterns if key in pattern.attributes]
        if any(use.values is None for use in uses):
            continue
        values = {one for use in uses for one in use.values or ()}
        form = "|".join(use.form for use in uses if use.form)
        for one in str(value).split() if uses[0].several else [str(value)]:
            if one not in values and not (form and re.fullmatch(form, one)):
                hint = _nearest(one, values or {form}, "its values")
                return Problem(line, f"{name}: {key} cannot be {one!r}", _IN_WORDS.get(form, hint))
    for key in sorted(known):
        if key not in element.attrib and all(
            key in pattern.attributes and pattern.attributes[key].required for pattern in patterns
        ):
            return Problem(line, f"{name} lacks its attribute {key}")
    for choice, alone in patterns[0].one_of if len(patterns) == 1 else []:
        there = sorted(choice & set(map(str, element.attrib)))
        options = ", ".join(sorted(choice))
        if len(there) > 1 and alone:
            return Problem(line, f"{name} has both {there[0]} and {there[1]}", f"keep one of: {options}")
        if not there:
            return Problem(
                line, f"{name} does not say what it is about", f"give it one of the attributes {options}"
            )
    return None


def _nearest(wrong: str, right: Iterable[str], what: str) -> str:
    right = sorted(right)
    nearest = get_close_matches(wrong, right, 1)
    if nearest:
        return f"did you mean {nearest[0]}?"
    listed = ", ".join(right[:_MANY]) + (", …" if len(right) > _MANY else "")
    return f"{what}: {listed}" if right else "it has none"


def _name(node: _Element) -> str:
    """Return the name that an element or attribute of the schema describes."""
    return (node.findtext(f"{_RNG}name") or "").strip()


def _local(element: _Element) -> str:
    return re.sub(r"^\{.*\}", "", str(element.tag))
