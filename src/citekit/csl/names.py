"""Lists of names (CSL 1.0.2, Names): delimiters, et-al abbreviation, labels, substitution."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from citekit.csl import marks as m
from citekit.csl.context import SUBSEQUENT, Context, NameList, Substitution
from citekit.csl.formatting import decorator, formatted, strip_field_periods
from citekit.csl.locale import NAMESPACE, Locale
from citekit.csl.name_input import Name
from citekit.csl.name_parts import LONG, NameFormat, Rendered
from citekit.csl.richtext import affix, literal, superscripts

Render = Callable[[Context], str]


def _integer(options: Mapping[str, str], key: str, default: int = 0) -> int:
    value = options.get(key, "")
    return int(value) if value.isdecimal() else default


_JOINED = frozenset(".,:;-–")  # an "and" term that begins so is what stands between the names
# Scripts in which "and" and "et al." follow a name without a blank; of Hebrew, the letter that means "and".
_UNSPACED = re.compile("[\u0530-\u058f\u05d5\u0900-\u0dff\u10a0-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff]")


class NameListFormat:
    """How the names of one variable are chosen, written and joined."""

    def __init__(
        self,
        element: Element | None,
        et_al: Element | None,
        options: Mapping[str, str],
        style_options: Mapping[str, str],
        locale: Locale,
        institutions: str = "contextual",
    ) -> None:
        self.name = NameFormat(element, options, style_options, locale.language)
        self.count_only = element is not None and element.get("form") == "count"
        self.delimiter = affix(options.get("delimiter", ", "))
        # Before the last name, the blank of the delimiter stays beside that of a name.
        blanks = element is not None and (
            element.get("prefix", "")[:1] == " " or element.get("suffix", "")[-1:] == " "
        )
        self.kept = m.KEEP if blanks else ""
        # An institution at the end follows the delimiter that cs:name itself has, not the one it inherits.
        self.last_delimiter = affix(element.get("delimiter", ", ") if element is not None else ", ")
        self.minimum = _integer(options, "et-al-min")
        self.first = _integer(options, "et-al-use-first", -1)
        self.use_last = options.get("et-al-use-last") == "true"
        if self.use_last and self.minimum > 2:  # "…" stands for two names at least
            self.first = min(self.first, self.minimum - 2)
        self.minimum_subsequent = _integer(options, "et-al-subsequent-min", self.minimum)
        self.first_subsequent = _integer(options, "et-al-subsequent-use-first", self.first)
        self.use_last_subsequent = self.use_last and "et-al-subsequent-use-first" not in options
        self.sort_order = options.get("name-as-sort-order", "")
        self.precedes_last = options.get("delimiter-precedes-last", "contextual")
        self.institutions = institutions
        self.precedes_et_al = options.get("delimiter-precedes-et-al", "contextual")
        term = {"text": locale.term("and"), "symbol": locale.term("and", "symbol")}.get(options.get("and", ""), "")
        self.and_term = superscripts(literal(term))
        et_al_name = et_al.get("term", "et-al") if et_al is not None else "et-al"
        text = superscripts(literal(locale.term(et_al_name)))
        wrap = decorator(et_al.attrib) if et_al is not None else None
        self.et_al = wrap(text) if wrap else text
        # An abbreviated list has the formats of cs:name as a whole too, so that "et al." looks as the names do.
        self.abbreviated = formatted(element.attrib) if element is not None else None
        self.initial_level = self.name.level
        self.strips_periods = False  # in a macro that strips them
        if element is not None and self.et_al:
            self.et_al += affix(element.get("suffix", ""))

    def limit(self, count: int, subsequent: bool) -> int:
        """How many of ``count`` names are shown."""
        minimum, first = (
            (self.minimum_subsequent, self.first_subsequent) if subsequent else (self.minimum, self.first)
        )
        return min(first, count) if minimum and 0 <= first <= minimum <= count else count

    def inverted(self, index: int) -> bool:
        """Whether the name at this place stands in sort order."""
        return self.sort_order == "all" or (self.sort_order == "first" and index == 0)

    def write(self, names: tuple[Name, ...], shown: int, levels: list[int] | None) -> list[Rendered]:
        """The shown names, each in its form."""
        level = self.initial_level
        return [
            self.name(
                name, self.inverted(index), level if levels is None or index >= len(levels) else levels[index]
            )
            for index, name in enumerate(names[:shown])
        ]

    def join(self, written: list[Rendered], names: tuple[Name, ...], subsequent: bool = False) -> str:
        """The names as one text, with what stands between them and for the missing ones."""
        texts = [name.text for name in written]
        shown, total = len(texts), len(names)
        if shown < total:
            if not shown:
                return ""
            if total - shown >= 2 and (self.use_last_subsequent if subsequent else self.use_last):
                last = self.name(names[-1], self.inverted(total - 1), self.initial_level)
                between = self.delimiter if shown > 1 else " "
                return f"{self.delimiter.join(texts)}{between}… {last.text}"
            return self._abbreviated(written, texts)
        if shown < 2:
            return "".join(texts)
        delimiter = self.last_delimiter if names[shown - 1].literal else self.delimiter
        head = self.delimiter.join(texts[:-1])
        if not self.and_term:
            return f"{head}{self.kept}{delimiter}{self.kept}{texts[-1]}"
        if self.and_term[0] in _JOINED or _UNSPACED.match(self.and_term):
            before = delimiter if shown == 2 and self.precedes_last == "always" and not names[1].literal else ""
            return f"{head}{before}{self.and_term}{texts[-1]}"
        if self._before_last(written, names, shown):
            return f"{head}{delimiter}{self.and_term} {texts[-1]}"
        return f"{head} {self.and_term} {texts[-1]}"

    def _before_last(self, written: list[Rendered], names: tuple[Name, ...], shown: int) -> bool:
        """Whether the delimiter precedes the last name; for institutions the area has the say, not cs:name."""
        inverted = written[-2].inverted
        if not names[shown - 1].literal:
            return self._delimited(self.precedes_last, shown - 1, inverted, 2)
        inverted_person = inverted and not names[shown - 2].literal
        if self.precedes_last == "after-inverted-name" and inverted_person:
            return True
        return self._delimited(self.institutions, shown - 1, inverted_person, 2)

    def _abbreviated(self, written: list[Rendered], texts: list[str]) -> str:
        head = self.delimiter.join(texts)
        if not self.et_al:
            return head
        text = self._before_et_al(head, written) + self.et_al
        return self.abbreviated(text) if self.abbreviated else text

    def _before_et_al(self, head: str, written: list[Rendered]) -> str:
        if self._delimited(self.precedes_et_al, len(written), written[-1].inverted, 2):
            return head + self.delimiter
        return head if self.et_al[0].isspace() or _UNSPACED.match(self.et_al) else head + " "

    def _delimited(self, rule: str, before: int, inverted: bool, several: int) -> bool:
        if rule == "contextual":
            return before >= several
        if rule == "after-inverted-name":
            return inverted
        return rule == "always"

    def key(self, names: tuple[Name, ...], sort_text: Callable[[Name], str]) -> str:
        """The names as a sort key: without terms, in sort order."""
        shown = self.limit(len(names), False)
        texts = [sort_text(name) for name in names[:shown]]
        if shown < len(names) and self.use_last:
            texts.append(sort_text(names[-1]))
        return " ".join(texts)


class NamesFormat:
    """A compiled ``cs:names`` without its substitutes: a function of the context, for some name variables."""

    def __init__(
        self,
        variables: list[str],
        names: NameListFormat,
        labels: tuple[tuple[bool, Callable[[str, int], str]], ...],
        delimiter: str,
        decorate: Callable[[str], str] | None,
    ) -> None:
        self.variables = variables
        self.names = names
        self.labels = labels
        self.delimiter = delimiter
        self.decorate = decorate
        # Without a label, nothing would say that editors are the translators too.
        self.combines = {"editor", "translator"} == set(variables) and any(
            label("editortranslator", 1) for _, label in labels
        )

    def __call__(self, context: Context) -> str:
        """The text of the names; nothing where the item has none of the variables, or where they are left out."""
        held = context.item.names
        suppressed = context.suppressed
        context.called += 1
        begins = not (context.texts or context.begins_with_date)
        found = [
            (variable, held[variable])
            for variable in self.variables
            if variable in held and not (suppressed and variable in suppressed)
        ]
        if not found:
            return ""
        context.filled += 1
        if context.substituting:
            for variable, _ in found:
                context.suppress(variable)
        if self.combines and self._same_people(dict(found), context.position >= SUBSEQUENT):
            found = _combined(found)
        context.texts += 1
        if self.names.count_only:
            return "" if context.omit_names and begins else self._count(context, found)
        pieces = [text for variable, names in found if (text := self._one(context, variable, names))]
        text = self.delimiter.join(pieces)
        if text and _left_out(context, text, begins):
            return ""
        return self.decorate(text) if self.decorate and text else text

    def _same_people(self, held: dict[str, tuple[Name, ...]], subsequent: bool) -> bool:
        """Whether the editors are the translators, as far as their names are shown (CSL 1.0.2, Names)."""
        editors, translators = held.get("editor", ()), held.get("translator", ())
        if editors == translators:
            return bool(editors)
        shown = self.names.limit(len(editors), subsequent)
        abbreviated = shown < len(editors) and self.names.limit(len(translators), subsequent) == shown
        return abbreviated and shown < len(translators) and editors[:shown] == translators[:shown]

    def _count(self, context: Context, found: list[tuple[str, tuple[Name, ...]]]) -> str:
        subsequent = context.position >= SUBSEQUENT
        return str(sum(self.names.limit(len(names), subsequent) for _, names in found))

    def _one(self, context: Context, variable: str, names: tuple[Name, ...]) -> str:
        """One variable's names with their label."""
        form = self.names
        subsequent = context.position >= SUBSEQUENT
        shown = form.limit(len(names), subsequent)
        levels: list[int] | None = None
        index = context.name_index
        context.name_index += 1
        if context.levels is not None:
            known = context.levels
            levels = [max(form.initial_level, known.get(name, 0)) for name in names]
            if context.primary_only:
                levels[1:] = [form.initial_level] * (len(names) - 1)
        expansion = context.expansion
        if expansion is not None and index < len(expansion.names):
            shown = max(shown, min(expansion.names[index], len(names)))
            given = expansion.givens[index] if index < len(expansion.givens) else []
            base = levels or [form.initial_level] * len(names)
            levels = [max(level, given[place] if place < len(given) else 0) for place, level in enumerate(base)]
        written = form.write(names, shown, levels)
        if context.trace is not None:
            used = (levels or [form.initial_level] * len(names))[: len(names)]
            context.trace.append(NameList(len(names), shown, list(used), LONG, names))
        text = form.join(written, names, subsequent)
        if form.strips_periods:
            text = strip_field_periods(text)
        if context.substitution is not None and context.name_texts is None and text:
            context.name_texts = (text, tuple(name.text for name in written))
            text = self._substituted(context.substitution, text, written, names)
        if not text:
            return ""
        for before, label in self.labels:
            part = label(variable, len(names))
            text = part + text if before else text + part
        return text

    def _substituted(
        self, substitution: Substitution, text: str, written: list[Rendered], names: tuple[Name, ...]
    ) -> str:
        """The names with those replaced that the entry before shows too (CSL 1.0.2, Reference Grouping)."""
        texts = tuple(name.text for name in written)
        rule = substitution.rule
        if rule == "complete-all":
            return substitution.text if texts == substitution.names else text
        matching = 0
        for mine, theirs in zip(texts, substitution.names, strict=False):
            if mine != theirs:
                break
            matching += 1
        if rule == "complete-each" and texts != substitution.names:
            return text
        if rule == "partial-first":
            matching = min(matching, 1)
        replaced = [name._replace(text=substitution.text) for name in written[:matching]]
        return self.names.join([*replaced, *written[matching:]], names)


def _left_out(context: Context, text: str, begins: bool) -> bool:
    """Whether names are not to be shown: those that a cite begins with on request, others after the same ones."""
    repeated = context.shown is not None and context.shown.leaves_out_names(text)
    if context.first_names is None:
        context.first_names = text
        if context.omit_names and begins:
            return True
    return repeated


def _combined(found: list[tuple[str, tuple[Name, ...]]]) -> list[tuple[str, tuple[Name, ...]]]:
    """Editors who are also the translators, once (CSL 1.0.2, Names)."""
    first = next(variable for variable, _ in found if variable in ("editor", "translator"))
    return [
        ("editortranslator" if variable == first else variable, names)
        for variable, names in found
        if variable == first or variable not in ("editor", "translator")
    ]


def inherited(element: Element, parent: Element | None) -> tuple[Element | None, Element | None, list[Element]]:
    """The ``cs:name``, ``cs:et-al`` and ``cs:label`` elements in force for a ``cs:names``.

    The short version inside ``cs:substitute``, without children, takes those of the ``cs:names`` it stands in for.
    """
    own = [child for child in element if child.tag != NAMESPACE + "substitute"]
    source = element if own or parent is None else parent
    return (
        source.find(NAMESPACE + "name"),
        source.find(NAMESPACE + "et-al"),
        source.findall(NAMESPACE + "label"),
    )
