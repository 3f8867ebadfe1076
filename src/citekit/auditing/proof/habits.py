"""The paper's own majority form: what most of its references do is right in it, the rest is inconsistent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from citekit.auditing.proof.comparison import Comparison
from citekit.auditing.proof.differences import LABEL_OF, Difference, Kind
from citekit.auditing.proof.tokens import Token
from citekit.model import Span
from citekit.parse import tables


class Habit(NamedTuple):
    """One way in which print and style differ: who prints it otherwise, and who as the style has it."""

    kind: Kind
    against: list[tuple[Comparison, Difference]]
    in_favour: list[tuple[Comparison, Span]]


def habits(comparisons: Sequence[Comparison]) -> list[Habit]:
    """Return every way in which references differ from the style, with those that do not."""
    against: dict[tuple[str, ...], list[tuple[Comparison, Difference]]] = defaultdict(list)
    for one in comparisons:
        for difference in one.differences:
            against[_slot(one, difference)].append((one, difference))
    return [
        Habit(found[0][1].kind, found, _in_favour(comparisons, slot, found)) for slot, found in against.items()
    ]


def _slot(one: Comparison, difference: Difference) -> tuple[str, ...]:
    """Whether a title stands in italics or in quotation marks is decided for each kind of work."""
    return (*difference.slot, one.work_type) if difference.kind is Kind.TITLE_FORM else difference.slot


def _in_favour(
    comparisons: Sequence[Comparison], slot: tuple[str, ...], against: list[tuple[Comparison, Difference]]
) -> list[tuple[Comparison, Span]]:
    differing = {id(one) for one, _ in against}
    return [
        (one, Span(*place).shift(one.span.start))
        for one in comparisons
        if id(one) not in differing and (place := _agrees(one, slot))
    ]


def _agrees(one: Comparison, slot: tuple[str, ...]) -> tuple[int, int] | None:
    """Where a reference prints what the style wants in this slot; None where it has no occasion to."""
    printed = one.printed_tokens
    match Kind(slot[0]):
        case Kind.URL_BRACKETS:
            urls = (t for t in printed if t.kind == "url" and t.text.startswith("<") == bool(slot[1]))
            return next(((t.start, t.end) for t in urls), None)
        case Kind.LABEL:
            labels = (t for t in printed if LABEL_OF.get(t.text.lower()) == slot[1])
            return next(((t.start, t.end) for t in labels), None)
        case Kind.TITLE_FORM:
            return (0, printed[0].end) if printed and one.work_type == slot[-1] else None
        case Kind.CAPITALS:
            return (0, printed[0].end) if printed else None
        case Kind.DATE_ORDER | Kind.DATE_FORM:
            months = (t for t in printed if t.text.lower() in tables.numbered("months"))
            return next(((t.start, t.end) for t in months), None)
        case Kind.SPACING:
            return next(_spaced(printed, slot), None)
        case Kind.EXTRA | Kind.MISSING | Kind.WORDING:
            return (0, printed[0].end) if slot[1] and slot[1] in _text(printed) else None
        case _:
            return next(_between(printed, slot), None)


def _text(found: Sequence[Token]) -> str:
    return " ".join(token.text for token in found).casefold()


def _spaced(found: Sequence[Token], slot: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    _, before, kind, wanted = slot
    for left, right in pairwise(found):
        if left.kind == before and right.kind == kind and right.after_blank == (wanted == "apart"):
            yield left.start, right.end


def _between(found: Sequence[Token], slot: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The marks of a slot between neighbours of its kinds."""
    _, before, marks, after = slot
    wanted = marks.split()
    kinds = ["start", *(token.kind for token in found), "end"]
    texts = ["", *(token.text for token in found), ""]
    for at in range(1, len(kinds) - len(wanted)):
        if kinds[at - 1] == before and texts[at : at + len(wanted)] == wanted and kinds[at + len(wanted)] == after:
            first, last = max(at - 1, 1) - 1, min(at + len(wanted), len(found)) - 1
            while first > 0 and found[first].kind not in ("word", "number", "url"):
                first -= 1
            while last + 1 < len(found) and found[last].kind not in ("word", "number", "url"):
                last += 1
            yield found[first].start, found[last].end
