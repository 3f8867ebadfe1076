"""``citekit.toml``: which papers a project has, and what a build makes of them.

::

    [library]
    file = "library.json"
    bibtex = "library.bib"
    page = "library.html"            # the library as a web page

    [bibliographies]
    directory = "bibliographies"
    styles = ["apa", "chicago-notes-bibliography"]
    formats = ["text", "html"]

    [links]
    check = true
    timeout = 20

    [[papers]]
    references = "smith.txt"         # the paper's printed references, or its whole text
    text = "papers/smith.txt"        # taken instead where this file is there
    style = "styles/smith.csl"       # the style that the paper itself follows
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from citekit.errors import ConfigProblem
from citekit.files import read_text

FILE_NAME = "citekit.toml"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LibraryConfig(_Table):
    """Where the library goes."""

    file: str = "library.json"
    bibtex: str = "library.bib"
    page: str = "library.html"


class BibliographiesConfig(_Table):
    """Which bibliographies are rendered: every style in every format."""

    directory: str = "bibliographies"
    styles: tuple[str, ...] = Field(default=("apa",), strict=False)
    formats: tuple[str, ...] = Field(default=("text",), strict=False)


class LinksConfig(_Table):
    """Whether a build checks links, and for how many seconds each."""

    check: bool = True
    timeout: float = Field(default=20.0, gt=0, strict=False)


class PaperConfig(_Table):
    """One paper: its printed references, its full text where that is at hand, its own style."""

    references: str
    text: str | None = None
    style: str | None = None


class Config(_Table):
    """The whole of ``citekit.toml``; paths in it are relative to its directory."""

    directory: Path
    library: LibraryConfig = LibraryConfig()
    bibliographies: BibliographiesConfig = BibliographiesConfig()
    links: LinksConfig = LinksConfig()
    papers: tuple[PaperConfig, ...] = Field(min_length=1, strict=False)


def read_config(directory: Path) -> Config:
    """Read ``directory/citekit.toml``.

    Raises UnreadableInput where there is none, ConfigProblem with the line where it says what cannot be done.
    """
    path = directory / FILE_NAME
    text = read_text(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line, column = _toml_position(str(error), text)
        raise ConfigProblem(
            message, path=str(path), line=line, column=column, hint="see https://toml.io for how TOML is written"
        ) from None
    try:
        return Config(directory=directory, **values)
    except ValidationError as error:
        problem = error.errors()[0]
        place = [str(part) for part in problem["loc"]]
        raise ConfigProblem(
            f"{'.'.join(place)}: {_message(dict(problem))}",
            path=str(path),
            line=_line_of(text, place),
            hint=_hint(place, dict(problem)),
        ) from None
    except TypeError:
        where = _line_of(text, ["directory"])
        raise ConfigProblem("directory: there is no such setting", path=str(path), line=where) from None


def _toml_position(message: str, text: str) -> tuple[str, int, int | None]:
    match = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if match:
        return message[: match.start()], int(match[1]), int(match[2])
    return message.removesuffix(" (at end of document)"), text.count("\n") + 1, None


def _message(problem: dict[str, Any]) -> str:
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such setting"
        case "missing":
            return "this setting is missing"
        case _:
            return str(problem["msg"]).lower()


def _hint(place: list[str], problem: dict[str, Any]) -> str | None:
    if problem["type"] == "missing":
        return f"add '{place[-1]}', such as references = \"paper.txt\" under [[papers]]"
    if problem["type"] != "extra_forbidden":
        return None
    tables: dict[str, type[BaseModel]] = {
        "library": LibraryConfig,
        "bibliographies": BibliographiesConfig,
        "links": LinksConfig,
        "papers": PaperConfig,
    }
    table = tables.get(place[0], Config) if len(place) > 1 else Config
    names = [name for name in table.model_fields if name != "directory" or table is not Config]
    near = get_close_matches(place[-1], names, n=1)
    return f"did you mean '{near[0]}'?" if near else f"the settings here are {', '.join(names)}"


def _line_of(text: str, place: list[str]) -> int | None:
    """Return the line (from 1) on which the last named part of a setting's path stands."""
    for name in reversed([part for part in place if not part.isdigit()]):
        match = re.search(rf"^\s*(?:\[+)?[\"']?{re.escape(name)}[\"']?\s*(?:=|\])", text, re.MULTILINE)
        if match:
            return text.count("\n", 0, match.start() + len(match[0]) - len(match[0].lstrip())) + 1
    return None
