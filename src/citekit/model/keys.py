"""Citation keys: short, ASCII, unique, and the same on every run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

from citekit.model.name import Name
from citekit.model.reference import Reference

_STOP_WORDS = frozenset("a an the der die das ein eine le la les un une il lo gli i el los las de du des".split())
_FOLDED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe",
                         "Œ": "OE", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i"})  # fmt: skip


def make_key(reference: Reference, taken: Container[str] = ()) -> str:
    """Return a key such as ``hosoya2018`` that is not in ``taken``: first author, or first title word, and year.

    A second work of the same author and year gets ``b``, the third ``c``.
    """
    names = reference.author or reference.editor or reference.translator
    stem = (_name_word(names[0]) if names else "") or _first_word(reference.title or "") or "anon"
    year = reference.issued.year if reference.issued else None
    key = f"{stem}{year if year is not None else ''}"
    if key not in taken:
        return key
    return next(candidate for n in count(1) if (candidate := key + _letters(n)) not in taken)


def ascii_fold(text: str) -> str:
    """Return ``text`` without diacritics, in ASCII; characters that have no such form are dropped."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def _name_word(name: Name) -> str:
    if name.literal:
        return _first_word(name.literal)
    return re.sub(r"[^a-z0-9]", "", ascii_fold(name.family or name.given or "").lower())


def _first_word(text: str) -> str:
    words: list[str] = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_fold(text).lower()))
    return next((word for word in words if word not in _STOP_WORDS), words[0] if words else "")


def _letters(n: int) -> str:
    """Return b for 1, c for 2, … z, ba, bb, …"""
    letters = ""
    while n:
        n, digit = divmod(n, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
