"""Candidate pairs by joins: records that share a key meet, in large blocks only their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.dedupe.blocking import EVERY_PAIR, SMALL_BLOCK, WINDOW

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ORDER = ("compact", "year", "family")
"""The columns that order a large block, as ``citekit.dedupe.blocking`` does; ties stay in the order of input."""


def pairs_by_key(keyed: DataFrame) -> DataFrame:
    """Return the pairs (``a`` < ``b``), each once, of rows (``key``, ``position``, and those of ``ORDER``)."""
    sizes = keyed.groupBy("key").count()
    small = keyed.join(sizes.where(f"count between 2 and {SMALL_BLOCK}"), "key").select("key", "position")
    large = keyed.join(sizes.where(f"count > {SMALL_BLOCK}"), "key")
    return _all_pairs(small).union(_neighbours(large)).distinct()


def every_pair(positions: DataFrame) -> DataFrame:
    """Return all pairs of a batch that is not larger than ``EVERY_PAIR``."""
    return positions.toDF("a").crossJoin(positions.toDF("b")).where("a < b")


def few(positions: DataFrame) -> bool:
    """Tell whether a batch is so small that every pair is compared."""
    return positions.limit(EVERY_PAIR + 1).count() <= EVERY_PAIR


def _all_pairs(members: DataFrame) -> DataFrame:
    return members.toDF("key", "a").join(members.toDF("key", "b"), "key").where("a < b").select("a", "b")


def _neighbours(members: DataFrame) -> DataFrame:
    """Sort each block and pair every record with the next ones, by a join on the rank, not on the block."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    order = Window.partitionBy("key").orderBy(*ORDER, "position")
    ranked = members.withColumn("rank", sql.row_number().over(order)).select("key", "position", "rank")
    steps = sql.explode(sql.array(*(sql.lit(step) for step in range(1, WINDOW + 1))))
    ahead = ranked.select("key", sql.col("position").alias("one"), "rank", steps.alias("step"))
    ahead = ahead.select("key", "one", (sql.col("rank") + sql.col("step")).alias("rank"))
    met = ahead.join(ranked, ["key", "rank"])
    return met.select(sql.least("one", "position").alias("a"), sql.greatest("one", "position").alias("b"))
