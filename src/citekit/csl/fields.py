"""Variables as text (CSL 1.0.2, Text: variable; Number; Appendix VI - Links), as functions of the context."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.citation_label import made
from citekit.csl.context import Context
from citekit.csl.formatting import decorator, formatted
from citekit.csl.locale import Locale
from citekit.csl.numbers import RANGED_VARIABLES
from citekit.csl.numbers import formatted as number_formatted
from citekit.csl.page_ranges import formatted as page_formatted
from citekit.csl.richtext import edged, literal, marked
from citekit.csl.style import Style
from citekit.csl.variables import SHORT_FORMS

Render = Callable[[Context], str]

_PAGES = frozenset({"page", "page-first"})
_LINKED = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


class Fields:
    """Compiles variables for one style and locale."""

    def __init__(self, style: Style, locale: Locale) -> None:
        self.locale = locale
        self.quotes = locale.quotes()
        self.implicit_suffix = not style.explicit_year_suffix
        self.page_rule = style.options.get("page-range-format", "")
        self.page_delimiter = literal(locale.term("page-range-delimiter") or "–")
        self.ampersand = literal(locale.term("and", "symbol") or "&")
        self._special: dict[str, Render] = {
            "locator": self._locator,
            "citation-number": _citation_number,
            "first-reference-note-number": _first_note,
            "year-suffix": _year_suffix,
            "citation-label": self._citation_label,
        }

    def text(self, name: str, form: str, requoted: bool = False) -> Render:
        """Return the function that renders a variable through ``cs:text``.

        ``requoted`` sets all quotation marks in it anew.
        """
        if name in self._special:
            return self._special[name]
        if name in _PAGES:
            return self._page(name)
        if name in RANGED_VARIABLES:
            return self.number(name, "numeric")
        return self._short(name, requoted) if form == "short" else self._plain(name, requoted)

    def number(self, name: str, form: str) -> Render:
        """Return the function that renders a variable through ``cs:number``."""
        if name in self._special:
            return self._special[name]
        if name in _PAGES:
            return self._page(name)
        locale, gender, ranged = self.locale, self.locale.gender(name), name in RANGED_VARIABLES
        known: dict[str, str] = {}

        def render(context: Context) -> str:
            text = context.field(name)
            if not text:
                return ""
            found = known.get(text)
            if found is None:
                found = known[text] = marked(number_formatted(text, form, locale, gender, ranged=ranged))
            return found

        return render

    def _plain(self, name: str, requoted: bool) -> Render:
        quotes = self.quotes

        def render(context: Context) -> str:
            text = context.field(name)
            return edged(marked(text, quotes, requoted)) if text else ""

        return render

    def _short(self, name: str, requoted: bool) -> Render:
        short, quotes = SHORT_FORMS.get(name, f"{name}-short"), self.quotes

        def render(context: Context) -> str:
            if not context.text.get(short):
                text = context.field(name)
            else:
                text = "" if context.suppressed and name in context.suppressed else context.field(short)
                if text and context.substituting:
                    context.suppress(name)
            return edged(marked(text, quotes, requoted)) if text else ""

        return render

    def _page(self, name: str) -> Render:
        rule, delimiter, ampersand = self.page_rule, self.page_delimiter, self.ampersand

        def render(context: Context) -> str:
            text = context.field(name)
            return marked(page_formatted(text, rule, delimiter, ampersand)) if text else ""

        return render

    def _locator(self, context: Context) -> str:
        context.called += 1
        if not context.locator:
            return ""
        context.filled += 1
        if context.label == "page":
            return marked(page_formatted(context.locator, self.page_rule, self.page_delimiter, self.ampersand))
        return marked(number_formatted(context.locator, "numeric", self.locale, ""))

    def _citation_label(self, context: Context) -> str:
        context.called += 1
        text = made(context.item)
        if not text:
            return ""
        context.filled += 1
        if context.year_suffix:
            context.year_suffix_used = True
            text += context.year_suffix
        return marked(text)


def _citation_number(context: Context) -> str:
    context.called += 1
    if context.citation_number:
        context.filled += 1
        context.number_shown = True
    return context.citation_number


def _first_note(context: Context) -> str:
    context.called += 1
    if context.first_note:
        context.filled += 1
    return context.first_note


def _year_suffix(context: Context) -> str:
    # An item without a year-suffix is no reason to suppress the group that would show it.
    if not context.year_suffix:
        return ""
    context.called += 1
    context.filled += 1
    context.year_suffix_used = True
    return context.year_suffix


def is_identifier(name: str) -> bool:
    """Whether a variable is one that bibliographies link."""
    return name in _LINKED


def linked(render: Render, name: str, element: Element) -> Render:
    """Return the function that renders an identifier with the address that it links to.

    A prefix that is the address's beginning is part of the link, though not of the text that an element's formats
    are about; other affixes are not.
    """
    base = _LINKED[name]
    attributes = dict(element.attrib)
    prefix = attributes.get("prefix", "")
    inside = prefix if prefix.startswith(("http://", "https://")) else ""
    proper = None
    if inside:
        proper = formatted(attributes)
        attributes = {k: v for k, v in attributes.items() if k in ("suffix", "quotes", "display")}
    decorate = decorator(attributes, m.LEAF)

    def with_address(context: Context) -> str:
        text = render(context)
        if not text:
            return ""
        plain = m.plain(text)
        address = plain if plain.startswith(("http://", "https://")) else (inside or base) + plain
        text = f"{m.LINK}{address}{m.LINK_TEXT}{inside}{proper(text) if proper else text}{m.CLOSE}"
        return decorate(text) if decorate else text

    return with_address
