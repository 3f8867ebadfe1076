"""bibtex and biber read what we write, without a warning that is ours."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from citekit.formats import read, write

WORKS = Path(__file__).parent / "fixtures/works.json"
BIBTEX = r"""\documentclass{article}\usepackage[T1]{fontenc}\usepackage{url}
\begin{document}\nocite{*}\bibliographystyle{STYLE}\bibliography{works}\end{document}
"""
BIBLATEX = r"""\documentclass{article}\usepackage[T1]{fontenc}\usepackage[backend=biber,style=STYLE]{biblatex}
\addbibresource{works.bib}\begin{document}\nocite{*}\printbibliography\end{document}
"""


def needs(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=120)
    return done.stdout + done.stderr


def complaints(output: str) -> list[str]:
    """Lines that warn or complain; a package that is called after warnings says nothing."""
    lines = [line for line in output.splitlines() if not line.startswith(("Package: ", "(/"))]
    return [line for line in lines if re.search(r"warning|error(?!s?: 0)|^!", line, re.IGNORECASE)]


@pytest.mark.parametrize("style", ["plain", "alpha", "ieeetr"])
def test_bibtex(tmp_path: Path, style: str) -> None:
    needs("pdflatex", "bibtex")
    write(read(WORKS), tmp_path / "works.bib", "bibtex")
    (tmp_path / "paper.tex").write_text(BIBTEX.replace("STYLE", style), encoding="utf-8")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    assert complaints(run(tmp_path, "bibtex", "paper")) == []
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    log = (tmp_path / "paper.log").read_text(encoding="utf-8", errors="replace")
    assert complaints(log) == []
    bibliography = (tmp_path / "paper.bbl").read_text(encoding="utf-8")
    for reference in read(WORKS):
        assert reference.url is None or rf"\url{{{reference.url}}}" in bibliography


def test_biber_reads_it(tmp_path: Path) -> None:
    needs("biber")
    write(read(WORKS), tmp_path / "works.bib", "biblatex")
    output = run(tmp_path, "biber", "--tool", "works.bib")
    assert complaints(output) == []


@pytest.mark.parametrize("style", ["authoryear", "numeric"])
def test_biblatex(tmp_path: Path, style: str) -> None:
    needs("pdflatex", "biber", "kpsewhich")
    for package in ("biblatex.sty", "etoolbox.sty"):
        if not run(tmp_path, "kpsewhich", package).strip():
            pytest.skip(f"{package} is not installed")
    write(read(WORKS), tmp_path / "works.bib", "biblatex")
    (tmp_path / "paper.tex").write_text(BIBLATEX.replace("STYLE", style), encoding="utf-8")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    assert complaints(run(tmp_path, "biber", "paper")) == []
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    run(tmp_path, "pdflatex", "-interaction=nonstopmode", "paper")
    log = (tmp_path / "paper.log").read_text(encoding="utf-8", errors="replace")
    assert complaints(log) == []
