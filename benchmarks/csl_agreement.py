"""How far citekit.csl and citeproc-js print the same: entries and citations, style by style.

Usage:  python benchmarks/csl_agreement.py [--items 1000] [--styles NAME,NAME] [--seed 20] [--show 25] [--json OUT]

Needs node, and citeproc-js: ``npm install --no-package-lock`` in this folder. Both engines get the same generated
items and citations (see csl_items.py); entries are compared by id and as a list, citations one by one.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csl_items import Generator

from citekit.csl import Processor
from citekit.csl.repository import resolve

HERE = Path(__file__).parent

STYLES = """
    apa apa@de-DE chicago-author-date chicago-notes-bibliography chicago-notes-bibliography@fr-FR
    chicago-shortened-notes-bibliography modern-language-association ieee nature nlm-citation-sequence
    american-medical-association harvard-cite-them-right elsevier-harvard elsevier-with-titles
    springer-basic-author-date springer-vancouver-brackets american-chemical-society
    american-political-science-association american-sociological-association american-anthropological-association
    association-for-computing-machinery mhra-notes oscola bluebook-law-review cell plos bmj the-lancet
    royal-society-of-chemistry deutsche-gesellschaft-fur-psychologie din-1505-2 din-1505-2-alphanumeric
    iso690-author-date-fr iso690-note-cs gost-r-7-0-5-2008 associacao-brasileira-de-normas-tecnicas
    china-national-standard-gb-t-7714-2015-author-date sist02 unified-style-sheet-for-linguistics
    svensk-exegetisk-arsbok harvard-cite-them-right@pl-PL elsevier-vancouver
""".split()
"""In-text, note and numeric styles; after an @ the locale of the document."""


@dataclass
class Difference:
    """One place where the engines print something else."""

    style: str
    kind: str
    key: str
    ours: str
    theirs: str


def citeproc_js(style: str, language: str | None, items: list[Any], citations: list[Any]) -> dict[str, Any]:
    """Render with citeproc-js; node runs in a process of its own."""
    source = resolve(style)
    locales = _locales_folder()
    job = {
        "style": source.xml.decode("utf-8"),
        "locales": str(locales),
        "language": language or source.default_locale,
        "items": items,
        "citations": citations,
        "format": "html",
    }
    run = subprocess.run(
        ["node", str(HERE / "csl_citeproc.cjs")],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else "node failed")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def _locales_folder() -> Path:
    from importlib.util import find_spec

    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "data" / "locales"


def citekit(style: str, language: str | None, items: list[Any], citations: list[Any]) -> dict[str, Any]:
    """Render with citekit in this process."""
    start = time.process_time()
    processor = Processor(style, items, locale=language, output="html")
    printed = processor.cite(citations)
    entries = processor.bibliography_entries()
    return {
        "citations": printed,
        "ids": [entry.id for entry in entries],
        "entries": [entry.text for entry in entries],
        "seconds": time.process_time() - start,
    }


def entry_text(html: str) -> str:
    """Return an entry without the wrapper that citeproc-js puts around it and the line breaks between blocks."""
    match = re.fullmatch(r'<div class="csl-entry">(.*)</div>', html.strip(), re.S)
    return re.sub(r"\s*\n\s*", "", match[1] if match else html).strip()


@dataclass
class Agreement:
    """What came of one style: how many of each kind there are and agree, the differences, the seconds."""

    style: str
    totals: dict[str, tuple[int, int]]
    differences: list[Difference]
    ours_seconds: float
    theirs_seconds: float


def compare(name: str, items: list[Any], citations: list[Any]) -> Agreement:
    """Render everything in one style with both engines, and compare."""
    style, _, language = name.partition("@")
    theirs = citeproc_js(style, language or None, items, citations)
    ours = citekit(style, language or None, items, citations)
    differences = []
    agreeing = 0
    for number, (mine, other) in enumerate(zip(ours["citations"], theirs["citations"], strict=True)):
        agreeing += mine == other
        if mine != other:
            differences.append(Difference(name, "citation", str(number), mine, other))
    totals = {"citations": (agreeing, len(theirs["citations"]))}
    mine_by_id = dict(zip(ours["ids"], (entry_text(text) for text in ours["entries"]), strict=True))
    agreeing = 0
    for key, html in zip(theirs["ids"], theirs["entries"], strict=True):
        mine, other = mine_by_id.get(key, "(no entry)"), entry_text(html)
        agreeing += mine == other
        if mine != other:
            differences.append(Difference(name, "entry", key, mine, other))
    totals["entries"] = (agreeing, len(theirs["ids"]))
    order = difflib.SequenceMatcher(None, ours["ids"], theirs["ids"], autojunk=False)
    totals["in order"] = (sum(block.size for block in order.get_matching_blocks()), len(theirs["ids"]))
    return Agreement(name, totals, differences, ours["seconds"], theirs["seconds"])


def change(difference: Difference) -> str:
    """Name what changes from theirs to ours, without the words and numbers that are this item's."""
    tokens = [re.findall(r"<[^>]*>|&\S+?;|\w+|\s+|.", text) for text in (difference.theirs, difference.ours)]
    changes = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *tokens, autojunk=False).get_opcodes():
        if tag != "equal":
            changes.append(f"[{''.join(tokens[0][a:b])}→{''.join(tokens[1][c:d])}]")
    general = re.sub(r"\d+", "9", " ".join(changes[:2]))
    return re.sub(r"\b[^\W\d_]{4,}\b", "w", general)[:90]


def report(agreements: list[Agreement], show: int) -> None:
    """Print the table of styles, then the kinds of differences, the most frequent first."""
    print(f"{'style':52} {'citations':>16} {'entries':>16} {'in order':>16} {'ours s':>7} {'js s':>7}")
    sums: Counter[str] = Counter()
    for agreement in agreements:
        cells = []
        for kind, (agreeing, total) in agreement.totals.items():
            sums[f"{kind} agreeing"] += agreeing
            sums[kind] += total
            cells.append(f"{agreeing:6}/{total:<5}{agreeing / total if total else 1:4.0%}")
        print(agreement.style.ljust(52), *cells, f"{agreement.ours_seconds:7.1f} {agreement.theirs_seconds:7.1f}")
    for kind in ("citations", "entries", "in order"):
        print(
            f"all {kind}: {sums[f'{kind} agreeing']} of {sums[kind]}: {sums[f'{kind} agreeing'] / sums[kind]:.2%}"
        )
    groups: dict[tuple[str, str], list[Difference]] = {}
    for agreement in agreements:
        for difference in agreement.differences:
            groups.setdefault((difference.kind, change(difference)), []).append(difference)
    for (kind, what), found in sorted(groups.items(), key=lambda group: -len(group[1]))[:show]:
        styles = Counter(difference.style for difference in found)
        print(f"\n{len(found)} × {kind} {what}   in {', '.join(f'{s} {n}' for s, n in styles.most_common(4))}")
        shortest = min(found, key=lambda difference: len(difference.theirs))
        print(f"   {shortest.style} {shortest.key}\n   ours   {shortest.ours}\n   theirs {shortest.theirs}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--styles", default=",".join(STYLES))
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--show", type=int, default=25, help="how many kinds of differences to print")
    parser.add_argument("--json", type=Path, help="write every difference here")
    arguments = parser.parse_args()
    generator = Generator(arguments.seed)
    items = generator.items(arguments.items)
    citations = generator.citations(items)
    agreements = []
    for name in arguments.styles.split(","):
        try:
            agreements.append(compare(name, items, citations))
        except Exception as error:  # the other styles are still worth the run
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    report(agreements, arguments.show)
    if arguments.json:
        everything = [vars(difference) for agreement in agreements for difference in agreement.differences]
        arguments.json.write_text(json.dumps(everything, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(agreement.differences for agreement in agreements))


if __name__ == "__main__":
    sys.exit(main())
