"""Printed pieces brought to the labels of the corpora: edges trimmed, tokens labelled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from citekit.parse.labelling.tokens import Token, tokenize
from citekit.train.corpora import OTHER, Example
from citekit.train.damage import Pieces
from citekit.train.rendered import Stretch

_LABELS = {
    "author": "author", "container-author": "editor", "editor": "editor", "editortranslator": "editor",
    "collection-editor": "editor", "editor-translator": "editor", "translator": "translator", "director": "author",
    "title": "title", "title-short": "title", "volume-title": "title", "container-title": "container",
    "container-title-short": "container", "collection-title": "series", "issued": "date", "volume": "volume",
    "issue": "issue", "page": "pages", "page-first": "pages", "locator": "pages", "number-of-pages": "pages",
    "number-of-volumes": "volume", "publisher": "publisher", "authority": "publisher", "publisher-place": "place",
    "event-place": "place", "URL": "url", "DOI": "doi", "ISBN": "isbn", "edition": "edition", "genre": "genre",
    "medium": "medium", "number": "number", "archive": "archive", "archive_location": "archive",
    "archive-place": "archive", "note": "note", "accessed": "note", "original-date": "note", "status": "note",
    "citation-number": "citation-number", "citation-label": "citation-number", "year-suffix": "date",
    "collection-number": "volume",
}  # fmt: skip
_BESIDE = {
    "edition": frozenset(
        "ed edn edition éd édition aufl auflage edizione ediz edición edição wyd wydanie druk".split()
    ),
    "series": frozenset("no nr vol bd band n núm number".split()),
}
_LEADING = {"url": "note", "note": "note", "doi": "doi", "isbn": "isbn"}
"""How the corpora label the words right before a field: "Retrieved from", "accessed", "doi:", "ISBN"."""
_NO_DATE = re.compile(r"\b(?:n\.\s?d\.|s\.\s?d\.|o\.\s?J\.|b\.\s?r\.)")
_JOINED = frozenset(("series", "edition", "date", "archive", "note"))
_LONGEST_LEAD = 7
_EDGE_WORDS = {"pages": frozenset("pp p s pages page pag seiten at blz ff".split()), "date": frozenset(("filed",))}


def labelled(stretches: Sequence[Stretch]) -> Pieces:
    """Return what the processor printed with the corpora's labels instead of the variables' names."""
    return [(_LABELS.get(one.variable, OTHER), one.text) for one in stretches]


def example(pieces: Pieces, name: str) -> Example:
    """Return ``pieces`` as a reference with a label for every token."""
    text = "".join(piece for _, piece in pieces)
    owners = [index for index, (_, piece) in enumerate(pieces) for _ in piece]
    lead = len(text) - len(text.lstrip())
    text, owners = text[lead:].rstrip(), owners[lead:]
    tokens = tokenize(text)
    labels = [_label(token, pieces, owners) for token in tokens]
    _widen(tokens, labels)
    _trim(tokens, labels)
    for match in _NO_DATE.finditer(text) if "date" not in labels else ():
        for index, token in enumerate(tokens):
            if match.start() <= token.start < match.end() - 1 and labels[index] == OTHER:
                labels[index] = "date"
    return Example("synthetic", name, text, tokens, labels)


def _label(token: Token, pieces: Pieces, owners: list[int]) -> str:
    """The label of most of a token's characters; an address is one whatever its parts are."""
    counts = Counter(pieces[owners[place]][0] for place in range(token.start, token.end))
    label = counts.most_common(1)[0][0]
    if token.kind in ("url", "doi"):
        return token.kind if {"url", "doi"} & set(counts) else label
    return label


def _widen(tokens: list[Token], labels: list[str]) -> None:
    """Label words that the corpora count to a field though no variable printed them: "2nd ed.", "accessed"."""
    for index, label in enumerate(list(labels)):
        if label == OTHER and tokens[index].kind == "word":
            nearest = labels[max(index - 2, 0) : index][::-1]
            before = next((one for one in nearest if one != OTHER), "")
            if tokens[index].text.lower() in _BESIDE.get(before, ()):
                labels[index] = before
        elif label in _LEADING and (not index or labels[index - 1] != label):
            _lead(tokens, labels, index, _LEADING[label])
    # Marks and words between two parts of one field belong to it.
    for index in range(1, len(labels) - 1):
        if labels[index] == OTHER and labels[index - 1] in _JOINED:
            after = next((one for one in labels[index : index + 3] if one != OTHER), OTHER)
            if after == labels[index - 1]:
                labels[index] = after


def _lead(tokens: list[Token], labels: list[str], end: int, label: str) -> None:
    """Give a label to the words between the field before and the one that begins at ``end``."""
    start = end
    while start and labels[start - 1] == OTHER and end - start < _LONGEST_LEAD:
        start -= 1
    words = [place for place in range(start, end) if tokens[place].kind == "word"]
    if words:
        labels[words[0] : end] = [label] * (end - words[0])


def _trim(tokens: list[Token], labels: list[str]) -> None:
    """Take marks, and words such as "pp.", from both ends of every field."""
    position = 0
    while position < len(labels):
        label = labels[position]
        end = position
        while end < len(labels) and labels[end] == label:
            end += 1
        if label != OTHER:
            words = _EDGE_WORDS.get(label, frozenset())
            for places in (range(position, end), range(end - 1, position - 1, -1)):
                for place in places:
                    token = tokens[place]
                    if token.kind != "mark" and token.text.lower() not in words:
                        break
                    labels[place] = OTHER
        position = end
