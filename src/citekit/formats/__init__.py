"""Bibliography files in and out. One module per format, each with ``read(text)`` and ``write(references)``."""

from citekit.formats.io import loads, patch, read, read_any_encoding, read_file, write
from citekit.formats.registry import FORMATS, Format, find_format, format_of_path, formats, sniff
from citekit.formats.result import ReadResult

__all__ = [
    "FORMATS",
    "Format",
    "ReadResult",
    "find_format",
    "format_of_path",
    "formats",
    "loads",
    "patch",
    "read",
    "read_any_encoding",
    "read_file",
    "sniff",
    "write",
]
