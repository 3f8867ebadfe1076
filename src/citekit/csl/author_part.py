"""What stands for the author of a cite: its names alone, for citing texts that name the author themselves."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from citekit.csl.context import Context
from citekit.csl.rendering import Compiler, Render


class AuthorCompiler(Compiler):
    """Compiles a layout down to the names, or the date, that its cites begin with.

    Terms and values are left out. A cite that begins with another variable has no author to show.
    """

    def _text(self, element: Element) -> Render:
        whole = super()._text(element)
        if "macro" in element.attrib:
            return whole

        def render(context: Context) -> str:
            if context.substituting:
                return whole(context)
            if element.get("variable") not in _WITHOUT_NAMES:
                whole(context)
            return ""

        return render

    def _number(self, element: Element) -> Render:
        return lambda context: ""

    def _label(self, element: Element) -> Render:
        return lambda context: ""

    def _date(self, element: Element) -> Render:
        return _first(super()._date(element))

    def _names(self, element: Element) -> Render:
        return _first(super()._names(element))


_WITHOUT_NAMES = frozenset({"citation-number", "citation-label", "locator", "year-suffix"})


def _first(whole: Render) -> Render:
    def render(context: Context) -> str:
        if context.substituting:
            return whole(context)
        if context.texts or context.begins_with_date:
            return ""
        return whole(context)

    return render
