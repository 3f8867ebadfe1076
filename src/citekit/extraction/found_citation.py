"""What reading the running text yields before it is judged: brackets with the works they may mean."""

from __future__ import annotations

from dataclasses import dataclass

from citekit.extraction.cited_item import CitedItem
from citekit.extraction.works_index import Work
from citekit.model import Span


@dataclass(frozen=True, slots=True)
class ResolvedItem:
    """An item, the works it may mean, and what speaks for its being a citation at all."""

    item: CitedItem
    works: tuple[Work, ...]
    of_known_author: bool
    number: str | None = None


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """Brackets, or a name and brackets, read as a citation; ``sure`` where a listed work or author is named."""

    span: Span
    items: tuple[ResolvedItem, ...]
    sure: bool
    kind: str
