"""Print held against style: every reference rendered as its paper's style would, and compared with what is printed."""

from __future__ import annotations

from citekit.auditing.proof.comparison import Comparison, compare
from citekit.auditing.proof.differences import Difference


__all__ = ["Comparison", "Difference", "compare"]
