"""Small figures as inline SVG: how many references a year, of which types, with which links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from citekit.links import LinkCheck
from citekit.model import Reference

_WIDTH = 640
_BAR = 22
_LABEL = 170


def years_figure(references: Iterable[Reference]) -> str:
    """Return a histogram of the years of publication, of decades where they span more than 40. Empty for none."""
    years = [one.issued.year for one in references if one.issued and one.issued.year is not None]
    if not years:
        return ""
    step = 1 if max(years) - min(years) < 40 else 10
    counts = Counter(year // step * step for year in years)
    steps = range(min(counts), max(counts) + 1, step)
    height, base, most = 150, 120, max(counts.values())
    width = _WIDTH / len(steps)
    parts = []
    for index, year in enumerate(steps):
        tall = counts[year] / most * 95
        x = index * width
        label = f"{year}s" if step > 1 else str(year)
        parts.append(
            f'<rect x="{x + width * 0.1:.1f}" y="{base - tall:.1f}" width="{width * 0.8:.1f}" height="{tall:.1f}">'
            f"<title>{label}: {counts[year]}</title></rect>"
        )
        if counts[year]:
            parts.append(_text(x + width / 2, base - tall - 5, str(counts[year]), "middle"))
        if index % max(1, len(steps) // 12) == 0:
            parts.append(_text(x + width / 2, base + 18, label, "middle"))
    said = ", ".join(f"{year}: {counts[year]}" for year in steps if counts[year])
    return _svg(height, f"References by {'year' if step == 1 else 'decade'}: {said}", parts)


def types_figure(references: Iterable[Reference]) -> str:
    """Return bars of the types of works, most frequent first. Empty for none."""
    return _bars("References by type", Counter(one.type for one in references).most_common())


def links_figure(links: Sequence[LinkCheck]) -> str:
    """Return bars of the links' verdicts, told apart by their statuses. Empty for none."""
    counts = Counter(f"{link.verdict}: {link.status}" for link in links)
    order = {"ok": 0, "unsure": 1, "bad": 2}
    rows = sorted(counts.items(), key=lambda row: (order.get(row[0].partition(":")[0], 3), -row[1]))
    return _bars("Links", rows)


def _bars(title: str, rows: Sequence[tuple[str, int]]) -> str:
    if not rows:
        return ""
    most = max(count for _, count in rows)
    parts = []
    for index, (label, count) in enumerate(rows):
        y = index * _BAR
        long = count / most * (_WIDTH - _LABEL - 50)
        parts.append(_text(_LABEL - 8, y + 15, label, "end"))
        kind = escape(label.partition(":")[0])
        parts.append(
            f'<rect class="{kind}" x="{_LABEL}" y="{y + 4}" width="{long:.1f}" height="{_BAR - 8}">'
            f"<title>{escape(label)}: {count}</title></rect>"
        )
        parts.append(_text(_LABEL + long + 6, y + 15, str(count), "start"))
    said = ", ".join(f"{label} {count}" for label, count in rows)
    return _svg(len(rows) * _BAR + 4, f"{title}: {said}", parts)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _svg(height: float, label: str, parts: Iterable[str]) -> str:
    return (
        f'<svg class="figure" viewBox="-16 0 {_WIDTH + 32} {height:.0f}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )
