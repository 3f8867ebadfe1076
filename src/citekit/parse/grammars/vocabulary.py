"""What words of print say by themselves: places of publication, periodicals."""

from __future__ import annotations

import re

from citekit.parse.tables import fold, periodicals, words

PERIODICAL = re.compile(
    r"\b(?:journal|review|revue|rivista|revista|zeitschrift|annals|annales|annali|archiv\w*|bulletin|bollettino|boletín|"
    r"proceedings|transactions|quarterly|studies|studien|studi|magazine|letters|yearbook|jahrbuch|cahiers|quaderni|"
    r"cuadernos|international|conference|symposium)\b",
    re.IGNORECASE,
)
"""Words that periodicals, proceedings and some institutions have in their names."""
JOURNAL = re.compile(
    r"\b(?:journal|review|revue|rivista|revista|zeitschrift|annales|bulletin|bollettino|quarterly|cahiers|quaderni|"
    r"cuadernos)\b",
    re.IGNORECASE,
)
"""Words that only periodicals have in their names."""


def is_periodical(text: str) -> bool:
    """Tell whether ``text`` is a known periodical, says in its words that it is one, or is an abbreviation."""
    known = fold(text) in periodicals() or PERIODICAL.search(text) is not None
    return known or re.fullmatch(r"[A-Z][A-Za-z]?[A-Z][A-Za-z]{0,5}", text) is not None


def are_places(text: str) -> bool:
    """Tell whether ``text`` is a place of publication or several ("London–New York", "Paris/Berlin")."""
    parts = re.split(r"(?<=[a-zà-ÿ])-(?=[A-ZÀ-Þ])|\s*[–/;&,]\s*|\s+(?:and|und|u\.|et|e|y)\s+", text)
    return fold(text) in words("places") or all(
        fold(part.strip(" .")) in words("places") or fold(part) in words("places") for part in parts
    )
