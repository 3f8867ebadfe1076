"""What the proof found, as findings: one for each reference that breaks the habit of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from citekit.auditing.proof.comparison import Comparison
from citekit.auditing.proof.differences import Kind
from citekit.auditing.proof.habits import Habit, habits
from citekit.auditing.proof.tokens import quotation_shape
from citekit.auditing.wording import quoted
from citekit.model import Finding, Severity, Span

_SLIGHT = {Kind.SPACING, Kind.DASH, Kind.CAPITALS, Kind.TITLE_FORM, Kind.QUOTATION_MARKS}
_DECIDED_BY_MAJORITY = {
    Kind.LABEL, Kind.DATE_ORDER, Kind.DATE_FORM, Kind.URL_BRACKETS, Kind.FULL_STOP, Kind.PUNCTUATION, Kind.SPACING,
    Kind.DASH,
}  # fmt: skip
"""Marks and labels, which every reference has alike. What stands in italics or is printed at all depends on the
work and on how its record was read: there a majority against the style accuses nobody."""
_ENOUGH = 3  # references that show a habit of the paper where none follows the style

_HINTS = {
    Kind.LABEL: "use one word for it throughout",
    Kind.DATE_ORDER: "put day and month in the order of the others",
    Kind.DATE_FORM: "write the month as the others do",
    Kind.URL_BRACKETS: "set addresses in one way throughout",
    Kind.TITLE_FORM: "if it is another kind of work than the record says, correct the record's type",
    Kind.EXTRA: "if the words belong to a field of the record, the record is wrong",
    Kind.MISSING: "if the print has them in another place, the record is wrong",
    Kind.WORDING: "if the print is right, the record is wrong",
}


def proof_findings(
    comparisons: Sequence[Comparison], source: str, *, style_is_known: bool = True
) -> list[Finding]:
    """Return the inconsistencies of print that the comparison with a style shows.

    Where most references of the paper print what the style does not, they are right and the others are found;
    where none follows the style, one finding says so for all. Where the style was only inferred, words that differ
    are notices: they may be the habit of a style that is merely like it.
    """
    found = [finding for habit in habits(comparisons) for finding in _of_habit(habit, source)]
    if not style_is_known:
        found = [_as_notice(finding) if finding.code in _WORDS else finding for finding in found]
    return [*found, *_quotation_marks(comparisons, source)]


_WORDS = {f"print-differs-{kind.value}" for kind in (Kind.EXTRA, Kind.MISSING, Kind.WORDING)}


def _as_notice(finding: Finding) -> Finding:
    return finding.model_copy(update={"severity": Severity.INFO})


def _of_habit(habit: Habit, source: str) -> Iterator[Finding]:
    against, in_favour = len(habit.against), len(habit.in_favour)
    if against >= _ENOUGH and (in_favour == 0 or (against > in_favour and habit.kind not in _DECIDED_BY_MAJORITY)):
        yield _most_otherwise(habit, source)
    elif against > in_favour > 0:
        usual = habit.against[0][1]
        for one, place in habit.in_favour:
            yield _finding(
                habit.kind, one, place, source,
                f"printed {quoted(place.shift(-one.span.start).of(one.printed))}; "
                f"{_others(against)} as in {quoted(usual.printed)}",
            )  # fmt: skip
    else:
        for one, difference in habit.against:
            others = f", as {_others(in_favour)} it" if in_favour else ""
            printed, expected = (quoted(text, 70) for text in (difference.printed, difference.expected))
            yield _finding(
                habit.kind, one, one.place(difference), source,
                f"printed {printed}; the style has {expected}{others}",
            )  # fmt: skip


def _others(count: int) -> str:
    return "another prints" if count == 1 else f"{count} others print"


def _most_otherwise(habit: Habit, source: str) -> Finding:
    one, difference = habit.against[0]
    count = f"all {len(habit.against)} references with it print"
    if habit.in_favour:
        count = f"{len(habit.against)} references print, and {len(habit.in_favour)} do not,"
    return _finding(
        habit.kind, one, one.place(difference), source,
        f"{count} as in {quoted(difference.printed)}; the style has {quoted(difference.expected)}",
    )  # fmt: skip


def _finding(kind: Kind, one: Comparison, place: Span, source: str, message: str) -> Finding:
    return Finding(
        code=f"print-differs-{kind.value}",
        message=message,
        severity=Severity.INFO if kind in _SLIGHT else Severity.WARNING,
        span=place,
        source=source,
        key=one.key,
        hint=_HINTS.get(kind, "print it as the others"),
    )


def _quotation_marks(comparisons: Sequence[Comparison], source: str) -> Iterator[Finding]:
    """Straight quotation marks in some references and curly ones in others: one finding for the paper."""
    shapes = [(one, shape) for one in comparisons if (shape := quotation_shape(one.printed_tokens))]
    counts = Counter(shape for _, shape in shapes)
    if len(counts) < 2:
        return  # one shape, or none
    usual, rare = (shape for shape, _ in counts.most_common())
    odd = [one for one, shape in shapes if shape == rare]
    where = ", ".join(f"note {one.note}" if one.note is not None else one.key for one in odd[:40])
    yield Finding(
        code="print-differs-quotation-marks",
        message=f"{rare} in {counts[rare]} references, {usual} in {counts[usual]}: {where}",
        severity=Severity.INFO,
        span=odd[0].span,
        source=source,
        key=odd[0].key,
        hint="use one shape of quotation marks and apostrophes throughout",
    )
