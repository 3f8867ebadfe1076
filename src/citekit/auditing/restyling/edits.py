"""Changes to a text, kept apart from it until all are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from citekit.model import Source, Span


class Edit(NamedTuple):
    """``after`` in place of what ``span`` covers; an empty span inserts.

    ``what`` names it in the list of changes, where ``told`` stands for ``after`` if it is given; an edit without a
    name is not told there.
    """

    span: Span
    after: str
    what: str
    told: str | None = None


class Change(NamedTuple):
    """One change as a person reads it: line of the original, what was changed, the words before and after."""

    line: int
    what: str
    before: str
    after: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with the edits made. Of edits that overlap, the first counts."""
    parts, at = [], 0
    for edit in _in_order(edits):
        if edit.span.start < at:
            continue
        parts += [text[at : edit.span.start], edit.after]
        at = edit.span.end
    return "".join([*parts, text[at:]])


def changes(source: Source, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """Return the list of changes; edits that change nothing are left out."""
    return tuple(
        Change(source.position(edit.span.start)[0], edit.what, _line(source.at(edit.span)), _shown(edit))
        for edit in _in_order(edits)
        if edit.what and (edit.told is not None or source.at(edit.span) != edit.after)
    )


def _shown(edit: Edit) -> str:
    return _line(edit.after if edit.told is None else edit.told)


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))


def _line(text: str) -> str:
    return " ".join(text.split())
