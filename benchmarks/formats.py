"""How fast bibliographies are read and written, beside bibtexparser's own stack and pybtex.

    python benchmarks/formats.py [entries …]

The entries are made up, of the lengths and with the share of TeX (one field in eight) that real files have.
"""

from __future__ import annotations

import logging
import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from citekit import formats

WORDS = """analysis of the a model in systems for data structure theory and approach on network dynamics learning
effects quantum protein stochastic methods review field estimation between under large scale""".split()
NAMES = ["Smith, John", 'M{\\"u}ller, Anna', "van der Berg, Jan", "Garc{\\'i}a, Luis", "Wang, Li", "O'Neil, Sean"]
TITLES = ["{DNA} ", "$\\alpha$ ", "{\\'E}tude ", "", "", "", "", ""]


def made_up(count: int) -> str:
    """Return a .bib file of ``count`` entries."""
    chance = random.Random(count)
    entries = []
    for number in range(count):
        title = chance.choice(TITLES) + " ".join(chance.choices(WORDS, k=9)).capitalize()
        authors = " and ".join(chance.sample(NAMES, chance.randint(1, 4)))
        entries.append(
            f"@article{{key{number},\n  author = {{{authors}}},\n  title = {{{title}}},\n"
            f"  journal = {{Journal of {chance.choice(WORDS).capitalize()} Research}},\n"
            f"  year = {{{chance.randint(1950, 2024)}}},\n  month = {chance.choice(['jan', 'may', 'oct'])},\n"
            f"  volume = {{{chance.randint(1, 99)}}},\n  number = {chance.randint(1, 12)},\n"
            f"  pages = {{{number % 900}--{number % 900 + 11}}},\n  doi = {{10.1000/x_{number}}},\n"
            f"  url = {{https://example.org/a_{number}?x=1%20y}},\n"
            f"  abstract = {{{' '.join(chance.choices(WORDS, k=80))}}},\n"
            f"  keywords = {{{', '.join(chance.choices(WORDS, k=4))}}}\n}}\n"
        )
    return "\n".join(entries)


def timed(label: str, work: Callable[[], object]) -> object:
    """Run ``work`` and print how long it took."""
    start = time.perf_counter()
    result = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {label:<40}{time.perf_counter() - start:8.2f} s   peak {peak:6.0f} MB", flush=True)
    return result


def peers(text: str) -> None:
    """Time the other readers that are installed."""
    logging.disable(logging.CRITICAL)
    try:
        import bibtexparser
        from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts

        stack = [LatexDecodingMiddleware(), SeparateCoAuthors(), SplitNameParts()]
        timed("bibtexparser, blocks only", lambda: bibtexparser.parse_string(text, parse_stack=[]))
        timed(
            "bibtexparser, with its middlewares", lambda: bibtexparser.parse_string(text, append_middleware=stack)
        )
    except ImportError as missing:
        print(f"  bibtexparser: {missing}")
    try:
        from pybtex.database import parse_string

        timed("pybtex", lambda: parse_string(text, "bibtex"))
    except ImportError:
        print("  pybtex is not installed")


def main() -> None:
    for count in [int(argument) for argument in sys.argv[1:]] or [10_000]:
        text = made_up(count)
        print(f"{count} entries, {len(text) / 1e6:.1f} MB")
        result = timed("citekit, read", partial(formats.loads, text, "bibtex"))
        assert isinstance(result, formats.ReadResult)
        assert len(result.references) == count
        for name in ("bibtex", "biblatex", "csl-json"):
            timed(f"citekit, write {name}", partial(formats.write, result.references, None, name))
        if count <= 10_000:
            peers(text)


if __name__ == "__main__":
    main()
