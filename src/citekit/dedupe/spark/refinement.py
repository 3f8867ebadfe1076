"""Clusters of one component: the embedded path's own clustering, run where the component's records have met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from citekit.dedupe.batch import BatchKnowledge
from citekit.dedupe.clustering import Pair, cluster
from citekit.dedupe.deduplication import Run
from citekit.dedupe.scoring import PairScore
from citekit.dedupe.spark.rows import Row, read_columns
from citekit.model import Reference


@dataclass(frozen=True, slots=True)
class Keyed:
    """A record of which only the key is asked for: copies that no column tells apart are not read again."""

    id: str


def clusters_of(
    components: Iterable[Row], knowledge: BatchKnowledge, merge_from: float, propose_from: float
) -> Iterator[Row]:
    """Yield the clusters of components (``nodes``: position, csl, holders; ``links``: a, b, weight, probability).

    Positions are numbered anew within the component, in their order, which is all the clustering asks of them.
    """
    for component in components:
        nodes = sorted(component["nodes"], key=lambda node: int(node["position"]))
        number = {node["position"]: index for index, node in enumerate(nodes)}
        every = sorted((one["position"], one["id"], node["position"]) for node in nodes for one in node["holders"])
        run = _run([key for _, key, _ in every], knowledge, merge_from, propose_from)
        run.batch.extend(read_columns(node["csl"]) for node in nodes)
        run.holders.extend([] for _ in nodes)
        for index, (_, _, home) in enumerate(every):
            run.holders[number[home]].append(index)
        links: list[tuple[float, Pair]] = []
        for link in component["links"] or ():
            pair = (number[link["a"]], number[link["b"]])
            links.append((link["weight"], pair))
            run.scores[pair] = PairScore(link["weight"], link["probability"], ())
        links.sort(key=lambda link: link[1])
        grouping = cluster(len(nodes), links, run.judge, run.content)
        found, _ = run.clusters(grouping, {pair: weight for weight, pair in links})
        place = {key: position for position, key, _ in every}
        for one in found:
            yield {
                "position": place[one.ids[0]],
                "ids": list(one.ids),
                "score": one.score,
                "reasons": list(one.reasons),
            }


def _run(ids: Sequence[str], knowledge: BatchKnowledge, merge_from: float, propose_from: float) -> Run:
    """Return the embedded path's state, as if it had come as far as the links."""
    holders = cast("Sequence[Reference]", [Keyed(key) for key in ids])
    run = Run(holders, 0, (), merge_from, propose_from, knowledge)
    run.told_apart = set()
    return run
