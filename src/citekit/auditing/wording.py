"""Printed words made comparable: quotation marks, dashes, case, accents."""

from __future__ import annotations

import re
from functools import lru_cache

from citekit.model.keys import ascii_fold

_PARAGRAPH = 120
"""Characters: the least that counts as a paragraph of running text."""
_ENDS = tuple('.!?”"’»)。')
_MARKERS = "⁰¹²³⁴⁵⁶⁷⁸⁹0123456789[]^,"


def has_a_paragraph(text: str) -> bool:
    """Tell whether ``text`` holds a paragraph of prose, on one line or wrapped; a marker may end it."""
    blocks = (" ".join(block.split()) for block in re.split(r"\n[^\S\n]*\n", text))
    return any(len(block) >= _PARAGRAPH and block.rstrip(_MARKERS).endswith(_ENDS) for block in blocks)


_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»″＂", '"'), **dict.fromkeys("‘’‚‛′‹›ʼ`´", "'")})
_DASHES = re.compile(r"\s?[‐‑‒–—―−]\s?|\s-\s")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def plain_marks(text: str) -> str:
    """Return ``text`` with straight quotation marks, hyphens for dashes, single blanks and no italics marks."""
    text = text.translate(_QUOTES).replace("*", "").replace("\u00ad", "")
    return " ".join(_DASHES.sub("-", text).split())


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts read alike but for marks, case and the punctuation at their ends."""
    return _edges(plain_marks(one)).casefold() == _edges(plain_marks(other)).casefold()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the letters and digits of ``text`` alone: no case, no accents, no punctuation."""
    return re.sub(r"[\W_]+", "", (ascii_fold(text) or text).lower())


def words(text: str) -> list[str]:
    """Return the words of ``text``, folded."""
    return [word for part in re.findall(r"[\w'’.]+", plain_marks(text)) if (word := folded(part))]


def is_short_title(short: str, full: str) -> bool:
    """Tell whether ``short`` is the beginning of ``full``, or a stretch of it, left whole at both ends."""
    if not balanced(short) or not (wanted := words(short)):
        return False
    there = words(full)
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1)) and (
        plain_marks(short).strip(" .,:;").casefold() in plain_marks(full).casefold()
    )


def balanced(text: str) -> bool:
    """Tell whether every bracket that ``text`` opens is closed in it, and the other way round."""
    open_: list[str] = []
    for character in text:
        if character in _PAIRS:
            open_.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not open_ or open_.pop() != character):
            return False
    return not open_


def _edges(text: str) -> str:
    return text.strip(" .,:;\"'")


def quoted(text: str, longest: int = 160) -> str:
    """Return printed words for a message: on one line, in quotation marks, cut where they are long."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = line[: longest - 1].rsplit(" ", 1)[0] + " …"
    return f"‘{line}’" if re.search(r"[“”\"]", line) else f"“{line}”"


def listing(parts: list[str]) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def distance(one: str, other: str, most: int) -> int:
    """Return the Levenshtein distance of two short texts, or ``most`` + 1 where it is greater."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for index, left in enumerate(one, 1):
        before, row = row, [index]
        for at, right in enumerate(other, 1):
            row.append(min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (left != right)))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
