"""A run: which URLs to fetch, each once; who waits for whom; what to say about every link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from citekit.links.check import Outcome, Steps, UrlCheck
from citekit.links.classify import Judgement, bad, unsure
from citekit.links.drift import has_drifted
from citekit.links.fragments import is_missing
from citekit.links.network import Network
from citekit.links.options import LinkOptions
from citekit.links.result import LinkCheck, Status, Verdict
from citekit.links.targets import LinkTarget, targets_of
from citekit.links.urls import InvalidUrl, UnsupportedScheme, Url, parse_url
from citekit.model import Reference

Progress = Callable[[LinkCheck, int, int], None]


@dataclass(slots=True)
class Link:
    """A distinct URL and everything that was said about it."""

    url: str
    targets: list[LinkTarget] = field(default_factory=list)
    parsed: Url | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the records that give the URL, each once."""
        return tuple(dict.fromkeys(target.key for target in self.targets if target.key))

    @property
    def titles(self) -> list[str]:
        """The titles under which it is cited."""
        return list(dict.fromkeys(title for target in self.targets for title in target.titles))


def check_links(
    references_or_urls: Iterable[Reference | str | LinkTarget],
    *,
    options: LinkOptions | None = None,
    progress: Progress | None = None,
    **settings: Any,
) -> list[LinkCheck]:
    """Check the links of records, or URLs, and return one LinkCheck per distinct URL, first seen first.

    ``settings`` are LinkOptions given by name (``timeout=5``). ``progress`` is called after each check with it,
    the number done and the number of all. No URL, however malformed, and no answer raises; InvalidRecord and
    ConfigProblem are for a caller's mistake.
    """
    return LinkRun(references_or_urls, options=with_settings(options, settings), progress=progress).run()


def with_settings(options: LinkOptions | None, settings: dict[str, Any]) -> LinkOptions:
    """Return ``options`` with ``settings`` over it. Raises TypeError for a name that is no option."""
    known = {one.name for one in fields(LinkOptions)}
    if unknown := sorted(set(settings) - known):
        raise TypeError(f"check_links has no option {unknown[0]!r}")
    if options is None:
        return LinkOptions(**settings)
    return LinkOptions(**{**{name: getattr(options, name) for name in known}, **settings})


class LinkRun:
    """One run over a list of links. ``run`` does it; after an interruption ``results`` has what is known."""

    def __init__(
        self,
        entries: Iterable[Reference | str | LinkTarget],
        *,
        options: LinkOptions,
        progress: Progress | None = None,
    ) -> None:
        self.options = options
        self.links = _distinct(targets_of(entries))
        self._progress = progress
        self._network = Network(options.canaries)
        self._found: dict[str, LinkCheck] = {}

    def run(self) -> list[LinkCheck]:
        """Check all links and return the results in order."""
        pages = self._plan()
        if pages and not self.options.offline:
            self._fetch(pages)
        return self.results()

    def results(self) -> list[LinkCheck]:
        """Return a result for every link, in order; a link that was not reached is ``skipped``."""
        return [self._found.get(link.url) or self._untouched(link) for link in self.links]

    def _plan(self) -> dict[str, list[Link]]:
        """Sort out what needs no network; return the rest by the page to fetch."""
        pages: dict[str, list[Link]] = {}
        for link in self.links:
            try:
                link.parsed = parse_url(link.url)
            except InvalidUrl as error:
                self._settle(link, bad(Status.INVALID_URL, f"this is no address that could be opened: {error}"))
            except UnsupportedScheme as error:
                self._settle(link, unsure(Status.UNSUPPORTED, str(error)))
            else:
                if self.options.offline:
                    self._settle(link, unsure(Status.OFFLINE, "nothing was asked of the network"))
                else:
                    pages.setdefault(link.parsed.text, []).append(link)
        return pages

    def _fetch(self, pages: dict[str, list[Link]]) -> None:
        from citekit.links.fetch import Fetcher
        from citekit.links.schedule import Scheduler

        groups = list(pages.values())
        check = UrlCheck(self.options, self._network)
        fetcher = Fetcher(self.options)
        scheduler: Scheduler[list[tuple[Link, LinkCheck]]] = Scheduler(
            fetcher.fetch,
            workers=self.options.workers,
            max_per_host=self.options.max_per_host,
            delay=self.options.delay,
        )
        try:
            scheduler.run(
                ((number, self._steps(check, links)) for number, links in enumerate(groups)),
                lambda _, results: self._note(results),
            )
        finally:
            fetcher.close()

    def _steps(self, check: UrlCheck, links: list[Link]) -> Steps[list[tuple[Link, LinkCheck]]]:
        """Fetch a page once and judge every link to it."""
        start = links[0].parsed
        assert start is not None
        wants_fragment = self.options.fragments and any(link.parsed and link.parsed.fragment for link in links)
        limit = self.options.fragment_limit if wants_fragment else self.options.body_limit
        outcome = yield from check.steps(start, body_limit=limit, cited=links[0].titles)
        return [(link, self._result(link, outcome)) for link in links]

    def _result(self, link: Link, outcome: Outcome) -> LinkCheck:
        judgement = self._with_content(link, outcome)
        assert link.parsed is not None
        final = outcome.final.with_fragment() if outcome.final is not None else None
        suggested = outcome.suggested.with_fragment() if outcome.suggested is not None else None
        return LinkCheck(
            url=link.url,
            verdict=judgement.verdict,
            status=judgement.status,
            final_url=final if outcome.http_status is not None else None,
            suggested_url=suggested if judgement.verdict is Verdict.OK else None,
            http_status=outcome.http_status,
            detail=judgement.detail,
            elapsed_ms=round(outcome.elapsed * 1000),
            references=link.keys,
            hops=outcome.hops,
        )

    def _with_content(self, link: Link, outcome: Outcome) -> Judgement:
        """Look at what differs between links to one page: the fragment, and the title it is cited by."""
        judgement, reply = outcome.judgement, outcome.reply
        if judgement.verdict is not Verdict.OK or reply is None or not self.options.content:
            return judgement
        if titles := link.titles:
            own = has_drifted(titles, reply, outcome.page)
            if own is not None:
                return bad(Status.DRIFTED, f"the page is now called “{own[:120]}”, not what was cited")
        fragment = link.parsed.fragment if link.parsed is not None else None
        if self.options.fragments and is_missing(fragment, outcome.page, reply.body.complete):
            return bad(Status.FRAGMENT_MISSING, f"the page is there, but holds no place called “{fragment}”")
        return judgement

    def _note(self, results: list[tuple[Link, LinkCheck]]) -> None:
        for link, result in results:
            self._found[link.url] = result
            if self._progress is not None:
                self._progress(result, len(self._found), len(self.links))

    def _settle(self, link: Link, judgement: Judgement) -> None:
        self._note([(link, _without_fetch(link, judgement))])

    def _untouched(self, link: Link) -> LinkCheck:
        return _without_fetch(link, unsure(Status.SKIPPED, "the check ended before this link's turn"))


def _without_fetch(link: Link, judgement: Judgement) -> LinkCheck:
    return LinkCheck(link.url, judgement.verdict, judgement.status, detail=judgement.detail, references=link.keys)


def _distinct(targets: Iterable[LinkTarget]) -> list[Link]:
    links: dict[str, Link] = {}
    for target in targets:
        links.setdefault(target.url, Link(target.url)).targets.append(target)
    return list(links.values())
