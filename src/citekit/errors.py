"""What citekit raises. Findings are values; exceptions are for a caller's mistake and for I/O.

::

    CitekitError
    ├── InvalidRecord       a value does not fit the data model (also a ValueError)
    ├── UnreadableInput     a file that is missing, empty, binary or in no encoding we know
    │   └── SyntaxProblem   readable, but not what its format promises
    ├── ConfigProblem       citekit.toml says something that cannot be done
    ├── StyleError
    │   ├── StyleNotFound   no style of that name; the nearest names are in the hint
    │   └── InvalidStyle    the style's XML breaks the schema or the specification
    ├── UnknownFormat       no reader or writer for that format
    └── UnknownKey          no reference has that citation key
"""

from __future__ import annotations


class CitekitError(Exception):
    """The root. Prints as ``path:line:column: message``; ``hint`` says what to do about it.

    Lines and columns count from 1; each part is left out where it is not known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class InvalidRecord(CitekitError, ValueError):
    """A value does not fit the data model."""


class UnreadableInput(CitekitError):
    """A file that is missing, empty, binary or in no encoding we know."""


class SyntaxProblem(UnreadableInput):
    """Readable, but not what its format promises."""


class ConfigProblem(CitekitError):
    """``citekit.toml`` says something that cannot be done."""


class StyleError(CitekitError):
    """A citation style cannot be used."""


class StyleNotFound(StyleError):
    """No style of that name."""


class InvalidStyle(StyleError):
    """The style's XML breaks the schema or the specification."""


class UnknownFormat(CitekitError):
    """No reader or writer for that format."""


class UnknownKey(CitekitError):
    """No reference has that citation key."""
