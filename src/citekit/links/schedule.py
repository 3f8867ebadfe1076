"""Whose turn it is: one queue per host, so that no host sees more than its limits and no worker sleeps.

A check is a generator: it yields a Request, is resumed with the Reply, and returns its result. Between two of
its requests it occupies no worker; a redirect to another host waits in that host's queue.
"""

from __future__ import annotations

import heapq
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from queue import SimpleQueue
from time import monotonic
from typing import Generic, TypeVar

from citekit.links.exchange import Reply, Request

T = TypeVar("T")
Job = Generator[Request, Reply, T]

MAX_DELAY = 2.0
MAX_RECOVERY = 0.5


class _Host(Generic[T]):
    __slots__ = ("active", "delay", "due", "late", "limit", "next_start", "ready")

    def __init__(self, limit: int, delay: float) -> None:
        self.ready: deque[tuple[int, Job[T], Request]] = deque()
        self.late: list[tuple[float, int, int, Job[T], Request]] = []
        self.active = 0
        self.limit = limit
        self.delay = delay
        self.next_start = 0.0
        self.due: float | None = None

    def when(self) -> float | None:
        """When the host can take its next request; None where nothing waits or it is busy."""
        if self.active >= self.limit or not (self.ready or self.late):
            return None
        return self.next_start if self.ready else max(self.next_start, self.late[0][0])


class Scheduler(Generic[T]):
    """Runs checks over a number of threads. ``fetch`` is called in them; so is the code of the checks."""

    def __init__(
        self, fetch: Callable[[Request], Reply], *, workers: int, max_per_host: int, delay: float
    ) -> None:
        self._fetch = fetch
        self._workers = workers
        self._max_per_host = max_per_host
        self._delay = delay
        self._hosts: dict[str, _Host[T]] = {}
        self._turns: list[tuple[float, int, str]] = []
        self._changed = threading.Condition()
        self._work: SimpleQueue[tuple[int, Job[T], Request] | None] = SimpleQueue()
        self._sequence = 0
        self._open = 0
        self._stopped = False
        self._error: BaseException | None = None

    def run(self, jobs: Iterable[tuple[int, Job[T]]], done: Callable[[int, T], None]) -> None:
        """Run all ``jobs``; ``done`` gets each one's number and result, one call at a time.

        Returns when all are done. On an exception in the calling thread (Ctrl-C) no further request is started.
        """
        self._done = done
        with self._changed:
            for number, job in jobs:
                self._advance_locked(number, job, None)
        threads = [
            threading.Thread(target=self._worker, name=f"links-{index}", daemon=True)
            for index in range(min(self._workers, max(self._open, 1)))
        ]
        try:
            for thread in threads:
                thread.start()
            self._keep_time()
        finally:
            self._stopped = True
            for _ in threads:
                self._work.put(None)
        if self._error is not None:
            raise self._error

    def _keep_time(self) -> None:
        with self._changed:
            while self._open and self._error is None:
                now = monotonic()
                while self._turns and self._turns[0][0] <= now:
                    due, _, name = heapq.heappop(self._turns)
                    if self._hosts[name].due == due:
                        self._hosts[name].due = None
                    self._start_locked(name, now)
                self._changed.wait(self._turns[0][0] - now if self._turns else None)

    def _start_locked(self, name: str, now: float) -> None:
        """Hand the host's next request to a worker if its time has come; else note when it will."""
        host = self._hosts[name]
        while (when := host.when()) is not None:
            if when > now:
                if host.due is None or when < host.due:
                    host.due = when
                    self._sequence += 1
                    first = not self._turns or when < self._turns[0][0]
                    heapq.heappush(self._turns, (when, self._sequence, name))
                    if first:
                        self._changed.notify()
                return
            if host.ready:
                item = host.ready.popleft()
            else:
                _, _, number, job, request = heapq.heappop(host.late)
                item = (number, job, request)
            host.active += 1
            host.next_start = max(host.next_start, now) + host.delay if host.delay else now
            self._work.put(item)

    def _worker(self) -> None:
        while (item := self._work.get()) is not None and not self._stopped:
            try:
                self._serve(*item)
            except BaseException as error:  # nobody else must wait for a thread that is gone: run() raises it
                self._fail(error)

    def _serve(self, number: int, job: Job[T], request: Request) -> None:
        """Make one request of a job, and take in what the job does next."""
        reply = self._fetch(request)
        try:
            following = job.send(reply)
        except StopIteration as stop:
            self._finish(number, request, reply, stop.value)
        else:
            with self._changed:
                self._enqueue_locked(number, job, following, first=True)  # first: it may ask the host to pause
                self._release_locked(request, reply)

    def _finish(self, number: int, request: Request, reply: Reply, result: T) -> None:
        with self._changed:
            self._release_locked(request, reply)
            self._done(number, result)
            self._open -= 1
            if not self._open:
                self._changed.notify()

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = error
            self._changed.notify()

    def _release_locked(self, request: Request, reply: Reply) -> None:
        """Free the host's slot; a host that takes its time to answer is given as much to recover."""
        name, now = request.url.host, monotonic()
        host = self._hosts[name]
        host.active -= 1
        if host.delay:
            host.next_start = max(host.next_start, now + min(reply.elapsed, MAX_RECOVERY))
        if host.limit < self._max_per_host or host.delay > self._delay:
            self._speed_up(host, reply)
        self._start_locked(name, now)

    def _speed_up(self, host: _Host[T], reply: Reply) -> None:
        """Go back to the usual pace step by step while a host that was given more time answers well."""
        if reply.failure is None and reply.http_status < 400:
            host.delay = max(self._delay, host.delay / 2 if host.delay > 0.05 else 0.0)
            if host.delay == self._delay:
                host.limit = self._max_per_host

    def _advance_locked(self, number: int, job: Job[T], reply: Reply | None) -> None:
        try:
            request = next(job)
        except StopIteration as stop:
            self._done(number, stop.value)
            return
        self._open += 1
        self._enqueue_locked(number, job, request, first=False)

    def _enqueue_locked(self, number: int, job: Job[T], request: Request, *, first: bool) -> None:
        name = request.url.host
        now = monotonic()
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(self._max_per_host, self._delay)
        if request.pause:
            host.next_start = max(host.next_start, now + request.pause)
        if request.slower:
            host.limit = 1
            host.delay = min(max(host.delay, 0.05) * 2, MAX_DELAY)
        if request.late or request.wait:
            self._sequence += 1
            heapq.heappush(host.late, (now + request.wait, self._sequence, number, job, request))
        elif first:
            host.ready.appendleft((number, job, request))
        else:
            host.ready.append((number, job, request))
        self._start_locked(name, now)
