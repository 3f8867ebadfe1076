"""What all records tell together, from counts that the engine makes: the same as the embedded path learns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citekit.dedupe.batch import OFTEN, BatchKnowledge, recurring_titles, shared_identifiers
from citekit.dedupe.containers import Container
from citekit.dedupe.spark.rows import Row, read_columns, through
from citekit.dedupe.venues import ENOUGH, Venues

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def recurring_and_shared(made: DataFrame) -> BatchKnowledge:
    """Learn which titles recur and which identifiers many titles bear.

    Records of one title, and of one identifier, are sent to one worker each, where citekit's own functions judge
    them. A worker also sees some of the records of other identifiers; what some records show, all show.
    """
    import pyarrow as arrow
    from pyspark.sql import functions as sql

    titles = made.where("title is not null").select(sql.col("title").alias("value"), "csl")
    bearers = made.where("title is not null").select(sql.explode("identifiers").alias("value"), "csl")
    found = {"value": arrow.string()}
    recurring = through(_together(titles, OFTEN), _recurring, found)
    shared = through(_together(bearers, OFTEN + 1), _shared, found)
    return BatchKnowledge(recurring=_values(recurring), shared=_values(shared))


def _together(valued: DataFrame, least: int) -> DataFrame:
    """Bring the rows of one value together, where there are at least so many."""
    often = valued.groupBy("value").count().where(f"count >= {least}").select("value")
    return valued.join(often, "value").repartition("value").select("csl")


def _recurring(rows: Iterable[Row]) -> Iterator[Row]:
    for title in recurring_titles(read_columns(row["csl"]) for row in rows):
        yield {"value": title}


def _shared(rows: Iterable[Row]) -> Iterator[Row]:
    for identifier in shared_identifiers(read_columns(row["csl"]) for row in rows):
        yield {"value": identifier}


def _values(found: DataFrame) -> frozenset[str]:
    return frozenset(row.value for row in found.distinct().collect())


def shared_words(made: DataFrame) -> Counter[str]:
    """Count the words that stand in more than one title; no other counts for a key."""
    from pyspark.sql import functions as sql

    counts = made.select(sql.explode("words").alias("word")).groupBy("word").count().where("count > 1")
    return Counter({row["word"]: row["count"] for row in counts.collect()})


def venues(close: DataFrame) -> Venues:
    """Learn from observations (``first``, ``second``, ``title``: the words of two containers, one title).

    Two names that fewer than ``ENOUGH`` titles share teach nothing, nor do they unteach anything.
    """
    seen = close.where("first is not null").select("first", "second", "title").distinct()
    counted = seen.groupBy("first", "second").count().where(f"count >= {ENOUGH}")
    return Venues(
        (_named(row["first"]), _named(row["second"]), str(number))
        for row in counted.toLocalIterator()
        for number in range(row["count"])
    )


def _named(tokens: Iterable[str]) -> Container:
    words = tuple(tokens)
    return Container(words, words, len(words), False)
