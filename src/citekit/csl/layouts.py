"""A style compiled for a locale: its two layouts and their sort keys (CSL 1.0.2, Layout)."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

from citekit.csl import locale as locales
from citekit.csl import marks as m
from citekit.csl import sorting
from citekit.csl.author_part import AuthorCompiler
from citekit.csl.context import Context
from citekit.csl.formatting import decorator
from citekit.csl.locale import NAMESPACE, Locale
from citekit.csl.output.base import Layout
from citekit.csl.rendering import Compiler, Render
from citekit.csl.repetition import CiteCompiler
from citekit.csl.richtext import affix
from citekit.csl.sorting import SortKey
from citekit.csl.style import Area, Style, read

_AFFIXES = ("prefix", "suffix", "delimiter")


class CompiledArea:
    """One area, ready to render: ``render`` for one cite or entry, without the layout's own affixes."""

    def __init__(self, area: Area, style: Style, locale: Locale) -> None:
        self._area = area
        self.options = area.options
        kind = CiteCompiler if area.name == "citation" else Compiler
        self.compiler: Compiler = kind(style, locale, area.name, area.name_options)
        layout = area.layout
        self.prefix = affix(layout.get("prefix", ""))
        self.suffix = affix(layout.get("suffix", ""))
        self.delimiter = m.BETWEEN + affix(layout.get("delimiter", ""))
        self.decorate = decorator({k: v for k, v in layout.attrib.items() if k not in _AFFIXES})
        self.aligned = area.options.get("second-field-align", "")
        children = list(layout)
        self.render = self._aligned(layout) if self.aligned else self.compiler.sequence(children)
        self.can_initialize = self.terminator is not None
        self.spells_out = not self.can_initialize and self._keeps_names_whole(style)
        self._keys: list[SortKey] | None = None
        self._author: Render | None = None

    def _keeps_names_whole(self, style: Style) -> bool:
        """Whether names are not cut to initials although the style has a form for these (initialize="false")."""
        if self._area.name_options.get("initialize") == "false":
            return True
        roots = (self._area.layout, *style.macros.values())
        return any(node.get("initialize") == "false" for root in roots for node in root.iter(NAMESPACE + "name"))

    @property
    def counts_down(self) -> bool:
        """Whether the entries are numbered from the last one on: where a descending sort key is the number."""
        return any(key.get("sort") == "descending" and self._numbers(key) for key in self._area.keys)

    def _numbers(self, key: Element) -> bool:
        """Whether a sort key is the citation number, or calls a macro that shows it."""
        macro = self.compiler.style.macros.get(key.get("macro", ""))
        if macro is None:
            return key.get("variable") == "citation-number"
        return any(self._numbers(text) for text in macro.iter(NAMESPACE + "text"))

    @property
    def terminator(self) -> str | None:
        """What follows initials in this area, where any name of it has them."""
        return self._initialize_with(self._area.layout, set())

    def _initialize_with(self, element: Element, seen: set[str]) -> str | None:
        if (value := self._area.name_options.get("initialize-with")) is not None:
            return value if self._area.name_options.get("initialize") != "false" else None
        for node in element.iter():
            initialize = node.tag == NAMESPACE + "name" and node.get("initialize") != "false"
            if initialize and (value := node.get("initialize-with")) is not None:
                return value
            macro = node.get("macro")
            if macro and macro not in seen and macro in self.compiler.style.macros:
                seen.add(macro)
                found = self._initialize_with(self.compiler.style.macros[macro], seen)
                if found is not None:
                    return found
        return None

    @property
    def keys(self) -> list[SortKey]:
        """The sort keys, compiled when first asked for."""
        if self._keys is None:
            self._keys = sorting.compiled(self._area, self.compiler)
        return self._keys

    @property
    def author(self) -> Render:
        """What shows of a cite where it is asked for its author, compiled when first asked for."""
        if self._author is None:
            compiler = self.compiler
            reduced = AuthorCompiler(compiler.style, compiler.locale, self._area.name, self._area.name_options)
            self._author = reduced.sequence(list(self._area.layout))
        return self._author

    def _aligned(self, layout: object) -> Render:
        children = list(self._area.layout)
        first, rest = self.compiler.element(children[0]), self.compiler.sequence(children[1:])

        def render(context: Context) -> str:
            margin, body = first(context), rest(context)
            inline = f"{m.RIGHT_INLINE}{body}{m.BLOCK_CLOSE}" if body else ""
            return f"{m.LEFT_MARGIN}{margin}{m.BLOCK_CLOSE}{inline}" if margin else inline

        return render

    def layout(self) -> Layout:
        """The parameters of a bibliography."""
        options = self.options
        return Layout(
            hanging_indent=options.get("hanging-indent") == "true",
            line_spacing=int(options.get("line-spacing", "1") or 1),
            entry_spacing=int(options.get("entry-spacing", "1") or 0),
            second_field_align=self.aligned,
        )


class CompiledStyle:
    """A style with the locale that it was compiled for."""

    def __init__(self, style: Style, language: str) -> None:
        self.style = style
        self.locale = locales.merged(language, style.locales)
        self.citation = CompiledArea(style.citation, style, self.locale)
        self.bibliography = CompiledArea(style.bibliography, style, self.locale) if style.bibliography else None
        self.has_conditions = any(
            node.get("disambiguate") == "true"
            for root in (style.citation.layout, *style.macros.values())
            for node in root.iter()
        )
        self.english = language.lower().startswith("en")

    @property
    def particles_apart(self) -> bool:
        """Whether non-dropping particles are no part of the family name (demote-non-dropping-particle)."""
        return self.style.options.get("demote-non-dropping-particle") != "never"

    def is_english(self, language: str) -> bool:
        """Whether an item in this language gets title case (CSL 1.0.2, Non-English Items)."""
        return language.lower().startswith("en") if language else self.english


@lru_cache(maxsize=32)
def compiled(xml: bytes, default_locale: str | None, language: str | None) -> CompiledStyle:
    """Return the compiled style of this XML for ``language``, else for the style's own locale."""
    style = read(xml, default_locale)
    return CompiledStyle(style, language or style.default_locale)
