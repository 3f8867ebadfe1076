"""Substitution of missing names (CSL 1.0.2, Substitute)."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from citekit.csl.context import Context
from citekit.csl.locale import NAMESPACE

Render = Callable[[Context], str]


def is_constant(element: Element) -> bool:
    """Whether an element is a term or a value: such a one stands in for names even where it is empty."""
    return element.tag == NAMESPACE + "text" and ("term" in element.attrib or "value" in element.attrib)


def chosen(branches: list[tuple[Callable[[Context], bool], list[Render]]]) -> Render:
    """Return the function that renders a ``cs:choose`` among substitutes.

    Each element chosen is an alternative.
    """

    def render(context: Context) -> str:
        for test, alternatives in branches:
            if test(context):
                return next((text for one in alternatives if (text := one(context))), "")
        return ""

    return render


def substituted(render: Render, others: list[tuple[Render, bool]]) -> Render:
    """Return the function that renders names or the first substitute that shows something.

    Variables that stood in are not shown again; each substitute comes with whether it is constant.
    """

    def with_substitutes(context: Context) -> str:
        filled = context.filled
        text = render(context)
        if text or context.filled != filled:
            return text
        outer = context.substituting
        for other, constant in others:
            context.substituting = True
            lists, shown = context.name_index, len(context.suppressed or ())
            text = other(context)
            context.substituting = outer
            if text or constant or context.name_index != lists:  # names may be left out because they repeat
                # Only what a variable gave stands for the names in grouping; "Anonymous" does not.
                if context.first_names is None and len(context.suppressed or ()) > shown:
                    context.first_names = text
                    text = _replaced(context, text)
                return text
        return ""

    return with_substitutes


def _replaced(context: Context, text: str) -> str:
    """What stands in for names, replaced where the entry before begins with the same."""
    if context.shown is not None:
        context.shown.shows_other()
    if context.omit_names:
        return ""
    context.name_texts = (text, (text,))
    substitution = context.substitution
    if substitution is not None and substitution.names == (text,):
        return substitution.text
    return text
