"""Does the page hold what the URL's fragment points to?

Sources: HTML Standard, "navigating to a fragment"; Text Fragments (WICG); RFC 8118 (PDF); W3C Media Fragments.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from citekit.links.page import Page

_STATE = re.compile(r"[!/]|(?:t|xywh|track|id|page|zoom|search|nameddest|view|toolbar|comment)=|L\d+(?:-L?\d+)?$")
_PREFIXES = ("", "user-content-")


def is_missing(fragment: str | None, page: Page | None, complete: bool) -> bool:
    """Tell whether a page was seen whole and holds no place of that name.

    Text fragments, positions in PDF and other media, and the state of a script's page are left to the browser;
    so is everything on a page that scripts build.
    """
    name = (fragment or "").partition(":~:")[0]
    if not name or name.lower() == "top" or page is None or not complete:
        return False
    if _has(name, page):
        return False
    built_by_scripts = page.scripts and len(page.text) < 200 and len(page.anchors) < 5
    return not (_STATE.match(name) or built_by_scripts)


def _has(name: str, page: Page) -> bool:
    spellings = {name, unquote(name)}
    return any(prefix + spelling in page.anchors for spelling in spellings for prefix in _PREFIXES)
