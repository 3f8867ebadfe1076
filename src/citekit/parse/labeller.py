"""The statistical labeller: a linear-chain conditional random field over the tokens of a citation.

The model is trained by ``python -m citekit.train``; ``model/CARD.md`` says from what. It is loaded when first
needed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from typing import Any

from citekit.parse.confidence import calibrated
from citekit.parse.features import features
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.tokens import tokenize

OTHER = "O"


@cache
def _tagger() -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    with as_file(files("citekit.parse").joinpath("model", "labeller.crfsuite")) as path:
        tagger.open(str(path))
    return tagger


@cache
def _lexicon() -> dict[str, str]:
    text = files("citekit.parse").joinpath("model", "lexicon.txt").read_text(encoding="utf-8")
    lexicon: dict[str, str] = {}
    for line in text.splitlines():
        group, _, listed = line.partition(" ")
        lexicon |= dict.fromkeys(listed.split(), group)
    return lexicon


def lexicon_class(word: str) -> str | None:
    """Return the kind of field that a lower-case word is frequent in (see ``citekit.train.lexicon``)."""
    return _lexicon().get(word)


def label(text: str) -> Labelling:
    """Return the most probable fields of ``text``, and the confidence that all of them are right."""
    tokens = tokenize(text)
    if not tokens:
        return Labelling((), confidence=0.0)
    tagger = _tagger()
    tagger.set(features(text, tokens, _lexicon()))
    labels = tagger.tag()
    fields = []
    position = 0
    for name, run in groupby(labels):
        length = sum(1 for _ in run)
        if name != OTHER:
            fields.append(Labelled(name, tokens[position].start, tokens[position + length - 1].end))
        position += length
    return Labelling(tuple(fields), confidence=calibrated(tagger.probability(labels)))
