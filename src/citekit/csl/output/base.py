"""The interface of an output format: escape text, wrap formatted text, lay out entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """A bibliography's parameters (CSL 1.0.2, Bibliography-specific Options: Whitespace)."""

    hanging_indent: bool = False
    line_spacing: int = 1
    entry_spacing: int = 1
    second_field_align: str = ""


class Output:
    """The plainest format: everything as it is. Subclasses say what is different.

    ``format`` gets one of ``italic oblique font-style-normal small-caps font-variant-normal bold light
    font-weight-normal underline text-decoration-none superscript subscript baseline no-decoration``; ``block`` one
    of ``block left-margin right-inline indent``.
    """

    name = "plain"

    def escape(self, text: str) -> str:
        """Text whose special characters print as themselves."""
        return text

    def format(self, kind: str, text: str) -> str:
        """Text (already in this format) with one kind of formatting."""
        return text

    def link(self, address: str, text: str) -> str:
        """Text (already in this format) that links to an address."""
        return text

    def block(self, kind: str, text: str) -> str:
        """A display block of an entry."""
        return text

    def finish(self, text: str) -> str:
        """A whole cite or entry, once all its parts are written; for markup that depends on its neighbours."""
        return text

    def entry(self, key: str, text: str, layout: Layout) -> str:
        """One entry of a bibliography; ``key`` is the reference's id."""
        return text

    def bibliography(self, entries: Sequence[str], layout: Layout) -> str:
        """The whole bibliography, of entries that ``entry`` made."""
        return "\n".join(entries)
