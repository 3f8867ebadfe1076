"""Speed and memory of the parser and of extraction, each in a process of its own.

    python benchmarks/parse.py

References a second on one core, the time to load the model, a text of 300 pages, and memory on a stream of lines.
The input is made here: the same references in several manners, with other names, words and numbers.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator

FAMILIES = (
    "Archer Baker Carter Dyer Eaton Fisher Glover Hunter Ibsen Joyner Keller Lorimer Mason Naylor Porter".split()
)
GIVEN = (
    "Anna Bruno Clara David Elena Franz Greta Hanna Ivan Julia Karl Lena Marta Nils Olga Peter Rosa Simon".split()
)
NOUNS = (
    "rivers towns mills letters roads markets bridges harbours archives gardens schools churches guilds".split()
)
PLACES = "London Paris Berlin Vienna Oxford Cambridge Leiden Padua Toronto Boston".split()


def references(count: int, seed: int = 1) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        family, given = chance.choice(FAMILIES), chance.choice(GIVEN)
        one, other = chance.sample(NOUNS, 2)
        year, first = chance.randint(1900, 2024), chance.randint(1, 400)
        volume, last = chance.randint(1, 90), first + chance.randint(4, 40)
        place = chance.choice(PLACES)
        yield chance.choice(
            (
                f"{family}, {given[0]}. ({year}). On {one} and {other}. Journal of {one.title()}, {volume}(2), {first}–{last}.",
                f"{given} {family}, “Of {one.title()} and {other.title()},” *Journal of {one.title()}*, Vol.{volume}, No.3, {year}, pp.{first}-{last}.",
                f"{family}, {given}. *The {one.title()} of {place}*. {place}: {family} Press, {year}.",
                f"{family} {given[0]}. {one.title()} and {other}. J {one.title()}. {year};{volume}(1):{first}-{last}.",
                f"{family}, {given}: {one.title()} und {other.title()}. In: {place}er Hefte {volume} ({year}), S. {first}–{last}.",
            )
        )


def parsing() -> dict[str, float]:
    from citekit.parse import parse_references

    start = time.perf_counter()
    parse_references(["Archer, A. (1990). On rivers. Journal of Rivers, 1(2), 3–4."])
    load = time.perf_counter() - start
    lines = list(references(4000))
    start = time.process_time()
    parse_references(lines)
    return {"model load s": load, "references/s": len(lines) / (time.process_time() - start)}


def long_text() -> dict[str, float]:
    from citekit import extract

    words = " ".join(f"The {noun} of the town were old and its people knew them well." for noun in NOUNS)
    pages = "\n\n".join(f"{words} {words}\n\n{page}" for page in range(1, 301))
    listed = "\n\n".join(references(400, seed=2))
    start = time.process_time()
    paper = extract(f"Of Rivers\n\n{pages}\n\nReferences\n\n{listed}\n")
    return {"300 pages s": time.process_time() - start, "entries": len(paper.works_cited)}


def stream(count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "citekit", "parse", "-", "--format", "jsonl"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stdin
        for line in references(count, seed=3):
            process.stdin.write(line + "\n")
        process.stdin.close()
        process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"lines": count, "peak MB": after.ru_maxrss / 1024, "cpu s": after.ru_utime - before.ru_utime}


JOBS = {
    "parsing": parsing,
    "long text": long_text,
    "stream of 2,000 lines": lambda: stream(2000),
    "stream of 20,000 lines": lambda: stream(20_000),
}


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(JOBS[sys.argv[1]]()))
        return
    for name in JOBS:
        done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
        figures = json.loads(done.stdout)
        print(f"{name:26}" + "  ".join(f"{what} {value:,.2f}" for what, value in figures.items()))


if __name__ == "__main__":
    main()
