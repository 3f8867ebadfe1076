"""What deduplication found: clusters, relations, proposals; the merged records, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from citekit.dedupe.merging import merge
from citekit.dedupe.relations import Relation
from citekit.dedupe.repointing import repoint
from citekit.model import Finding, Reference


@dataclass(frozen=True)
class DuplicateCluster:
    """Records of one work. ``score`` is the probability of the weakest link that holds them together."""

    ids: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"ids": list(self.ids), "score": round(self.score, 4), "reasons": list(self.reasons)}


@dataclass(frozen=True)
class RelatedPair:
    """Two works that belong together and are not one."""

    ids: tuple[str, str]
    relation: Relation
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"ids": list(self.ids), "relation": self.relation.value, "reasons": list(self.reasons)}


@dataclass(frozen=True)
class ProposedPair:
    """Two records that may be of one work; a person should decide."""

    ids: tuple[str, str]
    score: float
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return JSON values."""
        return {"ids": list(self.ids), "score": round(self.score, 4), "reasons": list(self.reasons)}


@dataclass(frozen=True)
class Deduplication:
    """The outcome for a list of records; nothing is lost: ``originals`` are the records as they came.

    Every id stands in at most one cluster; a record in none is not listed.
    """

    originals: tuple[Reference, ...]
    clusters: tuple[DuplicateCluster, ...] = ()
    related: tuple[RelatedPair, ...] = ()
    proposed: tuple[ProposedPair, ...] = ()
    findings: tuple[Finding, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Keys given here to records that shared one, and the keys they came with."""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The records after merging, in the order of the first of each cluster."""
        by_id = {one.id: one for one in self.originals}
        merged: dict[str, Reference | None] = {}
        for cluster in self.clusters:
            first, *rest = cluster.ids
            merged[first] = self._without_new_keys(merge([by_id[key] for key in cluster.ids]))
            merged.update(dict.fromkeys(rest))
        kept = (merged.get(one.id, one) for one in self.originals)
        today = self._today(by_id)
        return tuple(
            repoint(one, lambda key: today.get(key, key), one.id if one.id in merged else "")
            for one in kept
            if one is not None
        )

    def _today(self, by_id: Mapping[str, Reference]) -> Mapping[str, str]:
        """Return for every key that a relation may name, and that was merged away, the key that stays."""
        found: dict[str, str] = {}
        for key, kept in self.aliases.items():
            true = self.renamed.get(key, key)
            names = by_id[key].aliases if true != key else (key, *by_id[key].aliases)
            found.update((name, kept) for name in names if name == key or name not in by_id)
        return found

    @property
    def relations(self) -> tuple[RelatedPair, ...]:
        """The related pairs by the keys of the merged records."""
        today = self.aliases
        return tuple(
            replace(one, ids=(today.get(one.ids[0], one.ids[0]), today.get(one.ids[1], one.ids[1])))
            for one in self.related
        )

    def _without_new_keys(self, one: Reference) -> Reference:
        """A key that was only given here is nobody's alias; the one it was given for may be."""
        if not any(alias in self.renamed for alias in one.aliases):
            return one
        true = dict.fromkeys(self.renamed.get(alias, alias) for alias in one.aliases)
        return one.replace(aliases=tuple(alias for alias in true if alias != one.id))

    @property
    def aliases(self) -> Mapping[str, str]:
        """The keys that merging made aliases, and the key each stands for now."""
        return {key: cluster.ids[0] for cluster in self.clusters for key in cluster.ids[1:]}

    def cluster_of(self, key: str) -> DuplicateCluster | None:
        """Return the cluster that holds the record ``key``."""
        return next((cluster for cluster in self.clusters if key in cluster.ids), None)

    def undo(self, cluster: DuplicateCluster | str) -> Deduplication:
        """Return the outcome without one merge, named by its cluster or by the id of any record in it.

        Raises KeyError where no cluster holds it.
        """
        found = self.cluster_of(cluster) if isinstance(cluster, str) else cluster
        if found is None or found not in self.clusters:
            raise KeyError(f"no duplicate cluster holds {cluster!r}")
        return replace(self, clusters=tuple(one for one in self.clusters if one is not found))

    def to_json(self) -> dict[str, Any]:
        """Return JSON values: clusters, related pairs, and, where there are any, the pairs proposed for review."""
        value = {
            "clusters": [one.to_json() for one in self.clusters],
            "related": [one.to_json() for one in self.related],
        }
        if self.proposed:
            value["proposed"] = [one.to_json() for one in self.proposed]
        return value
