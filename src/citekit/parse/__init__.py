"""One printed citation to a validated Reference; notes into citations and commentary; short forms resolved."""

from citekit.parse.entries import parse_entries
from citekit.parse.notes.note import ParsedNote, parse_note, parse_notes
from citekit.parse.notes.short_forms import resolve_short_forms
from citekit.parse.reference import ListContext, ParsedReference, parse_reference, parse_references

__all__ = [
    "ListContext",
    "ParsedNote",
    "ParsedReference",
    "parse_entries",
    "parse_note",
    "parse_notes",
    "parse_reference",
    "parse_references",
    "resolve_short_forms",
]
