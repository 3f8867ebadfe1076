"""The way from records to clusters: columns, blocks, comparisons, links, groups."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from citekit.dedupe.batch import BatchKnowledge, recurring_titles, shared_identifiers
from citekit.dedupe.blocking import candidate_codes
from citekit.dedupe.clustering import Clustering, Pair, cluster
from citekit.dedupe.columns import Columns, columns, content_order, signature
from citekit.dedupe.comparison import compare, plausible
from citekit.dedupe.containers import Container
from citekit.dedupe.explanation import reasons
from citekit.dedupe.names import AuthorLevel, compare_authors
from citekit.dedupe.relations import relate
from citekit.dedupe.result import Deduplication, DuplicateCluster, ProposedPair, RelatedPair
from citekit.dedupe.scoring import MERGE, PROPOSE, PairScore, score, worth_asking
from citekit.dedupe.titles import TitleLevel, TitleMatch
from citekit.dedupe.venues import Venues
from citekit.model import Finding, Reference, Severity


def deduplicate(
    references: Iterable[Reference],
    *,
    against: Iterable[Reference] = (),
    distinct: Iterable[tuple[str, str]] = (),
    merge_from: float = MERGE,
    propose_from: float = PROPOSE,
) -> Deduplication:
    """Find the records of one work, and those of works that belong together.

    ``against``: records already known to be free of duplicates, such as a library's; they come first and are not
    compared with one another. ``distinct``: pairs of keys that a person has told apart; they are never merged nor
    proposed. ``merge_from`` and ``propose_from``: the scores from which a pair is merged, or shown for review.
    """
    known = list(against)
    records, renamed = _unique_keys([*known, *references])
    run = Run(records, len(known), distinct, merge_from, propose_from)
    with _collector_at_rest():
        return run.outcome(renamed)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles among millions of small values that hold none: a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unique_keys(records: list[Reference]) -> tuple[list[Reference], dict[str, str]]:
    """Give records that share a key one of their own; return which of the keys are new, and for what."""
    taken = {one.id for one in records}
    seen: Counter[str] = Counter()
    found: list[Reference] = []
    renamed: dict[str, str] = {}
    for one in records:
        old = one.id
        while seen[old] and one.id in taken:
            seen[old] += 1
            one = one if (key := f"{old}-{seen[old]}") in taken else one.model_copy(update={"id": key})
        if one.id != old:
            renamed[one.id] = old
            taken.add(one.id)
        else:
            seen[old] = 1
        found.append(one)
    return found, renamed


def _key_findings(
    records: Sequence[Reference], renamed: Mapping[str, str], clusters: Iterable[DuplicateCluster]
) -> Iterator[Finding]:
    """Name the keys that stand for two works, and the aliases that contradict a key."""
    home = {key: cluster.ids[0] for cluster in clusters for key in cluster.ids}
    for new, old in renamed.items():
        if home.get(new, new) != home.get(old, old):
            yield Finding(
                code="duplicate-key",
                message=f"the key {old} stands for two works; the later one is called {new} here",
                severity=Severity.WARNING,
                key=old,
                hint="give one of them another key",
            )
    keys = {one.id for one in records}
    for one in records:
        yield from (_contradiction(one, alias) for alias in one.aliases if alias in keys and alias != one.id)


def _contradiction(one: Reference, alias: str) -> Finding:
    return Finding(
        code="alias-is-key",
        message=f"{alias} is an alias of {one.id} and the key of another record",
        key=one.id,
        hint="the key counts; remove the alias",
    )


@dataclass
class Run:
    """One deduplication: records that no column tells apart share a position."""

    records: Sequence[Reference]
    known: int
    distinct: Iterable[tuple[str, str]]
    merge_from: float
    propose_from: float
    knowledge: BatchKnowledge = field(default_factory=BatchKnowledge)
    batch: list[Columns] = field(default_factory=list)
    holders: list[list[int]] = field(default_factory=list)
    scores: dict[Pair, PairScore] = field(default_factory=dict)

    def outcome(self, renamed: Mapping[str, str]) -> Deduplication:
        """Go the whole way; ``renamed`` are the keys that were given to records which shared one."""
        self._gather()
        links, proposed, related = self._compare()
        grouping = cluster(len(self.batch), links, self.judge, self.content)
        clusters, group_of = self.clusters(grouping, {pair: weight for weight, pair in links})
        return Deduplication(
            originals=tuple(self.records),
            clusters=tuple(clusters),
            related=tuple(self._related(related, group_of)),
            proposed=tuple(self._proposed([*proposed, *grouping.refused], group_of)),
            findings=tuple(_key_findings(self.records, renamed, clusters)),
            renamed=dict(renamed),
        )

    def _gather(self) -> None:
        apart = {key for pair in self.distinct for key in pair}
        self.told_apart: set[frozenset[int]] = set()
        position_of: dict[object, int] = {}
        at: dict[str, int] = {}
        made_of = [columns(one) for one in self.records]
        self.knowledge = BatchKnowledge(recurring=recurring_titles(made_of), shared=shared_identifiers(made_of))
        enough: dict[object, bool] = {}
        for index, (one, made) in enumerate(zip(self.records, made_of, strict=True)):
            sign: object = signature(made)
            if sign in position_of:
                if sign not in enough:
                    enough[sign] = self._says_enough(made)
                if index < self.known or not enough[sign]:
                    sign = one.id
            if one.id in apart:
                sign = one.id
            position = position_of.setdefault(sign, len(self.batch))
            if position == len(self.batch):
                self.batch.append(made)
                self.holders.append([])
            self.holders[position].append(index)
            at[one.id] = position
        for a, b in self.distinct:
            if a in at and b in at:
                self.told_apart.add(frozenset((at[a], at[b])))

    def _says_enough(self, one: Columns) -> bool:
        """Tell whether a record equal to this one is surely of the same work; of a generic title it is not."""
        verdict = score(one, one, compare(one, one, None, self.knowledge))
        return verdict.probability >= self.merge_from and not verdict.vetoes

    def _compare(self) -> tuple[list[tuple[float, Pair]], list[Pair], list[Pair]]:
        links: list[tuple[float, Pair]] = []
        proposed, related = [], []
        batch, known = self.batch, self.known
        fresh = [holders[-1] >= known for holders in self.holders]
        close = []
        for code in candidate_codes(batch):
            a, b = divmod(code, len(batch))
            if known and not (fresh[a] or fresh[b]):
                continue
            match = plausible(batch[a], batch[b])
            if match is not None:
                close.append(((a, b), match))
        self.knowledge = replace(self.knowledge, venues=Venues(observed_venues(batch, close)))
        for pair, match in close:
            one, other = batch[pair[0]], batch[pair[1]]
            found = compare(one, other, match, self.knowledge)
            verdict = score(one, other, found)
            apart = frozenset(pair) in self.told_apart
            if verdict.probability >= self.merge_from and not verdict.vetoes and not apart:
                links.append((verdict.weight, pair))
                self.scores[pair] = verdict
                continue
            if relate(one, other, found, verdict):
                related.append(pair)
            elif (
                verdict.probability >= self.propose_from
                and not verdict.vetoes
                and not apart
                and worth_asking(found)
            ):
                proposed.append(pair)
        return links, proposed, related

    def judge(self, a: int, b: int) -> PairScore:
        """Return the score of any two positions."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self.scores:
            one, other = self.batch[pair[0]], self.batch[pair[1]]
            verdict = score(one, other, compare(one, other, None, self.knowledge))
            both_known = max(self.holders[a][0], self.holders[b][0]) < self.known
            if both_known or frozenset(pair) in self.told_apart:
                verdict = PairScore(verdict.weight, verdict.probability, (*verdict.vetoes, "distinct"))
            self.scores[pair] = verdict
        return self.scores[pair]

    def content(self, position: int) -> tuple[str, ...]:
        """Return what a position is sorted by."""
        return content_order(self.batch[position])

    def _id(self, position: int) -> str:
        return self.records[self.holders[position][0]].id

    def _reasons(self, a: int, b: int) -> tuple[str, ...]:
        one, other = self.batch[a], self.batch[b]
        return reasons(one, other, compare(one, other, None, self.knowledge))

    def clusters(
        self, grouping: Clustering, weights: dict[Pair, float]
    ) -> tuple[list[DuplicateCluster], dict[int, int]]:
        """Return the clusters with their reasons, and the number of the group of each grouped position."""
        group_of: dict[int, int] = {}
        for number, group in enumerate(grouping.groups):
            group_of.update(dict.fromkeys(group, number))
        inner: defaultdict[int, list[Pair]] = defaultdict(list)
        for pair in weights:
            number = group_of.get(pair[0], -1)
            if number >= 0 and group_of.get(pair[1]) == number:
                inner[number].append(pair)
        made = [self._cluster(group, inner[number], weights) for number, group in enumerate(grouping.groups)]
        for position, holders in enumerate(self.holders):
            if len(holders) > 1 and position not in group_of:
                made.append(self._cluster([position], [], weights))
        order = {one.id: index for index, one in enumerate(self.records)}
        return sorted(made, key=lambda one: order[one.ids[0]]), group_of

    def _cluster(self, group: list[int], pairs: list[Pair], weights: dict[Pair, float]) -> DuplicateCluster:
        indexes = sorted(index for position in group for index in self.holders[position])
        links = _spanning(pairs, weights)
        weakest = min((self.scores[pair].probability for pair in links), default=0.999)
        copies = sum(len(self.holders[position]) - 1 for position in group)
        said: list[str] = []
        if len(group) == 2:
            said += self._reasons(*links[0])
        else:
            said += [f"{self._id(a)} and {self._id(b)}: {', '.join(self._reasons(a, b))}" for a, b in links[:20]]
        if copies:
            alike = ", ".join(self._reasons(group[0], group[0]))
            said.append(
                f"all agree in what is compared: {alike}"
                if len(group) == 1
                else f"{copies} more that agree with one of these in all that is compared"
            )
        return DuplicateCluster(tuple(self.records[index].id for index in indexes), weakest, tuple(said))

    def _related(self, pairs: list[Pair], group_of: dict[int, int]) -> list[RelatedPair]:
        made, seen = [], set()
        for a, b in pairs:
            ends = (group_of.get(a, -1 - a), group_of.get(b, -1 - b))
            if ends[0] == ends[1] or frozenset(ends) in seen:
                continue
            one, other = self.batch[a], self.batch[b]
            found = compare(one, other, None, self.knowledge)
            if relation := relate(one, other, found, score(one, other, found)):
                seen.add(frozenset(ends))
                made.append(
                    RelatedPair(
                        (self._id(a), self._id(b)), relation[0], (relation[1], *reasons(one, other, found))
                    )
                )
        return made

    def _proposed(self, pairs: list[Pair], group_of: dict[int, int]) -> list[ProposedPair]:
        made, seen = [], set()
        for a, b in pairs:
            ends = (group_of.get(a, -1 - a), group_of.get(b, -1 - b))
            if ends[0] == ends[1] or frozenset(ends) in seen:
                continue
            seen.add(frozenset(ends))
            made.append(
                ProposedPair((self._id(a), self._id(b)), self.judge(a, b).probability, self._reasons(a, b))
            )
        return sorted(made, key=lambda pair: -pair.score)


def observed_venues(
    batch: Sequence[Columns], close: list[tuple[Pair, TitleMatch]]
) -> Iterator[tuple[Container, Container, str]]:
    """Yield the containers of pairs that are of one work by title, authors and year alone."""
    for (a, b), match in close:
        if match.level < TitleLevel.SPELLING or match.level is TitleLevel.MISSING or match.shared < 3:
            continue
        one, other = batch[a], batch[b]
        if not one.container or not other.container or not one.year or one.year != other.year:
            continue
        if compare_authors(one.authors, other.authors) >= AuthorLevel.INITIALS:
            yield one.container, other.container, one.title.forms[0].compact


def _spanning(pairs: list[Pair], weights: dict[Pair, float]) -> list[Pair]:
    """Return the strongest links that hold a group together."""
    root: dict[int, int] = {}

    def find(x: int) -> int:
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    kept = []
    for a, b in sorted(pairs, key=lambda pair: (-weights[pair], pair)):
        if find(a) != find(b):
            root[find(a)] = find(b)
            kept.append((a, b))
    return kept
