"""Citations typed by hand: ``see hosoya2018, p. 3; abe2012`` -> a cluster of cite items.

The labels are those of CSL 1.0.2, appendix IV, "Locators".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

from citekit.errors import UnknownKey

_LABELS = {
    "art": "article",
    "bk": "book",
    "book": "book",
    "ch": "chapter",
    "chap": "chapter",
    "chapter": "chapter",
    "col": "column",
    "fig": "figure",
    "figure": "figure",
    "fol": "folio",
    "l": "line",
    "line": "line",
    "ll": "line",
    "n": "note",
    "no": "issue",
    "note": "note",
    "op": "opus",
    "p": "page",
    "page": "page",
    "pages": "page",
    "para": "paragraph",
    "pp": "page",
    "pt": "part",
    "sec": "section",
    "section": "section",
    "supp": "supplement",
    "tbl": "table",
    "v": "verse",
    "vol": "volume",
    "¶": "paragraph",
    "§": "section",
    "§§": "section",
}

_LOCATOR = re.compile(r"(?:(?P<label>[a-z]+|[§¶]+)\.?\s*)?(?P<value>[\divxlcm][\w\-–—.:, ]*)", re.IGNORECASE)


def read_cluster(text: str, keys: Collection[str]) -> dict[str, Any]:
    """Return the CSL citation object of ``text``: items parted by semicolons, each ``prefix key, locator``.

    Raises UnknownKey, with the nearest keys, where an item holds none of ``keys``.
    """
    return {"citationItems": [read_item(part.strip(), keys) for part in text.split(";") if part.strip()]}


def read_item(text: str, keys: Collection[str]) -> dict[str, Any]:
    """Return the CSL cite item of ``prefix key, locator``. Raises UnknownKey where it holds none of ``keys``."""
    words = list(re.finditer(r"[^\s,]+", text))
    found = next((word for word in words if word.group().removeprefix("@") in keys), None)
    if found is None:
        raise unknown_key(max((word.group().removeprefix("@") for word in words), key=len, default=text), keys)
    item: dict[str, Any] = {"id": found.group().removeprefix("@")}
    if prefix := text[: found.start()].strip():
        item["prefix"] = f"{prefix} "
    if rest := text[found.end() :].lstrip(" ,").rstrip():
        item.update(read_locator(rest))
    return item


def read_locator(text: str) -> dict[str, str]:
    """Return label and locator of ``p. 3`` or ``3``; what is no locator becomes the item's suffix."""
    match = _LOCATOR.fullmatch(text)
    label = (match["label"] or "p").lower() if match else ""
    if match and label in _LABELS:
        return {"label": _LABELS[label], "locator": match["value"].strip()}
    return {"suffix": f", {text}"}


def unknown_key(key: str, keys: Collection[str]) -> UnknownKey:
    """Return the error for a key that is not among ``keys``; its hint names the nearest."""
    near = get_close_matches(key, keys, n=3)
    return UnknownKey(
        f"no reference has the key '{key}'",
        hint=f"did you mean {', '.join(near)}?" if near else "the keys are the ids of the records in the library",
    )
