"""Dates as CSL has them: year, month and day to the precision printed, ranges, seasons, or plain text.

Source: CSL-JSON schema (csl-data), ``date-variable``; CSL 1.0.2, "Dates".
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

DateParts = tuple[int, ...]


class Date(BaseModel):
    """One date or a range of two, or, where no date can be read, the printed words in ``literal``.

    ``parts`` holds one or two tuples of ``(year,)``, ``(year, month)`` or ``(year, month, day)``. Years before
    the common era are negative; an open range ends in ``(0,)``. ``season`` is 1 (spring) to 4 (winter).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: tuple[DateParts, ...] = ()
    season: int | None = None
    circa: bool = False
    literal: str | None = None

    @field_validator("parts")
    @classmethod
    def _possible(cls, parts: tuple[DateParts, ...]) -> tuple[DateParts, ...]:
        if len(parts) > 2:
            raise ValueError("a date is one day or a range of two")
        for position, part in enumerate(parts):
            _check_parts(part, open_end=position == 1)
        return parts

    @field_validator("season")
    @classmethod
    def _one_of_four(cls, season: int | None) -> int | None:
        if season is not None and not 1 <= season <= 4:
            raise ValueError(f"there is no season {season}")
        return season

    @model_validator(mode="after")
    def _says_something(self) -> Date:
        if not self.parts and not self.literal:
            raise ValueError("an empty date")
        return self

    @classmethod
    def of(cls, year: int, month: int | None = None, day: int | None = None) -> Date:
        """Make a single date; leave out what is not known."""
        return cls(parts=(tuple(part for part in (year, month, day) if part is not None),))

    @classmethod
    def from_csl(cls, value: Mapping[str, Any]) -> Date:
        """Read a CSL-JSON date. Raises ValueError where it is none; ``raw`` is kept as literal text."""
        parts = value.get("date-parts") or ()
        circa = value.get("circa") not in (None, False, 0, "", "0", "false")
        season = value.get("season")
        literal = value.get("literal") or value.get("raw")
        return cls(
            parts=tuple(
                tuple(int(number) for number in part if number not in (None, "")) for part in parts if part
            ),
            season=int(season) if season not in (None, "") and str(season).isdigit() else None,
            circa=circa,
            literal=str(literal) if literal else None,
        )

    def to_csl(self) -> dict[str, Any]:
        """Return the date as CSL-JSON."""
        value: dict[str, Any] = {}
        if self.parts:
            value["date-parts"] = [list(part) for part in self.parts]
        if self.season is not None:
            value["season"] = self.season
        if self.circa:
            value["circa"] = True
        if self.literal is not None:
            value["literal"] = self.literal
        return value

    @property
    def year(self) -> int | None:
        """The year the date begins in."""
        return self.parts[0][0] if self.parts else None

    def earliest(self) -> tuple[int, int, int] | None:
        """Return the first day that the date can mean, for comparisons; None for plain text."""
        if not self.parts:
            return None
        year, month, day = (*self.parts[0], 1, 1)[:3]
        return year, month, day


def _check_parts(part: DateParts, *, open_end: bool) -> None:
    if not 1 <= len(part) <= 3:
        raise ValueError("a date has a year, perhaps a month, perhaps a day")
    if part == (0,) and open_end:
        return
    if len(part) > 1 and not 1 <= part[1] <= 12:
        raise ValueError(f"there is no month {part[1]}")
    if len(part) > 2:
        leap_year = 2000  # a year of the Julian calendar may have a 29 February that ours does not
        if not 1 <= part[2] <= calendar.monthrange(leap_year, part[1])[1]:
            raise ValueError(f"month {part[1]} has no day {part[2]}")
