"""The whole way: papers to a checked, deduplicated, formatted library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from citekit.auditing import audit
from citekit.auditing.acceptance import FILE_NAME as ACCEPTED
from citekit.auditing.acceptance import read_acceptances, sift
from citekit.dedupe import Deduplication
from citekit.extraction import extract
from citekit.files import write_text
from citekit.formats import write
from citekit.library import Journal, Library, journal_path
from citekit.links import LinkCheck, check_links
from citekit.model import Finding, Paper, Reference
from citekit.model.keys import make_key
from citekit.pages import render_bibliography, render_notes
from citekit.pages.documents import bibliography_document
from citekit.pages.library_page import LibraryContents, library_page
from citekit.project.config import Config, read_config

SUFFIXES = {
    "html": ".html",
    "latex": ".tex",
    "markdown": ".md",
    "rst": ".rst",
    "rtf": ".rtf",
    "text": ".txt",
    "typst": ".typ",
}

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many of its parts are done, and how many there are."""


@dataclass(frozen=True)
class Build:
    """What a build read, found and wrote."""

    directory: Path
    inputs: tuple[Path, ...]
    papers: tuple[Paper, ...]
    references: tuple[Reference, ...]
    deduplication: Deduplication
    links: tuple[LinkCheck, ...]
    audits: tuple[tuple[Finding, ...], ...]
    """What is wrong with each paper's references, but for what a person has accepted."""
    files: tuple[Path, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What could not be settled while reading the papers; the audits have these findings too."""
        return tuple(finding for paper in self.papers for finding in paper.findings)


def build(
    directory: str | os.PathLike[str] = ".", *, check: bool = True, progress: Progress | None = None
) -> Build:
    """Build the project in ``directory``: extract, deduplicate, check links, render, export.

    Files are written when everything else is done, each whole or not at all. ``check=False`` leaves the links
    alone. Raises UnreadableInput, ConfigProblem, StyleNotFound, InvalidStyle, UnknownFormat.
    """
    say = progress or (lambda _what, _done, _total: None)
    config = read_config(Path(directory))
    inputs = input_files(config)
    papers = []
    for number, path in enumerate(inputs):
        say("reading papers", number, len(inputs))
        papers.append(extract(path))
    papers = unique_keys(papers)

    say("looking for duplicates", 0, 1)
    file = config.directory / config.library.file
    library = Library((reference for paper in papers for reference in paper.references), _decisions(file))
    deduplication = library.deduplicate()
    library.merge_clusters(deduplication)
    references = tuple(library)

    outputs = _render(config, papers, references, say)
    outputs[config.directory / config.library.bibtex] = write(references, None, "bibtex")

    links: Sequence[LinkCheck] = ()
    if check and config.links.check:
        links = check_links(
            references,
            timeout=config.links.timeout,
            progress=lambda _link, done, total: say("checking links", done, total),
        )
    audits = _audits(config, papers, say)
    page = LibraryContents(
        references=references,
        papers=papers,
        deduplication=deduplication,
        links=links,
        findings=[finding for found in audits for finding in found],
        styles=[str(_style(config, style)) for style in config.bibliographies.styles],
    )
    outputs[config.directory / config.library.page] = library_page(page, title=config.directory.resolve().name)

    library.save(file)
    if not library.journal.lines:
        journal_path(file).unlink(missing_ok=True)  # left by an earlier build that merged something
    for path, text in outputs.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, text)
    return Build(
        directory=config.directory,
        inputs=tuple(inputs),
        papers=tuple(papers),
        references=references,
        deduplication=deduplication,
        links=tuple(links),
        audits=audits,
        files=(file, *outputs),
    )


def input_files(config: Config) -> list[Path]:
    """Return the file of each paper: its full text where that is there, else its printed references."""
    files = []
    for paper in config.papers:
        full = config.directory / paper.text if paper.text is not None else None
        files.append(full if full and full.is_file() else config.directory / paper.references)
    return files


def _decisions(library: Path) -> Journal:
    """Return a journal that keeps what a person has decided: pairs told apart, merges taken back."""
    old = Journal.load(journal_path(library))
    new = Journal()
    undone = [pair for merge in old.merges if merge.number in old.undone for pair in combinations(merge.keys, 2)]
    for one, other in [*map(sorted, old.distinct), *undone]:
        new.record_distinct(one, other)
    return new


def unique_keys(papers: Iterable[Paper]) -> list[Paper]:
    """Return the papers with keys that no two of them share; the first paper to use a key keeps it."""
    taken: set[str] = set()
    result = []
    for paper in papers:
        own = {reference.id for reference in paper.references}
        renamed: dict[str, str] = {}
        for reference in paper.references:
            if reference.id in taken:
                renamed[reference.id] = make_key(reference, taken | own | set(renamed.values()))
        if renamed:
            paper = _rename(paper, renamed)
        taken |= {reference.id for reference in paper.references}
        result.append(paper)
    return result


def _rename(paper: Paper, names: dict[str, str]) -> Paper:
    def key(old: str | None) -> str | None:
        return names.get(old, old) if old is not None else None

    return paper.model_copy(
        update={
            "references": tuple(one.replace(id=names.get(one.id, one.id)) for one in paper.references),
            "works_cited": tuple(
                entry.model_copy(update={"reference": key(entry.reference)}) for entry in paper.works_cited
            ),
            "citations": tuple(
                citation.model_copy(
                    update={
                        "items": tuple(
                            item.model_copy(update={"reference": key(item.reference)}) for item in citation.items
                        )
                    }
                )
                for citation in paper.citations
            ),
            "notes": tuple(
                note.model_copy(
                    update={
                        "citations": tuple(one.model_copy(update={"key": key(one.key)}) for one in note.citations)
                    }
                )
                for note in paper.notes
            ),
            "findings": tuple(one.model_copy(update={"key": key(one.key)}) for one in paper.findings),
        }
    )


def _render(
    config: Config, papers: Sequence[Paper], references: Sequence[Reference], say: Progress
) -> dict[Path, str]:
    """Render the library in every style, and each paper's references in the paper's own."""
    folder = config.directory / config.bibliographies.directory
    formats = config.bibliographies.formats
    outputs: dict[Path, str] = {}
    for number, style in enumerate(config.bibliographies.styles):
        say("rendering bibliographies", number, len(config.bibliographies.styles))
        for format_ in formats:
            path = folder / f"{Path(style).stem}{SUFFIXES.get(format_, '.txt')}"
            text = render_bibliography(references, style=_style(config, style), format=format_)
            outputs[path] = bibliography_document(text, format_, title=f"References ({Path(style).stem})")
    for settings, paper in zip(config.papers, papers, strict=True):
        if settings.style is None:
            continue
        render = render_notes if paper.notes and not paper.works_cited else render_bibliography
        for format_ in formats:
            path = folder / f"{Path(settings.references).stem}{SUFFIXES.get(format_, '.txt')}"
            text = render(paper.references, style=_style(config, settings.style), format=format_)
            outputs[path] = bibliography_document(text, format_, title=paper.title or paper.source.name)
    return outputs


def _audits(config: Config, papers: Sequence[Paper], say: Progress) -> tuple[tuple[Finding, ...], ...]:
    """Audit each paper against its own style; without one, print is not held against style."""
    audits = []
    accepted = read_acceptances(config.directory / ACCEPTED)
    for number, (settings, paper) in enumerate(zip(config.papers, papers, strict=True)):
        say("auditing", number, len(papers))
        style = _style(config, settings.style) if settings.style else None
        audits.append(tuple(sift(audit(paper, style=style, candidates=()), accepted, paper.source).shown))
    return tuple(audits)


def _style(config: Config, style: str) -> str | Path:
    """Return a style's file where there is one relative to the project, else its name."""
    return path if (path := config.directory / style).is_file() else style
