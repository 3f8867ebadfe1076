"""The library: the store of references, its keys, and a journal by which every merge can be taken back."""

from citekit.library.journal import Journal, Merge, journal_path
from citekit.library.store import Library

__all__ = ["Journal", "Library", "Merge", "journal_path"]
