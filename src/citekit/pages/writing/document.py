"""A document with citations, rendered: a Jinja2 template or Markdown."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from citekit.errors import CitekitError, SyntaxProblem
from citekit.model import Reference
from citekit.pages.writing.citing import Citing
from citekit.pages.writing.markdown import replace_citations

_TEMPLATE_SUFFIXES = (".j2", ".jinja", ".jinja2")
_FORMATS = {
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".qmd": "markdown",
    ".rst": "rst",
    ".rtf": "rtf",
    ".tex": "latex",
    ".txt": "text",
    ".typ": "typst",
}


def render_document(
    text: str,
    references: Iterable[Reference],
    *,
    name: str = "document.md",
    style: str | os.PathLike[str] = "apa",
    format: str | None = None,
    locale: str | None = None,
) -> str:
    """Return a document with its citations and bibliography in ``style``.

    ``name`` says what the text is: ``report.md.j2`` is a template that makes Markdown, ``paper.md`` Markdown with
    pandoc's citations. In a template ``cite``, ``nocite`` and ``bibliography`` are there to call; it runs in a
    sandbox. In a note style each citation becomes a footnote. Raises SyntaxProblem, UnknownKey (with the line),
    StyleNotFound, InvalidStyle.
    """
    citing = Citing(references)
    path = PurePath(name)
    is_template = path.suffix.lower() in _TEMPLATE_SUFFIXES
    target = path.with_suffix("").suffix if is_template else path.suffix
    chosen = format or _FORMATS.get(target.lower(), "markdown")
    try:
        marked = _run(text, name, citing) if is_template else replace_citations(text, citing)
    except CitekitError as error:
        error.path = error.path or name
        raise
    return citing.finish(marked, os.fspath(style), chosen, locale)


def _run(text: str, name: str, citing: Citing) -> str:
    """Run a template. Only what Jinja's sandbox allows can be called from it."""
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    values: dict[str, Any] = {
        "bibliography": citing.bibliography,
        "cite": citing.cite,
        "nocite": citing.nocite,
        "references": [reference.to_csl() for reference in citing.references.values()],
    }
    try:
        return environment.from_string(text).render(values)
    except TemplateSyntaxError as error:
        raise SyntaxProblem(error.message or "a mistake in the template", path=name, line=error.lineno) from None
    except CitekitError as error:
        error.line = error.line or _template_line()
        raise
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OverflowError) as error:
        raise SyntaxProblem(str(error), path=name, line=_template_line()) from None


def _template_line() -> int | None:
    """Return the line of the template at which the exception that is being handled came up."""
    frames = traceback.extract_tb(sys.exc_info()[2])
    return next((frame.lineno for frame in reversed(frames) if frame.filename == "<template>"), None)
