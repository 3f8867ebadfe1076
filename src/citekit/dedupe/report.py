"""The report of a deduplication: as text for a terminal, as one HTML page with the records side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from citekit.dedupe.differences import Segment, compare_fields, show, show_date
from citekit.dedupe.result import Deduplication
from citekit.model import Reference

_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1c1c1c;
  background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem }
h3 { font-size: 1rem; margin: 1.6rem 0 .2rem }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .5rem 0 1rem }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-top: 1px solid #d8d8d8;
  overflow-wrap: anywhere }
th:first-child, td:first-child { width: 9.5rem; color: #555; font-weight: 400 }
tr.same td { color: #555 } ins, del { text-decoration: none; border-radius: 2px; padding: 0 1px }
del { background: #ffd8cc } ins { background: #cdebc9 } p.why { margin: 0; color: #444 } code { font-size: .95em }
@media (prefers-color-scheme: dark) { body { background: #181818; color: #e4e4e4 } th, td { border-color: #3a3a3a }
  th:first-child, td:first-child, tr.same td, p.why { color: #aaa } del { background: #6b2c1c }
  ins { background: #22512b } }
"""


def summary(found: Deduplication) -> str:
    """Return one line: how many clusters, related pairs and pairs to review."""
    records = sum(len(cluster.ids) for cluster in found.clusters)
    return ", ".join(
        (
            f"{_count(len(found.originals), 'record')}",
            f"{_count(len(found.clusters), 'duplicate cluster')}" + (f" ({records} records)" if records else ""),
            f"{_count(len(found.related), 'related pair')}",
            f"{_count(len(found.proposed), 'pair')} to review",
        )
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def headline(one: Reference) -> str:
    """Return a record in one line: author, title, container, date."""
    people = show(one, "author") or show(one, "editor")
    date = show_date(one.issued) if one.issued else ""
    return ". ".join(part for part in (people, one.title or "[no title]", one.container_title or "", date) if part)


def text_report(found: Deduplication) -> str:
    """Return the report as plain text."""
    by_id = {one.id: one for one in found.originals}
    lines = [summary(found)]
    for title, entries in _sections(found):
        lines += ["", f"{title}:"]
        for ids, note, reasons in entries:
            lines += ["", f"  {note}"]
            lines += [f"    {key}: {headline(by_id[key])}" for key in ids]
            lines += [f"    because {reason}" for reason in _sentences(ids, reasons)]
    return "\n".join(lines) + "\n"


def _sentences(ids: tuple[str, ...], reasons: tuple[str, ...]) -> Iterable[str]:
    return [", ".join(reasons)] if len(ids) == 2 else reasons


Entry = tuple[tuple[str, ...], str, tuple[str, ...]]


def _sections(found: Deduplication) -> Iterator[tuple[str, list[Entry]]]:
    if found.clusters:
        yield "Duplicates", [(one.ids, f"= {one.score:.3f}", one.reasons) for one in found.clusters]
    if found.related:
        yield "Related, not to be merged", [(one.ids, f"~ {one.relation}", one.reasons) for one in found.related]
    if found.proposed:
        yield "For you to decide", [(one.ids, f"? {one.score:.3f}", one.reasons) for one in found.proposed]


def html_report(found: Deduplication, title: str = "Duplicates") -> str:
    """Return the report as one HTML page that needs nothing else."""
    by_id = {one.id: one for one in found.originals}
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1><p>{escape(summary(found))}</p>",
    ]
    for heading, entries in _sections(found):
        parts.append(f"<h2>{escape(heading)}</h2>")
        for ids, note, reasons in entries:
            names = ", ".join(f"<code>{escape(key)}</code>" for key in ids)
            parts.append(f"<h3>{names} <small>{escape(note)}</small></h3>")
            parts += [f'<p class="why">{escape(reason)}</p>' for reason in _sentences(ids, reasons)]
            parts += [_table(by_id, ids[0], key) for key in ids[1:]]
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _table(by_id: Mapping[str, Reference], left: str, right: str) -> str:
    rows = ["<tr>" + "".join(f'<th scope="col">{escape(name)}</th>' for name in ("field", left, right)) + "</tr>"]
    for row in compare_fields(by_id[left], by_id[right]):
        css = ' class="same"' if row.same else ""
        cells = f"<td>{_marked(row.left, 'del')}</td><td>{_marked(row.right, 'ins')}</td>"
        rows.append(f"<tr{css}><td>{escape(row.variable)}</td>{cells}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _marked(segments: tuple[Segment, ...], tag: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" if only else escape(text) for text, only in segments)
