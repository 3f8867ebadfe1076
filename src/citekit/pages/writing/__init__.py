"""Documents with citations in them: templates, Markdown and LaTeX."""

from citekit.pages.writing.document import render_document
from citekit.pages.writing.keys import CitedKey, cited_keys, cited_references

__all__ = ["CitedKey", "cited_keys", "cited_references", "render_document"]
