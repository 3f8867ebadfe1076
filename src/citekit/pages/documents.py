"""Bibliographies as whole documents that a browser or LaTeX opens as they are."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

_TEMPLATES = {"html": "bibliography.html.j2", "latex": "bibliography.tex.j2"}


def bibliography_document(bibliography: str, format: str, *, title: str, language: str = "en") -> str:
    """Wrap a rendered bibliography into a document of its format; formats that need no wrapping are left alone.

    ``title`` is plain text; it becomes the document's title and heading.
    """
    if format not in _TEMPLATES:
        return bibliography
    if format == "latex":
        title = _latex_text(title)
    template = _environment(format).get_template(_TEMPLATES[format])
    return template.render(title=title, language=language, bibliography=bibliography)


@cache
def _environment(format: str) -> Environment:
    """Return the templates' environment; LaTeX has marks of its own, since braces and hashes mean much there."""
    marks = {"variable_start_string": "<<", "variable_end_string": ">>"} if format == "latex" else {}
    return Environment(
        loader=PackageLoader("citekit.pages"),
        autoescape=format == "html",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        **marks,  # type: ignore[arg-type]  # mypy matches the mapping against every other option
    )


_LATEX_SPECIALS = str.maketrans(
    {
        **{character: f"\\{character}" for character in "#$%&_{}"},
        "\\": r"\textbackslash{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def _latex_text(text: str) -> str:
    return text.translate(_LATEX_SPECIALS)
