"""What an entry takes from others: ``crossref`` with BibLaTeX's rules, ``xdata``.

Source: the BibLaTeX manual, "Cross-referencing entries" and appendix B, "Default Inheritance Setup".
"""

from __future__ import annotations

from collections.abc import Mapping

from citekit.formats.bib.entry import Entry
from citekit.model import Finding

_NEVER = frozenset(
    """
    ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions
    relatedstring relatedtype shorthand shorthandintro sortkey key file timestamp date-added date-modified
    """.split()
)
_NOT_WITH_TITLE = frozenset("shorttitle sorttitle indextitle indexsorttitle".split())
_TITLE = ("title", "subtitle", "titleaddon")


def _renamed(prefix: str) -> dict[str, str]:
    return {name: prefix + name for name in _TITLE}


_RULES: tuple[tuple[frozenset[str], frozenset[str], dict[str, str]], ...] = tuple(
    (frozenset(parents.split()), frozenset(children.split()), names)
    for parents, children, names in (
        ("mvbook book", "inbook bookinbook suppbook", _renamed("book") | {"author": "bookauthor"}),
        ("mvbook", "book", _renamed("main")),
        ("mvcollection mvreference", "collection reference", _renamed("main")),
        (
            "book collection reference mvcollection mvreference",
            "incollection inreference suppcollection inbook",
            _renamed("book"),
        ),
        ("mvproceedings", "proceedings", _renamed("main")),
        ("proceedings mvproceedings book collection", "inproceedings conference", _renamed("book")),
        ("periodical", "article suppperiodical", {"title": "journaltitle", "subtitle": "journalsubtitle"}),
    )
)


def resolve(entries: list[Entry]) -> None:
    """Fill every entry with what it inherits, in place. A parent that is missing becomes a finding."""
    by_key: dict[str, Entry] = {}
    for entry in entries:
        by_key.setdefault(entry.key, entry)
        by_key.setdefault(entry.key.lower(), entry)
    done: set[int] = set()
    for entry in entries:
        _resolve(entry, by_key, done, ())


def _resolve(entry: Entry, by_key: Mapping[str, Entry], done: set[int], path: tuple[int, ...]) -> None:
    if id(entry) in done or not ("crossref" in entry.fields or "xdata" in entry.fields):
        return
    if id(entry) in path:
        return
    path = (*path, id(entry))
    for name in ("xdata", "crossref"):
        written = entry.fields.get(name, "")
        keys = [key.strip() for key in written.split(",") if key.strip()] if name == "xdata" else [written.strip()]
        missing = []
        for key in filter(None, keys):
            parent = by_key.get(key) or by_key.get(key.lower())
            if parent is None:
                missing.append(key)
                continue
            if parent is not entry:
                _resolve(parent, by_key, done, path)
                _inherit(entry, parent, plain=name == "xdata")
        if missing:
            entry.findings.append(
                Finding(
                    code="missing-parent",
                    message=f"{name} names {', '.join(missing)}, which is not in this file",
                    span=entry.span,
                    key=entry.key or None,
                    hint="add the entry, or take the field out",
                )
            )
            entry.fields[name] = ",".join(missing)
        else:
            entry.fields.pop(name, None)
    done.add(id(entry))


def _inherit(child: Entry, parent: Entry, *, plain: bool) -> None:
    names: dict[str, str] = {}
    if not plain:
        names = next(
            (rule for parents, children, rule in _RULES if parent.kind in parents and child.kind in children), {}
        )
    for name, value in parent.fields.items():
        if name in _NEVER or (names and name in _NOT_WITH_TITLE):
            continue
        target = names.get(name, name)
        child.fields.setdefault(target, value)
        if target == "bookauthor" and child.kind != "incollection":
            child.fields.setdefault("author", value)
    if (
        child.fields.get("date")
        and "year" in child.fields
        and "date" in parent.fields
        and "year" not in parent.fields
    ):
        del child.fields["date"]
