"""What the cites of one citation have shown so far (CSL 1.0.2, Cite Collapsing)."""

from __future__ import annotations


class Shown:
    """What the cites before have shown. ``collapses``: names are left out; ``years``: dates too."""

    def __init__(self, *, collapses: bool, years: bool) -> None:
        self.collapses = collapses
        self.years = years
        self.in_group = False  # whether the last names shown were those of the cite before
        self.repeated = True  # whether the cite at hand has shown no names of its own
        self._names = ""
        self._dates: list[str] = []
        self._before: list[str] = []

    def begin(self) -> None:
        """Get ready for the next cite."""
        self.repeated = True
        self._before, self._dates = self._dates, []

    def leaves_out_names(self, text: str) -> bool:
        """Whether names are not to be shown because they have just been."""
        self.in_group = text == self._names
        self.repeated = self.repeated and self.in_group
        self._names = text
        return self.in_group and self.collapses

    def shows_other(self) -> None:
        """A text stands in for names: it is shown even if the cite before has the same."""
        self.in_group = self.repeated = False
        self._names = ""

    def leaves_out_date(self, text: str) -> bool:
        """Whether a date is not to be shown because the cite before has it, and the same names."""
        place = len(self._dates)
        self._dates.append(text)
        return self.years and self.repeated and place < len(self._before) and self._before[place] == text
