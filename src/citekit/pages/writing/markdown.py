"""Markdown with pandoc's citations: ``[see @key, p. 3; @other]``, ``@key``, ``[-@key]``.

Source: pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import re
from typing import Any

from citekit.errors import CitekitError
from citekit.pages.clusters import read_locator
from citekit.pages.writing.citing import Citing
from citekit.pages.writing.keys import PANDOC_KEY, without_code

_BRACKETED = re.compile(r"(?<![!\]\\])\[(?P<inside>[^\[\]]*@[^\[\]]*)\](?![(\[:])")
_LOCATOR_AFTER = re.compile(r" ?\[(?P<locator>[^\[\]@]+)\](?!\()")
BIBLIOGRAPHY = re.compile(r"^:{3,}\s*\{#refs\}\s*\n:{3,}[ \t]*$", re.MULTILINE)


def replace_citations(text: str, citing: Citing) -> str:
    """Return ``text`` with marks of ``citing`` in the place of its citations.

    The bibliography stands where a ``#refs`` division is, or at the end. What stands in code, and an address such
    as ``name@example.org``, is no citation. Raises UnknownKey, with the line.
    """
    visible = without_code(text)
    parts: list[str] = []
    end = 0
    for found in _citations(visible):
        try:
            mark, stop = _mark(found, visible, citing)
        except CitekitError as error:
            error.line = text.count("\n", 0, found.start()) + 1
            raise
        parts += [text[end : found.start()], mark]
        end = stop
    result = "".join([*parts, text[end:]])
    place = BIBLIOGRAPHY.search(result)
    if place:
        return result[: place.start()] + citing.bibliography() + result[place.end() :]
    return f"{result.rstrip()}\n\n{citing.bibliography()}\n"


def _citations(text: str) -> list[re.Match[str]]:
    bracketed = [found for found in _BRACKETED.finditer(text) if PANDOC_KEY.search(found["inside"])]
    covered = [(found.start(), found.end()) for found in bracketed]
    bare = [
        found
        for found in PANDOC_KEY.finditer(text)
        if not any(start <= found.start() < end for start, end in covered)
    ]
    return sorted([*bracketed, *bare], key=lambda found: found.start())


def _mark(found: re.Match[str], text: str, citing: Citing) -> tuple[str, int]:
    if "inside" in found.re.groupindex:
        items = [_item(part, citing) for part in found["inside"].split(";") if part.strip()]
        return citing.add(items), found.end()
    item: dict[str, Any] = {"id": citing.resolve(found["braced"] or found["key"])}
    after = _LOCATOR_AFTER.match(text, found.end())
    if after:
        item.update(read_locator(after["locator"]))
    return citing.add([item], mode="composite"), after.end() if after else found.end()


def _item(part: str, citing: Citing) -> dict[str, Any]:
    found = PANDOC_KEY.search(part)
    if found is None:
        raise CitekitError(f"no key in '{part.strip()}'", hint="each part of a citation needs one: [@a; @b]")
    item: dict[str, Any] = {"id": citing.resolve(found["braced"] or found["key"])}
    if found["minus"]:
        item["suppress-author"] = True
    if prefix := part[: found.start()].strip():
        item["prefix"] = f"{prefix} "
    if rest := part[found.end() :].lstrip(" ,").rstrip():
        item.update(read_locator(rest))
    return item
