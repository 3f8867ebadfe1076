"""Citations: cites sorted, rendered, grouped and joined (CSL 1.0.2, Citation)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citekit.csl import collapsing, position
from citekit.csl import marks as m
from citekit.csl.bibliography import NO_FORM
from citekit.csl.collapsing import Cite
from citekit.csl.context import Context
from citekit.csl.finishing import capitalized_start
from citekit.csl.position import Citation, CiteItem
from citekit.csl.richtext import Quotes, marked
from citekit.csl.sorting import ordered

if TYPE_CHECKING:
    from citekit.csl.processor import Processor


_ENDS_QUOTED = re.compile(f"{m.QUOTE_CLOSE}[{m.INLINE}.,:;!?]*$")
NO_AUTHOR = "[NO_PRINTED_FORM]"
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
        author = _text(processor, citation, "author-only")
        infix = f" {marked(citation.infix).strip()} " if citation.infix.strip() else " "
        rest = _text(processor, citation, "suppress-author")
        return processor.finish(f"{author}{infix}{rest}" if rest else author)
    return processor.finish(_text(processor, citation, citation.mode))


def _text(processor: Processor, citation: Citation, mode: str) -> str:
    """A citation as marked text."""
    area = processor.style.citation
    quotes = area.compiler.fields.quotes
    items = [citation.items[index] for index in citation.order]
    # The mode of a citation is about its first cite.
    cites = [_cite(processor, item, mode if number == 0 else "") for number, item in enumerate(items)]
    if mode == "author-only" or items[0].author_only:
        names = cites[0].names or NO_AUTHOR
        return _affixed(names, items[0], quotes) if citation.mode != "composite" else names
    if not cites[0].text:  # a citation that begins with nothing says so; later cites without text are left out
        cites[0].text = NO_FORM
    rules = collapsing.Rules.of(area.options, area.delimiter, processor.style.style.in_text, bool(area.keys))

    def again(cite: Cite, leave_out: str) -> str:
        if leave_out == "suffix":
            return _affixed(cite.context.year_suffix, cite.item, quotes)
        context = _context(processor, cite.item)
        context.omit_names = True
        return _affixed(area.render(context), cite.item, quotes)

    text = collapsing.joined(cites, rules, again)
    if not processor.style.style.in_text:
        text = capitalized_start(text)
    suffix = area.suffix
    if suffix[:1] == "." and m.plain(text.rstrip(_CLOSING))[-1:] in ("?", "!", "."):
        suffix = suffix[1:]  # a sentence that has ended does not end again
    text = f"{area.prefix}{text}{suffix}"
    return area.decorate(text) if area.decorate else text


def _cite(processor: Processor, item: CiteItem, mode: str) -> Cite:
    area = processor.style.citation
    context = _context(processor, item)
    if mode == "suppress-author":
        context.omit_names = True
    text = area.render(context)
    names = context.first_names or ""
    year = ""
    if area.options.get("collapse", "").startswith("year-suffix") and context.year_suffix:
        plain = _context(processor, item)
        plain.omit_names = True
        plain.year_suffix = ""
        plain.locator = ""
        year = area.render(plain)
    number = int(context.citation_number) if context.number_shown else -1
    if item.locator:
        bare = _context(processor, item)
        bare.locator = ""
        printed = area.render(bare) != text
    else:
        printed = False
    text = _affixed(text, item, area.compiler.fields.quotes)
    return Cite(item, context, text, names, number, year, locator_printed=printed)


def _affixed(text: str, item: CiteItem, quotes: Quotes) -> str:
    """A cite between the prefix and the suffix that the citing text gives it."""
    if not (item.prefix or item.suffix):
        return text
    prefix, suffix = marked(item.prefix, quotes), marked(item.suffix, quotes)
    if prefix:
        bare = prefix.rstrip()
        if bare[-1:] in (".", "!", "?") and prefix != bare and " " in bare:
            text = capitalized_start(text)
        if not prefix[-1].isspace() and prefix[-1] not in "([{“‘/—–-’":
            prefix += " "
    if suffix and suffix[:1].isalnum():
        suffix = f" {suffix}"
    if suffix and _ENDS_QUOTED.search(text):
        suffix = m.KEEP + suffix
    return f"{prefix}{text}{suffix}"
