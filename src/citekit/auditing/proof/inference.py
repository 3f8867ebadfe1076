"""Which of a few styles a paper follows: the one that reproduces most of what it prints."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from citekit.auditing.proof.comparison import Comparison, compare
from citekit.auditing.proof.differences import Kind
from citekit.model import Paper

Style = str | os.PathLike[str]

CANDIDATES: tuple[str, ...] = (
    "chicago-notes-bibliography",
    "chicago-author-date",
    "modern-language-association",
    "apa",
    "harvard-cite-them-right",
    "ieee",
    "elsevier-vancouver",
    "american-medical-association",
)
"""The styles that are tried where none is named."""

_SAMPLE = 40
_LEAST_PRINTED = 4
_LEAST_SHARE = 0.6
_PASSED_OVER = {Kind.URL_BRACKETS, Kind.CAPITALS, Kind.SPACING, Kind.DASH, Kind.QUOTATION_MARKS}


def infer_style(paper: Paper, candidates: Iterable[Style] = CANDIDATES) -> Style | None:
    """Return the style that reproduces most printed references of ``paper``, but for marks and capitals.

    None where no style reproduces three in five, or where too little is printed to tell.
    """
    best: tuple[float, Style] | None = None
    for style in candidates:
        share = _share(compare(paper, style, most=_SAMPLE))
        if share >= _LEAST_SHARE and (best is None or share > best[0]):
            best = (share, style)
    return best[1] if best else None


def _share(comparisons: Sequence[Comparison]) -> float:
    if len(comparisons) < _LEAST_PRINTED:
        return 0.0
    points = 0.0
    for one in comparisons:
        kinds = {difference.kind for difference in one.differences}
        points += 1.0 if not kinds else 0.9 if kinds <= _PASSED_OVER else 0.0
    return points / len(comparisons)
