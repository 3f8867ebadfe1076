"""References as the CSL processor prints them, with the variable that printed every character.

A compiled style is rendered with each variable's text wrapped in the processor's own mark for links, whose
address is the variable's name; the output format of this module turns these into spans. Affixes, labels and terms
("pp.", "edited by", "In") stay outside of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from citekit.csl import Processor
from citekit.csl import marks as m
from citekit.csl.context import Context
from citekit.csl.formatting import Decorator
from citekit.csl.layouts import CompiledArea, CompiledStyle
from citekit.csl.locale import NAMESPACE
from citekit.csl.name_input import Name
from citekit.csl.names import NameListFormat, NamesFormat
from citekit.csl.output.text import Text
from citekit.csl.rendering import Compiler, Render
from citekit.csl.richtext import affix
from citekit.csl.style import Area
from citekit.csl.variables import SYNONYMS

NONE = ""
"""The variable of what is printed by no variable: punctuation, terms, a style's own words."""

# Code points of a private use area, which no processor stage changes: one a variable, and what closes it.
_FIRST, _LAST = 0xE100, 0xE1FF
_END = "\ue200"
_FORMAT_OPEN = {"italic": "\ue201", "oblique": "\ue201", "small-caps": "\ue202", "superscript": "\ue203"}
_FORMAT_END = "\ue204"
_FORMATS = {"\ue201": "italic", "\ue202": "small-caps", "\ue203": "superscript"}
_OUTSIDE = ("prefix", "suffix", "display")  # attributes whose effect is no part of the variable
_codes: dict[str, str] = {}
_variables: dict[str, str] = {}


class Stretch(NamedTuple):
    """Characters printed by one variable, in one format (``italic``, ``small-caps``, ``superscript`` or none)."""

    text: str
    variable: str
    format: str


def _code(variable: str) -> str:
    code = _codes.get(variable)
    if code is None:
        code = _codes[variable] = chr(_FIRST + len(_codes))
        _variables[code] = variable
    return code


def _marking(variable: str) -> Decorator:
    """Return the function that marks text as printed by ``variable``."""
    opened = f"{m.LINK}{_code(variable)}{m.LINK_TEXT}"
    return lambda text: f"{opened}{text}{m.CLOSE}" if text else ""


class _Spans(Text):
    """The output format whose text still says what printed it."""

    name = "spans"

    def format(self, kind: str, text: str) -> str:
        opened = _FORMAT_OPEN.get(kind)
        return f"{opened}{text}{_FORMAT_END}" if opened else text

    def link(self, address: str, text: str) -> str:
        return f"{address}{text}{_END}" if address in _variables else text


class _MarkedNames(NamesFormat):
    """Lists of names marked as their variable's, their labels ("eds.") as nobody's."""

    def __init__(
        self,
        variables: list[str],
        names: NameListFormat,
        labels: tuple[tuple[bool, Callable[[str, int], str]], ...],
        *others: Any,
    ) -> None:
        unmarked = tuple((before, _unmarked(label)) for before, label in labels)
        super().__init__(variables, names, unmarked, *others)

    def _one(self, context: Context, variable: str, names: tuple[Name, ...]) -> str:
        return _marking(variable)(super()._one(context, variable, names))


def _unmarked(label: Callable[[str, int], str]) -> Callable[[str, int], str]:
    mark = _marking(NONE)
    return lambda variable, count: mark(label(variable, count))


class _MarkingCompiler(Compiler):
    """Compiles a style so that every variable marks what it prints."""

    def element(self, element: Element, delimiter: str = "") -> Render:
        variable = element.get("variable", "")
        tag = element.tag.removeprefix(NAMESPACE) if isinstance(element.tag, str) else ""
        if not variable or tag not in ("text", "number", "date"):
            return super().element(element, delimiter)
        bare = Element(element.tag, {k: v for k, v in element.attrib.items() if k not in _OUTSIDE})
        bare.extend(element)
        render = super().element(bare, delimiter)
        mark = _marking(SYNONYMS.get(variable, variable))
        block = m.DISPLAY.get(element.get("display", ""), "")
        prefix, suffix = block + affix(element.get("prefix", "")), affix(element.get("suffix", ""))
        closing = m.BLOCK_CLOSE if block else ""

        def marked(context: Context) -> str:
            text = render(context)
            if not text:
                return ""
            ending = ""
            if text.endswith(m.OUTSIDE):
                text = text[:-1]
                ending = m.OUTSIDE + suffix + (m.SEALED if suffix.endswith(" ") else "")
            return f"{prefix}{mark(text)}{ending or suffix}{closing}"

        return marked

    def _names_render(self, *parts: Any) -> Render:
        return _MarkedNames(*parts)


@lru_cache(maxsize=1024)
def _marking_style(plain: CompiledStyle) -> CompiledStyle:
    """A twin of a compiled style whose two layouts mark what they print; order and keys stay as they are."""
    marking = copy(plain)
    marking.citation = _marking_area(plain.citation, plain.style.citation, plain)
    if plain.bibliography is not None and plain.style.bibliography is not None:
        marking.bibliography = _marking_area(plain.bibliography, plain.style.bibliography, plain)
    return marking


def _marking_area(area: CompiledArea, described: Area, style: CompiledStyle) -> CompiledArea:
    marking = copy(area)
    compiler = _MarkingCompiler(style.style, style.locale, described.name, described.name_options)
    marking.render = _layout(area, compiler, described.layout)
    return marking


def _layout(area: CompiledArea, compiler: Compiler, layout: Element) -> Render:
    children = list(layout)
    if not (area.aligned and len(children) > 1):
        return compiler.sequence(children)
    first, rest = compiler.element(children[0]), compiler.sequence(children[1:])

    def render(context: Context) -> str:
        margin, body = first(context), rest(context)
        inline = f"{m.RIGHT_INLINE}{body}{m.BLOCK_CLOSE}" if body else ""
        return f"{m.LEFT_MARGIN}{margin}{m.BLOCK_CLOSE}{inline}" if margin else inline

    return render


def stretches(printed: str) -> list[Stretch]:
    """Read the text that the output format of this module makes."""
    found: list[Stretch] = []
    variables, formats = [NONE], [""]
    start = 0
    for index, character in enumerate(printed):
        if not "\ue100" <= character <= "\ue204":
            continue
        if index > start:
            found.append(Stretch(printed[start:index], variables[-1], formats[-1]))
        start = index + 1
        if character == _END:
            variables.pop()
        elif character == _FORMAT_END:
            formats.pop()
        elif character in _FORMATS:
            formats.append(_FORMATS[character])
        else:
            variables.append(_variables[character])
    if start < len(printed):
        found.append(Stretch(printed[start:], variables[-1], formats[-1]))
    return found


def _processor(style: str, items: Sequence[Mapping[str, Any]], language: str | None) -> Processor:
    processor = Processor(style, items, language, _Spans(), links=True)
    processor.style = _marking_style(processor.style)
    return processor


def entries(
    style: str, items: Sequence[Mapping[str, Any]], language: str | None = None
) -> dict[str, list[Stretch]]:
    """Return the bibliography entries of ``items`` by their ids, in the style's order; none without a list."""
    processor = _processor(style, items, language)
    return {one.id: stretches(one.text) for one in processor.bibliography_entries()}


def cites(
    style: str,
    items: Sequence[Mapping[str, Any]],
    citations: Sequence[Mapping[str, Any]],
    language: str | None = None,
) -> list[list[Stretch]]:
    """Return the text of each citation (CSL-JSON) of ``items`` in ``style``."""
    processor = _processor(style, items, language)
    return [stretches(one) for one in processor.cite(citations)]
