"""What the training data say of words and of whole names; made with the model, by ``citekit.train.lexicon``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_NAMES = "="


class Lexicon(NamedTuple):
    """``words`` to codes, whole ``names`` to ``C`` (containers), ``P`` (publishers) or ``L`` (places).

    A code is the letter of the field in which a word is most frequent (``a`` names, ``c`` containers, ``p``
    publishers, ``l`` places, ``t`` titles, ``n`` notes, ``-`` none), a digit for how regularly it stands there (3:
    in nine references of ten, 2: in seven, 1: in fewer), and with 1 the letter of the next frequent field.
    ``starts`` are the first words of the names.
    """

    words: Mapping[str, str]
    names: Mapping[str, str]
    starts: frozenset[str]

    def kind(self, word: str) -> str | None:
        """Return the letter of the field that a lower-case word regularly stands in, ``m`` if in several."""
        code = self.words.get(word)
        if code is None:
            return None
        return code[0] if code[1] > "1" and code[0] not in "-n" else "m"


def make(words: Mapping[str, str], names: Mapping[str, str]) -> Lexicon:
    """Return the lexicon of ``words`` and ``names``."""
    return Lexicon(words, names, frozenset(name.partition(" ")[0] for name in names))


def read(text: str) -> Lexicon:
    """Read what ``write`` wrote."""
    words: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in text.splitlines():
        code, _, listed = line.partition(" ")
        if code.startswith(_NAMES):
            names |= dict.fromkeys(listed.split("|"), code.removeprefix(_NAMES))
        else:
            words |= dict.fromkeys(listed.split(), code)
    return make(words, names)


def write(lexicon: Lexicon) -> str:
    """Return ``lexicon`` as text: one line a code, with its words; one line a class of names."""
    words = [code + " " + " ".join(_of(lexicon.words, code)) for code in sorted(set(lexicon.words.values()))]
    names = [
        f"{_NAMES}{code} " + "|".join(_of(lexicon.names, code)) for code in sorted(set(lexicon.names.values()))
    ]
    return "\n".join([*words, *names]) + "\n"


def _of(table: Mapping[str, str], code: str) -> list[str]:
    return sorted(entry for entry, one in table.items() if one == code)
