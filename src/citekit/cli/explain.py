"""``citekit explain [CODE…]``."""

from __future__ import annotations

import click


@click.command(short_help="Say what a finding means and what to do.")
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(codes: tuple[str, ...], format_: str) -> int:
    """Explain the findings with these CODEs: what they mean, an example, what to do. Without CODE, list all."""
    from citekit.auditing import explanations
    from citekit.cli.output import as_json, write_data

    explained = [explanations.explain(code) for code in codes or explanations.codes()]
    if format_ == "json":
        write_data(as_json([one._asdict() for one in explained]))
    elif codes:
        write_data("\n\n".join(_in_full(one) for one in explained))
    else:
        width = max(len(one.code) for one in explained)
        write_data("\n".join(f"{one.code:{width}}  {one.summary}" for one in explained))
    return 0


def _in_full(one: tuple[str, str, str, str]) -> str:
    code, summary, example, advice = one
    return f"{code}: {summary}\n\n  For example: {example}\n\n  What to do: {advice}"
