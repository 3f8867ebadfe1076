"""CSL-JSON's rich text (``<i>``, ``<span class="nocase">``) without its tags, or as another markup."""

from __future__ import annotations

import re

from citekit.formats.xml_text import Element, add, clean

_TAG = re.compile(r'<(/?)(i|b|sc|sup|sub|span)(?: (?:class|style)="[^"<>]*")?>')


def plain(text: str) -> str:
    """Return ``text`` without tags."""
    return _TAG.sub("", text) if "<" in text else text


def fill(element: Element, text: str, names: dict[str, str]) -> None:
    """Put ``text`` into ``element``, its tags as the elements that ``names`` gives them; others are dropped."""
    stack: list[Element] = [element]
    opened: list[str | None] = []
    text = clean(text)
    at = 0
    for tag in _TAG.finditer(text):
        _append(stack[-1], text[at : tag.start()])
        at = tag.end()
        if not tag.group(1):
            name = names.get(tag.group(2))
            opened.append(name)
            if name:
                stack.append(add(stack[-1], name))
        elif opened and opened.pop():
            stack.pop()
    _append(stack[-1], text[at:])


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
