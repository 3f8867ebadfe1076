"""The statistical labeller: a linear-chain conditional random field over the tokens of a citation.

The model is trained by ``python -m citekit.train``; ``model/CARD.md`` says from what. It is loaded when first
needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from citekit.errors import UnreadableInput
from citekit.parse.confidence import calibrated
from citekit.parse.fields import Labelled, Labelling
from citekit.parse.labelling import lexica, states
from citekit.parse.labelling.features import features
from citekit.parse.labelling.lexica import Lexicon
from citekit.parse.labelling.tokens import tokenize

OTHER = states.OTHER


class Model(NamedTuple):
    """A trained field and the lexicon that its features were made with."""

    tagger: Any
    lexicon: Lexicon

    def read(self, text: str) -> tuple[tuple[Labelled, ...], float]:
        """Return the most probable fields of ``text``, and the probability of all of its labels."""
        tokens = tokenize(text)
        if not tokens:
            return (), 0.0
        self.tagger.set(features(text, tokens, self.lexicon))
        chain = self.tagger.tag()
        fields = []
        position = 0
        for name, run in groupby(states.labels(chain)):
            length = sum(1 for _ in run)
            if name != OTHER:
                fields.append(Labelled(name, tokens[position].start, tokens[position + length - 1].end))
            position += length
        return tuple(fields), self.tagger.probability(chain)


def load(directory: Path) -> Model:
    """Return the model that ``python -m citekit.train`` wrote to ``directory``. Raises UnreadableInput."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    try:
        lexicon = lexica.read((directory / "lexicon.txt").read_text(encoding="utf-8"))
        tagger.open(str(directory / "labeller.crfsuite"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"no model of the labeller: {error}", path=str(directory)) from None
    return Model(tagger, lexicon)


@cache
def _shipped() -> Model:
    with as_file(files("citekit.parse").joinpath("model")) as directory:
        return load(directory)


_chosen: ContextVar[Model | None] = ContextVar("model", default=None)


@contextmanager
def using(model: Model) -> Iterator[None]:
    """Label with ``model`` instead of the one that is shipped: for measuring a model before it is."""
    token = _chosen.set(model)
    try:
        yield
    finally:
        _chosen.reset(token)


def _model() -> Model:
    return _chosen.get() or _shipped()


def lexicon_class(word: str) -> str | None:
    """Return the kind of field that a lower-case word is frequent in (see ``citekit.parse.labelling.lexica``)."""
    return _model().lexicon.kind(word)


def label(text: str) -> Labelling:
    """Return the most probable fields of ``text``, and the confidence that all of them are right."""
    fields, probability = _model().read(text)
    return Labelling(fields, confidence=calibrated(probability) if fields else 0.0)
