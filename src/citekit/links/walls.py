"""Pages that stand between a program and the page: bot checks, firewalls, logins. A reader may get through.

What these systems send is known from their products: Cloudflare, Akamai, Imperva, DataDome, PerimeterX,
AWS WAF, F5, Sucuri, Radware, Vercel, Anubis and others. Words alone are evidence only on a short page: an
article about bot checks is an article.
"""

from __future__ import annotations

import re

from citekit.links.classify import Judgement, unsure
from citekit.links.exchange import Reply
from citekit.links.page import Page
from citekit.links.phrases import is_just, marks, says
from citekit.links.result import Status
from citekit.links.urls import Url

SHORT_PAGE = 1500
BARE_PAGE = 150

_CHALLENGE_HEADERS = {
    "cf-mitigated": "challenge",
    "x-amzn-waf-action": "",
    "x-datadome": "protected",
    "x-datadome-cid": "",
    "x-vercel-mitigated": "challenge",
    "x-sucuri-block": "",
}
_SET_OFF = re.compile(r"\s[|\-–—·»«:/]+\s|[|»«:]|\s*[｜|]\s*")
_LOGIN_PATH = re.compile(
    r"(?:^|/)(?:log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?on|signup|register|sso|saml2?|openid|oauth2?|cas|idp|shibboleth|wayf"
    r"|servicelogin|authenticate|authorize|auth|account/login|user/login|wp-login\.php|login\.(?:php|aspx?|html?|jsp|do)"
    r"|signin\.(?:php|aspx?|html?))(?:/|$)|/shibboleth\.sso/|/idp/profile/",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"^(?:login|signin|sso|idp|auth|accounts?|cas|wayf|shibboleth)\.", re.IGNORECASE)


def bot_wall(reply: Reply, html: str, page: Page | None) -> Judgement | None:
    """Judge a response that is a bot check or a firewall's refusal rather than the page; None where it is not.

    An answer that says the page does not exist (404, 410) is taken at its word, unless it is marked as a check.
    """
    if _has_challenge_header(reply):
        return _WALL
    if reply.http_status in (404, 410):
        return None
    short = page is not None and len(page.text) < SHORT_PAGE
    if short and _holds(html, "bot_check_marks"):
        return _WALL
    refusal = not 200 <= reply.http_status < 300 or reply.http_status == 202
    if page is None:
        return None
    if short and says("bot_check_words", f"{page.title} {page.h1}"):
        return _WALL if refusal or len(page.text) < 1000 else None
    if len(page.text) < BARE_PAGE and _holds(html, "captcha_marks") and not page.password_fields:
        return _WALL
    if len(page.text) < 500 and says("bot_check_words", page.text) and (refusal or _sounds_final(page)):
        return _WALL
    return None


def login_wall(start: Url, final: Url, page: Page | None) -> Judgement | None:
    """Judge a page that asks for a login instead of showing what the link is for."""
    if _is_login(start):
        return None
    if final.text != start.text and _is_login(final):
        return unsure(Status.AUTH_REQUIRED, "the link leads to a login page")
    if page is None or len(page.text) > SHORT_PAGE:
        return None
    headline = any(is_just("login_headlines", part) for part in headline_parts(page))
    if page.password_fields and (headline or len(page.text) < 400):
        return unsure(Status.AUTH_REQUIRED, "the page is a login form")
    if len(page.text) < 600 and says("login_sentences", page.text) and (headline or final.text != start.text):
        return unsure(Status.AUTH_REQUIRED, "the page asks for a login")
    return None


def headline_parts(page: Page) -> list[str]:
    """Return title and first heading, whole and split where site names are set off."""
    parts = []
    for headline in (page.title, page.h1):
        if headline:
            parts.append(headline)
            pieces = [piece.strip(" .!?…") for piece in _SET_OFF.split(headline)]
            parts += [piece for piece in pieces if piece and piece != headline]
    return parts


_WALL = unsure(Status.BLOCKED, "a check for robots stands before the page; a reader may get through")


def _has_challenge_header(reply: Reply) -> bool:
    for name, value in _CHALLENGE_HEADERS.items():
        found = reply.header(name).lower()
        if found and value in found and (reply.http_status != 200 or value == "challenge"):
            return True
    return False


def _holds(html: str, name: str) -> bool:
    lowered = html.lower()
    return any(mark in lowered for mark in marks(name))


def _sounds_final(page: Page) -> bool:
    """Tell whether a page holds nothing but the refusal: no long title of its own, no headings but one."""
    return len(page.headings) <= 1 and len(page.text) < 300


def _is_login(url: Url) -> bool:
    return bool(_LOGIN_PATH.search(url.path) or _LOGIN_HOST.match(url.host))
