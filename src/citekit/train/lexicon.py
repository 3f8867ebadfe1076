"""Words that are frequent in one field, names of containers, publishers and places: learnt from the corpora."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby

from citekit.parse.labelling.lexica import Lexicon, make
from citekit.train.corpora import Example

_CLASSES = {
    "author": "a", "editor": "a", "translator": "a", "container": "c", "series": "c", "publisher": "p",
    "institution": "p", "place": "l", "title": "t", "note": "n", "genre": "n",
}  # fmt: skip
_NAMES = {"container": "C", "series": "C", "publisher": "P", "institution": "P", "place": "L"}
_LONGEST = 6  # words of a name
_REGULAR, _OFTEN = 0.9, 0.7


def make_lexicon(examples: Iterable[Example], *, at_least: int = 3, names_at_least: int = 2) -> Lexicon:
    """Return the words seen in ``at_least`` references, and the names seen ``names_at_least`` times."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word, letter in {
            (token.text.lower(), _CLASSES.get(label, "-"))
            for token, label in zip(example.tokens, example.labels, strict=True)
            if token.kind == "word" and len(token.text) > 1
        }:
            seen[word][letter] += 1
        position = 0
        for label, run in groupby(example.labels):
            length = len(list(run))
            if label in _NAMES:
                inside = example.tokens[position : position + length]
                parts = [token.text.lower() for token in inside if token.kind == "word"]
                if 1 < len(parts) <= _LONGEST:
                    names[" ".join(parts)][_NAMES[label]] += 1
            position += length
    return make(
        {word: _code(counts) for word, counts in sorted(seen.items()) if counts.total() >= at_least},
        {
            name: max(counts, key=lambda one: (counts[one], one))
            for name, counts in sorted(names.items())
            if max(counts.values()) >= names_at_least
        },
    )


def _code(counts: Counter[str]) -> str:
    """See ``citekit.parse.labelling.lexica``."""
    ordered = sorted(counts, key=lambda letter: (-counts[letter], letter))
    share = counts[ordered[0]] / counts.total()
    code = ordered[0] + ("3" if share >= _REGULAR else "2" if share >= _OFTEN else "1")
    return code + ordered[1] if share < _OFTEN else code
