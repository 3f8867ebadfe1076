"""Notes as they are written at the end of the plain text."""

from __future__ import annotations

from collections.abc import Sequence

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(number: int) -> str:
    """Return ``number`` in superscript digits."""
    return str(number).translate(_RAISED)


def with_notes(paragraphs: Sequence[str], notes: Sequence[str]) -> str:
    """Join the paragraphs of a text and, under a heading, its notes, which are numbered from 1."""
    parts = [paragraph for paragraph in paragraphs if paragraph.strip()]
    if notes:
        parts.append("Notes")
        parts.extend(f"{raised(number)} {note.strip()}" for number, note in enumerate(notes, 1))
    return "\n\n".join(parts) + "\n"
