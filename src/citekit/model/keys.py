"""Citation keys: short, ASCII, unique, and the same on every run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container
from zlib import crc32

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
    return key + _letters(_first_free(lambda n: key + _letters(n) not in taken))


class KeyFilter:
    """The keys of an endless stream, in a fixed amount of memory.

    A key that was added is always found. One that was not may be found as well, once in a hundred among a
    million keys: then it merely gets a letter that it did not need.
    """

    _BITS = 1 << 27

    def __init__(self) -> None:
        self._seen = bytearray(self._BITS // 8)

    def __contains__(self, key: object) -> bool:
        byte, bit = self._place(str(key))
        return bool(self._seen[byte] & bit)

    def add(self, key: str) -> None:
        """Remember a key."""
        byte, bit = self._place(key)
        self._seen[byte] |= bit

    def _place(self, key: str) -> tuple[int, int]:
        number = crc32(key.encode()) % self._BITS
        return number >> 3, 1 << (number & 7)


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


def _first_free(is_free: Callable[[int], bool]) -> int:
    """Return the first free number from 1 on, where those before it are taken; in few steps, however many."""
    high = 1
    while not is_free(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if is_free(middle):
            high = middle
        else:
            low = middle
    return high


def _letters(n: int) -> str:
    """Return b for 1, c for 2, … z, ba, bb, …"""
    letters = ""
    while n:
        n, digit = divmod(n, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
