"""Deduplication: which records are of one work, which belong together, and why.

The parts are pure and work on batches: ``columns_of`` normalises, ``candidate_pairs`` blocks, ``compare`` and
``score`` judge a pair; ``deduplicate`` puts them together.
"""

from citekit.dedupe.blocking import candidate_pairs
from citekit.dedupe.columns import Columns, columns, columns_of
from citekit.dedupe.comparison import Comparison, compare
from citekit.dedupe.deduplication import deduplicate
from citekit.dedupe.merging import merge
from citekit.dedupe.relations import Relation
from citekit.dedupe.result import Deduplication, DuplicateCluster, ProposedPair, RelatedPair
from citekit.dedupe.scoring import MERGE, PROPOSE, PairScore, score

__all__ = [
    "MERGE",
    "PROPOSE",
    "Columns",
    "Comparison",
    "Deduplication",
    "DuplicateCluster",
    "PairScore",
    "ProposedPair",
    "RelatedPair",
    "Relation",
    "candidate_pairs",
    "columns",
    "columns_of",
    "compare",
    "deduplicate",
    "merge",
    "score",
]
