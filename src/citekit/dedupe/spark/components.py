"""Connected components of links, inside the engine: alternating large and small stars.

Source: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected Components in MapReduce and Beyond" (2014).
Each round every node points its neighbours at the smallest node it knows; the number of rounds grows with the
logarithm of the longest chain, not with its length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def connected_components(links: DataFrame) -> DataFrame:
    """Return (``position``, ``component``) for every end of ``links`` (``a``, ``b``); the smallest names it."""
    from pyspark.sql import functions as sql

    low, high = sql.least("a", "b").alias("root"), sql.greatest("a", "b").alias("node")
    edges = links.where("a <> b").select(high, low).distinct().localCheckpoint()
    while not _settled(edges):
        # the lineage is cut in every round: a plan that grows with the rounds is planned ever more slowly
        edges = _small_star(_large_star(edges)).localCheckpoint()
    roots = edges.select(sql.col("root").alias("position"), sql.col("root").alias("component")).distinct()
    return edges.select(sql.col("node").alias("position"), sql.col("root").alias("component")).union(roots)


def _large_star(edges: DataFrame) -> DataFrame:
    """Point every larger neighbour of a node at the smallest one."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    both = edges.union(edges.select("root", "node")).toDF("one", "other")
    least = sql.least("one", sql.min("other").over(Window.partitionBy("one")))
    larger = both.withColumn("root", least).where("other > one")
    return larger.select(sql.col("other").alias("node"), "root").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Point a node and its smaller neighbours at the smallest one."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    least = sql.min("root").over(Window.partitionBy("node"))
    ends = sql.explode(sql.array("node", "root")).alias("node")
    found = edges.withColumn("least", least).select(ends, sql.col("least").alias("root"))
    return found.where("node <> root").distinct()


def _settled(edges: DataFrame) -> bool:
    """Tell whether every node points at one root, and no root points anywhere."""
    from pyspark.sql import functions as sql

    ends = edges.select("node", sql.lit(1).alias("out"), sql.lit(0).alias("end")).union(
        edges.select("root", sql.lit(0), sql.lit(1))
    )
    seen = ends.groupBy("node").agg(sql.sum("out").alias("out"), sql.max("end").alias("end"))
    return seen.where("out > 1 or (out = 1 and end = 1)").isEmpty()
