"""From an identifier or a title to a record, through the services that keep them; asked only on request."""

from citekit.lookup.changes import Change, differences, fill
from citekit.lookup.client import Client, LookupOptions, Unanswered
from citekit.lookup.query import Query, queries_of, recognise
from citekit.lookup.services import Found, look_up

__all__ = [
    "Change",
    "Client",
    "Found",
    "LookupOptions",
    "Query",
    "Unanswered",
    "differences",
    "fill",
    "look_up",
    "queries_of",
    "recognise",
]
