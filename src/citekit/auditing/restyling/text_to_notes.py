"""From citations in the text to notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from citekit.auditing.restyling.clusters import Cluster
from citekit.auditing.restyling.edits import Edit, applied
from citekit.auditing.restyling.numbering import raised, removed, renumbered
from citekit.auditing.restyling.placement import figures_for_brackets, is_raised
from citekit.auditing.restyling.setting import Setting, one_line, without_false_ibid
from citekit.model import Span

Pointer = Cluster | int
"""What needs a note: a citation in the text, or an old note by its place."""


def text_to_notes(setting: Setting) -> Iterator[Edit]:
    """A note for every citation in the text, old notes counted among them.

    All of them follow the paragraph that points to them, for only there are they in the order of their numbers.
    Old notes without a marker stay where they are.
    """
    pointers = _pointers(setting)
    numbered = [(number, _clusters(setting, pointer)) for number, pointer in enumerate(pointers, 1)]
    cites = iter([one_line(cite) for cite in setting.processor.cite(without_false_ibid(numbered))])
    by_place: dict[int, list[str]] = {}
    for number, clusters in numbered:
        pointer = pointers[number - 1]
        own = list(islice(cites, len(clusters)))
        if isinstance(pointer, Cluster):
            body = own[0][:1].upper() + own[0][1:]
            end = pointer.span.end
            yield _marker(setting, pointer, number, body)
        else:
            body, end, edits = _old_note(setting, pointer, number, own)
            yield from edits
        by_place.setdefault(_after_paragraph(setting.text, end), []).append(f"\n\n{raised(number)} {body}")
    for place, notes in by_place.items():
        yield Edit(Span(place, place), "".join(notes), "")


def _pointers(setting: Setting) -> list[Pointer]:
    """Citations and old notes in the order of the text."""
    places: list[tuple[int, Pointer]] = [(cluster.span.start, cluster) for cluster in setting.collected.in_text]
    places += [
        (note.marker.span.start, at) for at, note in enumerate(setting.paper.notes) if note.marker is not None
    ]
    return [pointer for _, pointer in sorted(places, key=lambda pair: pair[0])]


def _clusters(setting: Setting, pointer: Pointer) -> tuple[Cluster, ...]:
    """What the note cites; a citation beside the author's name in the sentence names the author in the note."""
    if not isinstance(pointer, Cluster):
        return setting.collected.in_notes.get(pointer, ())
    items = tuple(
        {name: value for name, value in one.items() if name != "suppress-author"} for one in pointer.items
    )
    return (Cluster(pointer.span, items),)


def _marker(setting: Setting, cluster: Cluster, number: int, body: str) -> Edit:
    told = f"{raised(number)} {body}"
    if is_raised(cluster.span.of(setting.text)):
        return Edit(cluster.span, raised(number), "citation", told)
    return Edit(*figures_for_brackets(setting.text, cluster.span, raised(number)), "citation", told)


def _old_note(setting: Setting, at: int, number: int, cites: list[str]) -> tuple[str, int, list[Edit]]:
    """The text of an old note with its citations anew, where its marker ends, and the edits that move it."""
    note = setting.paper.notes[at]
    assert note.marker is not None
    start = note.span.end - len(note.text)
    clusters = setting.collected.in_notes.get(at, ())
    inner = [
        Edit(cluster.span.shift(-start), setting.ended_like(cluster, cite), "")
        for cluster, cite in zip(clusters, cites, strict=True)
    ]
    body = applied(note.text, inner)
    marker = [edit for edit in renumbered(note, number, setting.paper.source) if edit.span == note.marker.span]
    return body, note.marker.span.end, [removed(note, setting.paper.source, f"{raised(number)} {body}"), *marker]


def _after_paragraph(text: str, place: int) -> int:
    end = text.find("\n\n", place)
    return len(text.rstrip()) if end < 0 else end
