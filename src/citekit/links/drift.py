"""Is it still the page that was cited? The cited title against what the page calls itself.

Only a page that names itself and nowhere holds the cited title has drifted; where there is no title, or one in
another script, there is no opinion.

Sources: Google Scholar's inclusion guidelines (``citation_title``), Open Graph, Dublin Core in HTML,
ISO 32000-1 section 14.3.3 (PDF document information).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from citekit.links.charset import readings
from citekit.links.exchange import Reply
from citekit.links.page import Page, read_page, squeeze

SAME = 0.34
"""The share of words in common from which on two titles may be the same work's."""

_META_TITLES = (
    "citation_title",
    "og:title",
    "dc.title",
    "dcterms.title",
    "twitter:title",
    "eprints.title",
    "bepress_citation_title",
    "prism.title",
    "headline",
    "title",
)
_GENERIC = re.compile(
    r"(?:home|homepage|home page|index|untitled|untitled document|document|loading|welcome|start|startseite"
    r"|accueil|new page|page|title|default|main|website|error|login|sign in|redirecting|please wait|pdf|view pdf"
    r"|full text|article|abstract|news|blog|無題|無題ドキュメント"
    r"|microsoft word .*|microsoft powerpoint .*|layout \d+"
    r"|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|ps|rtf))",
)
_STOP_WORDS = frozenset(
    """
    a an and as at by for from in into is it its of on or the to with der die das des dem den ein eine und im zu
    von le la les l de du d des et en un une el los las y del al o e os da do das dos il lo i gli della di
    """.split()
)
_PDF_TITLE = re.compile(rb"/Title\s*(?:\(((?:[^()\\]|\\.){1,600})\)|<([0-9A-Fa-f\s]{2,2400})>)", re.DOTALL)
_XMP_TITLE = re.compile(rb"<dc:title>.{0,200}?<rdf:li[^>]{0,100}>([^<]{1,600})</rdf:li>", re.DOTALL)


def has_drifted(cited: Sequence[str], reply: Reply, page: Page | None) -> str | None:
    """Return what a page calls itself where that is another work than any of ``cited``; None where it is not."""
    wanted = [title for title in cited if len(_words(title)) >= 2]  # one word says too little
    if not wanted or not reply.body.data:
        return None
    if page is None:
        return _pdf_has_drifted(wanted, reply.body.data)
    own = _own_titles(page)
    if not own or (page.scripts and len(page.text) < 200 and not page.headings):
        return None
    if _any_alike(wanted, own) or _holds(page.text, wanted) or reply.body.capped:
        return None
    if reply.body.data.isascii() or not _comparable(wanted, own):
        return None if not _comparable(wanted, own) else own[0]
    for text in readings(reply.body.data, reply.header("Content-Type"))[1:]:
        other = read_page(text)
        titles = _own_titles(other)
        if _any_alike(wanted, titles) or _holds(other.text, wanted):
            return None
    return own[0]


def is_titled(page: Page, cited: Sequence[str]) -> bool:
    """Tell whether a page bears, in its title or first heading, just the title by which it is cited."""
    return any(
        len(_words(title)) > 1 and alike(title, own) >= 0.99 for title in cited for own in (page.title, page.h1)
    )


def holds(page: Page, cited: Sequence[str]) -> bool:
    """Tell whether a page's text holds a title by which it is cited."""
    return _holds(page.text, [title for title in cited if len(_words(title)) > 1])


def alike(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 1: the words they share, as a part of the shorter one's."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0.0
    if _joined(one) == _joined(other):
        return 1.0
    shorter, longer = sorted((set(first), set(second)), key=len)
    shared = sum(1 for word in shorter if word in longer or _misprint(word, longer))
    return shared / len(shorter)


def _any_alike(wanted: Iterable[str], titles: Sequence[str]) -> bool:
    for title in wanted:
        for own in titles:
            if alike(title, own) >= SAME:
                return True
            if SequenceMatcher(None, _joined(title)[:300], _joined(own)[:300], autojunk=False).ratio() >= 0.7:
                return True
    return False


def _own_titles(page: Page) -> list[str]:
    found = [*page.metadata(*_META_TITLES), page.title, *page.headings[:5]]
    return [title for title in (squeeze(one) for one in found) if _words(title) and not is_generic(title)]


def is_generic(title: str) -> bool:
    """Tell whether a title says nothing about its page."""
    plain = " ".join(re.findall(r"[\w.\-]+", title.casefold())).strip(" .-")
    return bool(_GENERIC.fullmatch(plain)) or bool(re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", plain))


def _holds(text: str, wanted: Iterable[str]) -> bool:
    """Tell whether a page's text holds a cited title, or its main part before the colon."""
    joined = _joined(text)
    for title in wanted:
        main = _joined(re.split(r"[:：–—]", title)[0])
        if _joined(title) in joined or (len(main) >= 12 and main in joined):
            return True
    return False


def _comparable(wanted: Iterable[str], own: Iterable[str]) -> bool:
    """Tell whether some pair of titles is written in the same script."""
    scripts = {_script(title) for title in own}
    return any(_script(title) in scripts for title in wanted)


def _script(text: str) -> str:
    counts: dict[str, int] = {}
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "").partition(" ")[0]
            name = "CJK" if name in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH") else name
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", squeeze(re.sub(r"<[^<>]{1,60}>", "", text)).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _joined(text: str) -> str:
    return re.sub(r"[\W_]+", "", _plain(text))


def _words(text: str) -> list[str]:
    """The words that carry meaning; for scripts without spaces, pairs of characters."""
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", _plain(text)):
        if re.search(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", word):
            words += [word[index : index + 2] for index in range(max(len(word) - 1, 1))]
        else:
            words.append(word)
    telling = [word for word in words if word not in _STOP_WORDS]
    return telling or words


def _misprint(word: str, others: Iterable[str]) -> bool:
    if len(word) < 5:
        return False
    return any(
        abs(len(word) - len(other)) <= 2 and SequenceMatcher(None, word, other).ratio() >= 0.8 for other in others
    )


def _pdf_has_drifted(wanted: Sequence[str], data: bytes) -> str | None:
    if not data.lstrip()[:5].startswith(b"%PDF"):
        return None
    titles = [title for title in _pdf_titles(data) if len(_words(title)) >= 2 and not is_generic(title)]
    if not titles or _any_alike(wanted, titles) or not _comparable(wanted, titles):
        return None
    return titles[0]


def _pdf_titles(data: bytes) -> list[str]:
    titles = [match.group(1).decode("utf-8", "replace") for match in _XMP_TITLE.finditer(data)]
    for match in _PDF_TITLE.finditer(data):
        literal, hexadecimal = match.groups()
        if hexadecimal is not None:
            digits = re.sub(rb"\s", b"", hexadecimal)
            raw = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        else:
            raw = _unescape(literal)
        titles.append(_pdf_text(raw))
    return [squeeze(title) for title in titles if title.strip()]


def _pdf_text(raw: bytes) -> str:
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be", "replace")
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("cp1252", "replace")


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescape(literal: bytes) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        escape = match.group(1)
        if escape[:1].isdigit():
            return bytes([int(escape, 8) & 0xFF])
        return _ESCAPES.get(escape, b"" if escape in (b"\n", b"\r") else escape)

    return re.sub(rb"\\([0-7]{1,3}|.)", replace, literal, flags=re.DOTALL)
