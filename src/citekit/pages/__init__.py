"""What people read: bibliographies, citations, documents, reports."""

from citekit.pages.rendering import render_bibliography, render_citations, render_notes

__all__ = ["render_bibliography", "render_citations", "render_notes"]
