"""A paper's text with its notes, citations and list in another style."""

from __future__ import annotations

from citekit.auditing.restyling.edits import Change
from citekit.auditing.restyling.restyle import Restyled, restyle

__all__ = ["Change", "Restyled", "restyle"]
