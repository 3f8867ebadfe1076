"""The archived copy of a page that is nearest to the day on which it was read.

Sources: Wayback Machine Availability JSON API; RFC 7089 (Memento: TimeGate, TimeMap in link format).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import quote

from citekit.links.addresses import is_public
from citekit.links.check import Steps, Trail, UrlCheck
from citekit.links.exchange import Reply, Request
from citekit.links.options import LinkOptions
from citekit.links.urls import InvalidUrl, UnsupportedScheme, Url, from_header, is_reserved_name, join, parse_url

_MEMENTO = re.compile(r'<([^<>]+)>\s*((?:;\s*[\w\-]+\s*=\s*(?:"[^"]*"|[^\s,;]+)\s*)*)')


def nearest_copy(check: UrlCheck, url: Url, day: date | None) -> Steps[str | None]:
    """Return the address of the archived copy of ``url`` nearest to ``day``; None where none is known.

    Yields the requests to the archives. An archive that does not answer is no finding.
    """
    options = check.options
    if not _is_everybodys(url) and options.wayback_api == LinkOptions().wayback_api:
        return None
    found = None
    if options.wayback_api:
        found = yield from _wayback(check, url, day)
    if found is None and options.time_gate:
        found = yield from _time_gate(check, options.time_gate, url, day)
    if found is None and options.time_map:
        found = yield from _time_map(check, options.time_map, url, day)
    return found


def save_copy(check: UrlCheck, url: Url) -> Steps[str | None]:
    """Ask the archive to save a page now; return where the copy will be. Needs a key (``save_page_now``).

    Source: Internet Archive, Save Page Now 2 API.
    """
    key = check.options.save_page_now
    if key is None or (not _is_everybodys(url) and check.options.save_api == LinkOptions().save_api):
        return None
    try:
        api = parse_url(check.options.save_api)
    except (InvalidUrl, UnsupportedScheme):
        return None
    headers = {"Authorization": f"LOW {key}", "Accept": "application/json"}
    form = f"url={quote(url.text, safe='')}&skip_first_archive=1"
    reply = yield Request(api, check.options.timeout, headers, form=form)
    if reply.failure is not None or not 200 <= reply.http_status < 300:
        return None
    return f"https://web.archive.org/web/{datetime.now(UTC):%Y%m%d%H%M%S}/{url.text}"


def _is_everybodys(url: Url) -> bool:
    """Tell whether a public archive could know the page; the names of private hosts are nobody's business."""
    try:
        return is_public(ip_address(url.host))
    except ValueError:
        return "." in url.host.rstrip(".") and not is_reserved_name(url.host)


def _ask(check: UrlCheck, address: str, headers: dict[str, str]) -> Steps[tuple[Url, Reply] | None]:
    try:
        url = parse_url(address)
    except (InvalidUrl, UnsupportedScheme):
        return None
    reply = yield from check.ask(Trail(check.options.timeout), url, headers, 1024 * 1024)
    return None if reply.failure is not None else (url, reply)


def _wayback(check: UrlCheck, url: Url, day: date | None) -> Steps[str | None]:
    query = f"?url={quote(url.text, safe='')}" + (f"&timestamp={day:%Y%m%d}" if day else "")
    answer = yield from _ask(check, check.options.wayback_api + query, {})
    if answer is None:
        return None
    try:
        closest = json.loads(answer[1].body.data)["archived_snapshots"]["closest"]
        if not closest.get("available") or str(closest.get("status", "200"))[:1] not in "23":
            return None
        copy = str(closest["url"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return re.sub(r"^http://web\.archive\.org/", "https://web.archive.org/", copy)


def _time_gate(check: UrlCheck, gate: str, url: Url, day: date | None) -> Steps[str | None]:
    headers = {"Accept-Datetime": format_datetime(_noon(day), usegmt=True)} if day else {}
    answer = yield from _ask(check, f"{gate.rstrip('/')}/{url.text}", headers)
    if answer is None:
        return None
    asked, reply = answer
    location = reply.header("Location") if 300 <= reply.http_status < 400 else ""
    if not location and reply.header("Memento-Datetime"):
        location = reply.header("Content-Location") or asked.text
    if not location:
        return None
    try:
        return join(asked, from_header(location)).text
    except (InvalidUrl, UnsupportedScheme):
        return None


def _time_map(check: UrlCheck, time_map: str, url: Url, day: date | None) -> Steps[str | None]:
    answer = yield from _ask(check, f"{time_map.rstrip('/')}/{url.text}", {})
    if answer is None or answer[1].http_status != 200:
        return None
    copies = mementos(answer[1].body.data.decode("utf-8", "replace"))
    if not copies:
        return None
    if day is None:
        return max(copies)[1]
    wanted = _noon(day)
    return min(copies, key=lambda copy: abs(copy[0] - wanted))[1]


def mementos(link_format: str) -> list[tuple[datetime, str]]:
    """Return day and address of each copy in a TimeMap (RFC 7089 section 5, RFC 6690)."""
    copies = []
    for address, parameters in _MEMENTO.findall(link_format):
        relation = re.search(r'rel\s*=\s*"?([^";]+)', parameters)
        moment = re.search(r'datetime\s*=\s*"([^"]+)"', parameters)
        if relation and moment and "memento" in relation.group(1).split():
            try:
                copies.append((parsedate_to_datetime(moment.group(1)), address))
            except ValueError:
                continue
    return copies


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
