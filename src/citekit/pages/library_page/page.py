"""One HTML file that holds the library, its style sheet and its script, and nothing from elsewhere."""

from __future__ import annotations

import json
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from citekit.pages.library_page.contents import LibraryContents, records
from citekit.pages.library_page.figures import links_figure, types_figure, years_figure


def library_page(contents: LibraryContents, *, title: str = "Library") -> str:
    """Return the page: references to search, filter and copy, duplicates side by side, the findings, figures.

    It works from a file, without a network. Raises StyleNotFound, InvalidStyle.
    """
    found = contents.deduplication
    data = {
        "styles": list(contents.styles),
        "papers": [paper.title or paper.source.name for paper in contents.papers],
        "records": records(contents),
    }
    return _template().render(
        title=title,
        contents=contents,
        clusters=found.clusters if found else (),
        related=found.related if found else (),
        originals={one.id: one for one in found.originals} if found else {},
        figures=[
            (heading, Markup(svg))  # our own figures, their labels escaped
            for heading, svg in (
                ("Years", years_figure(contents.references)),
                ("Types", types_figure(contents.references)),
                ("Links", links_figure(contents.links)),
            )
            if svg
        ],
        data=Markup(_script_json(data)),  # JSON, with every "<" escaped
    )


def _script_json(value: object) -> str:
    """Return JSON that can stand in a script element: no ``<`` in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("citekit.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("library.html.j2")
