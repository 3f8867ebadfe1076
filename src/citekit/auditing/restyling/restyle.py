"""Setting a paper in another style: notes to notes, text to text, and from one family to the other.

Only what was understood is changed. A citation whose work is not known, a source that is part of a sentence, a
note without a marker stays as printed, with a finding.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from citekit.auditing.rendering import item, output_for
from citekit.auditing.restyling.bibliography import appended_list, list_changes, list_edits
from citekit.auditing.restyling.clusters import Cluster, Collected, collect, iterate, signal_before
from citekit.auditing.restyling.edits import Change, Edit, applied, changes
from citekit.auditing.restyling.numbering import raised, removed, renumbered
from citekit.auditing.wording import quoted
from citekit.csl import Processor
from citekit.csl.bibliography import NO_FORM
from citekit.model import Finding, Note, Paper, Severity, Span

_IN_A_SENTENCE = ("composite", "author-only", "")
"""Name and brackets, the name alone, the brackets: the first that a style can print is taken."""


class Restyled(NamedTuple):
    """The text in the new style, what was changed, and what could not be."""

    text: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def restyle(paper: Paper, style: str | os.PathLike[str], *, locale: str | None = None) -> Restyled:
    """Return the text of ``paper`` with its notes, its citations in the text and its list in another style.

    Between notes and citations in the text: a note that does nothing but cite becomes a citation where its marker
    stood, and a citation becomes a note; notes that say more stay notes. ``style`` is a name, a path or XML.
    Raises StyleNotFound, InvalidStyle.
    """
    collected = collect(paper)
    processor = Processor(style, [item(one) for one in paper.references], locale=locale, output=output_for(paper))
    setting = _Setting(paper, processor, collected, [])
    if processor.style.style.in_text:
        edits = list(setting.notes_in_text() if _cites_in_notes_alone(paper) else setting.in_text())
    else:
        edits = list(setting.text_in_notes() if collected.in_text else setting.in_notes())
    if processor.style.style.in_text:
        setting.tell_alike()
    told = changes(paper.source, edits)
    if paper.works_cited:
        edits += list_edits(paper, processor, setting.findings)
        told += tuple(list_changes(paper, processor))
    findings = (*collected.findings, *setting.findings)
    return Restyled(applied(paper.source.text, edits), told, findings)


def _cites_in_notes_alone(paper: Paper) -> bool:
    return not paper.citations and any(note.citations for note in paper.notes)


@dataclass(frozen=True)
class _Setting:
    paper: Paper
    processor: Processor
    collected: Collected
    findings: list[Finding]

    @property
    def text(self) -> str:
        return self.paper.source.text

    def in_text(self) -> Iterator[Edit]:
        """Citations in the text anew; a note that cites names the author in its sentence."""
        clusters = list(iterate(self.collected))
        printed = self._printed(clusters, [one.note is not None for one in clusters])
        for cluster, text in zip(clusters, printed, strict=True):
            if cluster.narrative and not re.search(r"\w", text):  # the style has nothing to add to the name
                yield Edit(Span(len(self.text[: cluster.span.start].rstrip()), cluster.span.end), "", "citation")
            else:
                yield Edit(cluster.span, self._ended_like(cluster, text), self._what(cluster))

    def in_notes(self) -> Iterator[Edit]:
        """Notes anew, each citation where it stood."""
        numbered = [
            (note.number or 0, self.collected.in_notes.get(at, ())) for at, note in enumerate(self.paper.notes)
        ]
        yield from self._cited_in(numbered)

    def _cited_in(self, numbered: Sequence[tuple[int, tuple[Cluster, ...]]]) -> Iterator[Edit]:
        flat = [(number, cluster) for number, clusters in numbered for cluster in clusters]
        printed = self.processor.cite(_without_false_ibid(numbered))
        for (_, cluster), text in zip(flat, printed, strict=True):
            yield Edit(cluster.span, self._ended_like(cluster, _line(text)), self._what(cluster))

    def notes_in_text(self) -> Iterator[Edit]:
        """Citations where the markers of citing notes stood, and a list; the other notes are counted anew."""
        moved = {at: prefix for at in self.collected.whole if (prefix := self._movable(at)) is not None}
        clusters = sorted(
            ((at, cluster) for at, found in self.collected.in_notes.items() for cluster in found),
            key=lambda pair: pair[1].span,
        )
        printed = self._printed(
            [_with_prefix(cluster, moved.get(at, "")) for at, cluster in clusters],
            [at not in moved for at, _ in clusters],
        )
        for (at, cluster), text in zip(clusters, printed, strict=True):
            if at in moved:
                yield self._at_marker(self.paper.notes[at], _line(text))
                yield removed(self.paper.notes[at], self.paper.source, _line(text))
            else:
                yield Edit(cluster.span, self._ended_like(cluster, _line(text)), self._what(cluster))
        kept = [note for at, note in enumerate(self.paper.notes) if at not in moved]
        for number, note in enumerate(kept, 1):
            yield from renumbered(note, number, self.paper.source)
        self._tell_kept(kept)
        if not self.paper.works_cited:
            cited = dict.fromkeys(str(one["id"]) for _, cluster in clusters for one in cluster.items)
            yield from appended_list(self.paper, self.processor, cited)

    def _printed(self, clusters: Sequence[Cluster], in_sentence: Sequence[bool]) -> list[str]:
        """The citations of a style with citations in the text.

        Within the sentence of a note the author is named before the brackets; a style that cites by number names
        none.
        """
        forms = [self.processor.cite([one.csl(0, mode=mode) for one in clusters]) for mode in _IN_A_SENTENCE]
        chosen = []
        for at, within in enumerate(in_sentence):
            named = [form[at] for form in forms if form[at] and NO_FORM not in form[at]]
            chosen.append(_line((named if within else named[-1:])[0]) if named else "")
        return chosen

    @cached_property
    def _by_number(self) -> bool:
        """Whether the style's citations are numbers."""
        first = next(iterate(self.collected), None)
        return first is not None and NO_FORM in self.processor.cite([first.csl(0, mode="author-only")])[0]

    def _movable(self, at: int) -> str | None:
        """The signal to print before the citation of a note that can leave its place; None where it cannot."""
        note = self.paper.notes[at]
        prefix = signal_before(self.collected.in_notes[at][0], self.paper)
        if prefix is not None and note.marker is None:
            self._report("restyle-no-marker", f"note {note.number} stays a note: it has no marker", note.span)
            return None
        if prefix and self._by_number:
            message = (
                f"note {note.number} stays a note: among numbers there is no place for {quoted(prefix.strip())}"
            )
            self._report("restyle-signal-kept", message, note.span)
            return None
        return prefix

    def _at_marker(self, note: Note, cite: str) -> Edit:
        """The citation before the punctuation that the marker stood behind; raised figures stay behind it."""
        assert note.marker is not None
        start, end = note.marker.span
        what = ""  # told with the note
        if re.fullmatch(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻,]+", cite):
            return Edit(note.marker.span, cite, what)
        if match := re.search(r"(?P<stop>[.,])(?P<quote>[”\"’]+)$", self.text[max(0, start - 4) : start]):
            return Edit(Span(start - len(match[0]), end), f"{match['quote']} {cite}{match['stop']}", what)
        if match := re.search(r"[.,;:]$", self.text[:start]):
            return Edit(Span(start - 1, end), f" {cite}{match[0]}", what)
        closed = re.search(r"[?!][”\"’]*$", self.text[:start]) and re.match(r"\s*(?:[A-Z“\"]|$)", self.text[end:])
        return Edit(note.marker.span, f" {cite}{'.' if closed else ''}", what)

    def _tell_kept(self, kept: Sequence[Note]) -> None:
        if kept:
            numbers = ", ".join(str(note.number) for note in kept)
            clash = "; the style cites by number too: mind which is which" if self._by_number else ""
            self._report("restyle-notes-kept", f"{len(kept)} notes stay notes: {numbers}{clash}", kept[0].span)

    def text_in_notes(self) -> Iterator[Edit]:
        """A note for every citation in the text; all notes follow the paragraph that points to them."""
        yield from _NotesFromText(self).edits()

    def _ended_like(self, cluster: Cluster, text: str) -> str:
        """With a full stop at the end where the print has one, and without where it has none."""
        printed = self.text[cluster.span.start : cluster.span.end].rstrip()
        stopped = re.search(r"[.!?][”\"’*>]*$", printed) is not None
        bare = re.sub(r"\.$", "", text)
        if not stopped:
            return bare
        return text if re.search(r"[.!?][”\"’*]*$", text) else f"{bare}."

    def _what(self, cluster: Cluster) -> str:
        return f"note {cluster.note.number}" if cluster.note else "citation"

    def _report(self, code: str, message: str, span: Span, severity: Severity = Severity.INFO) -> None:
        self.findings.append(Finding(
            code=code, severity=severity, span=span, source=self.paper.source.name, message=message,
            hint="see what the paper needs; nothing was lost",
        ))  # fmt: skip

    def tell_alike(self) -> None:
        """Works that the new style cites alike, although they are told apart in print now."""
        first: dict[str, Cluster] = {}
        for cluster in iterate(self.collected):
            for one in cluster.items:
                first.setdefault(str(one["id"]), cluster)
        texts = self.processor.cite([{"citationItems": [{"id": key}], "properties": {}} for key in first])
        groups: dict[str, list[str]] = {}
        for key, text in zip(first, texts, strict=True):
            groups.setdefault(_line(text), []).append(key)
        for text, keys in groups.items():
            if len(keys) > 1 and NO_FORM not in text:
                message = f"the style cites {len(keys)} works as {quoted(text)}: {', '.join(keys)}"
                self._report("restyle-alike", message, first[keys[-1]].span, Severity.WARNING)


class _NotesFromText:
    """New notes for citations in the text, and the old ones counted among them."""

    def __init__(self, setting: _Setting) -> None:
        self.setting = setting
        self.paper, self.text = setting.paper, setting.text
        self.old = [(at, note) for at, note in enumerate(self.paper.notes) if note.marker is not None]
        pointers: list[tuple[int, Cluster | int]] = [
            *((cluster.span.start, cluster) for cluster in setting.collected.in_text),
            *((note.marker.span.start, at) for at, note in self.old if note.marker is not None),
        ]
        self.pointers = [pointer for _, pointer in sorted(pointers, key=lambda pair: pair[0])]

    def edits(self) -> Iterator[Edit]:
        numbered = [(number, self._clusters(pointer)) for number, pointer in enumerate(self.pointers, 1)]
        printed = iter(self.setting.processor.cite(_without_false_ibid(numbered)))
        by_place: dict[int, list[str]] = {}
        for number, pointer in enumerate(self.pointers, 1):
            if isinstance(pointer, Cluster):
                note_text = _line(next(printed))
                place = self._after_paragraph(pointer.span.end)
                yield self._marker(pointer, number, note_text)
            else:
                note = self.paper.notes[pointer]
                assert note.marker is not None
                note_text = self._old_text(note, self.setting.collected.in_notes.get(pointer, ()), printed)
                place = self._after_paragraph(note.marker.span.end)
                yield removed(note, self.paper.source, f"{raised(number)} {note_text}")
                yield from renumbered(note, number, self.paper.source)[:1]
            by_place.setdefault(place, []).append(f"\n\n{raised(number)} {note_text}")
        for place, notes in by_place.items():
            yield Edit(Span(place, place), "".join(notes), "")

    def _clusters(self, pointer: Cluster | int) -> tuple[Cluster, ...]:
        if isinstance(pointer, Cluster):
            full = tuple(
                {name: value for name, value in one.items() if name != "suppress-author"} for one in pointer.items
            )
            return (Cluster(pointer.span, full),)
        return self.setting.collected.in_notes.get(pointer, ())

    def _marker(self, cluster: Cluster, number: int, note_text: str) -> Edit:
        """The marker behind the punctuation that followed the brackets, without the blank before them."""
        start = len(self.text[: cluster.span.start].rstrip())
        stop = re.match(r"[.,;:]", self.text[cluster.span.end :])
        end = cluster.span.end + (1 if stop else 0)
        return Edit(
            Span(start, end),
            f"{stop[0] if stop else ''}{raised(number)}",
            "citation",
            f"{raised(number)} {note_text}",
        )

    def _old_text(self, note: Note, clusters: tuple[Cluster, ...], printed: Iterator[str]) -> str:
        """The text of an old note, its citations set anew."""
        edits = [Edit(one.span, self.setting._ended_like(one, _line(next(printed))), "") for one in clusters]
        start = note.span.end - len(note.text)
        inner = [edit._replace(span=edit.span.shift(-start)) for edit in edits]
        return applied(self.text[start : note.span.end], inner)

    def _after_paragraph(self, place: int) -> int:
        end = self.text.find("\n\n", place)
        return len(self.text.rstrip()) if end < 0 else end


def _without_false_ibid(numbered: Sequence[tuple[int, tuple[Cluster, ...]]]) -> list[dict[str, object]]:
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


def _with_prefix(cluster: Cluster, prefix: str) -> Cluster:
    if not prefix:
        return cluster
    first, *rest = cluster.items
    return Cluster(cluster.span, ({**first, "prefix": prefix}, *rest), cluster.note)


def _with_author(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name != "suppress-author"}


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
