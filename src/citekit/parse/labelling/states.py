"""The states of the labeller's chain: the labels of fields, and between fields the field that ended last.

A chain of the first order forgets across punctuation and joining words which field came before them; so each of
these is in a state of its own for every field that may precede it. Fields that say little about what follows them
share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

OTHER = "O"
_SHARED = {
    "translator": "editor", "series": "container", "issue": "volume", "institution": "publisher",
    **dict.fromkeys("isbn medium genre crossref archive edition number doi url note".split(), "end"),
    "citation-number": "start",
}  # fmt: skip


def states(labels: Iterable[str]) -> list[str]:
    """Return the state of each token from its label."""
    chain = []
    last = "start"
    for label in labels:
        if label == OTHER:
            chain.append(f"{OTHER}:{last}")
        else:
            chain.append(label)
            last = _SHARED.get(label, label)
    return chain


def labels(chain: Sequence[str]) -> list[str]:
    """Return the label of each token from its state."""
    return [OTHER if state.startswith(f"{OTHER}:") else state for state in chain]
