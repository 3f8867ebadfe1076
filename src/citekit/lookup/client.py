"""Asking a service: politely, with a deadline, remembering the answers."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from citekit._version import __version__
from citekit.errors import CitekitError
from citekit.files import write_text

BASES = {
    "crossref": "https://api.crossref.org",
    "datacite": "https://api.datacite.org",
    "doi": "https://doi.org",
    "openlibrary": "https://openlibrary.org",
    "arxiv": "https://export.arxiv.org",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov",
}
"""The services and where they are; each can be set to another address."""

_LARGEST = 8 * 1024 * 1024
_DAY = 24 * 3600


class Unanswered(CitekitError):
    """A service could not be asked, or did not answer: this says nothing about the work."""


@dataclass(frozen=True)
class LookupOptions:
    """How to ask.

    ``mailto`` is the address that the services ask for: with it they answer faster. ``delay`` is the least time
    between two questions to one service, ``timeout`` the longest for one answer, ``tries`` how often a busy
    service is asked. Answers are kept in ``cache`` for ``keep_days``.
    """

    mailto: str | None = None
    bases: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 15.0
    delay: float = 0.2
    tries: int = 3
    cache: Path | None = None
    keep_days: float = 30.0


class Client:
    """Asks the services; one for each run."""

    def __init__(self, options: LookupOptions | None = None) -> None:
        self.options = options or LookupOptions()
        unknown = set(self.options.bases) - BASES.keys()
        if unknown:
            raise CitekitError(f"no service is called {unknown.pop()!r}", hint=f"known: {', '.join(BASES)}")
        self._session = requests.Session()
        contact = f"; mailto:{self.options.mailto}" if self.options.mailto else ""
        self._session.headers["User-Agent"] = f"citekit/{__version__} (reference lookup{contact})"
        self._asked: dict[str, float] = {}

    def get(
        self, service: str, path: str, params: Mapping[str, str] | None = None, accept: str = ""
    ) -> str | None:
        """Return a service's answer as text, ``None`` where it does not know the work. Raises Unanswered."""
        url = (self.options.bases.get(service) or BASES[service]).rstrip("/") + path
        query = dict(params or {})
        if self.options.mailto and service in ("crossref", "pubmed"):
            query["mailto" if service == "crossref" else "email"] = self.options.mailto
        kept = self._cache_file(url, {**query, "accept": accept})
        if kept is not None and (answer := self._remembered(kept)) is not None:
            return answer.get("text")
        text = self._ask(service, url, query, accept)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_text(kept, json.dumps({"url": url, "text": text}, ensure_ascii=False))
        return text

    def _ask(self, service: str, url: str, query: dict[str, str], accept: str) -> str | None:
        headers = {"Accept": accept} if accept else {}
        for attempt in range(1, self.options.tries + 1):
            self._wait(service)
            try:
                with self._session.get(
                    url, params=query, headers=headers, timeout=self.options.timeout, stream=True
                ) as response:
                    if response.status_code in (429, 500, 502, 503, 504) and attempt < self.options.tries:
                        time.sleep(_pause(response.headers.get("Retry-After"), attempt, self.options.timeout))
                        continue
                    return _text(response, service)
            except requests.RequestException as error:
                reason = "no answer in time" if isinstance(error, requests.Timeout) else "cannot be reached"
                raise Unanswered(f"{service} ({urlsplit(url).hostname}): {reason}") from None
        raise Unanswered(f"{service} is busy", hint="try again later")

    def _wait(self, service: str) -> None:
        pause = self._asked.get(service, 0.0) + self.options.delay - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._asked[service] = time.monotonic()

    def _cache_file(self, url: str, query: Mapping[str, str]) -> Path | None:
        if self.options.cache is None:
            return None
        question = json.dumps([url, sorted((name, value) for name, value in query.items() if name != "mailto")])
        return self.options.cache / f"{hashlib.sha256(question.encode()).hexdigest()[:32]}.json"

    def _remembered(self, path: Path) -> dict[str, Any] | None:
        try:
            if time.time() - path.stat().st_mtime > self.options.keep_days * _DAY:
                return None
            answer = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) and "text" in answer else None


def _text(response: requests.Response, service: str) -> str | None:
    if response.status_code in (400, 404, 406, 410):
        return None
    if response.status_code >= 300:
        raise Unanswered(f"{service} answered {response.status_code}")
    data = bytearray()
    for chunk in response.iter_content(64 * 1024):
        data += chunk
        if len(data) > _LARGEST:
            raise Unanswered(f"{service} sent more than {_LARGEST // 1024**2} MB")
    return data.decode("utf-8", "replace")


def _pause(retry_after: str | None, attempt: int, most: float) -> float:
    asked = float(retry_after) if retry_after and retry_after.isdigit() else 2.0 ** (attempt - 1)
    return min(asked, most)
