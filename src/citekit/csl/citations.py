"""Citations: cites sorted, rendered, grouped and joined (CSL 1.0.2, Citation)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.csl import collapsing, position
from citekit.csl import marks as m
from citekit.csl.bibliography import NO_FORM
from citekit.csl.brackets import nesting, settled
from citekit.csl.collapsing import Cite
from citekit.csl.context import Context
from citekit.csl.finishing import capitalized_start
from citekit.csl.position import Citation, CiteItem
from citekit.csl.richtext import Quotes, marked
from citekit.csl.shown import Shown
from citekit.csl.sorting import collated, ordered

if TYPE_CHECKING:
    from citekit.csl.processor import Processor


_ENDS_QUOTED = re.compile(f"{m.QUOTE_CLOSE}[{m.INLINE}.,:;!?]*$")
NO_AUTHOR = "[NO_PRINTED_FORM]"  # of a citation that was asked for a part that its cite does not have
_CLOSING = m.CLOSE + m.QUOTE_CLOSE + m.OUTSIDE


def rendered(processor: Processor, document: list[Citation]) -> list[str]:
    """Return the text of each citation in the output format."""
    for citation in document:
        _sort(processor, citation)
    distance = processor.style.citation.options.get("near-note-distance", "5")
    position.assign(document, int(distance) if distance.isdecimal() else 5)
    return [_rendered_one(processor, citation) for citation in document]


def _context(processor: Processor, item: CiteItem) -> Context:
    context = processor.ready(processor.items[item.id])
    context.locator = item.locator
    context.label = (item.label or "page") if item.locator else ""
    context.position = item.position
    context.near_note = item.near_note
    context.first_note = str(item.first_note) if item.first_note else ""
    context.omit_names = item.suppress_author
    return context


def _sort(processor: Processor, citation: Citation) -> None:
    """Put the cites into the order that ``cs:sort`` of ``cs:citation`` asks for."""
    keys = processor.style.citation.keys
    citation.order = list(range(len(citation.items)))
    if not keys or citation.unsorted or len(citation.items) < 2:
        return
    pairs = [_context(processor, item) for item in citation.items]
    contexts = {id(context): number for number, context in enumerate(pairs)}
    citation.order = [contexts[id(context)] for context in ordered(pairs, keys)]


def _rendered_one(processor: Processor, citation: Citation) -> str:
    if not citation.items:
        return ""
    if citation.mode == "composite":
        author = _author(processor, citation, True)
        infix = f" {marked(citation.infix).strip()} " if citation.infix.strip() else " "
        rest = _text(processor, citation, "suppress-author")
        return processor.finish(f"{author}{infix}{rest}" if rest else author)
    author = _author(processor, citation, citation.mode == "author-only")
    mode = citation.mode if processor.style.style.in_text else ""  # a note says whom it cites
    return processor.finish(author or _text(processor, citation, mode))


def _author(processor: Processor, citation: Citation, asked: bool) -> str:
    """What stands for the author of the first cite that is asked for it, without formats; nothing if none is."""
    area = processor.style.citation
    items = [citation.items[index] for index in citation.order]
    item = items[0] if asked else next((item for item in items if item.author_only), None)
    if item is None:
        return ""
    names = m.plain(area.author(_context(processor, item))).strip()
    return m.plain(_affixed(names, item, area.compiler.fields.quotes)) or NO_AUTHOR


def _text(processor: Processor, citation: Citation, mode: str) -> str:
    """A citation as marked text."""
    area = processor.style.citation
    in_text = processor.style.style.in_text
    rules = collapsing.Rules.of(area.options, area.delimiter, in_text)
    # The mode of a citation is about its first cite.
    cites = _cites(processor, _grouped(processor, citation, rules), rules, mode)
    if not cites[0].text:  # a citation that begins with nothing says so; later cites without text are left out
        if len(cites) == 1 and cites[0].context.omit_names:
            return NO_AUTHOR
        cites[0].text = NO_FORM
    text = collapsing.joined(cites, rules)
    if not in_text:
        text = capitalized_start(text)
    suffix = area.suffix
    if suffix[:1] in tuple(".,:;!?"):
        suffix = suffix.rstrip(" ")
    if suffix[:1] == "." and m.plain(text.rstrip(_CLOSING))[-1:] in ("?", "!", "."):
        suffix = suffix[1:]  # a sentence that has ended does not end again
    if not in_text:
        text = settled(f"{nesting(area.prefix)}{text}{nesting(suffix)}")
    else:
        text = f"{area.prefix}{text}{suffix}"
    return area.decorate(text) if area.decorate else text


def _grouped(processor: Processor, citation: Citation, rules: collapsing.Rules) -> list[CiteItem]:
    """The cites in their order; in a document, those that were sorted stand with others that have their names."""
    items = [citation.items[index] for index in citation.order]
    area = processor.style.citation
    if len(items) < 2 or not (rules.moving and area.keys and citation.in_document and not citation.unsorted):
        return items
    names, keys = [], []
    for item in items:
        context = _context(processor, item)
        area.render(context)
        # What stands in for names makes no group of its own: such cites all stand together.
        names.append((context.first_names or "") if context.name_index else "")
        keys.append(area.keys[0](context))

    def collate(text: str) -> str:
        return collated(m.plain(text), processor.style.locale.language)

    return [items[place] for place in collapsing.grouped(names, keys, collate)]


def _cites(processor: Processor, items: list[CiteItem], rules: collapsing.Rules, mode: str) -> list[Cite]:
    """The cites one after the other, without what the ones before have shown."""
    area = processor.style.citation
    quotes = area.compiler.fields.quotes
    several = len(items) > 1 or bool(rules.collapse)
    shown = Shown(collapses=bool(rules.collapse), years=rules.years) if rules.grouping and several else None
    cites, in_text = [], processor.style.style.in_text
    for number, item in enumerate(items):
        context = _context(processor, item)
        context.omit_names = context.omit_names or (mode == "suppress-author" and not number)
        if shown is not None:
            context.shown = shown
            shown.begin()
        bare = area.render(context)
        cite = Cite(item, context, bare, _affixed(bare, item, quotes, in_note=not in_text))
        if shown is not None:
            cite.in_group = shown.in_group
            cite.collapsed = shown.repeated and not context.fields
        cites.append(cite)
    return cites


def _affixed(text: str, item: CiteItem, quotes: Quotes, *, in_note: bool = False) -> str:
    """A cite between the prefix and the suffix that the citing text gives it.

    In a note, a cite behind a sentence begins with a capital, and brackets nest. Blanks at a cite's ends stay
    beside those around it.
    """
    if text[:1] == " ":
        text = m.KEEP + text
    if text.rstrip(m.SEALED)[-1:] == " ":
        text += m.KEEP
    if not (item.prefix or item.suffix):
        return text
    prefix, suffix = marked(item.prefix, quotes), marked(item.suffix, quotes)
    if prefix:
        bare = prefix.rstrip()
        if in_note and bare[-1:] in (".", "!", "?") and prefix != bare and " " in bare:
            text = capitalized_start(text)
        if not prefix[-1].isspace() and prefix[-1] not in "([{“‘/—–-’":
            prefix += " "
    if suffix and (suffix[0].isalnum() or suffix[0] == "("):
        suffix = f" {suffix}"
    if suffix and _ENDS_QUOTED.search(text):
        suffix = m.KEEP + suffix
    if in_note:
        prefix, suffix = nesting(prefix), nesting(suffix)
    return f"{prefix}{text}{suffix}"
