"""The installed independent styles, and how often synthetic references are printed in each."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from citekit.csl.repository import resolve, style_names

_SCIENCES = frozenset(
    "medicine biology chemistry physics engineering science geology zoology botany astronomy math".split()
)
_COMMON = frozenset(
    (
        "american-chemical-society american-medical-association american-political-science-association "
        "american-sociological-association apa apa-6th-edition associacao-brasileira-de-normas-tecnicas "
        "bluebook-law-review chicago-author-date chicago-notes chicago-notes-bibliography "
        "chicago-notes-bibliography-17th-edition chicago-shortened-notes-bibliography cse-name-year "
        "din-1505-2 elsevier-harvard generic-style-rules-for-linguistics harvard-cite-them-right ieee "
        "iso690-author-date-en iso690-author-date-fr mhra-author-date mhra-notes modern-language-association "
        "nature nlm-citation-sequence oscola sage-harvard "
        "society-of-biblical-literature-fullnote-bibliography springer-basic-author-date "
        "taylor-and-francis-chicago-author-date unified-style-sheet-for-linguistics"
    ).split()
)
_VARIANTS = (
    "chicago-", "harvard-", "mhra-", "nlm-", "associacao-brasileira-", "iso690-", "modern-language-association-",
    "american-medical-association-",
)  # fmt: skip
"""How the names of styles begin of which many differ in little."""
_COMMON_WEIGHT, _SCIENCE_WEIGHT, _VARIANT_WEIGHT = 8.0, 0.3, 0.4
_HEAD = 8000


class StyleChoice(NamedTuple):
    """A style: whether it cites in notes, the language it is made for (two letters), and how much it weighs."""

    name: str
    notes: bool
    language: str
    weight: float


def set_apart(name: str, share: float = 0.1) -> bool:
    """Tell whether a style is kept for measuring and never trained on."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0x1_0000_0000 < share


@cache
def styles() -> Sequence[StyleChoice]:
    """Return every installed independent style, in the order of their names."""
    return tuple(_choice(info.name) for info in style_names() if info.parent is None)


def _choice(name: str) -> StyleChoice:
    head = resolve(name).xml[:_HEAD].decode("utf-8", "replace")
    fields = set(re.findall(r"<category[^>]*\bfield=\"([^\"]+)\"", head))
    language = re.search(r"<style[^>]*\bdefault-locale=\"([a-z]{2})", head)
    if name in _COMMON:
        weight = _COMMON_WEIGHT
    elif fields and fields <= _SCIENCES:
        weight = _SCIENCE_WEIGHT
    else:
        weight = _VARIANT_WEIGHT if name.startswith(_VARIANTS) else 1.0
    return StyleChoice(name, 'class="note"' in head, language[1] if language else "en", weight)


def choose(rng: random.Random, count: int, *, apart: bool = False) -> list[StyleChoice]:
    """Return ``count`` styles to print in, some more than once: those for training, or those kept apart."""
    known = [one for one in styles() if set_apart(one.name) == apart]
    return rng.choices(known, [one.weight for one in known], k=count)
