"""Identifiers in normal form: two of one kind that differ tell works apart, two that agree bring them together.

Sources: ISO 26324 (DOI: case does not count), ISO 2108 (ISBN-10 and -13), RFC 3986 (URL).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref(?:_?src|_?url|errer|errer)?|source|smid|smtyp|cmpid|ocid"
    r"|ncid|sr_share|share|spm|feature|s_cid|cid|feedtype|feedname|rpc|sessionid|session_id|jsessionid|phpsessid|sid|via|yclid|from",
    re.IGNORECASE,
)
_INDEX_PAGE = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_ARCHIVE = re.compile(r"^https?://(?:web\.archive\.org/web|archive\.(?:ph|is|today))/\d{4,14}\w*/", re.IGNORECASE)
_HOST_NOISE = re.compile(r"^(?:www\d?|m|mobile|amp|\d{4}-\d{4})\.")
_ARXIV = re.compile(
    r"(?:arxiv[.:/]|abs/|pdf/)\s*(\d{4}\.\d{4,5}|[a-z\-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
_DOI_IN_URL = re.compile(
    r"(?:doi\.org/|/doi/(?:abs/|full/|pdf/|epdf/|book/)?)(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE
)


@lru_cache(maxsize=16384)
def normal_doi(text: str) -> str:
    """Return a DOI in lower case, without a resolver and without what sentences leave behind it."""
    bare = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", text.strip(), flags=re.IGNORECASE)
    return bare.lower().rstrip(".,;)")


def doi_in_url(url: str) -> str | None:
    """Return the DOI that an address spells out, if any."""
    found = _DOI_IN_URL.search(url)
    return normal_doi(found[1]) if found else None


def arxiv_number(text: str) -> str | None:
    """Return the arXiv number in a DOI, an address or a note, without its version."""
    found = _ARXIV.search(text)
    return found[1].lower() if found else None


@lru_cache(maxsize=16384)
def normal_isbns(text: str) -> frozenset[str]:
    """Return the ISBNs in ``text``, all with 13 digits; the check digit is made anew."""
    found = set()
    for raw in re.findall(r"97[89](?:[\s\-‐-―]?\d){10}|\d(?:[\s\-‐-―]?\d){8}[\s\-‐-―]?[\dXx]", text):
        digits = re.sub(r"[^\dXx]", "", raw)
        stem = digits[:12] if len(digits) == 13 else "978" + digits[:9]
        total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(stem))
        found.add(stem + str(-total % 10))
    return frozenset(found)


@lru_cache(maxsize=65536)
def normal_url(url: str) -> str:
    """Return an address without what does not tell pages apart.

    Gone are: the scheme, ``www.`` and the like, an archive's prefix, an index page, a slash at the end, tracking
    parameters, and the fragment unless it is a route (``#!/…``, ``#/…``).
    """
    url = _ARCHIVE.sub("", url.strip().strip("<>"))
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url.lower()
    previous = None
    while previous != host:
        previous, host = host, _HOST_NOISE.sub("", host)
    path = _INDEX_PAGE.sub("/", parts.path).rstrip("/")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)))
    fragment = parts.fragment if parts.fragment.startswith(("!/", "/")) else ""
    return host + path + ("?" + query if query else "") + ("#" + fragment if fragment else "")


def is_deep(url: str) -> bool:
    """Tell whether a normalised address names a page of its own, not a whole site."""
    return "?" in url or url.count("/") >= 1
