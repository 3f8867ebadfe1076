"""Dates in words and figures, as references of several languages print them."""

from __future__ import annotations

import random

from citekit.train.tables import by_language

_SEASONS = ("Spring", "Summer", "Fall", "Autumn", "Winter")
_POINTED = ("de", "da", "cs")  # languages with a point behind the day


def written(rng: random.Random, year: int, language: str, form: str) -> str:
    """Return a date of a year, or the part of one that is asked for: ``full``, ``issue``, ``month``, ``days`` …"""
    months = by_language("words", "months", language)
    number, day = rng.randrange(12), rng.randint(1, 28)
    month = months[number]
    short = month[:3] + rng.choice([".", "", "."]) if len(month) > 4 else month
    if form == "full":
        return _day(rng, language, day, number, month, short, year)
    if form == "issue":
        return _issue(rng, language, day, month, months[(number + 1) % 12], short, year)
    return {
        "month": month, "short": short.rstrip("."), "day month": f"{day} {month}", "month day": f"{month} {day}",
        "months": f"{month[:3]}./{months[(number + 2) % 12][:3]}.",
        "days": f"{day}-{day + rng.randint(1, 3)} {month} {year}",
    }[form]  # fmt: skip


def _day(rng: random.Random, language: str, day: int, number: int, month: str, short: str, year: int) -> str:
    """A whole date."""
    if language in _POINTED:
        return rng.choice(
            [f"{day}. {month} {year}", f"{day}.{number + 1}.{year}", f"{day:02}.{number + 1:02}.{year}",
             f"{day}. {number + 1}. {year}"]
        )  # fmt: skip
    if language != "en":
        return rng.choice([f"{day} {month} {year}"] * 3 + [f"{day}/{number + 1}/{year}"])
    return rng.choice([
        f"{day} {month} {year}", f"{month} {day}, {year}", f"{short} {day}, {year}", f"{day} {short} {year}",
        f"{number + 1}/{day}/{year}", f"{year}-{number + 1:02}-{day:02}",
    ])  # fmt: skip


def _issue(rng: random.Random, language: str, day: int, month: str, later: str, short: str, year: int) -> str:
    """The date of an issue or a meeting: a year, with its month or season or days as often as without."""
    forms = [f"{month} {year}"] * 5 + [str(year)] * 4 + [f"{short} {year}", f"{month}-{later} {year}"]
    if language == "en":
        forms += [
            f"{month}, {year}", f"{rng.choice(_SEASONS)} {year}", f"{short} {day}-{day + 2}, {year}",
            f"{day}-{day + 3} {month} {year}",
        ]  # fmt: skip
    return rng.choice(forms)
