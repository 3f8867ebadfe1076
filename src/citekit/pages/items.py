"""References as the items that a CSL processor prints."""

from __future__ import annotations

from typing import Any

from citekit.model import Reference

_NOT_PRINTED = ("custom", "annote")


def printed_item(reference: Reference) -> dict[str, Any]:
    """Return the CSL-JSON item of ``reference``, with the translated title in brackets after the title.

    CSL has no variable for a translation printed beside the title; style guides agree on the brackets, and on
    leaving the translation's capitals as they are.
    """
    item = {variable: value for variable, value in reference.to_csl().items() if variable not in _NOT_PRINTED}
    if reference.title and reference.translated_title:
        item["title"] = f'{reference.title} <span class="nocase">[{reference.translated_title}]</span>'
    return item
