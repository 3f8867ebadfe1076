"""The audit: text against list, works against each other, print against style."""

from __future__ import annotations

from citekit.auditing.auditor import audit

__all__ = ["audit"]
