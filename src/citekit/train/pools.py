"""Pools that the facts of synthetic references are drawn from: works, names and periodicals by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from citekit.parse.tables import lines
from citekit.train import invented
from citekit.train.records import Work


def by_language(works: Sequence[Work]) -> dict[str, list[Work]]:
    """Works by language."""
    pools: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        pools[work.language].append(work)
    return dict(pools)


def periodicals(kind: str) -> dict[str, list[str]]:
    """Periodicals of the parser's table by language, where their neighbours in it tell."""
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for line in lines("periodicals"):
        found, _, names = line.partition(":")
        if found == kind:
            listed = [name.strip() for name in names.split(";")]
            language = next((invented.NEWSPAPERS[name] for name in listed if name in invented.NEWSPAPERS), "en")
            pools[language] += listed
    return dict(pools)


def given_names(works: Sequence[Work]) -> dict[str, list[str]]:
    """Given names in full, by language and first letter."""
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for work in works:
        for name in (*work.authors, *work.editors):
            given = (name.given or "").split(" ")[0]
            if len(given) > 2 and given.isalpha() and given.istitle():
                pools[work.language + given[0]].append(given)
    return dict(pools)


def surnames(works: Sequence[Work]) -> dict[str, list[str]]:
    """Surnames by language."""
    pools: defaultdict[str, list[str]] = defaultdict(list)
    for work in works:
        pools[work.language] += [
            name.family for name in (*work.authors, *work.editors) if name.family and name.family.istitle()
        ]
    return dict(pools)
