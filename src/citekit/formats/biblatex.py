"""BibLaTeX: for ``biber``. In UTF-8, with BibLaTeX's types and fields and dates in EDTF.

A translated title is ``titleaddon = {[…]}``. What tells one CSL type from another where BibLaTeX has one entry
type for both is ``entrysubtype``.

Source: Philip Kime, Moritz Wemheuer, Philipp Lehman, *The BibLaTeX Package*, sections 2 and 3.
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.formats.bib.read_file import read
from citekit.formats.bib.write_entry import Dialect, EntryWriter, entry_text
from citekit.model import Reference

__all__ = ["read", "write"]


def write(references: Iterable[Reference], *, ascii_only: bool = False) -> str:
    """Return the references as a .bib file; with ``ascii_only`` letters are written as TeX names them."""
    dialect = Dialect(biblatex=True, ascii_only=ascii_only)
    return "\n".join(entry_text(EntryWriter(one, dialect).write()) for one in references)
