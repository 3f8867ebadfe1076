"""What the statistical labeller knows of each token: its shape, its neighbours, its place, the lists it is in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.parse.labelling.journals import journals
from citekit.parse.labelling.lexica import Lexicon
from citekit.parse.labelling.stretches import stretches
from citekit.parse.labelling.token_cues import cues, language, table_features
from citekit.parse.labelling.tokens import Token
from citekit.parse.recognisers.marks import Mark, find_marks

_SAID = frozenset("in page volume issue editor translator accessed publisher al and thesis see".split())
_ATTACHED = re.compile(r"[^\w\s]*\s?")
_LONGEST_NAME, _WIDEST_NAME = 6, 14


def features(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[list[str]]:
    """Return the features of each token of ``text``."""
    shapes = [_shape(token) for token in tokens]
    lowered = [
        token.text.lower() if token.kind == "word" else shape for token, shape in zip(tokens, shapes, strict=True)
    ]
    known = _known(tokens, lowered, lexicon)
    named = journals(tokens, lowered)
    alone = [_alone(token, lower, lexicon) for token, lower in zip(tokens, lowered, strict=True)]
    held = [one or (part and "J" + part) for one, part in zip(known, named, strict=True)]
    rows = _places(text, tokens, shapes, lowered, lexicon, held)
    for i, row in enumerate(rows):
        row += alone[i]
        row += ("b", "s=" + shapes[i], "w=" + lowered[i])
        row += _attached(text, tokens[i], shapes[i])
        if known[i]:
            row += ("K=" + known[i], "K0=" + known[i][0])
        _journal(row, i, named)
        _before(row, i, shapes, lowered)
        _behind(row, i, shapes, lowered)
        if i:
            row += ["-" + one for one in alone[i - 1] if one[0] in "LTQ"]
        if i + 1 < len(rows):
            row += ["+" + one for one in alone[i + 1] if one[0] in "LTQ"]
            if known[i + 1]:
                row.append("K+=" + known[i + 1])
        if i + 2 < len(rows):
            row += ["2+" + one for one in alone[i + 2] if one[0] == "Q"]
        if i > 1:
            row += ["2-" + one for one in alone[i - 2] if one[0] == "Q"]
    return rows


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


def _alone(token: Token, lower: str, lexicon: Lexicon) -> list[str]:
    """What a word is by itself: its tables, its beginning and end, the fields it is frequent in."""
    if token.kind != "word":
        return []
    row = [*table_features(token.text)]
    if len(lower) > 3:
        row += ("p3=" + lower[:3], "x3=" + lower[-3:], "x2=" + lower[-2:])
        if len(lower) > 5:
            row += ("x4=" + lower[-4:], "p4=" + lower[:4])
    if code := lexicon.words.get(lower):
        row += ("L=" + code, "L=" + code[0])
    elif token.text[0].isupper():
        row.append("L=unk")
    return row


def _attached(text: str, token: Token, shape: str) -> tuple[str, str, str]:
    """The marks printed right behind the token, with the blank, and the character right before it."""
    match = _ATTACHED.match(text, token.end)
    behind = match[0][:3] if match else ""
    return "f=" + behind, "sf=" + shape + behind, "bf=" + text[token.start - 1 : token.start] + "|" + behind


def _before(row: list[str], i: int, shapes: Sequence[str], lowered: Sequence[str]) -> None:
    if i == 0:
        row.append("bos")
        return
    row += ("s-1=" + shapes[i - 1], "w-1=" + lowered[i - 1], "s-1|s=" + shapes[i - 1] + "|" + shapes[i],
            "w-1|w=" + lowered[i - 1] + "|" + lowered[i])  # fmt: skip
    if i == 1:
        row.append("bos1")
        return
    row += ("s-2=" + shapes[i - 2], "w-2=" + lowered[i - 2],
            "s3<=" + shapes[i - 2] + "|" + shapes[i - 1] + "|" + shapes[i])  # fmt: skip
    if i > 2:
        row.append("w-3=" + lowered[i - 3])


def _journal(row: list[str], i: int, named: Sequence[str]) -> None:
    """Whether a known journal is named here, right before or right behind; see ``journals``."""
    if looks := named[i]:
        row += ("J=" + looks, "J1=" + looks[0] + looks[-1], "J2=" + looks[:-1])
    if i + 1 < len(named) and named[i + 1]:
        row.append("J+=" + named[i + 1])
    if i and named[i - 1]:
        row.append("J-=" + named[i - 1])


def _behind(row: list[str], i: int, shapes: Sequence[str], lowered: Sequence[str]) -> None:
    left = len(shapes) - 1 - i
    if left == 0:
        row.append("eos")
        return
    here = shapes[i] + "|" + shapes[i + 1]
    row += ("s+1=" + shapes[i + 1], "w+1=" + lowered[i + 1], "s|s+1=" + here)
    if i:
        row.append("s4=" + shapes[i - 1] + "|" + here)
    if left > 1:
        here += "|" + shapes[i + 2]
        row += ("s+2=" + shapes[i + 2], "w+2=" + lowered[i + 2], "s3>=" + here)
        if i:
            row.append("s5=" + shapes[i - 1] + "|" + here)
    if left > 2:
        row += ("s+3=" + shapes[i + 3], "w+3=" + lowered[i + 3])


def _known(tokens: Sequence[Token], lowered: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Where the longest names of the lexicon stand: the name's class and ``B``, ``I`` or ``E`` for its parts."""
    known = [""] * len(tokens)
    position = 0
    while position < len(tokens):
        found = None
        if lowered[position] in lexicon.starts:
            found = _name_at(position, tokens, lowered, lexicon)
        if found is None:
            position += 1
            continue
        end, code = found
        known[position : end + 1] = [code + "B", *[code + "I"] * (end - position - 1), code + "E"]
        position = end + 1
    return known


def _name_at(
    position: int, tokens: Sequence[Token], lowered: Sequence[str], lexicon: Lexicon
) -> tuple[int, str] | None:
    parts = [lowered[position]]
    found = None
    for place in range(position + 1, min(position + _WIDEST_NAME, len(tokens))):
        token = tokens[place]
        if token.kind == "word":
            parts.append(lowered[place])
            if len(parts) > _LONGEST_NAME:
                break
            if code := lexicon.names.get(" ".join(parts)):
                found = place, code
        elif token.text not in ".-&/–" and token.kind != "tag":
            break
    return found


def _places(
    text: str, tokens: Sequence[Token], shapes: Sequence[str], lowered: Sequence[str], lexicon: Lexicon,
    known: Sequence[str],
) -> list[list[str]]:  # fmt: skip
    """Features of place: in quotation marks or italics, in parentheses, in which clause, after what."""
    marks: list[Mark] = find_marks(text)
    first_year = next((i for i, shape in enumerate(shapes) if shape == "Y"), -1)
    year_place = "none" if first_year < 0 else "early" if first_year * 5 < len(shapes) * 2 else "late"
    spoken = language(lowered)
    cut = stretches(text, tokens, lowered, lexicon, known, marks)
    rows: list[list[str]] = []
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
        quote = (marks[mark_index].kind[0] if inside else "-") + ("s" if seen_mark else "")
        year = f"{year_place}|{int(seen_year)}"
        rows.append([
            f"pos={min(10 * i // len(tokens), 9)}", "q=" + quote, f"d={min(depth, 2)}", f"cl={min(clause, 6)}",
            "cue=" + cue, "yr=" + year, f"yc={year}|{min(clause, 4)}", f"qc={quote}|{min(clause, 3)}",
            *cut.rows[cut.of[i]], "lang=" + spoken, f"ls={spoken}|{shapes[i]}", cut.edges[i],
        ])  # fmt: skip
        if token.text in (")", "]"):
            depth = max(0, depth - 1)
        if shapes[i] == "Y":
            seen_year = True
        if token.kind == "mark" and token.text in ".,;:" and not (i and shapes[i - 1] in ("X", "x")):
            clause += token.text in ".;:" or clause > 0
        if token.kind == "word" and (said := next((one for one in cues(lowered[i]) if one in _SAID), "")):
            cue = said
    return rows
