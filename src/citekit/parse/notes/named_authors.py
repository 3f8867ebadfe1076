"""Works whose author the sentence names: "Schelsky (Die Soziologen, Opladen 1980)", "Hart’s ‘Positivism’ (1958)".

The words between the author and the work are the sentence's; what follows must read as a citation without author.
"""

from __future__ import annotations

import re

from citekit.parse.fields import Labelled, Labelling
from citekit.parse.grammars.legal import read_legal
from citekit.parse.grammars.marked import are_places, read_marked
from citekit.parse.grammars.unmarked import read_unmarked
from citekit.parse.names.forms import reads_as_names
from citekit.parse.recognisers.marks import find_marks

_SURNAME = r"(?:[A-ZÀ-Þ]\.[\s-]?){0,3}(?:(?:van|von|de|du|der|la|le)\s){0,2}[A-ZÀ-Þ][\w-]*[a-zà-ÿ]"
_JOINED = r"(?:\s?/\s?|\s(?:and|und|et|e|y|&)\s)"
_NAMED = re.compile(
    rf"(?<![\w.’'-])(?P<names>{_SURNAME}(?:{_JOINED}{_SURNAME}){{0,3}}) "
    r"\((?=[A-ZÀ-Þ“„‘«\"])(?P<rest>[^()]*(?:\([^()]*\)[^()]*)*?(?<!\d)(?:1[4-9]|20)\d\d(?!\d)[^()]*)\)"
)
_IN_TITLE = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+|(?<!\w)(?:of|the|and|for|in|des|der|und|du|de|la))\s$")
_PERSON = rf"(?:[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?\s)?{_SURNAME}"
_WORK = (
    r"(?:Schrift|Aufsatz|Buch|Beitrag|Studie|Werk|Arbeit|Artikel|Abhandlung|Monographie|Dissertation|"
    r"Vortrag|Bericht)"
)
_SPOKEN = re.compile(
    rf"(?<![\w.’'-])(?P<names>{_PERSON}(?:{_JOINED}{_PERSON}){{0,3}}?)"
    r"(?:[’'](?:s\b)?(?:\s(?!and\b)[a-zà-ÿ-]+){0,4}"
    rf"|s\s{_WORK}(?:\s(?:über|zu|zum|zur))?"
    rf"|,?\sin\s(?:his|her|their|the|an?|seine[mr]|ihre[mr]|dem|der|eine[mr])(?:\s[a-zà-ÿ-]+){{0,3}}(?:\s{_WORK})?"
    r"|(?:\s(?:argue[sd]?|show(?:s|ed)|put[s]?\sit|suggest(?:s|ed)|claim(?:s|ed)|point(?:s|ed)\sout|explain(?:s|ed)|zeigt|ausführt|betont))?\sin"
    r"|(?:\s[\w-]+){1,4}\sunter\sdem\sTitel|\szu[rm]?),?\s$"
)
_REPORTED = re.compile(r"\b(?:von|durch|by)\s$")
_LONGEST = 160


def find_parenthesised(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where works in parentheses behind their author stand in ``text[start:end]``, in order."""
    return [
        match.span()
        for match in _NAMED.finditer(text, start, end)
        if not _IN_TITLE.search(text[start : match.start()]) and read_named_author(match[0]) is not None
    ]


def author_before(text: str, start: int, mark: int) -> int:
    """Return where the name of the author begins whose work is quoted at ``mark``; ``mark`` where none does."""
    spoken = _spoken(text, max(start, mark - _LONGEST), mark)
    return mark if spoken is None else spoken.start("names")


def read_named_author(text: str) -> Labelling | None:
    """Return the fields of one work so named, by their places in ``text``; None for anything else."""
    match = _NAMED.fullmatch(text.rstrip(" .;"))
    if match is not None:
        return _in_parentheses(match)
    marks = find_marks(text)
    spoken = _spoken(text, 0, marks[0].start) if marks and marks[0].kind == "quoted" else None
    if spoken is None or spoken.start() != 0:
        return None
    reading = _read(text[marks[0].start :])
    if reading is None or not {"title", "date"} <= {one.field for one in reading.fields}:
        return None
    moved = [
        one._replace(start=one.start + marks[0].start, end=one.end + marks[0].start) for one in reading.fields
    ]
    return reading._replace(fields=(Labelled("author", *spoken.span("names")), *moved))


def _in_parentheses(match: re.Match[str]) -> Labelling | None:
    if not reads_as_names(match["names"]) or are_places(re.split(r"[:,]", match["rest"])[0]):
        return None  # "The Politics of the Judiciary (London: Fontana, 1997)"
    inner = _read(match["rest"])
    if inner is not None and {"author", "editor"} & {one.field for one in inner.fields}:
        return None  # "Weber (M. Weber, Economy and Society (1978) 809)"
    reading = _read(f"{match['names']}, {match['rest']}")  # as long as the print: the places stay
    found = set() if reading is None else {one.field for one in reading.fields}
    return reading if {"author", "title", "date"} <= found else None


def _spoken(text: str, start: int, mark: int) -> re.Match[str] | None:
    match = _SPOKEN.search(text[:mark], start)
    if match is None or not reads_as_names(match["names"]):
        return None
    linked = re.search(r"\szu[rm]?,?\s$", match[0]) and not re.search(r"[’']|\sin\s|sTitel", match[0])
    return None if linked and not _REPORTED.search(text[: match.start()]) and start != match.start() else match


def _read(text: str) -> Labelling | None:
    return read_legal(text, in_note=True) or read_unmarked(text) or read_marked(text)
