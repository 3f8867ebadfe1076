"""From Parquet to features: a position for every record, a key of its own, and what blocking needs of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citekit.dedupe.blocking import count_words, identifier_keys, neighbour_order, place_keys, title_keys
from citekit.dedupe.columns import Columns, signature
from citekit.dedupe.spark.rows import Row, read_columns, through

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ROWS_PER_FILE = 1 << 40


def records(spark: SparkSession, source: str, column: str) -> DataFrame:
    """Return (``position``, ``csl``): positions follow the names of the files, then the rows of each."""
    from pyspark.sql import functions as sql

    read = spark.read.parquet(source).select(
        sql.col(column).cast("string").alias("csl"), "_metadata.file_path", "_metadata.row_index"
    )
    paths = sorted(row.file_path for row in read.select("file_path").distinct().collect())
    if not paths:
        return read.select(sql.lit(0).cast("long").alias("position"), "csl")
    first = spark.createDataFrame(
        [(path, number * _ROWS_PER_FILE) for number, path in enumerate(paths)], "file_path string, first long"
    )
    placed = read.join(sql.broadcast(first), "file_path")
    placed = placed.select((sql.col("first") + sql.col("row_index")).alias("position"), "csl")
    workers = spark.sparkContext.defaultParallelism
    return placed.repartition(workers) if placed.rdd.getNumPartitions() < workers else placed


def features(rows: DataFrame) -> DataFrame:
    """Return what the plan counts, groups and joins by; ``problem`` says why a row is no record."""
    import pyarrow as arrow

    text, texts = arrow.string(), arrow.list_(arrow.string())
    fields = {
        "position": arrow.int64(), "csl": text, "problem": text, "given": text, "digest": text, "title": text,
        "identifiers": texts, "words": texts, "keys": texts, "compact": text, "year": arrow.int64(),
        "family": text,
    }  # fmt: skip
    return through(rows, _features, fields)


def _features(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        try:
            one = read_columns(row["csl"] or "")
        except ValueError as error:
            yield {"position": row["position"], "csl": row["csl"], "problem": str(error)}
            continue
        compact, year, family = neighbour_order(one)
        yield {
            "position": row["position"],
            "csl": row["csl"],
            "given": one.record.id,
            "digest": digest(one),
            "title": one.title.forms[0].compact if one.title.forms else None,
            "identifiers": [identifier for identifier in (one.doi, one.url) if identifier],
            "words": list(count_words([one]).elements()),
            "keys": sorted({*identifier_keys(one), *place_keys(one), *title_keys(one)}),
            "compact": compact,
            "year": year,
            "family": family,
        }


def digest(one: Columns) -> str:
    """Return a text that is equal for records between which no column differs, in every process."""
    return hashlib.sha256(repr([_plain(value) for value in signature(one)]).encode()).hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def with_keys_of_their_own(made: DataFrame) -> DataFrame:
    """Add ``id``: the key a record came with, or a new one where an earlier record has it."""
    import pyarrow as arrow
    from pyspark.sql import functions as sql

    again = made.groupBy("given").agg(sql.collect_list("position").alias("positions")).where("size(positions) > 1")
    stem = sql.regexp_extract("given", r"^(.*)-[0-9]+$", 1).alias("stem")
    taken = made.select("given", stem).groupBy("stem").agg(sql.collect_set("given").alias("taken"))
    groups = again.join(taken, again.given == taken.stem, "left").select("given", "positions", "taken")
    named = through(groups, _names, {"position": arrow.int64(), "new": arrow.string()})
    return made.join(named, "position", "left").withColumn("id", sql.coalesce("new", "given")).drop("new", "given")


def _names(groups: Iterable[Row]) -> Iterator[Row]:
    """Number the later records of one key, past the keys that are taken."""
    for group in groups:
        taken, number = set(group["taken"] or ()), 1
        for position in sorted(group["positions"])[1:]:
            number += 1
            while f"{group['given']}-{number}" in taken:
                number += 1
            yield {"position": position, "new": f"{group['given']}-{number}"}
