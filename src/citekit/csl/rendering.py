"""Rendering elements (CSL 1.0.2, Rendering Elements), compiled into functions of the context.

Each ``cs:`` element becomes one closure, specialised for its attributes; every closure returns marked text, and
nothing where it has nothing to show. Macros are compiled once for each area of the style.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from xml.etree.ElementTree import Element

from citekit.csl import conditions, labels
from citekit.csl import marks as m
from citekit.csl.context import Context
from citekit.csl.dates import DateFormat
from citekit.csl.fields import Fields, is_identifier, linked
from citekit.csl.formatting import Decorator, decorator, jointed, strip_field_periods, strip_periods, text_case
from citekit.csl.locale import NAMESPACE, Locale
from citekit.csl.names import NameListFormat, NamesFormat, inherited
from citekit.csl.numbers import RANGED_VARIABLES
from citekit.csl.richtext import affix, edged, literal, superscripts
from citekit.csl.style import Style
from citekit.csl.substitution import chosen, is_constant, substituted
from citekit.csl.textcase import CASES, dotted, title, with_dots
from citekit.csl.variables import SYNONYMS

Render = Callable[[Context], str]


_FORMAT_PREFIXED = m.FORMAT_PREFIXED
_COUNTED = ("citation-number", "first-reference-note-number")  # numbers that the processor gives
_LETTERS = "\ufdcf"  # marks come behind it, and little else
_FENCES = m.OUTSIDE + m.SEALED + m.FENCED + m.JOINT


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
        self._macros: dict[tuple[str, bool, tuple[Element, ...]], Render] = {}
        self._parts: tuple[
            Element, ...
        ] = ()  # the cs:name-part elements of the names that a substitute stands for
        self._substituting: list[Element] = []
        self.fields = self._fields()

    def _fields(self) -> Fields:
        return Fields(self.style, self.locale)

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
        join = jointed(affix(delimiter)).join
        if delimiter.startswith(" "):  # the blank of a delimiter is one with the blank of a suffix
            return lambda context: join([text.rstrip(m.SEALED) for one in renders if (text := one(context))])
        return lambda context: join([text for one in renders if (text := one(context))])

    def element(self, element: Element, delimiter: str = "") -> Render:
        """Return the function that renders one element.

        ``delimiter`` is the nearest ancestor's, for ``cs:choose``.
        """
        tag = element.tag.removeprefix(NAMESPACE)
        if tag == "choose":
            return self._choose(element, delimiter)
        if tag not in _ELEMENTS:
            return _nothing
        compile_one: Callable[[Element], Render] = getattr(self, f"_{tag}")
        return compile_one(element)

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
            text = edged(superscripts(literal(term)))
            capital = "" if "text-case" in attributes else m.TERM
            return self._constant(element, capital + text if text else "")
        return self._constant(element, edged(literal(attributes.get("value", ""))))

    def _constant(self, element: Element, text: str) -> Render:
        if text and element.get("strip-periods") == "true":
            text = strip_periods(text) if "term" in element.attrib else strip_field_periods(text)
        change, decorate = self._case(element), decorator(element.attrib, m.LEAF)
        plain = text
        if change:
            text = change(text)
        if decorate:
            text = decorate(text)
        if change and dotted(self.locale.language):
            other = CASES[element.get("text-case", "")](plain)
            other = decorate(other) if decorate else other
            return lambda context: text if dotted(context.item.language or "tr") else other
        return (lambda context: text) if text else _nothing

    def _case(self, element: Element) -> Decorator | None:
        return title if element.get("text-case") == "title" else text_case(element.attrib, self.locale.language)

    def _macro_call(self, element: Element) -> Render:
        macro = self.macro(element.get("macro", ""), stripped=element.get("strip-periods") == "true")
        if macro is _nothing:
            return _nothing
        # Case is a matter of each element in the macro: a call's own text-case has no effect, as styles expect.
        attributes = {k: v for k, v in element.attrib.items() if k not in ("text-case", "strip-periods")}
        return self._finished(_grouped(macro), Element(element.tag, attributes), "")

    def macro(self, name: str, *, stripped: bool = False) -> Render:
        """Return the compiled macro of this name; ``stripped`` takes periods from its texts, not its affixes."""
        key = (name, stripped, self._parts)
        found = self._macros.get(key)
        if found is None:
            source = self.style.macros.get(name)
            if stripped and source is not None:
                source = _without_periods(source)
            self._macros[key] = _nothing  # a macro that calls itself shows nothing
            outer, self._substituting = self._substituting, []
            found = self.sequence(list(source)) if source is not None else _nothing
            self._substituting = outer
            self._macros[key] = found
        return found

    def _finished(self, render: Render, element: Element, kind: str = m.LEAF) -> Render:
        """Put an element's strip-periods, case, formats and affixes around what it renders."""
        decorate = decorator(element.attrib, kind)
        change = None if element.get("text-case") == "title" else text_case(element.attrib)
        change_dotted = with_dots(change) if change else None
        is_dotted = dotted(self.locale.language)
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
                text = strip_field_periods(text)
            if titled and context.english and "jurisdiction" not in context.text:
                text = title(text)
            elif change and change_dotted:
                language = context.item.language
                text = change_dotted(text) if (dotted(language) if language else is_dotted) else change(text)
            return decorate(text) if decorate else text

        return finish

    def _variable(self, element: Element) -> Render:
        name = SYNONYMS.get(element.get("variable", ""), element.get("variable", ""))
        render = self.fields.text(name, element.get("form", "long"), element.get("quotes") == "false")
        if self.area == "bibliography" and is_identifier(name):
            return linked(render, name, element)
        if name in RANGED_VARIABLES or name in _COUNTED:
            return self._finished(render, _with_periods(element), m.NUMBERED)
        return self._finished(render, element)

    # cs:number, cs:label, cs:date

    def _number(self, element: Element) -> Render:
        name = element.get("variable", "")
        return self._finished(self.fields.number(name, element.get("form", "numeric")), element, m.NUMBERED)

    def _label(self, element: Element) -> Render:
        return labels.compiled(element, self.locale)

    def _date(self, element: Element) -> Render:
        name = element.get("variable", "")
        form = DateFormat(element, self.locale)
        carries = form.has_year and self.fields.implicit_suffix
        accessed = name == "accessed"  # when somebody looked does not tell works apart

        def render(context: Context) -> str:
            context.called += 1
            date = context.item.dates.get(name)
            if (
                date is None
                or (accessed and context.comparing)
                or (context.suppressed and name in context.suppressed)
            ):
                return ""
            suffix = ""
            # A literal date carries one where nothing else tells cites in a group apart.
            bare = context.shown is not None and context.first_names is None
            carried = carries and (date.start is not None or bare)
            if carried and context.year_suffix and not context.year_suffix_used:
                suffix = context.year_suffix
                context.year_suffix_used = True
            text = form(date, suffix)
            if text:
                context.begins_with_date = context.begins_with_date or not context.texts
                context.filled += 1
                if context.substituting:
                    context.suppress(name)
            return text

        return render

    # cs:names

    def _name_list(
        self, element: Element, parent: Element | None
    ) -> tuple[NameListFormat, list[Element], Element | None]:
        name, et_al, label_elements = inherited(element, parent)
        options = dict(self.name_options)
        if name is not None:
            options |= {k: v for k, v in name.attrib.items() if k not in ("prefix", "suffix")}
        institutions = self.name_options.get("delimiter-precedes-last", "contextual")
        dressed = self._with_parts(name)
        form = NameListFormat(
            dressed, et_al, self._sort_options(options), self.style.options, self.locale, institutions
        )
        return form, label_elements, name

    def _with_parts(self, name: Element | None) -> Element | None:
        """A ``cs:name`` of a substitute with those parts that it lacks and the names it stands for have."""
        own = {part.get("name") for part in name} if name is not None else set()
        lacking = [part for part in self._parts if part.get("name") not in own]
        if not lacking:
            return name
        dressed = Element(NAMESPACE + "name", name.attrib if name is not None else {})
        dressed.extend([*(name if name is not None else ()), *lacking])
        return dressed

    def _sort_options(self, options: dict[str, str]) -> dict[str, str]:
        return options

    def _names(self, element: Element) -> Render:
        parent = self._substituting[-1] if self._substituting else None
        form, label_elements, name = self._name_list(element, parent)
        form.strips_periods = element.get("strip-periods") == "true"
        own = any(child.tag != NAMESPACE + "substitute" for child in element)
        children = list(element if own or parent is None else parent)
        delimiter = element.get("delimiter", self.name_options.get("names-delimiter", ""))
        if parent is not None and not len(element) and "delimiter" not in element.attrib:
            delimiter = parent.get("delimiter", delimiter)
        compiled_labels = tuple(
            (name is not None and children.index(one) < children.index(name), labels.for_names(one, self.locale))
            for one in label_elements
        )
        outside = element if len(element) or parent is None else parent
        render: Render = self._names_render(
            element.get("variable", "").split(),
            form,
            compiled_labels,
            affix(delimiter),
            decorator(outside.attrib, m.NAMED),
        )
        substitute = element.find(NAMESPACE + "substitute")
        if substitute is None:
            return render
        self._substituting.append(element)
        outer, self._parts = self._parts, tuple(self._with_parts(name) or ())
        others = [self._alternative(child) for child in substitute]
        self._parts = outer
        self._substituting.pop()
        return substituted(render, others)

    def _alternative(self, element: Element) -> tuple[Render, bool]:
        """One child of ``cs:substitute``, and whether it stands in even when empty.

        Each element that a ``cs:choose`` chooses is an alternative of its own.
        """
        if element.tag != NAMESPACE + "choose":
            return self.element(element), is_constant(element)
        branches: list[tuple[conditions.Test, list[Render]]] = []
        for child in element:
            test = conditions.compiled(child, self.area == "bibliography") if child.attrib else _always
            branches.append((test, [self._alternative(one)[0] for one in child]))

        return chosen(branches), False

    def _names_render(
        self,
        variables: list[str],
        form: NameListFormat,
        compiled_labels: tuple[tuple[bool, Callable[[str, int], str]], ...],
        delimiter: str,
        decorate: Decorator | None,
    ) -> Render:
        return NamesFormat(variables, form, compiled_labels, delimiter, decorate)

    # cs:group, cs:choose

    def _group(self, element: Element) -> Render:
        delimiter = element.get("delimiter", "")
        inner = self.sequence(list(element), delimiter)
        if inner is _nothing:
            return _nothing
        return _grouped(inner, self._group_decorator(element))

    @staticmethod
    def _group_decorator(element: Element) -> Decorator | None:
        """What stands around a group.

        A suffix such as ". " comes to nothing where the group's last element is a text with a suffix that ends in
        its point.
        """
        decorate, suffix = decorator(element.attrib), element.get("suffix", "")
        if decorate is None or len(suffix) < 2 or suffix[0] not in ".,;:":
            return decorate
        bare = decorator({k: v for k, v in element.attrib.items() if k != "suffix"}) or str

        def dropping(text: str) -> str:
            return bare(text) if text[-2:] == suffix[0] + m.LIFTED else decorate(text)

        return dropping

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


_ELEMENTS = frozenset({"text", "number", "label", "date", "names", "group"})


_STRIPPABLE = frozenset(NAMESPACE + tag for tag in ("text", "label", "date-part", "names"))


def _with_periods(element: Element) -> Element:
    """A number's element as it counts: its periods stay."""
    return Element(element.tag, {k: v for k, v in element.attrib.items() if k != "strip-periods"})


def _without_periods(macro: Element) -> Element:
    """A copy of a macro whose elements all strip periods."""
    copied = deepcopy(macro)
    for element in copied.iter():
        if element.tag in _STRIPPABLE:
            element.set("strip-periods", "true")
    return copied


def _grouped(inner: Render, decorate: Decorator | None = None) -> Render:
    """Return the function that renders a group, or a macro, which is suppressed and counts as a group is.

    It shows nothing where it met variables and all were empty; what it shows counts as a variable for the group
    around it. An empty one that met none makes the group around it forget the empty variables before it: engines
    agree on that, and styles are read with it.
    """

    def render(context: Context) -> str:
        filled, around = context.filled, context.opened
        called = context.opened = context.called
        text = inner(context)
        context.opened = around
        if not text:
            if context.called == called:
                context.called = around
            return ""
        if context.filled == filled and context.called != called:
            return ""
        context.filled += 1
        context.called += 1
        if text[0] == _FORMAT_PREFIXED:  # seen from outside, the prefix is the group's
            text = m.PREFIXED + text[1:]
        if text[-1] > _LETTERS:
            text = _lifted(text)
        return decorate(text) if decorate else text

    return render


def _lifted(text: str) -> str:
    """The text of a group or macro; the marks at its end say that a suffix there is one level deeper."""
    text = text.rstrip(_FENCES)
    end = text[-1:]
    if end == m.SUFFIXED:
        return text[:-1].rstrip(_FENCES) + m.LIFTED
    if end == m.OWN:
        return text[:-1].rstrip(_FENCES) + end
    return text + m.LIFTED if end in (m.NUMBERED, m.LIFTED) else text
