"""What a site's robots.txt lets a program ask for.

Source: RFC 9309 (groups, longest match, ``*`` and ``$``, unavailable and unreachable files).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from citekit.links.check import Steps, Trail, UrlCheck
from citekit.links.urls import Url

PRODUCT = "citekit"


@dataclass(slots=True)
class Rules:
    """The rules for us: pairs of a pattern and whether it allows."""

    rules: list[tuple[str, bool]] = field(default_factory=list)

    def allow(self, target: str) -> bool:
        """Tell whether ``target`` (path and query) may be asked for: the longest pattern that fits decides."""
        best, allowed = -1, True
        for pattern, allows in self.rules:
            fits = _compiled(pattern).match(target)
            if fits and (len(pattern) > best or (len(pattern) == best and allows)):
                best, allowed = len(pattern), allows
        return allowed


FORBIDDEN = Rules([("/", False)])
FREE = Rules()


class Robots:
    """The robots.txt files of a run's hosts, each fetched when first needed."""

    def __init__(self) -> None:
        self._rules: dict[tuple[str, str, int], Rules] = {}

    def allowed(self, check: UrlCheck, url: Url) -> Steps[bool]:
        """Tell whether ``url`` may be asked for; yields the request for its host's robots.txt."""
        rules = self._rules.get(url.origin)
        if rules is None:
            trail = Trail(check.options.timeout)
            reply = yield from check.ask(trail, url.at("/robots.txt"), {}, 0)
            if reply.failure is not None:
                rules = FREE  # the page itself will fail in the same way, and say how
            elif reply.http_status >= 500:
                rules = FORBIDDEN
            elif 200 <= reply.http_status < 300:
                rules = parse_robots(reply.body.data.decode("utf-8", "replace"))
            else:
                rules = FREE
            self._rules[url.origin] = rules
        return rules.allow(url.target)


def parse_robots(text: str) -> Rules:
    """Read the group that is for us, or else the one for everybody; groups of one agent are joined."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [] if in_rules else agents
            in_rules = False
            agents.append(value.lower())
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                for agent in agents:
                    groups[agent].append((value, key == "allow"))
    ours = [rules for agent, rules in groups.items() if agent and agent.partition("/")[0] == PRODUCT]
    if ours:
        return Rules([rule for rules in ours for rule in rules])
    return Rules(groups.get("*", []))


def _compiled(pattern: str) -> re.Pattern[str]:
    end = "$" if pattern.endswith("$") else ""
    parts = [re.escape(part) for part in re.split(r"\*+", pattern.removesuffix("$"))]
    return re.compile(".*?".join(parts) + end, re.DOTALL)
