"""``python -m citekit.train.measure``: how the parser reads records printed in styles that no model trained on.

Records are made of the facts of the corpora given (of the share that ``--holdout`` keeps apart, where it is set)
and printed, undamaged, in the installed styles that ``styles.set_apart`` keeps from training. What the parser
makes of them is compared with what each variable printed, by type, language and place of print.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from citekit.errors import UnreadableInput
from citekit.parse import parse_references
from citekit.parse.labelling import labeller
from citekit.train.__main__ import held_out
from citekit.train.command import run
from citekit.train.corpora import read_corpus
from citekit.train.evaluation import Tally, got, report, wanted
from citekit.train.facts import Facts
from citekit.train.invented import Item
from citekit.train.records import works
from citekit.train.rendered import Stretch
from citekit.train.styles import choose
from citekit.train.synthetic import printed_in

_FIELDS = {
    "author": "author", "title": "title", "title-short": "title", "container-title": "container-title",
    "container-title-short": "container-title", "issued": "date", "volume": "volume", "page": "pages",
    "page-first": "pages", "locator": "pages", "number-of-pages": "pages", "publisher": "publisher",
    "publisher-place": "location", "URL": "url",
}  # fmt: skip
_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/\S+?(?=[.,;>)\]]*(?:\s|$))")


class Printed(NamedTuple):
    """A reference as printed, its fields by the names of the corpora, and the groups that it counts in."""

    text: str
    fields: dict[str, str]
    groups: tuple[str, ...]


def references_apart(facts: Facts, count: int, seed: int = 1) -> Iterator[Printed]:
    """Yield ``count`` records printed in styles apart; the same for the same seed."""
    rng = random.Random(seed)
    done = 0
    for style in choose(rng, count, apart=True):
        for item, stretches in printed_in(style, facts, rng, size=6):
            printed = _printed(item, stretches, "note" if style.notes else "list")
            if len(printed.fields) > 1:
                if done == count:
                    return
                done += 1
                yield printed


def _printed(item: Item, stretches: Sequence[Stretch], place: str) -> Printed:
    pieces: defaultdict[str, list[str]] = defaultdict(list)
    for one in stretches:
        if one.variable in _FIELDS:
            pieces[_FIELDS[one.variable]].append(one.text)
    text = re.sub(r"[\u00a0\u202f]", " ", "".join(one.text for one in stretches)).strip()
    fields = {field: " ".join(printed) for field, printed in pieces.items()}
    if "url" not in fields and (address := _DOI.search(text)):
        fields["url"] = address[0]
    return Printed(text, fields, ("all", place, item.get("language", "en"), item["type"]))


def tallies(printed: Sequence[Printed]) -> dict[str, Tally]:
    """Parse the records; return what came out right in each group, the largest first."""
    found: dict[str, Tally] = {}
    for one, reference in zip(printed, parse_references([one.text for one in printed]), strict=True):
        for group in one.groups:
            found.setdefault(group, Tally()).add(wanted(one.fields), got(reference))
    return dict(sorted(found.items(), key=lambda pair: -pair[1].records))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m citekit.train.measure", description="Measure the parser on records in styles kept apart."
    )
    parser.add_argument("corpus", nargs="+", type=Path, help="labelled references, JSON lines")
    parser.add_argument("--model", type=Path, help="directory of another model than the one shipped")
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--holdout", type=float, default=0.0, help="take facts from this share of the corpora only"
    )
    parser.add_argument("--fold", type=int, default=0)
    options = parser.parse_args(arguments)
    return run(lambda: _measure(options))


def _measure(options: argparse.Namespace) -> int:
    examples = [
        one
        for path in options.corpus
        for one in read_corpus(path)
        if not options.holdout or held_out(one.text, options.holdout, options.fold)
    ]
    known = works(examples)
    if not known:
        raise UnreadableInput("no works to take facts from", hint="give files of labelled references, JSON lines")
    printed = list(references_apart(Facts(known), options.count, options.seed))
    if options.model is None:
        sys.stdout.write(report(tallies(printed)))
    else:
        with labeller.using(labeller.load(options.model)):
            sys.stdout.write(report(tallies(printed)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
