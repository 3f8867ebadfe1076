"""Entries of a bibliography (CSL 1.0.2, Bibliography, Reference Grouping)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.csl.context import Context, Substitution
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
        previous: tuple[str, tuple[str, ...]] | None = None
        out = []
        for item in items:
            context = self.processor.ready(item)
            if self.substitute is not None:
                whole, names = previous or ("", ())
                context.substitution = Substitution(names, whole, literal(self.substitute), self.rule)
            text = self._entry(context)
            previous = context.name_texts
            out.append(self.processor.finish(text) if text else "")
        return out

    def _entry(self, context: Context) -> str:
        area = self.area
        text = area.render(context)
        if not text:
            return ""
        text = capitalized_start(text)
        text = _with_affixes(text, area.prefix, area.suffix)
        return area.decorate(text) if area.decorate else text


def _with_affixes(text: str, prefix: str, suffix: str) -> str:
    """An entry inside its layout's affixes; a suffix goes into the last display block."""
    from citekit.csl import marks as m

    blocks = text.endswith(m.BLOCK_CLOSE)
    if blocks and text.rfind(m.LEFT_MARGIN) == max(text.rfind(opening) for opening in m.DISPLAY.values()):
        suffix = ""  # there is nothing beside the margin that it could end
    text = f"{text[:-1]}{suffix}{m.BLOCK_CLOSE}" if blocks else text + suffix
    if blocks:  # blanks at an entry's ends do not belong to its blocks
        bare = text[:-1].rstrip(" ")
        text = bare + m.BLOCK_CLOSE + " " * (len(text) - 1 - len(bare))
        if text[1:2] == " " and text[0] in m.DISPLAY.values():
            text = " " + text[0] + text[2:]
    return prefix + text
