"""Candidate pairs by joins: records that share a key meet, in large blocks only their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citekit.dedupe.blocking import EVERY_PAIR, SMALL_BLOCK, WINDOW

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ORDER = ("compact", "year", "family")
"""The columns that order a large block, as ``citekit.dedupe.blocking`` does; ties stay in the order of input."""


def ranked(keyed: DataFrame) -> DataFrame:
    """Add ``size`` and ``rank`` to rows of ``key``, ``position`` and those of ``ORDER``; lone keys are dropped."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    block = Window.partitionBy("key")
    rank = sql.row_number().over(block.orderBy(*ORDER, "position"))
    sized = keyed.withColumn("size", sql.count("*").over(block)).where("size > 1")
    return sized.select("key", "position", "size", rank.alias("rank"))


def pairs_of(members: DataFrame) -> DataFrame:
    """Return the pairs (``a`` < ``b``), each once, of ranked members of blocks.

    Every record meets those that follow it: all of a small block, the next ones of a large one. The join is on the
    rank, so that no worker has to hold a block.
    """
    from pyspark.sql import functions as sql

    last = sql.expr(f"least(size, if(size <= {SMALL_BLOCK}, size, rank + {WINDOW}))")
    ahead = members.where("rank < size").select(
        "key", sql.col("position").alias("one"), sql.explode(sql.sequence(sql.col("rank") + 1, last)).alias("rank")
    )
    met = ahead.join(members.select("key", "position", "rank"), ["key", "rank"])
    return met.select(
        sql.least("one", "position").alias("a"), sql.greatest("one", "position").alias("b")
    ).distinct()


def every_pair(positions: DataFrame) -> DataFrame:
    """Return all pairs of a batch that is not larger than ``EVERY_PAIR``."""
    return positions.toDF("a").crossJoin(positions.toDF("b")).where("a < b")


def few(positions: DataFrame) -> bool:
    """Tell whether a batch is so small that every pair is compared."""
    return positions.limit(EVERY_PAIR + 1).count() <= EVERY_PAIR
