"""What the cites of one citation share is shown once (CSL 1.0.2, Cite Collapsing).

Cites are rendered in their order; each leaves what it has shown to the next one, which leaves out names and, with
``year-suffix``, dates that are the same.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from citekit.csl.brackets import nesting
from citekit.csl.context import Context
from citekit.csl.rendering import Compiler, Render


class CiteCompiler(Compiler):
    """Compiles the layout of ``cs:citation``, whose dates may be left out, and whose brackets nest in notes."""

    def _group(self, element: Element) -> Render:
        return super()._group(self._nesting(element))

    def _macro_call(self, element: Element) -> Render:
        return super()._macro_call(self._nesting(element))

    def _nesting(self, element: Element) -> Element:
        affixes = {key: nesting(element.get(key, "")) for key in ("prefix", "suffix") if key in element.attrib}
        if self.style.in_text or all(element.get(key) == text for key, text in affixes.items()):
            return element
        copied = Element(element.tag, element.attrib | affixes)
        copied.extend(element)
        return copied

    def _date(self, element: Element) -> Render:
        whole = super()._date(self._nesting(element))
        name = element.get("variable", "")

        def render(context: Context) -> str:
            shown = context.shown
            if shown is None or not shown.years:
                return whole(context)
            used, suffix = context.year_suffix_used, context.year_suffix
            text = whole(context)
            carried = suffix if context.year_suffix_used != used else ""
            if not text or (not carried and context.item.dates[name].start is None):
                return text
            bare = text
            if carried:
                called, filled = context.called, context.filled
                context.year_suffix = ""
                bare = whole(context)
                context.year_suffix, context.called, context.filled = suffix, called, filled
            return _around(carried, bare) if shown.leaves_out_date(bare) else text

        return render


def _around(suffix: str, date: str) -> str:
    """A year-suffix in place of the date that carries it, within the date's affixes."""
    if not suffix:
        return ""
    before, after = re.match(r"\W*", date), re.search(r"\W*$", date)
    return f"{before[0] if before else ''}{suffix}{after[0] if after else ''}"
