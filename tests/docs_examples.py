"""Runs the examples of a documentation page and puts what they print in the place of what it says they print.

A fenced block with a title is a file; ``console`` blocks hold commands after ``$ `` and their output; ``python``
blocks are run in order, in one namespace a page. A line ``…`` in an output stands for any number of lines, and
``…`` at a line's end for the rest of it. ``python tests/docs_examples.py PAGE…`` rewrites pages.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r'title="([^"]+)"')


def run_page(text: str, folder: Path) -> str:
    """Return the page with the output of its examples, run in ``folder``."""
    namespace: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        kind, info, body = block["kind"], block["info"], block["body"]
        title = TITLE.search(info)
        if title:
            (folder / title[1]).parent.mkdir(parents=True, exist_ok=True)
            (folder / title[1]).write_text(body, encoding="utf-8")
            return block[0]
        if kind == "console" and "no-run" not in info:
            return f"```{kind}{info}\n{_console(body, folder)}```"
        if kind == "python" and "no-run" not in info:
            _python(body, folder, namespace)
        return block[0]

    return BLOCK.sub(run, text)


def _console(body: str, folder: Path) -> str:
    parts = re.split(r"^(\$ [^\n]*(?:\\\n[^\n]*)*)\n", body, flags=re.MULTILINE)
    result = parts[0]
    for command, expected in zip(parts[1::2], parts[2::2], strict=True):
        result += f"{command}\n{_agree(expected, _shell(command[2:], folder))}"
    return result


def _shell(command: str, folder: Path) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_COLOR": "1"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout


def _python(body: str, folder: Path, namespace: dict[str, object]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        exec(compile(body, "<example>", "exec"), namespace)
    finally:
        os.chdir(before)


def _agree(expected: str, actual: str) -> str:
    """Return ``expected`` where ``actual`` fits it, else ``actual``."""
    pattern = ""
    for line in expected.splitlines():
        if line == "…":
            pattern += r"(?:[^\n]*\n)*?"
        elif line.endswith("…"):
            pattern += re.escape(line[:-1]) + r"[^\n]*\n"
        else:
            pattern += re.escape(line) + r"\n"
    return expected if re.fullmatch(pattern, actual) else actual


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as temporary:
            page.write_text(run_page(page.read_text(encoding="utf-8"), Path(temporary)), encoding="utf-8")
