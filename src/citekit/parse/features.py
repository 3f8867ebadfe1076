"""What the statistical labeller knows of each token: its shape, its neighbours, its place, the lists it is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from citekit.parse.marks import find_marks
from citekit.parse.tables import fold, numbered, periodicals, words
from citekit.parse.tokens import Token

Lexicon = Mapping[str, str]
"""Word to the classes it is frequent in, such as ``author`` or ``publisher``; made with the model."""

_ROMAN = re.compile(
    r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|"
    r"v?i{0,3})"
)
_CHUNK_END = frozenset('.,;:()[]“”"«»‘?!')
_CUES = {
    word: cue
    for cue, listed in {
        "in": "in",
        "In": "In",
        "pp": "pp p",
        "S": "S",
        "vol": "vol Vol Bd",
        "no": "no No nr Nr",
        "ed": "eds ed Eds Ed Hrsg Hg cura",
        "tr": "trans",
        "acc": "accessed Accessed Retrieved retrieved",
        "press": "press Press Verlag",
        "et": "et",
        "al": "al",
        "and": "and und e y",
    }.items()
    for word in listed.split()
}


def _shape(token: Token) -> str:
    text = token.text
    if token.kind != "word":
        if token.kind != "number":
            return token.kind if token.kind != "mark" else text
        if len(text) == 4 and "1400" <= text <= "2049":
            return "Y"
        return f"d{min(len(text), 5)}"
    if len(text) == 1:
        return "X" if text.isupper() else "x"
    if text.isupper():
        return "XX" if len(text) > 3 else "XX3"
    if text[0].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    return "xx" if text.islower() else "xX"


@cache
def _place_words() -> frozenset[str]:
    return frozenset(word for entry in words("places") for word in re.findall(r"\w{3,}", entry))


@cache
def _table_classes(word: str) -> tuple[str, ...]:
    """The tables a word is in; cached, as the vocabulary of a bibliography is small."""
    folded = fold(word)
    found = []
    if word.lower() in numbered("months"):
        found.append("T=month")
    if folded in _place_words():
        found.append("T=place")
    if folded in words("publisher_words"):
        found.append("T=pub")
    if folded in words("organisation_words"):
        found.append("T=org")
    if folded in words("japanese_surnames") or folded in words("chinese_surnames"):
        found.append("T=sur")
    if _ROMAN.fullmatch(word):
        found.append("T=rom")
    return tuple(found)


def features(text: str, tokens: list[Token], lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each token of ``text``."""
    base = [_base(token, lexicon) for token in tokens]
    shapes = [_shape(token) for token in tokens]
    lowered = [
        token.text.lower() if token.kind == "word" else shape for token, shape in zip(tokens, shapes, strict=True)
    ]
    context = _contexts(text, tokens, shapes)
    count = len(tokens)
    rows = []
    for i in range(count):
        row = ["b", *base[i], *context[i], "s=" + shapes[i], "w=" + lowered[i]]
        if i:
            row += ("s-1=" + shapes[i - 1], "w-1=" + lowered[i - 1], "s-1|s=" + shapes[i - 1] + "|" + shapes[i])
            if i > 1:
                row += ("s-2=" + shapes[i - 2], "w-2=" + lowered[i - 2],
                        "s3<=" + shapes[i - 2] + "|" + shapes[i - 1] + "|" + shapes[i])  # fmt: skip
                if i > 2:
                    row.append("w-3=" + lowered[i - 3])
            else:
                row.append("bos1")
        else:
            row.append("bos")
        if i + 1 < count:
            row += ("s+1=" + shapes[i + 1], "w+1=" + lowered[i + 1], "s|s+1=" + shapes[i] + "|" + shapes[i + 1])
            if i + 2 < count:
                row += ("s+2=" + shapes[i + 2], "w+2=" + lowered[i + 2],
                        "s3>=" + shapes[i] + "|" + shapes[i + 1] + "|" + shapes[i + 2])  # fmt: skip
                if i + 3 < count:
                    row += ("s+3=" + shapes[i + 3], "w+3=" + lowered[i + 3])
        else:
            row.append("eos")
        rows.append(row)
    return rows


def _base(token: Token, lexicon: Lexicon) -> list[str]:
    if token.kind != "word":
        return []
    text = token.text
    lower = text.lower()
    row = [*_table_classes(text)]
    if len(lower) > 3:
        row += ("p3=" + lower[:3], "x3=" + lower[-3:])
        if len(lower) > 5:
            row.append("x4=" + lower[-4:])
    if classes := lexicon.get(lower):
        row += ["L=" + one for one in classes.split()]
    elif text[0].isupper():
        row.append("L=unk")
    return row


def _contexts(text: str, tokens: list[Token], shapes: list[str]) -> list[list[str]]:
    """Features of place: in quotation marks or italics, in parentheses, in which clause, after what."""
    marks = find_marks(text)
    first_year = next((i for i, shape in enumerate(shapes) if shape == "Y"), -1)
    year_place = "none" if first_year < 0 else "early" if first_year * 5 < len(shapes) * 2 else "late"
    chunk_of, chunks = _chunks(text, tokens)
    contexts: list[list[str]] = []
    mark_index = depth = clause = 0
    seen_year = seen_mark = False
    cue = "-"
    for i, token in enumerate(tokens):
        while mark_index < len(marks) and marks[mark_index].end <= token.start:
            mark_index += 1
            seen_mark = True
        inside = mark_index < len(marks) and marks[mark_index].start <= token.start
        if token.text in ("(", "["):
            depth += 1
        place = min(10 * i // len(tokens), 9)
        quote = (marks[mark_index].kind[0] if inside else "-") + ("s" if seen_mark else "")
        row = [
            f"pos={place}", f"q={quote}", f"d={min(depth, 2)}", f"cl={min(clause, 6)}", "cue=" + cue,
            f"yr={year_place}|{int(seen_year)}", f"yc={year_place}|{int(seen_year)}|{min(clause, 4)}",
            f"qc={quote}|{min(clause, 3)}", *chunks[chunk_of[i]],
        ]  # fmt: skip
        contexts.append(row)
        if token.text in (")", "]"):
            depth = max(0, depth - 1)
        if shapes[i] == "Y":
            seen_year = True
        if token.kind == "mark" and token.text in ".,;:" and not (i and shapes[i - 1] in ("X", "x")):
            clause += token.text in ".;:" or clause > 0
        if token.text in _CUES:
            cue = _CUES[token.text]
    return contexts


def _chunks(text: str, tokens: list[Token]) -> tuple[list[int], list[list[str]]]:
    """Stretches between separators: which one each token is in, and what the stretch as a whole looks like."""
    chunk_of: list[int] = []
    bounds: list[list[int]] = []
    fresh = True
    for i, token in enumerate(tokens):
        if token.kind == "mark" and token.text in _CHUNK_END:
            fresh = True
            bounds.append([i, i])
        elif fresh:
            bounds.append([i, i])
            fresh = False
        else:
            bounds[-1][1] = i
        chunk_of.append(len(bounds) - 1)
    rows = [_chunk_features(text, tokens, first, last) for first, last in bounds]
    worded = [i for i, (first, last) in enumerate(bounds) if first < last or tokens[first].kind != "mark"]
    kinds = ["^", *(_chunk_kind(tokens, bounds[i][0], bounds[i][1], rows[i]) for i in worded), "$"]
    for place, i in enumerate(worded, 1):
        before, here, after = kinds[place - 1 : place + 2]
        rows[i] += ("c0=" + here, f"c-={before}|{here}", f"c+={here}|{after}", f"c3={before}|{here}|{after}")
        if place > 1:
            rows[i].append(f"c--={kinds[place - 2]}|{before}|{here}")
    return chunk_of, rows


def _chunk_kind(tokens: list[Token], first: int, last: int, row: list[str]) -> str:
    """What a stretch between separators looks like: a year, numbers, initials, a known name, words."""
    known = next((feature[2:4] for feature in row if feature.startswith("C=")), "")
    if known:
        return known
    inside = tokens[first : last + 1]
    if any(token.kind in ("url", "doi") for token in inside):
        return "U"
    words = [token.text for token in inside if token.kind == "word"]
    numbers = [token.text for token in inside if token.kind == "number"]
    if not words:
        year = any(len(one) == 4 and "1400" <= one <= "2049" for one in numbers)
        return "Y" if year else f"n{min(len(numbers), 2)}" if numbers else "m"
    if len(words[0]) == 1 and len(words) == 1 and not numbers:
        return "I"
    cue = _CUES.get(words[0], "")
    capital = sum(word[0].isupper() for word in words)
    size = "1" if len(words) == 1 else "3" if len(words) < 4 else "7" if len(words) < 8 else "8"
    case = "C" if capital == len(words) else "c" if capital * 2 > len(words) else "l"
    return f"{cue}{size}{case}{'#' if numbers else ''}"


def _chunk_features(text: str, tokens: list[Token], first: int, last: int) -> list[str]:
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
