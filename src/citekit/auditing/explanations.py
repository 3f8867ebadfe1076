"""What the codes of findings mean, with an example and what to do."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from citekit.errors import UnknownKey


class Explanation(NamedTuple):
    """One code explained."""

    code: str
    summary: str
    example: str
    advice: str


def codes() -> list[str]:
    """Return every code that a finding can have, in the order of the explanations."""
    return list(_all())


def explain(code: str) -> Explanation:
    """Return the explanation of ``code``; raises UnknownKey, with the nearest codes, where there is none."""
    try:
        return _all()[code]
    except KeyError:
        near = get_close_matches(code, _all(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "citekit explain lists all codes"
        raise UnknownKey(f"no finding has the code {code!r}", hint=hint) from None


@cache
def _all() -> dict[str, Explanation]:
    text = files("citekit.auditing").joinpath("explanations.toml").read_text(encoding="utf-8")
    return {code: Explanation(code, **values) for code, values in tomllib.loads(text).items()}
