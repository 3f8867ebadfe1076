"""``citekit parse [FILE|-]``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click


@click.command(short_help="Read printed references, one a line, into records.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csl-json", "jsonl"]),
    default="csl-json",
    show_default=True,
    help="One JSON list, or one record a line.",
)
@click.option("--explain", is_flag=True, help="Show each line with its fields marked underneath.")
def command(file: Path, format_: str, explain: bool) -> int:
    """Read one printed reference a line from FILE, or from standard input, and print the records as CSL-JSON.

    Every line that is not blank gives one record, in order. Records are printed as they are read, so that a
    file of any length needs no more memory than a short one.
    """
    from citekit.model.keys import KeyFilter
    from citekit.pages.marked_print import marked_print
    from citekit.parse import parse_reference

    taken = KeyFilter()
    opening = "["
    for line in _lines(file):
        reference = parse_reference(line, taken=taken).reference
        taken.add(reference.id)
        if explain:
            click.echo(marked_print(reference))
            continue
        text = json.dumps(reference.to_csl(), ensure_ascii=False)
        if format_ == "jsonl":
            click.echo(text)
        else:
            click.echo(f"{opening}\n{text}", nl=False)
            opening = ","
    if format_ == "csl-json" and not explain:
        click.echo("[]" if opening == "[" else "\n]")
    return 0


def _lines(file: Path) -> Iterator[str]:
    from citekit.errors import UnreadableInput
    from citekit.files import decode

    name = "<stdin>" if str(file) == "-" else str(file)
    try:
        stream = click.open_file(str(file), "rb")
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error), path=name) from None
    with stream:
        for number, line in enumerate(stream, start=1):
            try:
                text = decode(line, name).strip()
            except UnreadableInput as error:
                error.line = number
                raise
            if text:
                yield text
