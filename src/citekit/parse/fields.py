"""What a labeller hands to the assembly: stretches of the printed text, each with the name of a field."""

from __future__ import annotations

from typing import NamedTuple


class Labelled(NamedTuple):
    """``text[start:end]`` is the printed ``field``.

    Fields are ``author``, ``editor``, ``translator``, ``title``, ``translated-title``, ``container``, ``series``,
    ``date``, ``accessed``, ``volume``, ``issue``, ``pages``, ``locator``, ``chapter``, ``edition``, ``publisher``,
    ``place``, ``url``, ``doi``, ``isbn``, ``issn``, ``arxiv``, ``pmid``, ``pmcid``, ``genre``, ``medium``,
    ``number``, ``series-number``, ``volume-title``, ``archive``, ``citation-number``, ``citation-label``
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
