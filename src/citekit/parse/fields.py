"""What a labeller hands to the assembly: stretches of the printed text, each with the name of a field."""

from __future__ import annotations

from typing import NamedTuple


class Labelled(NamedTuple):
    """``text[start:end]`` is the printed ``field``.

    Fields are ``author``, ``editor``, ``translator``, ``director``, ``producer``, ``container-author``,
    ``title``, ``translated-title``, ``container``, ``series``, ``date``, ``day``, ``accessed``, ``volume``,
    ``issue``, ``pages``, ``locator``, ``chapter``, ``edition``, ``publisher``, ``place``, ``url``, ``doi``,
    ``isbn``, ``issn``, ``arxiv``, ``pmid``, ``pmcid``, ``genre``, ``medium``, ``number``, ``series-number``,
    ``volume-title``, ``archive``, ``source``, ``version``, ``extent``, ``citation-number``, ``citation-label``
    and ``note``.
    """

    field: str
    start: int
    end: int


class Labelling(NamedTuple):
    """The fields found in one citation. ``confidence`` is the labeller's own estimate; ``form`` what marks say.

    ``form`` is ``quoted`` or ``italic`` for a title set off by marks, ``interview`` for an interview, else empty.
    """

    fields: tuple[Labelled, ...]
    confidence: float | None = None
    form: str = ""

    def spans(self, field: str) -> list[tuple[int, int]]:
        """Return where ``field`` is printed, in order."""
        return [(one.start, one.end) for one in self.fields if one.field == field]


Fields = tuple[Labelled, ...]


def has(fields: Fields, *names: str) -> bool:
    """Tell whether one of ``names`` is among the fields."""
    return any(one.field in names for one in fields)


def added(fields: Fields, *more: Labelled) -> Fields:
    """Return the fields with ``more``, in the order of print."""
    return tuple(sorted((*fields, *more), key=lambda one: one.start))


def without(one: Labelled, start: int, end: int) -> Labelled | None:
    """Return what is left of a field before the stretch from ``start`` to ``end``, or else behind it."""
    if one.end <= start or one.start >= end:
        return one
    if one.start < start - 1:
        return one._replace(end=start)
    return one._replace(start=end) if one.end > end + 3 else None


def overlaid(fields: Fields, name: str, start: int, end: int) -> Fields:
    """Give a stretch its field, and cut it out of the fields it overlaps."""
    left = [without(one, start, end) for one in fields]
    return added(tuple(one for one in left if one is not None), Labelled(name, start, end))
