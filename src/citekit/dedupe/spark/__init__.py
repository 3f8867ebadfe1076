"""Deduplication on Spark: the embedded path's blocking, scoring and clustering as a plan over Parquet.

Every judgement is made by the functions of ``citekit.dedupe`` in Python workers; the engine counts, groups and
joins. Nothing of pyspark is imported until ``deduplicate_parquet`` is called.
"""

from citekit.dedupe.spark.plan import SparkOutcome, deduplicate_parquet

__all__ = ["SparkOutcome", "deduplicate_parquet"]
