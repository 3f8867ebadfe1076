"""Pure records: what a reference, a citation, a note and a paper are."""

from citekit.model.citation import Citation, CitationForm, CiteItem, NoteCitation
from citekit.model.date import Date
from citekit.model.finding import Finding, Severity
from citekit.model.name import Name
from citekit.model.note import Marker, Note, NoteKind
from citekit.model.paper import Paper, WorksCitedEntry
from citekit.model.provenance import Provenance
from citekit.model.reference import Reference
from citekit.model.source import Source
from citekit.model.span import Span

__all__ = [
    "Citation",
    "CitationForm",
    "CiteItem",
    "Date",
    "Finding",
    "Marker",
    "Name",
    "Note",
    "NoteCitation",
    "NoteKind",
    "Paper",
    "Provenance",
    "Reference",
    "Severity",
    "Source",
    "Span",
    "WorksCitedEntry",
]
