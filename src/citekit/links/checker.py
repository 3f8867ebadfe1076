"""A run: which URLs to fetch, each once; who waits for whom; what to say about every link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from citekit.links.archive import nearest_copy, save_copy
from citekit.links.check import Outcome, Steps, UrlCheck
from citekit.links.classify import Judgement, bad, unsure
from citekit.links.drift import has_drifted
from citekit.links.fragments import is_missing
from citekit.links.history import Change, History, question
from citekit.links.network import Network
from citekit.links.options import LinkOptions
from citekit.links.resolvers import Lookup, lookup_of, resolve
from citekit.links.result import LinkCheck, Status, Verdict
from citekit.links.robots import Robots
from citekit.links.targets import LinkTarget, targets_of
from citekit.links.urls import InvalidUrl, UnsupportedScheme, Url, parse_url

if TYPE_CHECKING:
    from citekit.model import Reference

Progress = Callable[[LinkCheck, int, int], None]


@dataclass(slots=True)
class Link:
    """A distinct URL and everything that was said about it."""

    url: str
    targets: list[LinkTarget] = field(default_factory=list)
    parsed: Url | None = None
    lookup: Lookup | None = None

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
    the number done and the number of all. No URL, however malformed, and no answer raises; ConfigProblem and
    TypeError are for a caller's mistake, UnreadableInput for a history that is none.
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
        self.history = History(options.history, resume=options.resume) if options.history else None
        self._strikes = options.strikes or 1

    def run(self) -> list[LinkCheck]:
        """Check all links and return the results in order."""
        try:
            pages = self._plan()
            if pages:
                self._fetch(pages)
            if self.history is not None:
                self.history.finish()
        finally:
            if self.history is not None:
                self.history.close()
        return self.results()

    @property
    def changes(self) -> list[Change]:
        """The links whose verdict is another than last time, where there is a history."""
        return self.history.changes if self.history is not None else []

    def results(self) -> list[LinkCheck]:
        """Return a result for every link, in order; a link that was not reached is ``skipped``."""
        return [self._found.get(link.url) or self._untouched(link) for link in self.links]

    def _plan(self) -> dict[str, list[Link]]:
        """Sort out what needs no network; return the rest by the page to fetch."""
        pages: dict[str, list[Link]] = {}
        for link in self.links:
            try:
                link.lookup = lookup_of(link.url)
                link.parsed = parse_url(link.lookup.address(self.options) if link.lookup else link.url)
            except InvalidUrl as error:
                self._settle(link, bad(Status.INVALID_URL, f"this is no address that could be opened: {error}"))
            except UnsupportedScheme as error:
                self._settle(link, unsure(Status.UNSUPPORTED, str(error)))
            else:
                known = self._known(link)
                if known is not None:
                    self._note([(link, known)], new=False)
                elif self.options.offline:
                    self._settle(link, unsure(Status.OFFLINE, "nothing was asked of the network"))
                else:
                    pages.setdefault(link.parsed.text, []).append(link)
        return pages

    def _known(self, link: Link) -> LinkCheck | None:
        if self.history is None:
            return None
        known = self.history.known(link.url, self._question(link), anything=self.options.offline)
        return replace(known, references=link.keys) if known is not None else None

    def _question(self, link: Link) -> str:
        return question(self.options.fragments, self.options.content, link.titles)

    def _fetch(self, pages: dict[str, list[Link]]) -> None:
        from citekit.links.fetch import Fetcher
        from citekit.links.schedule import Scheduler

        check = UrlCheck(self.options, self._network)
        robots = Robots() if self.options.robots else None
        fetcher = Fetcher(self.options, self._network)
        scheduler: Scheduler[list[tuple[Link, LinkCheck]]] = Scheduler(
            fetcher.fetch,
            workers=self.options.workers,
            max_per_host=self.options.max_per_host,
            delay=self.options.delay,
        )
        jobs = ((number, self._safe_steps(check, robots, links)) for number, links in enumerate(pages.values()))
        try:
            scheduler.run(jobs, lambda _, results: self._note(results))
        finally:
            fetcher.close()

    def _safe_steps(
        self, check: UrlCheck, robots: Robots | None, links: list[Link]
    ) -> Steps[list[tuple[Link, LinkCheck]]]:
        """Check a page; a mistake of ours about one page must not cost the findings about all others."""
        try:
            return (yield from self._steps(check, robots, links))
        except Exception as error:  # reported as what it is
            judgement = unsure(Status.SKIPPED, f"the check itself failed ({type(error).__name__}: {error})")
            return [(link, _without_fetch(link, judgement)) for link in links]

    def _steps(
        self, check: UrlCheck, robots: Robots | None, links: list[Link]
    ) -> Steps[list[tuple[Link, LinkCheck]]]:
        """Fetch a page once, judge every link to it, and look for copies of what is broken."""
        first = links[0]
        start = first.parsed
        assert start is not None
        if robots is not None and not (yield from robots.allowed(check, start)):
            judgement = unsure(Status.ROBOTS, "the site's robots.txt forbids programs to ask for the page")
            return [(link, _without_fetch(link, judgement)) for link in links]
        if first.lookup is not None:
            outcome = yield from resolve(check, first.lookup, start)
        else:
            titles = [title for link in links for title in link.titles]
            outcome = yield from check.steps(start, body_limit=self._limit(links), cited=titles)
        results = []
        for link in links:
            result = self._result(link, outcome)
            if self._wants_copy(result):
                result = replace(result, archived=(yield from self._copy(check, link, result)))
            results.append((link, result))
        return results

    def _limit(self, links: list[Link]) -> int:
        wants_fragment = self.options.fragments and any(link.parsed and link.parsed.fragment for link in links)
        return self.options.fragment_limit if wants_fragment else self.options.body_limit

    def _wants_copy(self, result: LinkCheck) -> bool:
        if self.options.save_page_now and result.verdict is Verdict.OK:
            return True
        if self.options.archive == "all":
            return result.status is not Status.OFFLINE
        return self.options.archive == "bad" and result.verdict is Verdict.BAD

    def _copy(self, check: UrlCheck, link: Link, result: LinkCheck) -> Steps[str | None]:
        if self.options.save_page_now and result.verdict is Verdict.OK and link.parsed is not None:
            return (yield from save_copy(check, link.parsed))
        day = next((target.day for target in link.targets if target.day), None)
        if link.lookup is not None or link.parsed is None:
            return None
        return (yield from nearest_copy(check, link.parsed, day))

    def _result(self, link: Link, outcome: Outcome) -> LinkCheck:
        judgement = self._with_content(link, outcome)
        assert link.parsed is not None
        final = outcome.final.with_fragment() if outcome.final is not None else None
        suggested = outcome.suggested.with_fragment() if outcome.suggested is not None else None
        return LinkCheck(
            url=link.url,
            verdict=judgement.verdict,
            status=judgement.status,
            final_url=None if judgement.status is Status.OFFLINE else final,
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

    def _note(self, results: list[tuple[Link, LinkCheck]], *, new: bool = True) -> None:
        for link, result in results:
            if new and self.history is not None:
                result = self.history.with_strikes(result, self._strikes)
                self.history.note(result, self._question(link))
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
