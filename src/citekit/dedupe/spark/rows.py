"""Rows through Python functions: plain dictionaries in and out, Arrow between."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from citekit.dedupe.columns import Columns, columns
from citekit.model import Reference

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Row = dict[str, Any]

_BATCH = 1000


@lru_cache(maxsize=32768)
def read_columns(csl: str) -> Columns:
    """Return the columns of a record that travels as CSL-JSON text.

    The text travels and not the columns: it is smaller, and each worker reads it once, as long as its memory
    reaches. Raises ValueError where the text is no record.
    """
    try:
        item = json.loads(csl)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\ud" in csl or "\\uD" in csl:
        json.dumps(item, ensure_ascii=False).encode()  # half a surrogate pair is no text, and cannot travel
    if not isinstance(item, dict):
        raise ValueError("not a CSL-JSON object")
    return columns(Reference.from_csl(item))


def through(frame: DataFrame, function: Callable[[Iterable[Row]], Iterable[Row]], fields: Row) -> DataFrame:
    """Send each partition of ``frame`` through ``function``; ``fields``: names and Arrow types of the outcome."""
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = pyarrow.schema(list(fields.items()))

    def partition(batches: Iterable[Any]) -> Iterator[Any]:
        made = iter(function(chain.from_iterable(batch.to_pylist() for batch in batches)))
        while some := list(islice(made, _BATCH)):
            yield pyarrow.RecordBatch.from_pylist(some, schema=schema)

    return frame.mapInArrow(partition, from_arrow_schema(schema))
