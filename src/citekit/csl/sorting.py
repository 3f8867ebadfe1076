"""Sorting of cites and entries (CSL 1.0.2, Sorting): keys from variables and macros, empty ones last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.citation_label import made
from citekit.csl.context import Context, NameList
from citekit.csl.dates import DateFormat, sort_text
from citekit.csl.fields import Fields
from citekit.csl.formatting import Decorator
from citekit.csl.locale import NAMESPACE
from citekit.csl.name_input import Name
from citekit.csl.name_parts import LONG, SHORT, sort_parts
from citekit.csl.names import NameListFormat
from citekit.csl.rendering import Compiler, Render
from citekit.csl.richtext import marked
from citekit.csl.style import Area, Style
from citekit.csl.variables import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES

Key = str
_DIGITS = re.compile(r"\d+")
_SIGNED = re.compile(r"-?\d+")
_OVERRIDES = {
    "names-min": ("et-al-min", "et-al-subsequent-min"),
    "names-use-first": ("et-al-use-first", "et-al-subsequent-use-first"),
    "names-use-last": ("et-al-use-last",),
}


@lru_cache(maxsize=65536)
def collated(text: str, language: str) -> Key:
    """What text compares by in a language, remembered."""
    from citekit.csl.collation import sort_key

    return sort_key(text, language)


class SortKey:
    """A compiled ``cs:key``: a function of the context, and its direction."""

    def __init__(self, render: Render, descending: bool, language: str) -> None:
        self.render = render
        self.descending = descending
        self.language = language

    def __call__(self, context: Context) -> Key | None:
        """The key's value, or None where it is empty."""
        text = m.plain(self.text(context)).strip()
        return collated(text, self.language) if text else None

    def text(self, context: Context) -> str:
        """What the key renders; a title that stood in for names in another key is there again."""
        context.suppressed = None
        return self.render(context)


class _SortFields(Fields):
    """Numbers as they compare, padded with zeros."""

    def text(self, name: str, form: str, requoted: bool = False) -> Render:
        inner = super().text(name, form, requoted)
        return (lambda context: padded(inner(context))) if name in NUMBER_VARIABLES else inner

    def number(self, name: str, form: str) -> Render:
        if name == "citation-number":  # sorts through cs:text and as a key's variable alone, as engines agree
            return lambda context: ""
        return lambda context: padded(context.field(name)) if name in context.text else self._moving(name, context)

    def _moving(self, name: str, context: Context) -> str:
        return padded(self._special[name](context)) if name in self._special else context.field(name)


class _SortCompiler(Compiler):
    """Compiles macros for sorting: names in sort order without labels, dates and numbers as they compare."""

    overrides: Mapping[str, str] = {}

    def _sort_options(self, options: dict[str, str]) -> dict[str, str]:
        options = options | {"name-as-sort-order": "all"}
        for name, targets in _OVERRIDES.items():
            if (value := self.overrides.get(name)) is not None:
                options |= dict.fromkeys(targets, value)
        return options

    def _names(self, element: Element) -> Render:
        render, name = super()._names(element), element.find(NAMESPACE + "name")
        if self._substituting or name is None or name.get("form") != "count":
            return render
        return lambda context: render(context) or padded("0")  # no names are fewer than any

    def _names_render(
        self,
        variables: list[str],
        form: NameListFormat,
        compiled_labels: tuple[tuple[bool, Callable[[str, int], str]], ...],
        delimiter: str,
        decorate: Decorator | None,
    ) -> Render:
        demote = _demotion(self.style)
        short = form.initial_level == SHORT

        def as_key(name: Name) -> str:
            if short:
                name = name._replace(given="", suffix="", dropping="")
            return sort_parts(name, form.name.given_text(name.given), demote)

        return _names_key(variables, form, as_key)

    def _fields(self) -> Fields:
        return _SortFields(self.style, self.locale)

    def _date(self, element: Element) -> Render:
        name = element.get("variable", "")
        form = DateFormat(element, self.locale)
        shown = frozenset(part.rank for part in form.parts)

        def render(context: Context) -> str:
            context.called += 1
            date = context.item.dates.get(name)
            if date is None:
                return ""
            context.filled += 1
            return sort_text(date, shown)

        return render


def _names_key(variables: list[str], form: NameListFormat, as_key: Callable[[Name], str]) -> Render:
    def render(context: Context) -> str:
        context.called += 1
        found = [context.item.names[v] for v in variables if v in context.item.names]
        if not found:
            return ""
        context.filled += 1
        if context.trace is not None:
            context.trace += [NameList(len(names), len(names), [], LONG, names) for names in found]
        if form.count_only:
            return padded(str(sum(form.limit(len(names), False) for names in found)))
        return " ".join(form.key(names, as_key) for names in found)

    return render


def _demotion(style: Style) -> str:
    return style.options.get("demote-non-dropping-particle", "display-and-sort")


def _first_number(text: str) -> str:
    """The number that a number variable sorts by; its text where it begins with none."""
    match = _SIGNED.search(text)
    return match[0].zfill(8) if match and match[0].isdecimal() else text


def padded(text: str) -> str:
    """Text whose numbers compare as numbers."""
    return _DIGITS.sub(lambda match: match.group().zfill(8), text) if text else text


def compiled(area: Area, compiler: Compiler) -> list[SortKey]:
    """Return the sort keys of an area."""
    return [_compiled_key(key, area, compiler) for key in area.keys]


def _compiled_key(key: Element, area: Area, compiler: Compiler) -> SortKey:
    descending = key.get("sort") == "descending"
    language = compiler.locale.language
    if (macro := key.get("macro")) is not None:
        sorter = _SortCompiler(compiler.style, compiler.locale, area.name, area.name_options)
        sorter.overrides = key.attrib
        return SortKey(sorter.macro(macro), descending, language)
    return SortKey(_variable(key.get("variable", ""), key, area, compiler), descending, language)


def _variable(name: str, key: Element, area: Area, compiler: Compiler) -> Render:
    if name in NAME_VARIABLES:
        sorter = _SortCompiler(compiler.style, compiler.locale, area.name, area.name_options)
        sorter.overrides = key.attrib
        options = sorter._sort_options({k: v for k, v in area.name_options.items() if k != "form"})
        form = NameListFormat(None, None, options, compiler.style.options, compiler.locale)
        demote = _demotion(compiler.style)
        return _names_key([name], form, lambda one: sort_parts(one, one.given, demote))
    if name in DATE_VARIABLES:
        return lambda context: sort_text(context.item.dates[name]) if name in context.item.dates else ""
    if name == "citation-number":
        return lambda context: context.citation_number.zfill(8) if context.citation_number else ""
    if name == "citation-label":
        return lambda context: made(context.item) + context.year_suffix
    if name in NUMBER_VARIABLES:
        return lambda context: _first_number(context.text.get(name, ""))
    return lambda context: marked(context.text.get(name, ""))


def ordered(contexts: Iterable[Context], keys: list[SortKey]) -> list[Context]:
    """Return contexts in the order of their keys; equal ones stay as they were, empty keys come last."""
    result = list(contexts)
    for key in reversed(keys):
        values = [(key(context), context) for context in result]
        filled = [pair for pair in values if pair[0] is not None]
        filled.sort(key=_first, reverse=key.descending)
        result = [pair[1] for pair in filled] + [pair[1] for pair in values if pair[0] is None]
    return result


def _first(pair: tuple[Key | None, Context]) -> Key:
    return pair[0] or ""
