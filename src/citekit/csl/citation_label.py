"""Labels made of names and year, as ``Doe65`` or ``RoNo78`` (CSL 1.0.2, citation-label)."""

from __future__ import annotations

from citekit.csl import marks as m
from citekit.csl.item import Item
from citekit.csl.richtext import marked
from citekit.csl.textcase import STOP_WORDS
from citekit.csl.variables import NAME_VARIABLES

# How many letters each name gives, by the number of names.
_LETTERS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
_NAMED_BY = ("author", *sorted(NAME_VARIABLES - {"author"}))


def _in_alphabet(character: str) -> bool:
    """Whether a character is a digit, or a letter of an alphabet, not of a script of words or syllables."""
    return character.isalnum() and character < "\u2e80"


def made(item: Item) -> str:
    """Return the label of an item: from its data, else of its first names and the last two digits of its year.

    Names count up to the first one without letters. Without names, the title counts, but for its small words.
    """
    given = item.text.get("citation-label")
    if given:
        return given
    names = next((item.names[v] for v in _NAMED_BY if v in item.names), ())
    letters = ""
    for name, count in zip(names, _LETTERS[min(len(names), 4) - 1], strict=False):
        own = "".join(filter(_in_alphabet, name.family or name.literal))
        if not own:
            break
        letters += own[:count].capitalize()
    if not letters:
        words = m.plain(marked(item.text.get("title", ""))).split()
        letters = "".join(word for word in words if word not in STOP_WORDS)[:4].capitalize()
    date = item.dates.get("issued")
    year = str(abs(date.start[0]))[-2:] if date and date.start else "00"
    return letters + year
