"""Candidate pairs by joins: records that share a key meet, in large blocks only their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from citekit.dedupe.blocking import EVERY_PAIR, SMALL_BLOCK, WINDOW, rare_word_keys
from citekit.dedupe.spark.rows import Row, read_columns, through

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ORDER = ("compact", "year", "family")
"""The columns that order a large block, as ``citekit.dedupe.blocking`` does; ties stay in the order of input."""


def keyed(batch: DataFrame, counts: Any) -> DataFrame:
    """Return a row for every blocking key of every record; ``counts``, broadcast, tells how often words stand."""
    import pyarrow as arrow
    from pyspark.sql import functions as sql

    order = {"compact": arrow.string(), "year": arrow.int64(), "family": arrow.string()}
    fields = {"key": arrow.string(), "position": arrow.int64(), **order}
    rare = through(batch.select("position", "csl", *ORDER), partial(_rare_words, counts), fields)
    return batch.select(sql.explode("keys").alias("key"), "position", *ORDER).unionByName(rare)


def _rare_words(counts: Any, rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        text = row.pop("csl")
        for key in set(rare_word_keys(read_columns(text), counts.value)):
            yield {"key": key, **row}


def ranked(members: DataFrame) -> DataFrame:
    """Add ``size`` and ``rank`` to rows of ``key``, ``position`` and those of ``ORDER``; lone keys are dropped."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    block = Window.partitionBy("key")
    rank = sql.row_number().over(block.orderBy(*ORDER, "position"))
    sized = members.withColumn("size", sql.count("*").over(block)).where("size > 1")
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


def every_pair(batch: DataFrame) -> DataFrame:
    """Return all pairs of a batch that is not larger than ``EVERY_PAIR``."""
    positions = batch.select("position")
    return positions.toDF("a").crossJoin(positions.toDF("b")).where("a < b")


def few(batch: DataFrame) -> bool:
    """Tell whether a batch is so small that every pair is compared."""
    return batch.limit(EVERY_PAIR + 1).count() <= EVERY_PAIR
