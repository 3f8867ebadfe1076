"""Deduplication at 1,000, 10,000 and 100,000 records: seconds, memory and F1, beside other programs.

    python benchmarks/dedupe.py [--sizes 1000 10000 100000] [--with bib-dedupe splink] [--records FILE.jsonl …]

The records are real ones (labelled data as JSON lines with ``title``, ``author``, ``year``, ``journal``, found
in the folder that CITEKIT_SHARED names); where there are too few, titles are cut in two and recombined. One in
three has a corrupted copy: typing errors, abbreviations, missing fields. Each program runs in a process of its
own, so that its memory can be told. ``bib-dedupe`` and ``splink`` run where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, str]


def base_records(paths: Iterable[Path]) -> list[Row]:
    """One record of every labelled cluster."""
    found: list[Row] = []
    for path in paths:
        seen = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "cluster" in row and row["cluster"] not in seen and row.get("title"):
                seen.add(row["cluster"])
                found.append({name: value for name, value in row.items() if isinstance(value, str)})
    random.Random(0).shuffle(found)
    return found


def make_records(base: list[Row], size: int, seed: int = 1) -> list[Row]:
    """Return ``size`` records, a quarter of them corrupted copies; ``work`` is the label."""
    rng = random.Random(seed)
    records: list[Row] = []
    number = 0
    while len(records) < size:
        row = dict(base[number % len(base)]) if number < len(base) else recombine(rng, base)
        row["work"] = f"w{number}"
        number += 1
        records.append(row)
        if rng.random() < 1 / 3:
            records.append(corrupt(rng, dict(row)))
    records = records[:size]
    rng.shuffle(records)
    for index, row in enumerate(records):
        row["id"] = f"r{index}"
    return records


def recombine(rng: random.Random, base: list[Row]) -> Row:
    one, other, third = (rng.choice(base) for _ in range(3))
    first, second = one["title"].split(), other["title"].split()
    row = dict(third)
    row["title"] = " ".join(first[: len(first) // 2 + 1] + second[len(second) // 2 :])
    row["author"] = one.get("author", "")
    row["year"] = str(rng.randrange(1960, 2024))
    row["volume"] = str(rng.randrange(1, 120))
    start = rng.randrange(1, 900)
    row["pages"] = f"{start}-{start + rng.randrange(3, 30)}"
    return row


def corrupt(rng: random.Random, row: Row) -> Row:
    for change in rng.sample(CHANGES, rng.choice((1, 2, 3))):
        change(rng, row)
    return row


def misspell(rng: random.Random, row: Row) -> None:
    text = row["title"]
    at = rng.randrange(max(1, len(text) - 1))
    row["title"] = text[:at] + rng.choice(("", text[at] * 2, rng.choice("aeinrst"))) + text[at + 1 :]


def abbreviate(_rng: random.Random, row: Row) -> None:
    for name in ("journal", "booktitle"):
        if row.get(name):
            row[name] = " ".join(word[:4] + "." if len(word) > 5 else word for word in row[name].split())


def initials(_rng: random.Random, row: Row) -> None:
    people = []
    for name in row.get("author", "").split(" and "):
        family, comma, given = name.partition(",")
        people.append(f"{family}, {given.strip()[:1]}." if comma and given.strip() else name)
    row["author"] = " and ".join(people)


def shorten_pages(_rng: random.Random, row: Row) -> None:
    row["pages"] = row.get("pages", "").partition("-")[0]


def lose_a_field(rng: random.Random, row: Row) -> None:
    row.pop(rng.choice(("author", "year", "journal", "volume", "number", "pages")), None)


def shout(_rng: random.Random, row: Row) -> None:
    row["title"] = row["title"].upper()


CHANGES: list[Callable[[random.Random, Row], None]] = [
    misspell,
    abbreviate,
    initials,
    shorten_pages,
    lose_a_field,
    shout,
]


def to_csl(row: Row) -> dict[str, Any]:
    item: dict[str, Any] = {"id": row["id"], "type": "article-journal", "title": row["title"]}
    people = []
    for name in filter(None, row.get("author", "").split(" and ")):
        family, _, given = (
            name.partition(",") if "," in name else (name.split()[-1], "", " ".join(name.split()[:-1]))
        )
        people.append({"family": family.strip() or name, "given": given.strip()})
    if people:
        item["author"] = people
    for ours, theirs in (
        ("container-title", "journal"),
        ("volume", "volume"),
        ("issue", "number"),
        ("page", "pages"),
    ):
        if row.get(theirs):
            item[ours] = row[theirs]
    if row.get("booktitle"):
        item.setdefault("container-title", row["booktitle"])
    if row.get("year", "").isdigit():
        item["issued"] = {"date-parts": [[int(row["year"])]]}
    return item


def run_citekit(rows: list[Row]) -> tuple[float, list[list[str]]]:
    from citekit import Reference, deduplicate

    references = []
    while rows:  # the raw rows are not the program's memory
        references.append(Reference.from_csl(to_csl(rows.pop())))
    before = peak()
    start = time.perf_counter()
    found = deduplicate(references)
    seconds = time.perf_counter() - start
    print(f"    (the records alone take {before:.0f} MB)", file=sys.stderr)
    return seconds, [list(cluster.ids) for cluster in found.clusters]


def run_bib_dedupe(rows: list[Row]) -> tuple[float, list[list[str]]]:
    import pandas
    from bib_dedupe.bib_dedupe import block, cluster, match, prep

    names = ("author", "title", "year", "journal", "booktitle", "volume", "number", "pages", "doi", "abstract")
    frame = pandas.DataFrame(
        [{"ID": row["id"], "ENTRYTYPE": "article"} | {name: row.get(name, "") for name in names} for row in rows]
    )
    start = time.perf_counter()
    ready = prep(frame, cpu=1)
    groups = cluster(match(block(ready, cpu=1), cpu=1))
    return time.perf_counter() - start, [list(group) for group in groups]


def run_splink(rows: list[Row]) -> tuple[float, list[list[str]]]:
    import pandas
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    names = ("title", "author", "year", "journal", "volume", "pages")
    frame = pandas.DataFrame([{"unique_id": row["id"]} | {n: row.get(n) or None for n in names} for row in rows])
    start = time.perf_counter()
    frame["title"] = frame["title"].str.lower()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.97, 0.9]),
            cl.JaroWinklerAtThresholds("author", [0.9, 0.7]),
            cl.ExactMatch("year"),
            cl.JaroWinklerAtThresholds("journal", [0.9, 0.7]),
            cl.ExactMatch("volume"),
            cl.ExactMatch("pages"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("substr(title, 1, 12)"),
            block_on("volume", "pages"),
            block_on("substr(author, 1, 12)", "year"),
        ],
    )
    linker = Linker(DuckDBAPI().register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("title")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("year"))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.9).as_pandas_dataframe()
    found = [list(group) for group in groups.groupby("cluster_id")["unique_id"].apply(list) if len(group) > 1]
    return time.perf_counter() - start, found


PROGRAMS = {"citekit": run_citekit, "bib-dedupe": run_bib_dedupe, "splink": run_splink}


def peak() -> float:
    """The most memory this process has had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pairs(groups: Iterable[list[str]]) -> set[tuple[str, str]]:
    return {(a, b) for group in map(sorted, groups) for i, a in enumerate(group) for b in group[i + 1 :]}


def measure(program: str, rows: list[Row]) -> None:
    """Run one program in this process and print one line of the table."""
    wanted: dict[str, list[str]] = {}
    for row in rows:
        wanted.setdefault(row["work"], []).append(row["id"])
    size, cpu = len(rows), time.process_time()
    seconds, groups = PROGRAMS[program](rows)
    got, want = pairs(groups), pairs(wanted.values())
    hits = len(got & want)
    precision, recall = hits / max(len(got), 1), hits / max(len(want), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    spent = time.process_time() - cpu
    figures = (
        f"{seconds:.2f} s",
        f"{spent:.2f} s",
        f"{peak():,.0f} MB",
        f"{precision:.4f}",
        f"{recall:.4f}",
        f"{f1:.4f}",
    )
    print(f"| {program} | {size:,} | {' | '.join(figures)} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--with", dest="others", nargs="*", default=[], choices=[*PROGRAMS][1:])
    parser.add_argument("--records", type=Path, nargs="+")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    shared = Path(os.environ.get("CITEKIT_SHARED", ROOT / "../shared"))
    files = args.records or sorted((shared / "data/dedupe").glob("*.jsonl"))
    if args.one:
        measure(args.one, make_records(base_records(files), args.sizes[0]))
        return 0
    if not files:
        parser.error("no records: name files with --records, or the data's folder in CITEKIT_SHARED")
    print(
        "| program | records | time | CPU with loading | peak memory | precision | recall | F1 |\n|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    for size in args.sizes:
        for program in ["citekit", *args.others]:
            command = [
                sys.executable,
                __file__,
                "--one",
                program,
                "--sizes",
                str(size),
                "--records",
                *map(str, files),
            ]
            if subprocess.run(command, check=False).returncode:
                print(f"| {program} | {size:,} | failed | | | | | |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
