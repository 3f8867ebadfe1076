"""Print held against style: every reference as its paper's style prints it, and as the paper does."""

from __future__ import annotations

from citekit.auditing.proof.comparison import Comparison, compare
from citekit.auditing.proof.differences import Difference, Kind
from citekit.auditing.proof.findings import proof_findings
from citekit.auditing.proof.inference import CANDIDATES, infer_style

__all__ = ["CANDIDATES", "Comparison", "Difference", "Kind", "compare", "infer_style", "proof_findings"]
