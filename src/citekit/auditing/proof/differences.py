"""Where two readings of one reference part, and in what way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from citekit.auditing.proof.tokens import Token
from citekit.model.keys import ascii_fold
from citekit.parse import tables


class Kind(StrEnum):
    """In what two readings differ."""

    LABEL = "label"
    DATE_ORDER = "date-order"
    DATE_FORM = "date-form"
    URL_BRACKETS = "url-brackets"
    FULL_STOP = "full-stop"
    PUNCTUATION = "punctuation"
    QUOTATION_MARKS = "quotation-marks"
    ITALICS = "italics"
    TITLE_FORM = "title-form"
    CAPITALS = "capitals"
    SPACING = "spacing"
    DASH = "dash"
    EXTRA = "extra-words"
    MISSING = "missing-words"
    WORDING = "wording"


class Difference(NamedTuple):
    """One difference. ``slot`` is where it stands among other marks and words, the same in every reference."""

    kind: Kind
    printed: str
    expected: str
    start: int
    end: int
    slot: tuple[str, ...]


_WORDS = ("word", "number", "url", "&")

_LABELS = (
    "vol vols volume volumes bd band t tome tom",
    "no nos nr nrs number numbers issue issues num n heft h",
    "p pp pg page pages s str pag",
    "ed eds edn edition editor editors hg hrsg",
    "ch chap chapter chapters cap kap",
    "trans transl translator translated by",
    "accessed retrieved visited web online available",
    "and & und et y e i",
)
LABEL_OF = {word: group.split()[0] for group in _LABELS for word in group.split()}


def differences(printed: Sequence[Token], expected: Sequence[Token]) -> list[Difference]:
    """Return the differences of two readings, in the order of the print."""
    matcher = SequenceMatcher(None, [t.text for t in printed], [t.text for t in expected], autojunk=False)
    changes: list[_Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            changes.extend(_spacing(printed, expected, a, c, b - a))
        else:
            changes.append(_Change(a, b, c, d))
    found = [_difference(printed, expected, change) for change in _merged(printed, expected, changes)]
    return _title_in_one(found)


_OF_A_TITLE = (Kind.TITLE_FORM, Kind.ITALICS, Kind.QUOTATION_MARKS, Kind.PUNCTUATION)


def _title_in_one(found: list[Difference]) -> list[Difference]:
    """A title in quotation marks for one in italics is one difference, from its opening to its closing mark."""
    opening = next((index for index, one in enumerate(found) if one.kind is Kind.TITLE_FORM), None)
    if opening is None:
        return found
    last = opening
    while last + 1 < len(found) and found[last + 1].kind in _OF_A_TITLE:
        last += 1
    one, closing = found[opening], found[last]
    if last == opening:
        return found
    joined = one._replace(
        printed=f"{one.printed} … {found[opening + 1].printed}",
        expected=f"{one.expected} … {found[opening + 1].expected}",
        end=closing.end,
    )
    return [*found[:opening], joined, *found[last + 1 :]]


class _Change(NamedTuple):
    """``printed[a:b]`` stands where the style has ``expected[c:d]``."""

    a: int
    b: int
    c: int
    d: int


def _spacing(
    printed: Sequence[Token], expected: Sequence[Token], a: int, c: int, length: int
) -> Iterator[_Change]:
    """Tokens that are equal, and a blank before one of them and not before the other."""
    for offset in range(1, length):
        left, right = printed[a + offset], expected[c + offset]
        if left.after_blank != right.after_blank:
            yield _Change(a + offset, a + offset + 1, c + offset, c + offset + 1)


def _merged(printed: Sequence[Token], expected: Sequence[Token], changes: list[_Change]) -> Iterator[_Change]:
    """Join what is one change in two pieces: the parts of a date, and words that few equal ones hold apart."""
    held: _Change | None = None
    for change in changes:
        if held is not None and _belongs(printed, expected, held, change):
            held = _Change(held.a, change.b, held.c, change.d)
            continue
        if held is not None:
            yield held
        held = change
    if held is not None:
        yield held


def _belongs(printed: Sequence[Token], expected: Sequence[Token], one: _Change, other: _Change) -> bool:
    gap = other.a - one.b
    if gap > 4:
        return False
    joined = _Change(one.a, other.b, one.c, other.d)
    left, right = printed[joined.a : joined.b], expected[joined.c : joined.d]
    if _is_date(left) and _is_date(right):
        return True
    wordy = all(
        any(token.kind in ("word", "number") for token in (*printed[c.a : c.b], *expected[c.c : c.d]))
        for c in (one, other)
    )
    return gap <= 2 and wordy


def _is_date(found: Sequence[Token]) -> bool:
    """Whether tokens can be part of one date: a month's name, numbers, commas, full stops."""
    months = [token for token in found if token.kind == "word"]
    return (
        bool(found)
        and len(months) <= 1
        and any(token.kind == "number" for token in found)
        and all(token.text.lower() in tables.numbered("months") for token in months)
        and all(token.kind in ("word", "number", ",", ".") for token in found)
    )


def _difference(printed: Sequence[Token], expected: Sequence[Token], change: _Change) -> Difference:
    left, right = printed[change.a : change.b], expected[change.c : change.d]
    kind = _kind(left, right)
    start, end = _extent(printed, change)
    before = expected[change.c - 1].kind if change.c else "start"
    after = expected[change.d].kind if change.d < len(expected) else "end"
    slot = _slot(kind, left, right, before, after)
    wide_left, wide_right = _shown(printed, change.a, change.b), _shown(expected, change.c, change.d)
    if kind is Kind.SPACING:
        start = printed[change.a - 1].start
        wide_left, wide_right = _from_word(printed, change.a, change.b), _from_word(expected, change.c, change.d)
    if kind is Kind.URL_BRACKETS:
        wide_left, wide_right = left[0].printed, right[0].printed
    return Difference(kind, wide_left, wide_right, start, end, slot)


def _slot(kind: Kind, left: Sequence[Token], right: Sequence[Token], before: str, after: str) -> tuple[str, ...]:
    """What must be the same for two differences to be one habit of the print."""
    match kind:
        case Kind.DATE_ORDER | Kind.DATE_FORM | Kind.CAPITALS | Kind.TITLE_FORM:
            return (kind.value,)
        case Kind.URL_BRACKETS:
            return (kind.value, "<" if right[0].text.startswith("<") else "")
        case Kind.SPACING:
            return (kind.value, before, right[0].kind, "apart" if right[0].after_blank else "joined")
        case Kind.LABEL:
            return (kind.value, _label(right) or _label(left) or "")
        case Kind.WORDING | Kind.EXTRA | Kind.MISSING:
            return (kind.value, _joined(right).casefold(), _joined(left).casefold())
        case _:
            return (kind.value, before, _joined(right), after)


def _kind(left: Sequence[Token], right: Sequence[Token]) -> Kind:
    one, other = _joined(left), _joined(right)
    if one == other:
        return Kind.SPACING
    if one.strip("<>") == other.strip("<>") and "://" in one:
        return Kind.URL_BRACKETS
    if _label(left) is not None and _label(left) == _label(right):
        return Kind.LABEL
    if one.casefold() == other.casefold():
        return Kind.CAPITALS
    marks = {token.text for token in (*left, *right)}
    if not any(token.kind in _WORDS for token in (*left, *right)):
        return _kind_of_marks(marks)
    if _is_date(left) and _is_date(right):
        same = sorted(t.text for t in left if t.text not in ",.") == sorted(
            t.text for t in right if t.text not in ",."
        )
        return Kind.DATE_ORDER if same else Kind.DATE_FORM
    if _is_abbreviated_month(left, right):
        return Kind.DATE_FORM
    if not right:
        return Kind.EXTRA
    if not left:
        return Kind.MISSING
    return Kind.WORDING


def _kind_of_marks(marks: set[str]) -> Kind:
    if marks & {'"', "'"} and "*" in marks:
        return Kind.TITLE_FORM
    if "*" in marks:
        return Kind.ITALICS
    if marks & {'"', "'"}:
        return Kind.QUOTATION_MARKS
    if marks and marks <= set("-‐‑–—−"):
        return Kind.DASH
    return Kind.FULL_STOP if marks == {"."} else Kind.PUNCTUATION


def _is_abbreviated_month(left: Sequence[Token], right: Sequence[Token]) -> bool:
    names = [[t.text.lower() for t in side if t.kind == "word"] for side in (left, right)]
    numbered = tables.numbered("months")
    return (
        all(len(side) == 1 and side[0] in numbered for side in names)
        and numbered[names[0][0]] == numbered[names[1][0]]
        and not any(t.kind == "number" for t in (*left, *right))
    )


def _label(found: Sequence[Token]) -> str | None:
    """The group of words that a label belongs to, where the tokens are one label and no more."""
    if any(token.kind not in ("word", ".", ":", ",", "&") for token in found):
        return None
    words = [ascii_fold(token.text).lower() for token in found if token.kind in ("word", "&")]
    return LABEL_OF.get(words[0]) if len(words) == 1 else None


def _joined(found: Sequence[Token]) -> str:
    return " ".join(token.text for token in found)


def _shown(found: Sequence[Token], start: int, end: int) -> str:
    """The words of a change as printed, with its neighbours where it is but a mark or a label."""
    if sum(1 for token in found[start:end] if token.kind in _WORDS) < 2:
        while start > 0 and (found[start].kind if start < len(found) else ".") not in _WORDS:
            start -= 1
        start = max(0, start - 1) if start == end else start
        end = min(len(found), end + 1)
        while end < len(found) and found[end - 1].kind not in _WORDS:
            end += 1
    return _run(found[start:end])


def _from_word(found: Sequence[Token], start: int, end: int) -> str:
    start = max(start - 1, 0)
    while start > 0 and found[start].kind not in _WORDS:
        start -= 1
    return _run(found[start:end])


def _run(found: Sequence[Token]) -> str:
    text = "".join((" " if token.after_blank else "") + token.printed for token in found)
    return re.sub(r"\s+", " ", text).strip()


def _extent(printed: Sequence[Token], change: _Change) -> tuple[int, int]:
    """Where the change is printed; for something that is not there, the place where it should be."""
    if change.a < change.b:
        return printed[change.a].start, printed[change.b - 1].end
    if change.a:
        return printed[change.a - 1].start, printed[change.a - 1].end
    return (printed[0].start, printed[0].end) if printed else (0, 0)
