"""The ``citekit`` command: one file per subcommand, imported when it is called. The only place that prints."""

from __future__ import annotations

from citekit.cli.app import main

__all__ = ["main"]
