"""Time and memory of rendering a bibliography: citekit beside citeproc-js, citeproc-py and pandoc.

Usage:  python benchmarks/csl.py [--counts 1000,10000] [--styles NAME,NAME] [--engines NAME,NAME] [--limit 300]

Every run is one process of its own that reads the items from a file, compiles the style and prints the whole
bibliography; what counts is its CPU time (user and system, start-up included) and its peak memory. An engine that
is not installed is left out, one that takes longer than the limit is stopped and marked. citeproc-js needs node
and ``npm install --no-package-lock`` in this folder; citeproc-py comes with citekit; pandoc with
``pypandoc_binary``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from csl_items import Generator

HERE = Path(__file__).parent
STYLES = "apa,chicago-notes-bibliography,modern-language-association,ieee"

OURS = """
import json, sys
from citekit.csl import Processor
items = json.load(open(sys.argv[2], encoding="utf-8"))
sys.stdout.write(Processor(sys.argv[1], items, output="html").bibliography())
"""

CITEPROC_PY = """
import json, sys, warnings
warnings.simplefilter("ignore")
from citeproc import NAMES, Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citekit.csl.repository import resolve
items = json.load(open(sys.argv[2], encoding="utf-8"))
for item in items:  # it stops at roles that it does not know, and at seasons
    item.get("issued", {}).pop("season", None)
    for key in [key for key in item if isinstance(item[key], list) and key.replace("-", "_") not in NAMES]:
        del item[key]
style = CitationStylesStyle(resolve(sys.argv[1]).path, validate=False)
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
bibliography.sort()
for entry in bibliography.bibliography():
    sys.stdout.write(str(entry))
"""


@dataclass(frozen=True)
class Run:
    """What one process took; ``failure`` says why there are no figures."""

    seconds: float = 0.0
    megabytes: float = 0.0
    characters: int = 0
    failure: str = ""

    def __str__(self) -> str:
        return self.failure or f"{self.seconds:.1f} s {self.megabytes:.0f} MB"


def measure(command: list[str], limit: float, stdin: Path | None = None) -> Run:
    """Run ``command``, and return the CPU time and peak memory of its process."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        source = stdin.open("rb") if stdin else subprocess.DEVNULL
        process = subprocess.Popen(
            command, stdin=source, stdout=output, stderr=errors, preexec_fn=lambda: _limit_cpu(limit)
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode < 0:
            return Run(failure=f"over {limit:.0f} s")
        if process.returncode:
            errors.seek(0)
            lines = errors.read().decode("utf-8", "replace").strip().splitlines()
            return Run(failure=f"fails: {lines[-1][:60] if lines else process.returncode}")
        characters = output.seek(0, os.SEEK_END)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, characters)


def _limit_cpu(limit: float) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 5))


def citekit(style: str, items: Path, limit: float) -> Run:
    return measure([sys.executable, "-c", OURS, style, str(items)], limit)


def citeproc_py(style: str, items: Path, limit: float) -> Run:
    return measure([sys.executable, "-c", CITEPROC_PY, style, str(items)], limit)


def citeproc_js(style: str, items: Path, limit: float) -> Run:
    if not shutil.which("node") or not (HERE / "node_modules" / "citeproc").is_dir():
        return Run(failure="not installed")
    job = items.with_suffix(f".{style}.job")
    spec = find_spec("citeproc")
    assert spec is not None
    assert spec.submodule_search_locations
    job.write_text(
        json.dumps(
            {
                "style": _style_path(style).read_text(encoding="utf-8"),
                "locales": str(Path(spec.submodule_search_locations[0]) / "data" / "locales"),
                "items": json.loads(items.read_text(encoding="utf-8")),
                "format": "html",
            }
        ),
        encoding="utf-8",
    )
    return measure(["node", str(HERE / "csl_citeproc.cjs")], limit, job)


def pandoc(style: str, items: Path, limit: float) -> Run:
    program = shutil.which("pandoc")
    if program is None and find_spec("pypandoc") is not None:
        import pypandoc

        program = str(pypandoc.get_pandoc_path())
    if program is None:
        return Run(failure="not installed")
    text = items.with_suffix(".md")
    text.write_text('---\nnocite: "@*"\n---\n', encoding="utf-8")
    return measure(
        [
            *(program, "--citeproc", "--from", "markdown", "--to", "html"),
            *("--csl", str(_style_path(style)), "--bibliography", str(items), str(text)),
        ],
        limit,
    )


def _style_path(style: str) -> Path:
    from citekit.csl.repository import resolve

    path = resolve(style).path
    assert path is not None
    return Path(path)


ENGINES: dict[str, Callable[[str, Path, float], Run]] = {
    "citekit": citekit,
    "citeproc-js": citeproc_js,
    "citeproc-py": citeproc_py,
    "pandoc": pandoc,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--counts", default="1000,10000")
    parser.add_argument("--styles", default=STYLES)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--limit", type=float, default=300, help="CPU seconds that one run may take")
    arguments = parser.parse_args()
    counts = [int(count) for count in arguments.counts.split(",")]
    engines = arguments.engines.split(",")
    print(f"{'style':30} {'items':>6} " + " ".join(f"{engine:>18}" for engine in engines))
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for count in counts:
            files[count] = Path(folder) / f"items{count}.json"
            files[count].write_text(json.dumps(Generator().items(count)), encoding="utf-8")
        for style in arguments.styles.split(","):
            for count in counts:
                runs = [ENGINES[engine](style, files[count], arguments.limit) for engine in engines]
                print(f"{style:30} {count:6} " + " ".join(f"{run!s:>18}" for run in runs), flush=True)
        files[0] = Path(folder) / "none.json"
        files[0].write_text("[]", encoding="utf-8")
        print(
            "import and compile: ",
            ", ".join(f"{s} {citekit(s, files[0], 60)}" for s in arguments.styles.split(",")),
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
