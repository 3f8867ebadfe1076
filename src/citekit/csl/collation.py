"""Locale-aware order of text, with the standard library alone.

The order is that of the Unicode collation algorithm as the locales of the CLDR tailor it, in the form that suits
bibliographies: a blank sorts before everything, so that shorter words come first; punctuation does not count;
numbers sort by their value. See CSL 1.0.2, "Sorting"; the alphabets are data, in ``alphabets``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from citekit.csl.alphabets import (
    CYRILLIC,
    IDEOGRAPH_CODES,
    ROOT_EQUALS,
    ROOT_LETTERS,
    RULES,
    SCRIPTS,
    SCRIPTS_FIRST,
)

_Entry = TypeVar("_Entry")

_BLANK = "\x01"
_SYMBOL = {"Sk": "\x02", "So": "\x03", "Sm": "\x04", "Sc": "\x05"}
_NUMBER = "\x10"  # followed by how many digits there are, and the digits
_SCRIPT = 0x20  # the scripts' own marks, in the order of the language
_LETTER = 0x100
_AFTER = "\uffff"  # behind all words that begin with the letter before it

_VIRAMA = 9  # the combining class that marks a letter of Indic scripts, not an accent
_DIGITS = re.compile(r"\d+")
_TURKIC = {"tr", "az"}
_UPPER_FIRST = {"da", "mt"}
_ACCENTS = (
    "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304"  # acute first, macron last
)
_SMALL_KANA = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LENGTHENED = re.compile(r"([ぁ-ゖ])ー")
_THAI_VOWEL_FIRST = re.compile(r"([เ-ไ])([ก-ฮ])")


def sort_key(text: str, language: str) -> str:
    """Return what ``text`` sorts by in ``language`` (a tag such as ``sv-SE``): letters, not accents or case.

    Texts that differ only in accents, case or punctuation have equal keys, so that a style's next key decides.
    """
    return _collation(language).primary(text)


def full_sort_key(text: str, language: str) -> tuple[str, str, str]:
    """Return a key that also tells accents apart, then case: for lists that have no other order."""
    collation = _collation(language)
    return collation.primary(text), _accents(text), _case(text, collation.upper_first)


@lru_cache(maxsize=64)
def _collation(language: str) -> _Collation:
    return _Collation(language.replace("_", "-").lower())


class _Collation(dict[int, str]):
    """One language's order: a table from characters to weights that fills itself, and the letters of several."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.base = language.partition("-")[0]
        self.turkic = self.base in _TURKIC
        self.upper_first = self.base in _UPPER_FIRST
        self.encoding = _for_language(IDEOGRAPH_CODES, language, "")
        first = _for_language(SCRIPTS_FIRST, language, ())
        names = [name for name, _ in SCRIPTS]
        order = [*first, *(name for name in names if name not in first)]
        self.scripts = {name: chr(_SCRIPT + order.index(name)) for name in names}
        self.ranks: dict[str, str] = {}
        self.contractions: dict[str, str] = {}
        self._read_rules(_for_language(RULES, language, ""))
        longest_first = sorted(self.contractions, key=len, reverse=True)
        self.contraction = re.compile("|".join(longest_first)) if longest_first else None

    def primary(self, text: str) -> str:
        """Return the weights of the letters of ``text``."""
        if self.turkic:
            text = text.replace("İ", "i").replace("I", "ı")
        text = text.lower() if text.isascii() else self._normalise(text)
        if self.contraction is not None:
            text = self.contraction.sub(lambda match: self.contractions[match[0]], text)
        if _DIGITS.search(text) is None:
            return text.translate(self)
        weights, end = [], 0
        for match in _DIGITS.finditer(text):
            weights += [text[end : match.start()].translate(self), _number(match[0])]
            end = match.end()
        return "".join((*weights, text[end:].translate(self)))

    def _normalise(self, text: str) -> str:
        text = unicodedata.normalize("NFKC", text).lower()
        if self.base == "th":
            text = _THAI_VOWEL_FIRST.sub(r"\2\1", text)
        elif self.base == "ja":
            text = _LENGTHENED.sub(_vowel_again, text.translate(_KATAKANA_TO_HIRAGANA))
        return text

    def __missing__(self, code: int) -> str:
        weight = self[code] = self._weight(chr(code))
        return weight

    def _weight(self, char: str) -> str:
        """Return the weight of one character: its own, or that of what it is made of."""
        if char in self.ranks:
            return self.ranks[char]
        if char.isspace():
            return _BLANK
        parts = unicodedata.normalize("NFKD", char)
        if len(parts) > 1 and not "가" <= char <= "힣":
            return self._weight_of_parts(parts)
        kind = unicodedata.category(char)
        if kind in _SYMBOL:
            return _SYMBOL[kind] + char
        if kind[0] in "PCZ" or unicodedata.combining(char) not in (0, _VIRAMA):
            return ""
        return self._script_weight(char)

    def _weight_of_parts(self, parts: str) -> str:
        """Return the weight of a decomposed letter; one of its accents may make it a letter of the alphabet."""
        base, marks = parts[0], parts[1:]
        for mark in marks:
            letter = unicodedata.normalize("NFC", base + mark)
            if letter in self.ranks:
                return self.ranks[letter]
        return "".join(self._weight(part) for part in parts)

    def _script_weight(self, char: str) -> str:
        name = next((name for name, ranges in SCRIPTS if any(a <= ord(char) <= b for a, b in ranges)), "")
        if not name:
            return chr(_SCRIPT + len(SCRIPTS)) + char
        if name == "Kana":
            char = char.translate(_KATAKANA_TO_HIRAGANA).translate(_SMALL_KANA)
        elif name == "Hani":
            char = self._ideograph_weight(char)
        return self.scripts[name] + char

    def _ideograph_weight(self, char: str) -> str:
        """Return the place of an ideograph in the national character set; those outside of it follow."""
        try:
            data = char.encode(self.encoding) if self.encoding else b""
        except UnicodeEncodeError:
            data = b""
        return chr(int.from_bytes(data)) if 0 < len(data) <= 2 else "\U00010000" + char

    def _read_rules(self, rules: str) -> None:
        """Give every letter whose place is not simply its code point a weight, in the order that the rules say."""
        alphabets = {"Latn": list(ROOT_LETTERS), "Cyrl": list(CYRILLIC)}
        same_as: dict[str, str] = {}
        follows: dict[str, str] = {}
        for rule in f"{ROOT_EQUALS} {rules}".split():
            last = ""
            for sign, letter in re.findall(r"([<=]?)([^<=]+)", rule):
                if sign == "=":
                    same_as[letter] = last
                    continue
                if sign == "<":
                    same_as.pop(letter, None)
                    follows.update({} if _moved(letter, last, alphabets.values()) else {letter: last})
                last = letter
        for script, letters in alphabets.items():
            for rank, letter in enumerate(letters):
                self._set(letter, self.scripts[script] + chr(_LETTER + rank))
        for letter, last in follows.items():
            self._set(letter, self._weight(last) + _AFTER)
        for letter, other in same_as.items():
            self._set(letter, self.ranks.get(other) or "".join(map(self._weight, other)))

    def _set(self, letter: str, weight: str) -> None:
        self.ranks[letter] = weight
        if len(letter) > 1:
            stand_in = chr(0xE000 + len(self.contractions))
            self.contractions[letter] = stand_in
            self.ranks[stand_in] = weight


def _for_language(table: Mapping[str, _Entry], language: str, default: _Entry) -> _Entry:
    """Return the entry for the longest beginning of the language tag that the table has."""
    while language:
        if language in table:
            return table[language]
        language = language.rpartition("-")[0]
    return default


def _moved(letter: str, last: str, alphabets: Iterable[list[str]]) -> bool:
    """Put ``letter`` right after ``last`` in the alphabet that has it; False where none has it."""
    for letters in alphabets:
        if last in letters:
            if letter in letters:
                letters.remove(letter)
            letters.insert(letters.index(last) + 1, letter)
            return True
    return False


def _number(digits: str) -> str:
    """Return a weight that sorts numbers by value: first by their length, then by their digits."""
    plain = "".join(str(unicodedata.digit(char, 0)) for char in digits).lstrip("0")
    return f"{_NUMBER}{chr(_SCRIPT + len(plain))}{plain}"


def _vowel_again(match: re.Match[str]) -> str:
    """Write out a lengthened vowel: the last letter of the kana's name says which it is."""
    return match[1] + {"A": "あ", "I": "い", "U": "う", "E": "え", "O": "お"}.get(
        unicodedata.name(match[1])[-1], ""
    )


def _accents(text: str) -> str:
    """Return the second level: the accents of each letter in turn, and letters that are variants of others."""
    return "".join(
        chr(_ACCENTS.find(char) + 0x30)
        if unicodedata.combining(char)
        else ("!" if char.isascii() else f"!{_AFTER}{char}")
        for char in unicodedata.normalize("NFKD", text.lower())
        if unicodedata.category(char)[0] not in "PCZ"
    )


def _case(text: str, upper_first: bool) -> str:
    """Return the third level: small letters before capitals, or after them where the language has it so."""
    capital, small = ("0", "1") if upper_first else ("1", "0")
    return "".join(capital if char.isupper() else small for char in text if char.isalpha())
