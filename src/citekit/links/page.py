"""What a page says about itself: title, headings, metadata, anchors, visible text. One pass, in linear time.

A tree is not needed, and pages that never close what they open must not cost more than their length.

Source: HTML Standard, "tokenization" (comments, raw text elements, attributes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

_TAG_NAME = re.compile(r"/?[A-Za-z][^\s/>]*")
_PLAIN_TAG = re.compile(r"""<(/?[A-Za-z][^\s/>"']{0,40})([^>"']{0,200})>""")
_TELLING_NAMES = (
    "h1 h2 script style title textarea xmp iframe frame noembed noframes template noscript svg".split()
)
_TELLING = frozenset(name for one in _TELLING_NAMES for name in (one, f"/{one}"))
_TAG_END = re.compile(r"""[>"']""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
_HIDDEN = {"template", "noscript"}
_SPACE = re.compile(r"\s+")
_QUOTE_LIMIT = 64 * 1024
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "cite",
    "em",
    "font",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
}


@dataclass(slots=True)
class Page:
    """The parts of an HTML page that checks look at."""

    title: str = ""
    headings: list[str] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    refresh: str | None = None
    base: str | None = None
    text: str = ""
    scripts: int = 0
    sources: list[str] = field(default_factory=list)
    password_fields: int = 0

    def metadata(self, *names: str) -> list[str]:
        """Return the contents of the ``meta`` elements of these names, the first name's first."""
        return [value for name in names for value in self.meta.get(name, [])]

    @property
    def h1(self) -> str:
        """The first heading of the first level."""
        return self.headings[0] if self.headings else ""


def looks_like_html(data: bytes, media_type: str) -> bool:
    """Tell whether a body is a page, by its media type or, where that is missing or vague, by its beginning."""
    if media_type in ("text/html", "application/xhtml+xml"):
        return True
    if media_type in ("", "text/plain", "application/octet-stream", "unknown/unknown", "application/unknown"):
        head = data[:512].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        if media_type == "text/plain":
            return False
        return head.startswith(
            (b"<!doctype html", b"<html", b"<head", b"<title", b"<body", b"<!--", b"<h1", b"<p")
        )
    return False


def read_page(html: str) -> Page:
    """Read a page, or as much of one as there is."""
    scanner = _Scanner(html)
    scanner.run()
    return scanner.page


def squeeze(text: str) -> str:
    """Return ``text`` with entities resolved and white space collapsed."""
    return _SPACE.sub(" ", unescape(text)).strip()


class _Scanner:
    def __init__(self, html: str) -> None:
        self.html = html
        self.page = Page()
        self.visible: list[str] = []
        self.heading: list[str] | None = None
        self.hidden: list[str] = []
        self.in_svg = 0

    def run(self) -> None:
        html, position, size = self.html, 0, len(self.html)
        while position < size:
            start = html.find("<", position)
            if start < 0:
                self._text(html[position:])
                break
            if start > position:
                self._text(html[position:start])
            simple = _PLAIN_TAG.match(html, start)
            if simple is None:
                position = self._markup(start)
                continue
            name, rest = simple.group(1).lower(), simple.group(2)
            position = simple.end()
            if rest or name in _TELLING or self.hidden:
                position = self._tag(name, rest, position)
            elif name.removeprefix("/") not in _INLINE:
                self._text(" ")
        self.page.text = squeeze("".join(self.visible))
        self._end_heading()

    def _markup(self, start: int) -> int:
        """Read what begins with the ``<`` at ``start``; return where to go on."""
        html = self.html
        if html.startswith("<!--", start):
            if html.startswith((">", "->"), start + 4):
                return html.index(">", start + 4) + 1
            return self._after("-->", start + 4)
        if html.startswith(("<!", "<?"), start):
            return self._after(">", start + 2)
        match = _TAG_NAME.match(html, start + 1)
        if not match:
            self._text("<")
            return start + 1
        end = self._tag_end(match.end())
        return self._tag(match.group().lower(), html[match.end() : end], end + 1)

    def _tag(self, name: str, rest: str, after: int) -> int:
        """Take in a tag; return where to go on."""
        if name.startswith("/"):
            self._close(name[1:])
            return after
        self._open(name, rest)
        return self._raw_text(name, after) if name in _RAW and not self.in_svg else after

    def _after(self, mark: str, start: int) -> int:
        found = self.html.find(mark, start)
        return len(self.html) if found < 0 else found + len(mark)

    def _tag_end(self, start: int) -> int:
        """Find the ``>`` that ends a tag: one in quotes does not, unless the quote is never closed."""
        html, position = self.html, start
        while match := _TAG_END.search(html, position, start + _QUOTE_LIMIT):
            if match.group() == ">":
                return match.start()
            before = html[max(start, match.start() - 8) : match.start()].rstrip()
            if not before.endswith("="):
                position = match.end()
                continue
            closing = html.find(match.group(), match.end(), match.end() + _QUOTE_LIMIT)
            if closing < 0:
                break
            position = closing + 1
        found = html.find(">", start)
        return found if found >= 0 else len(html)

    def _raw_text(self, name: str, start: int) -> int:
        match = _closing_tag(name).search(self.html, start)
        end = match.start() if match else len(self.html)
        if name == "title" and not self.page.title and not self.hidden:
            self.page.title = squeeze(self.html[start : min(end, start + 5000)])
        return self._after(">", end) if match else end

    def _text(self, text: str) -> None:
        if self.hidden:
            return
        self.visible.append(text)
        if self.heading is not None:
            self.heading.append(text)

    def _open(self, name: str, rest: str) -> None:
        page = self.page
        attributes = _attributes(rest) if rest.strip(" /\t\n\r\f") else {}
        if name == "svg" and not rest.endswith("/"):
            self.in_svg += 1
        if name in _HIDDEN:
            self.hidden.append(name)
            return
        if self.hidden:
            return
        if "id" in attributes:
            page.anchors.add(attributes["id"])
        if name == "a" and "name" in attributes:
            page.anchors.add(attributes["name"])
        if name == "meta":
            self._meta(attributes)
        elif name == "base" and page.base is None:
            page.base = attributes.get("href")
        elif name in ("h1", "h2"):
            self._end_heading()
            self.heading = [] if name == "h1" else None
        elif name == "input" and attributes.get("type", "").lower() == "password":
            page.password_fields += 1
        elif name in ("script", "iframe", "frame"):
            page.scripts += name == "script"
            if source := attributes.get("src"):
                page.sources.append(source)
        if name not in _INLINE:
            self.visible.append(" ")
            if self.heading is not None:
                self.heading.append(" ")

    def _close(self, name: str) -> None:
        if name == "svg" and self.in_svg:
            self.in_svg -= 1
        if self.hidden:
            if self.hidden[-1] == name:
                self.hidden.pop()
            return
        if name == "h1":
            self._end_heading()
        if name not in _INLINE:
            self.visible.append(" ")

    def _end_heading(self) -> None:
        if self.heading is not None:
            if heading := squeeze("".join(self.heading)[:5000]):
                self.page.headings.append(heading)
            self.heading = None

    def _meta(self, attributes: dict[str, str]) -> None:
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").strip().lower() == "refresh" and self.page.refresh is None:
            self.page.refresh = content
        name = attributes.get("name") or attributes.get("property")
        if name and content:
            self.page.meta.setdefault(name.strip().lower(), []).append(_SPACE.sub(" ", content).strip())


_CLOSING: dict[str, re.Pattern[str]] = {}


def _closing_tag(name: str) -> re.Pattern[str]:
    if name not in _CLOSING:
        _CLOSING[name] = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    return _CLOSING[name]


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        name, *values = match.groups()
        value = next((one for one in values if one is not None), "")
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found
