"""Short forms: ibid., op. cit., supra, an author alone, an author with a title, sent to the work they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from citekit.model import CitationForm, Note, NoteCitation, Reference
from citekit.model.keys import ascii_fold, make_key
from citekit.parse.notes.spacing import spaced
from citekit.parse.recognisers.back_references import IBID, NOTE_NUMBER, OP_CIT

_SAME = re.compile(r"(?:ders|dies|dens|idem|eadem|id|same|le même|lo stesso|el mismo)\.?", re.IGNORECASE)


class _Full(NamedTuple):
    """A work in full, and the number of the note that prints it (None for a works-cited entry).

    ``names`` and ``title`` are what short forms are compared with.
    """

    key: str
    reference: Reference
    note: int | None
    names: list[str]
    title: list[str]


def _full(reference: Reference, note: int | None) -> _Full:
    return _Full(reference.id, reference, note, _names(reference), _words(reference.title))


def resolve_short_forms(notes: Sequence[Note], references: Sequence[Reference] = ()) -> tuple[Note, ...]:
    """Return the notes with each short form pointing to its work: ``key``, ``form`` and ``refers_to_note``.

    Ibid. and id. mean the work cited last; a note number given in print decides before anything else; authors
    and title are compared without regard to case, diacritics and quotation marks. ``references`` are works
    cited that notes may point to besides the full citations of earlier notes. What matches nothing, or more
    than one work, keeps the key None.
    """
    listed = [_full(reference, None) for reference in references]
    seen: list[_Full] = []
    there: dict[int, list[_Full]] = {}  # the works that each note cites, in full or short
    last: _Full | None = None
    resolved = []
    for note in notes:
        citations = []
        for citation in note.citations:
            citation = _same_author(citation, last, seen)
            citation, target = _resolve(citation, seen, listed, last, there)
            if target is not None:
                last = target
            elif citation.form is CitationForm.FULL:
                last = _full(citation.reference, note.number)
                seen.append(last)
            else:
                last = None
            if last is not None and note.number is not None:
                there.setdefault(note.number, []).append(last)
            citations.append(citation)
        resolved.append(note.model_copy(update={"citations": tuple(citations)}) if citations else note)
    return tuple(resolved)


def _same_author(citation: NoteCitation, last: _Full | None, seen: list[_Full]) -> NoteCitation:
    """Give "Ders., Der Begriff des Rechts, 1986" the author of the work cited last."""
    role = "author" if citation.reference.author else "editor"
    names = getattr(citation.reference, role)
    if last is None or len(names) != 1 or not _SAME.fullmatch(names[0].family or names[0].literal or ""):
        return citation
    authors = last.reference.author or last.reference.editor
    if not authors:
        return citation
    draft = citation.reference.replace(**{role: authors})
    reference = draft.model_copy(update={"id": make_key(draft, {full.key for full in seen})})
    key = reference.id if citation.key is not None else None
    return citation.model_copy(update={"reference": reference, "key": key})


def _resolve(
    citation: NoteCitation,
    seen: list[_Full],
    listed: list[_Full],
    last: _Full | None,
    there: dict[int, list[_Full]],
) -> tuple[NoteCitation, _Full | None]:
    reference, text = citation.reference, _tidy(citation.text)
    if citation.form is CitationForm.FULL and _is_full(reference) and reference.title:
        return citation, None  # "Id., Pour un autre Moyen Âge, Paris 1977" points to its author only
    if IBID.match(text.lstrip('“"‘(*')) or (IBID.search(text) and not reference.title):
        names = _names(reference)
        named = next((one for one in reversed(seen) if names and _same_names(names, one.names)), last)
        return _pointing(citation, named), named  # "Kennedy, id., p. 47"
    unnamed = not reference.author and not reference.title and OP_CIT.match(text.lstrip('“"‘(*'))
    if unnamed and NOTE_NUMBER.search(text) is None:
        return _pointing(citation, last), last  # "A.a.O., S. 80"
    numbered = NOTE_NUMBER.search(text) if OP_CIT.search(text) or citation.form is CitationForm.SHORT else None
    if numbered:
        pointed = there.get(int(numbered["number"]), [])
        target = _best(reference, pointed) or (pointed[0] if len({one.key for one in pointed}) == 1 else None)
        if target:
            return _pointing(citation, target), target
    if citation.form is CitationForm.SHORT or not _is_full(reference):
        target = _best(reference, seen) or _best(reference, listed)
        if target or citation.form is CitationForm.SHORT:
            return _pointing(citation, target), target
    return citation, None


def _tidy(text: str) -> str:
    clean = spaced(text)
    return text if clean is None else clean.text


def _pointing(citation: NoteCitation, target: _Full | None) -> NoteCitation:
    return citation.model_copy(update={
        "form": CitationForm.SHORT, "key": target.key if target else None,
        "refers_to_note": target.note if target else None,
    })  # fmt: skip


def _is_full(reference: Reference) -> bool:
    """Whether the print says when or where the work appeared; a short title with its author does not."""
    return any((reference.issued, reference.container_title, reference.publisher, reference.url, reference.doi))


def _best(reference: Reference, candidates: Sequence[_Full]) -> _Full | None:
    """The one candidate that the printed words fit; None where none or several works do."""
    names, title = _names(reference), _words(reference.title)
    if not names and not title:
        return None
    year = reference.issued.year if reference.issued else None
    fits = [
        full
        for full in candidates
        if (not names or _same_names(names, full.names))
        and _shortened(title, full.title)
        and _same_year(year, full)
    ]
    keys = {full.key for full in fits}
    return fits[-1] if len(keys) == 1 else None


def _shortened(short: list[str], full: list[str]) -> bool:
    """Whether the words of a short title stand in the full one, in their order."""
    rest = iter(full)
    return all(word in rest for word in short)


def _same_year(year: int | None, full: _Full) -> bool:
    issued = full.reference.issued
    return year is None or issued is None or issued.year is None or issued.year == year


def _same_names(short: list[str], full: list[str]) -> bool:
    """A short form may name all authors or the first."""
    return bool(full) and short == full[: len(short)] and len(short) in (1, len(full), 2)


def _names(reference: Reference) -> list[str]:
    names = reference.author or reference.editor
    return [_plain(name.family or name.literal or name.given or "") for name in names]


def _words(title: str | None) -> list[str]:
    return [word for word in map(_plain, (title or "").split()) if word]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", (ascii_fold(text) or text).lower())
