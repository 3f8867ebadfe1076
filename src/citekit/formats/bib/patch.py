"""Changing a .bib file only where its references changed: every other byte stays.

A field that changed gets a new value where the old one stood, a new field follows the last one in its fashion, a
field that is gone takes its line along. Comments, macros, order, spacing and entries that did not change are not
touched. Where an entry is too odd for that it is written anew, whole.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator

from citekit.formats.bib import mapping
from citekit.formats.bib.blocks import Block, Field, split
from citekit.formats.bib.entry import Entry, Macros
from citekit.formats.bib.read_file import read, references_of
from citekit.formats.bib.write_entry import Dialect, EntryWriter, entry_text
from citekit.model import Reference

Edit = tuple[int, int, str]

_PARTS = {
    "title": ("subtitle",),
    "booktitle": ("booksubtitle",),
    "journaltitle": ("journalsubtitle",),
    "journal": ("journalsubtitle",),
    "date": ("year", "month", "day"),
    "year": ("date", "day"),
    "url": ("howpublished",),
}
"""Fields that say a part of what another says once it is written whole."""

_OTHER_NAMES: dict[str, tuple[str, ...]] = defaultdict(tuple)
for _row in mapping.FIELDS:
    _OTHER_NAMES[_row.biblatex] += (_row.bibtex,)
    _OTHER_NAMES[_row.bibtex] += (_row.biblatex,)
for _alias, _name in mapping.FIELD_ALIASES.items():
    _OTHER_NAMES[_name] += (_alias,)
    _OTHER_NAMES[_alias] += (_name,)


def patch(text: str, references: Iterable[Reference], *, remove: bool = False) -> str:
    """Return ``text``, a .bib file, changed so that it holds ``references``.

    References are found by key, or by a key among their ``aliases``, which is then renamed. Those that the file
    has not are added at its end; entries that ``references`` has not stay, unless ``remove`` is true.
    """
    references = list(references)
    patched = text
    for _ in range(_PASSES):
        patched = _once(patched, references, remove=remove)
        if not _says_otherwise(patched, references):
            break
    return patched


_PASSES = 3
"""An entry that inherits from one that changed says by itself, in the next pass, what it is to say."""


def first_beside_entries(text: str) -> int | None:
    """Return where the first comment, macro, preamble or free text stands that no reference would carry."""
    for block in split(text):
        if not block.is_entry and (printed := block.span.of(text)).strip():
            return block.span.end - len(printed.lstrip())
    return None


def _says_otherwise(text: str, references: list[Reference]) -> bool:
    if "crossref" not in text.lower() and "xdata" not in text.lower():
        return False
    wanted = {reference.id: reference for reference in references}
    return any(wanted.get(reference.id, reference) != reference for reference in read(text).references)


def _once(text: str, references: list[Reference], *, remove: bool) -> str:
    old = _read(text)
    wanted: dict[str, deque[Reference]] = defaultdict(deque)
    for reference in references:
        wanted[reference.id].append(reference)
    edits: list[Edit] = []
    for block, before in old:
        after = _take(before.id, wanted)
        if after is None:
            if remove:
                edits.append((block.span.start, _end_of_lines(text, block.span.end), ""))
        elif after != before:
            edits.append((block.span.start, block.span.end, _patched(text, block, before, after)))
    patched = _apply(text, edits)
    for reference in (one for queue in wanted.values() for one in queue):
        separator = "" if not patched else "\n" if patched.endswith("\n") else "\n\n"
        patched += separator + entry_text(EntryWriter(reference, _dialect_of_file(text, old)).write())
    return patched


def _read(text: str) -> list[tuple[Block, Reference]]:
    macros = Macros()
    blocks: list[Block] = []
    entries: list[Entry] = []
    for block in split(text):
        if block.kind == "string":
            macros.define(block)
        elif block.is_entry:
            blocks.append(block)
            entries.append(macros.entry(block))
    return list(zip(blocks, references_of(entries, []), strict=True))


def _take(key: str, wanted: dict[str, deque[Reference]]) -> Reference | None:
    """Take the reference for an entry out of those wanted."""
    if wanted.get(key):
        return wanted[key].popleft()
    for queue in wanted.values():
        for reference in queue:
            if key in reference.aliases:
                queue.remove(reference)
                return reference
    return None


def _dialect_of_file(text: str, old: list[tuple[Block, Reference]]) -> Dialect:
    biblatex = any(_is_biblatex(block) for block, _ in old)
    return Dialect(biblatex=biblatex, ascii_only=text.isascii() and bool(old) and not biblatex, for_styles=False)


def _is_biblatex(block: Block) -> bool:
    return any(field.name in ("date", "journaltitle", "location", "langid") for field in block.fields)


def _patched(text: str, block: Block, before: Reference, after: Reference) -> str:
    """Return the entry's text as it is to be; written anew where a change in place would not be read as meant."""
    dialect = Dialect(biblatex=_is_biblatex(block), ascii_only=text.isascii(), for_styles=False)
    old, new = EntryWriter(before, dialect).write(), EntryWriter(after, dialect).write()
    start = block.span.start
    edits = [*_head_edits(text, block, old, new), *_field_edits(text, block, old, new)]
    piece = _apply(
        block.span.of(text), [(first - start, last - start, new_text) for first, last, new_text in edits]
    )
    alone = [field for field in block.fields if field.name in ("crossref", "xdata")]
    if not alone and not _uses_macros(block) and read(piece).references != [after]:
        return entry_text(new).rstrip("\n")
    return piece


def _uses_macros(block: Block) -> bool:
    return any(field.value[:1] not in ("{", '"') or "#" in field.value for field in block.fields)


def _head_edits(text: str, block: Block, old: Entry, new: Entry) -> list[Edit]:
    edits: list[Edit] = []
    start = block.span.start
    head = text[start : block.fields[0].span.start if block.fields else block.span.end]
    if old.kind != new.kind:
        at = start + head.lower().find(block.kind)
        edits.append((at, at + len(block.kind), new.kind))
    if block.key and block.key != new.key:
        at = start + head.find(block.key, head.find("{") + 1 if "{" in head else 0)
        edits.append((at, at + len(block.key), new.key))
    return edits


def _field_edits(text: str, block: Block, old: Entry, new: Entry) -> list[Edit]:
    here = {field.name: field for field in reversed(block.fields)}
    edits: list[Edit] = []
    additions: list[str] = []
    gone: set[str] = set()
    for name in [*new.fields, *(name for name in old.fields if name not in new.fields)]:
        value = new.fields.get(name)
        if old.fields.get(name) == value:
            continue
        spoken = next((one for one in (name, *_OTHER_NAMES[name]) if one in here), None)
        if spoken is not None and value is not None:
            field = here[spoken]
            edits.append((field.value_span.start, field.value_span.end, _in_fashion(value, field)))
        elif spoken is not None:
            gone.add(spoken)
        elif value is not None:
            additions.append(_as_line(text, block, name, value))
        gone |= {part for part in _PARTS.get(name, ()) if part in here and part not in new.fields}
    edits.extend(_removals(block, gone))
    if additions:
        at = block.fields[-1].value_span.end if block.fields else _after_key(text, block)
        edits.append((at, at, "".join(additions)))
    return edits


def _removals(block: Block, gone: set[str]) -> Iterator[Edit]:
    fields = block.fields
    for index, field in enumerate(fields):
        if field.name not in gone:
            continue
        if index:
            yield fields[index - 1].value_span.end, field.value_span.end, ""
        elif len(fields) > 1:
            yield field.span.start, fields[1].span.start, ""
        else:
            yield field.span.start, field.value_span.end, ""


def _in_fashion(value: str, field: Field) -> str:
    """Put a value between the delimiters that the old one had."""
    inner = value[1:-1] if value.startswith("{") else None
    if inner is None:
        return value
    if field.value.startswith('"') and '"' not in inner:
        return f'"{inner}"'
    return inner if field.value.isdigit() and inner.isdigit() else value


def _as_line(text: str, block: Block, name: str, value: str) -> str:
    """A new field, indented and aligned as the entry's last one is."""
    if not block.fields:
        return f",\n  {name} = {value}"
    last = block.fields[-1]
    between = text[last.span.start : last.value_span.start]
    equals = between.index("=")
    columns = {text.index("=", field.span.start) - field.span.start for field in block.fields}
    spoken = name.ljust(equals) if len(columns) == 1 and len(block.fields) > 1 else name
    if between[:equals].endswith((" ", "\t")) and not spoken.endswith(" "):
        spoken += " "
    line_start = text.rfind("\n", 0, last.span.start) + 1
    indent = text[line_start : last.span.start]
    if indent.strip():
        return f", {spoken}{between[equals:]}{value}"
    newline = "\r\n" if text[line_start - 2 : line_start] == "\r\n" else "\n"
    return f",{newline}{indent}{spoken}{between[equals:]}{value}"


def _after_key(text: str, block: Block) -> int:
    at = text.find(block.key, block.span.start) if block.key else -1
    return at + len(block.key) if at >= 0 else block.end


def _end_of_lines(text: str, at: int) -> int:
    """Step past the line ends that follow an entry that goes."""
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _apply(text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, replacement in sorted(edits):
        pieces += (text[at:start], replacement)
        at = max(at, end)
    return "".join([*pieces, text[at:]])
