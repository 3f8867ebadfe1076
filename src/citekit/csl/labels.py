"""Labels: the term for a number variable, a locator or a name variable, in its number (CSL 1.0.2, Label)."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.context import Context
from citekit.csl.formatting import decorator, strip_periods, text_case
from citekit.csl.locale import Locale
from citekit.csl.numbers import is_numeric, is_plural
from citekit.csl.richtext import literal, superscripts
from citekit.csl.textcase import title
from citekit.csl.variables import COUNTED


def _finisher(element: Element, locale: Locale, kind: str) -> Callable[[str], str]:
    change = title if element.get("text-case") == "title" else text_case(element.attrib, locale.language)
    stripped = element.get("strip-periods") == "true"
    decorate = decorator(element.attrib, kind)

    def finish(text: str) -> str:
        if stripped:
            text = strip_periods(text)
        if change:
            text = change(text)
        return decorate(text) if decorate else text

    return finish


def compiled(element: Element, locale: Locale) -> Callable[[Context], str]:
    """Return the function that renders a ``cs:label`` for its ``variable``.

    Where the item lacks the variable, the label stands in the singular; the group that it shares with the
    variable is suppressed then, label and all.
    """
    variable = element.get("variable", "")
    form = element.get("form", "long")
    plural_rule = element.get("plural", "contextual")
    finish = _finisher(element, locale, m.LEAF)
    known: dict[tuple[str, bool], str] = {}

    def render(context: Context) -> str:
        if variable == "locator":
            value, name = context.locator, context.label or "page"
        else:
            value, name = _value(context, variable), _TERM_NAMES.get(variable, variable)
        plural = _plural(variable, value, plural_rule)
        text = known.get((name, plural))
        if text is None:
            term = superscripts(literal(locale.term(name, form, plural)))
            text = known[name, plural] = finish(term) if term else ""
        return text

    return render


_TERM_NAMES = {"page-first": "page"}


def _value(context: Context, variable: str) -> str:
    if variable == "citation-number":
        return context.citation_number
    if variable == "first-reference-note-number":
        return context.first_note
    if context.suppressed and variable in context.suppressed:
        return ""
    return context.text.get(variable, "")


def _plural(variable: str, value: str, rule: str) -> bool:
    if rule != "contextual":
        return rule == "always"
    if variable in COUNTED:
        return is_numeric(value) and value.strip() not in {"0", "1"}
    return is_plural(value)


def for_names(element: Element, locale: Locale) -> Callable[[str, int], str]:
    """Return the function that renders a ``cs:label`` inside ``cs:names``.

    By name variable and number of names.
    """
    form = element.get("form", "long")
    rule = element.get("plural", "contextual")
    finish = _finisher(element, locale, m.NAMED)
    known: dict[tuple[str, bool], str] = {}

    def render(variable: str, count: int) -> str:
        plural = rule == "always" or (rule == "contextual" and count > 1)
        text = known.get((variable, plural))
        if text is None:
            term = superscripts(literal(locale.term(variable, form, plural)))
            text = known[variable, plural] = finish(term) if term else ""
        return text

    return render
