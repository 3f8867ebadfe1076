"""What a rendering element may ask about the cite or entry that is being rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from citekit.csl.item import Item
from citekit.csl.name_input import Name

if TYPE_CHECKING:
    from citekit.csl.shown import Shown

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3


@dataclass(slots=True)
class Expansion:
    """What disambiguation adds to an item's cites (CSL 1.0.2, Disambiguation).

    ``names`` counts the names shown of each rendered name variable, in the order of their appearance; ``givens``
    holds the level (short, initials, long) of each of their names.
    """

    names: list[int] = field(default_factory=list)
    givens: list[list[int]] = field(default_factory=list)
    condition: int = 0  # how many ``disambiguate`` conditions test true, counted from the first
    year_suffix: str = ""

    def copy(self) -> Expansion:
        """A copy that can be changed."""
        return Expansion(
            list(self.names), [list(levels) for levels in self.givens], self.condition, self.year_suffix
        )


class NameList(NamedTuple):
    """What one rendered name variable showed: how many names of how many, at which levels."""

    total: int
    shown: int
    levels: list[int]
    full_level: int
    names: tuple[Name, ...]


class Substitution(NamedTuple):
    """The names of the entry before, for ``subsequent-author-substitute``."""

    names: tuple[str, ...]
    text: str
    rule: str


class Context:
    """The state of one rendering.

    ``called`` and ``filled`` count the variables met and those that held something.
    """

    __slots__ = (
        "begins_with_date",
        "called",
        "citation_number",
        "comparing",
        "condition",
        "conditions_met",
        "english",
        "expansion",
        "fields",
        "filled",
        "first_names",
        "first_note",
        "item",
        "label",
        "levels",
        "locator",
        "name_index",
        "name_texts",
        "near_note",
        "number_shown",
        "omit_names",
        "omit_year",
        "only_names",
        "opened",
        "position",
        "primary_only",
        "shown",
        "substituting",
        "substitution",
        "suppressed",
        "text",
        "texts",
        "trace",
        "year_suffix",
        "year_suffix_used",
    )

    def __init__(self, item: Item) -> None:
        self.item = item
        self.text = item.text
        self.called = 0
        self.filled = 0
        self.opened = 0  # how many variables had been met where the innermost open group began
        self.texts = 0  # how many variables other than dates have been shown
        self.fields = 0  # how many variables other than names and dates have been met, whatever they held
        self.begins_with_date = False
        self.english = True
        self.locator = ""
        self.label = ""
        self.position = -1  # none: outside of any document
        self.near_note = False
        self.first_note = ""
        self.citation_number = ""
        self.number_shown = False
        self.expansion: Expansion | None = None
        self.levels: dict[Name, int] | None = None  # of name disambiguation
        self.primary_only = False
        self.condition = 0
        self.conditions_met = 0
        self.year_suffix = ""
        self.year_suffix_used = False
        self.name_index = 0
        self.trace: list[NameList] | None = None
        self.substituting = False  # while a substitute is rendered
        self.suppressed: set[str] | None = None
        self.first_names: str | None = None  # the output of the first cs:names, or of its substitute
        self.name_texts: tuple[str, tuple[str, ...]] | None = None  # its names without label, whole and one by one
        self.comparing = False  # a cite rendered for disambiguation, with names as in subsequent cites
        self.substitution: Substitution | None = None
        self.shown: Shown | None = None  # what the cites before have shown, where cites are grouped
        self.omit_names = False  # suppress-author, and collapsed cites
        self.only_names = False
        self.omit_year = False

    def field(self, name: str) -> str:
        """The text of a variable that is to be shown, counted as called and filled; empty where there is none."""
        self.called += 1
        self.fields += 1
        text = self.text.get(name)
        if not text or (self.suppressed and name in self.suppressed):
            return ""
        self.filled += 1
        self.texts += 1
        if self.substituting:
            self.suppress(name)
        return text

    def suppress(self, variable: str) -> None:
        """Keep a variable from being shown again: it has stood in for names."""
        if self.suppressed is None:
            self.suppressed = set()
        self.suppressed.add(variable)
