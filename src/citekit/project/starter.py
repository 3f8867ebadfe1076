"""A commented ``citekit.toml`` to begin a project with."""

from __future__ import annotations

from pathlib import Path

from citekit.errors import ConfigProblem
from citekit.files import write_text
from citekit.project.config import FILE_NAME

_TEMPLATE = """\
# What `citekit build` does with this folder. Paths are relative to it.

[library]
file = "library.json"      # the references, as CSL-JSON with their places in the text
bibtex = "library.bib"
page = "library.html"      # the library as a web page

[bibliographies]
directory = "bibliographies"
styles = ["apa", "chicago-notes-bibliography"]   # `citekit styles` lists them; a .csl file's path does as well
formats = ["text", "html"]                       # also markdown, latex, rtf, typst, rst

[links]
check = true
timeout = 20               # seconds for each link, all redirects and retries included

# One table for each paper: a plain text file (UTF-8), such as `pdftotext paper.pdf` makes.
{papers}"""

_PAPER = """\
[[papers]]
references = "{name}"
# style = "chicago-notes-bibliography"           # the style that the paper itself follows
"""


def start_project(directory: Path) -> Path:
    """Write a ``citekit.toml`` that names the text files in ``directory``, and return its path.

    Raises ConfigProblem where there is one already, UnreadableInput where the directory cannot be written to.
    """
    path = directory / FILE_NAME
    if path.exists():
        raise ConfigProblem("there is a project here already", path=str(path), hint="edit it, or remove it first")
    names = sorted(file.name for file in directory.glob("*.txt")) or ["paper.txt"]
    papers = "\n".join(_PAPER.format(name=name.replace("\\", "\\\\").replace('"', '\\"')) for name in names)
    write_text(path, _TEMPLATE.format(papers=papers))
    return path
