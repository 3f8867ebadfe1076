"""Labelled references read into tokens with labels: one convention out of several.

A line of a corpus is JSON with ``raw`` and ``segments`` (label, text) whose concatenation is ``raw``, blanks
aside. Punctuation at the edges of a field, and words like "in" and "eds." before a name or title, are no part of
it, whatever the corpus says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from citekit.errors import SyntaxProblem
from citekit.files import read_text
from citekit.parse.labelling.tokens import Token, tokenize

OTHER = "O"

_LABELS = {
    "author": "author", "editor": "editor", "translator": "translator", "director": "author", "producer": "author",
    "title": "title", "container-title": "container", "journal": "container", "collection-title": "series",
    "series": "series", "date": "date", "volume": "volume", "issue": "issue", "pages": "pages",
    "publisher": "publisher", "institution": "institution", "location": "place", "other:pubplace": "place",
    "url": "url", "doi": "doi", "isbn": "isbn", "edition": "edition", "genre": "genre", "medium": "medium",
    "note": "note", "source": "note", "comment": "note", "idno": "number", "citation-number": "citation-number",
    "locator": "pages", "crossref": "crossref", "publicationspecifications": "note", "archive": "archive",
    "archive-location": "archive", "registry": "archive", "filza": "archive", "box": "archive", "tomo": "volume",
    "numbered_ref": "volume", "other:publishe": "publisher", "other:page": "pages",
}  # fmt: skip
_EDGE_WORDS = {
    "container": frozenset("in".split()),
    "date": frozenset("filed".split()),
    "pages": frozenset("pp p s pages page pag pagg seiten at blz".split()),
    "volume": frozenset("vol vols volume v bd band jg t tome tomo".split()),
    "issue": frozenset("no nr n num number issue heft h nos".split()),
    "editor": frozenset("in by von".split()),
}

_EDGE_KINDS = ("mark", "tag")
_EDITING = (
    r"(?:ed(?:ited|itors?|s|n)?|hrsg|hgg?|herausgegeben|éds?|dirs?|sous la dir(?:ection)?|a cura|a c|cur|coords?|"
    r"comp(?:iled|s)?|orgs?|translated|transl?|übersetzt|übers|traduit|tradotto|trad)\b\.?"
)
_ROLE_BEFORE = re.compile(rf"[\W_]*(?:in\s+)?{_EDITING}(?:\s+(?:by|von|v\.|par|de|di))?\s+(?=\w)", re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf"[\s,(\[]+{_EDITING}(?:\s\w{{1,3}})?[\W_]*$", re.IGNORECASE)


class Example(NamedTuple):
    """A reference with a label for every token; ``corpus`` and ``name`` say where it is from.

    ``fields`` are those that the corpus gives, as it names them.
    """

    corpus: str
    name: str
    text: str
    tokens: list[Token]
    labels: list[str]
    fields: Mapping[str, Any] = MappingProxyType({})


def read_corpus(path: Path) -> Iterator[Example]:
    """Yield the examples of one file; lines without segments, or whose segments do not fit, are left out.

    Raises UnreadableInput for a file that cannot be read, SyntaxProblem for a line that is no labelled reference.
    """
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            example = _example(_record(line, str(path), number), path.stem)
            if example is not None:
                yield example


def _record(line: str, path: str, number: int) -> dict[str, Any]:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise SyntaxProblem(
            f"not JSON: {error.msg}", path=path, line=number, column=error.colno, hint="one reference a line"
        ) from None
    pairs = record.get("segments") or [] if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(pairs, list) or not isinstance(record.get("raw"), str):
        raise SyntaxProblem(_NO_REFERENCE, path=path, line=number, hint=_FORM)
    if not all(isinstance(pair, list) and list(map(type, pair)) == [str, str] for pair in pairs):
        raise SyntaxProblem(_NO_REFERENCE, path=path, line=number, hint=_FORM)
    return record


_NO_REFERENCE = "this line is no labelled reference"
_FORM = 'a line is {"raw": text, "segments": [[label, text], …]}'


def _example(record: dict[str, Any], corpus: str) -> Example | None:
    segments = record.get("segments") or []
    if record.get("kind") == "footnote" and "citations" in record:
        return None
    if corpus.startswith("linkedbooks"):
        segments = _venice(segments)
    text = record["raw"]
    placed = _place(text, segments)
    if placed is None:
        return None
    tokens = tokenize(text)
    labels = [OTHER] * len(tokens)
    for label, start, end in placed:
        field = _LABELS.get(label, OTHER)
        if field in ("editor", "translator"):
            start, end = _without_role(text, start, end)
        inside = [i for i, token in enumerate(tokens) if start <= token.start < end]
        for i in _core(tokens, inside, field):
            labels[i] = field
        if field == "volume":
            _split_volume(tokens, inside, labels)
    _name_books(tokens, labels)
    return Example(corpus, str(record.get("id", "")), text, tokens, labels, record.get("fields") or {})


def _place(text: str, segments: list[list[str]]) -> list[tuple[str, int, int]] | None:
    """Find each segment in the text, blanks aside."""
    placed = []
    position = 0
    for label, words in segments:
        start = None
        for character in words:
            if character.isspace():
                continue
            while position < len(text) and text[position].isspace():
                position += 1
            if position >= len(text) or text[position] != character:
                return None
            start = position if start is None else start
            position += 1
        if start is not None:
            placed.append((label, start, position))
    return placed


def _without_role(text: str, start: int, end: int) -> tuple[int, int]:
    """Names without the words that tell their part: "ed. by", "(Hrsg.)"."""
    if behind := _ROLE_BEHIND.search(text[start:end]):
        end = start + behind.start()
    if before := _ROLE_BEFORE.match(text[start:end]):
        start += before.end()
    return start, end


def _core(tokens: list[Token], inside: list[int], field: str) -> list[int]:
    """The tokens of a field without punctuation and joining words at its edges."""
    edge_words = _EDGE_WORDS.get(field, frozenset())
    first, last = 0, len(inside) - 1

    def is_edge(token: Token) -> bool:
        return token.kind in _EDGE_KINDS or token.text.lower() in edge_words

    while first <= last and is_edge(tokens[inside[first]]):
        first += 1
    while last >= first and tokens[inside[last]].kind in _EDGE_KINDS:
        last -= 1
    return inside[first : last + 1]


def _name_books(tokens: list[Token], labels: list[str]) -> None:
    """A book cited whole is called a container in some corpora: its title is a title."""
    if "title" in labels or "container" not in labels or not {"publisher", "place"} & set(labels):
        return
    first = labels.index("container")
    begin = min(first, labels.index("editor")) if "editor" in labels else first
    before = {
        token.text.lower() for token in [*tokens[max(begin - 3, 0) : begin], *tokens[max(first - 3, 0) : first]]
    }
    if "in" not in before:
        labels[:] = ["title" if label == "container" else label for label in labels]


def _split_volume(tokens: list[Token], inside: list[int], labels: list[str]) -> None:
    """Split "29, n° 7" into a volume and an issue: numbers behind the first are the issue's."""
    core = [i for i in inside if labels[i] == "volume"]
    words = {tokens[i].text.lower() for i in inside if tokens[i].kind == "word"}
    numbers = [i for i in core if tokens[i].kind == "number" or re.fullmatch(r"[IVXLC]+", tokens[i].text)]
    if not numbers:
        return
    if re.fullmatch(r"(?:19|20)\d\d", tokens[numbers[0]].text) and "".join(
        tokens[i].text for i in inside if i > numbers[0]
    ).startswith(";"):
        labels[numbers[0]] = "date"  # "2014;35(2)"
        numbers = numbers[1:] or numbers
    has_issue_word = words & {
        "no",
        "n",
        "nr",
        "num",
        "number",
        "issue",
        "heft",
        "h",
        "nos",
        "fasc",
        "iss",
        "numéro",
        "núm",
    }
    opens = inside and numbers[0] > inside[0] and has_issue_word and not (words & _EDGE_WORDS["volume"])
    only_issue = opens and any(
        tokens[i].text.lower().startswith(("n", "h", "iss", "fasc"))
        for i in inside
        if i < numbers[0] and tokens[i].kind == "word"
    )
    for i in core:
        if i < numbers[0]:
            labels[i] = labels[i] if labels[i] == "date" else OTHER
            continue
        between = "".join(tokens[j].text for j in range(numbers[0] + 1, i))
        if only_issue or (
            i > numbers[0] and re.search(r"[(,:/.]|n", between + tokens[i].text) and i != numbers[0]
        ):
            labels[i] = "issue" if tokens[i].kind == "number" or i in numbers else OTHER


def _venice(segments: list[list[str]]) -> list[list[str]]:
    """Linked Books calls every title a title and every name an author: behind "in" they are a container's."""
    behind_in = False
    changed = []
    for label, words in segments:
        if re.match(r"(?:in|In|IN)\b", words.strip()) and label == "other":
            behind_in = True
        if (label == "author" and re.search(r"cura|\beds?\b|ed\.|Hrsg", words)) or (
            behind_in and label == "author"
        ):
            label = "editor"
        elif behind_in and label == "title":
            label = "container"
        changed.append([label, words])
    return changed
