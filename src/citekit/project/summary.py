"""What a build found, in words that a person can act on, and as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from citekit.links import LinkCheck
from citekit.model import Paper
from citekit.project.pipeline import Build


def summary_text(build: Build) -> str:
    """Return the summary that ends ``citekit build``."""
    lines = [
        *_papers(build.papers),
        "",
        *_library(build),
        *_links(build.links),
        *_audits(build),
        "",
        *_files(build),
    ]
    return "\n".join(lines) + "\n"


def summary_json(build: Build) -> dict[str, Any]:
    """Return the same as JSON values."""
    return {
        "papers": [
            {
                "source": paper.source.name,
                "title": paper.title,
                "notes": len(paper.notes),
                "citing_notes": sum(bool(note.citations) for note in paper.notes),
                "works_cited": len(paper.works_cited),
                "citations": len(paper.citations),
                "references": len(paper.references),
            }
            for paper in build.papers
        ],
        "references": len(build.references),
        **build.deduplication.to_json(),
        "links": [link.to_json() for link in build.links],
        "findings": [finding.to_json() for found in build.audits for finding in found],
        "files": [str(path) for path in build.files],
    }


def _papers(papers: Sequence[Paper]) -> Iterator[str]:
    for paper in papers:
        citing = sum(bool(note.citations) for note in paper.notes)
        parts = [
            f"{_count(len(paper.notes), 'note')}, {citing} of them citing" if paper.notes else "",
            f"{len(paper.works_cited)} works cited" if paper.works_cited else "",
            _count(len(paper.citations), "citation") + " in the text" if paper.citations else "",
            _count(len(paper.references), "reference"),
        ]
        yield paper.title or paper.source.name
        yield "  " + "; ".join(part for part in parts if part)


def _library(build: Build) -> Iterator[str]:
    merged = len(build.deduplication.clusters)
    related = len(build.deduplication.related)
    yield f"Library: {_count(len(build.references), 'reference')}"
    duplicates = _count(merged, "duplicate") if merged else "no duplicates"
    yield f"  {duplicates} merged, {related} related works kept apart"
    for cluster in build.deduplication.clusters:
        yield f"  merged: {', '.join(cluster.ids)} ({'; '.join(cluster.reasons)})"


def _links(links: Sequence[LinkCheck]) -> Iterator[str]:
    if not links:
        return
    verdicts = Counter(str(link.verdict) for link in links)
    statuses = {str(link.status) for link in links}
    if statuses == {"offline"}:
        yield f"Links: {len(links)} not checked, this machine is offline; nothing is claimed about them"
        return
    yield f"Links: {verdicts['ok']} ok, {verdicts['bad']} bad, {verdicts['unsure']} that this machine cannot judge"
    for link in links:
        if str(link.verdict) != "ok":
            yield f"  {link.verdict}: {link.url} ({', '.join(link.references)}): {link.detail}"


def _audits(build: Build) -> Iterator[str]:
    for path, findings in zip(build.inputs, build.audits, strict=True):
        if not findings:
            yield f"Audit of {path.name}: nothing found"
            continue
        counts = Counter(finding.code for finding in findings).most_common()
        yield f"Audit of {path.name}: {_count(len(findings), 'finding')} (citekit audit {path} shows them)"
        yield from wrap(
            ", ".join(f"{count} {code}" for code, count in counts),
            width=100,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
        )


def _files(build: Build) -> Iterator[str]:
    yield "Written"
    library = [path for path in build.files if path.parent == build.directory]
    for path in library:
        yield f"  {path}"
    for folder in dict.fromkeys(path.parent for path in build.files if path not in library):
        yield f"  {folder}/ ({sum(path.parent == folder for path in build.files)} bibliographies)"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
