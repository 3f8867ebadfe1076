"""Domains without their site: parked, for sale, suspended, or fresh from the installer.

Words count only in title and heading or on a short page: an article about domain trading is an article.
"""

from __future__ import annotations

import re

from citekit.links.page import Page
from citekit.links.phrases import is_just, says
from citekit.links.urls import Url
from citekit.links.walls import headline_parts

SHORT_PAGE = 1500

_SALE_HOSTS = re.compile(
    r"(?:^|\.)(?:hugedomains\.com|dan\.com|sedo\.com|sedoparking\.com|afternic\.com|parkingcrew\.net|bodis\.com"
    r"|undeveloped\.com|domainmarket\.com|above\.com|uniregistry\.com|brandbucket\.com|buydomains\.com"
    r"|parklogic\.com|dynadot\.com|parkingpage\.namecheap\.com|forsale\.godaddy\.com)$",
    re.IGNORECASE,
)


def parked(start: Url, final: Url, page: Page | None) -> str | None:
    """Say why a page is not the site's own: parked, suspended, a server's default page; None where it is."""
    if _SALE_HOSTS.search(final.host) and not _SALE_HOSTS.search(start.host):
        return "the domain is for sale"
    if page is None:
        return None
    short = len(page.text) < SHORT_PAGE
    if short and any(says("parking_sources", source) for source in page.sources):
        return "the domain is parked"
    headline = f"{page.title} · {page.h1}"
    if short and (says("for_sale", headline) or (len(page.text) < 800 and says("for_sale", page.text))):
        return "the domain is parked or for sale"
    if short and any(is_just("suspended", part) for part in headline_parts(page)):
        return "the site's account is suspended"
    if len(page.text) < 300 and says("suspended_sentences", page.text):
        return "the site's account is suspended"
    if len(page.text) < 4000 and _is_default_page(page):
        return "there is nothing but the web server's default page"
    return None


def _is_default_page(page: Page) -> bool:
    return any(is_just("default_pages", part) for part in headline_parts(page))
