"""The list of works, set anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from citekit.auditing.restyling.edits import Change, Edit
from citekit.csl import Processor
from citekit.model import Finding, Paper, Severity, Span

HEADING = "References"


def list_edits(
    paper: Paper, processor: Processor, findings: list[Finding], more: Sequence[str] = ()
) -> Iterator[Edit]:
    """The edits that put the style's bibliography in place of the printed list, in the style's order.

    Entries keep what stands before them (a bullet, a blank line). ``more`` are works that notes cited in full and
    the list left out: citations in the text need them there. A style without a bibliography leaves the list as it
    is, with a finding.
    """
    places = [entry.span for entry in paper.works_cited]
    if processor.style.bibliography is None:
        findings.append(Finding(
            code="restyle-list-kept", severity=Severity.INFO, span=places[0], source=paper.source.name,
            message="the style has no list of works: the printed one was left as it is",
            hint="take it out where notes say everything",
        ))  # fmt: skip
        return
    entries = processor.bibliography_entries(only=[*(entry.reference for entry in paper.works_cited), *more])
    lines = [_line(entry.text) for entry in entries]
    between = paper.source.text[places[-2].end : places[-1].start] if len(places) > 1 else "\n\n"
    for span, line in zip(places[:-1], lines, strict=False):
        yield Edit(span, line, "")
    if len(lines) >= len(places):
        yield Edit(places[-1], between.join(lines[len(places) - 1 :]), "")


def list_changes(paper: Paper, processor: Processor, more: Sequence[str] = ()) -> Iterator[Change]:
    """Each printed entry and the same work in the new style, wherever its order puts it; then what is new."""
    if processor.style.bibliography is None:
        return
    new = {entry.id: _line(entry.text) for entry in processor.bibliography_entries()}
    for entry in paper.works_cited:
        line = paper.source.position(entry.span.start)[0]
        before, after = _line(entry.text), new.get(entry.reference, "")
        if before != after:
            yield Change(line, "list", before, after)
    last = paper.source.position(paper.works_cited[-1].span.start)[0]
    yield from (Change(last, "list", "", new[key]) for key in more if key in new)


def appended_list(paper: Paper, processor: Processor, keys: Iterable[str]) -> Iterator[Edit]:
    """A list of the works cited, after the end of a text that has none."""
    entries = processor.bibliography_entries(only=keys)
    if entries:
        end = len(paper.source.text.rstrip())
        lines = "\n\n".join(_line(entry.text) for entry in entries)
        yield Edit(Span(end, len(paper.source.text)), f"\n\n{HEADING}\n\n{lines}\n", "list")


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
