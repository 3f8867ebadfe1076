"""``citekit merge LIBRARY [--auto|--interactive]``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from citekit.library import Library

_KEYS = "y: one work, merge   n: two works, never ask again   s: skip   u: undo the last answer   q: quit and save"


@click.command(short_help="Merge duplicates in a library, with a journal.")
@click.argument("library", type=click.Path(path_type=Path))
@click.option("--auto", "mode", flag_value="auto", help="Merge what is sure, without asking.")
@click.option("--interactive", "mode", flag_value="interactive", help="Show pair after pair and ask.")
@click.option("--dry-run", is_flag=True, help="Say what --auto would merge; change nothing.")
def command(library: Path, mode: str | None, dry_run: bool) -> int:
    """Merge the duplicates in LIBRARY, a CSL-JSON file, and journal it, so that any merge can be undone.

    Merged records keep the keys of those they were made of as aliases, and every value that differed. With
    --interactive your answers are kept: a pair that you told apart is never shown again.
    """
    from citekit.library import Library, journal_path

    if mode is None and not dry_run:
        raise click.UsageError("say --auto or --interactive (or --dry-run to see what --auto would do)")
    if library.suffix.lower() != ".json":
        raise click.UsageError(
            f"{library} is no CSL-JSON file. Make one: citekit export {library} --to csl-json -o library.json"
        )
    store = Library.load(library)
    if mode == "interactive" and not dry_run:
        return _review(store)
    found = store.deduplicate()
    for cluster in found.clusters:
        click.echo(f"{' + '.join(cluster.ids)}: {'; '.join(cluster.reasons)}", err=True)
    if not dry_run:
        store.merge_clusters(found)
        store.save()
    count = sum(len(cluster.ids) - 1 for cluster in found.clusters)
    verb = "would go into another" if dry_run else "went into another"
    click.echo(
        f"{count} of {len(found.originals)} records {verb}; {len(found.proposed)} pairs to review", err=True
    )
    if count and not dry_run:
        click.echo(f"  hint: citekit undo {library} takes a merge back ({journal_path(library).name})", err=True)
    return int(bool(found.proposed))


def _review(store: Library) -> int:
    """Ask about one pair after the other; save at the end, whatever happens."""
    answers: list[tuple[str, str, str]] = []
    skipped: set[frozenset[str]] = set()
    try:
        while True:
            pair = next(_pairs(store, skipped), None)
            if pair is None:
                if not answers or not _wants_the_last_back():
                    break
                _take_back(store, answers, skipped)
                continue
            a, b, score, reasons = pair
            _show(store, a, b, score, reasons, len(answers))
            answer = _ask()
            if answer == "q":
                break
            if answer == "u":
                _take_back(store, answers, skipped)
                continue
            if answer == "y":
                store.merge([a, b], reasons, score)
            elif answer == "n":
                store.mark_distinct(a, b)
            else:
                skipped.add(frozenset((a, b)))
            answers.append((answer, a, b))
    finally:
        store.save()
    merged = sum(answer == "y" for answer, _, _ in answers)
    click.echo(f"{merged} merged, {len(answers) - merged} left apart or skipped; saved {store.path}", err=True)
    return int(bool(skipped))


def _pairs(store: Library, skipped: set[frozenset[str]]) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    """Yield the pairs to ask about: duplicates first, then what is proposed, the surest first."""
    found = store.deduplicate()
    asked = [(one.ids[0], other, one.score, one.reasons) for one in found.clusters for other in one.ids[1:]]
    asked += [(one.ids[0], one.ids[1], one.score, one.reasons) for one in found.proposed]
    for pair in asked:
        if frozenset(pair[:2]) not in skipped:
            yield pair


def _ask() -> str:
    """Return one of y, n, s, u, q; the end of the input is q."""
    click.echo("[y/n/s/u/q] ", nl=False, err=True)
    while True:
        try:
            answer = (click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)).lower()
        except EOFError:
            answer = ""
        if answer == "" or answer in "ynsuq":
            click.echo(answer or "q", err=True)
            return answer or "q"


def _wants_the_last_back() -> bool:
    click.echo("No more pairs.   u: undo the last answer   q: save", err=True)
    return _ask() == "u"


def _take_back(store: Library, answers: list[tuple[str, str, str]], skipped: set[frozenset[str]]) -> None:
    """Undo the last answer."""
    if not answers:
        click.echo("there is no answer to undo", err=True)
        return
    answer, a, b = answers.pop()
    if answer == "y":
        store.undo(b)
    elif answer == "n":
        store.forget_distinct(a, b)
    else:
        skipped.discard(frozenset((a, b)))


def _show(store: Library, a: str, b: str, score: float, reasons: tuple[str, ...], number: int) -> None:
    """Print one pair, field under field, the differing characters in reverse."""
    from citekit.dedupe.differences import Segment, compare_fields

    def marked(segments: tuple[Segment, ...]) -> str:
        return "".join(click.style(text, reverse=True) if only else text for text, only in segments)

    click.clear()
    click.echo(f"pair {number + 1}: {a} and {b}, score {score:.3f}", err=True)
    click.echo(f"{'; '.join(reasons)}\n", err=True)
    for row in compare_fields(store[a], store[b]):
        if row.same:
            click.echo(f"  {row.variable:>18}  {click.style(marked(row.left), dim=True)}", err=True)
        else:
            click.echo(f"  {row.variable:>18}  {marked(row.left)}\n  {'':>18}  {marked(row.right)}", err=True)
    click.echo(f"\n{_KEYS}", err=True)
