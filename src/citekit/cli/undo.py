"""``citekit undo LIBRARY [MERGE]``."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import click


@click.command(short_help="Take a merge back.")
@click.argument("library", type=click.Path(path_type=Path))
@click.argument("merge", required=False)
@click.option("--list", "list_", is_flag=True, help="List the merges that can be taken back.")
@click.option("--may-merge-again", is_flag=True, help="Do not remember the records as two works.")
def command(library: Path, merge: str | None, list_: bool, may_merge_again: bool) -> int:
    """Take one merge in LIBRARY back: MERGE is its number, or a key that it joined; the last one without it.

    Merges that were made later stay. The records are remembered as works of their own, so that they are not merged
    again.
    """
    from citekit.errors import CitekitError
    from citekit.library import Library

    store = Library.load(library)
    if list_:
        for one in store.history():
            click.echo(f"{one.number}\t{one.time}\t{' + '.join(one.keys)}\t{'; '.join(one.reasons)}")
        return 0
    try:
        keys = store.undo(int(merge) if merge and merge.isdigit() and merge not in store else merge)
    except KeyError:
        what = f"no merge {merge}" if merge else "no merge"
        raise CitekitError(
            f"there is {what} to take back", path=str(library), hint="citekit undo LIBRARY --list shows them"
        ) from None
    if not may_merge_again:
        for a, b in product(keys[:1], keys[1:]):
            store.mark_distinct(a, b)
    store.save()
    click.echo(f"{' and '.join(keys)} stand for themselves again", err=True)
    return 0
