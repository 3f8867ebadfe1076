"""Pages that say "not found" with a status that says "here it is".

Strong evidence (title and heading are nothing but an error message, on a short page) decides; weaker evidence
only raises a suspicion, which the answer to a neighbouring address that cannot exist decides.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from enum import Enum

from citekit.links.exchange import Reply
from citekit.links.page import Page
from citekit.links.phrases import is_just, says
from citekit.links.urls import Url
from citekit.links.walls import headline_parts

LONG_PAGE = 2500
SHORT_PAGE = 700
VERY_SHORT_PAGE = 400
SITE_NAME_WORDS = 5


class Suspicion(Enum):
    """How much speaks for a soft 404."""

    NONE = 0
    WEAK = 1
    STRONG = 2


_ERROR_PATH = re.compile(
    r"/(?:errors?[/_-]?)?(?:404|not-?_?found|page-?_?not-?_?found|error-?_?404|404-?_?error|file-?_?not-?_?found"
    r"|missing|notexist)(?:\.\w{2,5})?/?$",
    re.IGNORECASE,
)
_MAYBE_ERROR_PATH = re.compile(r"/(?:errors?|oops|unavailable|sorry)(?:\.\w{2,5})?/?$", re.IGNORECASE)
_WORK = re.compile(r"[^\W\d_]{3,}[-_][^\W\d_]{3,}.*|\d{4,}|\.(?:pdf|docx?|s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_HOME = re.compile(r"/?(?:(?:index|default|home|main|welcome)(?:\.\w{2,5})?)?/?", re.IGNORECASE)
_LANGUAGE_HOME = re.compile(r"/[a-z]{2}(?:[-_][a-z]{2})?/?", re.IGNORECASE)


def suspicion(start: Url, final: Url, page: Page | None) -> tuple[Suspicion, str]:
    """Return how much speaks for a soft 404, and what."""
    moved = start.text != final.text
    if moved and _ERROR_PATH.search(final.path) and not _ERROR_PATH.search(start.path):
        return Suspicion.STRONG, "the link leads to the site's error page"
    message = _headline_message(page) if page is not None else (Suspicion.NONE, "")
    if message[0] is Suspicion.STRONG:
        return message
    if moved and is_home(final) and not is_home(start):
        level = Suspicion.STRONG if names_a_work(start) else Suspicion.WEAK
        return level, "the link leads to the site's home page"
    if moved and _MAYBE_ERROR_PATH.search(final.path):
        return Suspicion.WEAK, "the link leads to an error page"
    return message


def is_home(url: Url) -> bool:
    """Tell whether a URL is a site's front page."""
    return (not url.query and bool(_HOME.fullmatch(url.path))) or bool(_LANGUAGE_HOME.fullmatch(url.path))


def names_a_work(url: Url) -> bool:
    """Tell whether a URL is so particular that it must mean one work: words, a number, a file, a deep path."""
    segments = [segment for segment in url.path.split("/") if segment]
    if not segments:
        return False
    last = segments[-1]
    return len(segments) > 3 or bool(_WORK.search(last)) or bool(re.search(r"=.*\d{3,}", url.query))


def is_error_message(text: str) -> bool:
    """Tell whether ``text`` as a whole is a way to say "not found"."""
    return bool(is_just("not_found_headlines", text.strip(" .!?…:;-–—|\"'“”")))


def _headline_message(page: Page) -> tuple[Suspicion, str]:
    length = len(page.text)
    whole_title = is_error_message(page.title)
    title = whole_title or _is_error_beside_a_name(page.title)
    heading = any(is_error_message(one) for one in page.headings[:3])
    detail = "the page is there but says that it was not found"
    if length >= LONG_PAGE:
        return (Suspicion.WEAK, detail) if whole_title and heading else (Suspicion.NONE, "")
    plainly = length < SHORT_PAGE and says("not_found_apologies", page.text)
    if (title and heading) or ((title or heading) and plainly) or (whole_title and length < SHORT_PAGE):
        return Suspicion.STRONG, detail
    if (heading and not page.title and length < SHORT_PAGE) or (plainly and length < VERY_SHORT_PAGE):
        return Suspicion.STRONG, detail
    if title or heading:
        return Suspicion.WEAK, detail
    if length < SHORT_PAGE and (says("not_found_sentences", page.text) or is_error_message(page.text)):
        return Suspicion.WEAK, detail
    return Suspicion.NONE, ""


def _is_error_beside_a_name(title: str) -> bool:
    """Tell whether a title is an error message and a site's name, which is short, and not a headline about one."""
    for part in headline_parts(Page(title=title)):
        if is_error_message(part):
            rest = re.findall(r"\w+", title.replace(part, " ", 1))
            if len(rest) <= SITE_NAME_WORDS:
                return True
    return False


def sibling(url: Url) -> Url:
    """Return an address beside ``url`` that cannot exist."""
    token = secrets.token_hex(8)
    directory, _, name = url.path.rstrip("/").rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    ending = f".{suffix}" if dot and stem and len(suffix) <= 5 else ""
    slash = "/" if url.path.endswith("/") and url.path != "/" else ""
    if url.query and is_home(url.at(url.path)):
        key, equals, _ = url.query.partition("=")
        return url.at(f"{url.path}?{key}{equals}{token}")
    return url.at(f"{directory}/{token}{ending}{slash}")


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a request ended: what the comparison of two pages needs."""

    url: Url
    reply: Reply
    page: Page | None


def same_page(one: Landing, other: Landing) -> bool:
    """Tell whether two requests were answered with the same page, but for what changes from call to call."""
    if other.reply.http_status >= 400:
        return False
    if one.url.text == other.url.text:
        return True
    if one.page is None or other.page is None:
        return one.reply.body.data == other.reply.body.data and bool(one.reply.body.data)
    if one.page.title != other.page.title:
        return False
    own = [name for landing in (one, other) for name in _names(landing.url)]
    first, second = _shingles(one.page.text, own), _shingles(other.page.text, own)
    if not first and not second:
        return one.page.title != ""
    return len(first & second) >= 0.85 * len(first | second)


def _names(url: Url) -> list[str]:
    """What a page may repeat of its own address."""
    return [name for name in (url.text, url.target, url.path.rpartition("/")[2]) if len(name) > 3]


def _shingles(text: str, names: list[str]) -> set[str]:
    """The words of a page in threes, without numbers and addresses."""
    for name in names:
        text = text.replace(name, " ")
    words = re.findall(r"[^\W\d_]+", text.lower())[:2000]
    return {" ".join(words[index : index + 3]) for index in range(max(len(words) - 2, 1))} if words else set()
