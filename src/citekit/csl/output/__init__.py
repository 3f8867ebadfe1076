"""Output formats: how marked text becomes text, HTML, Markdown, LaTeX, RTF, Typst or reStructuredText.

A format of one's own is a subclass of ``Output`` given to ``Processor`` as ``output``.
"""

from __future__ import annotations

from importlib import import_module

from citekit.csl.output.base import Output
from citekit.errors import UnknownFormat

_HOMES = {
    "text": ("text", "Text"),
    "html": ("html", "Html"),
    "markdown": ("markdown", "Markdown"),
    "latex": ("latex", "Latex"),
    "rtf": ("rtf", "Rtf"),
    "typst": ("typst", "Typst"),
    "rst": ("rst", "Rst"),
}
NAMES = tuple(_HOMES)

__all__ = ["NAMES", "Output", "named"]


def named(output: str | Output) -> Output:
    """Return the output format of this name; raises UnknownFormat for a name that is none."""
    if isinstance(output, Output):
        return output
    home = _HOMES.get(output)
    if home is None:
        raise UnknownFormat(f"no output format {output!r}", hint=f"one of {', '.join(_HOMES)}")
    found = getattr(import_module(f"citekit.csl.output.{home[0]}"), home[1])()
    assert isinstance(found, Output)
    return found
