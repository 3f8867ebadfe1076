"""BibTeX, the classic: for ``bibtex`` and its styles. In ASCII, letters as TeX names them.

Classic styles know no web address. For them it is repeated in ``howpublished`` (``@misc``) or ``note``, with the
date of access; ``url`` and ``urldate`` say it to programs that know them. A translated title stands in brackets
after the title, and alone in ``titleaddon``. An entry that lacks what its type needs is ``@misc``, whose
``entrysubtype`` keeps the type. The reader takes all of this back.

Sources: Oren Patashnik, *BibTeXing* (1988); *Designing BibTeX Styles* (1988).
"""

from __future__ import annotations

from collections.abc import Iterable

from citekit.formats.bib.read_file import read
from citekit.formats.bib.write_entry import Dialect, EntryWriter, entry_text
from citekit.model import Reference

__all__ = ["read", "write"]


def write(references: Iterable[Reference], *, ascii_only: bool = True) -> str:
    """Return the references as a .bib file; without ``ascii_only`` letters stay in UTF-8."""
    dialect = Dialect(biblatex=False, ascii_only=ascii_only)
    return "\n".join(entry_text(EntryWriter(one, dialect).write()) for one in references)
