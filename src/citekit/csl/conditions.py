"""Conditions of ``cs:if`` and ``cs:else-if`` (CSL 1.0.2, Choose), compiled into functions of the context."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from citekit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Context
from citekit.csl.numbers import is_numeric
from citekit.csl.variables import DATE_VARIABLES, NAME_VARIABLES, SYNONYMS

Test = Callable[[Context], bool]


def compiled(element: Element, in_bibliography: bool) -> Test:
    """Return the test that an element's attributes and its ``match`` make."""
    tests: list[Test] = []
    for attribute, value in element.attrib.items():
        values = value.split()
        if attribute == "type":
            tests.append(_type(frozenset(values)))  # no item has all of several types: any of them will do
        elif attribute == "disambiguate":
            tests.append(_disambiguate)
        elif attribute in _TESTS:
            tests += [_TESTS[attribute](one) for one in values]
        elif attribute == "position":
            tests += [(lambda context: False) if in_bibliography else _position(one) for one in values]
    return _matched(tests, element.get("match", "all"))


def _disambiguate(context: Context) -> bool:
    """Whether disambiguation has come to this condition: they turn true one after the other."""
    context.conditions_met += 1
    return context.conditions_met <= context.condition


def _matched(tests: list[Test], match: str) -> Test:
    if len(tests) == 1:
        (test,) = tests
        return (lambda context: not test(context)) if match == "none" else test
    if match == "all":
        return _all(tests)
    any_of = _any(tests)
    return any_of if match == "any" else lambda context: not any_of(context)


def _any(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests
        return lambda context: first(context) or second(context)

    def any_of(context: Context) -> bool:
        for test in tests:  # noqa: SIM110 - a loop costs half of what any() does, and this runs all the time
            if test(context):
                return True
        return False

    return any_of


def _all(tests: list[Test]) -> Test:
    if len(tests) == 2:
        first, second = tests
        return lambda context: first(context) and second(context)

    def all_of(context: Context) -> bool:
        for test in tests:  # noqa: SIM110 - as above
            if not test(context):
                return False
        return True

    return all_of


def _type(kinds: frozenset[str]) -> Test:
    return lambda context: context.item.type in kinds


def _variable(name: str) -> Test:
    name = SYNONYMS.get(name, name)
    if name == "locator":
        return lambda context: bool(context.locator)
    if name == "citation-number":
        return lambda context: bool(context.citation_number)
    if name == "first-reference-note-number":
        return lambda context: bool(context.first_note)
    if name == "year-suffix":
        return lambda context: bool(context.year_suffix)
    if name in NAME_VARIABLES:
        return lambda context: name in context.item.names
    if name in DATE_VARIABLES:
        return lambda context: name in context.item.dates
    return lambda context: bool(context.text.get(name))


def _is_numeric(name: str) -> Test:
    if name == "locator":
        return lambda context: is_numeric(context.locator)
    if name == "citation-number":
        return lambda context: bool(context.citation_number)
    if name == "first-reference-note-number":
        return lambda context: bool(context.first_note)
    if name in DATE_VARIABLES or name in NAME_VARIABLES:
        return lambda context: False
    return lambda context: is_numeric(context.text.get(name, ""))


def _is_uncertain(name: str) -> Test:
    def test(context: Context) -> bool:
        date = context.item.dates.get(name)
        return date is not None and date.circa

    return test


def _locator(name: str) -> Test:
    wanted = "sub-verbo" if name in ("sub-verbo", "sub verbo") else name
    return lambda context: context.label.replace("sub verbo", "sub-verbo") == wanted


def _position(name: str) -> Test:
    if name == "first":
        return lambda context: context.position == FIRST or context.position < 0
    if name == "subsequent":
        return lambda context: context.position >= SUBSEQUENT
    if name == "ibid":
        return lambda context: context.position >= IBID
    if name == "ibid-with-locator":
        return lambda context: context.position == IBID_WITH_LOCATOR
    return lambda context: context.near_note


_TESTS: dict[str, Callable[[str], Test]] = {
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
}
