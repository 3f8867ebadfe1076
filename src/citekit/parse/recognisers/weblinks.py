"""Web addresses and identifiers in a printed citation: URL, DOI, ISBN, ISSN, arXiv, PubMed.

A web address ends where its brackets no longer balance or the sentence's punctuation begins; an address that a
line break cuts is joined.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_IN_ANGLES = re.compile(
    r"<\s*((?:URL:\s*)?(?:https?|ftp)\s?:\s?//[^<>]{3,2000}|www\.[^<>]{3,2000})>", re.IGNORECASE
)
_STOP = r"\s<>\"“”«»、。，；：（）「」『』【】"
_BARE = re.compile(
    rf"https?\s?:\s?//\s?(?:dx\.\s?)?doi\.\s?org/\s?10\.\s?\d{{4,9}}/\s?[^{_STOP}]+|"
    rf"(?:https?|ftp)(?:\s?:\s?//|\s:\s//\s)[^{_STOP}]+|https?(?::/|//)(?=www\.)[^{_STOP}]+|"
    rf"(?<![\w.@/])www\.[^{_STOP}]+|(?<!\w)hdl:\s?\d[\d.]*/[^{_STOP}]+",
    re.IGNORECASE,
)
_HOST = re.compile(r"://(?!www\.?(?:/|$))[^/\s]+[.:][^/\s]|://(?:localhost|\[)|://[^/.]+/")
_CONTINUED = re.compile(r"[ \t]*\n[ \t]*([^\s<>\"“”«»]+)")
_DOI_TAIL = r"[^\s<>\"“”、。，；]+(?:<[^\s<>]{1,40}>[^\s<>\"“”]+)?"
_DOI = re.compile(
    rf"(?<!\w)(?:dx\.)?doi(?:\.org/|\s*[:：]?\s*)(?P<labelled>10\.\d{{4,9}}(?:\.\d+)*/\s?{_DOI_TAIL})|"
    rf"(?<![\w.])(?P<bare>10\.\d{{4,9}}(?:\.\d+)*/{_DOI_TAIL})",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"\bISBN(?:[- ]1[03])?:?\s*((?:97[89][- ]?)?\d(?:[- –]?\d){8}[- –]?[\dXx])(?![\d-])", re.IGNORECASE
)
_ISSN = re.compile(r"\be?-?ISSN:?\s*(\d{4}[-–]\d{3}[\dXx])\b", re.IGNORECASE)
_ARXIV = re.compile(r"\barXiv\s*:\s*((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{4,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\b(?:PMCID\s*:?\s*)?(PMC\s?\d{4,9})\b", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Link(NamedTuple):
    """One identifier: its field (``url``, ``doi``, …), where it is printed with its label, and its value."""

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    value: str


def find_links(text: str) -> list[Link]:
    """Return the web addresses and identifiers of ``text`` in order; none overlap."""
    links: list[Link] = []
    lower = text.lower()
    if "//" in text or "www." in lower or "http" in lower or "hdl:" in lower:
        links += _addresses(text)
    if "10." in text:
        links += [link for link in _dois(text) if not _overlaps(link, links)]
    for kind, pattern, cue in (("isbn", _ISBN, "isbn"), ("issn", _ISSN, "issn"), ("arxiv", _ARXIV, "arxiv"),
                               ("pmid", _PMID, "pmid"), ("pmcid", _PMCID, "pmc")):  # fmt: skip
        if cue in lower:
            for match in pattern.finditer(text):
                link = Link(kind, *match.span(), *match.span(1), " ".join(match[1].split()))
                if not _overlaps(link, links):
                    links.append(link)
    return sorted(links, key=lambda link: link.start)


def _overlaps(link: Link, others: list[Link]) -> bool:
    return any(link.start < other.end and other.start < link.end for other in others)


def _addresses(text: str) -> list[Link]:
    links = []
    position = 0
    while position < len(text):
        angled = _IN_ANGLES.search(text, position)
        bare = _BARE.search(text, position)
        if angled and (not bare or angled.start() <= bare.start()):
            inner = re.sub(r"^URL:\s*", "", angled[1], flags=re.IGNORECASE)
            start = angled.end(1) - len(inner)
            end = start + len(inner.rstrip())
            links.append(Link("url", *angled.span(), start, end, address(text[start:end])))
            position = angled.end()
        elif bare:
            start, end = bare.start(), _address_end(text, bare.start(), bare.end())
            if not _HOST.search(address(text[start:end])):
                position = bare.end()
                continue
            links.append(Link("url", start, end, start, end, address(text[start:end])))
            position = max(end, start + 8)
        else:
            break
    return links


def address(printed: str) -> str:
    """Return a printed web address without the white space of line breaks, and with a scheme.

    A handle gets its resolver, "http:/www" its second stroke.
    """
    joined = re.sub(r"\s+", "", printed)
    if (handle := re.match(r"hdl:", joined, re.IGNORECASE)) is not None:
        return f"https://hdl.handle.net/{joined[handle.end() :]}"
    joined = re.sub(r"^(https?)(?::/|//)(?=www\.)", r"\1://", joined, flags=re.IGNORECASE)
    return joined if "://" in joined[:10] else f"http://{joined}"


def _address_end(text: str, start: int, end: int) -> int:
    """Join what a line break cut off, then leave out the punctuation that is the sentence's."""
    while continued := _CONTINUED.match(text, end):
        before, after = text[end - 1], continued[1]
        looks_cut = before in "-/_=&?%." and re.search(r"[/\-_.=&?%\d]", after[:-1] or after) is not None
        if before == ".":
            looks_cut = re.match(r"[a-z0-9%-]*[/.]\S|(?:html?|pdf|php|aspx?|xml|txt)\b", after) is not None
        if not looks_cut and not re.match(r"[\w%-]*[/=&?_]\S*$", after):
            break
        end = continued.end()
    if two := re.compile(r"[;,](?=https?://)").search(text, start, end):
        end = two.start()
    if text[end - 2 : end] in ("’s", "'s"):
        end -= 2
    return _trimmed(text, start, _before_open_bracket(text, start, end))


def _before_open_bracket(text: str, start: int, end: int) -> int:
    """Leave out a bracket that the address never closes: "example.org/a(accessed 12 May 2010)"."""
    for opening, closing in ("()", "[]"):
        last = text.rfind(opening, start, end)
        if last > start and text.count(opening, start, end) > text.count(closing, start, end):
            end = last
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start:
        last = text[end - 1]
        if (
            last in ".,;:!?'’‘*|…`´"
            or (last in _PAIRS and text.count(last, start, end) > text.count(_PAIRS[last], start, end))
            or last in "([{"
        ):
            end -= 1
        else:
            break
    return end


def _dois(text: str) -> list[Link]:
    links = []
    for match in _DOI.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        end = _trimmed(text, start, end)
        if end > start + 8:
            links.append(Link("doi", match.start(), end, start, end, re.sub(r"\s+", "", text[start:end])))
    return links
