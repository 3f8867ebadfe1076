"""Is there a network at all? Found out once per run, when a first failure asks, not once per URL."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Any

from citekit.links.addresses import is_public

CANARY_SECONDS = 4.0


class Network:
    """What a run knows about this machine's network.

    A host that does not resolve may be dead, or nothing may resolve. Names of a few institutions that the
    internet does not do without decide: where none of them resolves to a public address, and no public host
    has answered in this run, the machine is offline. They are looked up, never connected to.
    """

    def __init__(self, canaries: Sequence[str]) -> None:
        self._canaries = tuple(canaries)
        self._lock = threading.Lock()
        self._up: bool | None = None

    def note_contact(self, address: str | None) -> None:
        """Remember that a server answered; one on the public internet proves that there is a network."""
        if self._up is None and address is not None and is_public(ip_address(address.partition("%")[0])):
            self._up = True

    @property
    def known_down(self) -> bool:
        """Whether it is already known that there is no network."""
        return self._up is False

    def is_up(self) -> bool:
        """Tell whether names of the public internet can be resolved from here."""
        with self._lock:
            if self._up is None:
                self._up = self._any_canary_resolves() if self._canaries else True
            return self._up

    def _any_canary_resolves(self) -> bool:
        settled = threading.Semaphore(0)
        found: list[str] = []

        def look_up(name: str) -> None:
            try:
                for entry in socket.getaddrinfo(name, 443, 0, socket.SOCK_STREAM):
                    if is_public(ip_address(str(entry[4][0]).partition("%")[0])) and _has_route(
                        entry[0], entry[4]
                    ):
                        found.append(name)
                        break
            except (OSError, ValueError):
                pass
            finally:
                settled.release()

        for name in self._canaries:
            threading.Thread(target=look_up, args=(name,), daemon=True).start()
        for _ in self._canaries:
            if not settled.acquire(timeout=CANARY_SECONDS) or found:
                break
        return bool(found)


def _has_route(family: int, address: Any) -> bool:
    """Tell whether packets to ``address`` would leave this machine; a UDP socket's connect sends none."""
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
