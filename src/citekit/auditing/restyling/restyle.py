"""Setting a paper in another style: notes to notes, text to text, and from one family to the other.

Only what was understood is changed. A citation whose work is not known, a source that is part of a sentence, a
note without a marker stays as printed, with a finding.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from citekit.auditing.rendering import item, output_for
from citekit.auditing.restyling.bibliography import list_changes, list_edits
from citekit.auditing.restyling.clusters import Collected, collect, iterate
from citekit.auditing.restyling.edits import Change, applied, changes
from citekit.auditing.restyling.notes_to_text import notes_to_text
from citekit.auditing.restyling.setting import Setting
from citekit.auditing.restyling.text_to_notes import text_to_notes
from citekit.csl import Processor
from citekit.model import Finding, Paper


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
    items = [item(one) for one in paper.references if collected.keys[one.id] == one.id]
    processor = Processor(style, items, locale=locale, output=output_for(paper))
    setting = Setting(paper, processor, collected)
    in_notes_alone = not paper.citations and any(note.citations for note in paper.notes)
    more: list[str] = []
    if processor.style.style.in_text:
        edits = list(notes_to_text(setting) if in_notes_alone else setting.in_text())
        setting.tell_alike()
        more = _cited_and_not_listed(paper, collected)
    else:
        edits = list(text_to_notes(setting) if collected.in_text else setting.in_notes())
    told = changes(paper.source, edits)
    if paper.works_cited:
        edits += list_edits(paper, processor, setting.findings, more)
        told += tuple(list_changes(paper, processor, more))
    findings = (*collected.findings, *setting.findings)
    return Restyled(applied(paper.source.text, edits), told, findings)


def _cited_and_not_listed(paper: Paper, collected: Collected) -> list[str]:
    """Works that notes cite in full and the list leaves out."""
    listed = {entry.reference for entry in paper.works_cited}
    cited = [str(one["id"]) for cluster in iterate(collected) for one in cluster.items]
    return [key for key in dict.fromkeys(cited) if key not in listed]
