"""Rendering elements (CSL 1.0.2, Rendering Elements), compiled into functions of the context.

Each ``cs:`` element becomes one closure, specialised for its attributes; every closure returns marked text, and
nothing where it has nothing to show. Macros are compiled once for each area of the style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from citekit.csl import conditions, labels
from citekit.csl import marks as m
from citekit.csl.citation_label import made
from citekit.csl.context import Context
from citekit.csl.dates import DateFormat
from citekit.csl.formatting import Decorator, decorator, strip_periods, text_case
from citekit.csl.locale import NAMESPACE, Locale
from citekit.csl.names import NameListFormat, NamesFormat, inherited
from citekit.csl.numbers import formatted as number_formatted
from citekit.csl.numbers import is_numeric
from citekit.csl.page_ranges import formatted as page_formatted
from citekit.csl.richtext import Quotes, literal, marked, superscripts
from citekit.csl.style import Style
from citekit.csl.textcase import title
from citekit.csl.variables import NUMBER_VARIABLES, SHORT_FORMS, SYNONYMS

Render = Callable[[Context], str]
_MOVING = frozenset({"locator", "citation-number", "first-reference-note-number", "year-suffix"})
_PAGES = frozenset({"page", "page-first", "locator"})


def _nothing(_: Context) -> str:
    return ""


def _always(_: Context) -> bool:
    return True


class Compiler:
    """Compiles one area of a style (citation or bibliography) for one locale."""

    def __init__(self, style: Style, locale: Locale, area: str, name_options: Mapping[str, str]) -> None:
        self.style = style
        self.locale = locale
        self.area = area
        self.name_options = name_options
        self.implicit_suffix = self._implicit_suffix()
        self._macros: dict[str, Render] = {}
        self._substituting: list[Element] = []
        self.page_rule = style.options.get("page-range-format", "")
        self.page_delimiter = literal(locale.term("page-range-delimiter") or "–")
        self.quotes = locale.quotes()
        self.ampersand = literal(locale.term("and", "symbol") or "&")

    def _implicit_suffix(self) -> bool:
        """Whether the first year rendered carries the year-suffix in this area."""
        return not self.style.explicit_year_suffix

    def sequence(self, elements: list[Element], delimiter: str = "") -> Render:
        """Return the function that renders elements one after the other."""
        renders = [self.element(element, delimiter) for element in elements]
        renders = [render for render in renders if render is not _nothing]
        if not renders:
            return _nothing
        if len(renders) == 1:
            return renders[0]
        if len(renders) == 2 and not delimiter:
            first, second = renders
            return lambda context: first(context) + second(context)
        join = literal(delimiter).join

        def render(context: Context) -> str:
            return join([text for one in renders if (text := one(context))])

        return render

    def element(self, element: Element, delimiter: str = "") -> Render:
        """Return the function that renders one element; ``delimiter`` is the nearest ancestor's, for ``cs:choose``."""
        tag = element.tag.removeprefix(NAMESPACE)
        if tag == "choose":
            return self._choose(element, delimiter)
        compile_one = _ELEMENTS.get(tag)
        return compile_one(self, element) if compile_one else _nothing

    # cs:text

    def _text(self, element: Element) -> Render:
        attributes = element.attrib
        if "macro" in attributes:
            return self._macro_call(element)
        if "variable" in attributes:
            return self._variable(element)
        if "term" in attributes:
            term = self.locale.term(
                attributes["term"], attributes.get("form", "long"), attributes.get("plural") == "true"
            )
            text = superscripts(literal(term))
            capital = "" if "text-case" in attributes else m.TERM
            return self._constant(element, capital + text if text else "")
        return self._constant(element, literal(attributes.get("value", "")))

    def _constant(self, element: Element, text: str) -> Render:
        if text and element.get("strip-periods") == "true":
            text = strip_periods(text)
        if change := self._case(element):
            text = change(text)
        if decorate := decorator(element.attrib):
            text = decorate(text)
        return (lambda context: text) if text else _nothing

    def _case(self, element: Element) -> Decorator | None:
        return title if element.get("text-case") == "title" else text_case(element.attrib)

    def _macro_call(self, element: Element) -> Render:
        macro = self.macro(element.get("macro", ""))
        if macro is _nothing:
            return _nothing
        return self._finished(_grouped(macro), element)

    def macro(self, name: str) -> Render:
        """Return the compiled macro of this name."""
        found = self._macros.get(name)
        if found is None:
            source = self.style.macros.get(name)
            self._macros[name] = _nothing  # a macro that calls itself shows nothing
            outer, self._substituting = self._substituting, []
            found = self.sequence(list(source)) if source is not None else _nothing
            self._substituting = outer
            self._macros[name] = found
        return found

    def _finished(self, render: Render, element: Element) -> Render:
        """Put an element's strip-periods, case, formats and affixes around what it renders."""
        decorate = decorator(element.attrib)
        change = None if element.get("text-case") == "title" else text_case(element.attrib)
        stripped = element.get("strip-periods") == "true"
        titled = element.get("text-case") == "title"
        if not (decorate or change or stripped or titled):
            return render
        if decorate and not (change or stripped or titled):
            return lambda context: decorate(render(context))

        def finish(context: Context) -> str:
            text = render(context)
            if not text:
                return ""
            if stripped:
                text = strip_periods(text)
            if titled and context.english:
                text = title(text)
            elif change:
                text = change(text)
            return decorate(text) if decorate else text

        return finish

    def _variable(self, element: Element) -> Render:
        name = SYNONYMS.get(element.get("variable", ""), element.get("variable", ""))
        if name == "year-suffix":
            render = self._year_suffix
        elif name == "citation-label":
            render = self._citation_label
        elif name in _MOVING or name in _PAGES:
            render = self._pages(name)
        elif name in NUMBER_VARIABLES and name != "version":
            render = self._number_variable(name, "numeric")
        else:
            if element.get("form") == "short":
                render = self._short(name)
            else:
                render = _plain_variable(name, self.quotes)
            if name in _LINKED and self.area == "bibliography":
                return _linked(render, name, element)
        return self._finished(render, element)

    def _short(self, name: str) -> Render:
        short = SHORT_FORMS.get(name, f"{name}-short")
        quotes = self.quotes

        def render(context: Context) -> str:
            context.called += 1
            text = context.text.get(short) or context.text.get(name)
            if not text or (context.suppressed and name in context.suppressed):
                return ""
            context.filled += 1
            if context.substituting:
                context.suppress(name)
            return marked(text, quotes)

        return render

    def _pages(self, name: str) -> Render:
        rule, delimiter, ampersand = self.page_rule, self.page_delimiter, self.ampersand

        def locator(context: Context) -> str:
            context.called += 1
            if not context.locator:
                return ""
            context.filled += 1
            if context.substituting:
                context.suppress(name)
            return marked(page_formatted(context.locator, rule if context.label in ("page", "") else "", delimiter, ampersand))

        def page(context: Context) -> str:
            context.called += 1
            text = context.text.get(name)
            if not text or (context.suppressed and name in context.suppressed):
                return ""
            context.filled += 1
            if context.substituting:
                context.suppress(name)
            return marked(page_formatted(text, rule, delimiter, ampersand))

        def citation_number(context: Context) -> str:
            context.called += 1
            if context.citation_number:
                context.filled += 1
                context.number_shown = True
            return context.citation_number

        def first_note(context: Context) -> str:
            context.called += 1
            if context.first_note:
                context.filled += 1
            return context.first_note

        special = {"locator": locator, "citation-number": citation_number, "first-reference-note-number": first_note}
        return special.get(name, page)

    def _year_suffix(self, context: Context) -> str:
        if not context.year_suffix or context.year_suffix_used:
            return ""
        context.called += 1
        context.filled += 1
        context.year_suffix_used = True
        return context.year_suffix

    def _citation_label(self, context: Context) -> str:
        context.called += 1
        text = made(context.item)
        if not text:
            return ""
        context.filled += 1
        if context.year_suffix and self.implicit_suffix and not context.year_suffix_used:
            context.year_suffix_used = True
            text += context.year_suffix
        return marked(text)

    # cs:number, cs:label, cs:date

    def _number(self, element: Element) -> Render:
        name = element.get("variable", "")
        form = element.get("form", "numeric")
        if name in _PAGES or (name in _MOVING and name != "locator"):
            inner = self._pages(name)
        else:
            inner = self._number_variable(name, form)
        return self._finished(inner, element)

    def _number_variable(self, name: str, form: str) -> Render:
        locale = self.locale
        gender = locale.gender(name)
        known: dict[str, str] = {}

        def render(context: Context) -> str:
            context.called += 1
            text = context.text.get(name)
            if not text or (context.suppressed and name in context.suppressed):
                return ""
            context.filled += 1
            if context.substituting:
                context.suppress(name)
            found = known.get(text)
            if found is None:
                found = marked(number_formatted(text, form, locale, gender) if is_numeric(text) else text)
                known[text] = found
            return found

        return render

    def _label(self, element: Element) -> Render:
        return labels.compiled(element, self.locale)

    def _date(self, element: Element) -> Render:
        name = element.get("variable", "")
        form = DateFormat(element, self.locale)
        carries = form.has_year and self.implicit_suffix
        accessed = name == "accessed"  # when somebody looked does not tell works apart

        def render(context: Context) -> str:
            context.called += 1
            date = context.item.dates.get(name)
            if date is None or (accessed and context.comparing) or (context.suppressed and name in context.suppressed):
                return ""
            suffix = ""
            if carries and context.year_suffix and not context.year_suffix_used:
                suffix = context.year_suffix
                context.year_suffix_used = True
            text = form(date, suffix)
            if text:
                context.filled += 1
                if context.substituting:
                    context.suppress(name)
            return text

        return render

    # cs:names

    def _name_list(self, element: Element, parent: Element | None) -> tuple[NameListFormat, list[Element], Element | None]:
        name, et_al, label_elements = inherited(element, parent)
        options = dict(self.name_options)
        if name is not None:
            options |= {k: v for k, v in name.attrib.items() if k not in ("prefix", "suffix")}
        form = NameListFormat(name, et_al, self._sort_options(options), self.style.options, self.locale)
        return form, label_elements, name

    def _sort_options(self, options: dict[str, str]) -> dict[str, str]:
        return options

    def _names(self, element: Element) -> Render:
        parent = self._substituting[-1] if self._substituting else None
        form, label_elements, name = self._name_list(element, parent)
        children = list(element if len(element) or parent is None else parent)
        delimiter = element.get("delimiter", self.name_options.get("names-delimiter", ""))
        if parent is not None and not len(element) and "delimiter" not in element.attrib:
            delimiter = parent.get("delimiter", delimiter)
        compiled_labels = tuple(
            (name is not None and children.index(one) < children.index(name), labels.for_names(one, self.locale))
            for one in label_elements
        )
        outside = element if len(element) or parent is None else parent
        render: Render = self._names_render(
            element.get("variable", "").split(), form, compiled_labels, literal(delimiter), decorator(outside.attrib)
        )
        substitute = element.find(NAMESPACE + "substitute")
        if substitute is None:
            return render
        self._substituting.append(element)
        others = [self._alternative(child) for child in substitute]
        self._substituting.pop()
        return _substituted(render, others)

    def _alternative(self, element: Element) -> tuple[Render, bool]:
        """One child of ``cs:substitute``, and whether it stands in even when empty.

        Each element that a ``cs:choose`` chooses is an alternative of its own.
        """
        if element.tag != NAMESPACE + "choose":
            return self.element(element), _is_constant(element)
        branches: list[tuple[conditions.Test, list[Render]]] = []
        for child in element:
            test = conditions.compiled(child, self.area == "bibliography") if child.attrib else _always
            branches.append((test, [self._alternative(one)[0] for one in child]))

        def render(context: Context) -> str:
            for test, alternatives in branches:
                if test(context):
                    return next((text for one in alternatives if (text := one(context))), "")
            return ""

        return render, False

    def _names_render(
        self,
        variables: list[str],
        form: NameListFormat,
        compiled_labels: tuple[tuple[bool, Callable[[str, int], str]], ...],
        delimiter: str,
        decorate: Decorator | None,
    ) -> Render:
        return NamesFormat(variables, form, compiled_labels, delimiter, decorate, self.locale)

    # cs:group, cs:choose

    def _group(self, element: Element) -> Render:
        delimiter = element.get("delimiter", "")
        inner = self.sequence(list(element), delimiter)
        if inner is _nothing:
            return _nothing
        decorate = decorator(element.attrib)

        def render(context: Context) -> str:
            called, filled = context.called, context.filled
            text = inner(context)
            if context.called != called and context.filled == filled:
                return ""
            if text:
                context.filled += 1
                context.called += 1
                return decorate(text) if decorate else text
            return ""

        return render

    def _choose(self, element: Element, delimiter: str) -> Render:
        branches: list[tuple[conditions.Test, Render]] = []
        otherwise: Render = _nothing
        for child in element:
            tag = child.tag.removeprefix(NAMESPACE) if isinstance(child.tag, str) else ""
            if tag == "else":
                otherwise = self.sequence(list(child), delimiter)
            elif tag in ("if", "else-if"):
                test = conditions.compiled(child, self.area == "bibliography")
                branches.append((test, self.sequence(list(child), delimiter)))
        if len(branches) == 1:
            test, then = branches[0]
            return lambda context: then(context) if test(context) else otherwise(context)

        def render(context: Context) -> str:
            for test, then in branches:
                if test(context):
                    return then(context)
            return otherwise(context)

        return render


_ELEMENTS: dict[str, Callable[[Compiler, Element], Render]] = {
    "text": Compiler._text,
    "number": Compiler._number,
    "label": Compiler._label,
    "date": Compiler._date,
    "names": Compiler._names,
    "group": Compiler._group,
}

_LINKED = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}


def _linked(render: Render, name: str, element: Element) -> Render:
    """An identifier with the address that it links to (CSL 1.0.2, Appendix VI)."""
    base = _LINKED[name]
    attributes = dict(element.attrib)
    prefix = attributes.get("prefix", "")
    inside = prefix if prefix.startswith(("http://", "https://")) else ""
    if inside:
        del attributes["prefix"]
    decorate = decorator(attributes)

    def linked(context: Context) -> str:
        text = render(context)
        if not text:
            return ""
        plain = m.plain(text)
        address = plain if plain.startswith(("http://", "https://")) else (inside or base) + plain
        text = f"{m.LINK}{address}{m.LINK_TEXT}{inside}{text}{m.CLOSE}"
        return decorate(text) if decorate else text

    return linked


def _plain_variable(name: str, quotes: Quotes) -> Render:
    def render(context: Context) -> str:
        context.called += 1
        text = context.text.get(name)
        if not text or (context.suppressed and name in context.suppressed):
            return ""
        context.filled += 1
        if context.substituting:
            context.suppress(name)
        return marked(text, quotes)

    return render


def _is_constant(element: Element) -> bool:
    return element.tag == NAMESPACE + "text" and ("term" in element.attrib or "value" in element.attrib)


def _grouped(inner: Render) -> Render:
    """A macro is suppressed as a group is, and counts as a variable for the group around it."""

    def render(context: Context) -> str:
        called, filled = context.called, context.filled
        text = inner(context)
        if context.called != called and context.filled == filled:
            return ""
        if text:
            context.filled += 1
            context.called += 1
        return text

    return render


def _substituted(render: Render, others: list[tuple[Render, bool]]) -> Render:
    """Names or what stands in for them (CSL 1.0.2, Substitute); what stood in is not shown again.

    A term or a value always stands in, even where it is empty.
    """

    def with_substitutes(context: Context) -> str:
        filled = context.filled
        text = render(context)
        if text or context.filled != filled:
            return text
        outer = context.substituting
        for other, constant in others:
            context.substituting = True
            first = context.first_names
            text = other(context)
            context.substituting = outer
            if text or constant or (context.omit_names and context.first_names is not first):
                if context.first_names is None and text and not constant:
                    context.first_names = text
                    text = _replaced(context, text)
                return text
        return ""

    return with_substitutes


def _replaced(context: Context, text: str) -> str:
    """What stands in for names, replaced where the entry before begins with the same."""
    if context.omit_names:
        return ""
    context.name_texts = (text, (text,))
    substitution = context.substitution
    if substitution is not None and text == substitution.whole:
        return substitution.text
    return text
