"""The audit: text against list, works against each other, print against style; a paper set in another style."""

from __future__ import annotations

from citekit.auditing.auditor import audit
from citekit.auditing.restyling import Restyled, restyle

__all__ = ["Restyled", "audit", "restyle"]
