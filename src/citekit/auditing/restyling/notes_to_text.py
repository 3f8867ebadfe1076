"""From notes to citations in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.auditing.restyling.bibliography import appended_list
from citekit.auditing.restyling.clusters import Cluster, signal_before
from citekit.auditing.restyling.edits import Edit
from citekit.auditing.restyling.numbering import removed, renumbered
from citekit.auditing.restyling.placement import brackets_for_figures, is_raised
from citekit.auditing.restyling.setting import Setting, what
from citekit.auditing.wording import quoted
from citekit.model import Note


def notes_to_text(setting: Setting) -> Iterator[Edit]:
    """Citations where the markers of citing notes stood, and a list; the notes that stay are counted anew."""
    paper = setting.paper
    moved = {at: prefix for at in setting.collected.whole if (prefix := _movable(setting, at)) is not None}
    clusters = sorted(
        ((at, cluster) for at, found in setting.collected.in_notes.items() for cluster in found),
        key=lambda pair: pair[1].span,
    )
    printed = setting.printed(
        [_with_prefix(cluster, moved.get(at, "")) for at, cluster in clusters],
        [at not in moved for at, _ in clusters],
    )
    for (at, cluster), cite in zip(clusters, printed, strict=True):
        if at in moved:
            yield _at_marker(setting, paper.notes[at], cite)
            yield removed(paper.notes[at], paper.source, cite)
        else:
            yield Edit(cluster.span, setting.ended_like(cluster, cite), what(cluster))
    kept = [note for at, note in enumerate(paper.notes) if at not in moved]
    for note, number in _counted_anew(paper.notes, kept):
        yield from renumbered(note, number, paper.source)
    _tell_kept(setting, kept)
    if not paper.works_cited:
        cited = dict.fromkeys(str(one["id"]) for _, cluster in clusters for one in cluster.items)
        yield from appended_list(paper, setting.processor, cited)


def _movable(setting: Setting, at: int) -> str | None:
    """The signal to print before the citation of a note that can leave its place; None where it cannot."""
    note = setting.paper.notes[at]
    prefix = signal_before(setting.collected.in_notes[at][0], setting.paper)
    if prefix is not None and note.marker is None:
        setting.report("restyle-no-marker", f"note {note.number} stays a note: it has no marker", note.span)
        return None
    if prefix and setting.by_number:
        message = f"note {note.number} stays a note: among numbers there is no place for {quoted(prefix.strip())}"
        setting.report("restyle-signal-kept", message, note.span)
        return None
    return prefix


def _at_marker(setting: Setting, note: Note, cite: str) -> Edit:
    """The citation in the marker's place; it is told with the note."""
    assert note.marker is not None
    if is_raised(cite):
        return Edit(note.marker.span, cite, "")
    return Edit(*brackets_for_figures(setting.text, note.marker.span, cite), "")


def _counted_anew(notes: Sequence[Note], kept: Sequence[Note]) -> Iterator[tuple[Note, int]]:
    """The kept notes with their new numbers, which begin again where the old ones did."""
    number = 0
    before = 0
    for note in notes:
        if (note.number or 0) <= before:
            number = 0
        before = note.number or before
        if any(note is one for one in kept):
            number += 1
            yield note, number


def _tell_kept(setting: Setting, kept: Sequence[Note]) -> None:
    if kept:
        numbers = ", ".join(str(note.number) for note in kept)
        clash = "; the style cites by number too: mind which is which" if setting.by_number else ""
        setting.report("restyle-notes-kept", f"these notes stay notes: {numbers}{clash}", kept[0].span)


def _with_prefix(cluster: Cluster, prefix: str) -> Cluster:
    if not prefix:
        return cluster
    first, *rest = cluster.items
    return Cluster(cluster.span, ({**first, "prefix": prefix}, *rest), cluster.note)
