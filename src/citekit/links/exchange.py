"""What a check asks of the network, and what it gets: plain values between the check and the transport."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from citekit.links.body import Body
from citekit.links.failures import Failure

if TYPE_CHECKING:
    from citekit.links.urls import Url


@dataclass(frozen=True, slots=True)
class Request:
    """A request that waits for its host's turn.

    ``seconds`` is what its check has left; ``wait`` lets it start no earlier than so many seconds from now;
    ``form`` makes it a POST of a form;
    ``late`` puts it behind everything else that waits for the host; ``pause`` keeps the whole host waiting.
    """

    url: Url
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    body_limit: int = 0
    form: str | None = None
    wait: float = 0.0
    late: bool = False
    pause: float = 0.0
    slower: bool = False


NO_BODY = Body()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a response, or the failure that stood in its way."""

    failure: Failure | None = None
    http_status: int = 0
    reason: str = ""
    headers: Sequence[tuple[str, str]] = ()
    body: Body = NO_BODY
    elapsed: float = 0.0
    address: str | None = None

    def header(self, name: str) -> str:
        """Return the header's value, its first one where it comes more than once; "" where there is none."""
        return next(iter(self.header_all(name)), "")

    def header_all(self, name: str) -> list[str]:
        """Return every value of a header."""
        name = name.lower()
        return [value for key, value in self.headers if key.lower() == name]

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.header("Content-Type").partition(";")[0].strip().lower()
