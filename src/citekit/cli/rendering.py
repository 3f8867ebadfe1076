"""What ``bibliography`` and ``cite`` share: the options for style and format."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

FORMATS = ("text", "html", "markdown", "latex", "rtf", "typst", "rst")

Command = TypeVar("Command", bound=Callable[..., int])


def rendering_options(function: Command) -> Command:
    """Add --style, --format and --locale to a command."""
    for option in (
        click.option("--locale", help="A language such as de-DE; the style's own where not given."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="The markup.",
        ),
        click.option("--style", default="apa", show_default=True, help="A style's name, or a .csl file."),
    ):
        function = option(function)
    return function
