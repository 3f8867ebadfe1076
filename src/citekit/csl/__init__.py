"""A CSL 1.0.2 processor, useful alone: it knows CSL-JSON, not our library."""

from __future__ import annotations

from citekit.csl.output.base import Layout, Output
from citekit.csl.processor import Entry, Processor

__all__ = ["Entry", "Layout", "Output", "Processor"]
