"""What every way of setting a paper anew needs: the citations, the processor, and a place for findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from citekit.auditing.restyling.clusters import Cluster, Collected, iterate
from citekit.auditing.restyling.edits import Edit
from citekit.auditing.restyling.placement import brackets_for_figures, figures_for_brackets, is_raised
from citekit.auditing.wording import quoted
from citekit.csl import Processor
from citekit.csl.bibliography import NO_FORM
from citekit.csl.citations import NO_AUTHOR
from citekit.model import Finding, Paper, Severity, Span

_IN_A_SENTENCE = ("composite", "author-only", "")
"""Name and brackets, the name alone, the brackets: the first that a style can print is taken."""


@dataclass(frozen=True)
class Setting:
    """A paper on its way into a style."""

    paper: Paper
    processor: Processor
    collected: Collected
    findings: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paper's text."""
        return self.paper.source.text

    @cached_property
    def by_number(self) -> bool:
        """Whether the style's citations are numbers."""
        clusters = list(iterate(self.collected))
        return bool(clusters) and not any(map(has_form, self._cited(clusters, "author-only")))

    def _cited(self, clusters: Sequence[Cluster], mode: str = "") -> list[str]:
        return self.processor.cite([one.csl(0, mode=mode) for one in clusters])

    def printed(self, clusters: Sequence[Cluster], in_sentence: Sequence[bool]) -> list[str]:
        """The citations of a style with citations in the text.

        Within the sentence of a note the author is named before the brackets, where the style names authors.
        """
        modes = _IN_A_SENTENCE if any(in_sentence) else _IN_A_SENTENCE[-1:]
        forms = [self._cited(clusters, mode) for mode in modes]
        chosen = []
        for at, within in enumerate(in_sentence):
            usable = [form[at] for form in forms if has_form(form[at])]
            chosen.append(one_line((usable if within else usable[-1:])[0]) if usable else "")
        return chosen

    def in_text(self) -> Iterator[Edit]:
        """Citations in the text anew; a note that cites names the author in its sentence."""
        clusters = list(iterate(self.collected))
        printed = self.printed(clusters, [one.note is not None for one in clusters])
        for cluster, cite in zip(clusters, printed, strict=True):
            yield self._set(cluster, cite)
        if self.paper.notes and any(is_raised(cite) for cite in printed):
            message = "notes stay notes, and the citations are raised figures as their markers are"
            self.report("restyle-notes-kept", message, self.paper.notes[0].span, Severity.WARNING)

    def in_notes(self) -> Iterator[Edit]:
        """Notes anew, each citation where it stood."""
        numbered = [(at + 1, self.collected.in_notes.get(at, ())) for at in range(len(self.paper.notes))]
        flat = [cluster for _, clusters in numbered for cluster in clusters]
        for cluster, cite in zip(flat, self.processor.cite(without_false_ibid(numbered)), strict=True):
            yield Edit(cluster.span, self.ended_like(cluster, one_line(cite)), what(cluster))

    def _set(self, cluster: Cluster, cite: str) -> Edit:
        """One citation in the place that its form wants."""
        printed = cluster.span.of(self.text)
        if cluster.note is not None:
            return Edit(cluster.span, self.ended_like(cluster, cite), what(cluster))
        if cluster.narrative and not re.search(r"\w", cite):  # the style has nothing to add to the name
            return Edit(Span(len(self.text[: cluster.span.start].rstrip()), cluster.span.end), "", "citation")
        if is_raised(printed) and not is_raised(cite):
            return Edit(*brackets_for_figures(self.text, cluster.span, cite), "citation", cite)
        if is_raised(cite) and not is_raised(printed):
            return Edit(*figures_for_brackets(self.text, cluster.span, cite), "citation", cite)
        return Edit(cluster.span, cite, "citation")

    def ended_like(self, cluster: Cluster, cite: str) -> str:
        """With a full stop at the end where the print has one, and without where it has none."""
        stopped = re.search(r"[.!?][”\"’*>]*$", cluster.span.of(self.text).rstrip()) is not None
        bare = re.sub(r"\.$", "", cite)
        if not stopped:
            return bare
        return cite if re.search(r"[.!?][”\"’*]*$", cite) else f"{bare}."

    def tell_alike(self) -> None:
        """Report works that the new style cites alike, although they are told apart in print now."""
        single = [
            Cluster(cluster.span, ({"id": one["id"]},))
            for cluster in iterate(self.collected)
            for one in cluster.items
        ]
        groups: dict[str, dict[str, Cluster]] = {}
        for cluster, text in zip(single, self._cited(single), strict=True):
            groups.setdefault(one_line(text), {}).setdefault(str(cluster.items[0]["id"]), cluster)
        for text, keys in groups.items():
            if len(keys) > 1 and has_form(text):
                message = f"the style cites {len(keys)} works as {quoted(text)}: {', '.join(keys)}"
                self.report("restyle-alike", message, next(iter(keys.values())).span, Severity.WARNING)

    def report(self, code: str, message: str, span: Span, severity: Severity = Severity.INFO) -> None:
        """Keep a finding about what could not be set."""
        self.findings.append(Finding(
            code=code, severity=severity, span=span, source=self.paper.source.name, message=message,
            hint="see what the paper needs; nothing was lost",
        ))  # fmt: skip


def has_form(cite: str) -> bool:
    """Tell whether a style could print a citation: numbers have no author to name, some works no form at all."""
    return cite != "" and NO_FORM not in cite and NO_AUTHOR not in cite


def what(cluster: Cluster) -> str:
    """The name of a cluster in the list of changes."""
    return f"note {cluster.note.number}" if cluster.note else "citation"


def without_false_ibid(numbered: Sequence[tuple[int, tuple[Cluster, ...]]]) -> list[dict[str, object]]:
    """The clusters of notes in order. After a note with several of them "ibid." could mean any: it is not used."""
    found: list[dict[str, object]] = []
    seen: set[str] = set()
    before = 0
    for number, clusters in numbered:
        for place, cluster in enumerate(clusters):
            items = [dict(one) for one in cluster.items]
            if place == 0 and before > 1 and items[0]["id"] in seen:
                items[0]["position"] = 1
            seen |= {str(one["id"]) for one in items}
            found.append(Cluster(cluster.span, tuple(items), cluster.note).csl(number))
        before = len(clusters) or before
    return found


def one_line(text: str) -> str:
    """Text with single blanks."""
    return re.sub(r"\s+", " ", text).strip()
