"""Entries of a bibliography (CSL 1.0.2, Bibliography, Reference Grouping)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl import marks as m
from citekit.csl.context import Substitution
from citekit.csl.finishing import capitalized_start
from citekit.csl.item import Item
from citekit.csl.richtext import literal

if TYPE_CHECKING:
    from citekit.csl.processor import Processor

NO_FORM = "[CSL STYLE ERROR: reference with no printed form.]"


class Bibliography:
    """Renders entries one after the other; each knows the names of the one before."""

    def __init__(self, processor: Processor) -> None:
        area = processor.style.bibliography
        assert area is not None
        self.processor = processor
        self.area = area
        self.substitute = area.options.get("subsequent-author-substitute")
        self.rule = area.options.get("subsequent-author-substitute-rule", "complete-all")

    def entries(self, items: list[Item]) -> list[str]:
        """The entries' texts in the output format."""
        previous: tuple[str, ...] = ()
        out = []
        for item in items:
            if self.substitute is None:
                text = self.area.render(self.processor.ready(item))
            else:
                text, names = self._after(previous, item, self.substitute)
                # The names of the entry before count; where whole lists are replaced, the last ones shown do.
                previous = names or (previous if self.rule.startswith("complete") else ())
            text = self._entry(text)
            out.append(self.processor.finish(text) if text else "")
        return out

    def _after(self, previous: tuple[str, ...], item: Item, substitute: str) -> tuple[str, tuple[str, ...]]:
        """An entry after one with the names ``previous``, and its own names.

        The same ones are replaced where the entry begins with them.
        """
        context = self.processor.ready(item)
        context.substitution = Substitution((), "", self.rule)
        text = self.area.render(context)
        if context.name_texts is None:
            return text, ()
        whole, names = context.name_texts
        if previous and names[:1] == previous[:1] and _begins(text, whole, context.citation_number):
            context = self.processor.ready(item)
            # As a term, it stands where another term would begin the entry with a capital.
            shown = m.TERM + literal(substitute) if substitute else ""
            context.substitution = Substitution(previous, shown, self.rule)
            text = self.area.render(context)
        return text, names

    def _entry(self, text: str) -> str:
        area = self.area
        if not text:
            return ""
        text = capitalized_start(text)
        text = _with_affixes(text, area.prefix, area.suffix)
        return area.decorate(text) if area.decorate else text


def _begins(text: str, names: str, number: str) -> bool:
    """Whether an entry begins with its names; a citation number and affixes may stand before them."""
    before = m.plain(text[: max(text.find(names), 0)]).replace(number, "", 1)
    return not any(character.isalnum() for character in before)


def _with_affixes(text: str, prefix: str, suffix: str) -> str:
    """An entry inside its layout's affixes; a suffix goes into the last display block."""
    blocks = text.endswith(m.BLOCK_CLOSE)
    if blocks and text.rfind(m.LEFT_MARGIN) == max(text.rfind(opening) for opening in m.DISPLAY.values()):
        suffix = ""  # there is nothing beside the margin that it could end
    text = f"{text[:-1]}{suffix}{m.BLOCK_CLOSE}" if blocks else text + suffix
    if blocks:  # blanks at an entry's ends do not belong to its blocks
        bare = text[:-1].rstrip(f" {m.SEALED}{m.OUTSIDE}{m.FENCED}{m.KEEP}")
        text = bare + m.BLOCK_CLOSE + " " * (len(text) - 1 - len(bare))
        if text[1:2] == " " and text[0] in m.DISPLAY.values():
            text = " " + text[0] + text[2:]
    return prefix + text
