"""The command's frame: finds the subcommand, prints errors as a person wants to read them."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from citekit._version import __version__
from citekit.cli.commands import COMMANDS
from citekit.errors import CitekitError


class LazyGroup(click.Group):
    """A group whose commands are imported when called; the help page needs their summaries alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = import_module(module).command
        assert isinstance(command, click.Command)
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first argument; a misspelt one gets the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="citekit")
def app() -> None:
    """References in scholarly writing: extract, deduplicate, check, render and audit them.

    Data goes to standard output, everything else to standard error; '-' is standard input. The exit code is 0
    where all is well, 1 where there are findings, 2 for input that cannot be used, 3 where the network could
    not tell.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        code = app(prog_name="citekit", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = 2
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except CitekitError as error:
        click.echo(f"citekit: {error}", err=True)
        if error.hint:
            click.echo(f"  hint: {error.hint}", err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("citekit: interrupted", err=True)
        code = 130
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
