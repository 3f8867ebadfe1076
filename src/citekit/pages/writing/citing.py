"""What a document has cited so far, and what it becomes when the whole document is known.

Disambiguation, ibid. and numbers depend on the citations that follow, so each is printed as a mark that no text
holds, and the marks are replaced at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citekit.errors import CitekitError
from citekit.model import Reference
from citekit.model.printed_item import printed_item
from citekit.pages.clusters import read_item, unknown_key
from citekit.pages.writing.footnotes import FOOTNOTES, Footnotes

_MARK = re.compile("\ue000(\\w+):(\\d+)\ue001")

LOCATORS = frozenset(
    """
    act appendix article book canon chapter column elocation equation figure folio issue line note opus page
    paragraph part rule scene section series supplement table timestamp title verse version volume
    """.split()
)


class Citing:
    """The citations of one document. ``cite``, ``nocite`` and ``bibliography`` are what a template calls."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.references = {reference.id: reference for reference in references}
        self._aliases = {alias: one.id for one in self.references.values() for alias in one.aliases}
        self._citations: list[dict[str, Any]] = []
        self._uncited: dict[str, None] = {}
        self._sections: list[frozenset[str] | None] = []

    def cite(self, keys: str | Sequence[str], **details: Any) -> str:
        """Cite one work or several; return a mark that becomes the citation.

        ``keys`` is a key, a cluster such as ``see hosoya2018, p. 3; abe2012``, or a list of either. ``details``
        are a locator by its name (``page="3"``), ``prefix``, ``suffix``, ``suppress_author`` and
        ``author_only``, for the one work or for a list's first (prefix) and last (the rest).
        Raises UnknownKey, CitekitError.
        """
        clusters = [keys] if isinstance(keys, str) else list(keys)
        parts = [part.strip() for cluster in clusters for part in str(cluster).split(";") if part.strip()]
        if not parts:
            raise CitekitError("cite() needs a key", hint='such as {{ cite("hosoya2018", page="3") }}')
        items = [self._item(part) for part in parts]
        if prefix := details.pop("prefix", None):
            items[0]["prefix"] = str(prefix)
        items[-1].update(_details(details))
        return self.add(items)

    def add(self, items: list[dict[str, Any]], mode: str | None = None) -> str:
        """Add a citation of CSL-JSON cite items; return its mark (``composite``: a narrative one)."""
        properties: dict[str, Any] = {"noteIndex": 0}
        if mode:
            properties["mode"] = mode
        number = len(self._citations)
        self._citations.append({"citationID": str(number), "citationItems": items, "properties": properties})
        return f"\ue000cite:{number}\ue001"

    def nocite(self, *keys: str) -> str:
        """List works in the bibliography without citing them; ``*`` is all. Return nothing to print."""
        for key in keys:
            if key == "*":
                self._uncited.update(dict.fromkeys(self.references))
            else:
                self._uncited[self.resolve(key)] = None
        return ""

    def bibliography(self, section: str | None = None, type: str | Sequence[str] | None = None) -> str:
        """Return a mark that becomes the bibliography of what is cited.

        ``section`` keeps the works that have it among their keywords, ``type`` those of one or more CSL types.
        """
        keys = None
        if section is not None or type is not None:
            types = [type] if isinstance(type, str) else type
            keys = frozenset(
                key
                for key, one in self.references.items()
                if (types is None or one.type in types) and (section is None or section in _keywords(one))
            )
        self._sections.append(keys)
        return f"\ue000bibliography:{len(self._sections) - 1}\ue001"

    def resolve(self, key: str) -> str:
        """Return the key of today for a key or a former one. Raises UnknownKey with the nearest keys."""
        if key in self.references:
            return key
        if key in self._aliases:
            return self._aliases[key]
        raise unknown_key(key, self.references)

    def finish(self, text: str, style: str, format: str, locale: str | None) -> str:
        """Return the text with every mark replaced. Raises StyleNotFound, InvalidStyle."""
        from citekit.csl import Processor

        items = [printed_item(one) for one in self.references.values()]
        processor = Processor(style, items, locale=locale, output=format)
        notes = FOOTNOTES[format]() if not processor.style.style.in_text else None
        in_order = [int(number) for kind, number in _MARK.findall(text) if kind == "cite"]
        document = [dict(self._citations[number]) for number in in_order]
        if notes is not None:
            document = [_as_note(citation, number) for number, citation in enumerate(document, start=1)]
        printed = iter(processor.cite(document, uncited=self._uncited))
        cited = {str(item["id"]) for citation in document for item in citation["citationItems"]} | set(
            self._uncited
        )

        def replaced(mark: re.Match[str]) -> str:
            if mark[1] == "cite":
                citation = next(printed)
                return citation if notes is None else notes.add(citation)
            section = self._sections[int(mark[2])]
            return processor.bibliography(only=cited if section is None else cited & section)

        text = _MARK.sub(replaced, _close_up(text, notes))
        return text if notes is None else notes.close(text)

    def _item(self, part: str) -> dict[str, Any]:
        item = read_item(part, {**self.references, **self._aliases})
        return {**item, "id": self.resolve(item["id"])}


def _as_note(citation: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return the citation as footnote ``number``: a sentence of its own, so that a prefix gets its capital."""
    first, *others = citation["citationItems"]
    if prefix := first.get("prefix"):
        first = {**first, "prefix": prefix[0].upper() + prefix[1:]}
    properties = {**citation["properties"], "noteIndex": number}
    return {**citation, "citationItems": [first, *others], "properties": properties}


def _close_up(text: str, notes: Footnotes | None) -> str:
    """A footnote's marker follows the word, and the punctuation after it, without a blank."""
    if notes is None:
        return text
    text = re.sub("[ \t]+(?=\ue000cite:)", "", text)
    return re.sub("((?:\ue000cite:\\d+\ue001)+)([.,;:!?])", r"\2\1", text)


def _details(details: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for name, value in details.items():
        option = name.replace("_", "-")
        if name in ("suppress_author", "author_only"):
            item[option] = bool(value)
        elif name == "suffix":
            item["suffix"] = str(value)
        elif name in LOCATORS:
            item.update(label=name, locator=str(value))
        else:
            raise CitekitError(
                f"cite() knows no '{name}'",
                hint=f"a locator ({', '.join(sorted(LOCATORS))}), prefix, suffix, suppress_author or author_only",
            )
    return item


def _keywords(reference: Reference) -> frozenset[str]:
    return frozenset(word.strip() for word in re.split(r"[,;]", reference.keyword or ""))
