"""A reference as the item that a CSL processor prints."""

from __future__ import annotations

from typing import Any

from citekit.model.reference import Reference
from citekit.model.variables import NAME_VARIABLES

_NOT_PRINTED = ("custom", "annote")

_SAID_BY_THE_REST = frozenset({"online", "print", "web", "www"})
"""Media that MLA once had printed with every entry; a URL, or its absence, says the same."""


def printed_item(reference: Reference) -> dict[str, Any]:
    """Return the CSL-JSON item of ``reference``, with the translated title in brackets after the title.

    CSL has no variable for a translation printed beside the title; style guides agree on the brackets, and short
    titles go without it. A title that needs a translation is not in the language of the document, so a style's
    title case must not touch it. A name that keeps its order ("Wu Huaizhong") keeps it in full only: with initials
    processors would print "Wu H.", which a reader takes for a misprint of "H. Wu" or "Wu, H.".
    """
    item = {variable: value for variable, value in reference.to_csl().items() if variable not in _NOT_PRINTED}
    if str(item.get("medium", "")).lower() in _SAID_BY_THE_REST:
        del item["medium"]
    for variable in NAME_VARIABLES & item.keys():
        item[variable] = [
            {**name, "static-ordering": "full"} if name.get("static-ordering") else name for name in item[variable]
        ]
    if reference.title and reference.translated_title:
        item.setdefault("title-short", f'<span class="nocase">{reference.title}</span>')
        item["title"] = f'<span class="nocase">{reference.title} [{reference.translated_title}]</span>'
    return item
