"""The plan on Spark finds what the embedded path finds: the same clusters, scores and reasons."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from citekit.dedupe import candidate_pairs, columns_of, deduplicate
from citekit.dedupe.spark import SparkOutcome, deduplicate_parquet
from citekit.errors import CitekitError
from citekit.model import Reference

# pyspark says of every new major release of pandas that it does not know it yet; no pandas is used here
pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")

Item = dict[str, Any]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java is installed")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        # plans of a second each: compiling and replanning them takes longer than running them
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2]").appName("citekit")
        session = builder.config(map=settings).getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        yield session
        session.stop()


def write(folder: Path, *files: Sequence[Item | str]) -> Path:
    """Write each list of records, or of raw texts, as one Parquet file; return the folder."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    folder.mkdir()
    for number, items in enumerate(files):
        texts = [one if isinstance(one, str) else json.dumps(one) for one in items]
        parquet.write_table(arrow.table({"csl": texts}), folder / f"part-{number}.parquet")
    return folder


def run(
    spark: Any, source: Path, target: Path
) -> tuple[SparkOutcome, dict[tuple[str, ...], tuple[float, list[str]]]]:
    outcome = deduplicate_parquet(spark, str(source), str(target))
    rows = spark.read.parquet(str(target)).collect()
    found = {tuple(row["ids"]): (row["score"], list(row["reasons"])) for row in rows}
    assert len(found) == len(rows) == outcome.clusters
    return outcome, found


def embedded(items: Sequence[Item]) -> dict[tuple[str, ...], tuple[float, list[str]]]:
    found = deduplicate(Reference.from_csl(item) for item in items)
    return {one.ids: (one.score, list(one.reasons)) for one in found.clusters}


def article(key: str, title: str | None, **more: Any) -> Item:
    item = {
        "id": key,
        "type": "article-journal",
        "title": title,
        "author": [{"family": "Okada", "given": "Rei"}],
        "issued": {"date-parts": [[2004]]},
        "container-title": "Asian Ports",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    return {name: value for name, value in item.items() if value is not None}


PORTS = "Ports and treaties of the northern coast"
SALT = "Salt roads, toll houses and smugglers"
HAND_MADE: list[Item] = [
    article("copy", SALT, volume="4", page="11-30"),
    article("copy", SALT, volume="4", page="11-30"),  # one key, no difference
    article("copy-2", "Winds of the southern islands"),  # a key that numbering has to step over
    article("copy", "Lamps of the outer harbour", volume="9"),  # one key, another work
    article("a", PORTS, DOI="10.1000/one", volume="3"),
    article("b", PORTS, volume="3"),  # fits both neighbours, which exclude each other
    article("c", PORTS, DOI="10.1000/two", volume="3"),
    article("editorial-1", "Editorial", volume="1"),
    article("editorial-2", "Editorial", volume="1"),  # equal, but a generic title is no evidence
    article("kernel-1", "Insurance of river barges", page="7-19"),
    article("kernel-2", "Insurance of river barges: a history", page="7"),
    article("kernel-3", "Insurances of river barges", page="7-19", author=[{"family": "Okada", "given": "R."}]),
    article("nameless", None),
]


NO_RECORDS = [
    "",
    "[1]",
    "{",
    '{"id": "x", "type": "article", "issued": 7}',
    "[" * 99_999,
    r'{"id": "\ud800", "type": "book"}',
]


def test_hand_made_records_in_two_files_and_rows_that_are_no_records(spark: Any, tmp_path: Path) -> None:
    source = write(tmp_path / "in", [*HAND_MADE[:6], *NO_RECORDS[:3]], [*NO_RECORDS[3:], *HAND_MADE[6:]])
    outcome, found = run(spark, source, tmp_path / "out")
    assert found == embedded(HAND_MADE)
    assert {("copy", "copy-3"), ("kernel-1", "kernel-2", "kernel-3")} <= set(found)
    assert not any("editorial-1" in ids or {"a", "c"} <= set(ids) for ids in found)
    assert (outcome.records, outcome.rejected) == (len(HAND_MADE), len(NO_RECORDS))
    assert [finding.code for finding in outcome.findings] == ["unreadable-record"] * len(NO_RECORDS)


def test_nothing_to_read(spark: Any, tmp_path: Path) -> None:
    outcome, found = run(spark, write(tmp_path / "in", []), tmp_path / "out")
    assert (outcome.records, outcome.clusters, found) == (0, 0, {})


def test_components_of_chains_stars_and_rings(spark: Any) -> None:
    from citekit.dedupe.spark.components import connected_components

    rng = random.Random(5)
    names = rng.sample(range(1000), 300)
    chain, star, ring, pairs = names[:120], names[120:200], names[200:240], names[240:]
    edges = [*pairwise(chain), *((star[0], end) for end in star[1:])]
    edges += [*zip(ring, [*ring[1:], ring[0]], strict=True), *zip(pairs[::2], pairs[1::2], strict=True)]
    rng.shuffle(edges)
    groups = [chain, star, ring, *(list(pair) for pair in zip(pairs[::2], pairs[1::2], strict=True))]
    want = {node: min(group) for group in groups for node in group}
    links = spark.createDataFrame([(min(edge), max(edge)) for edge in edges], "a long, b long")
    rows = connected_components(links).collect()
    assert sorted((row["position"], row["component"]) for row in rows) == sorted(want.items())


SYLLABLES = "ba ker lin to mar sel du ga ron vi pen sa lo tri mun da fel ric no hal ber st qui zem or".split()
JOURNALS = [
    "Annals of Coastal Trade",
    "Journal of Port History",
    "Review of Maritime Law",
    "Quarterly of Inland Waterways",
]
TWO_NAMES = {"Harbour Congress": "International Meeting of Seafaring Historians"}


class Library:
    """Records of an invented literature, a quarter of them corrupted copies; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = ["".join(self.rng.choices(SYLLABLES, k=self.rng.choice((2, 3, 3, 4)))) for _ in range(6000)]
        self.people = ["".join(self.rng.choices(SYLLABLES, k=2)).title() for _ in range(1500)]

    def records(self, size: int) -> list[Item]:
        found: list[Item] = []
        while len(found) < size:
            item = self.work()
            found.append(item)
            while self.rng.random() < 0.28:
                found.append(self.corrupted(item))
        found = found[:size]
        self.rng.shuffle(found)
        return [item | {"id": f"r{number}"} for number, item in enumerate(found)]

    def work(self) -> Item:
        rng, kind = self.rng, self.rng.random()
        year, start = rng.randrange(1950, 2024), rng.randrange(1, 900)
        item: Item = {
            "type": "article-journal",
            "title": " ".join(self.word() for _ in range(rng.randrange(3, 10))).capitalize(),
            "author": [
                {"family": rng.choice(self.people), "given": rng.choice(("Ada", "B.", "Carl D.", "Eve", "F. G."))}
                for _ in range(rng.randrange(1, 4))
            ],
            "issued": {"date-parts": [[year]]},
            "container-title": rng.choice(JOURNALS),
            "volume": str(year - 1940),
            "page": f"{start}-{start + rng.randrange(3, 30)}",
        }
        if kind < 0.03:
            item["title"] = rng.choice(("Editorial", "Harbour news", "Letters to the editor"))
        elif kind < 0.06:
            item["title"] = "Report of the harbour board on " + self.word()  # a block of more than a few
        elif kind < 0.10:
            item |= {"type": "paper-conference", "container-title": next(iter(TWO_NAMES))}
        elif kind < 0.12:
            item["DOI"] = f"10.1000/volume.{rng.randrange(20)}"  # that of a volume, borne by all its parts
        elif kind < 0.3:
            item["DOI"] = f"10.1000/{self.word()}.{start}"
        return item

    def word(self) -> str:
        return self.words[min(int(self.rng.expovariate(1 / 1200)), len(self.words) - 1)]

    def corrupted(self, item: Item) -> Item:
        copy: Item = json.loads(json.dumps(item))
        copy["container-title"] = TWO_NAMES.get(copy["container-title"], copy["container-title"])
        for change in self.rng.sample((self.misspell, self.shorten, self.lose, self.shout, lambda _: None), 2):
            change(copy)
        return copy

    def misspell(self, item: Item) -> None:
        at = self.rng.randrange(len(item["title"]))
        item["title"] = item["title"][:at] + self.rng.choice("aeinrst") + item["title"][at + 1 :]

    def shorten(self, item: Item) -> None:
        if "container-title" in item:
            item["container-title"] = " ".join(word[:4] + "." for word in item["container-title"].split())
        item["author"] = [name | {"given": name["given"][:1]} for name in item.get("author", ())]

    def lose(self, item: Item) -> None:
        item.pop(self.rng.choice(("author", "issued", "container-title", "volume", "page", "DOI")), None)

    def shout(self, item: Item) -> None:
        item["title"] = item["title"].upper()


def test_the_same_clusters_from_both_paths_on_twenty_thousand_records(spark: Any, tmp_path: Path) -> None:
    items = Library(7).records(20_000)
    source = write(tmp_path / "in", items[:9_000], items[9_000:])
    outcome, found = run(spark, source, tmp_path / "out")
    want = embedded(items)
    assert outcome.records == len(items)
    assert len(want) > 3_000
    assert set(found) == set(want)
    assert found == want, "the same scores and reasons as well"


def test_the_same_candidate_pairs_of_small_and_large_blocks(spark: Any, tmp_path: Path) -> None:
    from citekit.dedupe.spark import blocks
    from citekit.dedupe.spark.features import features, records
    from citekit.dedupe.spark.knowledge import shared_words

    items = Library(3).records(600)
    large = Library(4)  # one beginning of many titles; years and authors in another order than the titles
    items += [
        large.work() | {"id": f"l{n}", "title": f"Harbour treaties of empires, {large.word()}"} for n in range(90)
    ]
    batch = features(records(spark, str(write(tmp_path / "in", items)), "csl"))
    counts = spark.sparkContext.broadcast(shared_words(batch))
    pairs = blocks.pairs_of(blocks.ranked(blocks.keyed(batch, counts))).collect()
    want = candidate_pairs(columns_of(Reference.from_csl(item) for item in items))
    assert sorted((row["a"], row["b"]) for row in pairs) == want


def test_without_pyspark_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(CitekitError, match=r"not installed") as caught:
        deduplicate_parquet(object(), "in", "out")  # type: ignore[arg-type]  # not asked for anything
    assert "citekit[spark]" in (caught.value.hint or "")


def test_the_engine_is_not_imported_before_it_is_called() -> None:
    code = (
        "import citekit.dedupe.spark, sys; sys.exit(bool({'pyspark', 'pyarrow', 'pandas'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
