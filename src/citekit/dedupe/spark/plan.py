"""The plan: features, knowledge, blocks, pair scores, components, clusters; each made from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from citekit.dedupe.batch import BatchKnowledge
from citekit.dedupe.comparison import compare, plausible
from citekit.dedupe.deduplication import observed_venues
from citekit.dedupe.scoring import MERGE, PROPOSE, score
from citekit.dedupe.spark import blocks, knowledge
from citekit.dedupe.spark.components import connected_components
from citekit.dedupe.spark.features import features, records, with_keys_of_their_own
from citekit.dedupe.spark.refinement import clusters_of
from citekit.dedupe.spark.rows import Row, read_columns, through
from citekit.errors import CitekitError
from citekit.model import Finding, Severity

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SHOWN = 100


@dataclass(frozen=True)
class SparkOutcome:
    """How many records were read and clusters written; ``findings`` names the first rows that are no records."""

    records: int
    clusters: int
    rejected: int
    findings: tuple[Finding, ...]


def deduplicate_parquet(
    spark: SparkSession,
    source: str,
    target: str,
    *,
    column: str = "csl",
    merge_from: float = MERGE,
    propose_from: float = PROPOSE,
) -> SparkOutcome:
    """Find the records of one work among those of ``source``, and write the clusters to ``target``; both Parquet.

    ``column`` of the source holds one record a row, as CSL-JSON text. The target, overwritten where it exists, has
    a row for every cluster of two records and more: ``ids`` (array of strings), ``score`` (the probability of the
    weakest link), ``reasons`` (array of strings). They are the clusters that ``citekit.deduplicate`` finds in the
    same records, in the order of the files' names and of the rows of each. Of records that share a key, the later
    ones are called ``key-2``, ``key-3`` and so on. Rows that are no records are left out and reported.

    Raises CitekitError where pyspark or pyarrow is not installed. What the engine raises passes through.
    """
    _require_engine()
    made = features(records(spark, source, column)).persist()
    kept: list[DataFrame] = [made]
    try:
        clusters = _clusters(spark, made, (merge_from, propose_from), kept).persist()
        kept.append(clusters)
        clusters.orderBy("position").select("ids", "score", "reasons").write.mode("overwrite").parquet(target)
        rejected = made.where("problem is not null")
        return SparkOutcome(
            records=made.count() - (bad := rejected.count()),
            clusters=clusters.count(),
            rejected=bad,
            findings=tuple(_finding(row, source) for row in rejected.orderBy("position").limit(_SHOWN).collect()),
        )
    finally:
        for frame in kept:
            frame.unpersist()


def _require_engine() -> None:
    try:
        import pyarrow
        import pyspark
    except ImportError as error:
        raise CitekitError(
            f"deduplication on Spark needs {error.name or 'pyspark'}, which is not installed",
            hint="pip install 'citekit[spark]'",
        ) from None
    del pyarrow, pyspark


def _finding(row: Any, source: str) -> Finding:
    return Finding(
        code="unreadable-record",
        message=f"a row of {source} is no record: {row['problem']}",
        severity=Severity.WARNING,
        hint="the row was left out",
    )


def _clusters(
    spark: SparkSession, made: DataFrame, thresholds: tuple[float, float], kept: list[DataFrame]
) -> DataFrame:
    """Return (``position``, ``ids``, ``score``, ``reasons``); frames that are used twice are added to ``kept``."""
    context = spark.sparkContext
    good = made.where("problem is null")
    known = knowledge.recurring_and_shared(good)
    placed = with_keys_of_their_own(_collapse(good, known, thresholds[0])).persist()
    kept.append(placed)
    batch = placed.where("position = home")
    close = _close(context, batch, kept).persist()
    kept.append(close)
    known = BatchKnowledge(knowledge.venues(close), known.recurring, known.shared)
    shared = context.broadcast(known)
    links = _links(batch, close, partial(_scored, shared, thresholds[0])).persist()
    kept.append(links)
    return _refined(placed, links, partial(_refine, shared, thresholds))


def _collapse(good: DataFrame, known: BatchKnowledge, merge_from: float) -> DataFrame:
    """Add ``home``: the position of the first record that no column tells from this one, if that is enough."""
    import pyarrow as arrow
    from pyspark.sql import functions as sql

    first = (sql.min("position").alias("first"), sql.min_by("csl", "position").alias("csl"))
    alike = good.groupBy("digest").agg(*first, sql.count("*").alias("copies"))
    enough = through(
        alike.where("copies > 1"),
        partial(_enough, known, merge_from),
        {"digest": arrow.string(), "first": arrow.int64()},
    )
    return good.join(enough, "digest", "left").withColumn("home", sql.coalesce("first", "position")).drop("first")


def _enough(known: BatchKnowledge, merge_from: float, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        one = read_columns(row["csl"])
        verdict = score(one, one, compare(one, one, None, known))
        if verdict.probability >= merge_from and not verdict.vetoes:
            yield {"digest": row["digest"], "first": row["first"]}


def _close(context: Any, batch: DataFrame, kept: list[DataFrame]) -> DataFrame:
    """Return the plausible pairs (``a``, ``b``), and what they show of venues."""
    import pyarrow as arrow

    if blocks.few(batch):
        pairs = blocks.every_pair(batch)
    else:
        counts = context.broadcast(knowledge.shared_words(batch))
        members = blocks.ranked(blocks.keyed(batch, counts)).persist()
        kept.append(members)
        pairs = blocks.pairs_of(members)
    words = arrow.list_(arrow.string())
    fields = {"a": arrow.int64(), "b": arrow.int64(), "first": words, "second": words, "title": arrow.string()}
    return through(_side_by_side(batch, pairs), _plausible, fields)


def _side_by_side(batch: DataFrame, pairs: DataFrame) -> DataFrame:
    left = batch.selectExpr("position as a", "csl as one")
    right = batch.selectExpr("position as b", "csl as other")
    return pairs.join(right, "b").join(left, "a").select("a", "b", "one", "other")


def _plausible(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        batch = (read_columns(row["one"]), read_columns(row["other"]))
        if (match := plausible(*batch)) is None:
            continue
        pair = {"a": row["a"], "b": row["b"]}
        for one, other, title in observed_venues(batch, [((0, 1), match)]):
            first, second = sorted((one.tokens, other.tokens))
            pair |= {"first": list(first), "second": list(second), "title": title}
        yield pair


def _links(batch: DataFrame, close: DataFrame, scored: Any) -> DataFrame:
    """Return the pairs to merge: ``a``, ``b``, ``weight``, ``probability``."""
    import pyarrow as arrow

    fields = {"a": arrow.int64(), "b": arrow.int64(), "weight": arrow.float64(), "probability": arrow.float64()}
    return through(_side_by_side(batch, close.select("a", "b")), scored, fields)


def _scored(known: Any, merge_from: float, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        one, other = read_columns(row["one"]), read_columns(row["other"])
        verdict = score(one, other, compare(one, other, None, known.value))
        if verdict.probability >= merge_from and not verdict.vetoes:
            yield {"a": row["a"], "b": row["b"], "weight": verdict.weight, "probability": verdict.probability}


def _refined(placed: DataFrame, links: DataFrame, refine: Any) -> DataFrame:
    """Bring the records and links of each component together, and cluster them."""
    import pyarrow as arrow
    from pyspark.sql import functions as sql

    holder = sql.struct("position", "id")
    holders = placed.groupBy(sql.col("home").alias("position")).agg(sql.collect_list(holder).alias("holders"))
    component = connected_components(links)
    nodes = (
        placed.where("position = home").select("position", "csl")
        .join(holders, "position").join(component, "position", "left")
        .where("component is not null or size(holders) > 1")
        .withColumn("component", sql.coalesce("component", "position"))
        .select("component", sql.struct("position", "csl", "holders").alias("node"))
        .groupBy("component").agg(sql.collect_list("node").alias("nodes"))
    )  # fmt: skip
    inner = (
        links.join(component, links.a == component.position)
        .select("component", sql.struct("a", "b", "weight", "probability").alias("link"))
        .groupBy("component").agg(sql.collect_list("link").alias("links"))
    )  # fmt: skip
    texts = arrow.list_(arrow.string())
    fields = {"position": arrow.int64(), "ids": texts, "score": arrow.float64(), "reasons": texts}
    return through(nodes.join(inner, "component", "left"), refine, fields)


def _refine(known: Any, thresholds: tuple[float, float], rows: Iterable[Row]) -> Iterator[Row]:
    return clusters_of(rows, known.value, *thresholds)
