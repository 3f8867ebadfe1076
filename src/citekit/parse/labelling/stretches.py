"""The stretches of a citation between its separators: what each looks like as a whole, and what is around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from citekit.parse.labelling.lexica import Lexicon
from citekit.parse.labelling.token_cues import cues
from citekit.parse.labelling.tokens import Token
from citekit.parse.recognisers.marks import Mark
from citekit.parse.tables import fold, periodicals, words

_SEPARATORS = frozenset('.,;:()[]“”"«»‘?!')
_PREFIX = {"in": "in", "page": "pp", "volume": "vol", "issue": "no", "editor": "ed", "translator": "tr",
           "accessed": "acc", "al": "al", "thesis": "th", "see": "see"}  # fmt: skip
_TOLD = {"editor": "e", "publisher": "h", "thesis": "t", "report": "t"}
_FAR = 4
_LONG_JOURNALS, _SHORT_JOURNAL = ("J2c", "J3c", "J4c"), "J1c.."
"""How journals look that are hardly ones by chance: several words with capitals, or one that stands alone."""


class Stretches(NamedTuple):
    """``of[i]`` is the stretch of token ``i``; ``rows`` the features of each; ``edges`` a token's place in it."""

    of: list[int]
    rows: list[list[str]]
    edges: list[str]


def stretches(
    text: str, tokens: Sequence[Token], lowered: Sequence[str], lexicon: Lexicon, known: Sequence[str],
    marks: Sequence[Mark],
) -> Stretches:  # fmt: skip
    """Cut ``tokens`` at their separators and describe each stretch."""
    of, bounds = _cut(tokens)
    rows = [_alone(text, tokens, first, last) for first, last in bounds]
    worded = [i for i, (first, last) in enumerate(bounds) if first < last or tokens[first].kind != "mark"]
    kinds = ["^", *(_kind(tokens, lowered, *bounds[i], rows[i]) for i in worded), "$"]
    votes = ["^", *(_vote(lowered, lexicon, *bounds[i]) for i in worded), "$"]
    for place, i in enumerate(worded, 1):
        before, here, after = kinds[place - 1 : place + 2]
        row = rows[i]
        row += ("c0=" + here, f"c-={before}|{here}", f"c+={here}|{after}", f"c3={before}|{here}|{after}",
                "V=" + votes[place], f"V-={votes[place - 1]}|{votes[place]}",
                f"V+={votes[place]}|{votes[place + 1]}", f"Vc={votes[place]}|{here}")  # fmt: skip
        if place > 1:
            row.append(f"c--={kinds[place - 2]}|{before}|{here}")
    seen = [_content(tokens, lowered, known, marks, *bounds[i], kinds[n]) for n, i in enumerate(worded, 1)]
    for i, row in zip(worded, _history(seen, kinds), strict=True):
        rows[i] += row
    edges = []
    for i, stretch in enumerate(of):
        first, last = bounds[stretch]
        edges.append(f"e={'<' if i == first else ''}{'>' if i == last else ''}{min(i - first, 3)}")
    return Stretches(of, rows, edges)


def _cut(tokens: Sequence[Token]) -> tuple[list[int], list[tuple[int, int]]]:
    of: list[int] = []
    bounds: list[tuple[int, int]] = []
    fresh = True
    for i, token in enumerate(tokens):
        separates = token.kind == "mark" and token.text in _SEPARATORS
        if separates or fresh:
            bounds.append((i, i))
        else:
            bounds[-1] = (bounds[-1][0], i)
        fresh = separates
        of.append(len(bounds) - 1)
    return of, bounds


def _alone(text: str, tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """What a stretch is by itself: its length, its first word, the tables it is in, what follows it."""
    length = last - first + 1
    row = [f"ck={min(length, 8)}", "cf=" + tokens[first].text.lower()[:6]]
    if length == 1 and tokens[first].kind == "mark":
        return row
    printed = fold(text[tokens[first].start : tokens[last].end])
    if kind := periodicals().get(printed):
        row.append("C=per:" + kind)
    if printed in words("places"):
        row.append("C=place")
    if printed in words("publisher_words"):
        row.append("C=pub")
    if last + 1 < len(tokens):
        row.append("ce=" + tokens[last + 1].text[:1])
    return row


def _kind(tokens: Sequence[Token], lowered: Sequence[str], first: int, last: int, row: list[str]) -> str:
    """What a stretch looks like: a year ``Y``, numbers, an initial ``I``, an address ``U``, words."""
    known = next((feature[2:4] for feature in row if feature.startswith("C=")), "")
    if known:
        return known
    inside = tokens[first : last + 1]
    if any(token.kind in ("url", "doi") for token in inside):
        return "U"
    printed = [token.text for token in inside if token.kind == "word"]
    numbers = [token.text for token in inside if token.kind == "number"]
    if not printed:
        year = any(len(one) == 4 and "1400" <= one <= "2049" for one in numbers)
        return "Y" if year else f"n{min(len(numbers), 2)}" if numbers else "m"
    if len(printed[0]) == 1 and len(printed) == 1 and not numbers:
        return "I"
    cue = next((_PREFIX[kind] for kind in cues(printed[0].lower()) if kind in _PREFIX), "")
    capital = sum(word[0].isupper() for word in printed)
    size = "1" if len(printed) == 1 else "3" if len(printed) < 4 else "7" if len(printed) < 8 else "8"
    case = "C" if capital == len(printed) else "c" if capital * 2 > len(printed) else "l"
    return f"{cue}{size}{case}{'#' if numbers else ''}"


def _vote(lowered: Sequence[str], lexicon: Lexicon, first: int, last: int) -> str:
    """The fields that the words of a stretch speak for: the first, how clearly, and the next if it is close."""
    counts: dict[str, int] = {}
    known = 0
    for word in lowered[first : last + 1]:
        if code := lexicon.words.get(word):
            counts[code[0]] = counts.get(code[0], 0) + int(code[1])
            known += 3
    if not counts:
        return "-"
    ordered = sorted(counts, key=lambda one: (-counts[one], one))
    close = len(ordered) > 1 and counts[ordered[1]] * 2 >= counts[ordered[0]]
    return f"{ordered[0]}{3 * counts[ordered[0]] // known}{ordered[1] if close else ''}"


def _content(
    tokens: Sequence[Token], lowered: Sequence[str], known: Sequence[str], marks: Sequence[Mark],
    first: int, last: int, kind: str,
) -> str:  # fmt: skip
    """What a stretch holds that tells about those before and behind it, a letter each."""
    holds = ""
    alone = first == last and known[first].startswith(_SHORT_JOURNAL)
    if alone or any(known[k].startswith(_LONG_JOURNALS) for k in range(first, last + 1)):
        holds = "j"
    elif kind[0] in "YnU":
        holds = kind[0].lower()
    elif any(known[k].startswith("C") for k in range(first, last + 1)) or kind == "pe":
        holds = "c"
    elif any(known[k][:1] in ("P", "L") for k in range(first, last + 1)) or kind in ("pl", "pu"):
        holds = "p"
    said = cues(lowered[first])
    if "in" in said and tokens[first].text != "IN":
        holds += "i"
    spoken = {_TOLD[cue] for word in lowered[first : last + 1] for cue in cues(word) if cue in _TOLD}
    holds += "".join(sorted(spoken))
    if any(mark.start <= tokens[first].start < mark.end for mark in marks):
        holds += "q"
    if first and tokens[first - 1].text == ":" and kind[:1].isdigit():
        holds += ":"
    return holds


def _history(seen: Sequence[str], kinds: Sequence[str]) -> list[list[str]]:
    """For each stretch what has come before it and what is still to come, and how far numbers are."""
    count = len(seen)
    before, after = _gathered(seen), _gathered(seen[::-1])[::-1]
    following = []
    distance, next_kind = 0, "$"
    for here in reversed(kinds[1:-1]):
        following.append(f"{min(distance, _FAR)}{next_kind}")
        if here[0] in "YnU":
            distance, next_kind = 0, here
        elif here != "m":
            distance += 1
    following.reverse()
    rows = []
    end, end2 = kinds[-2], kinds[-3] if count > 1 else "^"
    distance = 2 * _FAR
    for n in range(count):
        here, left = kinds[n + 1], count - n - 1
        rows.append([
            "hb=" + before[n], "ha=" + after[n], f"hx={before[n]}|{after[n]}", "dn=" + following[n],
            f"dc={following[n]}|{here}", f"te={min(left, 6)}", f"E={end}|{min(left, 3)}",
            f"E2={end2}|{end}|{here}", f"dp={min(distance, _FAR)}|{following[n]}",
        ])  # fmt: skip
        if here[0] in "YnUI":
            distance = 0
        elif here != "m":
            distance += 1
    return rows


def _gathered(seen: Sequence[str]) -> list[str]:
    """The letters that came before each place."""
    letters: set[str] = set()
    gathered = []
    for one in seen:
        gathered.append("".join(sorted(letters)))
        letters.update(one)
    return gathered
